"""The lines that a version of a plan holds beside its text, fetched to be changed."""

from __future__ import annotations

from dutyroom.data.desk import Desk
from dutyroom.data.queries.plan_content_changes import Line, line_to_change
from dutyroom.data.tables import Plan, PlanContact, PlanText
from dutyroom.rules.plan_contents import ContentKind
from dutyroom.rules.refusal import Refusal


def line_of(desk: Desk, kind: ContentKind, number: int, version: int | None) -> Line:
    """A line of a plan that is not withdrawn; refused where somebody changed it meanwhile."""
    row = line_to_change(desk.session, kind, number)
    if row is None:
        raise Refusal("plan_content.unknown")
    if version is not None and row.version != version:
        raise Refusal("record.changed_meanwhile")
    plan_of(desk, row.text_id)
    return row


def contact_of(desk: Desk, number: int, version: int | None) -> PlanContact:
    """A number that a plan quotes; see :func:`line_of`."""
    row = line_of(desk, ContentKind.CONTACT, number, version)
    assert isinstance(row, PlanContact)  # noqa: S101  # the table of this kind
    return row


def plan_of(desk: Desk, text_id: int) -> Plan:
    """The plan of a version; refused where there is none, or where it was withdrawn."""
    text = desk.session.get(PlanText, text_id)
    if text is None:
        raise Refusal("plan_content.text.unknown")
    plan = desk.session.get_one(Plan, text.plan_id)
    if plan.state != "kept":
        raise Refusal("plan_content.void")
    return plan

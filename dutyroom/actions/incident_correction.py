"""Correcting what was taken down of an incident: when, where, what kind, from whom; figures are statements of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.incident_clocks import renew_report_clocks
from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.tables import Incident, Matter
from dutyroom.rules.entry import clean_text
from dutyroom.rules.incident import SUBTYPE_OF
from dutyroom.rules.incident_sheet import CorrectIncident, RegisterIncident, check_incident, made_title
from dutyroom.rules.matter import State, StepKind, check_step
from dutyroom.rules.refusal import Refusal

_WHERE: Final = "where"
"""How a change of the place is kept: ``place`` is that of a meeting."""


def correct_incident(desk: Desk, asked: CorrectIncident) -> int:
    """Correct the facts beside the statements; the clocks of reporting follow. The entry holds what each was and is."""
    matter = matter_of(desk, asked.id)
    row = desk.session.get(Incident, asked.id)
    if row is None:
        raise Refusal("matter.unknown", id=asked.id)
    check_step(StepKind.CORRECT, State(matter.state), matter.number)
    if matter.version != asked.version:
        raise Refusal("record.changed_meanwhile", field="title")
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    facts = replace(asked.facts, received_at=matter.received_at)
    check_incident(facts, now=desk.now)
    former = f"{matter.number} {matter.title}"
    changes = _set(matter, row, facts)
    if not changes:
        raise Refusal("entry.amend.same", field="title")
    if "area" in changes:
        row.area_id = facts.area_id
    if "place" in changes:
        changes[_WHERE] = changes.pop("place")
    desk.touch(matter)
    for item in items_of_matter(desk.session, matter.id):
        if item.title == former:
            item.title = f"{matter.number} {matter.title}"
    clocks = renew_report_clocks(desk, matter, row)
    index_matter(desk.session, matter.id)
    return take(desk, matter, Taken(step=StepKind.CORRECT, text=reason, payload={"changes": changes, "clocks": clocks}))


def _set(matter: Matter, row: Incident, facts: RegisterIncident) -> dict[str, Any]:
    """Set what differs; returns each former and new value."""
    area, place = clean_text(facts.area), clean_text(facts.place)
    title = " ".join(clean_text(facts.title).split()) or made_title(area, place, facts.subtype)
    subtype = SUBTYPE_OF.get(facts.subtype)
    values = {
        "event_at": facts.event_at,
        "area": area,
        "place": place,
        "subtype": facts.subtype,
        "category": subtype.category.value if subtype else "",
        "reporter": clean_text(facts.reporter),
        "reporter_phone": clean_text(facts.reporter_phone),
    }
    return set_values(matter, {"title": title, "source": clean_text(facts.source)}) | set_values(row, values)

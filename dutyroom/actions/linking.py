"""Matters that belong together."""

from __future__ import annotations

from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.queries.matter_papers import matter_numbered
from dutyroom.data.queries.matters import links_of
from dutyroom.data.queries.warnings import reality_of
from dutyroom.data.tables import Matter, MatterLink
from dutyroom.rules.document_number import normal_number
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import StepKind
from dutyroom.rules.matter_steps import Link, LinkNamed, Unlink
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.warning import STATUS_WORDS, is_real
from dutyroom.rules.wording import Worded


def link(desk: Desk, asked: Link) -> int:
    """Link two matters; both timelines show it through the link, one entry says it."""
    matter = matter_of(desk, asked.id)
    link_rows(desk, asked)
    other = matter_of(desk, asked.other_id)
    payload = {"other": other.id, "relation": asked.relation}
    return take(desk, matter, Taken(step=StepKind.NOTE, text=f"↔ {other.number} {other.title}", payload=payload))


def link_named(desk: Desk, asked: LinkNamed) -> int:
    """Link a matter with the one that somebody names by its number, however it is typed."""
    number = normal_number(clean_text(asked.number))
    if not number:
        raise Refusal("matter.link.number", field="other")
    other = matter_numbered(desk.session, number)
    if other is None:
        raise Refusal("matter.link.none", field="other", number=number)
    return link(desk, Link(id=asked.id, other_id=other, relation=asked.relation))


def unlink(desk: Desk, asked: Unlink) -> int:
    """They do not belong together after all."""
    row = desk.session.get(MatterLink, asked.link_id)
    if row is None or not row.active:
        raise Refusal("matter.unknown", id=asked.link_id)
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    row.active = False
    other = matter_of(desk, row.other_id)
    matter = matter_of(desk, row.matter_id)
    return take(desk, matter, Taken(step=StepKind.NOTE, text=f"↮ {other.number} {other.title}\n{reason}"))


def link_rows(desk: Desk, asked: Link) -> None:
    """The link's row; the caller writes the entry."""
    if asked.id == asked.other_id:
        raise Refusal("matter.link.self", field="other")
    matter, other = matter_of(desk, asked.id), matter_of(desk, asked.other_id)
    _keep_apart(desk, matter, other)
    if any(row.other_id == asked.other_id for row in links_of(desk.session, asked.id)):
        raise Refusal("matter.link.twice", field="other")
    desk.session.add(
        MatterLink(matter_id=asked.id, other_id=asked.other_id, relation=asked.relation.value, made_at=desk.now)
    )


def _keep_apart(desk: Desk, matter: Matter, other: Matter) -> None:
    """A real warning and one that is none never belong together."""
    status, others = (reality_of(desk.session, each.id) for each in (matter, other))
    if status and others and is_real(status) != is_real(others):
        word = Worded(STATUS_WORDS[status])
        raise Refusal("warning.link.mixed", field="other", number=matter.number, status=word, other=other.number)

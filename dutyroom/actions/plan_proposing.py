"""Proposing what a plan holds beside its text: read from it, to be checked by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dutyroom.actions.plan_content_rows import plan_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.plan_content_changes import TABLES, last_position, lines_to_change
from dutyroom.data.queries.plan_contents import directory_numbers
from dutyroom.data.queries.plans import SectionRow, text_sections
from dutyroom.data.tables import PlanAction, PlanContact
from dutyroom.rules.plan_contacts import same_number
from dutyroom.rules.plan_contents import ContentKind, ContentState
from dutyroom.rules.plan_contents_proposal import Proposal, propose
from dutyroom.rules.plan_repeated import is_known


def propose_contents(desk: Desk, text_id: int) -> int:
    """Propose from the text what is not there yet; returns how many lines. Nothing new writes no entry.

    Where nobody has chosen the card of first actions, five are proposed for it too.
    """
    plan = plan_of(desk, text_id)
    sections = text_sections(desk.session, text_id)
    actions = lines_to_change(desk.session, ContentKind.ACTION, text_id)
    has_card = any(isinstance(row, PlanAction) and row.first for row in actions)
    new = _add(desk, text_id, sections, propose(plan.title, sections), with_card=not has_card)
    if new:
        text = f"《{plan.title}》 {new}"
        desk.journal(
            "plan_contents.proposed", text=text, record=("plan", plan.id), payload={"text": text_id, "new": new}
        )
    return new


def _add(desk: Desk, text_id: int, sections: Sequence[SectionRow], proposal: Proposal, *, with_card: bool) -> int:
    cards = {place: number for number, place in enumerate(proposal.first, 1)} if with_card else {}
    count = 0
    for kind, lines in proposal.by_kind().items():
        known = lines_to_change(desk.session, kind, text_id)
        position = last_position(desk.session, kind, text_id)
        for place, line in enumerate(lines):
            section_id = sections[line.section].id
            values = {name: value for name, value in asdict(line).items() if name != "section"}
            if is_known(kind, values, section_id, known):
                continue
            position += 1
            row = TABLES[kind](text_id=text_id, section_id=section_id, position=position, **values)
            if kind is ContentKind.ACTION:
                row.first = cards.get(place)
            row.state, row.checked_by = ContentState.PROPOSED.value, ""
            desk.session.add(row)
            count += 1
    desk.session.flush()
    _link(desk, text_id)
    return count


def _link(desk: Desk, text_id: int) -> None:
    """Numbers that the directory has, and has but once, are linked at once: whoever changes them there is told."""
    rows = [
        row
        for row in lines_to_change(desk.session, ContentKind.CONTACT, text_id)
        if isinstance(row, PlanContact) and row.contact_id is None and row.state == ContentState.PROPOSED
    ]
    if not rows:
        return
    entries = list(directory_numbers(desk.session).values())
    for row in rows:
        row.contact_id = same_number(row, entries)
    desk.session.flush()

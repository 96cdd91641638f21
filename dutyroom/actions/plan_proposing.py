"""Proposing what a plan holds beside its text, and carrying what was checked of one version over to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dutyroom.actions.plan_content_rows import plan_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.plan_content_changes import (
    TABLES,
    Line,
    earlier_text,
    has_lines,
    last_position,
    lines_to_change,
)
from dutyroom.data.queries.plan_contents import directory_numbers
from dutyroom.data.queries.plans import SectionRow, text_sections
from dutyroom.data.tables import PlanAction, PlanBody, PlanContact, PlanStart
from dutyroom.rules.plan_contacts import same_number
from dutyroom.rules.plan_contents import ContentKind, ContentState
from dutyroom.rules.plan_proposal import Proposal, propose
from dutyroom.rules.plan_repeated import carried_section, is_known, still_says


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many lines came in: from the text, and over from the version before."""

    new: int
    carried: int


def propose_contents(desk: Desk, text_id: int) -> Proposed:
    """Propose from the text what is not there yet; the same text twice proposes nothing new, and writes no entry.

    A version without lines first gets those of the version before it: what its text still says stays checked.
    """
    plan = plan_of(desk, text_id)
    sections = text_sections(desk.session, text_id)
    carried = _carry(desk, text_id, sections)
    has_card = any(
        isinstance(row, PlanAction) and row.first for row in lines_to_change(desk.session, ContentKind.ACTION, text_id)
    )
    proposal = propose(plan.title, sections)
    new = _add(desk, text_id, sections, proposal, with_card=not has_card)
    if new or carried:
        payload = {"text": text_id, "new": new, "carried": carried}
        text = f"《{plan.title}》 {new + carried}"
        desk.journal("plan_contents.proposed", text=text, record=("plan", plan.id), payload=payload)
    return Proposed(new, carried)


def carry_contents(desk: Desk, text_id: int) -> int:
    """Give a version without lines those of the version before it; the caller writes the entry. Returns how many."""
    return _carry(desk, text_id, text_sections(desk.session, text_id))


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


def _carry(desk: Desk, text_id: int, sections: Sequence[SectionRow]) -> int:
    if has_lines(desk.session, text_id):
        return 0
    earlier = earlier_text(desk.session, text_id)
    if earlier is None:
        return 0
    former = {section.id: section for section in text_sections(desk.session, earlier)}
    count = 0
    for kind in ContentKind:
        for row in lines_to_change(desk.session, kind, earlier):
            desk.session.add(_carried(kind, row, text_id, former.get(row.section_id or 0), sections))
            count += 1
    desk.session.flush()
    return count


def _carried(
    kind: ContentKind, row: Line, text_id: int, former: SectionRow | None, sections: Sequence[SectionRow]
) -> Line:
    section = carried_section(former, sections)
    values = _values(row)
    stays = former is None or still_says(kind, values, former, section)
    state = row.state if stays or row.state == ContentState.DROPPED else ContentState.PROPOSED.value
    is_checked = state == ContentState.CHECKED
    made: Line = TABLES[kind](
        text_id=text_id,
        section_id=section.id if section is not None else None,
        position=row.position,
        state=state,
        checked_by=row.checked_by if is_checked else "",
        checked_at=row.checked_at if is_checked else None,
        **values,
    )
    return made


def _values(row: Line) -> dict[str, Any]:
    names: dict[type[Line], tuple[str, ...]] = {
        PlanAction: ("level", "role", "text", "first"),
        PlanContact: ("name", "unit", "post", "phone", "contact_id"),
        PlanBody: ("name", "head", "members", "duties"),
        PlanStart: ("level", "conditions", "authority"),
    }
    return {name: getattr(row, name) for name in names[type(row)]}

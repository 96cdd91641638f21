"""What a plan holds beside its text: proposed from it, then added, corrected, ordered, checked or dropped by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, Final

from dutyroom.actions.plan_content_rows import line_of, plan_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.plan_content_changes import TABLES, Line, last_position, lines_to_change
from dutyroom.data.tables import Plan, PlanAction, PlanBody, PlanContact, PlanStart
from dutyroom.rules.plan_contents import (
    KIND_OF,
    AddLine,
    ChangeLine,
    ContentKind,
    ContentState,
    DecideLines,
    MoveLine,
    PickFirst,
    check_facts,
    check_first,
)
from dutyroom.rules.refusal import Refusal

_EVENT: Final[Mapping[ContentState, str]] = {
    ContentState.CHECKED: "plan_content.checked",
    ContentState.DROPPED: "plan_content.dropped",
    ContentState.PROPOSED: "plan_content.restored",
}
_SAID_MOST: Final = 8
"""Lines that an entry names; of more it says how many."""


def add_line(desk: Desk, add: AddLine) -> int:
    """A person adds a line, last of its kind; returns its number."""
    plan = plan_of(desk, add.text_id)
    facts = check_facts(add.facts)
    kind = KIND_OF[type(facts)]
    row = TABLES[kind](
        text_id=add.text_id,
        section_id=add.section_id,
        position=last_position(desk.session, kind, add.text_id) + 1,
        **asdict(facts),
    )
    _mark_checked(desk, row)
    desk.session.add(row)
    desk.session.flush()
    journal_line(desk, "plan_content.added", plan, kind, row)
    return int(row.id)


def change_line(desk: Desk, change: ChangeLine) -> int:
    """A person corrects a line, which checks it; returns its number. Another number than before keeps its link to the directory."""
    facts = check_facts(change.facts)
    kind = KIND_OF[type(facts)]
    row = line_of(desk, kind, change.id, change.version)
    if row.state == ContentState.DROPPED:
        raise Refusal("plan_content.dropped")
    before = {field.name: getattr(row, field.name) for field in fields(facts)}
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    _mark_checked(desk, row)
    desk.session.flush()
    after = asdict(facts)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    journal_line(desk, "plan_content.changed", plan_of(desk, row.text_id), kind, row, {"changed": changed})
    return row.id


def decide_lines(desk: Desk, decide: DecideLines) -> None:
    """Check lines, drop them, or take dropped ones back; all or none, one entry. A dropped one leaves the first five."""
    if not decide.lines:
        raise Refusal("plan_content.none")
    rows = [line_of(desk, decide.kind, number, version) for number, version in decide.lines]
    plan = plan_of(desk, rows[0].text_id)
    for row in rows:
        if decide.state is ContentState.CHECKED:
            if row.state == ContentState.DROPPED:
                raise Refusal("plan_content.dropped")
            _mark_checked(desk, row)
            continue
        row.state, row.checked_by, row.checked_at = decide.state.value, "", None
        if isinstance(row, PlanAction):
            row.first = None
    desk.session.flush()
    said = [said_of(row) for row in rows]
    text = "\n".join((f"《{plan.title}》", *said[:_SAID_MOST], *((f"…{len(said)}",) if len(said) > _SAID_MOST else ())))
    payload = {"kind": decide.kind.value, "lines": [row.id for row in rows]}
    desk.journal(_EVENT[decide.state], text=text, record=("plan", plan.id), payload=payload)


def move_line(desk: Desk, move: MoveLine) -> None:
    """Change places with the neighbour that is not dropped; at the end of the list nothing happens."""
    row = line_of(desk, move.kind, move.id, None)
    lines = [
        each for each in lines_to_change(desk.session, move.kind, row.text_id) if each.state != ContentState.DROPPED
    ]
    place = next((place for place, each in enumerate(lines) if each.id == row.id), None)
    if place is None or not 0 <= place + move.by < len(lines):
        return
    other = lines[place + move.by]
    row.position, other.position = other.position, row.position
    if row.position == other.position:
        row.position += 1 if move.by > 0 else -1
    desk.session.flush()
    journal_line(desk, "plan_content.moved", plan_of(desk, row.text_id), move.kind, row, {"by": move.by})


def pick_first(desk: Desk, pick: PickFirst) -> None:
    """Choose the card of first actions, in its order."""
    plan = plan_of(desk, pick.text_id)
    check_first(pick.actions)
    rows = {row.id: row for row in lines_to_change(desk.session, ContentKind.ACTION, pick.text_id)}
    for number in pick.actions:
        if number not in rows:
            raise Refusal("plan_content.unknown")
        if rows[number].state == ContentState.DROPPED:
            raise Refusal("plan_content.dropped")
    places = {number: place for place, number in enumerate(pick.actions, 1)}
    for row in rows.values():
        assert isinstance(row, PlanAction)  # noqa: S101  # the table of this kind
        if row.first != places.get(row.id):
            row.first = places.get(row.id)
    desk.session.flush()
    said = [f"{place}. {said_of(rows[number])}" for number, place in places.items()]
    text = "\n".join((f"《{plan.title}》", *said))
    desk.journal("plan_first.picked", text=text, record=("plan", plan.id), payload={"actions": list(pick.actions)})


def said_of(row: Line) -> str:
    """A line in one line, as an entry of the journal says it."""
    if isinstance(row, PlanAction):
        return "  ".join(filter(None, (f"{row.level}级" if row.level else "", row.role, row.text)))
    if isinstance(row, PlanContact):
        return "  ".join(filter(None, (row.unit, row.name, row.post, row.phone)))
    if isinstance(row, PlanBody):
        return "  ".join(filter(None, (row.name, row.head.replace("\n", "；"))))
    return "  ".join(
        filter(None, (f"{row.level}级" if row.level else "", row.authority, row.conditions.split("\n")[0]))
    )


def journal_line(
    desk: Desk, event: str, plan: Plan, kind: ContentKind, row: Line, more: Mapping[str, Any] | None = None
) -> None:
    """Write the entry of one line: the plan and what the line says."""
    payload = {"kind": kind.value, "line": row.id, **(more or {})}
    phone = row.phone if isinstance(row, PlanContact) and row.phone else None
    desk.journal(
        event, text=f"《{plan.title}》\n{said_of(row)}", record=("plan", plan.id), phone=phone, payload=payload
    )


def _mark_checked(desk: Desk, row: PlanAction | PlanContact | PlanBody | PlanStart) -> None:
    row.state, row.checked_by, row.checked_at = ContentState.CHECKED.value, desk.author.name, desk.now

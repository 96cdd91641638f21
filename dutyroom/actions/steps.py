"""What every step of a matter shares: whether it may be taken, its row, the state, the clocks, the one entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from dutyroom.actions.clocks import URGENT, meet_duties, nearest_due, stop_clocks
from dutyroom.actions.hotline_state import keep_true
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_step
from dutyroom.data.queries.hotline_private import Callers, callers_of, hidden
from dutyroom.data.queries.matters import assignments_of, is_for_reading
from dutyroom.data.queries.plan_events import findings_under
from dutyroom.data.queries.shifts import running_shift_id
from dutyroom.data.tables import Assignment, Matter, MatterStep
from dutyroom.rules.entry import Kind, clean_text
from dutyroom.rules.hotline_privacy import masked_text
from dutyroom.rules.matter import (
    ENDS,
    EVENTS,
    Held,
    MatterKind,
    Progress,
    Role,
    State,
    StepKind,
    check_kind,
    check_step,
    state_after,
)
from dutyroom.rules.matter_steps import Step, check_happened, check_words
from dutyroom.rules.plan_events import FindingState
from dutyroom.rules.refusal import Refusal

_RECEIVED: Final[Mapping[str, Kind]] = {
    MatterKind.INCIDENT: Kind.REPORT,
    MatterKind.PREPARATION: Kind.STEP,
    MatterKind.HOTLINE: Kind.CALL_IN,
}
"""What the log calls the coming in of a matter that is no notice."""
_IMPORTANT: Final = frozenset(
    {StepKind.RECEIVE, StepKind.FURTHER, StepKind.GRADE, StepKind.REPORT, StepKind.ACTIVATE, StepKind.LEVEL}
)
"""The steps of an incident that the next shift must know of."""
_KINDS: Final[Mapping[StepKind, Kind]] = {
    StepKind.RECEIVE: Kind.NOTICE,
    StepKind.FURTHER: Kind.REPORT,
    StepKind.REPORT: Kind.CALL_OUT,
    StepKind.INSTRUCT: Kind.INSTRUCTION,
    StepKind.URGE: Kind.CALL_OUT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step as its row and the journal keep it; ``payload`` are further values of the command."""

    step: StepKind
    text: str = ""
    leader: str = ""
    unit: str = ""
    person: str = ""
    happened_at: datetime | None = None
    assignment: Assignment | None = None
    payload: Mapping[str, Any] | None = None


def begun(desk: Desk, asked: Step, step: StepKind) -> Matter:
    """The matter, where the step may be taken and says what it must."""
    matter = matter_of(desk, asked.id)
    check_step(step, State(matter.state), matter.number)
    check_kind(step, matter.kind, matter.number)
    check_words(step, clean_text(asked.text))
    check_times(desk, matter, asked)
    return matter


def check_times(desk: Desk, matter: Matter, asked: Step) -> None:
    """Refuse a step from the future, or from before the matter came in."""
    check_happened(asked.happened_at, now=desk.now, number=matter.number, received_at=matter.received_at)


def matter_of(desk: Desk, number: int) -> Matter:
    """The matter of this id; refused where there is none."""
    matter = desk.session.get(Matter, number)
    if matter is None:
        raise Refusal("matter.unknown", id=number)
    return matter


def kept(desk: Desk, matter: Matter, text: str) -> str:
    """A text as everybody may read it: of a case of the mayor's telephone without its callers."""
    return hidden(desk.session, matter.id, text) if matter.kind == MatterKind.HOTLINE else text


def kept_payload(desk: Desk, matter: Matter, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the journal keeps beside the text, as :func:`kept`."""
    if matter.kind != MatterKind.HOTLINE:
        return payload
    who = callers_of(desk.session, matter.id)
    return {name: _hidden(value, who) for name, value in payload.items()}


def _hidden(value: Any, who: Callers) -> Any:
    if isinstance(value, str):
        return masked_text(value, *who)
    if isinstance(value, list | tuple):
        return [_hidden(each, who) for each in value]
    if isinstance(value, Mapping):
        return {name: _hidden(each, who) for name, each in value.items()}
    return value


def held_of(desk: Desk, matter_id: int) -> list[Held]:
    """The units that have it in hand, as the flow needs them."""
    return [
        Held(unit=row.unit, role=Role(row.role), progress=Progress(row.state))
        for row in assignments_of(desk.session, matter_id)
    ]


def take(desk: Desk, matter: Matter, taken: Taken) -> int:
    """Take a step: the state it leads to, the clocks it stops, its row, and the one entry; returns its number."""
    desk.session.flush()
    reading = is_for_reading(desk.session, matter.id)
    matter.state = state_after(taken.step, State(matter.state), held_of(desk, matter.id), for_reading=reading).value
    at = taken.happened_at or desk.now
    met = meet_duties(desk, matter.id, taken.step, at, assignment=taken.assignment)
    if taken.step in ENDS:
        stop_clocks(desk, matter.id, kept(desk, matter, taken.text))
    if matter.kind == MatterKind.HOTLINE:
        keep_true(desk, matter, taken.step)
    if matter.kind == MatterKind.SUPERVISION:
        _mend_findings(desk, matter, taken)
    desk.session.flush()
    matter.due_at = nearest_due(desk, matter.id)
    desk.session.add(_step_row(desk, matter, taken, at))
    if matter.kind != MatterKind.HOTLINE:
        index_step(desk.session, matter.id, taken.text)
    return _entry(desk, matter, taken, at, {"state": matter.state, "met": met, **(taken.payload or {})})


def _mend_findings(desk: Desk, matter: Matter, taken: Taken) -> None:
    """What a drill found is mended when the matter that it became is closed, and open again when that is."""
    is_over = matter.state in (State.CLOSED, State.FILED)
    for finding in findings_under(desk.session, matter.id):
        if is_over and finding.state == FindingState.OPEN:
            finding.state, finding.outcome = FindingState.MENDED.value, taken.text
        elif not is_over and finding.state == FindingState.MENDED:
            finding.state, finding.outcome = FindingState.OPEN.value, ""


def _step_row(desk: Desk, matter: Matter, taken: Taken, at: datetime) -> MatterStep:
    return MatterStep(
        matter_id=matter.id,
        kind=taken.step.value,
        happened_at=at,
        author_id=desk.author.id,
        author=desk.author.name,
        leader=taken.leader,
        unit=kept(desk, matter, taken.unit),
        person=kept(desk, matter, taken.person),
        text=taken.text,
        assignment_id=taken.assignment.id if taken.assignment else None,
        entry_seq=desk.next_seq,
    )


def _entry(desk: Desk, matter: Matter, taken: Taken, at: datetime, payload: Mapping[str, Any]) -> int:
    words = f"{matter.number} {matter.title}"
    kind = _KINDS.get(taken.step, Kind.STEP)
    if taken.step is StepKind.RECEIVE:
        kind = _RECEIVED.get(matter.kind, kind)
    # Callers' data stands in the case alone: the log is read by everybody and printed.
    said = kept(desk, matter, taken.text)
    of_incident = matter.kind == MatterKind.INCIDENT and taken.step in _IMPORTANT
    unit = kept(desk, matter, taken.unit) or (matter.source if taken.step is StepKind.RECEIVE else "")
    return desk.journal(
        EVENTS[taken.step],
        text=f"{words}\n{said}" if said else words,
        kind=kind,
        happened_at=at,
        shift_id=running_shift_id(desk.session),
        record=("matter", matter.id),
        unit=unit or None,
        person=taken.leader or kept(desk, matter, taken.person) or None,
        important=taken.step is StepKind.INSTRUCT or matter.urgency in URGENT or of_incident,
        payload=kept_payload(desk, matter, payload),
    )

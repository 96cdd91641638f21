"""Matters (事项): the one flow that every kind shares, its states, its steps, what is met by what.

Source: 《党政机关公文处理工作条例》(2012) arts. 24-25 for the order of steps; the order is checked, not enforced where
the field skips a step (a leader who instructs without a written proposal).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.rules.matter_duties import DUTY_WORDS as DUTY_WORDS
from dutyroom.rules.matter_duties import MET_BY as MET_BY
from dutyroom.rules.matter_duties import OF_STAGES as OF_STAGES
from dutyroom.rules.matter_duties import REPORTS as REPORTS
from dutyroom.rules.matter_duties import Duty as Duty
from dutyroom.rules.matter_events import EVENTS as EVENTS
from dutyroom.rules.matter_events import STEP_WORDS as STEP_WORDS
from dutyroom.rules.matter_events import StepKind as StepKind
from dutyroom.rules.matter_kinds import NOT_OF, OF_HOTLINE, OF_KIND, OF_PREPARATIONS, OF_WARNINGS
from dutyroom.rules.matter_kinds import MatterKind as MatterKind
from dutyroom.rules.matter_kinds import matter_number as matter_number
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "matter.unknown": mark("There is no matter {id}."),
    "matter.title.empty": mark("Enter the title."),
    "matter.title.long": mark("The title has {length} characters; {most} are the most."),
    "matter.received.future": mark("{time} lies in the future. Enter when it came in."),
    "matter.step.wrong": mark("{number} is {state}; {step} is not possible now."),
    "matter.step.kind": mark("{number} is a warning, which is registered, changed and lifted; {step} is not possible with it."),
    "matter.step.preparation": mark("{number} is a plan in preparation, which goes from stage to stage; {step} is not possible with it."),
    "matter.step.hotline": mark("{number} is a case of the mayor's telephone; {step} is not possible with it."),
    "matter.step.text": mark("Say what is to be written down for this step."),
    "matter.step.future": mark("{time} lies in the future. Enter when it happened, or leave the field empty for now."),
    "matter.step.before": mark("{time} lies before {number} came in ({received})."),
    "matter.leader.empty": mark("Name the leader whose instruction it is."),
    "matter.leader.unknown": mark("{name} is not among the leaders of this duty room. An instruction is a leader's; an administrator gives the role in Settings."),
    "matter.unit.empty": mark("Choose at least one unit."),
    "matter.unit.twice": mark("{unit} has it in hand already."),
    "matter.lead.none": mark("Name the lead (主办): with several units one must answer for it."),
    "matter.lead.several": mark("Only one unit can be the lead; {first} and {second} are named."),
    "matter.assignment.unknown": mark("That unit does not have {number} in hand."),
    "matter.assignment.done": mark("{unit} is {state} already."),
    "matter.close.open": mark("{number} still has open obligations: {what}. Meet them, or say why it is closed all the same."),
    "matter.outcome.empty": mark("Say how it ended."),
    "matter.reason.empty": mark("Give the reason."),
    "matter.link.self": mark("A matter cannot be linked to itself."),
    "matter.link.number": mark("Enter the number of the other matter, for example 突〔2026〕1号."),
    "matter.link.none": mark("There is no matter {number}."),
    "matter.link.twice": mark("The two are linked already."),
    "matter.limit.empty": mark("Enter the new limit, for example 1800 or 明日0800."),
    "matter.limit.unknown": mark("There is no such running limit."),
    "matter.limit.before": mark("The limit {due} lies before it came in ({received})."),
    "matter.limit.past": mark("The limit {due} has passed already."),
    "matter.limit.same": mark("That is the limit already."),
    "matter.urge.nobody": mark("Nobody is to be urged: all have answered meanwhile."),
    "matter.waiting.empty": mark("Say for whom it is waiting, and why."),
    "item.of_matter": mark("This is a limit of {number}: take the step there and it is met."),
    "matter.secret.content": mark("{secrecy} papers are kept by number, copies and custody only: this computer must not hold their text. Empty the text."),
    "matter.secret.attachment": mark("{secrecy} papers take no attachments: this computer must not hold their content. Keep the file where it may be kept."),
    "matter.secret.title": mark("The office excludes the titles of {secrecy} papers. Enter a neutral title, for example the document number."),
}  # fmt: skip

TITLE_MOST: Final = 500


class State(StrEnum):
    """Where a matter stands."""

    RECEIVED = "received"
    PROPOSED = "proposed"
    INSTRUCTED = "instructed"
    ASSIGNED = "assigned"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    CLOSED = "closed"
    FILED = "filed"
    RETURNED = "returned"
    TRANSFERRED = "transferred"
    VOID = "void"
    MERGED = "merged"
    REFUSED = "refused"


STATE_WORDS: Final[dict[str, str]] = {
    State.RECEIVED: mark("Received"),
    State.PROPOSED: mark("Proposed"),
    State.INSTRUCTED: mark("Instructed"),
    State.ASSIGNED: mark("Assigned"),
    State.IN_HAND: mark("In hand"),
    State.ANSWERED: mark("Answered"),
    State.CLOSED: mark("Closed"),
    State.FILED: mark("Filed"),
    State.RETURNED: mark("Returned"),
    State.TRANSFERRED: mark("Transferred"),
    State.VOID: mark("Void"),
    State.MERGED: mark("Merged"),
    State.REFUSED: mark("Not accepted"),
}

OPEN: Final = (State.RECEIVED, State.PROPOSED, State.INSTRUCTED, State.ASSIGNED, State.IN_HAND, State.ANSWERED)
"""The states in which somebody must still do something."""


_ANY_OPEN: Final = frozenset(OPEN)
_WITH_UNITS: Final = frozenset({State.ASSIGNED, State.IN_HAND, State.ANSWERED})
_BEFORE_UNITS: Final = frozenset({State.RECEIVED, State.PROPOSED, State.INSTRUCTED})
FLOW: Final[Mapping[StepKind, frozenset[State]]] = {
    StepKind.PROPOSE: _BEFORE_UNITS,
    StepKind.INSTRUCT: _ANY_OPEN,
    StepKind.ASSIGN: _ANY_OPEN,
    StepKind.SIGN: _WITH_UNITS,
    StepKind.URGE: _ANY_OPEN,
    StepKind.FEEDBACK: _WITH_UNITS,
    StepKind.REDO: frozenset({State.ANSWERED}),
    StepKind.REPLY: _ANY_OPEN,
    StepKind.READ: _ANY_OPEN,
    StepKind.CLOSE: _ANY_OPEN,
    StepKind.FILE: frozenset({State.CLOSED, State.TRANSFERRED, State.RETURNED, State.REFUSED}),
    StepKind.RETURN: _BEFORE_UNITS,
    StepKind.TRANSFER: _ANY_OPEN,
    StepKind.WAIT: _ANY_OPEN,
    StepKind.RESUME: _ANY_OPEN,
    StepKind.LIMIT: _ANY_OPEN,
    StepKind.WITHDRAW: _WITH_UNITS,
    StepKind.CORRECT: frozenset(set(State) - {State.VOID}),
    StepKind.NOTE: frozenset(set(State) - {State.VOID}),
    StepKind.REOPEN: frozenset(
        {State.CLOSED, State.FILED, State.RETURNED, State.TRANSFERRED, State.MERGED, State.REFUSED}
    ),
    StepKind.VOID: frozenset(set(State) - {State.VOID}),
    StepKind.FURTHER: _ANY_OPEN,
    StepKind.GRADE: _ANY_OPEN,
    StepKind.REPORT: _ANY_OPEN,
    StepKind.CONFIRM: frozenset(set(State) - {State.VOID}),
    StepKind.ACTIVATE: _ANY_OPEN,
    **dict.fromkeys((StepKind.LEVEL, StepKind.TICK, StepKind.END_RESPONSE), frozenset(set(State) - {State.VOID})),
    StepKind.CHANGE: _ANY_OPEN,
    StepKind.LIFT: _ANY_OPEN,
    **dict.fromkeys(OF_PREPARATIONS, _ANY_OPEN),
    StepKind.CALLER: frozenset({*_ANY_OPEN, State.CLOSED}),
    StepKind.OBJECT: _WITH_UNITS,
    **dict.fromkeys((StepKind.DECIDE_RETURN, StepKind.ASK_TIME, StepKind.DECIDE_TIME, StepKind.RESPOND), _ANY_OPEN),
    **dict.fromkeys((StepKind.CARD, StepKind.ANSWER_CALLER, StepKind.MERGE, StepKind.RAISE), _ANY_OPEN),
    StepKind.CALL_BACK: frozenset({State.CLOSED, State.FILED}),
    StepKind.REFUSE: _BEFORE_UNITS,
}
"""From which states a step may be taken."""

ENDS: Final[Mapping[StepKind, State]] = {
    StepKind.CLOSE: State.CLOSED,
    StepKind.RETURN: State.RETURNED,
    StepKind.TRANSFER: State.TRANSFERRED,
    StepKind.VOID: State.VOID,
    StepKind.LIFT: State.CLOSED,
    StepKind.MERGE: State.MERGED,
    StepKind.REFUSE: State.REFUSED,
}
"""The steps after which nobody here has to do anything any more."""


class Role(StrEnum):
    """How a unit has a matter in hand."""

    LEAD = "lead"
    HELPER = "helper"


class Progress(StrEnum):
    """How far a unit is with what it has in hand."""

    ASSIGNED = "assigned"
    SIGNED = "signed"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


PROGRESS_WORDS: Final[dict[str, str]] = {
    Progress.ASSIGNED: mark("not signed for"),
    Progress.SIGNED: mark("signed for"),
    Progress.ANSWERED: mark("answered"),
    Progress.WITHDRAWN: mark("taken back"),
}


class Relation(StrEnum):
    """Why two matters are linked."""

    SAME = "same"
    ANSWERS = "answers"
    GREW_OUT_OF = "grew_out_of"
    BELONGS = "belongs"


SECRECY: Final = ("秘密", "机密", "绝密")
"""《保守国家秘密法》(2024) art. 14, least first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the flow needs to know of a unit that has the matter in hand."""

    unit: str
    role: Role
    progress: Progress


_OF_UNITS: Final = frozenset(
    {StepKind.ASSIGN, StepKind.SIGN, StepKind.FEEDBACK, StepKind.REDO, StepKind.WITHDRAW, StepKind.DECIDE_RETURN}
)


def check_step(step: StepKind, state: State, number: str) -> None:
    """Refuse a step that cannot be taken from this state."""
    if state not in FLOW[step]:
        words = {"state": Worded(STATE_WORDS[state]), "step": Worded(STEP_WORDS[step])}
        raise Refusal("matter.step.wrong", field="step", number=number, **words)


def check_kind(step: StepKind, kind: str, number: str) -> None:
    """Refuse a step that matters of this kind do not have."""
    if step not in OF_KIND.get(kind, frozenset(StepKind)):
        raise Refusal(NOT_OF[kind], field="step", number=number, step=Worded(STEP_WORDS[step]))


def state_after(step: StepKind, state: State, held: Collection[Held], *, for_reading: bool = False) -> State:
    """The state that a step leads to; ``held`` are the units as the step leaves them."""
    if step in ENDS:
        return ENDS[step]
    if step is StepKind.FILE:
        return State.FILED
    if step is StepKind.PROPOSE:
        return State.PROPOSED
    if step is StepKind.INSTRUCT:
        return State.INSTRUCTED if state in (State.RECEIVED, State.PROPOSED) else state
    if step is StepKind.READ and for_reading and state in _BEFORE_UNITS:
        return State.ANSWERED
    if step in _OF_UNITS:
        return state_of_units(held)
    if step is StepKind.REOPEN:
        return state_of_units(held) if held else State.RECEIVED
    return state


def state_of_units(held: Collection[Held]) -> State:
    """The state that follows from how far the units are: the lead counts, helpers where there is no lead."""
    at_work = [unit for unit in held if unit.progress is not Progress.WITHDRAWN]
    if not at_work:
        return State.INSTRUCTED
    leading = [unit for unit in at_work if unit.role is Role.LEAD] or at_work
    if all(unit.progress is Progress.ANSWERED for unit in leading):
        return State.ANSWERED
    begun = any(unit.progress is not Progress.ASSIGNED for unit in at_work)
    return State.IN_HAND if begun else State.ASSIGNED


_NEXT: Final[Mapping[State, StepKind | None]] = {
    State.RECEIVED: StepKind.PROPOSE,
    State.PROPOSED: StepKind.INSTRUCT,
    State.INSTRUCTED: StepKind.ASSIGN,
    State.ASSIGNED: StepKind.SIGN,
    State.IN_HAND: StepKind.FEEDBACK,
    State.ANSWERED: StepKind.CLOSE,
    State.CLOSED: StepKind.FILE,
    State.TRANSFERRED: StepKind.FILE,
    State.RETURNED: StepKind.FILE,
    State.FILED: None,
    State.VOID: None,
    State.MERGED: None,
    State.REFUSED: StepKind.FILE,
}


def next_step(
    kind: MatterKind, state: State, *, for_reading: bool = False, running: Collection[Duty] = ()
) -> StepKind | None:
    """The step that comes next: the one filled button. ``running`` are the duties whose clock still runs."""
    if state is State.ANSWERED and (Duty.REPLY in running):
        return StepKind.REPLY
    if for_reading and state in (State.RECEIVED, State.PROPOSED, State.INSTRUCTED):
        return StepKind.READ
    if kind is MatterKind.SUPERVISION and state in (State.RECEIVED, State.PROPOSED):
        return StepKind.ASSIGN
    if kind is MatterKind.WARNING and state in OPEN:
        return StepKind.LIFT
    if kind is MatterKind.PREPARATION and state in OPEN:
        return StepKind.STAGE
    if kind is MatterKind.HOTLINE:
        return _next_of_case(state, running)
    return _NEXT[state]


def _next_of_case(state: State, running: Collection[Duty]) -> StepKind | None:
    """What a case of the mayor's telephone needs next: what a unit waits for first, then the caller."""
    if state in OPEN:
        asked = {Duty.DECIDE_RETURN: StepKind.DECIDE_RETURN, Duty.DECIDE_TIME: StepKind.DECIDE_TIME}
        waits = next((step for duty, step in asked.items() if duty in running), None)
        if waits is not None:
            return waits
    if state in _BEFORE_UNITS or (state in OPEN and Duty.DISPATCH in running):
        return StepKind.ASSIGN
    if state is State.ANSWERED and Duty.ANSWER_CALLER in running:
        return StepKind.ANSWER_CALLER
    if state in (State.CLOSED, State.FILED) and Duty.CALL_BACK in running:
        return StepKind.CALL_BACK
    return _NEXT[state]


def other_steps(state: State, next_: StepKind | None, kind: MatterKind = MatterKind.NOTICE) -> list[StepKind]:
    """The other steps that may be taken from a state, in the order of :class:`StepKind`."""
    steps = OF_KIND.get(kind, frozenset(FLOW) - OF_WARNINGS - OF_PREPARATIONS - OF_HOTLINE)
    return [step for step in StepKind if step in steps and state in FLOW[step] and step is not next_]


def open_obligations(held: Collection[Held], running: Collection[Duty]) -> tuple[str, ...]:
    """What still stands in the way of closing: reply, relay, returns, stages of a plan, leads that have not answered."""
    blocking = (
        Duty.REPLY,
        Duty.RELAY,
        Duty.RETURNS,
        Duty.ANSWER_CALLER,
        Duty.DECIDE_RETURN,
        *(duty for duty in Duty if duty in OF_STAGES),
    )
    found = [Worded(DUTY_WORDS[duty]) for duty in blocking if duty in running]
    waiting = (Progress.ASSIGNED, Progress.SIGNED)
    return (*found, *(unit.unit for unit in held if unit.role is Role.LEAD and unit.progress in waiting))


def check_secret(secrecy: str, *, content: str, attachments: int, store_content: bool) -> None:
    """Refuse the text and the files of a secret paper unless the office's rule allows them on this computer."""
    if not secrecy or store_content:
        return
    if content.strip():
        raise Refusal("matter.secret.content", field="content", secrecy=secrecy)
    if attachments:
        raise Refusal("matter.secret.attachment", field="attachments", secrecy=secrecy)

"""Supervision (督查督办): what it rests on, its limits, the colours of urging, traffic lights, results of proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.limits import due
from dutyroom.rules.matter import OPEN, TITLE_MOST, Duty, Progress, State
from dutyroom.rules.matter_clock import BY_HAND, BY_PAPER, ClockStart
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "supervision.asked.empty": mark("Enter what is to be done."),
    "supervision.leader.empty": mark("Name the leader whose instruction it is."),
    "supervision.proposers.empty": mark("Name who proposed it."),
    "supervision.colour.back": mark("{unit} has had a {former} notice already; the next one cannot be {colour}."),
    "supervision.result.unknown": mark("{result} is no result; there are A, B, C and D."),
    "supervision.not_proposal": mark("Only proposals of deputies and members have such a result."),
    "supervision.date": mark("Write the date as 2026-11-23, or leave it empty."),
    "supervision.basis.result": mark("A result is recorded; the basis stays a suggestion or a proposal."),
    "supervision.limit.before": mark("The limit {due} lies before it was set up ({received})."),
}  # fmt: skip


class Basis(StrEnum):
    """What a supervised matter rests on; stored for ever."""

    INSTRUCTION = "instruction"
    MEETING = "meeting"
    PAPER = "paper"
    NPC = "npc"
    CPPCC = "cppcc"
    TARGET = "target"
    PRACTICAL = "practical"
    EXERCISE = "exercise"


BASIS_WORDS: Final[dict[str, str]] = {
    Basis.INSTRUCTION: mark("Leader's instruction"),
    Basis.MEETING: mark("Meeting decision"),
    Basis.PAPER: mark("Paper from above"),
    Basis.NPC: mark("Deputies' suggestion"),
    Basis.CPPCC: mark("CPPCC proposal"),
    Basis.TARGET: mark("Annual target"),
    Basis.PRACTICAL: mark("Ten practical things"),
    Basis.EXERCISE: mark("Found by a drill or an evaluation"),
}
PROPOSALS: Final = (Basis.NPC, Basis.CPPCC)


class Colour(StrEnum):
    """The colours of urging notices, mildest first."""

    BLUE = "blue"
    ORANGE = "orange"
    RED = "red"


COLOUR_WORDS: Final[dict[str, str]] = {
    Colour.BLUE: mark("blue"),
    Colour.ORANGE: mark("orange"),
    Colour.RED: mark("red"),
}
_ORDER: Final = tuple(Colour)


class Light(StrEnum):
    """The traffic light of a matter."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    OFF = "off"


LIGHT_WORDS: Final[dict[str, str]] = {
    Light.GREEN: mark("on time"),
    Light.YELLOW: mark("due soon"),
    Light.RED: mark("past its limit"),
    Light.OFF: mark("over"),
}
RESULTS: Final = ("A", "B", "C", "D")
RESULT_WORDS: Final[dict[str, str]] = {
    "A": mark("A: solved"),
    "B": mark("B: being solved or planned"),
    "C": mark("C: later"),
    "D": mark("D: kept for reference"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpSupervision:
    """A matter is put under supervision. ``due_at`` is the limit that was given; it beats every rule.

    ``grew_out_of`` is the notice or other matter that it comes from. ``received_at`` None means now.
    """

    basis: Basis
    title: str
    asked: str
    source: str = ""
    leader: str = ""
    session: str = ""
    proposal_number: str = ""
    proposers: str = ""
    contact: str = ""
    is_urgent: bool = False
    is_hard: bool = False
    between_sessions: bool = False
    due_at: datetime | None = None
    received_at: datetime | None = None
    grew_out_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectSupervision:
    """What supervised matter ``id`` was set up with was wrong: the facts as they are, and why.

    ``version`` is the one that was shown. Limits, the time it was set up and what it grew out of stay as they are: a
    limit is moved by a command of its own.
    """

    id: int
    version: int
    facts: SetUpSupervision
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeInColour:
    """An urging notice in a colour to a unit that has it in hand."""

    id: int
    assignment_id: int
    colour: Colour
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeMany:
    """An urging notice to each of these units, in the colour that comes next for it; who answered is left out."""

    assignment_ids: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResult:
    """How a proposal was answered: result, reply, the meeting with those who made it, whether they are satisfied."""

    id: int
    result: str
    reply_number: str = ""
    replied_on: date | None = None
    met_on: date | None = None
    met_how: str = ""
    satisfied: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    """The rule of a basis, and the one that takes its place where the matter is hard."""

    usual: str
    hard: str = ""


_LIMITS: Final[Mapping[Basis, _Rule]] = {
    Basis.INSTRUCTION: _Rule("supervise.instruction", "supervise.hard_instruction"),
    Basis.MEETING: _Rule("supervise.minutes"),
    Basis.PAPER: _Rule("supervise.paper"),
    Basis.NPC: _Rule("proposal.npc.months", "proposal.hard.months"),
    Basis.CPPCC: _Rule("proposal.cppcc.months", "proposal.hard.months"),
    Basis.EXERCISE: _Rule("plan.finding"),
}
_URGENT: Final = "supervise.urgent_instruction"
_BETWEEN: Final = "proposal.between.months"
REDO: Final = "proposal.redo.months"
YELLOW_BEFORE: Final = "supervise.yellow_before"


def limit_key(asked: SetUpSupervision) -> str | None:
    """The rule that sets the limit; None where none is known (annual targets, practical things)."""
    rule = _LIMITS.get(asked.basis)
    if rule is None:
        return None
    if asked.is_hard and rule.hard:
        return rule.hard
    if asked.basis is Basis.INSTRUCTION and asked.is_urgent:
        return _URGENT
    if asked.basis in PROPOSALS and asked.between_sessions:
        return _BETWEEN
    return rule.usual


def supervision_clock(asked: SetUpSupervision, received_at: datetime, book: RuleBook, zone: ZoneInfo) -> ClockStart:
    """The limit to close: the one given, else by the rule of its basis, else none."""
    if asked.due_at is not None:
        return ClockStart(duty=Duty.CLOSE, due_at=asked.due_at, rule_key=BY_PAPER, start_event="set_up")
    return clock_of_rule(Duty.CLOSE, limit_key(asked), received_at, book, zone)


def clock_of_rule(
    duty: Duty, key: str | None, start: datetime, book: RuleBook, zone: ZoneInfo, event: str = "set_up"
) -> ClockStart:
    """A clock as a rule sets it; without a due time where there is no such rule."""
    on = start.astimezone(zone).date()
    limit = book.limit(key, on) if key is not None else None
    if limit is None or key is None:
        return ClockStart(duty=duty, due_at=None, rule_key=BY_HAND, start_event=event)
    end = due(limit, start, zone=zone, holidays=book.holidays, day_end=book.hours(on).end)
    return ClockStart(duty=duty, due_at=end.at, rule_key=key, source=limit.source, start_event=event, unsure=end.unsure)


def light(state: str, due_at: datetime | None, now: datetime, yellow_before: timedelta) -> Light:
    """The traffic light: red past the limit, yellow within ``yellow_before`` of it, off when it is over."""
    if state in (State.CLOSED, State.FILED, State.VOID, State.RETURNED, State.TRANSFERRED):
        return Light.OFF
    if due_at is None:
        return Light.GREEN
    if now >= due_at:
        return Light.RED
    return Light.YELLOW if now >= due_at - yellow_before else Light.GREEN


def may_be_urged(progress: str, state: str) -> bool:
    """Whether a unit still owes an answer in a matter that is open."""
    return progress in (Progress.ASSIGNED, Progress.SIGNED) and state in OPEN


def next_colour(former: str) -> Colour:
    """The colour of the next urging notice: blue, then orange, then red and red again."""
    if former not in _ORDER:
        return Colour.BLUE
    return _ORDER[min(_ORDER.index(Colour(former)) + 1, len(_ORDER) - 1)]


def unit_colours(units: Iterable[tuple[int, str, int]], of_matter: str) -> dict[int, str]:
    """The colour of the last notice to each unit of a matter, from its number, its own colour and how often it was urged.

    Each unit that lags has notices of its own. A matter urged before colours were kept by unit has one for all: then
    it is that of every unit that was urged.
    """
    known = list(units)
    if any(colour for _, colour, _ in known):
        return {number: colour for number, colour, _ in known}
    return {number: of_matter if urged else "" for number, _, urged in known}


def strongest(colours: Iterable[str]) -> str:
    """The strongest of these colours, by which a matter stands in lists; empty where there is none."""
    return max(
        (colour for colour in colours if colour in _ORDER), key=lambda one: _ORDER.index(Colour(one)), default=""
    )


def check_colour(unit: str, former: str, colour: Colour) -> None:
    """Refuse a notice to a unit that is milder than the last one to it."""
    if former in _ORDER and _ORDER.index(colour) < _ORDER.index(Colour(former)):
        words = {"former": Worded(COLOUR_WORDS[former]), "colour": Worded(COLOUR_WORDS[colour])}
        raise Refusal("supervision.colour.back", field="colour", unit=unit, **words)


def check_supervision(asked: SetUpSupervision, *, now: datetime) -> None:
    """Refuse what has no title, no task, nobody behind it, or a limit before it began."""
    if not asked.title.strip():
        raise Refusal("matter.title.empty", field="title")
    if len(asked.title) > TITLE_MOST:
        raise Refusal("matter.title.long", field="title", length=len(asked.title), most=TITLE_MOST)
    if not asked.asked.strip():
        raise Refusal("supervision.asked.empty", field="asked")
    if asked.basis is Basis.INSTRUCTION and not asked.leader.strip():
        raise Refusal("supervision.leader.empty", field="leader")
    if asked.basis in PROPOSALS and not asked.proposers.strip():
        raise Refusal("supervision.proposers.empty", field="proposers")
    received = asked.received_at or now
    if received > now + timedelta(minutes=1):
        raise Refusal("matter.received.future", field="received_at", time=received)
    if asked.due_at is not None and asked.due_at <= received:
        raise Refusal("supervision.limit.before", field="due_at", due=asked.due_at, received=received)


def check_new_basis(basis: Basis, *, result: str) -> None:
    """Refuse to make something else of a proposal whose result is recorded: nothing would show it any more."""
    if result and basis not in PROPOSALS:
        raise Refusal("supervision.basis.result", field="basis")


def check_result(asked: RecordResult, basis: str) -> None:
    """Refuse a result of something that is no proposal, and an unknown one."""
    if basis not in PROPOSALS:
        raise Refusal("supervision.not_proposal", field="result")
    if asked.result not in RESULTS:
        raise Refusal("supervision.result.unknown", field="result", result=asked.result)

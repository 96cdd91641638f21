"""Returns asked of many at set times (应报未报): who has answered, who is late, who has not; nil reports (零报告)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import Recipient
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "returns.unknown": mark("There is no such call for returns."),
    "returns.title.empty": mark("Enter what is to be reported."),
    "returns.times.empty": mark("Enter at least one time of day, for example 08:00 17:00."),
    "returns.times.wrong": mark("{time} is no time of day; write 08:00 17:00."),
    "returns.days.order": mark("The last day {last} lies before the first day {first}."),
    "returns.days.many": mark("{days} days are too many; {most} are the most. Begin a new call afterwards."),
    "returns.days.past": mark("All rounds lie in the past. Enter a later last day or time."),
    "returns.round.unknown": mark("{due} is no round of this call."),
    "returns.answered": mark("{unit} has answered this round already ({time})."),
    "returns.text.empty": mark("Enter what {unit} reports, or tick that there is nothing to report."),
    "returns.nil.not_asked": mark("This call wants a report in words; a nil report does not do."),
    "returns.over": mark("{number} is {state} already."),
    "returns.reason.empty": mark("Give the reason."),
    "returns.time.future": mark("{time} lies in the future. Enter when it came in, or leave the field empty for now."),
}  # fmt: skip

DAYS_MOST: Final = 184
"""Half a year (K): longer than any flood season."""


class CallState(StrEnum):
    """Whether returns are still waited for."""

    RUNNING = "running"
    DONE = "done"
    VOID = "void"


NOT_ASKED: Final = "—"
"""What stands as the excuse where a unit was not asked for a round."""


class Return(StrEnum):
    """How one unit stands in one round."""

    EXPECTED = "expected"
    MISSING = "missing"
    IN_TIME = "in_time"
    LATE = "late"
    EXCUSED = "excused"


RETURN_WORDS: Final[dict[str, str]] = {
    Return.EXPECTED: mark("expected"),
    Return.MISSING: mark("not in"),
    Return.IN_TIME: mark("in time"),
    Return.LATE: mark("late"),
    Return.EXCUSED: mark("excused"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StartReturns:
    """Ask for returns: daily at ``times``, from ``first_on`` to ``last_on`` (days of the office's zone)."""

    title: str
    asked: str
    units: tuple[Recipient, ...]
    times: tuple[time, ...]
    first_on: date
    last_on: date
    nil_asked: bool = True
    matter_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReturn:
    """A unit reports for a round; ``answered_at`` None means now. ``again`` replaces an earlier answer."""

    returns_unit_id: int
    due_at: datetime
    text: str = ""
    is_nil: bool = False
    person: str = ""
    answered_at: datetime | None = None
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeReturn:
    """A unit was urged for a round."""

    returns_unit_id: int
    due_at: datetime
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeRound:
    """All units that have not answered a round were urged."""

    call_id: int
    due_at: datetime
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseReturn:
    """No answer of this unit is waited for in this round."""

    returns_unit_id: int
    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReturns:
    """End the call early, or make it void."""

    call_id: int
    reason: str
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What is known of one unit in one round."""

    answered_at: datetime | None = None
    is_nil: bool = False
    text: str = ""
    excuse: str = ""


def returns_number(year: int, serial: int) -> str:
    """The number of a call for returns: 报〔2026〕3号."""
    return f"报〔{year}〕{serial}号"


def read_times(text: str) -> tuple[time, ...]:
    """The times of day written one after the other, in order, each once; raises ``Refusal``."""
    found: set[time] = set()
    for word in text.replace("：", ":").replace("，", " ").replace(",", " ").replace("、", " ").split():
        hour, _, minute = word.partition(":")
        if not (hour.isascii() and hour.isdigit() and (not minute or (minute.isascii() and minute.isdigit()))):
            raise Refusal("returns.times.wrong", field="times", time=word)
        if int(hour) > 23 or int(minute or 0) > 59:
            raise Refusal("returns.times.wrong", field="times", time=word)
        found.add(time(int(hour), int(minute or 0)))
    if not found:
        raise Refusal("returns.times.empty", field="times")
    return tuple(sorted(found))


def written_times(times: Iterable[time]) -> str:
    """Times as the register keeps them: 08:00 17:00."""
    return " ".join(at.strftime("%H:%M") for at in times)


def rounds(first_on: date, last_on: date, times: Sequence[time], zone: ZoneInfo) -> list[datetime]:
    """Every due time from the first day to the last, in order."""
    days = (last_on - first_on).days + 1
    return [datetime.combine(first_on + timedelta(days=n), at, zone) for n in range(days) for at in sorted(times)]


def standing(answer: Answered | None, due_at: datetime, now: datetime) -> Return:
    """How one unit stands in one round; an answer at the due time is in time."""
    if answer is not None and answer.answered_at is not None:
        return Return.IN_TIME if answer.answered_at <= due_at else Return.LATE
    if answer is not None and answer.excuse:
        return Return.EXCUSED
    return Return.MISSING if now > due_at else Return.EXPECTED


def unanswered(units: Sequence[int], answers: Mapping[tuple[int, datetime], Answered], due_at: datetime) -> list[int]:
    """The units that have neither answered a round nor been excused."""
    known = {unit: answers.get((unit, due_at)) for unit in units}
    return [unit for unit, answer in known.items() if answer is None or not (answer.answered_at or answer.excuse)]


def next_round(
    due: Sequence[datetime], units: Sequence[int], answers: Mapping[tuple[int, datetime], Answered]
) -> datetime | None:
    """The earliest round in which somebody has neither answered nor been excused; None when all is in."""
    return next((at for at in due if unanswered(units, answers, at)), None)


def check_returns(call: StartReturns, *, now: datetime, zone: ZoneInfo) -> None:
    """Refuse a call without title or times, with days out of order, or wholly in the past."""
    if not call.title.strip():
        raise Refusal("returns.title.empty", field="title")
    if not call.times:
        raise Refusal("returns.times.empty", field="times")
    if call.last_on < call.first_on:
        raise Refusal(
            "returns.days.order", field="last_on", first=call.first_on.isoformat(), last=call.last_on.isoformat()
        )
    days = (call.last_on - call.first_on).days + 1
    if days > DAYS_MOST:
        raise Refusal("returns.days.many", field="last_on", days=days, most=DAYS_MOST)
    if rounds(call.last_on, call.last_on, call.times, zone)[-1] <= now:
        raise Refusal("returns.days.past", field="last_on")

"""How returns are put into words: a cell of the grid, how far a call is, and the summary of a round as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.queries.returns import AnswerRow, CallInFull, CallRow, ReturnsUnitRow
from dutyroom.rules.relay import RELAY_WORDS
from dutyroom.rules.returns import NOT_ASKED, RETURN_WORDS, CallState, Return, read_times, rounds, standing
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.said_time import clock_said, day_said, moment_said

_TONES: Final[dict[Return, Tone]] = {
    Return.EXPECTED: "",
    Return.MISSING: "overdue",
    Return.IN_TIME: "done",
    Return.LATE: "warning",
    Return.EXCUSED: "secondary",
}


def rounds_shown(call: CallRow, now: datetime, zone: ZoneInfo) -> list[datetime]:
    """The rounds up to the end of today and the one after; the first day's where none has come yet."""
    due = rounds(call.first_on, call.last_on, read_times(call.times), zone)
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    past = sum(at < midnight for at in due)
    return due[: max(past + 1, len(read_times(call.times)))]


def round_to_see(call: CallInFull, due: Sequence[datetime], now: datetime) -> int:
    """The place of the round that matters now: the newest in which somebody is missing, else the next one."""
    units = [unit.id for unit in call.units if unit.active]
    late = [
        place
        for place, at in enumerate(due)
        if any(standing(call.answers.get((unit, at)), at, now) is Return.MISSING for unit in units)
    ]
    ahead = [place for place, at in enumerate(due) if at >= now]
    return late[-1] if late else ahead[0] if ahead else len(due) - 1


def round_said(due_at: datetime, zone: ZoneInfo) -> str:
    """The head of a column: the day, and under it the time."""
    return f"{day_said(due_at, zone)}\n{clock_said(due_at, zone)}"


def cell_said(answer: AnswerRow | None, due_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How one unit stands in one round."""
    how = standing(answer, due_at, now)
    word = translated(RETURN_WORDS[how])
    if answer is None:
        return word
    if how is Return.EXCUSED and answer.excuse == NOT_ASKED:
        return NOT_ASKED
    if answer.answered_at is not None:
        said = translated(mark("{state}, nil")).format(state=word) if answer.is_nil else word
        return f"{said} {clock_said(answer.answered_at, zone)}"
    if answer.urged_count and how is not Return.EXCUSED:
        return translated(mark("{state}, urged {count}×")).format(state=word, count=answer.urged_count)
    return word


def is_asked(unit: ReturnsUnitRow, answer: AnswerRow | None) -> bool:
    """Whether a cell says anything: one of a unit that was taken off does where it had reported or was excused."""
    return unit.active or (answer is not None and (answer.answered_at is not None or bool(answer.excuse)))


def off_said() -> str:
    """Beside a unit that need not report any more."""
    return translated(mark("(need not report any more)"))


def unit_said(unit: ReturnsUnitRow) -> str:
    """The head of a row."""
    return unit.unit if unit.active else translated(mark("{unit} (off)")).format(unit=unit.unit)


def units_in_turn(call: CallInFull) -> list[ReturnsUnitRow]:
    """The units as the grid shows them: those that were taken off stand last."""
    return sorted(call.units, key=lambda unit: not unit.active)


def cell_tone(answer: AnswerRow | None, due_at: datetime, now: datetime) -> Tone:
    """The colour that goes with :func:`cell_said`."""
    return _TONES[standing(answer, due_at, now)]


def cell_is_missing(answer: AnswerRow | None, due_at: datetime, now: datetime) -> bool:
    """Whether this return should be in and is not."""
    return standing(answer, due_at, now) is Return.MISSING


def cell_in_full(answer: AnswerRow | None, now: datetime, zone: ZoneInfo) -> str:
    """Everything known of one cell: the text, who, when it was urged, why it was excused."""
    if answer is None:
        return ""
    parts = [answer.text, answer.person]
    if answer.urged_at is not None:
        parts.append(translated(mark("last urged {time}")).format(time=moment_said(answer.urged_at, now, zone)))
    parts.append("" if answer.excuse == NOT_ASKED else answer.excuse)
    return "\n".join(part for part in parts if part)


def round_count_said(call: CallInFull, due_at: datetime, now: datetime, zone: ZoneInfo) -> tuple[str, Tone]:
    """How many are in for a round, and its colour: red while somebody is missing."""
    units = [unit for unit in call.units if unit.active]
    how = [standing(call.answers.get((unit.id, due_at)), due_at, now) for unit in units]
    done = sum(each in (Return.IN_TIME, Return.LATE) for each in how)
    asked = sum(each is not Return.EXCUSED for each in how)
    words = translated(mark("{round}: {done} of {count} in")).format(
        round=moment_said(due_at, now, zone), done=done, count=asked
    )
    return words, "overdue" if Return.MISSING in how else "done" if done == asked else "info"


def call_said(call: CallRow) -> str:
    """How a call stands as a whole: under way, or how it ended."""
    word = translated(RELAY_WORDS.get(call.state, call.state))
    return word if call.state == CallState.RUNNING or not call.void_reason else f"{word} · {call.void_reason}"


def link_said(call: CallRow) -> str:
    """A call in one line."""
    return f"{call.number} {call.title} · {call.times} · {call_said(call)}"


def summary_said(call: CallInFull, due_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The returns of a round put together: who reported what, who nothing, who was excused, who is not in."""
    told: list[str] = []
    groups: dict[str, list[str]] = {"nil": [], "late": [], "excused": [], "missing": []}
    for unit in (unit for unit in call.units if unit.active):
        answer = call.answers.get((unit.id, due_at))
        how = standing(answer, due_at, now)
        if how is Return.LATE:
            groups["late"].append(unit.unit)
        if answer is not None and answer.answered_at is not None:
            if answer.is_nil:
                groups["nil"].append(unit.unit)
            else:
                told.append(translated(mark("{unit}: {text}")).format(unit=unit.unit, text=answer.text))
        elif how is not Return.EXCUSED:
            groups["missing"].append(unit.unit)
        elif answer is not None and answer.excuse != NOT_ASKED:
            groups["excused"].append(unit.unit)
    words = {
        "nil": mark("Nothing to report ({count}): {units}"),
        "late": mark("Came late ({count}): {units}"),
        "excused": mark("Excused ({count}): {units}"),
        "missing": mark("Not in yet ({count}): {units}"),
    }
    ends = [
        translated(words[name]).format(count=len(units), units="、".join(units))
        for name, units in groups.items()
        if units
    ]
    head = f"{call.call.title} · {day_said(due_at, zone)} {clock_said(due_at, zone)}"
    return "\n".join((head, *told, *ends))

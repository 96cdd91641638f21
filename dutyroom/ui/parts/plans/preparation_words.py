"""How a plan in preparation is put into words: stages, days, opinions, verdicts."""

from __future__ import annotations

from datetime import date
from typing import Final

from dutyroom.data.queries.preparations import OpinionRow, PreparationRow, StageRow
from dutyroom.rules.matter import OPEN
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.preparation import ADOPTED_WORDS, LEVEL_WORDS, STAGE_WORDS, VERDICT_WORDS, WAY_WORDS
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import state_said
from dutyroom.ui.parts.register_model import Tone


def stage_said(stage: str) -> str:
    """The stage as a word."""
    return translated(STAGE_WORDS.get(stage, stage))


def kind_said(kind: str) -> str:
    """The kind of plan."""
    return translated(KIND_WORDS.get(kind, kind))


def level_said(level: str) -> str:
    """Whose plan it is; empty where nobody said."""
    return translated(LEVEL_WORDS[level]) if level in LEVEL_WORDS else level


def adopted_said(adopted: str) -> str:
    """What became of an opinion."""
    return translated(ADOPTED_WORDS[adopted]) if adopted in ADOPTED_WORDS else ""


def verdict_said(result: str) -> str:
    """What an expert says of the draft."""
    return translated(VERDICT_WORDS[result]) if result in VERDICT_WORDS else ""


def way_said(way: str) -> str:
    """Why it was sent."""
    return translated(WAY_WORDS.get(way, way))


def day_said(day: date | None) -> str:
    """A day as tables and fields write it; empty where there is none."""
    return day.isoformat() if day is not None else ""


def is_over(row: PreparationRow) -> bool:
    """Whether nobody has to do anything any more."""
    return row.matter.state not in OPEN


def how_far(row: PreparationRow) -> str:
    """The next stage and how many are settled; how it ended once it is over."""
    if is_over(row):
        return state_said(row.matter.state)
    settled, count = row.settled
    named = stage_said(row.next.value) if row.next is not None else translated(mark("all stages settled"))
    return f"{settled}/{count} {named}"


def state_of(state: str) -> str:
    """The state as a word: whatever the step was, a plan that is open is in preparation."""
    return translated(mark("In preparation")) if state in OPEN else state_said(state)


def is_late(row: StageRow, today: date, *, is_open: bool) -> bool:
    """Whether a stage was done after its day, or its day is past."""
    if row.planned_on is None or row.skipped:
        return False
    return row.done_on > row.planned_on if row.done_on is not None else is_open and today > row.planned_on


def stage_days(row: StageRow, today: date, *, is_open: bool) -> tuple[str, Tone]:
    """The days of a stage on one line, and their colour."""
    late = is_late(row, today, is_open=is_open)
    if row.skipped:
        return translated(mark("stage left out")), "secondary"
    if row.done_on is not None:
        words = translated(mark("done {day}")).format(day=row.done_on.isoformat())
        return (f"{words} · {translated(mark('done late'))}", "warning") if late else (words, "done")
    if row.planned_on is None:
        return "", "secondary"
    if late:
        return translated(mark("overdue since {day}")).format(day=row.planned_on.isoformat()), "overdue"
    return translated(mark("by {day}")).format(day=row.planned_on.isoformat()), ""


def opinion_stand(row: OpinionRow, today: date) -> tuple[str, Tone]:
    """What became of an opinion, why not; or that it is still waited for."""
    if row.adopted:
        return " · ".join(part for part in (adopted_said(row.adopted), row.reason) if part), "done"
    if row.answered_on is not None:
        return translated(mark("to be decided")), "warning"
    if row.due_on is not None and row.due_on < today:
        return translated(mark("overdue")), "overdue"
    return translated(mark("waited for")), "secondary"


MARKS: Final = {"done": "✓", "skipped": "–", "late": "!", "next": "●", "open": "○"}
"""The sign before a stage, so that colour is never the only one."""


def stage_mark(row: StageRow, coming: str | None, today: date, *, is_open: bool) -> str:
    """Which sign a stage carries."""
    if row.skipped:
        return "skipped"
    if row.done_on is not None:
        return "done"
    if is_late(row, today, is_open=is_open):
        return "late"
    return "next" if row.stage.value == coming else "open"

"""How a matter is put into words: states, steps, duties, units, limits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.due import Stage, stage_of
from dutyroom.rules.hotline_clocks import START_WORDS
from dutyroom.rules.matter import (
    DUTY_WORDS,
    MET_BY,
    OPEN,
    PROGRESS_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    Duty,
    Role,
    StepKind,
)
from dutyroom.rules.matter_clock import BY_HAND, BY_PAPER
from dutyroom.rules.notice import CHANNEL_WORDS
from dutyroom.rules.rule_source import without_addresses
from dutyroom.rules.supervision import COLOUR_WORDS
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Place
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.said_time import countdown_said, moment_said

if TYPE_CHECKING:
    from dutyroom.data.queries.matter_steps import StepRow
    from dutyroom.data.queries.matters import AssignmentRow, ClockRow, MatterRow
    from dutyroom.data.queries.open_items import OpenItemRow

_OPEN: Final = frozenset(state.value for state in OPEN)


def state_said(state: str) -> str:
    """The state as a word."""
    return translated(STATE_WORDS.get(state, state))


def step_said(step: str) -> str:
    """The step as a word."""
    return translated(STEP_WORDS.get(step, step))


def taken_said(step: StepRow) -> str:
    """A step that was taken, with the colour of an urging notice."""
    word = step_said(step.kind)
    colour = translated(COLOUR_WORDS[step.colour]) if step.colour in COLOUR_WORDS else ""
    return translated(mark("{step} ({colour} notice)")).format(step=word, colour=colour) if colour else word


def duty_said(duty: str, unit: str = "") -> str:
    """The obligation as words, with whose it is."""
    word = translated(DUTY_WORDS.get(duty, duty))
    return f"{word} · {unit}" if unit else word


def item_said(item: OpenItemRow) -> str:
    """An open item as every list names it: the obligation before the title where it is a clock."""
    if not item.duty:
        return item.title
    return translated(mark("{duty}: {title}")).format(duty=duty_said(item.duty, item.recipient), title=item.title)


def place_of(item: OpenItemRow) -> Place:
    """Where an item is taken further: its matter, relay or call for returns, else its entry in the log."""
    if item.record is None:
        return Place("log", id=item.entry_seq)
    return place_of_record(*item.record)


def place_of_record(kind: str, number: int) -> Place:
    """Where a matter, a relay, a call for returns, an issued paper or a plan's drill is shown."""
    if kind in ("relay", "returns"):
        return Place("notices", step=f"{kind}:{number}")
    if kind == "briefing":
        return Place("briefings", id=number)
    if kind == "plan_event":
        return Place("plans", id=number, step="exercises:records")
    if kind == "preparation":
        return Place("plans", id=number, step="preparing")
    return Place(_PAGES.get(kind, "notices"), id=number)


_PAGES: Final = {"supervision": "supervision", "incident": "incidents", "warning": "warnings", "hotline": "hotline"}


def channel_said(channel: str) -> str:
    """How it came."""
    return translated(CHANNEL_WORDS.get(channel, channel))


def is_open(matter: MatterRow) -> bool:
    """Whether somebody must still do something."""
    return matter.state in _OPEN


def matter_tone(matter: MatterRow, now: datetime, warn: timedelta) -> Tone:
    """The colour of a matter's row: overdue, near its limit, done."""
    if not is_open(matter):
        return "done"
    return _STAGE_TONES[stage_of(matter.due_at, now, warn=warn)]


_STAGE_TONES: Final[dict[Stage, Tone]] = {Stage.CALM: "", Stage.WARNING: "warning", Stage.OVERDUE: "overdue"}


def due_said(due_at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """Time left and when that is; empty without a limit."""
    if due_at is None:
        return ""
    left = countdown_said(due_at - now)
    if due_at <= now:
        return translated(mark("overdue {left}")).format(left=left.lstrip("−"))
    return f"{left} · {moment_said(due_at, now, zone)}"


def left_said(due_at: datetime | None, now: datetime) -> str:
    """Time left alone, as a column of a register has room for it; empty without a limit."""
    if due_at is None:
        return ""
    left = countdown_said(abs(due_at - now))
    return left if due_at > now else translated(mark("overdue {left}")).format(left=left)


def limit_said(due_at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """When the limit is."""
    return moment_said(due_at, now, zone) if due_at is not None else ""


_STARTS: Final[dict[str, str]] = {
    "received": mark("receipt"),
    "set_up": mark("setting up"),
    "assigned": mark("assigning"),
    "limit": mark("setting the limit"),
    "not_satisfied": mark("not being satisfied"),
    "reopened": mark("opening again"),
    "relayed": mark("passing on"),
    "returns": mark("asking for returns"),
    "planned": mark("planning the day"),
    "issued": mark("the issue"),
    "asked": mark("asking the units"),
    **START_WORDS,
}
"""What started a clock, as it is kept."""


def started_said(clock: ClockRow, received_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """What a running clock runs from, and the steps that stop it; receipt may be earlier than its being written down."""
    if clock.state != "open":
        return ""
    event = translated(_STARTS[clock.start_event]) if clock.start_event in _STARTS else clock.start_event
    at = received_at if clock.start_event in ("received", "set_up") else clock.opened_at
    started = translated(mark("since {event} {time}")).format(event=event, time=moment_said(at, now, zone))
    stops = sorted(MET_BY.get(Duty(clock.duty), ()), key=list(StepKind).index) if clock.duty else []
    words = " / ".join(step_said(step) for step in stops)
    return f"{started} · {translated(mark('stops with: {steps}')).format(steps=words)}" if words else started


def source_said(clock: ClockRow, language: str) -> str:
    """Where a limit comes from: the paper's own words, a person, or a rule by its name and what its source says."""
    if clock.rule_key == BY_PAPER:
        words = translated(mark("set by the paper"))
    elif clock.rule_key == BY_HAND:
        words = translated(mark("set by hand")) if clock.due_at is not None else ""
    else:
        name = clock.rule_zh if language.startswith("zh") else clock.rule_en
        words = translated(mark("rule {key}")).format(key=name or clock.rule_key)
    parts = [words, without_addresses(clock.source)]
    if clock.unsure:
        parts.append(translated(mark("no holiday table for {years}: counted without it")).format(years=clock.unsure))
    return " · ".join(part for part in parts if part)


def clock_said_of(clock: ClockRow, now: datetime, zone: ZoneInfo) -> tuple[str, Tone]:
    """How one clock stands: running with the time left, met, met late, stopped; and its colour."""
    if clock.state == "open":
        if clock.due_at is None:
            return translated(mark("no limit")), "secondary"
        return due_said(clock.due_at, now, zone), "overdue" if clock.due_at <= now else ""
    at = moment_said(clock.closed_at, now, zone) if clock.closed_at else ""
    if clock.state != "closed":
        is_withdrawn = clock.outcome == StepKind.CORRECT
        pattern = mark("withdrawn by correction {time}") if is_withdrawn else mark("stopped {time}")
        return translated(pattern).format(time=at), "secondary"
    if clock.is_late:
        return translated(mark("met late {time}")).format(time=at), "overdue"
    return translated(mark("met {time}")).format(time=at), "done"


def unit_said(row: AssignmentRow, now: datetime, zone: ZoneInfo) -> str:
    """How far a unit is, and who signed there."""
    role = translated(mark("lead")) if row.role == Role.LEAD else translated(mark("helper"))
    parts = [role, translated(PROGRESS_WORDS.get(row.state, row.state))]
    if row.signed_at is not None and row.answered_at is None:
        parts.append(f"{row.signed_by} {moment_said(row.signed_at, now, zone)}".strip())
    if row.answered_at is not None:
        parts.append(moment_said(row.answered_at, now, zone))
    if row.urged_count:
        parts.append(translated(mark("urged {count}×")).format(count=row.urged_count))
    return " · ".join(parts)


def who_said(step: StepRow) -> str:
    """Who is behind a step: the leader, the unit, the person, and who wrote it down."""
    parts = [part for part in (step.leader, step.unit, step.person) if part]
    return " ".join(parts)

"""The columns of the register of incidents, in the order in which they stand and drop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dutyroom.data.queries.incidents import IncidentRow
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.incident.words import GRADE_TONES, grade_said, stand_said, subtype_said, toll_said
from dutyroom.ui.parts.matter.words import is_open, left_said, limit_said, matter_tone
from dutyroom.ui.parts.register_model import Column, Tone
from dutyroom.ui.parts.said_time import moment_said

Clock = Callable[[], datetime]
Zone = Callable[[], ZoneInfo]


def incident_columns(clock: Clock, zone: Zone, warn: Callable[[], timedelta]) -> tuple[Column, ...]:
    """Number, grade, title, area, when it happened, the toll, state, next limit, who leads."""
    return (*_named_columns(), *_timed_columns(clock, zone, warn))


def _named_columns() -> tuple[Column, ...]:
    return (
        Column(
            key="number", title=mark("Number"), text=lambda row: row.matter.number, width=136, sorts=True, drop_order=5
        ),
        Column(
            key="grade",
            title=mark("Grade"),
            text=lambda row: grade_said(row.facts.grade),
            width=88,
            tone=_grade_tone,
            tooltip=lambda row: row.facts.grade_reason,
        ),
        Column(
            key="title",
            title=mark("Title"),
            text=lambda row: row.matter.title,
            width=140,
            stretches=True,
            struck=lambda row: row.matter.state == "void",
            tooltip=lambda row: f"{row.matter.title}\n{subtype_said(row.facts.subtype)}".strip(),
        ),
        Column(key="area", title=mark("Area"), text=lambda row: row.facts.area, width=88, drop_order=4),
    )


def _timed_columns(clock: Clock, zone: Zone, warn: Callable[[], timedelta]) -> tuple[Column, ...]:
    def happened(row: IncidentRow) -> str:
        at = row.facts.event_at
        return moment_said(at, clock(), zone()) if at is not None else ""

    return (
        Column(key="event", title=mark("Happened"), text=happened, width=118, tone=lambda _: "secondary", drop_order=2),
        Column(
            key="toll",
            title=mark("Dead/missing/hurt"),
            text=lambda row: toll_said(row.facts),
            width=128,
            align="right",
            tone=lambda row: "strong" if row.facts.deaths else "",
            drop_order=6,
        ),
        Column(
            key="state", title=mark("State"), text=lambda row: _state(row), width=132, tone=_state_tone, drop_order=3
        ),
        Column(
            key="due",
            title=mark("Next limit"),
            text=lambda row: left_said(row.matter.due_at, clock()) if is_open(row.matter) else "",
            tooltip=lambda row: limit_said(row.matter.due_at, clock(), zone()),
            width=140,
            tone=lambda row: matter_tone(row.matter, clock(), warn()),
            sorts=True,
        ),
        Column(key="lead", title=mark("Lead"), text=lambda row: row.matter.lead, width=104, drop_order=1),
    )


def _state(row: IncidentRow) -> str:
    if row.matter.waiting_for and is_open(row.matter):
        return translated(mark("{state}, waits")).format(state=stand_said(row.matter.state))
    return stand_said(row.matter.state)


def _grade_tone(row: IncidentRow) -> Tone:
    if not is_open(row.matter) or not row.facts.grade:
        return "secondary"
    return GRADE_TONES[row.facts.grade]


def _state_tone(row: IncidentRow) -> Tone:
    return "" if is_open(row.matter) else "secondary"

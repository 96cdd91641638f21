"""The columns of the register of the mayor's telephone, in the order in which they stand and drop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dutyroom.data.queries.hotline_rows import CaseRow
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.hotline.words import at_once_said, card_said, demand_said, result_said, stand_said
from dutyroom.ui.parts.matter.words import is_open, left_said, limit_said, matter_tone
from dutyroom.ui.parts.register_model import Column, Tone
from dutyroom.ui.parts.said_time import moment_said

Clock = Callable[[], datetime]
Zone = Callable[[], ZoneInfo]
English = Callable[[], bool]


def case_columns(clock: Clock, zone: Zone, warn: Callable[[], timedelta], english: English) -> tuple[Column, ...]:
    """Number, when, what, class, where, caller, unit, state, time left."""
    return (*_what_columns(clock, zone), *_where_columns(english), *_stand_columns(clock, zone, warn))


def _what_columns(clock: Clock, zone: Zone) -> tuple[Column, ...]:
    return (
        Column(
            key="number", title=mark("Number"), text=lambda row: row.matter.number, width=156, sorts=True, drop_order=7
        ),
        Column(
            key="received",
            title=mark("Time"),
            text=lambda row: moment_said(row.matter.received_at, clock(), zone()),
            width=112,
            tone=lambda _: "secondary",
            sorts=True,
            drop_order=3,
        ),
        Column(
            key="kind",
            title=mark("Kind"),
            text=_kind,
            width=104,
            tone=lambda row: "warning" if row.facts.sub and is_open(row.matter) else "",
            drop_order=6,
        ),
        Column(
            key="title",
            title=mark("What"),
            text=lambda row: row.matter.title,
            width=140,
            stretches=True,
            struck=lambda row: row.matter.state == "void",
            tooltip=_told,
        ),
    )


def _where_columns(english: English) -> tuple[Column, ...]:
    return (
        Column(
            key="class",
            title=mark("Classed as"),
            text=lambda row: (row.class_en if english() else "") or row.class_zh or row.facts.code,
            width=112,
            drop_order=2,
        ),
        Column(
            key="area",
            title=mark("Place"),
            text=lambda row: f"{row.facts.area}{row.facts.street}" or row.place,
            width=112,
            tooltip=lambda row: " ".join(part for part in (row.facts.area, row.facts.street, row.place) if part),
            drop_order=4,
        ),
        Column(key="caller", title=mark("Caller"), text=_caller, width=132, tone=lambda _: "secondary", drop_order=1),
        Column(key="lead", title=mark("Unit"), text=lambda row: row.matter.lead, width=112, drop_order=5),
    )


def _stand_columns(clock: Clock, zone: Zone, warn: Callable[[], timedelta]) -> tuple[Column, ...]:
    return (
        Column(key="state", title=mark("State"), text=_state, width=124, tone=_state_tone, tooltip=_ended),
        Column(
            key="due",
            title=mark("Time left"),
            text=lambda row: left_said(row.matter.due_at, clock()) if is_open(row.matter) else "",
            tooltip=lambda row: limit_said(row.matter.due_at, clock(), zone()),
            width=118,
            tone=lambda row: matter_tone(row.matter, clock(), warn()),
            sorts=True,
        ),
    )


def _kind(row: CaseRow) -> str:
    said = demand_said(row.facts.demand)
    return f"{translated(mark('for at once'))} · {said}" if row.facts.sub else said


def _told(row: CaseRow) -> str:
    parts = [row.matter.title, at_once_said(row.facts.sub)]
    if row.facts.calls > 1:
        parts.append(translated(mark("{count} calls")).format(count=row.facts.calls))
    return "\n".join(part for part in parts if part)


def _caller(row: CaseRow) -> str:
    """As everybody may read it."""
    if row.caller is None:
        return ""
    return " ".join(part for part in (row.caller.name, row.caller.phone) if part)


def _state(row: CaseRow) -> str:
    said = stand_said(row.matter.state)
    if row.facts.card and is_open(row.matter):
        return f"{said} · {card_said(row.facts.card)}"
    return said


def _ended(row: CaseRow) -> str:
    return result_said(row.facts.result) if row.facts.result else ""


def _state_tone(row: CaseRow) -> Tone:
    if not is_open(row.matter):
        return "secondary"
    return "overdue" if row.facts.card else ""

"""The columns of the registers of matters, in the order in which they stand and drop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.queries.register import NoticeRow
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import channel_said, is_open, left_said, limit_said, matter_tone, state_said
from dutyroom.ui.parts.register_model import Column, Tone
from dutyroom.ui.parts.said_time import moment_said

Clock = Callable[[], datetime]
Zone = Callable[[], ZoneInfo]
_ICONS: Final = {
    "telegram": "call_in",
    "fax": "print",
    "telephone": "call_in",
    "email": "notice",
    "paper": "note",
    "network": "notice",
    "video": "user",
}


def notice_columns(clock: Clock, zone: Zone, warn: Callable[[], timedelta]) -> tuple[Column, ...]:
    """Number, urgency, title, sender, state, in whose hand, time left, when it came."""

    return (*_named_columns(), *_timed_columns(clock, zone, warn))


def _named_columns() -> tuple[Column, ...]:
    return (
        Column(
            key="number",
            title=mark("Number"),
            text=lambda row: row.matter.number,
            width=150,
            sorts=True,
            icon=lambda row: _ICONS.get(row.channel, "notice"),
            tooltip=lambda row: channel_said(row.channel),
            drop_order=4,
        ),
        Column(key="urgency", title=mark("Urgency"), text=lambda row: row.matter.urgency, width=76, tone=_urgency_tone),
        Column(
            key="title",
            title=mark("Title"),
            text=lambda row: row.matter.title,
            width=150,
            stretches=True,
            tooltip=lambda row: f"{row.matter.title}\n{row.document_number}".strip(),
            struck=lambda row: row.matter.state == "void",
        ),
        Column(key="source", title=mark("From"), text=lambda row: row.matter.source, width=150, drop_order=2),
        Column(key="state", title=mark("State"), text=_state, tooltip=_waiting, width=132, tone=_state_tone),
    )


def _timed_columns(clock: Clock, zone: Zone, warn: Callable[[], timedelta]) -> tuple[Column, ...]:
    return (
        Column(key="lead", title=mark("In hand"), text=lambda row: row.matter.lead, width=96, drop_order=3),
        Column(
            key="due",
            title=mark("Time left"),
            text=lambda row: left_said(row.matter.due_at, clock()) if is_open(row.matter) else "",
            tooltip=lambda row: limit_said(row.matter.due_at, clock(), zone()),
            width=140,
            tone=lambda row: matter_tone(row.matter, clock(), warn()),
            sorts=True,
        ),
        Column(
            key="received",
            title=mark("Came in"),
            text=lambda row: moment_said(row.matter.received_at, clock(), zone()),
            width=118,
            tone=lambda _: "secondary",
            sorts=True,
            drop_order=1,
        ),
    )


def _state(row: NoticeRow) -> str:
    matter = row.matter
    if matter.waiting_for and is_open(matter):
        return translated(mark("{state}, waits")).format(state=state_said(matter.state))
    return state_said(matter.state)


def _waiting(row: NoticeRow) -> str:
    matter = row.matter
    return f"{matter.waiting_for}: {matter.waiting_reason}" if matter.waiting_for else state_said(matter.state)


def _state_tone(row: NoticeRow) -> Tone:
    return "" if is_open(row.matter) else "secondary"


def _urgency_tone(row: NoticeRow) -> Tone:
    return "overdue" if row.matter.urgency in ("特提", "特急") and is_open(row.matter) else "secondary"

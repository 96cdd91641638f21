"""How an open item is put into words where its entry is read."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dutyroom.data.queries.open_items import OpenItemRow
from dutyroom.rules.due import is_put_off
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.said_time import countdown_said, moment_said


def open_item_said(item: OpenItemRow, now: datetime, zone: ZoneInfo) -> str:
    """How much time is left, when it is due, until when its alarm is put off."""
    if item.due_at is None:
        return translated(mark("Open, no due time"))
    left = countdown_said(item.due_at - now)
    is_over = item.due_at <= now
    pattern = mark("Overdue {left} · due {time}") if is_over else mark("Open, {left} left · due {time}")
    words = translated(pattern).format(left=left.lstrip("−"), time=moment_said(item.due_at, now, zone))
    if is_put_off(item, now) and item.put_off_until is not None:
        until = translated(mark("put off until {time}"))
        words += f" · {until.format(time=moment_said(item.put_off_until, now, zone))}"
    return words

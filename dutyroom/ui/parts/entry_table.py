"""The log as a table: its columns, rows of two lines, copying as plain text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dutyroom.rules.wording import mark
from dutyroom.ui.entry_text import entries_text
from dutyroom.ui.parts.entry_cell import EntryDelegate
from dutyroom.ui.parts.entry_words import (
    author_said,
    is_written_later,
    kind_said,
    line_said,
    open_said,
    open_tone,
    party_said,
)
from dutyroom.ui.parts.register_model import Column, Fetch, RegisterModel, Row, Tone
from dutyroom.ui.parts.register_table import SELECTION_KEPT, RegisterTable
from dutyroom.ui.parts.said_time import clock_said, day_said, moment_said

if TYPE_CHECKING:
    from dutyroom.data.queries.journal import EntryRow

ROW_TALL = 46
"""Height of a row of two lines in px."""

Clock = Callable[[], datetime]
Zone = Callable[[], ZoneInfo]


def entry_columns(clock: Clock, zone: Zone) -> tuple[Column, ...]:
    """The columns of the log; ``zone`` is the office's."""

    def when(entry: EntryRow) -> str:
        return f"{clock_said(entry.happened_at, zone())}\n{day_said(entry.happened_at, zone())}"

    def written(entry: EntryRow) -> str:
        return moment_said(entry.written_at, entry.happened_at, zone()) if is_written_later(entry) else ""

    return (
        Column(key="time", title=mark("Time"), text=when, width=108),
        Column(key="kind", title=mark("Kind"), text=kind_said, width=116, icon=lambda entry: entry.kind),
        Column(key="text", title=mark("What happened"), text=line_said, width=240, stretches=True, tooltip=line_said),
        Column(key="party", title=mark("With whom"), text=party_said, width=132, drop_order=4),
        Column(
            key="open",
            title=mark("Open, due"),
            text=lambda entry: open_said(entry, clock(), zone()),
            tone=lambda entry: open_tone(entry, clock()),
            width=112,
            drop_order=5,
        ),
        Column(key="author", title=mark("Written by"), text=author_said, width=92, drop_order=2, tone=_quiet),
        Column(key="written", title=mark("Written"), text=written, width=100, drop_order=1, tone=_quiet),
        Column(
            key="number",
            title=mark("Entry no."),
            text=lambda entry: str(entry.seq),
            width=76,
            align="right",
            drop_order=3,
            tone=_quiet,
        ),
    )


def _quiet(_: Row) -> Tone:
    return "secondary"


class EntryTable(RegisterTable):
    """A register table of ``EntryRow``; ``words`` are marked where they stand, Ctrl+C copies entries as text."""

    def __init__(
        self, fetch: Fetch, clock: Clock, zone: Zone, parent: QWidget | None = None, *, sticks_to_end: bool = True
    ) -> None:
        self._zone = zone
        self.words = ""
        super().__init__(
            RegisterModel(entry_columns(clock, zone), fetch), parent, sticks_to_end=sticks_to_end, row_height=ROW_TALL
        )
        self.setItemDelegate(EntryDelegate(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who is at the newest entry stays there, whatever the size."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        super().resizeEvent(event)
        if at_end and self._sticks_to_end:
            QTimer.singleShot(0, self, self.scroll_to_end)

    def text_of_selection(self) -> str:
        """The selected entries as plain text for the telephone or a message."""
        rows = [self.register.row(self.register.place_of(id_)) for id_ in self.selected_ids()[:SELECTION_KEPT]]
        return entries_text([row for row in rows if row is not None], self._zone())

"""The board of the incidents that run, for the leader: the gravest on top, limits counting down, the areas as tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.incident_board import AreaStand, BoardRow, board_rows, running_incidents
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.data.reading import Session
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.focus import enter_presses, give_focus
from dutyroom.ui.parts.incident.cartogram import Cartogram
from dutyroom.ui.parts.incident.columns import incident_columns
from dutyroom.ui.parts.incident.words import GRADE_TONES
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row, Tone
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.theme import label_of

_SHOWN: Final = {"grade": 0, "title": 0, "area": 4, "toll": 3, "due": 0, "lead": 1}
"""The columns of the register that stand here too, and in which order they give way."""
_TICK_MS: Final = 1000
_Read = tuple[list[int], list[AreaStand], list[UnitRow]]


def board_columns(tools: Tools) -> tuple[Column, ...]:
    """Grade, title, area, toll, next limit, lead, levels of response."""
    columns = incident_columns(tools.clock, lambda: tools.zone, lambda: timedelta(minutes=tools.office().warn_minutes))
    shown = [replace(each, sorts=False, drop_order=_SHOWN[each.key]) for each in columns if each.key in _SHOWN]
    levels = Column(
        key="levels",
        title=mark("Response"),
        text=lambda row: " ".join(row.levels),
        width=96,
        tone=_level_tone,
        drop_order=2,
    )
    return (*shown, levels)


def _level_tone(row: BoardRow) -> Tone:
    return GRADE_TONES.get(row.levels[0], "") if row.levels else ""


class Board(QWidget):
    """``incident_chosen`` carries the incident that was opened, ``area_chosen`` the area of a tile; Esc steps back."""

    incident_chosen = Signal(int)
    area_chosen = Signal(str)
    step_back_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._stands: list[AreaStand] | None = None
        self.back, self.title = QPushButton(self), label_of("section", parent=self)
        self.sum, self.over_tiles = label_of("secondary", parent=self), label_of("strong", parent=self)
        self.sum.setTextFormat(Qt.TextFormat.PlainText)
        self.sum.setWordWrap(True)
        self.table = RegisterTable(RegisterModel(board_columns(tools), self._fetch, self), self)
        self.table.setObjectName("board")
        self.tiles = Cartogram(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.table.viewport().update)
        self._lay_out()
        self.back.clicked.connect(self.step_back_asked)
        self.table.row_opened.connect(self.incident_chosen)
        self.table.empty.step_taken.connect(self.step_back_asked)
        self.tiles.area_chosen.connect(self.area_chosen)
        self.retranslate()

    def begin(self) -> None:
        """Show what runs now, with the cursor on the gravest."""
        self.ask()
        give_focus(self.table, self)

    def ask(self) -> None:
        """Read what runs."""
        self.tools.courier.ask(self, _read, then=self._came, failed=self._failed)

    def retranslate(self) -> None:
        """Word the board anew."""
        self.back.setText(self.tr("To the list"))
        self.back.setToolTip(self.tr("Back to the list (Esc)"))
        self.title.setText(self.tr("Board"))
        self.over_tiles.setText(self.tr("By area"))
        self.table.setAccessibleName(self.tr("Incidents that run"))
        if self._stands is None:
            self.sum.setText("")
            self.table.empty.set_words(self.tr("Counting…"))
            return
        self.table.empty.set_words(self.tr("No incident runs."), self.tr("To the list"))
        count = sum(stand.running for stand in self._stands)
        words = [self.tr("{count} running").format(count=f"{count:,}")]
        nowhere = sum(stand.running for stand in self._stands if not stand.area)
        if nowhere:
            words.append(self.tr("{count} without an area").format(count=nowhere))
        self.sum.setText(" · ".join(words))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the list; Enter presses the button that has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        elif enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The limits count down while they can be seen."""
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """They rest while they cannot be seen."""
        super().hideEvent(event)
        self._tick.stop()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addWidget(self.sum, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.over_tiles)
        column.addWidget(self.tiles)
        for first, second in pairwise((self.table, self.tiles, self.back)):
            QWidget.setTabOrder(first, second)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, board_rows, ids, then=then)

    def _came(self, read: _Read) -> None:
        ids, self._stands, units = read
        self.table.set_ids(ids)
        if ids and self.table.current_id() is None:
            self.table.choose(ids[0])
        self.tiles.show_areas(units, self._stands)
        self.retranslate()

    def _failed(self, error: Exception) -> None:
        self._stands = None
        self.table.set_ids(())
        self.table.empty.set_words(self.tr("The register could not be read."), self.tr("To the list"))
        self.tools.courier.failed.emit(error)


def _read(session: Session) -> _Read:
    ids, stands = running_incidents(session)
    return ids, stands, unit_rows(session)

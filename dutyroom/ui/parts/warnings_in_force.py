"""The real warnings that nobody has lifted, on the card of today: each leads to its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dutyroom.rules.warning import Standing, standing
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.warning_swatch import colour_said, swatch_of
from dutyroom.ui.theme import is_look_change, label_of, put_look

if TYPE_CHECKING:  # the window is painted before what speaks to the store is loaded
    from dutyroom.data.queries.warnings import WarningRow

MOST: Final = 4


class WarningsInForce(QWidget):
    """``asked`` carries the number of the warning that was chosen, or none for the register."""

    asked = Signal(object)

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._rows: Sequence[WarningRow] = ()
        self.heading = label_of("strong", parent=self)
        self.lines = [ElidedButton("", self) for _ in range(MOST)]
        self.more = QPushButton(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        for place, button in enumerate((*self.lines, self.more)):
            put_look(button, look="link")
            button.setObjectName(f"warning_{place}")
            column.addWidget(button)
        for place, button in enumerate(self.lines):
            button.clicked.connect(partial(self._chosen, place))
        self.more.clicked.connect(lambda: self.asked.emit(None))
        self.retranslate()

    def show_warnings(self, rows: Sequence[WarningRow]) -> None:
        """Show these, the strongest first."""
        self._rows = rows
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Warnings in force"))
        self.setVisible(bool(self._rows))
        for place, button in enumerate(self.lines):
            button.setVisible(place < len(self._rows))
            if place < len(self._rows):
                self._word(button, self._rows[place])
        left = len(self._rows) - MOST
        self.more.setVisible(left > 0)
        self.more.setText(self.tr("{count} more…").format(count=left))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the warning that has the focus."""
        if enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _word(self, button: ElidedButton, row: WarningRow) -> None:
        now, zone = self._clock(), self._zone()
        stands = standing(row.matter.state, row.starts_at, row.expires_at, now)
        words = row.matter.title
        if stands is Standing.ENDED:
            words = self.tr("{warning} · past its end").format(warning=words)
        elif stands is Standing.LATER and row.starts_at is not None:
            words = self.tr("{warning} · from {time}").format(warning=words, time=moment_said(row.starts_at, now, zone))
        elif row.expires_at is not None:
            words = self.tr("{warning} · until {time}").format(
                warning=words, time=moment_said(row.expires_at, now, zone)
            )
        button.setIcon(icon(swatch_of(row.colour), size=16))
        button.set_words(words, hint="、".join(row.areas.splitlines()))
        button.setAccessibleName(f"{colour_said(row.colour)}: {words}")
        put_look(button, tone="overdue" if stands is Standing.ENDED else "")

    def _chosen(self, place: int) -> None:
        if place < len(self._rows):
            self.asked.emit(self._rows[place].id)

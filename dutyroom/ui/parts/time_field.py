"""A field for a time of day: takes what officers write (0815, 8:15, 昨日2330) and shows how it was understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.said_time import clock_said, moment_said
from dutyroom.ui.theme import put_look, tokens_in_use

Understand = Callable[[str], datetime | Refusal]


class TimeField(QLineEdit):
    """One line; the time understood stands at its right end in quiet type.

    ``understand`` answers an aware datetime or a Refusal (raised or returned). ``empty`` says what an empty field
    means. ``word`` puts a refusal into a sentence.
    """

    changed = Signal()
    not_understood = Signal(str)

    def __init__(
        self,
        understand: Understand,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        parent: QWidget | None = None,
        *,
        empty: Literal["now", "none"] = "none",
        word: Callable[[Refusal], str] = str,
    ) -> None:
        super().__init__(parent)
        self._understand, self._clock, self._zone, self._word = understand, clock, zone, word
        self._empty = empty
        self._instant: datetime | None = None
        self._refusal: Refusal | None = None
        self._said = ""
        self._placeholder = ""
        self._meant: datetime | None = None
        self.setMaxLength(40)
        self.textChanged.connect(self._read)
        self.editingFinished.connect(self._finished)
        self._minute = QTimer(self)
        self._minute.setInterval(5000)
        self._minute.timeout.connect(self._say_now)
        if empty == "now":
            self._minute.start()
        self.retranslate()

    def instant(self) -> datetime | None:
        """The time understood; None where the field is empty or not understood."""
        return self._instant

    def refusal(self) -> Refusal | None:
        """Why what was typed is no time; None where it is one, or nothing was typed."""
        return self._refusal

    def set_instant(self, at: datetime | None) -> None:
        """Write this time into the field, or empty it."""
        if at is None:
            self.clear()
            return
        local = at.astimezone(self._zone)
        same_day = local.date() == self._clock().astimezone(self._zone).date()
        self.setText(local.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M"))

    def set_zone(self, zone: ZoneInfo) -> None:
        """Understand and show times in this zone from now on."""
        self._zone = zone
        self._read()

    def set_placeholder(self, sentence: str) -> None:
        """Words for the empty field where it does not mean now."""
        self._placeholder = sentence
        self._say_now()

    def set_meant(self, at: datetime | None) -> None:
        """What the empty field stands for instead of now: a time that something else proposes."""
        if at != self._meant:
            self._meant = at
            self._say_now()

    def retranslate(self) -> None:
        """Word the field anew."""
        self._say_now()
        self._read()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and how it was understood at its right end."""
        super().paintEvent(event)
        if not self._said or self._said == self.text().strip():
            return
        room = self.width() - 18 - self.fontMetrics().horizontalAdvance(self.text() + "  ")
        if self.fontMetrics().horizontalAdvance(self._said) > room:
            return  # the tooltip says it
        painter = QPainter(self)
        painter.setPen(QColor(tokens_in_use().done))
        box = QRect(0, 0, self.width() - 9, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._said)
        painter.end()

    def _say_now(self) -> None:
        words = self._placeholder
        if self._meant is not None:
            words = moment_said(self._meant, self._clock(), self._zone)
        elif self._empty == "now":
            words = self.tr("now {clock}").format(clock=clock_said(self._clock(), self._zone))
        if words != self.placeholderText():
            self.setPlaceholderText(words)

    def _read(self) -> None:
        typed = self.text().strip()
        answer: datetime | Refusal | None = None
        if typed:
            try:
                answer = self._understand(typed)
            except Refusal as refused:
                answer = refused
        self._refusal = answer if isinstance(answer, Refusal) else None
        self._instant = answer if isinstance(answer, datetime) else None
        self._said = ""
        if self._instant is not None:
            self._said = moment_said(self._instant, self._clock(), self._zone)
        self.setToolTip(self._said)
        self.setAccessibleDescription(self._said)
        if self._refusal is None:
            put_look(self, refused="")
        self.update()
        self.changed.emit()

    def _finished(self) -> None:
        if self._refusal is None:
            return
        sentence = self._word(self._refusal)
        put_look(self, refused="true")
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
        self.not_understood.emit(sentence)

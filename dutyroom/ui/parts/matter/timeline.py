"""The timeline of a matter: every step with its time, who, and what was said; readable, selectable, copied as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from dutyroom.data.queries.matter_steps import StepRow
from dutyroom.ui.parts.matter.change_words import changes_said
from dutyroom.ui.parts.matter.words import taken_said, who_said
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import is_look_change, put_look, tokens_in_use


class Timeline(QTextEdit):
    """The steps, oldest first, as tall as they need."""

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self.taken_said: Callable[[StepRow], str] = taken_said
        self._steps: Sequence[StepRow] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        put_look(self, look="quiet")
        self.retranslate()

    def show_steps(self, steps: Sequence[StepRow]) -> None:
        """Show these steps; the place read stays where nothing changed."""
        if steps != self._steps:
            self._steps = steps
            self._write()

    def retranslate(self) -> None:
        """Word the steps anew."""
        self.setAccessibleName(self.tr("Timeline"))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._write()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        tokens = tokens_in_use()
        head, quiet, plain = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        head.setFontWeight(QFont.Weight.DemiBold)
        head.setForeground(QColor(tokens.text))
        quiet.setForeground(QColor(tokens.secondary))
        plain.setForeground(QColor(tokens.text))
        first, rest = QTextBlockFormat(), QTextBlockFormat()
        first.setTopMargin(8)
        rest.setLeftMargin(12)
        for place, step in enumerate(self._steps):
            if place:
                cursor.insertBlock()
            cursor.setBlockFormat(first if place else QTextBlockFormat())
            at = moment_said(step.happened_at, self._clock(), self._zone())
            cursor.insertText(f"{at}  ", quiet)
            cursor.insertText(self.taken_said(step), head)
            who = who_said(step)
            if who:
                cursor.insertText(f"  {who}", plain)
            if step.author not in (who, step.leader):
                cursor.insertText("  " + self.tr("written by {author}").format(author=step.author), quiet)
            if step.is_imported:
                cursor.insertText("  " + self.tr("imported"), quiet)
            if step.text:
                cursor.insertBlock(rest)
                cursor.insertText(seen(step.text), plain)
            for line in changes_said(step.changes, self._zone()):
                cursor.insertBlock(rest)
                cursor.insertText(seen(line), quiet)
        self._fit()

    def _fit(self, *_: object) -> None:
        self.setFixedHeight(max(round(self.document().size().height()) + 4, 24))

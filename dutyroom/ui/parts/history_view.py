"""Every version of an entry: the original and what it was amended from struck through, who amended it, when and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from dutyroom.data.queries.journal import EntryRow
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.entry_words import author_said, reason_of, text_said
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import is_look_change, tokens_in_use
from dutyroom.ui.tokens import BASE_PT, SMALL_PT


class HistoryView(QTextEdit):
    """Read only; the version that stands now is at the foot."""

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._versions: tuple[EntryRow, ...] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAccessibleName(self.tr("History of the entry"))

    def show_versions(self, versions: Sequence[EntryRow]) -> None:
        """Show these versions, the original first."""
        if tuple(versions) != self._versions:
            self._versions = tuple(versions)
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("History of the entry"))
            self._write()
        elif is_look_change(event):
            self._write()

    def _write(self) -> None:
        tokens = tokens_in_use()
        self.clear()
        cursor = QTextCursor(self.document())
        head, plain, struck = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        head.setFont(sized(SMALL_PT))
        head.setForeground(QColor(tokens.secondary))
        plain.setFont(sized(BASE_PT))
        plain.setForeground(QColor(tokens.text))
        struck_font = sized(BASE_PT)
        struck_font.setStrikeOut(True)
        struck.setFont(struck_font)
        struck.setForeground(QColor(tokens.secondary))
        for place, version in enumerate(self._versions):
            stands = place == len(self._versions) - 1
            if place:
                cursor.insertBlock()
                cursor.insertBlock()
            cursor.insertText(self._head(version, original=place == 0), head)
            cursor.insertBlock()
            cursor.insertText(text_said(version), plain if stands else struck)

    def _head(self, version: EntryRow, *, original: bool) -> str:
        if original and len(self._versions) == 1:
            pattern = self.tr("{seq} · {time} · {author} · never amended")
        elif original:
            pattern = self.tr("{seq} · {time} · {author} wrote")
        else:
            pattern = self.tr("{seq} · {time} · {author} amended")
        said = pattern.format(
            seq=version.seq,
            time=moment_said(version.written_at, self._clock(), self._zone()),
            author=author_said(version),
        )
        reason = reason_of(version) if version.amends is not None else ""
        return f"{said} · {self.tr('why: {reason}').format(reason=reason)}" if reason else said

"""The outline of the editor: the head, then every paragraph with its marks; keys add, remove and move."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from dutyroom.data.queries.briefings import BriefingInFull, PartRow
from dutyroom.ui.parts.briefing.words import flags_of, part_line
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.theme import tokens_in_use

HEAD: Final = 0
NEW: Final = -1
_WORDS: Final = Qt.ItemDataRole.UserRole + 1
_LONGEST: Final = 160
_KEYS: Final = {Qt.Key.Key_Insert: "add", Qt.Key.Key_Delete: "remove"}
_MOVES: Final = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


class PartList(QListWidget):
    """``chosen`` names the paragraph (``HEAD`` the head, ``NEW`` one to be added), ``asked`` what a key asks for."""

    chosen = Signal(int)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.current()))

    def current(self) -> int:
        """Which paragraph is chosen."""
        item = self.currentItem()
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else HEAD

    def show_parts(self, full: BriefingInFull, current: int, typed: Collection[int], new_after: int | None) -> None:
        """Show the outline with ``current`` chosen; of ``typed`` ones something is not kept yet.

        A paragraph to be added stands behind ``new_after``; None where none is.
        """
        with QSignalBlocker(self):
            self.clear()
            self._add(HEAD, self.tr("Head: {title}").format(title=full.row.title))
            if new_after == HEAD:
                self._add(NEW, self.tr("New paragraph"))
            for part in full.parts:
                self._add_part(part, full)
                if new_after == part.id:
                    self._add(NEW, self.tr("New paragraph"))
            self.mark_typed(typed)
            self.choose(current)

    def choose(self, number: int) -> None:
        """Choose a paragraph; the head where it is not there."""
        places = [row for row in range(self.count()) if self.item(row).data(Qt.ItemDataRole.UserRole) == number]
        self.setCurrentRow(places[0] if places else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the text; Ins adds, Del removes, Alt with an arrow moves."""
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_enter(event):
            self.asked.emit("text")
        elif alt and key in _MOVES:
            self.asked.emit(_MOVES[key])
        elif not alt and key in _KEYS:
            self.asked.emit(_KEYS[key])
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _add_part(self, part: PartRow, full: BriefingInFull) -> None:
        item = self._add(part.id, part_line(part), flags_of(part, full))
        font = item.font()
        font.setBold(bool(part.level))
        font.setStrikeOut(part.is_removed)
        item.setFont(font)
        if part.is_removed:
            item.setForeground(QColor(tokens_in_use().secondary))
        elif part.is_unverified:
            item.setForeground(QColor(tokens_in_use().warning))

    def mark_typed(self, typed: Collection[int]) -> None:
        """Say of which paragraphs something is not kept yet; the list stays as it is."""
        for row in range(self.count()):
            item = self.item(row)
            number, words = item.data(Qt.ItemDataRole.UserRole), str(item.data(_WORDS))
            is_typed = number in typed and number != NEW
            item.setText(f"{words} 〔{self.tr('not kept yet')}〕" if is_typed else words)

    def _add(self, number: int, words: str, flags: tuple[str, ...] = ()) -> QListWidgetItem:
        marked = f"{words[:_LONGEST]}{''.join(f' 〔{one}〕' for one in flags)}"
        item = QListWidgetItem(marked, self)
        item.setToolTip(words)
        item.setData(_WORDS, marked)
        item.setData(Qt.ItemDataRole.UserRole, number)
        return item

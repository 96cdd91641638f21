"""The outline of a plan that is being edited: its sections as a list, indented by level."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from dutyroom.rules.plan_editing import EditedSection, Sections

_INDENT = "\N{EM SPACE}"


class EditOutline(QListWidget):
    """``chosen`` says which section is to be edited; Alt with the arrows asks to move it, Ins to add, Del to remove."""

    chosen = Signal(int)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("edit_outline")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentRowChanged.connect(lambda row: self.chosen.emit(row))

    def show_sections(self, sections: Sections, place: int) -> None:
        """Show these; the one at ``place`` is current."""
        self.blockSignals(True)
        self.clear()
        for section in sections:
            self.addItem(QListWidgetItem())
            self._word(self.count() - 1, section)
        self.setCurrentRow(place)
        self.blockSignals(False)

    def reword(self, place: int, section: EditedSection) -> None:
        """The heading of one section changed."""
        self._word(place, section)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the outline."""
        held, key = event.modifiers(), event.key()
        arrows = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "out", Qt.Key.Key_Right: "in"}
        if held & Qt.KeyboardModifier.AltModifier and key in arrows:
            self.asked.emit(arrows[Qt.Key(key)])
        elif key == Qt.Key.Key_Insert:
            self.asked.emit("add")
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("remove")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & Qt.KeyboardModifier.ControlModifier:
            self.asked.emit("text")
        else:
            super().keyPressEvent(event)

    def _word(self, place: int, section: EditedSection) -> None:
        if not 0 <= place < self.count():
            return
        item = self.item(place)
        heading = " ".join(filter(None, (section.number.strip(), section.title.strip())))
        words = heading or " ".join(section.body.split())[:40] or self.tr("(new section)")
        item.setText(f"{_INDENT * max(section.level - 1, 0)}{words}")
        item.setToolTip(words)

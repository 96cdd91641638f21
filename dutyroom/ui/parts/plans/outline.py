"""The outline beside the text: sections as a tree, with how many hits each holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from dutyroom.data.queries.plans import SectionRow
from dutyroom.ui.parts.plans.document import heading_of

_NUMBER = Qt.ItemDataRole.UserRole


class PlanOutline(QTreeWidget):
    """Sections under their chapters; ``asked`` (section, whether to go there) comes for a click and for Enter."""

    asked = Signal(int, bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QTreeWidgetItem] = []
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.itemClicked.connect(lambda item: self.asked.emit(item.data(0, _NUMBER), False))
        self.retranslate()

    @property
    def has_sections(self) -> bool:
        """Whether sections are shown."""
        return bool(self._items)

    def clear_sections(self) -> None:
        """Show none until the next come."""
        self._items = []
        self.clear()

    def show_sections(self, sections: Sequence[SectionRow]) -> None:
        """Show these sections; those above the first heading have a word of their own."""
        self.clear()
        self._items = []
        tops: list[QTreeWidgetItem] = []
        parents: list[tuple[int, QTreeWidgetItem]] = []
        for number, section in enumerate(sections):
            title = heading_of(section) or self.tr("Preface")
            item = QTreeWidgetItem([title, ""])
            item.setData(0, _NUMBER, number)
            item.setToolTip(0, title)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            while parents and parents[-1][0] >= section.level:
                parents.pop()
            if parents:
                parents[-1][1].addChild(item)
            else:
                tops.append(item)
            if section.level > 0:
                parents.append((section.level, item))
            self._items.append(item)
        self.addTopLevelItems(tops)
        self.expandToDepth(0)
        self.setColumnWidth(1, 0)

    def set_counts(self, counts: Mapping[int, int]) -> None:
        """How many hits each section holds."""
        for number, item in enumerate(self._items):
            count = counts.get(number, 0)
            item.setText(1, str(count) if count else "")
            said = self.tr("{count} hits").format(count=count) if count else ""
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, said)
        widest = self.fontMetrics().horizontalAdvance("0" * len(str(max(counts.values())))) + 16 if counts else 0
        self.setColumnWidth(1, widest)

    def show_current(self, number: int) -> None:
        """The reader is in this section."""
        if 0 <= number < len(self._items):
            item = self._items[number]
            if item is not self.currentItem():
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def retranslate(self) -> None:
        """Word it anew."""
        self.setAccessibleName(self.tr("Outline of the plan"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the section in the text; Esc steps back."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.asked.emit(item.data(0, _NUMBER), True)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

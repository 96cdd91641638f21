"""The rail of pages on the left: an icon with its short name, and how many items are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from dutyroom.ui.fonts import sized
from dutyroom.ui.icons import icon
from dutyroom.ui.theme import is_look_change, tokens_in_use
from dutyroom.ui.tokens import SMALL_PT


@dataclass(frozen=True, slots=True, kw_only=True)
class RailItem:
    """A page on the rail: ``label`` is the English source of its short name; ``at_foot`` puts it at the bottom."""

    key: str
    label: str
    icon: str
    open_items: int = 0
    overdue: bool = False
    at_foot: bool = False


class _RailButton(QToolButton):
    """One page of the rail; paints its own badge."""

    def __init__(self, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.open_items = item.open_items
        self.overdue = item.overdue
        self.setObjectName(f"rail_{item.key}")
        self.setCheckable(True)
        self.setProperty("look", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(22, 22))
        # A click on a page must not take the keyboard from the capture line's text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Room for icon, name and badge."""
        return QSize(68, 54)

    def minimumSizeHint(self) -> QSize:
        """The same with less air, where the window is low."""
        return QSize(68, 46)

    def tint(self) -> None:
        """Colour the icon for the scheme and for whether this is the page shown."""
        tokens = tokens_in_use()
        self.setIcon(icon(self.item.icon, tokens.accent if self.isChecked() else tokens.secondary, size=22))
        self.setFont(sized(SMALL_PT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, the bar of the page shown and the badge."""
        super().paintEvent(event)
        tokens = tokens_in_use()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(0, 12, 3, self.height() - 24), 1.5, 1.5)
        if self.open_items:
            self._paint_badge(painter)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        tokens = tokens_in_use()
        number = str(self.open_items) if self.open_items < 100 else "99+"
        painter.setFont(sized(SMALL_PT - 1, bold=True))
        wide = max(16.0, painter.fontMetrics().horizontalAdvance(number) + 8.0)
        box = QRectF(min(self.width() / 2 + 4, self.width() - wide - 2), 3, wide, 16)
        painter.setBrush(QColor(tokens.overdue if self.overdue else tokens.accent))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(tokens.surface if self.overdue else tokens.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


class Rail(QFrame):
    """The pages; Alt+1 … Alt+9 choose the first nine."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setFixedWidth(76)
        self._buttons: dict[str, _RailButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(4)
        for digit in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{digit}"), self)
            shortcut.activated.connect(lambda place=digit - 1: self._choose_place(place))

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Show these pages in this order; the page shown stays if it is among them."""
        current = self.current()
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        while self._column.takeAt(0) is not None:
            pass
        self._buttons = {}
        for item in sorted(items, key=lambda each: each.at_foot):
            if item.at_foot and not any(each.item.at_foot for each in self._buttons.values()):
                self._column.addStretch(1)
            button = _RailButton(item, self)
            button.clicked.connect(lambda _=False, key=item.key: self._clicked(key))
            self._group.addButton(button)
            self._column.addWidget(button)
            self._buttons[item.key] = button
        if not any(item.at_foot for item in items):
            self._column.addStretch(1)
        self.set_current(current)
        self.retranslate()
        self._tint()

    def current(self) -> str:
        """The key of the page shown, or empty."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark this page as the one shown; says nothing to anybody."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)
        self._tint()

    def set_open_items(self, key: str, count: int, *, overdue: bool = False) -> None:
        """Show how many items are open on a page; red where one of them is overdue."""
        button = self._buttons[key]
        button.open_items, button.overdue = count, overdue
        self._word(button)
        button.update()

    def retranslate(self) -> None:
        """Word the pages anew."""
        for button in self._buttons.values():
            self._word(button)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def _word(self, button: _RailButton) -> None:
        name = self.tr(button.item.label)
        place = list(self._buttons).index(button.item.key) + 1
        keys = f" (Alt+{place})" if place <= 9 else ""
        button.setText(name)
        spoken = name
        if button.open_items:
            spoken = self.tr("{page}, {count} open").format(page=name, count=button.open_items)
        button.setAccessibleName(spoken)
        button.setToolTip(spoken + keys)

    def _tint(self) -> None:
        for button in self._buttons.values():
            button.tint()

    def _choose_place(self, place: int) -> None:
        keys = list(self._buttons)
        if place < len(keys):
            self.set_current(keys[place])
            self._clicked(keys[place])

    def _clicked(self, key: str) -> None:
        self._tint()
        self.page_chosen.emit(key)

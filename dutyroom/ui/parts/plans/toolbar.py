"""What can be done with the plan that is open: walk the hits, larger type, copy, print, correct, withdraw."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.theme import is_look_change, label_of, put_look

KEYS: Final = {
    "outline": "Ctrl+Shift+O",
    "previous": "Shift+F3",
    "next": "F3",
    "smaller": "Ctrl+-",
    "larger": "Ctrl++",
    "usual": "Ctrl+0",
    "copy": "Ctrl+Shift+C",
    "print": "Ctrl+P",
    "print_section": "Ctrl+Shift+P",
    "original": "Ctrl+Shift+E",
    "take_along": "Ctrl+Alt+P",
    "correct": "Ctrl+D",
    "edit": "Ctrl+E",
    "withdraw": "",
}


class PlanToolbar(QWidget):
    """A row of buttons; each asks by name through ``asked`` (see :data:`KEYS`; also ``restore``)."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_withdrawn = False
        self.outline = QPushButton(self)
        self.outline.setCheckable(True)
        put_look(self.outline, look="plain")
        self.previous, self.next = self._tool("previous"), self._tool("next")
        self.hits = label_of("secondary", parent=self)
        self.smaller, self.larger = self._tool("smaller"), self._tool("larger")
        self.copy = self._tool("copy")
        self.print, self.more = QPushButton(self), QPushButton(self)
        self.outline.clicked.connect(lambda: self.asked.emit("outline"))
        self._print_plan, self._print_section = self._entry("print"), self._entry("print_section")
        self._original = self._entry("original")
        self._correct, self._withdraw = self._entry("correct"), self._entry("withdraw")
        self._edit = self._entry("edit")
        self._take_along = self._entry("take_along")
        self._menu(self.print, self._print_plan, self._print_section, self._take_along)
        self._menu(self.more, self._edit, self._original, self._correct, self._withdraw)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.outline)
        row.addSpacing(8)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.hits)
        row.addStretch(1)
        for button in (self.smaller, self.larger, self.copy, self.print, self.more):
            row.addWidget(button)
        self.show_hits(-1, 0)
        self.retranslate()
        self._tint()

    def show_hits(self, hit: int, count: int) -> None:
        """Which hit is the present one (from 0) and how many there are; nothing to walk where there are none."""
        for widget in (self.previous, self.next, self.hits):
            widget.setVisible(count > 0)
        self.hits.setText(f"{hit + 1:,} / {count:,}" if hit >= 0 else f"{count:,}")
        self.hits.setAccessibleName(self.tr("Hit {number} of {count}").format(number=hit + 1, count=count))

    def show_state(self, *, is_withdrawn: bool) -> None:
        """Offer to withdraw the plan, or to take it back."""
        self._is_withdrawn = is_withdrawn
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew; every button says its key."""
        self.outline.setText(self.tr("Outline"))
        self.print.setText(self.tr("Print"))
        self.more.setText(self.tr("More"))
        self._word(self.outline, self.tr("Show or hide the outline"), "outline")
        self._word(self.previous, self.tr("Previous hit"), "previous")
        self._word(self.next, self.tr("Next hit"), "next")
        self._word(self.smaller, self.tr("Smaller type"), "smaller")
        self._word(self.larger, self.tr("Larger type"), "larger")
        self._word(self.copy, self.tr("Copy the section"), "copy")
        self._word(self.print, self.tr("Print the plan or the section"), "")
        self._word(self.more, self.tr("Edit the text, look at the original, correct or withdraw the plan"), "")
        self._print_plan.setText(self._keyed(self.tr("Print the plan…"), "print"))
        self._print_section.setText(self._keyed(self.tr("Print this section…"), "print_section"))
        self._original.setText(self._keyed(self.tr("Look at the original file"), "original"))
        self._take_along.setText(self._keyed(self.tr("Take along…"), "take_along"))
        self._edit.setText(self._keyed(self.tr("Edit the text…"), "edit"))
        self._correct.setText(self._keyed(self.tr("Correct particulars…"), "correct"))
        self._withdraw.setText(self.tr("Take back into the library") if self._is_withdrawn else self.tr("Withdraw…"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIconSize(QSize(18, 18))
        button.setMinimumSize(28, 28)
        put_look(button, look="plain")
        button.clicked.connect(lambda: self.asked.emit(name))
        return button

    def _entry(self, name: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.triggered.connect(lambda: self.asked.emit(self._meant(name)))
        return action

    def _meant(self, name: str) -> str:
        return "restore" if name == "withdraw" and self._is_withdrawn else name

    @staticmethod
    def _menu(button: QPushButton, *entries: QAction) -> None:
        menu = QMenu(button)
        menu.addActions(list(entries))
        button.setMenu(menu)
        put_look(button, menu="true")

    @staticmethod
    def _keyed(words: str, name: str) -> str:
        return f"{words}\t{KEYS[name]}" if KEYS[name] else words

    @staticmethod
    def _word(button: QWidget, words: str, name: str) -> None:
        button.setAccessibleName(words)
        keys = KEYS.get(name, "")
        button.setToolTip(f"{words}  {keys}" if keys else words)

    def _tint(self) -> None:
        pictures = {
            self.previous: "up",
            self.next: "down",
            self.smaller: "zoom_out",
            self.larger: "zoom_in",
            self.copy: "copy",
        }
        for button, name in pictures.items():
            button.setIcon(icon(name, size=18))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

"""Sections one below the other, of which one is open: a title, its state in a word, and what belongs there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from dutyroom.ui.icons import icon, icon_picture
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.focus import give_focus, tab_stops
from dutyroom.ui.theme import is_look_change, put_look, tokens_in_use

State = Literal["done", "todo", "asks"]
_ICONS: Final = {"done": "check", "todo": "note", "asks": "warning"}
_TONES: Final = {"done": "done", "todo": "", "asks": "warning"}


@dataclass(frozen=True, slots=True)
class SectionState:
    """Whether a section is done, is to do, or asks a reason; ``words`` say what stands in it, shortly."""

    state: State
    words: str = ""


class Section(QFrame):
    """One section; its title is a button that opens it."""

    opened = Signal(object)

    def __init__(self, key: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.body = key, body
        self._state = SectionState("todo")
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.head = QToolButton(self)
        self.head.setObjectName(f"section_{key}")
        self.head.setCheckable(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setIconSize(QSize(16, 16))
        put_look(self.head, look="plain")
        self.mark = QLabel(self)
        self.state = ElidedLabel(parent=self, type_="small")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.head)
        line.addStretch(1)
        line.addWidget(self.state)
        line.addWidget(self.mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 8, 2)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(body)
        body.setContentsMargins(8, 2, 4, 8)
        body.setVisible(False)
        self.head.toggled.connect(self._toggled)

    @property
    def is_open(self) -> bool:
        """Whether what belongs here is shown."""
        return self.head.isChecked()

    def word(self, title: str) -> None:
        """Word the title."""
        self.head.setText(title)
        self._say()

    def show_state(self, state: SectionState) -> None:
        """Show how far this section is."""
        self._state = state
        self._say()

    def current_state(self) -> SectionState:
        """How far this section is."""
        return self._state

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if is_look_change(event) and hasattr(self, "mark"):
            self._say()

    def _say(self) -> None:
        tokens = tokens_in_use()
        words = {"done": self.tr("complete"), "todo": self.tr("to do"), "asks": self.tr("asks a reason")}
        word = words[self._state.state]
        tone = _TONES[self._state.state]
        self.state.setText(" · ".join(part for part in (self._state.words, word) if part))
        put_look(self.state, tone=tone)
        colour = getattr(tokens, tone) if tone else tokens.secondary
        self.mark.setPixmap(icon_picture(_ICONS[self._state.state], 16, colour, self.devicePixelRatioF()))
        self.head.setIcon(icon("up" if self.is_open else "down", size=16))
        self.head.setAccessibleName(f"{self.head.text()}, {self.state.full_text()}")
        self.head.setToolTip(self.tr("Alt+Down opens the next section, Alt+Up the one before"))

    def _toggled(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self._say()
        if is_open:
            self.opened.emit(self)


class Sections(QScrollArea):
    """Sections in a column that scrolls; opening one closes the others; Alt+Down and Alt+Up go on and back."""

    seen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections: dict[str, Section] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("look", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self.setWidget(page)
        # Shortcuts, not key presses: a count, a button or a box would take the arrow for itself.
        for keys, by in (("Alt+Down", 1), ("Alt+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step, by))

    def add(self, key: str, body: QWidget) -> Section:
        """Add a section below the others."""
        section = Section(key, body)
        self.sections[key] = section
        self._column.insertWidget(self._column.count() - 1, section)
        section.opened.connect(self._opened)
        return section

    def open(self, key: str, *, focus: bool = True) -> None:
        """Open a section and put the cursor into its first field."""
        section = self.sections[key]
        section.head.setChecked(True)
        if focus:
            first = _first_field(section.body)
            give_focus(first or section.head, section.window())

    def open_key(self) -> str:
        """Which section is open; empty where none is."""
        return next((key for key, section in self.sections.items() if section.is_open), "")

    def step(self, by: int) -> None:
        """Open the section ``by`` places further."""
        keys = list(self.sections)
        current = self.open_key()
        place = keys.index(current) + by if current else 0
        self.open(keys[min(max(place, 0), len(keys) - 1)])

    def _opened(self, opened: Section) -> None:
        for section in self.sections.values():
            if section is not opened:
                section.head.setChecked(False)
        self.seen.emit(opened.key)
        # its height is known only once it has been laid out
        QTimer.singleShot(0, opened, lambda: self._bring_into_view(opened))

    def _bring_into_view(self, section: Section) -> None:
        bar = self.verticalScrollBar()
        room, top = self.viewport().height(), section.y()
        if top + section.height() > bar.value() + room or top < bar.value():
            bar.setValue(top if section.height() > room else max(top + section.height() - room + 4, 0))


def _first_field(body: QWidget) -> QWidget | None:
    """The first widget of a section that takes the keyboard."""
    return next((stop for stop in tab_stops(body) if stop.isVisibleTo(body) and stop.isEnabled()), None)

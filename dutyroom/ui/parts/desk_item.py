"""One open item on the Desk: its countdown, what it is about, and the next step."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from dutyroom.rules.due import Stage, is_put_off, stage_of
from dutyroom.rules.entry import KIND_WORDS
from dutyroom.ui.fonts import sized
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Place
from dutyroom.ui.parts.banner import PUT_OFF_MINUTES
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter
from dutyroom.ui.parts.matter.words import item_said, place_of
from dutyroom.ui.parts.said_time import countdown_said, moment_said
from dutyroom.ui.theme import label_of, put_look
from dutyroom.ui.tokens import COUNTDOWN_PT

if TYPE_CHECKING:
    from dutyroom.data.queries.open_items import OpenItemRow

TONES: Final = {Stage.CALM: "", Stage.WARNING: "warning", Stage.OVERDUE: "overdue"}

NARROW: Final = 660


class OutcomeRow(QWidget):
    """How did it end? Made only when somebody asks; Esc keeps what was typed."""

    sent = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.outcome = QLineEdit(self)
        self.outcome.setObjectName("outcome")
        self.outcome.setMaxLength(4000)
        self.send, self.back = QPushButton(self), QPushButton(self)
        put_look(self.send, look="primary")
        self.note = FieldNote(self)
        line = QHBoxLayout()
        line.setSpacing(8)
        for each, stretch in ((self.outcome, 1), (self.send, 0), (self.back, 0)):
            line.addWidget(each, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.note)
        self.outcome.returnPressed.connect(self._send)
        self.outcome.textEdited.connect(lambda _: self.note.be_silent())
        self.send.clicked.connect(self._send)
        self.back.clicked.connect(self.left)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the line anew."""
        self.outcome.setPlaceholderText(self.tr("How did it end?"))
        self.outcome.setAccessibleName(self.tr("How did it end?"))
        self.send.setText(self.tr("Done"))
        self.back.setText(self.tr("Not yet"))

    def point_out(self, sentence: str) -> None:
        """Say why it could not be closed; what was typed stays."""
        self.send.setEnabled(True)
        self.note.say(sentence)
        put_look(self.outcome, refused="true")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        if self.send.isEnabled():
            put_look(self.outcome, refused="")
            self.send.setEnabled(False)
            self.sent.emit(self.outcome.text())


class DeskItem(QFrame):
    """A row that can hold the focus: Enter says it is done, or goes where that is done; the right arrow shows it."""

    done_asked = Signal(int, str)
    put_off_asked = Signal(int, int)
    place_asked = Signal(Place)
    step_asked = Signal(int)
    """The focus is to go so many rows down (up where negative)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "item")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._item: OpenItemRow | None = None
        self._stage = Stage.CALM
        self._is_narrow = False
        self.countdown = label_of("countdown", parent=self)
        self.stage = label_of("small", parent=self)
        self.duty = ElidedLabel(parent=self, type_="strong")
        self.about = ElidedLabel(parent=self, type_="secondary")
        self.done, self.put_off, self.go = QPushButton(self), QPushButton(self), QToolButton(self)
        self.form: OutcomeRow | None = None
        self._menu: QMenu | None = None
        self._lay_out()
        self.done.clicked.connect(self.ask_outcome)
        self.go.clicked.connect(self._go)

    @property
    def item(self) -> OpenItemRow:
        """The item shown."""
        assert self._item is not None  # noqa: S101  # a row is shown with its item
        return self._item

    @property
    def is_written_in(self) -> bool:
        """Whether somebody has typed an outcome here."""
        return self.form is not None and bool(self.form.outcome.text())

    def show_item(self, item: OpenItemRow, now: datetime, zone: ZoneInfo, warn: timedelta) -> None:
        """Show this item; what is typed stays."""
        self._item = item
        self.tick(now, warn)
        self.duty.setText(item_said(item))
        self.about.setText(self._about(item, now, zone))
        self.word(now)

    def tick(self, now: datetime, warn: timedelta) -> None:
        """A second has passed: only what changed is drawn again."""
        due = self.item.due_at
        said = countdown_said(due - now) if due is not None else "—"
        if said != self.countdown.text():
            self.countdown.setText(said)
        stage = stage_of(due, now, warn=warn)
        tone = TONES[stage]
        words = self._stage_words(stage, now)
        if words != self.stage.text():
            self.stage.setText(words)
        if stage != self._stage or self.countdown.property("tone") != tone:
            self._stage = stage
            for label in (self.countdown, self.stage):
                put_look(label, tone=tone)
            put_look(self, tone=tone)

    def word(self, now: datetime) -> None:
        """Word the row and its buttons anew."""
        item = self.item
        self.done.setText(self.tr("Next step…") if item.duty else self.tr("Done…"))
        self.put_off.setText("" if self._is_narrow else self.tr("Put off"))
        self.put_off.setToolTip(self.tr("Put the alarm off (Space, Ctrl+J)"))
        named = self.tr("Next step: {text}") if item.duty else self.tr("Done: {text}")
        self.done.setAccessibleName(named.format(text=item_said(item)))
        self.put_off.setAccessibleName(self.tr("Put off: {text}").format(text=item.title))
        self.go.setAccessibleName(self.tr("Show: {text}").format(text=item.title))
        self.done.setToolTip(
            self.tr("Take the step that meets it (Enter)") if item.duty else self.tr("Say how it ended (Enter, Ctrl+E)")
        )
        self.go.setToolTip(self.tr("Show it (→)"))
        self.put_off.setVisible(item.due_at is not None)
        said = f"{self._stage_words(self._stage, now)} {self.countdown.text()} {item.title} {self.about.full_text()}"
        self.setAccessibleName(said)
        if self.form is not None:
            self.form.retranslate()

    def tint(self) -> None:
        """Draw the icons in the colours of the scheme."""
        self.put_off.setIcon(icon("bell" if self._is_narrow else "down", size=16))
        self.go.setIcon(icon("log", size=18))
        # Figures reach neither above capitals nor below the line, so the row need not be as tall as letters.
        self.countdown.setFixedHeight(QFontMetrics(sized(COUNTDOWN_PT, bold=True)).capHeight() + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the words of the matter come before those of a button."""
        super().resizeEvent(event)
        if (self.width() < NARROW) != self._is_narrow and self._item is not None:
            self._is_narrow = self.width() < NARROW
            self.put_off.setText("" if self._is_narrow else self.tr("Put off"))
            self.countdown.setMinimumWidth(96 if self._is_narrow else 124)
            self.tint()

    def ask_outcome(self) -> None:
        """Ask in the row how it ended; a clock of a matter is met there, so that is shown."""
        if self.item.duty:
            self._go()
            return
        if self.form is None:
            self.form = OutcomeRow(self)
            self.form.sent.connect(lambda text: self.done_asked.emit(self.item.id, text))
            self.form.left.connect(self._leave_form)
            self._column.addWidget(self.form)
            for before, after in pairwise(self.tab_stops()):
                QWidget.setTabOrder(before, after)
        self.form.setVisible(True)
        self.form.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops in the row, itself the first."""
        asked = [self.form.outcome, self.form.send, self.form.back] if self.form is not None else []
        return [self, self.done, self.put_off, self.go, *asked]

    def open_menu(self) -> None:
        """Offer for how long the alarm can be put off."""
        if not self.put_off.isHidden():
            self.put_off.setFocus()
            self._open_menu()

    def point_out(self, sentence: str) -> None:
        """Say why the item could not be closed."""
        if self.form is None or self.form.isHidden():
            self.ask_outcome()
        if self.form is not None:
            self.form.point_out(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a row; Enter on one of its buttons presses that one."""
        key = event.key()
        if enter_presses(event, self):
            event.accept()
        elif is_enter(event):
            self.ask_outcome()
        elif key == Qt.Key.Key_Right:
            self._go()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_asked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Space:
            self.open_menu()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the entry."""
        self._go()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row is meant."""
        super().focusInEvent(event)
        put_look(self, current="true")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Another one is meant."""
        super().focusOutEvent(event)
        put_look(self, current="")

    def _lay_out(self) -> None:
        self.countdown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.countdown.setMinimumWidth(124)
        self.stage.setAlignment(Qt.AlignmentFlag.AlignRight)
        # Looks like a button with a menu; the menu is made when it is wanted, thirty of them would be felt.
        self.put_off.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.put_off.clicked.connect(self._open_menu)
        put_look(self.go, look="plain")
        self.tint()
        left, middle, line = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.countdown)
        left.addWidget(self.stage)
        middle.setSpacing(2)
        middle.addWidget(self.duty)
        middle.addWidget(self.about)
        line.setSpacing(16)
        line.addLayout(left)
        line.addLayout(middle, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.done, self.put_off, self.go):
            buttons.addWidget(button)
        line.addLayout(buttons)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 4, 12, 6)
        self._column.setSpacing(0)
        self._column.addLayout(line)

    def _open_menu(self) -> None:
        menu = self._menu
        if menu is None:
            menu = self._menu = QMenu(self.put_off)
            for minutes in PUT_OFF_MINUTES:
                action = QAction(menu)
                action.setData(minutes)
                action.triggered.connect(partial(self._put_off, minutes))
                menu.addAction(action)
        for action in menu.actions():
            minutes = action.data()
            action.setText(self.tr("{minutes} minutes").format(minutes=minutes) if minutes < 60 else self.tr("1 hour"))
        menu.popup(self.put_off.mapToGlobal(self.put_off.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _put_off(self, minutes: int) -> None:
        self.put_off_asked.emit(self.item.id, minutes)

    def _go(self) -> None:
        self.place_asked.emit(place_of(self.item))

    def _leave_form(self) -> None:
        if self.form is not None:
            self.form.setVisible(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stage_words(self, stage: Stage, now: datetime) -> str:
        if self.item.due_at is None:
            return self.tr("no due time")
        if is_put_off(self.item, now):
            return self.tr("past due, put off") if stage is Stage.OVERDUE else self.tr("put off")
        if stage is Stage.OVERDUE:
            return self.tr("past due")
        return self.tr("due soon") if stage is Stage.WARNING else self.tr("time left")

    def _about(self, item: OpenItemRow, now: datetime, zone: ZoneInfo) -> str:
        parts = []
        if item.urgent:
            parts.append(self.tr("urgent"))
        if item.due_at is not None:
            parts.append(self.tr("due {time}").format(time=moment_said(item.due_at, now, zone)))
        if is_put_off(item, now) and item.put_off_until is not None:
            parts.append(self.tr("put off until {time}").format(time=moment_said(item.put_off_until, now, zone)))
        parts.append(translated(KIND_WORDS.get(item.kind, item.kind)))
        whom = " ".join(part for part in (item.unit, item.person, item.phone) if part)
        if item.waiting_for and item.waiting_for != item.unit:
            parts.append(self.tr("waiting for {whom}").format(whom=item.waiting_for))
        if whom:
            parts.append(whom)
        parts.append(self.tr("open since {time}").format(time=moment_said(item.opened_at, now, zone)))
        return " · ".join(parts)

"""The bar on top: whose duty room, who is on duty, what time it is, and what is due next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.said_time import clock_said, countdown_said, day_said, moment_said
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftBarState:
    """What the bar shows; empty words are left out. ``warn_before`` is how early a deadline turns amber."""

    office: str = ""
    shift: str = ""
    since: datetime | None = None
    leader: str = ""
    chief: str = ""
    deputy: str = ""
    officer: str = ""
    next_due: datetime | None = None
    next_due_for: str = ""
    next_duty: str = ""
    """What must be done by then, where that is said by a word of its own: a limit of a matter."""
    overdue: int = 0
    warn_before: timedelta = timedelta(minutes=15)


class ShiftBar(QFrame):
    """Two lines: office, shift and clock; next deadline, search and the officer signed in."""

    search_asked = Signal()
    lock_asked = Signal()
    deadline_chosen = Signal()

    def __init__(self, clock: Callable[[], datetime], zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._clock = clock
        self._zone = zone
        self._state = ShiftBarState()
        self.office = ElidedLabel(parent=self, type_="section")
        self.shift = ElidedLabel(parent=self, type_="")
        self.day = label_of("secondary", parent=self)
        self.time = label_of("section", parent=self)
        self.deadline = QPushButton(self)
        self.deadline_for = ElidedLabel(parent=self)
        self.search = QPushButton(self)
        self.officer = ElidedLabel(parent=self)
        self.lock = QToolButton(self)
        self._beat = QTimer(self)
        self._beat.setSingleShot(True)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._tick)
        self._lay_out()
        self._tint()
        self.retranslate()

    def set_state(self, state: ShiftBarState) -> None:
        """Show this."""
        self._state = state
        self.retranslate()

    def set_zone(self, zone: ZoneInfo) -> None:
        """Show times in this zone from now on."""
        self._zone = zone
        self.retranslate()

    def retranslate(self) -> None:
        """Word the bar anew."""
        state = self._state
        self.office.setText(state.office)
        posts = (
            (self.tr("Leader {name}"), state.leader),
            (self.tr("Chief {name}"), state.chief),
            (self.tr("Deputy {name}"), state.deputy),
        )
        words = [state.shift or self.tr("No shift is running")]
        words += [post.format(name=name) for post, name in posts if name]
        self.shift.setText(" · ".join(words))
        if state.since is not None:
            since = moment_said(state.since, self._clock(), self._zone)
            self.shift.set_hint(self.tr("On duty since {time}").format(time=since))
        self.search.setText(self.tr("Search") + "  Ctrl+K")
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setToolTip(self.tr("Search records, plans and commands (Ctrl+K)"))
        self.officer.setText(state.officer)
        self.officer.setVisible(bool(state.officer))
        self.lock.setVisible(bool(state.officer))
        self.lock.setAccessibleName(self.tr("Lock"))
        self.lock.setToolTip(self.tr("Lock; nothing typed is lost (Ctrl+Shift+L)"))
        self.time.setAccessibleName(self.tr("Time"))
        self._show_time()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs while it can be seen."""
        super().showEvent(event)
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """The clock rests while it cannot be seen."""
        super().hideEvent(event)
        self._beat.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The office's name gives way first: it gets what the shift leaves over."""
        super().resizeEvent(event)
        self.day.setVisible(self.width() >= 820)

    def _lay_out(self) -> None:
        put_look(self.deadline, look="link")
        self.deadline.clicked.connect(self.deadline_chosen)
        self.search.clicked.connect(self.search_asked)
        self.search.setMinimumWidth(200)
        put_look(self.search, look="search")
        put_look(self.lock, look="plain")
        self.lock.clicked.connect(self.lock_asked)
        for button in (self.deadline, self.search, self.lock):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.office.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.deadline_for.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(12)
        first.addWidget(self.office, 1)
        first.addWidget(self.shift)
        first.addWidget(self.day)
        first.addWidget(self.time)
        second.addWidget(self.deadline)
        second.addWidget(self.deadline_for, 1)
        second.addWidget(self.search)
        second.addWidget(self.officer)
        second.addWidget(self.lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 6)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)

    def _tint(self) -> None:
        self.search.setIcon(icon("search", size=16))
        self.lock.setIcon(icon("lock"))
        self._show_deadline()

    def _tick(self) -> None:
        now = self._clock()
        self._show_time()
        self._beat.start(1000 - now.microsecond // 1000 + 5)

    def _show_time(self) -> None:
        now = self._clock()
        self.time.setText(clock_said(now, self._zone, seconds=True))
        self.day.setText(day_said(now, self._zone))
        self._show_deadline()

    def _show_deadline(self) -> None:
        state = self._state
        if state.next_due is None:
            self.deadline.setText(self.tr("Nothing is due"))
            self.deadline.setEnabled(False)
            self.deadline.setIcon(icon("check", tokens_in_use().done, size=16))
            self.deadline_for.setText("")
            return
        left = state.next_due - self._clock()
        tokens = tokens_in_use()
        late, soon = left < timedelta(), left <= state.warn_before
        tone = "overdue" if late else "warning" if soon else "info"
        colour = tokens.overdue if late else tokens.warning if soon else tokens.accent
        if self.deadline.property("tone") != tone or not self.deadline.isEnabled():
            self.deadline.setEnabled(True)
            put_look(self.deadline, tone=tone)
            self.deadline.setIcon(icon("overdue" if late or soon else "bell", colour, size=16))
        pattern = self.tr("Overdue {countdown}") if late else self.tr("Next deadline {countdown}")
        self.deadline.setText(pattern.format(countdown=countdown_said(abs(left))))
        self.deadline.setAccessibleName(f"{self.deadline.text()} {state.next_due_for}")
        self.deadline.setToolTip(self.tr("Show what is due"))
        due = moment_said(state.next_due, self._clock(), self._zone)
        more = ""
        if state.overdue > 1:
            more = " · " + self.tr("{count} overdue").format(count=state.overdue)
        self.deadline_for.setText(f"{due}  {state.next_due_for}{more}")

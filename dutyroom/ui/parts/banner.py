"""The alarm banner: what is due or overdue, until it is done or consciously put off. Never modal, never focused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dutyroom.ui.icons import icon_picture
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.focus import announce, tab_as_laid_out
from dutyroom.ui.parts.said_time import countdown_said, moment_said
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use

SHOWN_MOST: Final = 3
PUT_OFF_MINUTES: Final = (5, 15, 30, 60)
BEAT_MS: Final = 1500
SOUND_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One item that is due (``warning``) or overdue; ``id`` comes back in the signals."""

    id: int
    stage: Literal["warning", "overdue"]
    text: str
    due_at: datetime
    waits_for: str = ""
    is_clock: bool = False
    """A clock of a matter: met by the step there, not ticked off here."""


class _AlarmLine(QFrame):
    """One alarm with its two buttons."""

    def __init__(self, banner: AlarmBanner) -> None:
        super().__init__(banner)
        self.mark = QLabel(self)
        self.stage = label_of("strong", parent=self)
        self.left = label_of("strong", parent=self)
        self.text = ElidedLabel(parent=self)
        self.show_item, self.done, self.put_off = QPushButton(self), QPushButton(self), QPushButton(self)
        for button in (self.show_item, self.done, self.put_off):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        put_look(self.show_item, look="plain")
        self.put_off.setProperty("menu", "true")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.mark, self.stage, self.left):
            line.addWidget(part)
        line.addWidget(self.text, 1)
        for button in (self.show_item, self.done, self.put_off):
            line.addWidget(button)


class AlarmBanner(QFrame):
    """Lists alarms, most urgent first as given; beats slowly between two tones and sounds until answered.

    ``sound`` makes one short sound; the system's bell where none is given.
    """

    done_asked = Signal(int)
    put_off_asked = Signal(int, int)
    alarm_opened = Signal(int)
    all_asked = Signal()

    def __init__(
        self,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        parent: QWidget | None = None,
        *,
        sound: Callable[[], None] = QApplication.beep,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("alarm_banner")
        self.setProperty("look", "alarm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._clock, self._zone, self._sound = clock, zone, sound
        self._alarms: tuple[Alarm, ...] = ()
        self._lines: list[_AlarmLine] = []
        self._sounded_at: datetime | None = None
        self._quiet = False
        self._more = QPushButton(self)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        put_look(self._more, look="link")
        self._more.clicked.connect(self.all_asked)
        self._most = SHOWN_MOST
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(16, 6, 12, 6)
        beside.setSpacing(12)
        beside.addLayout(self._column, 1)
        beside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignBottom)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._beaten)
        self._strong = False
        self.setVisible(False)

    def set_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Show these alarms; a new one, or one that became overdue, sounds at once."""
        known = {(alarm.id, alarm.stage) for alarm in self._alarms}
        fresh = [alarm for alarm in alarms if (alarm.id, alarm.stage) not in known]
        self._alarms = tuple(alarms)
        self._build()
        self.setVisible(bool(alarms))
        if not alarms:
            self._beat.stop()
            self._sounded_at = None
            return
        self._beat.start()
        if fresh:
            self._ring()
            announce(self)

    def set_most(self, most: int) -> None:
        """Show at most so many lines: one where the room is short, or where the page lists the same items."""
        if most != self._most:
            self._most = most
            self._build()

    def set_quiet(self, quiet: bool) -> None:
        """Make no sound (the banner stays); for a workstation that is not the one to sound."""
        self._quiet = quiet

    def set_zone(self, zone: ZoneInfo) -> None:
        """Show times in this zone from now on."""
        self._zone = zone
        self.retranslate()

    def retranslate(self) -> None:
        """Word the alarms anew."""
        for alarm, line in zip(self._alarms, self._lines, strict=False):
            self._word(line, alarm)
        hidden = len(self._alarms) - len(self._lines)
        self._more.setText(self.tr("{count} more…").format(count=hidden))
        self._more.setVisible(hidden > 0)
        self.setAccessibleName(self.tr("{count} alarms").format(count=len(self._alarms)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()

    def _build(self) -> None:
        wanted = min(len(self._alarms), self._most)
        while len(self._lines) > wanted:
            gone = self._lines.pop()
            self._column.removeWidget(gone)  # at once: what is deleted later would still take room
            gone.hide()
            gone.deleteLater()
        while len(self._lines) < wanted:
            line = _AlarmLine(self)
            self._connect(line, len(self._lines))
            self._column.insertWidget(len(self._lines), line)
            self._lines.append(line)
            tab_as_laid_out(self)
        self.retranslate()
        self._paint()

    def _connect(self, line: _AlarmLine, place: int) -> None:
        line.done.clicked.connect(lambda: self.done_asked.emit(self._alarms[place].id))
        line.show_item.clicked.connect(lambda: self.alarm_opened.emit(self._alarms[place].id))
        menu = QMenu(line.put_off)
        for minutes in PUT_OFF_MINUTES:
            action = QAction(menu)
            action.setData(minutes)
            action.triggered.connect(lambda _=False, m=minutes: self.put_off_asked.emit(self._alarms[place].id, m))
            menu.addAction(action)
        line.put_off.setMenu(menu)

    def _word(self, line: _AlarmLine, alarm: Alarm) -> None:
        tokens = tokens_in_use()
        late = alarm.due_at < self._clock()
        colour = tokens.overdue if alarm.stage == "overdue" else tokens.warning
        line.mark.setPixmap(
            icon_picture("overdue" if alarm.stage == "overdue" else "warning", 18, colour, self.devicePixelRatioF())
        )
        line.stage.setText(self.tr("Overdue") if late else self.tr("Due"))
        put_look(line.stage, tone=alarm.stage)
        put_look(line.left, tone=alarm.stage)
        line.left.setText(countdown_said(abs(alarm.due_at - self._clock())))
        due = moment_said(alarm.due_at, self._clock(), self._zone)
        waits = " · " + self.tr("waiting for {whom}").format(whom=alarm.waits_for) if alarm.waits_for else ""
        line.text.setText(f"{due}  {alarm.text}{waits}")
        line.show_item.setText(self.tr("Show"))
        line.done.setText(self.tr("Next step…") if alarm.is_clock else self.tr("Done…"))
        line.put_off.setText(self.tr("Put off"))
        line.show_item.setAccessibleName(self.tr("Show: {text}").format(text=alarm.text))
        named = self.tr("Next step: {text}") if alarm.is_clock else self.tr("Done: {text}")
        line.done.setAccessibleName(named.format(text=alarm.text))
        line.put_off.setAccessibleName(self.tr("Put off: {text}").format(text=alarm.text))
        for action in line.put_off.menu().actions():
            minutes = action.data()
            action.setText(self.tr("{minutes} minutes").format(minutes=minutes) if minutes < 60 else self.tr("1 hour"))

    def _beaten(self) -> None:
        self._strong = not self._strong
        for alarm, line in zip(self._alarms, self._lines, strict=False):
            late = alarm.due_at < self._clock()
            line.stage.setText(self.tr("Overdue") if late else self.tr("Due"))
            line.left.setText(countdown_said(abs(alarm.due_at - self._clock())))
        self._paint()
        if self._sounded_at is not None and self._clock() - self._sounded_at >= SOUND_EVERY:
            self._ring()

    def _paint(self) -> None:
        worst = "overdue" if any(alarm.stage == "overdue" for alarm in self._alarms) else "warning"
        put_look(self, tone=worst, beat="strong" if self._strong else "")

    def _ring(self) -> None:
        self._sounded_at = self._clock()
        if not self._quiet:
            self._sound()

"""What the cover of a locked desk says of the duty: who stands it, and when something is due. Never what an entry says.

An alarm sounds through the lock; whoever hears it must see that the desk is wanted, and by whom, without signing in.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.ui.parts.field_note import FieldNote, Tone
from dutyroom.ui.parts.said_time import distance_said, moment_said
from dutyroom.ui.parts.shift_bar import ShiftBarState
from dutyroom.ui.theme import label_of

NOBODY: Final = ShiftBarState()


class CoverDuties(QWidget):
    """Two lines: the posts of the running shift; how much is overdue, or what time the next is due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = NOBODY
        self.on_duty = label_of("secondary", parent=self)
        self.on_duty.setWordWrap(True)
        self.on_duty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.due = FieldNote(self)
        self.due.setWordWrap(False)  # centred, a wrapped one is given the height of one line and the width of two
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.on_duty)
        column.addWidget(self.due, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_state(self, state: ShiftBarState) -> None:
        """What the shift bar shows; its words about an item are left out here."""
        self._state = state

    def tick(self, now: datetime, zone: ZoneInfo) -> None:
        """Say it as it stands now."""
        state = self._state
        posts = (
            (self.tr("Leader {name}"), state.leader),
            (self.tr("Chief {name}"), state.chief),
            (self.tr("Deputy {name}"), state.deputy),
        )
        words = [state.shift, *(post.format(name=name) for post, name in posts if name)] if state.shift else []
        self.on_duty.setText(" · ".join(words))
        self.on_duty.setVisible(bool(words))
        sentence, tone = self._due(now, zone)
        if sentence != self.due.text():
            self.due.say(sentence, tone)

    def _due(self, now: datetime, zone: ZoneInfo) -> tuple[str, Tone]:
        state = self._state
        if state.next_due is None:
            return "", "info"
        tone: Tone
        if state.next_due > now + state.warn_before:
            sentence, tone = self.tr("Next due {time}"), "info"
        elif state.next_due > now:
            sentence, tone = self.tr("Due {time}"), "warning"
        elif state.overdue > 1:
            sentence, tone = self.tr("{count} overdue, the first since {time}"), "overdue"
        else:
            sentence, tone = self.tr("{count} overdue, since {time}"), "overdue"
        said = sentence.format(time=moment_said(state.next_due, now, zone), count=max(state.overdue, 1))
        distance = distance_said(state.next_due, now) if tone != "info" else ""
        return " · ".join(part for part in (said, distance, state.next_duty) if part), tone

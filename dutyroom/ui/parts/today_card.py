"""Today at a glance: who is on duty until when, the handover, warnings and responses in force, whereabouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.rules.shift import HandoverNotes, is_late
from dutyroom.ui.parts.briefing_counts import BriefingsToday
from dutyroom.ui.parts.notice_counts import HotlineCounts, IncidentCounts, NoticeCounts
from dutyroom.ui.parts.plan_counts import PlanCounts
from dutyroom.ui.parts.responses_in_force import ResponsesInForce
from dutyroom.ui.parts.said_time import clock_said, distance_said, moment_said
from dutyroom.ui.parts.warnings_in_force import WarningsInForce
from dutyroom.ui.theme import label_of, put_look

if TYPE_CHECKING:
    from dutyroom.data.queries.activations import ActivationRow
    from dutyroom.data.queries.shifts import HandoverRow, ShiftRow
    from dutyroom.data.queries.warnings import WarningRow

_LINES_MOST = 4


class TodayCard(QFrame):
    """``step_asked`` names what a person wants to begin: ``start``, ``give`` or ``take``."""

    step_asked = Signal(str)

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._clock, self._zone = clock, zone
        self._shift: ShiftRow | None = None
        self._handover: HandoverRow | None = None
        self._notes: HandoverNotes | None = None
        self._is_known = False
        self._known: frozenset[str] = frozenset()
        self._at_work: frozenset[str] = frozenset()
        self.heading = label_of("section", parent=self)
        self.late = QLabel(self)
        self.late.setWordWrap(True)
        put_look(self.late, look="note", tone="warning")
        self.handover = QLabel(self)
        self.handover.setWordWrap(True)
        self.handover.setTextFormat(Qt.TextFormat.PlainText)
        self.step = QPushButton(self)
        self.step.clicked.connect(lambda: self.step_asked.emit(self._step()))
        self.incidents, self.notices = IncidentCounts(self), NoticeCounts(self)
        self.hotline, self.briefings, self.plans = HotlineCounts(self), BriefingsToday(self), PlanCounts(self)
        self.warnings, self.responses = WarningsInForce(clock, zone, self), ResponsesInForce(self)
        self._posts: list[tuple[QLabel, QLabel]] = []
        self._lists: list[tuple[QLabel, QLabel]] = []
        self._lay_out()
        self.retranslate()

    def show_warnings(self, rows: Sequence[WarningRow], lines: Sequence[str]) -> None:
        """Show the warnings of the register; ``lines`` are the same as the handover notes say them."""
        self._known = frozenset(lines)
        self.warnings.show_warnings(rows)
        self._word_notes()

    def show_responses(self, rows: Sequence[ActivationRow]) -> None:
        """Show the plans at work."""
        self._at_work = frozenset(row.line for row in rows)
        self.responses.show_responses(rows)
        self._word_notes()

    def show_state(self, shift: ShiftRow | None, handover: HandoverRow | None) -> None:
        """Show this shift and its handover."""
        self._shift, self._handover, self._is_known = shift, handover, True
        if shift is None:
            self._notes = None
        self.retranslate()

    def show_notes(self, notes: HandoverNotes | None) -> None:
        """Show what was noted so far for the handover."""
        self._notes = notes
        self._word_notes()

    def tick(self) -> None:
        """Time has passed: the shift may stand longer than planned now."""
        self._word_late()
        self.warnings.retranslate()

    def retranslate(self) -> None:
        """Word the card anew."""
        self.setAccessibleName(self.tr("Today"))
        shift = self._shift
        if not self._is_known:
            self.heading.setText(self.tr("Today"))
        else:
            self.heading.setText(shift.name if shift else self.tr("No shift is running"))
        self._word_posts()
        self._word_late()
        self._word_handover()
        self._word_notes()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row in range(5):
            name, value = label_of("secondary", parent=self), QLabel(self)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._posts.append((name, value))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.warnings)
        column.addWidget(self.responses)
        column.addWidget(self.heading)
        column.addLayout(grid)
        column.addWidget(self.late)
        column.addWidget(self.handover)
        column.addWidget(self.step)
        column.addWidget(self.incidents)
        column.addWidget(self.notices)
        column.addWidget(self.hotline)
        column.addWidget(self.briefings)
        column.addWidget(self.plans)
        for _ in range(3):
            name, value = label_of("strong", parent=self), QLabel(self)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            column.addWidget(name)
            column.addWidget(value)
            self._lists.append((name, value))
        column.addStretch(1)

    def _word_posts(self) -> None:
        shift, now, zone = self._shift, self._clock(), self._zone()
        said: list[tuple[str, str]] = []
        if shift is not None:
            said = [
                (self.tr("Leader"), shift.leader),
                (self.tr("Chief"), shift.chief),
                (self.tr("Deputy"), shift.deputy or "—"),
                (self.tr("Since"), moment_said(shift.started_at, now, zone)),
                (self.tr("Planned end"), moment_said(shift.planned_end, now, zone)),
            ]
        for place, (name, value) in enumerate(self._posts):
            shown = place < len(said)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(said[place][0])
                value.setText(said[place][1])

    def _word_late(self) -> None:
        shift, now = self._shift, self._clock()
        late = shift is not None and is_late(shift.planned_end, now)
        self.late.setVisible(late)
        if shift is not None and late:
            ago = distance_said(shift.planned_end, now) or moment_said(shift.planned_end, now, self._zone())
            words = self.tr("The shift stands longer than planned; its end was {time}.").format(time=ago)
            if words != self.late.text():
                self.late.setText(words)

    def _word_handover(self) -> None:
        given = self._handover
        self.handover.setVisible(given is not None)
        if given is not None:
            put_look(self.handover, look="note", tone="info")
            time = clock_said(given.given_at, self._zone())
            self.handover.setText(
                self.tr("Given by {name} at {time}; waiting for the incoming officer.").format(
                    name=given.given_by, time=time
                )
            )
        words = {"start": self.tr("Start a shift"), "give": self.tr("Hand over…"), "take": self.tr("Take over…")}
        self.step.setVisible(self._is_known)
        self.step.setText(words[self._step()])
        self.step.setToolTip(f"{words[self._step()]}  F9" if self._shift else "")
        put_look(self.step, look="primary" if self._step() != "give" else "")

    def _step(self) -> str:
        if self._shift is None:
            return "start"
        return "take" if self._handover is not None else "give"

    def _word_notes(self) -> None:
        notes = self._notes
        lists: list[tuple[str, Sequence[str]]] = []
        if notes is not None:
            lists = [
                (self.tr("Warnings in force"), [line for line in notes.warnings if line not in self._known]),
                (self.tr("Responses in force"), [line for line in notes.responses if line not in self._at_work]),
                (self.tr("Leaders' whereabouts"), notes.whereabouts),
            ]
        for place, (name, value) in enumerate(self._lists):
            lines = [line for line in lists[place][1] if line.strip()] if place < len(lists) else []
            said_above = place < 2 and not lines and bool((self._known, self._at_work)[place])
            name.setVisible(notes is not None and not said_above)
            value.setVisible(notes is not None and not said_above)
            if notes is None:
                continue
            name.setText(lists[place][0])
            more = len(lines) - _LINES_MOST
            shown = "\n".join(lines[:_LINES_MOST]) + (
                f"\n{self.tr('{count} more…').format(count=more)}" if more > 0 else ""
            )
            value.setText(shown or self.tr("none noted"))
            put_look(value, type="" if lines else "secondary")
            value.setToolTip("\n".join(lines))

"""What narrows the lists of what is due, of the yearly plan and of the records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from dutyroom.data.queries.plan_due import DueFilter
from dutyroom.data.queries.plan_events import EventFilter
from dutyroom.rules.plan_due import Reminder, What
from dutyroom.rules.plan_events import EVENT_STATE_WORDS, EVENT_WORDS, EventState
from dutyroom.ui.parts.plans.exercise_words import kind_said, state_said, what_said
from dutyroom.ui.theme import put_look

DUE, YEAR, RECORDS = "due", "year", "records"
_PAUSE_MS: Final = 150
STAGES: Final[dict[str, DueFilter]] = {
    "pressing": DueFilter(stage=Reminder.FAR),
    "overdue": DueFilter(stage=Reminder.OVERDUE, only_stage=True),
    "last": DueFilter(stage=Reminder.LAST),
    "near": DueFilter(stage=Reminder.NEAR),
    "revision": DueFilter(what=What.REVISION.value),
    "all": DueFilter(),
}
"""What of the due list can be chosen."""
_YEAR_STATES: Final = (EventState.PLANNED, EventState.HELD, EventState.CANCELLED)


class ExerciseFilter(QWidget):
    """``changed`` when the person chose or typed something else; Down and Enter leave the words for the table."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = DUE
        self.stage, self.kind, self.state, self.year = (QComboBox(self) for _ in range(4))
        self.words, self.count = QLineEdit(self), QLabel(self)
        self.words.setClearButtonEnabled(True)
        put_look(self.count, type="secondary")
        for box in (self.stage, self.kind, self.state, self.year):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.stage.setMinimumContentsLength(14)
        for key in STAGES:
            self.stage.addItem("", key)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.stage, self.kind, self.state, self.year):
            line.addWidget(widget)
        line.addWidget(self.words, 1)
        line.addWidget(self.count)
        self.words.textEdited.connect(lambda _: self._pause.start())
        for box in (self.stage, self.kind, self.state, self.year):
            box.activated.connect(lambda _: self.changed.emit())
        self.show_view(DUE)
        self.retranslate()

    def show_view(self, view: str) -> None:
        """Ask what narrows this list."""
        self.view = view
        kept = self.state.currentData(), self.kind.currentData()
        self.state.clear()
        self.kind.clear()
        states = _YEAR_STATES if view == YEAR else tuple(EventState)
        self.state.addItem("", "")
        for state in states:
            self.state.addItem("", state.value)
        self.kind.addItem("", "")
        for kind in What if view == DUE else EVENT_WORDS:
            if not (view == YEAR and kind == "trigger") and not (view == DUE and kind == What.REVISION):
                self.kind.addItem("", str(kind))
        self.state.setCurrentIndex(max(self.state.findData(kept[0]), 0))
        self.kind.setCurrentIndex(max(self.kind.findData(kept[1]), 0))
        self.stage.setVisible(view == DUE)
        self.state.setVisible(view != DUE)
        self.year.setVisible(view != DUE)
        self.retranslate()

    def set_years(self, years: Sequence[int], now: int) -> None:
        """Offer these years; the one chosen stays, at first it is this one."""
        kept = self.year.currentData() if self.year.count() else now
        offered = sorted({*years, now, now + 1, *([kept] if kept else [])}, reverse=True)
        self.year.clear()
        self.year.addItem("", None)
        for year in offered:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(max(self.year.findData(kept), 0))
        self.retranslate()

    def due_filter(self) -> DueFilter:
        """What of the due list is looked for."""
        chosen = STAGES[str(self.stage.currentData())]
        what = chosen.what or str(self.kind.currentData() or "")
        return DueFilter(stage=chosen.stage, only_stage=chosen.only_stage, what=what, words=self.words.text())

    def event_filter(self) -> EventFilter:
        """What of the events is looked for."""
        return EventFilter(
            kind=str(self.kind.currentData() or ""),
            state=str(self.state.currentData() or ""),
            year=self.year.currentData(),
            words=self.words.text(),
            exercises_only=self.view == YEAR,
            oldest_first=self.view == YEAR,
        )

    def show_all(self) -> None:
        """Narrow nothing any more."""
        self.words.clear()
        self.stage.setCurrentIndex(self.stage.findData("all"))
        for box in (self.kind, self.state, self.year):
            box.setCurrentIndex(0)
        self.changed.emit()

    def retranslate(self) -> None:
        """Word it anew."""
        stages = {
            "pressing": self.tr("overdue and within 90 days"),
            "overdue": self.tr("overdue only"),
            "last": self.tr("overdue and within 7 days"),
            "near": self.tr("overdue and within 30 days"),
            "revision": self.tr("revision asked"),
            "all": self.tr("everything that plans owe"),
        }
        for key, words in stages.items():
            self.stage.setItemText(self.stage.findData(key), words)
        for place in range(self.kind.count()):
            key = str(self.kind.itemData(place) or "")
            named = what_said(key) if self.view == DUE else kind_said(key)
            self.kind.setItemText(place, named if key else self.tr("every kind"))
        for place in range(self.state.count()):
            key = str(self.state.itemData(place) or "")
            self.state.setItemText(place, state_said(key) if key in EVENT_STATE_WORDS else self.tr("every state"))
        self.year.setItemText(0, self.tr("every year"))
        self.words.setPlaceholderText(self.tr("plan, unit, words of the record"))
        names = ((self.stage, self.tr("What is due")), (self.kind, self.tr("Kind")), (self.state, self.tr("State")))
        for widget, name in (*names, (self.year, self.tr("Year")), (self.words, self.tr("Filter"))):
            widget.setAccessibleName(name)
        self.words.setToolTip(f"{self.tr('Filter')}  Ctrl+F")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, Enter and Esc go on to the table."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

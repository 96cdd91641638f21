"""Incidents that may be the same event, to be linked: another district, the hotline, a medium reported it before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from dutyroom.data.queries.incidents import IncidentRow
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.incident.words import toll_said
from dutyroom.ui.parts.said_time import moment_said

MOST = 3


class SameField(QWidget):
    """Stands there only while there are some; *another event* until one is chosen."""

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._rows: list[IncidentRow] = []
        self.note = FieldNote(self)
        self.choices = [QRadioButton(self) for _ in range(MOST + 1)]
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.note)
        for place, choice in enumerate(self.choices):
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._group.addButton(choice, place)
            column.addWidget(choice)
        self.retranslate()

    def show_rows(self, rows: Sequence[IncidentRow]) -> None:
        """Propose these; one that was chosen and is still there stays chosen."""
        chosen = self.chosen()
        self._rows = list(rows[:MOST])
        place = next((place for place, row in enumerate(self._rows, 1) if row.id == chosen), 0)
        self.choices[place].setChecked(True)
        self.retranslate()

    def chosen(self) -> int | None:
        """The incident of which it is another report."""
        place = self._group.checkedId()
        return self._rows[place - 1].id if 0 < place <= len(self._rows) else None

    def retranslate(self) -> None:
        """Word it anew."""
        self.setVisible(bool(self._rows))
        self.note.say(self.tr("Same event reported already? Link it:"), "warning")
        self.choices[0].setText(self.tr("it is another event"))
        for choice, row in zip(self.choices[1:], [*self._rows, *[None] * MOST], strict=False):
            choice.setVisible(row is not None)
            if row is not None:
                at = moment_said(row.facts.event_at or row.matter.received_at, self._clock(), self._zone())
                choice.setText(f"{row.matter.number} {at}  {toll_said(row.facts)}")
                choice.setToolTip(f"{row.matter.title}\n{row.matter.source}")
                choice.setAccessibleName(f"{row.matter.number} {row.matter.title} {at}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

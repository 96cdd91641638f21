"""The filter bar of the register of incidents: by grade and by area beside state and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from dutyroom.rules.incident import GRADES
from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter, with_own
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.incident.words import grade_said
from dutyroom.ui.parts.matter.filter_bar import MatterFilterBar

INCIDENT_VIEWS: Final[tuple[tuple[str, str], ...]] = (
    ("state:open", mark("Still open")),
    ("state:open is:ungraded", mark("Not graded")),
    ("is:late", mark("Overdue")),
    ("in:8h", mark("Last 8 hours")),
    ("in:24h", mark("Last 24 hours")),
    ("is:waiting", mark("Waiting")),
    ("state:over", mark("Closed")),
    ("", mark("All")),
    ("state:void", mark("Void")),
)


class IncidentFilterBar(MatterFilterBar):
    """The bar of matters with the grade in the place of the urgency and the areas in that of the offices."""

    views: Sequence[tuple[str, str]] = INCIDENT_VIEWS

    def __init__(self, parent: QWidget | None = None) -> None:
        self.grade, self.place = QComboBox(), QComboBox()
        super().__init__((), parent)

    def filter(self) -> MatterFilter:
        """What the bar says now; what was typed among the words overrules the lists."""
        said = super().filter()
        lists = replace(said, grade=str(self.grade.currentData() or ""), area=str(self.place.currentData() or ""))
        return with_own(lists, replace(read_matter_filter(self.words.text()), words=said.words))

    def show_filter(self, wanted: MatterFilter) -> None:
        """Put a filter into the line as plain text, the lists at *all*."""
        with QSignalBlocker(self.grade), QSignalBlocker(self.place):
            self.grade.setCurrentIndex(0)
            self.place.setCurrentIndex(0)
        super().show_filter(wanted)

    def set_offices(self, names: Sequence[str]) -> None:
        """Offer these areas; the one chosen stays."""
        chosen = self.place.currentData()
        with QSignalBlocker(self.place):
            self.place.clear()
            self.place.addItem(self.tr("All areas"), "")
            for name in names:
                self.place.addItem(name, name)
            self.place.setCurrentIndex(max(self.place.findData(chosen), 0))

    def retranslate(self) -> None:
        """Word the bar anew."""
        super().retranslate()
        self.words.setPlaceholderText(self.tr("Filter: words, grade:3 area:二七区 type:火灾 in:8h  Ctrl+F"))
        self.grade.setItemText(0, self.tr("Any grade"))
        for place, grade in enumerate(GRADES, 1):
            self.grade.setItemText(place, grade_said(grade))
        self.grade.setAccessibleName(self.tr("Grade"))
        if self.place.count():
            self.place.setItemText(0, self.tr("All areas"))
        self.place.setAccessibleName(self.tr("Area"))

    def _lay_out(self, urgencies: Sequence[str]) -> None:
        super()._lay_out(urgencies)
        self.grade.addItem("", "")
        self.place.addItem("", "")
        for grade in GRADES:
            self.grade.addItem("", grade)
        line = self.layout()
        assert line is not None  # noqa: S101  # laid out above
        for former, own in ((self.urgency, self.grade), (self.office, self.place)):
            former.setVisible(False)
            own.setParent(self)
            line.replaceWidget(former, own)
        for box in (self.grade, self.view, self.place):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)

    def _connect(self) -> None:
        super()._connect()
        for box in (self.grade, self.place):
            box.currentIndexChanged.connect(self._said_other)

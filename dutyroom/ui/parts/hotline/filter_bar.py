"""The filter bar of the register of the mayor's telephone: by kind of demand and by area beside state and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from dutyroom.rules.hotline import Demand
from dutyroom.rules.hotline_filter import CaseFilter, read_case_filter, with_own_case
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.hotline.words import demand_said
from dutyroom.ui.parts.matter.filter_bar import MatterFilterBar

CASE_VIEWS: Final[tuple[tuple[str, str], ...]] = (
    ("state:open", mark("Still open")),
    ("is:late", mark("Overdue")),
    ("state:open due:24h", mark("Due within 24 h")),
    ("state:open is:unassigned", mark("With nobody")),
    ("is:uncalled", mark("To be called back")),
    ("in:8h", mark("Last 8 hours")),
    ("in:24h", mark("Last 24 hours")),
    ("is:waiting", mark("Waiting")),
    ("state:over", mark("Closed")),
    ("", mark("All")),
    ("state:void", mark("Void")),
)


class CaseFilterBar(MatterFilterBar):
    """The bar of matters with the kind of demand in the place of the urgency and the areas in that of the offices."""

    views: Sequence[tuple[str, str]] = CASE_VIEWS

    def __init__(self, parent: QWidget | None = None) -> None:
        self.demand, self.place = QComboBox(), QComboBox()
        super().__init__((), parent)

    def read(self, written: str) -> Any:
        """See :class:`MatterFilterBar`."""
        return read_case_filter(written)

    def filter(self) -> Any:
        """What the bar says now; what was typed among the words overrules the lists."""
        lists = CaseFilter(demand=str(self.demand.currentData() or ""), area=str(self.place.currentData() or ""))
        listed = with_own_case(read_case_filter(str(self.view.currentData() or "")), lists)
        return with_own_case(listed, read_case_filter(self.words.text()))

    def show_filter(self, wanted: Any) -> None:
        """Put a filter into the line as plain text, the lists at *all*."""
        with QSignalBlocker(self.demand), QSignalBlocker(self.place):
            self.demand.setCurrentIndex(0)
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
        self.words.setPlaceholderText(self.tr("Filter: words, number, class:0203 area:二七区 in:7d  Ctrl+F"))
        self.demand.setItemText(0, self.tr("Any kind"))
        for place, demand in enumerate(Demand, 1):
            self.demand.setItemText(place, demand_said(demand))
        self.demand.setAccessibleName(self.tr("Kind"))
        if self.place.count():
            self.place.setItemText(0, self.tr("All areas"))
        self.place.setAccessibleName(self.tr("Area"))

    def _lay_out(self, urgencies: Sequence[str]) -> None:
        super()._lay_out(urgencies)
        self.demand.addItem("", "")
        self.place.addItem("", "")
        for demand in Demand:
            self.demand.addItem("", demand.value)
        line = self.layout()
        assert line is not None  # noqa: S101  # laid out above
        for former, own in ((self.urgency, self.demand), (self.office, self.place)):
            former.setVisible(False)
            own.setParent(self)
            line.replaceWidget(former, own)
        for box in (self.demand, self.view, self.place):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)

    def _connect(self) -> None:
        super()._connect()
        for box in (self.demand, self.place):
            box.currentIndexChanged.connect(self._said_other)

"""The filter bar of plans in preparation: words, which ones, the year of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter, with_own
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.matter.filter_bar import MatterFilterBar

OPEN_ONES: Final = MatterFilter(state="open")
"""What the face opens with: what somebody must still do."""
PREPARATION_VIEWS: Final[tuple[tuple[str, str], ...]] = (
    ("state:open", mark("Still open")),
    ("is:late", mark("Overdue")),
    ("due:30d", mark("Due within 30 days")),
    ("is:waiting", mark("Waiting")),
    ("state:over", mark("Closed")),
    ("", mark("All")),
    ("state:void", mark("Void")),
)


class PreparationFilterBar(MatterFilterBar):
    """The bar of matters with a list of years in the place of urgency and office."""

    views: Sequence[tuple[str, str]] = PREPARATION_VIEWS

    def __init__(self, parent: QWidget | None = None) -> None:
        self.year = QComboBox()
        super().__init__((), parent)

    def filter(self) -> MatterFilter:
        """What the bar says now; what was typed among the words overrules the lists."""
        said = super().filter()
        typed = read_matter_filter(self.words.text())
        return with_own(replace(said, year=str(self.year.currentData() or "")), replace(typed, words=said.words))

    def show_filter(self, wanted: MatterFilter) -> None:
        """Put a filter into the line as plain text, the lists at *all*."""
        with QSignalBlocker(self.year):
            self.year.setCurrentIndex(0)
        super().show_filter(wanted)

    def offer_years(self, years: Sequence[int]) -> None:
        """Offer these years; the one chosen stays."""
        chosen = self.year.currentData()
        with QSignalBlocker(self.year):
            self.year.clear()
            self.year.addItem(self.tr("Every year"), "")
            for year in years:
                self.year.addItem(str(year), str(year))
            self.year.setCurrentIndex(max(self.year.findData(chosen), 0))

    def retranslate(self) -> None:
        """Word the bar anew."""
        super().retranslate()
        self.words.setPlaceholderText(self.tr("Filter: words, number, year:2026 is:late  Ctrl+F"))
        self.year.setItemText(0, self.tr("Every year"))
        self.year.setAccessibleName(self.tr("Year of the programme"))

    def _lay_out(self, urgencies: Sequence[str]) -> None:
        super()._lay_out(urgencies)
        self.urgency.setVisible(False)
        self.office.setVisible(False)
        self.year.setParent(self)
        for box in (self.year, self.view):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.year.addItem("", "")
        line = self.layout()
        assert line is not None  # noqa: S101  # laid out above
        line.replaceWidget(self.urgency, self.year)

    def _connect(self) -> None:
        super()._connect()
        self.year.currentIndexChanged.connect(self._said_other)

"""The filter bar of the register of warnings: what is in force, by colour; exercises have views of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter, with_own
from dutyroom.rules.warning import Colour
from dutyroom.rules.wording import mark
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.matter.filter_bar import MatterFilterBar
from dutyroom.ui.parts.warning_swatch import colour_said, swatch_of

IN_FORCE: Final = MatterFilter(state="open", status="actual")
"""What the page opens with: the real ones that nobody has lifted."""
WARNING_VIEWS: Final[tuple[tuple[str, str], ...]] = (
    (IN_FORCE.written(), mark("In force")),
    ("state:open status:actual is:late", mark("Past their end")),
    ("state:over status:actual", mark("Lifted")),
    ("status:actual", mark("All real ones")),
    ("status:exercise", mark("Exercises and tests")),
    ("", mark("All")),
    ("state:void", mark("Void")),
)


class WarningFilterBar(MatterFilterBar):
    """The bar of matters with a list of colours in the place of urgency and office."""

    views: Sequence[tuple[str, str]] = WARNING_VIEWS

    def __init__(self, parent: QWidget | None = None) -> None:
        self.colour = QComboBox()
        super().__init__((), parent)

    def filter(self) -> MatterFilter:
        """What the bar says now; what was typed among the words overrules the lists."""
        said = super().filter()
        typed = read_matter_filter(self.words.text())
        return with_own(replace(said, colour=str(self.colour.currentData() or "")), replace(typed, words=said.words))

    def show_filter(self, wanted: MatterFilter) -> None:
        """Put a filter into the line as plain text, the lists at *all*."""
        with QSignalBlocker(self.colour):
            self.colour.setCurrentIndex(0)
        super().show_filter(wanted)

    def retranslate(self) -> None:
        """Word the bar anew."""
        super().retranslate()
        self.words.setPlaceholderText(self.tr("Filter: words, number, colour:red in:2d  Ctrl+F"))
        self.colour.setItemText(0, self.tr("Any colour"))
        for place, colour in enumerate(Colour, 1):
            self.colour.setItemText(place, colour_said(colour))
            self.colour.setItemIcon(place, icon(swatch_of(colour)))
        self.colour.setAccessibleName(self.tr("Colour"))

    def _lay_out(self, urgencies: Sequence[str]) -> None:
        super()._lay_out(urgencies)
        self.urgency.setVisible(False)
        self.office.setVisible(False)
        self.colour.setParent(self)
        for box in (self.colour, self.view):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.colour.addItem("", "")
        for colour in Colour:
            self.colour.addItem("", colour.value)
        line = self.layout()
        assert line is not None  # noqa: S101  # laid out above
        line.replaceWidget(self.urgency, self.colour)

    def _connect(self) -> None:
        super()._connect()
        self.colour.currentIndexChanged.connect(self._said_other)

"""The filter bar of the register of supervision: by light and by what a matter rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter, with_own
from dutyroom.rules.supervision import Basis
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.matter.filter_bar import MatterFilterBar
from dutyroom.ui.parts.supervision.words import basis_said

SUPERVISION_VIEWS: Final[tuple[tuple[str, str], ...]] = (
    ("state:open", mark("Still open")),
    ("light:red", mark("Overdue (red)")),
    ("light:yellow", mark("Due soon (yellow)")),
    ("light:green", mark("On time (green)")),
    ("is:waiting", mark("Waiting")),
    ("state:open is:unassigned", mark("With nobody")),
    ("state:over", mark("Closed")),
    ("", mark("All")),
    ("state:void", mark("Void")),
)


class SupervisionFilterBar(MatterFilterBar):
    """The bar of matters with a list of what they rest on in the place of the urgency."""

    views: Sequence[tuple[str, str]] = SUPERVISION_VIEWS

    def __init__(self, parent: QWidget | None = None) -> None:
        self.basis = QComboBox()
        super().__init__((), parent)

    def filter(self) -> MatterFilter:
        """What the bar says now; what was typed among the words overrules the lists."""
        said = super().filter()
        typed = read_matter_filter(self.words.text())
        return with_own(replace(said, basis=str(self.basis.currentData() or "")), replace(typed, words=said.words))

    def show_filter(self, wanted: MatterFilter) -> None:
        """Put a filter into the line as plain text, the lists at *all*."""
        with QSignalBlocker(self.basis):
            self.basis.setCurrentIndex(0)
        super().show_filter(wanted)

    def show_unit(self, unit: str) -> None:
        """What this unit has open; for no unit what nobody has in hand."""
        if not unit:
            self.show_filter(read_matter_filter("state:open is:unassigned"))
            return
        self.show_filter(read_matter_filter("state:open"))
        if self.office.findData(unit) < 0:
            self.office.addItem(unit, unit)
        self.office.setCurrentIndex(self.office.findData(unit))

    def set_offices(self, names: Sequence[str]) -> None:
        """Offer these offices; the one chosen stays, also where it is none of the directory's."""
        chosen = str(self.office.currentData() or "")
        super().set_offices([*names, chosen] if chosen and chosen not in names else names)

    def retranslate(self) -> None:
        """Word the bar anew."""
        super().retranslate()
        self.words.setPlaceholderText(self.tr("Filter: words, number, basis:npc due:3d  Ctrl+F"))
        self.basis.setItemText(0, self.tr("Any basis"))
        for place, basis in enumerate(Basis, 1):
            self.basis.setItemText(place, basis_said(basis))
        self.basis.setAccessibleName(self.tr("Basis"))

    def _lay_out(self, urgencies: Sequence[str]) -> None:
        super()._lay_out(urgencies)
        self.urgency.setVisible(False)
        self.basis.setParent(self)
        for box, shortest in ((self.basis, 6), (self.view, 6), (self.office, 6)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(shortest)
        self.basis.addItem("", "")
        for basis in Basis:
            self.basis.addItem("", basis.value)
        line = self.layout()
        assert line is not None  # noqa: S101  # laid out above
        line.replaceWidget(self.urgency, self.basis)

    def _connect(self) -> None:
        super()._connect()
        self.basis.currentIndexChanged.connect(self._said_other)

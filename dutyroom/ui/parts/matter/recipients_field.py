"""Choosing recipients: all areas and all bureaus by one key each, single units by initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.relay import Recipient
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.matter.units_field import ChosenUnit, UnitsField

GROUPS: Final = ("area", "bureau")
"""The kinds of units that are chosen together."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What is chosen in the field, to be shown again."""

    groups: frozenset[str] = frozenset()
    single: tuple[ChosenUnit, ...] = ()


class RecipientsField(QWidget):
    """A tick for each group and a picker for single units; nobody is a recipient twice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: tuple[UnitRow, ...] = ()
        self.groups = {kind: QCheckBox(self) for kind in GROUPS}
        self.single = UnitsField(self, leads=False)
        self.single.elsewhere = lambda: [row.name for row in self._of_groups()]
        line = QHBoxLayout()
        line.setSpacing(16)
        for tick in self.groups.values():
            line.addWidget(tick)
            tick.toggled.connect(lambda _: self.changed.emit())
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.single)
        self.setFocusProxy(self.groups[GROUPS[0]])
        self.single.changed.connect(self.changed)
        self.retranslate()

    def set_units(self, units: Sequence[UnitRow]) -> None:
        """Offer these units; groups without any are hidden."""
        self._units = tuple(units)
        self.single.set_choices(
            [Choice(row.id, row.name, (row.pinyin, row.initials, row.name_en.lower()), row.short) for row in units]
        )
        self.retranslate()

    def recipients(self) -> tuple[Recipient, ...]:
        """Who was chosen: the groups in the office's order, then the single ones."""
        found = {row.name: _recipient(row) for row in self._of_groups()}
        known = {row.id: row for row in self._units}
        for chosen in self.single.chosen():
            row_of = known.get(chosen.id) if chosen.id is not None else None
            found.setdefault(chosen.name, _recipient(row_of) if row_of else Recipient(unit=chosen.name))
        return tuple(found.values())

    def settled(self) -> bool:
        """Whether what was chosen can be sent; see :class:`UnitsField`."""
        return self.single.settled()

    def picked(self) -> Picked:
        """What is chosen, to be given to :meth:`pick` later."""
        ticked = frozenset(kind for kind, tick in self.groups.items() if tick.isChecked())
        return Picked(ticked, self.single.chosen())

    def pick(self, picked: Picked) -> None:
        """Show this as chosen."""
        for kind, tick in self.groups.items():
            tick.setChecked(kind in picked.groups)
        self.single.choose(picked.single)

    def retranslate(self) -> None:
        """Word the ticks anew."""
        counts = {kind: sum(row.kind == kind for row in self._units) for kind in GROUPS}
        self.groups["area"].setText(self.tr("All areas ({count})").format(count=counts["area"]))
        self.groups["bureau"].setText(self.tr("All bureaus ({count})").format(count=counts["bureau"]))
        for kind, tick in self.groups.items():
            tick.setEnabled(bool(counts[kind]))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _of_groups(self) -> list[UnitRow]:
        return [row for row in self._units if row.kind in self.groups and self.groups[row.kind].isChecked()]


def _recipient(row: UnitRow) -> Recipient:
    return Recipient(unit=row.name, unit_id=row.id, phone=row.phones[0][1] if row.phones else "")

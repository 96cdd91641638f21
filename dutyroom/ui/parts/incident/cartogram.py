"""The areas of the office as tiles: short name, how many incidents run, the gravest grade as word and colour."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from dutyroom.rules.cartogram import WIDE, laid_out
from dutyroom.ui.parts.incident.words import GRADE_TONES, grade_said
from dutyroom.ui.theme import put_look

if TYPE_CHECKING:
    from dutyroom.data.queries.incident_board import AreaStand
    from dutyroom.data.queries.units import UnitRow

_TALL: Final = 44


class Cartogram(QWidget):
    """``area_chosen`` carries the area of the tile that was pressed; the arrows walk from tile to tile as they lie."""

    area_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: dict[str, QPushButton] = {}
        self._short: dict[str, str] = {}
        self._english: dict[str, str] = {}
        self._stands: dict[str, AreaStand] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        for column in range(WIDE):
            self._grid.setColumnStretch(column, 1)

    def show_areas(self, units: Sequence[UnitRow], stands: Sequence[AreaStand]) -> None:
        """Show these areas, and those in which something runs although the directory knows them no more."""
        areas = [unit for unit in units if unit.kind == "area"]
        self._short = {unit.name: unit.short or unit.name for unit in areas}
        self._english = {unit.name: unit.name_en for unit in areas}
        self._stands = {stand.area: stand for stand in stands if stand.area}
        places = laid_out([*self._short, *self._stands])
        if places.keys() != self.tiles.keys():
            self._make(places)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the tiles anew."""
        for name, tile in self.tiles.items():
            stand = self._stands.get(name)
            short = self._short.get(name, name)
            if stand is None:
                words, tone = self.tr("none"), "none"
            else:
                words = f"{stand.running:,} · {grade_said(stand.gravest)}"
                tone = GRADE_TONES.get(stand.gravest, "")
            tile.setText(f"{short}\n{words}")
            put_look(tile, look="tile", tone=tone)
            tile.setAccessibleName(f"{name}: {words}")
            tip = self.tr("Show the incidents that run in {area} (Enter)").format(area=name)
            tile.setToolTip("\n".join(filter(None, (self._english.get(name, ""), tip))))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _make(self, places: dict[str, tuple[int, int]]) -> None:
        for tile in self.tiles.values():
            self._group.removeButton(tile)
            tile.setVisible(False)
            tile.deleteLater()
        self.tiles = {}
        for name in sorted(places, key=lambda each: places[each]):
            tile = QPushButton(self)
            tile.setFixedHeight(_TALL)
            tile.setMinimumWidth(64)
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            tile.clicked.connect(partial(self.area_chosen.emit, name))
            self._group.addButton(tile)
            self._grid.addWidget(tile, *places[name])
            self.tiles[name] = tile

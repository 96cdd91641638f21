"""What importing a table of notices would do, row by row, before anything is done; and what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.actions.matter_import import Outcome, count_results, is_further_copy
from dutyroom.rules.matter_import import RESULT_WORDS, RESULTS
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.import_preview import ImportPreview, RowLook, reason_said
from dutyroom.ui.rows_import import RowsProposal

COUNTED: Final = {
    "imported": mark("{count} registered"),
    "linked": mark("{count} registered and linked"),
    "same": mark("{count} there already"),
    "skipped": mark("{count} left out"),
}
_TITLES: Final = (mark("Row"), mark("Result"), mark("Title"), mark("Column"), mark("Details"))
_TONES: Final = {"imported": "done", "linked": "info", "same": "secondary"}
_ORDER: Final = {"skipped": 0, "linked": 1, "imported": 2, "same": 3}


class RegisterPreview(ImportPreview):
    """The rows of a table, those left out first; the choice is whether further copies are kept and linked.

    ``map_asked`` carries how the columns were understood, to be looked at and changed.
    """

    map_asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        look = RowLook(_TITLES, self.cells, lambda outcome: str(outcome.result), _TONES)
        super().__init__(look, (70, 110, 260, 190), parent)
        self._tools = tools
        self.wish: RowsProposal | None = None
        self._outcomes: Sequence[Outcome] = ()
        self._name, self._total = "", 0
        self._left: tuple[str, ...] = ()
        self._headings: dict[str, str] = {}
        self.map = QPushButton(self)
        self.foot.insertWidget(self.foot.indexOf(self.back), self.map)
        self.map.clicked.connect(self._ask_map)
        self.choice.toggled.connect(lambda _: self.retranslate())
        self.retranslate()

    def show_proposal(self, wish: RowsProposal) -> None:
        """Show what would be done."""
        self.wish, self._name, self._total = wish, wish.path.name, len(wish.rows)
        self._headings = dict(wish.table.headings)
        self._left = tuple(heading for heading, kind in wish.table.columns.items() if kind is None)
        self.choice.setChecked(False)
        self._show(wish.outcomes)

    def show_done(self, outcomes: Sequence[Outcome]) -> None:
        """Show what was done."""
        self.wish = None
        self._show(outcomes)

    def cells(self, outcome: Outcome) -> tuple[str, ...]:
        """Row, result, title, the column that is meant with what stands there, and why."""
        heading = self._headings.get(outcome.field, outcome.field)
        where = " · ".join(part for part in (heading, " ".join(outcome.value.split())[:40]) if part)
        reasons = [*([outcome.reason] if outcome.reason else []), *outcome.remarks]
        details = [outcome.number] if outcome.number and not outcome.reason else []
        details += [reason_said(code, dict(facts), self._tools) for code, facts in reasons]
        place = f"{outcome.sheet} {outcome.row}".strip()
        return place, translated(RESULT_WORDS[outcome.result]), outcome.title, where, " · ".join(details)

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        waiting = self.wish is not None
        counts = count_results(self._outcomes)
        copies = sum(map(is_further_copy, self._outcomes))
        new = counts["imported"] + counts["linked"] + (copies if waiting and self.choice.isChecked() else 0)
        counted = [translated(COUNTED[name]).format(count=counts[name]) for name in RESULTS if counts[name]]
        self.word_frame(self._name, counted, new=new, waiting=waiting, left=self._left)
        pattern = (
            self.tr("Keep the further copy too, linked")
            if copies == 1
            else self.tr("Keep the {count} further copies too, linked")
        )
        self.choice.setText(pattern.format(count=copies))
        self.map.setText(self.tr("Columns…"))
        self.map.setToolTip(self.tr("Which column is which field  Alt+M"))
        self.map.setVisible(self.wish is not None and self.wish.map is not None and bool(self.wish.map.heads))
        self.choice.setVisible(waiting and bool(copies))
        missed = self._total - len(self._outcomes)
        self.note.be_silent()
        if waiting and not new:
            self.note.say(self.tr("There is nothing to import. The reasons stand below."), "info")
        elif not waiting and missed:
            self.say_missed(missed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+M shows the columns."""
        if event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._ask_map()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _ask_map(self) -> None:
        if self.wish is not None and self.wish.map is not None and self.wish.map.heads:
            self.map_asked.emit(self.wish.map)

    def _show(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = outcomes
        self.rows.set_rows(sorted(outcomes, key=lambda row: (_ORDER[row.result], row.sheet, row.row)))
        self.retranslate()

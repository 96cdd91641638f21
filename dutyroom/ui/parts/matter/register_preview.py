"""What importing a table of notices would do, row by row, before anything is done; and what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.errors import said
from dutyroom.actions.matter_import import Outcome, Said, count_results, is_further_copy
from dutyroom.rules.matter_import import RESULTS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.matter_import import RegisterProposal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use
from dutyroom.ui.tokens import ROW

_Index = QModelIndex | QPersistentModelIndex
RESULT_WORDS: Final = {
    "imported": mark("registered"),
    "linked": mark("registered and linked"),
    "same": mark("there already"),
    "skipped": mark("left out"),
}
COUNTED: Final = {
    "imported": mark("{count} registered"),
    "linked": mark("{count} registered and linked"),
    "same": mark("{count} there already"),
    "skipped": mark("{count} left out"),
}
_TITLES: Final = (mark("Row"), mark("Result"), mark("Title"), mark("Column"), mark("Details"))
_ORDER: Final = {"skipped": 0, "linked": 1, "imported": 2, "same": 3}


class _Rows(QAbstractTableModel):
    """One row of the file a row; those left out first."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._headings: dict[str, str] = {}
        self.outcomes: list[Outcome] = []

    def set_outcomes(self, outcomes: Sequence[Outcome], headings: dict[str, str]) -> None:
        self.beginResetModel()
        self._headings = headings
        self.outcomes = sorted(outcomes, key=lambda outcome: (_ORDER[outcome.result], outcome.sheet, outcome.row))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.outcomes)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return translated(_TITLES[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        outcome = self.outcomes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(outcome)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            tokens = tokens_in_use()
            tones = {"imported": tokens.done, "linked": tokens.info, "same": tokens.secondary}
            return QColor(tones.get(outcome.result, tokens.warning))
        return None

    def cells(self, outcome: Outcome) -> tuple[str, ...]:
        """Row, result, title, the column that is meant with what stands there, and why."""
        heading = self._headings.get(outcome.field, outcome.field)
        where = " · ".join(part for part in (heading, " ".join(outcome.value.split())[:40]) if part)
        reasons = [*([outcome.reason] if outcome.reason else []), *outcome.remarks]
        details = [outcome.number] if outcome.number and not outcome.reason else []
        details += [self._worded(reason) for reason in reasons]
        place = f"{outcome.sheet} {outcome.row}".strip()
        return place, translated(RESULT_WORDS[outcome.result]), outcome.title, where, " · ".join(details)

    def _worded(self, words: Said) -> str:
        code, facts = words
        named: dict[str, Any] = dict(facts)
        return said(Refusal(code, **named), self._tools.wording(), self._tools.zone)


class RegisterPreview(QWidget):
    """The proposal; ``accepted`` says whether further copies are kept and linked; ``closed`` leads back."""

    accepted = Signal(bool)
    closed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wish: RegisterProposal | None = None
        self._outcomes: Sequence[Outcome] = ()
        self._name, self._left, self._total = "", "", 0
        self._headings: dict[str, str] = {}
        self.title = label_of("section", parent=self)
        self.summary, self.columns = (
            ElidedLabel(parent=self, type_="secondary"),
            ElidedLabel(parent=self, type_="small"),
        )
        self.note = FieldNote(self)
        self.rows = _Rows(tools)
        self.table = QTableView(self)
        self.link = QCheckBox(self)
        self.accept, self.back = QPushButton(self), QPushButton(self)
        self.accept.setObjectName("accept")
        self._lay_out()
        self.link.toggled.connect(lambda _: self.retranslate())
        self.accept.clicked.connect(lambda: self.accepted.emit(self.link.isChecked()))
        self.back.clicked.connect(self.closed)
        self.retranslate()

    def show_proposal(self, wish: RegisterProposal) -> None:
        """Show what would be done."""
        self.wish, self._outcomes, self._name, self._total = wish, wish.outcomes, wish.path.name, len(wish.rows)
        self._headings = dict(wish.table.headings)
        self._left = ", ".join(heading for heading, kind in wish.table.columns.items() if kind is None)
        self.link.setChecked(False)
        self.rows.set_outcomes(wish.outcomes, self._headings)
        self.retranslate()

    def show_done(self, outcomes: Sequence[Outcome]) -> None:
        """Show what was done."""
        self.wish, self._outcomes = None, outcomes
        self.rows.set_outcomes(outcomes, self._headings)
        self.retranslate()

    def focus_step(self) -> None:
        """Put the cursor on the next step."""
        step = self.accept if not self.accept.isHidden() else self.back
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        waiting = self.wish is not None
        counts = count_results(self._outcomes)
        copies = sum(map(is_further_copy, self._outcomes))
        new = counts["imported"] + counts["linked"] + (copies if waiting and self.link.isChecked() else 0)
        pattern = self.tr("Import {file}?") if waiting else self.tr("{file} was imported")
        self.title.setText(pattern.format(file=self._name))
        said_counts = [translated(COUNTED[name]).format(count=counts[name]) for name in RESULTS if counts[name]]
        self.summary.setText("  ·  ".join(said_counts))
        self.columns.setText(self.tr("Columns left out: {columns}").format(columns=self._left) if waiting else "")
        self.columns.setVisible(waiting and bool(self._left))
        self.table.setAccessibleName(self.tr("Rows of the file"))
        pattern = (
            self.tr("Keep the further copy too, linked")
            if copies == 1
            else self.tr("Keep the {count} further copies too, linked")
        )
        self.link.setText(pattern.format(count=copies))
        self.link.setVisible(waiting and bool(copies))
        self.accept.setText(self.tr("Import {count} rows").format(count=new))
        self.accept.setVisible(waiting and bool(new))
        self.back.setText(self.tr("Back; nothing is changed") if waiting else self.tr("Close"))
        self._word_note(waiting=waiting, new=new)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.table.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, Esc goes back and changes nothing."""
        if enter_presses(event, self):
            pass
        elif is_enter(event) and not self.accept.isHidden():
            self.accept.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _word_note(self, *, waiting: bool, new: int) -> None:
        missed = self._total - len(self._outcomes)
        self.note.be_silent()
        if waiting and not new:
            self.note.say(self.tr("There is nothing to import. The reasons stand below."), "info")
        elif not waiting and missed:
            left = self.tr("{count} rows were not reached; import the file again.").format(count=missed)
            self.note.say(left, "warning")

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, wide in enumerate((70, 110, 260, 190)):
            table.setColumnWidth(column, wide)
        put_look(self.accept, look="primary")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.link)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.accept)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(8)
        for widget in (self.title, self.summary, self.columns, self.note):
            column_.addWidget(widget)
        column_.addWidget(table, 1)
        column_.addLayout(foot)

"""What importing a file would do, row by row, before anything is done; and what it did."""

from __future__ import annotations

from collections import Counter
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

from dutyroom.actions.directory_import import Proposal
from dutyroom.actions.errors import said
from dutyroom.rules.contact_import import ADDED, KEPT, RESULTS, Decision
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.contact_import import ContactProposal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.directory.words import said as worded
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use
from dutyroom.ui.tokens import ROW

_Index = QModelIndex | QPersistentModelIndex
RESULT_WORDS: Final = {
    "imported": mark("new"),
    "changed": mark("completed"),
    "same": mark("there already"),
    "skipped": mark("left out"),
}
COUNTED: Final = {
    "imported": mark("{count} new"),
    "changed": mark("{count} completed"),
    "same": mark("{count} there already"),
    "skipped": mark("{count} left out"),
}
_TITLES: Final = (mark("Row"), mark("Result"), mark("Unit"), mark("Name"), mark("Details"))
_ORDER: Final = {"skipped": 0, "changed": 1, "imported": 2, "same": 3}


class _Rows(QAbstractTableModel):
    """One card a row."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.decisions: list[Decision] = []

    def set_decisions(self, decisions: tuple[Decision, ...]) -> None:
        self.beginResetModel()
        self.decisions = sorted(decisions, key=lambda decision: (_ORDER[decision.result], decision.card.row))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.decisions)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return worded(_TITLES[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        decision = self.decisions[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(decision)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            tokens = tokens_in_use()
            tones = {"imported": tokens.done, "same": tokens.secondary, "changed": tokens.info}
            return QColor(tones.get(decision.result, tokens.warning))
        return None

    def cells(self, decision: Decision) -> tuple[str, ...]:
        """Row, result, unit, name, and what comes of it."""
        card = decision.card
        place = f"{card.sheet} {card.row}".strip()
        unit = decision.unit.name if decision.unit else card.unit
        return place, worded(RESULT_WORDS[decision.result]), unit, card.name, self._details(decision)

    def _details(self, decision: Decision) -> str:
        if decision.result == "skipped":
            facts: dict[str, Any] = dict(decision.facts)
            return said(Refusal(decision.code, **facts), self._tools.wording(), self._tools.zone)
        parts = [decision.card.post] if decision.result == "imported" and decision.card.post else []
        if decision.numbers:
            numbers = ", ".join(number.text for number in decision.numbers)
            parts.append(numbers if decision.result == "imported" else worded(ADDED).format(numbers=numbers))
        parts += [worded(KEPT).format(ours=each.ours, theirs=each.theirs) for each in decision.differs]
        return " · ".join(" ".join(part.split()) for part in parts)


class ImportPreview(QWidget):
    """The proposal; ``accepted`` says whether the file wins where it differs; ``closed`` leads back."""

    accepted = Signal(bool)
    closed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.wish: ContactProposal | None = None
        self._done: Proposal | None = None
        self._name = ""
        self.title = label_of("section", parent=self)
        self.summary = ElidedLabel(parent=self, type_="secondary")
        self.columns, self.note = ElidedLabel(parent=self, type_="small"), FieldNote(self)
        self._rows = _Rows(tools)
        self.table = QTableView(self)
        self.take_over = QCheckBox(self)
        self.accept, self.back = QPushButton(self), QPushButton(self)
        self.accept.setObjectName("accept")
        self._lay_out()
        self.accept.clicked.connect(lambda: self.accepted.emit(self.take_over.isChecked()))
        self.back.clicked.connect(self.closed)
        self.retranslate()

    def show_proposal(self, wish: ContactProposal) -> None:
        """Show what would be done."""
        self.wish, self._done, self._name = wish, None, wish.path.name
        self.take_over.setChecked(False)
        self._show(wish.proposal)

    def show_done(self, proposal: Proposal, total: int) -> None:
        """Show what was done; ``total`` cards were asked for."""
        self.wish, self._done = None, proposal
        self._show(proposal)
        left = total - len(proposal.decisions)
        if left:
            self.note.say(
                self.tr("{count} rows were not reached; import the file again.").format(count=left), "warning"
            )

    def focus_step(self) -> None:
        """Put the cursor on the next step."""
        (self.accept if self.accept.isVisible() else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        self.table.setAccessibleName(self.tr("Rows of the file"))
        self.take_over.setText(self.tr("Where the file says something else, the file wins"))
        self.take_over.setAccessibleName(self.take_over.text())
        proposal = self._done or (self.wish.proposal if self.wish else None)
        if proposal is not None:
            self._show(proposal)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.table.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, Esc goes back and changes nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.accept.isVisible():
            self.accept.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _show(self, proposal: Proposal) -> None:
        self._rows.set_decisions(proposal.decisions)
        counts: Counter[str] = Counter(decision.result for decision in proposal.decisions)
        said_counts = [worded(COUNTED[result]).format(count=counts[result]) for result in RESULTS if counts[result]]
        self.summary.setText("  ·  ".join(said_counts))
        new = counts["imported"] + counts["changed"]
        waiting = self._done is None
        pattern = self.tr("Import {file}?") if waiting else self.tr("{file} was imported")
        self.title.setText(pattern.format(file=self._name))
        self.columns.setText(self._columns_said(proposal) if waiting else "")
        self.columns.setVisible(bool(self.columns.full_text()))
        self.note.be_silent()
        if waiting and not new:
            self.note.say(self.tr("There is nothing to import: the directory holds all of it."), "info")
        differs = any(decision.differs for decision in proposal.decisions)
        self.take_over.setVisible(waiting and differs)
        self.accept.setVisible(waiting and bool(new))
        self.accept.setText(self.tr("Import {count} rows").format(count=new))
        self.back.setText(self.tr("Back; nothing is changed") if waiting else self.tr("Close"))

    def _columns_said(self, proposal: Proposal) -> str:
        """Which columns are left out: those that nobody would miss unless told."""
        left = [heading for heading, kind in proposal.columns.items() if kind is None]
        return self.tr("Columns left out: {columns}").format(columns=", ".join(left)) if left else ""

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self._rows)
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
        for column, wide in enumerate((70, 110, 190, 130)):
            table.setColumnWidth(column, wide)
        put_look(self.accept, look="primary")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.take_over)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.accept)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(16, 12, 16, 12)
        column_.setSpacing(8)
        for widget in (self.title, self.summary, self.columns, self.note):
            column_.addWidget(widget)
        column_.addWidget(table, 1)
        column_.addLayout(foot)

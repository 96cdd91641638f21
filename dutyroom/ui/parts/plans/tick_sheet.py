"""A proposal of many lines in the place of a list: a person ticks which are taken over; the first cell may be editable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.errors import said
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.parts.matter.kept_form import Run
from dutyroom.ui.theme import label_of, put_look


class TickSheet(QWidget):
    """Space ticks a line, F2 edits it; ``done`` carries the answer of the action. A subclass says words and command.

    ``widths`` are px by column; the column of ``stretching`` takes what is left.
    """

    done = Signal(int)
    left = Signal()

    def __init__(
        self, tools: Tools, widths: Mapping[int, int], *, stretching: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tools = tools
        self.title, self.hint = label_of("section", parent=self), QLabel(self)
        put_look(self.hint, type="secondary")
        self.hint.setWordWrap(True)
        self.table, self.note = QTableWidget(0, len(widths) + 1, self), FieldNote(self)
        self.all, self.back, self.send = QPushButton(self), QPushButton(self), QPushButton(self)
        for column, wide in widths.items():
            self.table.setColumnWidth(column, wide)
        self.table.horizontalHeader().setSectionResizeMode(stretching, QHeaderView.ResizeMode.Stretch)
        self._lay_out()

    def fill(self, rows: Sequence[Sequence[str]], *, editable: bool = False) -> None:
        """Show these lines, everything ticked; the first cell carries the tick."""
        self.table.blockSignals(True)
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column or not editable:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if not column:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked)
                self.table.setItem(place, column, item)
        self.table.blockSignals(False)
        self.note.be_silent()
        if rows:
            self.table.setCurrentCell(0, 0)
        self.retranslate()
        (self.table if rows else self.back).setFocus()

    def ticked(self) -> list[int]:
        """The lines that are taken over."""
        checked = Qt.CheckState.Checked
        return [row for row in range(self.table.rowCount()) if self.item(row).checkState() == checked]

    def tick_all(self) -> None:
        """Tick every line, or none where all are ticked."""
        every = len(self.ticked()) == self.table.rowCount()
        self.table.blockSignals(True)
        for row in range(self.table.rowCount()):
            self.item(row).setCheckState(Qt.CheckState.Unchecked if every else Qt.CheckState.Checked)
        self.table.blockSignals(False)
        self.table.viewport().update()
        self.word_send()

    def item(self, row: int) -> QTableWidgetItem:
        """The first cell of a line."""
        item = self.table.item(row, 0)
        assert item is not None  # noqa: S101  # each line has one
        return item

    def command(self) -> Run:
        """What is done with what is ticked; refused where a line cannot be read."""
        raise NotImplementedError

    def send_words(self, count: int) -> str:
        """The verb of the filled button for so many lines."""
        raise NotImplementedError

    def word_send(self) -> None:
        """Say how many lines are taken over."""
        count = len(self.ticked())
        self.send.setText(self.send_words(count))
        self.send.setEnabled(bool(count))

    def retranslate(self) -> None:
        """Word it anew; a subclass adds title, hint and heads."""
        self.table.setToolTip(self.tr("Space ticks a line, F2 writes another day"))
        self.all.setText(self.tr("All or none"))
        self.back.setText(self.tr("Back"))
        self.word_send()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back; Enter takes over what is ticked, on a button it presses that one."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        elif enter_presses(event, self):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.send.isEnabled():
            self.send.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setTabKeyNavigation(False)
        put_look(self.send, look="primary")
        foot, column = QHBoxLayout(), QVBoxLayout(self)
        foot.addWidget(self.all)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.send)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.hint):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        column.addLayout(foot)
        self.table.itemChanged.connect(lambda _: self._changed())
        self.all.clicked.connect(self.tick_all)
        self.back.clicked.connect(self.left)
        self.send.clicked.connect(self._send)

    def _changed(self) -> None:
        self.note.be_silent()
        self.word_send()

    def _send(self) -> None:
        try:
            action, command = self.command()
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.send.setEnabled(False)
        failed = lambda _: self.send.setEnabled(True)  # noqa: E731  # a line in the call below
        self.tools.courier.do(self, action, command, then=self._done, refused=self._refused, failed=failed)

    def _done(self, answer: int) -> None:
        self.send.setEnabled(True)
        self.done.emit(answer)

    def _refused(self, refusal: Refusal) -> None:
        self.send.setEnabled(True)
        self.note.say(said(refusal, self.tools.wording(), self.tools.zone))
        self.table.setFocus()

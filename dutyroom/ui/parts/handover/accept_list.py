"""A list in which the incoming officer accepts each item: told, read, or questioned with a remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import Accept, Manner
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use
from dutyroom.ui.tokens import ROW

_KEYS: Final = {
    Qt.Key.Key_T: Manner.TOLD,
    Qt.Key.Key_R: Manner.READ,
    Qt.Key.Key_Q: Manner.QUESTIONED,
}
_ICONS: Final = {Manner.TOLD: "call_in", Manner.READ: "check", Manner.QUESTIONED: "warning"}
_TONES: Final = {Manner.TOLD: "done", Manner.READ: "done", Manner.QUESTIONED: "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAccept:
    """An open item, or an entry of the addendum; ``note`` stands at the right (its due time, its number)."""

    title: str
    note: str = ""
    is_overdue: bool = False
    open_item_id: int | None = None
    entry_seq: int | None = None

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from the others."""
        return (self.open_item_id or 0, self.entry_seq or 0)


class _Table(QTableWidget):
    """The rows; T, R and Q answer for the selected ones."""

    answered = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter answers; everything else moves."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if plain and key in _KEYS:
            self.answered.emit(_KEYS[key])
            event.accept()
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.answered.emit(None)
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As tall as its rows, up to seven of them."""
        tall = sum(self.rowHeight(row) for row in range(min(self.rowCount(), 7)))
        return QSize(320, max(tall, ROW) + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Two rows are always seen."""
        return QSize(200, min(2 * ROW + 8, self.sizeHint().height()))


class AcceptList(QWidget):
    """Rows to accept one by one: T told, R read, Q questioned; the cursor goes on to the next that is open.

    Answers are kept by item, so that a list that is read again keeps them.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ToAccept, ...] = ()
        self._answers: dict[tuple[int, int], tuple[Manner, str]] = {}
        self._filling = False
        self.state = label_of("small", parent=self)
        self.table = _Table(0, 3, self)
        self.remark = QLineEdit(self)
        self.remark_label = QLabel(self)
        self.note = FieldNote(self)
        self.buttons = {manner: QPushButton(self) for manner in Manner}
        self._lay_out()
        self.retranslate()

    def set_items(self, items: Sequence[ToAccept]) -> None:
        """Show these; what was answered already stays answered."""
        if tuple(items) == self._items:
            return
        current = self._current()
        self._items = tuple(items)
        self._fill()
        kept = next((row for row, item in enumerate(items) if current and item.key == current.key), 0)
        if items:
            self.table.setCurrentCell(kept, 1)
        self._current_changed()
        self.changed.emit()

    def answers(self) -> tuple[Accept, ...]:
        """How each item was accepted; those that were not are left out."""
        return tuple(
            Accept(self._answers[item.key][0], item.open_item_id, item.entry_seq, self._answers[item.key][1])
            for item in self._items
            if item.key in self._answers
        )

    def left(self) -> int:
        """How many are still to be accepted."""
        return sum(1 for item in self._items if item.key not in self._answers)

    def items(self) -> tuple[ToAccept, ...]:
        """What is shown."""
        return self._items

    def answer(self, manner: Manner | None) -> None:
        """Answer for the selected rows; None takes an answer back."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()}) or [self.table.currentRow()]
        for row in rows:
            if not 0 <= row < len(self._items):
                continue
            key = self._items[row].key
            if manner is None:
                self._answers.pop(key, None)
            else:
                self._answers[key] = (manner, self._answers.get(key, (manner, ""))[1])
            self._show_answer(row)
        self.note.be_silent()
        self._say_state()
        if manner is Manner.QUESTIONED and len(rows) == 1:
            self._current_changed()
            self.remark.setFocus(Qt.FocusReason.OtherFocusReason)
        elif manner is not None:
            self._go_on(rows[-1])
        self.changed.emit()

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """Say what is missing, and go to the row that it is about."""
        self.note.say(sentence)
        asked = refusal.facts.get("id")
        row = next(
            (
                row
                for row, item in enumerate(self._items)
                if (asked in (item.open_item_id, item.entry_seq) if asked else item.key not in self._answers)
            ),
            0,
        )
        self.table.setCurrentCell(row, 1)
        (self.remark if asked else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        words = {
            Manner.TOLD: (self.tr("Told"), self.tr("Told by word of mouth (T)")),
            Manner.READ: (self.tr("Read"), self.tr("Read in the log (R)")),
            Manner.QUESTIONED: (self.tr("Questioned"), self.tr("Questioned; say what in the remark (Q)")),
        }
        for manner, (word, hint) in words.items():
            self.buttons[manner].setText(f"{word}  {manner.value[0].upper()}")
            self.buttons[manner].setAccessibleName(word)
            self.buttons[manner].setToolTip(hint)
        self.remark_label.setText(self.tr("Remark"))
        self.remark.setAccessibleName(self.tr("Remark on this item"))
        self.remark.setPlaceholderText(self.tr("What is unclear; Enter goes on to the next"))
        if not self.table.accessibleName():
            self.table.setAccessibleName(self.tr("Items to accept: T told, R read, Q questioned"))
        self._fill()
        self._say_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._fill()

    def _lay_out(self) -> None:
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().hide()
        self.table.setShowGrid(False)
        put_look(self.table, look="lines")  # the words of one item go over several lines
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        columns, rows = self.table.horizontalHeader(), self.table.verticalHeader()
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        columns.resizeSection(0, 108)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setMinimumSectionSize(ROW)
        self.remark_label.setBuddy(self.remark)
        put_look(self.remark_label, type="secondary")
        line = QHBoxLayout()
        for manner, button in self.buttons.items():
            line.addWidget(button)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _=False, how=manner: self._clicked(how))
        line.addWidget(self.remark_label)
        line.addWidget(self.remark, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.state)
        column.addWidget(self.table)
        column.addLayout(line)
        column.addWidget(self.note)
        self.setFocusProxy(self.table)
        rows.sectionResized.connect(lambda *_: self.table.updateGeometry())
        self.table.answered.connect(self.answer)
        self.table.currentCellChanged.connect(self._current_changed)
        self.remark.textEdited.connect(self._remark_edited)
        self.remark.returnPressed.connect(lambda: self._go_on(self.table.currentRow()))

    def _clicked(self, manner: Manner) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answer(manner)

    def _current(self) -> ToAccept | None:
        row = self.table.currentRow()
        return self._items[row] if 0 <= row < len(self._items) else None

    def _current_changed(self, *_: object) -> None:
        item = self._current()
        self.remark.setEnabled(item is not None)
        for button in self.buttons.values():
            button.setEnabled(item is not None)
        self.remark.setText(self._answers[item.key][1] if item and item.key in self._answers else "")

    def _remark_edited(self, text: str) -> None:
        item = self._current()
        if item is None:
            return
        # A remark without an answer is a question.
        manner = self._answers[item.key][0] if item.key in self._answers else Manner.QUESTIONED
        self._answers[item.key] = (manner, text)
        self._show_answer(self.table.currentRow())
        self._say_state()
        self.changed.emit()

    def _go_on(self, row: int) -> None:
        """To the next row that is not accepted; below first, then from the top; otherwise stay."""
        places = [*range(row + 1, len(self._items)), *range(row + 1)]
        open_rows = [place for place in places if self._items[place].key not in self._answers]
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentCell(open_rows[0] if open_rows else max(row, 0), 1)
        self._current_changed()

    def _fill(self) -> None:
        current = self.table.currentRow()
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._items))
        tokens = tokens_in_use()
        for row, item in enumerate(self._items):
            for column, text in ((0, ""), (1, item.title), (2, item.note)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column == 2:
                    cell.setForeground(QColor(tokens.overdue if item.is_overdue else tokens.secondary))
                self.table.setItem(row, column, cell)
            self._show_answer(row)
        if 0 <= current < len(self._items):
            self.table.setCurrentCell(current, 1)
        self.table.blockSignals(False)
        self.table.updateGeometry()
        self._say_state()

    def _show_answer(self, row: int) -> None:
        cell = self.table.item(row, 0)
        if cell is None:
            return
        tokens = tokens_in_use()
        answer = self._answers.get(self._items[row].key)
        if answer is None:
            cell.setText(self.tr("to accept"))
            cell.setForeground(QColor(tokens.secondary))
            cell.setIcon(icon("note", tokens.secondary, size=16))
            return
        colour = getattr(tokens, _TONES[answer[0]])
        cell.setText(self.buttons[answer[0]].accessibleName())
        cell.setForeground(QColor(colour))
        cell.setIcon(icon(_ICONS[answer[0]], colour, size=16))

    def _say_state(self) -> None:
        if not self._items:
            self.state.setText(self.tr("Nothing to accept."))
        elif self.left():
            pattern = self.tr("{left} of {count} still to accept: T told, R read, Q questioned")
            self.state.setText(pattern.format(left=self.left(), count=len(self._items)))
        else:
            self.state.setText(self.tr("All {count} accepted.").format(count=len(self._items)))
        self.table.setVisible(bool(self._items))
        for widget in (*self.buttons.values(), self.remark, self.remark_label):
            widget.setVisible(bool(self._items))

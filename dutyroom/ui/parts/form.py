"""A form: named fields with labels, a sentence beside the field that was refused, and nothing discarded."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, give_focus, is_enter, tab_as_laid_out
from dutyroom.ui.theme import put_look, set_in


class Form(QWidget):
    """Lays out named fields; a subclass adds them, words them in ``retranslate`` and adds its buttons.

    The attribute, the object name and the name in refusals of a field are the same word.
    """

    dirty_changed = Signal(bool)
    step_back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, tuple[QLabel, QWidget, FieldNote]] = {}
        self._hints: dict[str, str] = {}
        self._dirty = False
        self.first_step: QAbstractButton | None = None
        self._form_note = FieldNote(self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self.fields_box, self.outer_box = (
            QVBoxLayout(),
            QVBoxLayout(self),
        )  # a sheet lets what is asked scroll, not the buttons
        self.fields_box.addWidget(self._form_note)
        self.fields_box.addLayout(self._grid)
        self.outer_box.setContentsMargins(0, 0, 0, 0)
        for each in (self.fields_box, self.outer_box):
            each.setSpacing(12)
        self.outer_box.addLayout(self.fields_box)
        self.outer_box.addLayout(self._buttons)

    def add_field(
        self, name: str, field: QWidget, *, tall: bool = False, beside: bool = False, wide: bool = False
    ) -> None:
        """Add a field below the others, or ``beside`` the last one; a ``wide`` one has the room of two.

        ``tall`` puts its label at the top of the field.
        """
        field.setObjectName(name)
        label = QLabel(self)
        label.setBuddy(field)
        label.setProperty("type", "secondary")
        note = FieldNote(self)
        holder = QVBoxLayout()
        holder.setSpacing(2)
        holder.addWidget(field)
        holder.addWidget(note)
        if not tall:
            holder.addStretch(1)  # beside a field with a long note it stays on the line of its label
        row, column = (self._grid.rowCount() - 1, 2) if beside else (self._grid.rowCount(), 0)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        label.setMinimumHeight(30)
        if tall:
            label.setAlignment(top)
            label.setContentsMargins(0, 5, 0, 0)
            holder.setContentsMargins(0, 0, 0, 6)  # its label is lower and leaves no room below
        self._grid.addWidget(label, row, column, top)
        self._grid.addLayout(holder, row, column + 1, 1, 3 if wide else 1)
        self._fields[name] = (label, field, note)
        self._listen(name, field)

    def add_button(self, button: QAbstractButton, *, first_step: bool = False) -> None:
        """Add a button at the foot; ``first_step`` makes it the filled one, which Enter presses."""
        if first_step:
            put_look(button, look="primary")
        self._buttons.addWidget(button)
        if first_step:
            self.first_step = button

    def add_part(self, part: QWidget, *, ahead: bool = False) -> None:
        """Add something as wide as the form between fields and buttons, or ``ahead`` of the fields."""
        self.fields_box.insertWidget(0 if ahead else self.fields_box.count(), part)

    def showEvent(self, event: QShowEvent) -> None:
        """Tab follows the order of reading, whatever was made first."""
        super().showEvent(event)
        tab_as_laid_out(self)
        self.order_tab()

    def order_tab(self) -> None:
        """Where a form wants another order than that of reading; asked after that was set."""

    def word_field(self, name: str, label: str, hint: str = "") -> None:
        """Word a field: its label, also as accessible name, and a hint under it."""
        shown, field, note = self._fields[name]
        shown.setText(label)
        field.setAccessibleName(label)
        self._hints[name] = hint
        if not self._is_refused(name):
            note.say(hint, "hint")
        if field.isHidden():
            note.setVisible(False)

    def note_field(self, name: str, sentence: str) -> None:
        """Say something beside a field that is no refusal; it goes when somebody types there."""
        self._fields[name][2].say(sentence, "info")

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a field with its label; what was typed in it stays."""
        label, field, note = self._fields[name]
        label.setVisible(shown)
        field.setVisible(shown)
        note.setVisible(shown and bool(note.text()))

    def field_names(self) -> tuple[str, ...]:
        """The names of the fields in reading order."""
        return tuple(self._fields)

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """Put the sentence beside the field that was refused and go there; what was typed stays."""
        self.clear_notes()
        named = self._fields.get(refusal.field or "")
        if named is None:
            self._form_note.say(sentence)
            return
        _, field, note = named
        note.say(sentence)
        field.setAccessibleDescription(sentence)
        put_look(field, refused="true")
        give_focus(field, self)

    def clear_notes(self) -> None:
        """Take back what was pointed out."""
        self._form_note.be_silent()
        for name in self._fields:
            self._calm(name)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed since the form was last clean."""
        return self._dirty

    def mark_clean(self) -> None:
        """What stands in the form is what is stored."""
        self._set_dirty(False)

    def retranslate(self) -> None:
        """Word the form anew; a subclass calls ``word_field`` for each field here."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks to step back and discards nothing; Enter presses the filled button, on another button that one."""
        first_step = self.first_step
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        elif enter_presses(event, self):
            event.accept()
        elif is_enter(event) and first_step is not None:
            first_step.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _listen(self, name: str, field: QWidget) -> None:
        def touched(*_: object) -> None:
            self._calm(name)
            self._set_dirty(True)

        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
            field.textChanged.connect(touched)
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(touched)
            field.editTextChanged.connect(touched)
        elif isinstance(field, QAbstractSpinBox):
            set_in(field)
            if isinstance(field, QSpinBox | QDoubleSpinBox):
                field.valueChanged.connect(touched)
            line = field.findChild(QLineEdit)
            if line is not None:
                line.textChanged.connect(touched)
        elif isinstance(field, QAbstractButton):
            field.toggled.connect(touched)
        elif hasattr(field, "changed"):
            field.changed.connect(touched)

    def _is_refused(self, name: str) -> bool:
        return bool(self._fields[name][1].property("refused") == "true")

    def _calm(self, name: str) -> None:
        _, field, note = self._fields[name]
        if self._is_refused(name):
            put_look(field, refused="")
            field.setAccessibleDescription("")
        note.say(self._hints.get(name, ""), "hint")
        if field.isHidden():
            note.setVisible(False)

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)

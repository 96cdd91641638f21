"""Everything that an entry can say, as a form with labels; knows one draft at a time."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from dutyroom.rules.entry import KIND_WORDS, WRITTEN_KINDS
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.large_text import LargeText
from dutyroom.ui.parts.person_picker import PersonPicker

BESIDE = frozenset({"happened_at", "person", "keep_number", "due_at", "urgent", "paper_writer"})
WIDE = frozenset({"text"})


class EntryFields(Form):
    """The fields of one entry in two columns; ``edited`` with every character, ``write_asked`` by Ctrl+Enter."""

    edited = Signal()
    write_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = DraftState(key="")
        self._filling = False
        self.kind = QComboBox(self)
        self.happened_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.unit = PersonPicker(self, free_text=True)
        self.person, self.phone = QLineEdit(self), QLineEdit(self)
        self.keep_number = QCheckBox(self)
        self.text = LargeText(self)
        self.is_open = QCheckBox(self)
        self.due_at = time_field(tools, ahead=True, parent=self)
        self.important, self.urgent = QCheckBox(self), QCheckBox(self)
        self.paper_number = QLineEdit(self)
        self.paper_writer = PersonPicker(self, free_text=True)
        for kind in WRITTEN_KINDS:
            self.kind.addItem("", str(kind))
        self._lay_out()
        self._connect()
        self.retranslate()

    def fill(self, draft: DraftState) -> None:
        """Show a draft as it was typed; the cursor stands at the end of its text."""
        self._filling = True
        self._shown = draft
        self.clear_notes()
        self.kind.setCurrentIndex(max(self.kind.findData(draft.kind), 0))
        for line, words in (
            (self.happened_at, draft.happened),
            (self.unit, draft.unit),
            (self.person, draft.person),
            (self.phone, draft.phone),
            (self.due_at, draft.due),
            (self.paper_number, draft.paper_number),
            (self.paper_writer, draft.paper_writer),
        ):
            line.setText(words)
        self.keep_number.setChecked(draft.keep_number)
        self.is_open.setChecked(draft.is_open)
        self.important.setChecked(draft.important)
        self.urgent.setChecked(draft.urgent)
        self.text.setPlainText(draft.text)
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self._filling = False
        self._show_parts()

    def draft(self) -> DraftState:
        """What stands in the form."""
        return replace(
            self._shown,
            kind=str(self.kind.currentData()),
            happened=self.happened_at.text(),
            unit=self.unit.text(),
            person=self.person.text(),
            phone=self.phone.text(),
            keep_number=self.keep_number.isChecked(),
            text=self.text.toPlainText(),
            due=self.due_at.text(),
            is_open=self.is_open.isChecked(),
            important=self.important.isChecked(),
            urgent=self.urgent.isChecked(),
            paper_number=self.paper_number.text(),
            paper_writer=self.paper_writer.text(),
        )

    def retranslate(self) -> None:
        """Word the form anew; what is typed stays."""
        for place, kind in enumerate(WRITTEN_KINDS):
            self.kind.setItemText(place, self.tr(KIND_WORDS[kind]))
        for name, label in (
            ("kind", self.tr("Kind")),
            ("happened_at", self.tr("When it happened")),
            ("unit", self.tr("Unit")),
            ("person", self.tr("Person")),
            ("phone", self.tr("Phone")),
            ("keep_number", self.tr("Directory")),
            ("text", self.tr("What happened")),
            ("is_open", self.tr("Open item")),
            ("due_at", self.tr("Due time")),
            ("important", self.tr("Important")),
            ("urgent", self.tr("Urgent")),
            ("paper_number", self.tr("Paper number")),
            ("paper_writer", self.tr("Writer on paper")),
        ):
            self.word_field(name, label)
        self.unit.setPlaceholderText(self.tr("name, pinyin or initials"))
        self.keep_number.setText(self.tr("keep this number for the unit"))
        self.is_open.setText(self.tr("still to be done"))
        self.due_at.set_placeholder(self.tr("no time; 1800, 2h, 明日0800"))
        self.important.setText(self.tr("stands first in the handover"))
        self.urgent.setText(self.tr("finish before the handover"))
        self.paper_number.setPlaceholderText(self.tr("if first written by hand"))

    def _lay_out(self) -> None:
        for name in (
            *("kind", "happened_at", "unit", "person", "phone", "keep_number", "text"),
            *("is_open", "due_at", "important", "urgent", "paper_number", "paper_writer"),
        ):
            tall = name in WIDE
            self.add_field(name, getattr(self, name), tall=tall, beside=name in BESIDE, wide=tall)
            if tall:
                self._grid.setRowStretch(self._grid.rowCount() - 1, 1)
        self._grid.setColumnStretch(3, 1)
        # the fields, not the room under them, take what height there is
        self.fields_box.setStretch(self.fields_box.indexOf(self._grid), 1)

    def _connect(self) -> None:
        lines = (self.happened_at, self.unit, self.person, self.phone, self.due_at, self.paper_number)
        for line in (*lines, self.paper_writer, self.text):
            line.textChanged.connect(self._changed)
        for box in (self.keep_number, self.is_open, self.important, self.urgent):
            box.toggled.connect(self._changed)
        self.kind.currentIndexChanged.connect(self._changed)
        self.text.entered.connect(self.write_asked)

    def _changed(self) -> None:
        if not self._filling:
            self._show_parts()
            self.edited.emit()

    def _show_parts(self) -> None:
        """A due time and a haste are of an open item only; what was typed there stays."""
        self.due_at.setEnabled(self.is_open.isChecked())
        self.urgent.setEnabled(self.is_open.isChecked())
        self.keep_number.setEnabled(bool(self.phone.text().strip()))

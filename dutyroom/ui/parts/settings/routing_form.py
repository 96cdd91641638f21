"""One word of routing: where it comes from and what happened to it, and the form that adds or changes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from dutyroom.data.queries.routing import RoutingWordRow
from dutyroom.rules.routing_change import WEIGHT, AddRoutingWord, ChangeRoutingWord
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.settings.routing_words import origin_said, standing_said
from dutyroom.ui.theme import label_of, put_look

Typed = tuple[str, str, int, bool, int]
_NO_OFFICE = 0
"""What was typed names no office; it is refused as one that is unknown."""


class RoutingForm(Form):
    """``word``, ``unit``, ``weight`` and ``active`` of a word; links take it out, put it back, or to as it was shipped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: RoutingWordRow | None = None
        self.version = 0
        self.name = label_of("strong", parent=self)
        self.origin, self.history = (label_of("small", parent=self) for _ in range(2))
        self.take, self.shipped, self.undo = (QPushButton(self) for _ in range(3))
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label in (self.name, self.origin, self.history):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        for link in (self.take, self.shipped, self.undo):
            put_look(link, look="link")
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.undo.setVisible(False)
        self.add_part(head, ahead=True)
        self.word, self.unit = QLineEdit(self), PersonPicker(self, free_text=True)
        self.weight, self.active = QSpinBox(self), QCheckBox(self)
        self.weight.setRange(WEIGHT[0], WEIGHT[-1])
        for name in ("word", "unit", "weight", "active"):
            self.add_field(name, getattr(self, name))
        self.all_shipped, self.new, self.save = (QPushButton(self) for _ in range(3))
        for button, name in (
            (self.take, "take_word"),
            (self.shipped, "as_shipped"),
            (self.undo, "undo_routing"),
            (self.all_shipped, "all_as_shipped"),
            (self.new, "new_word"),
            (self.save, "save_word"),
        ):
            button.setObjectName(name)
        self.add_button(self.all_shipped)
        self.add_button(self.new)
        self.add_button(self.save, first_step=True)
        self.fields_box.addStretch(1)
        self.retranslate()

    def show_word(self, row: RoutingWordRow | None) -> None:
        """Show this word, or an empty form for a new one."""
        self.row, self.version = row, row.version if row else 0
        self.clear_notes()
        self.word.setText(row.word if row else "")
        self.unit.set_choice(row.unit_id if row else None)
        if row is not None and not self.unit.text():
            self.unit.setText(row.unit)
        self.weight.setValue(row.weight if row else WEIGHT[0])
        self.active.setChecked(row.active if row else True)
        self.show_field("active", row is not None and not row.removed)
        self.say_history([])
        self.retranslate()
        self.mark_clean()

    def meet(self, row: RoutingWordRow) -> None:
        """Somebody changed it meanwhile: say what stands there now; saving again is knowing it."""
        self.row, self.version = row, row.version
        self.retranslate()
        now = self.tr("Stands there now: {text}")
        if row.weight != self.weight.value():
            self.note_field("weight", now.format(text=row.weight))
        if row.active != self.active.isChecked():
            self.note_field("active", now.format(text=standing_said(row)))

    def set_units(self, choices: Sequence[Choice]) -> None:
        """The offices that a word may lead to."""
        self.unit.set_choices(choices)
        if self.row is not None and not self.is_dirty:
            self.unit.set_choice(self.row.unit_id)
            self.mark_clean()

    def say_history(self, lines: Sequence[str]) -> None:
        """What happened to the word, a line each."""
        self.history.setText("\n".join(lines))
        self.history.setVisible(bool(lines))

    def typed(self) -> Typed:
        """What stands in the fields, and the version that it was typed over."""
        fields = self.word.text(), self.unit.text(), self.weight.value(), self.active.isChecked()
        return (*fields, self.version)

    def type_again(self, typed: Typed) -> None:
        """Put back what somebody had typed for this word."""
        self.word.setText(typed[0])
        self.unit.setText(typed[1])
        self.weight.setValue(typed[2])
        self.active.setChecked(typed[3])
        self.version = typed[4]

    def command(self) -> AddRoutingWord | ChangeRoutingWord:
        """What is asked for."""
        unit, weight, row = self._unit_id(), self.weight.value(), self.row
        if row is None or row.removed:
            return AddRoutingWord(word=self.word.text(), unit_id=unit, weight=weight)
        return ChangeRoutingWord(
            word=row.word,
            unit_id=row.unit_id,
            version=self.version,
            weight=weight,
            active=self.active.isChecked(),
            to_unit_id=unit or _NO_OFFICE,
        )

    def show_rights(self, may: bool) -> None:
        """Whether anything may be changed here."""
        for name in self.field_names():
            getattr(self, name).setEnabled(may)
        self.word.setReadOnly(self.row is not None)
        for button in (self.take, self.shipped, self.undo, self.all_shipped, self.new, self.save):
            button.setEnabled(may)

    def retranslate(self) -> None:
        """Word the form anew."""
        row = self.row
        self.name.setText(f"{row.word} → {row.unit}" if row else self.tr("A new word"))
        said = f"{origin_said(row)} · {standing_said(row)}" if row else self.tr("A word that a notice's title says.")
        self.origin.setText(said)
        correct = self.tr("To correct the word itself remove it and add the right one.")
        self.word_field("word", self.tr("Word"), correct if row and row.shipped is None else "")
        self.word_field("unit", self.tr("Leads to"))
        self.word_field("weight", self.tr("Weight"), self.tr("1 to 9; its points are multiplied by it."))
        self.word_field("active", "")
        self.active.setText(self.tr("In use"))
        self.active.setAccessibleName(self.active.text())
        self.take.setText(self.tr("Put back into the table") if row and row.removed else self.tr("Remove"))
        self.take.setToolTip("" if row and row.removed else self.tr("Remove  Del"))
        self.take.setVisible(row is not None and row.shipped is None)
        self.shipped.setText(self.tr("As it was shipped"))
        self.shipped.setVisible(row is not None and row.is_changed)
        self.all_shipped.setText(self.tr("All as shipped"))
        self.all_shipped.setToolTip(self.tr("Every shipped word as it came; what was added or learnt stays."))
        self.new.setText(self.tr("New word"))
        self.new.setToolTip(self.tr("New word  Ins"))
        self.save.setText(self.tr("Save") if row else self.tr("Add"))
        self.undo.setToolTip(self.tr("Undo  Ctrl+Z"))
        for button in (self.take, self.shipped, self.all_shipped, self.new, self.save):
            button.setAccessibleName(button.text())

    def say_undo(self, said: str) -> None:
        """Offer to undo the last change; nothing where ``said`` is empty."""
        self.undo.setText(self.tr("Undo: {what}").format(what=said))
        self.undo.setAccessibleName(self.undo.text())
        self.undo.setVisible(bool(said))

    def _unit_id(self) -> int | None:
        number = self.unit.choice_id()
        same = self.row is not None and self.unit.text().strip() == self.row.unit
        return self.row.unit_id if same and self.row is not None else number

"""The form of a class of the mayor's telephone: its code, its names, what callers say, whose it is, whether it is for at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from dutyroom.data.queries.hotline_classes import ClassRow
from dutyroom.rules.hotline_classes import AddClass, ChangeClass, ClassFacts, words_of
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.hotline.words import at_once_said
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.versioned import Versioned
from dutyroom.ui.theme import put_look

FIELDS: Final = ("code", "name_zh", "name_en", "words", "unit", "sub", "source")
_WORDS_TALL: Final = 84


class ClassForm(Versioned):
    """Shows a class of the table, or an empty form for a new one; what is saved counts as checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: ClassRow | None = None
        self.code, self.name_zh, self.name_en, self.source = (QLineEdit(self) for _ in range(4))
        self.words = QPlainTextEdit(self)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(_WORDS_TALL)
        self.unit, self.sub = PersonPicker(self, free_text=True), QComboBox(self)
        self.sub.addItem("", "")
        for name in FIELDS:
            self.add_field(name, getattr(self, name), tall=name == "words")
        self.undo, self.take, self.new, self.save = (QPushButton(self) for _ in range(4))
        put_look(self.undo, look="link")
        for button in (self.undo, self.take, self.new):
            self.add_button(button)
        self.add_button(self.save, first_step=True)
        self.fields_box.addStretch(1)
        self.undo.setVisible(False)
        self.retranslate()

    def offer(self, units: Sequence[Choice], subs: Sequence[str]) -> None:
        """Offer these units and kinds of case for at once; what is chosen stays."""
        self.unit.set_choices(units)
        chosen = self.sub.currentData()
        self.sub.blockSignals(True)
        while self.sub.count() > 1:
            self.sub.removeItem(1)
        for sub in subs:
            self.sub.addItem(at_once_said(sub), sub)
        self.sub.setCurrentIndex(max(self.sub.findData(chosen), 0))
        self.sub.blockSignals(False)

    def show_class(self, row: ClassRow | None) -> None:
        """Show this class, or ask for a new one."""
        self.row = row
        self.begin_from(row.version if row else 0, self.of_row(row) if row else dict.fromkeys(FIELDS, ""))
        self._word_state()

    def of_row(self, row: ClassRow) -> dict[str, Any]:
        """What is stored, in the shape of the form."""
        facts = row.facts
        return {name: getattr(facts, name) for name in FIELDS} | {"words": "、".join(facts.words)}

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        for name in FIELDS:
            put_into(getattr(self, name), values.get(name))

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
        self.unit.choice_id()  # a unit named by its initials is taken before it is read
        return {name: value_in(getattr(self, name)) for name in FIELDS}

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`."""
        return at_once_said(str(value or "")) if name == "sub" else super().shown(name, value)

    def command(self) -> AddClass | ChangeClass:
        """What is to be stored."""
        said = {name: str(value or "") for name, value in self.to_store().items()}
        facts = ClassFacts(**{**said, "words": words_of(said["words"])}, checked=True)  # type: ignore[arg-type]  # texts
        if self.row is None:
            return AddClass(facts=facts)
        return ChangeClass(id=self.row.id, version=self.version, facts=facts)

    def show_rights(self, may: bool) -> None:
        """Whether it can be changed."""
        for name in FIELDS:
            field = getattr(self, name)
            if isinstance(field, QComboBox):
                field.setEnabled(may)
            else:
                field.setReadOnly(not may)
        for button in (self.take, self.new, self.save):
            button.setEnabled(may)

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field("code", self.tr("Code"), self.tr("2, 4 or 6 digits; cases have the six"))
        self.word_field("name_zh", self.tr("Chinese name"))
        self.word_field("name_en", self.tr("English name"))
        self.word_field("words", self.tr("Callers say"), self.tr("what callers say for it, with 、 between"))
        self.word_field("unit", self.tr("Unit"), self.tr("to which unit such cases go"))
        self.word_field("sub", self.tr("At once"))
        self.word_field("source", self.tr("Source"))
        self.sub.setItemText(0, self.tr("an ordinary case"))
        for place in range(1, self.sub.count()):
            self.sub.setItemText(place, at_once_said(str(self.sub.itemData(place))))
        self.new.setText(self.tr("New class"))
        self.new.setToolTip(self.tr("New class") + "  Ins")
        self.undo.setText(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Undo the last change") + "  Ctrl+Z")
        self._word_state()

    def _word_state(self) -> None:
        row = self.row
        self.take.setVisible(row is not None)
        self.take.setText(self.tr("Put back") if row is not None and not row.active else self.tr("Withdraw"))
        self.take.setToolTip(self.take.text() + "  Del")
        self.save.setText(self.tr("Save") if row is not None else self.tr("Add"))

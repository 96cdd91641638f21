"""The form of the head of a kind of issued paper: name, colour, line of the issue, distribution, foot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from dutyroom.actions.mastheads import TemplateRow
from dutyroom.rules.masthead import Masthead
from dutyroom.rules.paper_template import EMPTIES, FIELDS, HEAD_FIELDS, LISTS, PaperTemplate
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.parts.versioned import Versioned
from dutyroom.ui.theme import put_look

CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "form": {"bulletin": mark("bulletin"), "letter": mark("letter")},
    "colour": {"red": mark("red"), "black": mark("black")},
    "issue": {
        "serial": mark("No. 12"),
        "year-serial": mark("No. 2026-12"),
        "number": mark("the number of the paper"),
        "none": mark("no line of the issue"),
    },
    "foot": {
        "edited": mark("edited, reviewed, signed, copies printed"),
        "contact": mark("edited, telephone, signed"),
        "none": mark("nobody is named"),
    },
    **{
        name: {"last": mark("as the last paper of its kind went"), "nobody": mark("nobody: no such line")}
        for name in EMPTIES.values()
    },
}
"""What may be chosen of a field, and how it is said."""
NAMES: Final[Mapping[str, str]] = {
    "zh": mark("Chinese name"),
    "en": mark("English name"),
    "form": mark("Form"),
    "colour": mark("Colour"),
    "issue": mark("Line of the issue"),
    "to_zh": mark("Sent up, Chinese"),
    "to_en": mark("Sent up, English"),
    "copies_zh": mark("Copies, Chinese"),
    "copies_en": mark("Copies, English"),
    "foot": mark("Foot"),
    "to": mark("Goes to"),
    "copies": mark("Copies go to"),
    "to_empty": mark("If nobody is listed"),
    "copies_empty": mark("If nobody is listed"),
    "contact": mark("Contact"),
}
_LIST_TALL: Final = 56
_BESIDE: Final = frozenset({"colour", "to_en", "copies_en"})
_WIDE: Final = frozenset({"zh", "en", "issue", "foot", "to", "copies", *EMPTIES.values(), "contact"})
_ORDER: Final = (
    *("zh", "en", "form", "colour", "issue", "foot", "to_zh", "to_en", "to", "to_empty"),
    *("copies_zh", "copies_en", "copies", "copies_empty", "contact"),
)


def choice_said(name: str, value: str) -> str:
    """A value of a field as a person reads it."""
    return translated(CHOICES[name][value]) if value in CHOICES.get(name, ()) else value


def name_said(name: str) -> str:
    """How a field is called."""
    return translated(NAMES.get(name, name))


class MastheadForm(Versioned):
    """Shows the template of a kind; ``template`` is what stands in the form, ``typed_in`` tells of every change there."""

    typed_in = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: TemplateRow | None = None
        self.inputs: dict[str, QWidget] = {}
        for name in _ORDER:
            self.inputs[name] = field = self._made(name)
            is_list = name in LISTS
            self.add_field(name, field, tall=is_list, beside=name in _BESIDE, wide=name in _WIDE)
        self.shipped, self.save = QPushButton(self), QPushButton(self)
        put_look(self.shipped, look="link")
        self.add_button(self.shipped)
        self.add_button(self.save, first_step=True)
        FieldsArea(self)
        self.retranslate()

    def show_row(self, row: TemplateRow) -> None:
        """Show the template in force of a kind."""
        self.row = row
        self.begin_from(row.version, self.of_row(row))
        self.shipped.setVisible(row.is_own)

    def of_row(self, row: TemplateRow) -> dict[str, Any]:
        """What is stored, in the shape of the form."""
        plain = row.template.plain()
        return plain | {name: "\n".join(plain[name]) for name in LISTS}

    def template(self) -> PaperTemplate:
        """What stands in the form, not checked."""
        said = {name: str(value or "") for name, value in self.values().items()}
        head = Masthead(**{name: said[name] for name in HEAD_FIELDS})  # type: ignore[arg-type]  # of the choices
        to, copies = (tuple(line.strip() for line in said[name].split("\n") if line.strip()) for name in LISTS)
        empties: Any = {name: said[name] for name in EMPTIES.values()}  # of the choices
        return PaperTemplate(head=head, to=to, copies=copies, **empties, contact=said["contact"])

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        for name, field in self.inputs.items():
            put_into(field, values.get(name))

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
        return {name: value_in(self.inputs[name]) for name in FIELDS}

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`."""
        return choice_said(name, str(value or "")) if name in CHOICES else super().shown(name, value)

    def show_rights(self, may: bool) -> None:
        """Whether it can be changed."""
        for field in self.inputs.values():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.setReadOnly(not may)
            else:
                field.setEnabled(may)
        for button in (self.shipped, self.save):
            button.setEnabled(may)

    def retranslate(self) -> None:
        """Word it anew."""
        empty = {
            **dict.fromkeys(LISTS, self.tr("one a line")),
            "contact": self.tr("stands on a new paper unless somebody writes another"),
        }
        for name in FIELDS:
            self.word_field(name, name_said(name))
            field = self.inputs[name]
            if name in empty and isinstance(field, QLineEdit | QPlainTextEdit):
                field.setPlaceholderText(empty[name])
        self.word_field("zh", name_said("zh"), self.tr("{office} stands for the office's name"))
        for name, words in CHOICES.items():
            box = self.inputs[name]
            if isinstance(box, QComboBox):
                for place, word in enumerate(words.values()):
                    box.setItemText(place, translated(word))
        self.shipped.setText(self.tr("As shipped"))
        self.save.setText(self.tr("Save"))

    def _made(self, name: str) -> QWidget:
        if name in CHOICES:
            box = QComboBox(self)
            for value in CHOICES[name]:
                box.addItem("", value)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.currentIndexChanged.connect(self.typed_in)
            return box
        if name in LISTS:
            text = QPlainTextEdit(self)
            text.setTabChangesFocus(True)
            text.setFixedHeight(_LIST_TALL)
            text.textChanged.connect(self.typed_in)
            return text
        line = QLineEdit(self)
        line.textChanged.connect(self.typed_in)
        return line

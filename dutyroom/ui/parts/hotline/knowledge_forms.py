"""The forms of the knowledge shelf: an item, new or changed; that it still holds; why it is taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from dutyroom.actions.knowledge import add_knowledge, change_knowledge, check_knowledge, withdraw_knowledge
from dutyroom.data.queries.hotline_classes import ClassRow
from dutyroom.data.queries.knowledge import KnowledgeRow
from dutyroom.rules.knowledge import (
    QUESTION_MOST,
    AddKnowledge,
    ChangeKnowledge,
    CheckKnowledge,
    KnowledgeFacts,
    WithdrawKnowledge,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.hotline.knowledge_words import day_said
from dutyroom.ui.parts.hotline.sheet_class import SheetClass
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.plans.forms import read_date
from dutyroom.ui.parts.versioned import Typed, Versioned

FIELDS: Final = ("question", "answer", "code", "unit", "source", "valid_until", "checked")
_FRESH: Final[dict[str, Any]] = {**dict.fromkeys(FIELDS, ""), "checked": True}
_ANSWER_TALL: Final = 150


class KnowledgeForm(Versioned):
    """An item, new or to be changed; ``sent`` carries the action with its command, or what cannot be read."""

    sent = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: int | None = None
        self._kept: dict[int, Typed] = {}
        self.question, self.source, self.valid_until = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.question.setMaxLength(QUESTION_MOST)
        self.answer = QPlainTextEdit(self)
        self.answer.setTabChangesFocus(True)
        self.answer.setMinimumHeight(_ANSWER_TALL)
        self.code, self.unit = SheetClass(tools, self), PersonPicker(self, free_text=True)
        self.checked = QCheckBox(self)
        for name in FIELDS:
            self.add_field(name, getattr(self, name), tall=name == "answer")
        self.back, self.save = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.save, first_step=True)
        self.back.clicked.connect(self.step_back_asked)
        self.save.clicked.connect(self.send)
        self.retranslate()

    @property
    def number(self) -> int | None:
        """The item that is changed, 0 for a new one; None while nothing is asked."""
        return self._number

    def offer(self, units: Sequence[Choice], classes: Sequence[ClassRow]) -> None:
        """Offer these units and classes; what is chosen stays."""
        code = self.code.code()
        self.unit.set_choices(units)
        self.code.offer(classes)
        if code:
            self.code.show_code(code)

    def begin(self, row: KnowledgeRow | None) -> None:
        """Ask for a new item, or change this one; what was typed and not sent is there again."""
        self.keep()
        self.begin_from(row.version if row is not None else 0, self.of_row(row) if row is not None else _FRESH)
        self._number = row.id if row is not None else 0
        self.show_field("checked", row is not None)
        typed = self._kept.pop(self._number, None)
        if typed is not None:
            self.type_again(typed)

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        if self._number is not None and self.is_dirty:
            self._kept[self._number] = self.typed()
        self._number = None

    def finished(self) -> None:
        """What was sent is stored."""
        self._number = None
        self.mark_clean()

    def of_row(self, row: KnowledgeRow) -> dict[str, Any]:
        """What is stored, in the shape of the form."""
        values: dict[str, Any] = {name: getattr(row, name) for name in ("question", "answer", "code", "unit", "source")}
        return values | {"valid_until": day_said(row.valid_until), "checked": True}

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        for name in FIELDS:
            if name == "code":
                self.code.show_code(str(values.get(name) or ""))
            else:
                put_into(getattr(self, name), values.get(name))

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
        self.unit.choice_id()  # a unit named by its initials is taken before it is read
        return {name: self.code.code() if name == "code" else value_in(getattr(self, name)) for name in FIELDS}

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`; a class by its name."""
        named = self.code.named(str(value)) if name == "code" and value else ""
        return named or super().shown(name, value)

    def send(self) -> None:
        """Ask for it to be stored."""
        if self._number is None:
            return
        self.clear_notes()
        said = self.to_store()
        checked, until = bool(said.pop("checked")), str(said.pop("valid_until") or "")
        try:
            facts = KnowledgeFacts(**{name: value or "" for name, value in said.items()}, valid_until=day_of(until))
        except Refusal as refusal:
            self.sent.emit(refusal)
            return
        if self._number:
            change = ChangeKnowledge(id=self._number, version=self.version, facts=facts, checked=checked)
            self.sent.emit((change_knowledge, change))
        else:
            self.sent.emit((add_knowledge, AddKnowledge(facts=facts)))

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field("question", self.tr("Question"))
        self.word_field("answer", self.tr("What to answer"))
        self.word_field("code", self.tr("Class"), self.tr("a word, pinyin or the code; may stay empty"))
        self.word_field("unit", self.tr("Unit"))
        self.word_field("source", self.tr("Source"), self.tr("the paper or law that says so, or who said it"))
        self.word_field("valid_until", self.tr("Valid until"), self.tr("such as 2027-03-15; empty: no end is known"))
        self.word_field("checked", "")
        self.checked.setText(self.tr("I have checked the whole answer today"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.save.setText(self.tr("Keep it on the shelf"))


class ItemForm(Form):
    """A form about one item; ``sent`` carries the action with its command, or what cannot be read."""

    sent = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: KnowledgeRow | None = None
        self.field = QLineEdit(self)
        self.field.setMaxLength(500)
        self.name = name
        setattr(self, name, self.field)
        self.add_field(name, self.field)
        self.back, self.save = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.save, first_step=True)
        self.back.clicked.connect(self.step_back_asked)
        self.save.clicked.connect(self.send)
        self.retranslate()

    def begin(self, row: KnowledgeRow, said: str = "") -> None:
        """Ask about this item; what was typed about it and not sent stands there still."""
        if self._row is None or self._row.id != row.id or not self.is_dirty:
            self.clear_notes()
            self.field.setText(said)
            self.mark_clean()
        self._row = row

    def finished(self) -> None:
        """What was sent is stored."""
        self._row = None
        self.mark_clean()

    def send(self) -> None:
        """Ask for it to be stored."""
        if self._row is None:
            return
        self.clear_notes()
        try:
            self.sent.emit(self.command(self._row))
        except Refusal as refusal:
            self.sent.emit(refusal)

    def command(self, row: KnowledgeRow) -> tuple[Any, Any]:
        """The action and its command."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Word the step back."""
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))


class CheckForm(ItemForm):
    """The answer still holds: until when from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("valid_until", parent)

    def command(self, row: KnowledgeRow) -> tuple[Any, Any]:
        """See :class:`ItemForm`."""
        return check_knowledge, CheckKnowledge(id=row.id, version=row.version, until=day_of(self.field.text()))

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        self.word_field("valid_until", self.tr("Valid until"), self.tr("such as 2027-03-15; empty: no end is known"))
        self.save.setText(self.tr("It still holds"))


class WithdrawForm(ItemForm):
    """Why an item is taken off the shelf."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("reason", parent)

    def command(self, row: KnowledgeRow) -> tuple[Any, Any]:
        """See :class:`ItemForm`."""
        return withdraw_knowledge, WithdrawKnowledge(id=row.id, version=row.version, reason=self.field.text())

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        hint = self.tr("It is suggested no more and can be put back.")
        self.word_field("reason", self.tr("Why it is taken off"), hint)
        self.save.setText(self.tr("Take it off the shelf"))


def day_of(text: str) -> date | None:
    """The day that somebody wrote; refused where it is none."""
    try:
        return read_date(text.strip())
    except ValueError as error:
        raise Refusal("knowledge.table.day", field="valid_until", value=text.strip()) from error

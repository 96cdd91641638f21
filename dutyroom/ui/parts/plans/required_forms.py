"""The forms of the list of required plans: a line of it, which plan fills it, why it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.required_plans import add_required, change_required, fill_required, retire_required
from dutyroom.data.queries.required_plans import RequiredRow
from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.required_plan import (
    AddRequired,
    ChangeRequired,
    FillRequired,
    Likely,
    RequiredFacts,
    RetireRequired,
)
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, put_into, value_in
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.plans.particulars_words import (
    EVENT_CLASS,
    PLAN_KINDS,
    kind_said,
    level_said,
    offer_classes,
    offer_words,
    whole_class_said,
)
from dutyroom.ui.parts.versioned import Typed, Versioned
from dutyroom.ui.theme import put_look

_FRESH: Final[dict[str, Any]] = {
    "title": "",
    "kind": "special",
    "level": "city",
    EVENT_CLASS: "",
    "lead_unit": "",
    "source": "",
}


class RequiredForm(Versioned):
    """A line of the list, new or to be changed; ``sent`` carries the action with its command."""

    sent = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: int | None = None
        self._kept: dict[int, Typed] = {}
        self.title, self.source = QLineEdit(self), QLineEdit(self)
        self.kind, self.level, self.event_class = QComboBox(self), QComboBox(self), QComboBox(self)
        self.lead_unit = PersonPicker(self, free_text=True)
        for name in _FRESH:
            self.add_field(name, getattr(self, name))
        for box in (self.kind, self.level, self.event_class):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.back, self.save = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.save, first_step=True)
        self.back.clicked.connect(self.step_back_asked)
        self.save.clicked.connect(self.send)
        self.retranslate()

    @property
    def number(self) -> int | None:
        """The line that is changed, 0 for a new one; None while nothing is asked."""
        return self._number

    def begin(self, row: RequiredRow | None, units: Sequence[Choice]) -> None:
        """Ask for a new line, or change this one; what was typed and not sent is there again."""
        self.keep()
        self.lead_unit.set_choices(units)
        number = row.id if row is not None else 0
        self.begin_from(row.version if row is not None else 0, self.of_row(row) if row is not None else _FRESH)
        self._number = number
        typed = self._kept.pop(number, None)
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

    def of_row(self, row: RequiredRow) -> dict[str, Any]:
        """What is stored, in the shape of the form."""
        values: dict[str, Any] = {name: getattr(row, name, "") for name in _FRESH}
        return values | {EVENT_CLASS: f"{row.category}/{row.subtype}" if row.category else ""}

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        for name in _FRESH:
            put_into(getattr(self, name), values.get(name))

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
        self.lead_unit.choice_id()  # a unit named by its initials is taken before it is read
        return {name: value_in(getattr(self, name)) for name in _FRESH}

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`."""
        if name == EVENT_CLASS:
            return whole_class_said(*str(value).split("/", 1)) if value else ""
        said = {"kind": kind_said, "level": level_said}
        return said[name](str(value or "")) if name in said else super().shown(name, value)

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field("title", self.tr("Title"))
        self.word_field("kind", self.tr("Kind of plan"))
        self.word_field("level", self.tr("Whose plan"))
        self.word_field(EVENT_CLASS, self.tr("For which events"))
        self.word_field("lead_unit", self.tr("Leading unit"))
        self.word_field("source", self.tr("Asked for by"), self.tr("the article or paper that says so"))
        offer_words(self.kind, {kind: KIND_WORDS[kind] for kind in PLAN_KINDS}, None)
        offer_words(self.level, LEVEL_WORDS, self.tr("not entered"))
        offer_classes(self.event_class, self.tr("none, or all classes"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.save.setText(self.tr("Keep the line"))

    def send(self) -> None:
        """Ask for it to be stored."""
        if self._number is None:
            return
        self.clear_notes()
        said = self.to_store()
        category, _, subtype = str(said.pop(EVENT_CLASS) or "").partition("/")
        facts = RequiredFacts(**{name: value or "" for name, value in said.items()}, category=category, subtype=subtype)
        if self._number:
            self.sent.emit((change_required, ChangeRequired(id=self._number, version=self.version, facts=facts)))
        else:
            self.sent.emit((add_required, AddRequired(facts=facts)))


class FillForm(KeptForm):
    """Which plan fills a line: the likely ones by one press, any other by its name; or none does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: RequiredRow | None = None
        self.plan = PersonPicker(self)
        self.add_field("plan", self.plan)
        self.likely = QWidget(self)
        self._column = QVBoxLayout(self.likely)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.buttons: list[QPushButton] = []
        self.add_part(self.likely)
        self.retranslate()

    def begin(self, row: RequiredRow, likely: Sequence[Likely], plans: Sequence[Choice]) -> None:
        """Ask for this line."""
        self._begin(row.id, {})
        self._row = row
        self.plan.set_choices(plans)
        self.plan.set_choice(row.plan_id)
        self.mark_clean()
        for button in self.buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for each in likely:
            button = QPushButton(each.title, self.likely)
            put_look(button, look="chip")
            button.setAccessibleName(self.tr("Choose {title}").format(title=each.title))
            button.clicked.connect(partial(self.plan.set_choice, each.plan))
            self._column.addWidget(button)
            self.buttons.append(button)
        self.likely.setVisible(bool(self.buttons))
        self._word_hint()

    def command(self) -> Run:
        """Fill it with the plan chosen, or leave it a gap where the field is empty."""
        row = self._row
        assert row is not None  # noqa: S101  # begun about one
        if self.plan.choice_id() is None and self.plan.text().strip():
            raise Refusal("plan.unknown", field="plan", id=self.plan.text().strip())
        return fill_required, FillRequired(id=row.id, version=row.version, plan_id=self.plan.choice_id())

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        self.send.setText(self.tr("This plan fills it"))
        self._word_hint()

    def _word_hint(self) -> None:
        alike = self.tr("Alike by title, below: press one to choose it. Empty: it is missing.")
        hint = alike if self.buttons else self.tr("Name, pinyin or initials. Empty: it is missing.")
        self.word_field("plan", self.tr("Filled by"), hint)


class RetireForm(KeptForm):
    """Why a line goes from the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: RequiredRow | None = None
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(500)
        self.add_field("reason", self.reason)
        self.retranslate()

    def begin(self, row: RequiredRow) -> None:
        """Ask for this line."""
        self._begin(row.id, {})
        self._row = row

    def command(self) -> Run:
        """Take it off the list."""
        row = self._row
        assert row is not None  # noqa: S101  # begun about one
        return retire_required, RetireRequired(id=row.id, version=row.version, reason=self.reason.text())

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        hint = self.tr("It stays at the end of the list and can be taken back.")
        self.word_field("reason", self.tr("Why it need not exist"), hint)
        self.send.setText(self.tr("Take it off the list"))

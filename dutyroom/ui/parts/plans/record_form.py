"""The form of a plan's particulars: everything that the catalogue says of it; what text and title propose stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.plan_record import Offer
from dutyroom.data.queries.plans import PlanRow
from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS, ChangePlan, Particulars
from dutyroom.rules.plan_due import DRILL_RULE_WORDS
from dutyroom.rules.plan_proposal import Proposal
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.parts.matter.units_field import ChosenUnit, UnitsField
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.plans.forms import DATE_REFUSED, read_date
from dutyroom.ui.parts.plans.particulars_words import (
    EVENT_CLASS,
    PARTICULAR_WORDS,
    drill_rule_said,
    kind_said,
    level_said,
    offer_classes,
    offer_words,
    whole_class_said,
)
from dutyroom.ui.parts.versioned import Typed, Versioned

_SUCCESSOR_UNKNOWN: Final = mark("The library has no plan of that name. Choose one from the list, or leave it empty.")
_DAYS: Final = ("issued_on", "approved_on", "effective_on", "ends_on", "filed_on", "drill_due_on", "assess_due_on")
_LINES: Final = ("title", "issuer", "number", "approved_by", "filed_where", *_DAYS)
_LISTS: Final = ("kind", "level", EVENT_CLASS, "is_public", "drill_rule")
_ROWS: Final = (
    ("title", ""),
    ("kind", "is_public"),
    ("level", ""),
    (EVENT_CLASS, ""),
    ("lead_unit", ""),
    ("helpers", ""),
    ("issuer", ""),
    ("number", "issued_on"),
    ("approved_by", "approved_on"),
    ("effective_on", "ends_on"),
    ("filed_where", "filed_on"),
    ("replaced_by", ""),
    ("drill_rule", ""),
    ("drill_due_on", "assess_due_on"),
)
"""What stands in one row; what a proposal may stand under has a row of its own."""
_NOTE_TALL: Final = 64
"""px below a field in which what was refused can be read."""
_ANSWERS: Final[Mapping[str, bool | None]] = {"": None, "yes": True, "no": False}


class PlanRecordForm(Versioned):
    """``corrected`` carries the command. What is typed for a plan and not sent is there when one comes back to it."""

    corrected = Signal(ChangePlan)
    title: QLineEdit
    ends_on: QLineEdit
    drill_due_on: QLineEdit
    assess_due_on: QLineEdit
    kind: QComboBox
    level: QComboBox
    event_class: QComboBox
    is_public: QComboBox
    drill_rule: QComboBox

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: int | None = None
        self._kept: dict[int, Typed] = {}
        self._proposals: Mapping[str, Proposal] = {}
        self._plans: dict[int, str] = {}
        for name in _LINES:
            setattr(self, name, QLineEdit(self))
        for name in _LISTS:
            setattr(self, name, QComboBox(self))
        self.lead_unit = PersonPicker(self, free_text=True)
        self.replaced_by = PersonPicker(self)
        self.helpers = UnitsField(self, leads=False, asks_back=False)
        self.take, self.back, self.correct = QPushButton(self), QPushButton(self), QPushButton(self)
        self._lay_out()
        self.take.clicked.connect(self.take_proposals)
        self.back.clicked.connect(self.step_back_asked)
        self.correct.clicked.connect(self.send)
        self.retranslate()

    def begin(self, offer: Offer) -> None:
        """Ask about this plan, with its units and plans on offer; what was typed for it and not sent is there again."""
        self.keep()
        row = offer.plan
        units = [Choice(each.id, each.name, (each.pinyin, each.initials), each.short) for each in offer.units]
        self.lead_unit.set_choices(units)
        self.helpers.set_choices(units)
        self._plans = {number: title for number, title, _, _ in offer.plans}
        self.replaced_by.set_choices([Choice(n, title, (pinyin, short)) for n, title, short, pinyin in offer.plans])
        self._proposals = offer.proposals
        self.begin_from(row.version, self.of_row(row))
        self._number = row.id
        typed = self._kept.pop(row.id, None)
        if typed is not None:
            self.type_again(typed)
        self._word_proposals()

    def keep(self) -> None:
        """Remember what was typed, for when one comes back to this plan."""
        if self._number is not None and self.is_dirty:
            self._kept[self._number] = self.typed()
        self._number = None

    def finished(self, number: int) -> bool:
        """What was sent of this plan is stored; says whether the form still stood at it."""
        self._kept.pop(number, None)
        if number != self._number:
            return False
        self._number = None
        self.mark_clean()
        return True

    @property
    def plan_id(self) -> int | None:
        """The plan that it asks about; None while it asks nothing."""
        return self._number

    def of_row(self, row: PlanRow) -> dict[str, Any]:
        """What is stored, in the shape of the form."""
        said = row.particulars
        values: dict[str, Any] = {name: getattr(said, name, None) for name in self.field_names()}
        values |= {"title": row.title, "kind": row.kind, "issuer": row.issuer, "number": row.number}
        values |= {EVENT_CLASS: f"{said.category}/{said.subtype}" if said.category else "", "helpers": said.helpers}
        values["is_public"] = next(key for key, value in _ANSWERS.items() if value is said.is_public)
        days = {name: row.issued_on if name == "issued_on" else getattr(said, name) for name in _DAYS}
        return values | {name: day.isoformat() if day else "" for name, day in days.items()}

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        for name in (*_LINES, *_LISTS, "lead_unit"):
            put_into(getattr(self, name), values.get(name))
        self.helpers.choose([ChosenUnit(name) for name in values["helpers"]])
        self.replaced_by.set_choice(values["replaced_by"])

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
        found = {name: value_in(getattr(self, name)) for name in self.field_names()}
        found |= {"helpers": tuple(unit.name for unit in self.helpers.chosen())}
        self.lead_unit.choice_id()  # a unit named by its initials is taken before it is read
        return found | {"lead_unit": self.lead_unit.text(), "replaced_by": self.replaced_by.choice_id()}

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`."""
        said = {"kind": kind_said, "level": level_said, "drill_rule": drill_rule_said}
        if name in said:
            return said[name](str(value or ""))
        if name == EVENT_CLASS:
            return whole_class_said(*str(value).split("/", 1)) if value else ""
        if name == "is_public":
            return super().shown(name, _ANSWERS.get(value))
        return self._plans.get(value, "") if name == "replaced_by" else super().shown(name, value)

    def retranslate(self) -> None:
        """Word it anew."""
        for name in self.field_names():
            self.word_field(name, self.tr(PARTICULAR_WORDS.get(name, PARTICULAR_WORDS["category"])))
        for name in _DAYS:
            by_rule = name in ("drill_due_on", "assess_due_on")
            getattr(self, name).setPlaceholderText(self.tr("empty: by the rules") if by_rule else "2026-11-23")
        offer_words(self.kind, KIND_WORDS, None)
        offer_words(self.level, LEVEL_WORDS, self.tr("not entered"))
        offer_words(self.drill_rule, DRILL_RULE_WORDS, self.tr("as its kind says"))
        offer_classes(self.event_class, self.tr("none, or all classes"))
        offer_words(self.is_public, {"yes": mark("Yes"), "no": mark("No")}, self.tr("not entered"))
        self.take.setText(self.tr("Take what title and text propose"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.correct.setText(self.tr("Keep the correction"))
        self._word_proposals()

    def take_proposals(self) -> None:
        """Put what is proposed into the fields that are empty; it is stored when the person keeps it."""
        for name, proposal in self._open_proposals().items():
            put_into(getattr(self, name), proposal.value)
        self._word_proposals()

    def send(self) -> None:
        """Ask for the correction."""
        if self._number is None:
            return
        self.clear_notes()
        try:
            change = self._command(self._number)
        except Refusal as refusal:
            successor = refusal.field == "replaced_by"
            self.point_out(refusal, self.tr(_SUCCESSOR_UNKNOWN) if successor else self.tr(DATE_REFUSED))
            return
        self.corrected.emit(change)

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """See :class:`Form`; the sentence is scrolled into view, and what is proposed elsewhere is said again."""
        super().point_out(refusal, sentence)
        self._word_proposals(but=refusal.field or "")
        if refusal.field in self.field_names():
            QTimer.singleShot(
                0, self, partial(self.area.ensureWidgetVisible, getattr(self, refusal.field), 0, _NOTE_TALL)
            )

    def _command(self, number: int) -> ChangePlan:
        days: dict[str, Any] = {name: self._day(name) for name in _DAYS}
        if self.replaced_by.text().strip() and self.replaced_by.choice_id() is None:
            raise Refusal("plan.successor", field="replaced_by")
        said = self.to_store()
        category, _, subtype = str(said[EVENT_CLASS] or "").partition("/")
        issued_on = days.pop("issued_on")
        named = ("level", "lead_unit", "helpers", "approved_by", "filed_where", "replaced_by", "drill_rule")
        particulars = Particulars(
            **{name: said[name] for name in named},
            **days,
            category=category,
            subtype=subtype,
            is_public=_ANSWERS[said["is_public"] or ""],
        )
        return ChangePlan(
            id=number,
            version=self.version,
            title=said["title"],
            kind=said["kind"],
            issuer=said["issuer"],
            number=said["number"],
            issued_on=issued_on,
            particulars=particulars,
        )

    def _day(self, name: str) -> date | None:
        try:
            return read_date(getattr(self, name).text())
        except ValueError as error:
            raise Refusal("plan.date", field=name) from error

    def _open_proposals(self) -> dict[str, Proposal]:
        """Those for fields that are still empty."""
        return {name: each for name, each in self._proposals.items() if not value_in(getattr(self, name))}

    def _word_proposals(self, *, but: str = "") -> None:
        still_open = self._open_proposals()
        self.take.setVisible(bool(still_open))
        for name, proposal in still_open.items():
            if name == but:
                continue
            words = self.tr("Proposed: {value}, from “{words}”")
            self.note_field(name, words.format(value=self.shown(name, proposal.value), words=proposal.words))

    def _lay_out(self) -> None:
        for left, right in _ROWS:
            self.add_field(left, getattr(self, left), wide=not right)
            if right:
                self.add_field(right, getattr(self, right), beside=True)
        for name in _LISTS:
            box = getattr(self, name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        for button in (self.take, self.back):
            self.add_button(button)
        self.add_button(self.correct, first_step=True)
        self.area = FieldsArea(self)

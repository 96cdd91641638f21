"""The face on which a preparation is started or corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, Protocol, runtime_checkable

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.actions.preparation import correct_preparation, start_preparation
from dutyroom.data.queries.plans import PlanRow, plan_rows
from dutyroom.data.queries.preparations import PreparationInFull
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.preparation import KINDS, Level
from dutyroom.rules.preparation_steps import CorrectPreparation, PreparationFacts, StartPreparation
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.form_face import FormFace
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.plans.preparation_words import day_said, kind_said, level_said

_FACTS: Final = ("title", "plan_kind", "plan_level", "year", "lead_unit", "basis", "plan_id")
_LATER: Final = ("group", "approved_by", "document_number", "issued_on", "reason")


@runtime_checkable
class NeededPlan(Protocol):
    """A line of the list of required plans, as the catalogue gives it."""

    @property
    def id(self) -> int:
        """Its number in the list."""

    @property
    def title(self) -> str:
        """What the plan must be called."""

    @property
    def kind(self) -> str:
        """Of which kind it is."""

    @property
    def level(self) -> str:
        """Whose plan it is."""

    @property
    def lead_unit(self) -> str:
        """Who must write it."""

    @property
    def source(self) -> str:
        """The law or paper that asks for it."""


def proposed_facts(given: object) -> PreparationFacts | None:
    """What a preparation begins with, of what another page gives: the facts themselves, or a required plan."""
    if isinstance(given, PreparationFacts):
        return given
    if isinstance(given, NeededPlan):
        return PreparationFacts(
            title=given.title,
            plan_kind=given.kind if given.kind in KINDS else "",
            plan_level=given.level,
            lead_unit=given.lead_unit,
            basis=given.source,
            required_id=given.id,
            plan_id=getattr(given, "plan_id", None),
        )
    return None


class PreparationForm(KeptForm):
    """Asks what is to be prepared; of one that is corrected also what its stages wrote down."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._about: PreparationInFull | None = None
        self._required: int | None = None
        self._wanted_plan: int | None = None
        self.title, self.year, self.approved_by, self.document_number, self.issued_on, self.reason = (
            QLineEdit(self) for _ in range(6)
        )
        self.title.setMaxLength(TITLE_MOST)
        self.plan_kind, self.plan_level, self.plan_id = QComboBox(self), QComboBox(self), QComboBox(self)
        self.lead_unit = PersonPicker(self, free_text=True)
        self.basis, self.group = GrowingText(self), GrowingText(self)
        for kind in ("", *KINDS):
            self.plan_kind.addItem("", kind)
        for level in ("", *Level):
            self.plan_level.addItem("", str(level))
        self.plan_id.addItem("", None)
        self.plan_id.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._lay_fields()
        self.basis.entered.connect(self.send.click)
        self.retranslate()

    @property
    def corrects(self) -> bool:
        """Whether it corrects one that is kept."""
        return self._about is not None

    def offer(self, units: Sequence[UnitRow], plans: Sequence[PlanRow]) -> None:
        """Offer the units of the directory and the plans of the library."""
        keys = [Choice(row.id, row.name, (row.pinyin, row.initials, row.name_en.lower()), row.short) for row in units]
        self.lead_unit.set_choices(keys)
        wanted = self.plan_id.currentData() if self.plan_id.currentIndex() > 0 else self._wanted_plan
        was_dirty = self.is_dirty
        self.plan_id.blockSignals(True)
        self.plan_id.clear()
        self.plan_id.addItem(self.tr("none: it is a new plan"), None)
        for row in plans:
            if row.kind in KINDS:
                self.plan_id.addItem(row.title, row.id)
        self.plan_id.setCurrentIndex(max(self.plan_id.findData(wanted), 0))
        self.plan_id.blockSignals(False)
        self._set_dirty(was_dirty)

    def begin(self, about: PreparationInFull | None = None, given: PreparationFacts | None = None) -> None:
        """Ask for a new one, begun with what is given, or for what was wrong in this one."""
        self._about = about
        number = about.matter.id if about is not None else -(given.required_id or 0) if given is not None else 0
        fresh: dict[str, Any] = {"year": str(self.tools.clock().astimezone(self.tools.zone).year)}
        if given is not None:
            fresh |= {name: getattr(given, name) for name in _FACTS if getattr(given, name)}
            fresh["year"] = str(given.year) if given.year else fresh["year"]
        if about is not None:
            fresh = {name: getattr(about, name) for name in (*_FACTS[1:], *_LATER[:3])}
            fresh |= {"title": about.matter.title, "year": str(about.year), "issued_on": day_said(about.issued_on)}
        self._required = about.required_id if about is not None else given.required_id if given is not None else None
        self._wanted_plan = fresh.get("plan_id")
        self._begin(number, fresh)
        for name in _LATER:
            self.show_field(name, about is not None and (name != "issued_on" or about.issued_on is not None))
        self.retranslate()
        self.mark_clean()
        self.title.setFocus()

    def command(self) -> Run:
        """Start it, or correct it; refused where the year or a day is none."""
        facts = self._facts()
        if self._about is None:
            return start_preparation, StartPreparation(facts=facts)
        return correct_preparation, CorrectPreparation(
            id=self._about.matter.id,
            version=self._about.version,
            facts=facts,
            reason=self.reason.text(),
            group=self.group.toPlainText(),
            approved_by=self.approved_by.text(),
            document_number=self.document_number.text(),
            issued_on=day_in(self, "issued_on"),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("title", self.tr("Name of the plan"))
        self.title.setPlaceholderText(self.tr("for example 郑州市防汛应急预案"))
        self.word_field("plan_kind", self.tr("Kind of plan"))
        for place, kind in enumerate(("", *KINDS)):
            self.plan_kind.setItemText(place, kind_said(kind) if kind else self.tr("to be chosen"))
        self.word_field("plan_level", self.tr("Whose plan"))
        for place, level in enumerate(("", *Level)):
            self.plan_level.setItemText(place, level_said(level) or "—")
        self.word_field("year", self.tr("Year of the programme"))
        self.word_field("lead_unit", self.tr("Leading unit"))
        self.word_field("plan_id", self.tr("Revises or became"))
        if self.plan_id.count():
            self.plan_id.setItemText(0, self.tr("none: it is a new plan"))
        self.word_field("basis", self.tr("Why it is prepared"))
        self.word_field("group", self.tr("Drafting group"))
        self.word_field("approved_by", self.tr("Approved by (body)"))
        self.word_field("document_number", self.tr("Issued as"))
        self.word_field("issued_on", self.tr("Issued on"))
        self.word_field("reason", self.tr("Why it is corrected"))
        self.send.setText(self.tr("Save the correction") if self.corrects else self.tr("Put it into the programme"))

    def _lay_fields(self) -> None:
        self._grid.setColumnStretch(3, 1)
        self.add_field("title", self.title, wide=True)
        self.add_field("plan_kind", self.plan_kind)
        self.add_field("plan_level", self.plan_level, beside=True)
        self.add_field("year", self.year)
        self.add_field("lead_unit", self.lead_unit, beside=True)
        self.add_field("plan_id", self.plan_id, wide=True)
        self.add_field("basis", self.basis, tall=True, wide=True)
        self.add_field("group", self.group, tall=True, wide=True)
        self.add_field("approved_by", self.approved_by)
        self.add_field("document_number", self.document_number, beside=True)
        self.add_field("issued_on", self.issued_on)
        self.add_field("reason", self.reason, wide=True)

    def _facts(self) -> PreparationFacts:
        year = self.year.text().strip()
        if not year.isdecimal():
            today = self.tools.clock().astimezone(self.tools.zone).date()
            raise Refusal("preparation.year", field="year", year=today.year)
        plan = self.plan_id.currentData()
        return PreparationFacts(
            title=self.title.text(),
            plan_kind=str(self.plan_kind.currentData() or ""),
            plan_level=str(self.plan_level.currentData() or ""),
            year=int(year),
            lead_unit=self.lead_unit.text(),
            basis=self.basis.toPlainText(),
            plan_id=int(plan) if plan is not None else None,
            required_id=self._required,
        )


class PreparationEntry(FormFace):
    """``done`` carries the number of the preparation."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._about: PreparationInFull | None = None
        self._units: list[UnitRow] = []
        self.form = PreparationForm(tools)
        super().__init__(tools, self.form, parent)
        self.retranslate()

    def begin(self, about: PreparationInFull | None = None, given: PreparationFacts | None = None) -> None:
        """Ask for a new one, or for what was wrong in this one."""
        self._about = about
        self.form.begin(about, given)
        self.retranslate()
        self.tools.courier.ask(self, unit_rows, then=self._units_came)

    def retranslate(self) -> None:
        """Word the face anew."""
        about = self._about
        named = f"{about.matter.number} {about.matter.title}" if about is not None else ""
        words = self.tr("Correct: {plan}").format(plan=named)
        self.title.setText(words if about is not None else self.tr("Prepare a plan"))

    def when_written(self) -> Callable[[int], None]:
        """See :class:`FormFace`."""
        return partial(self._written, self.form.number, self._about)

    def _written(self, key: int | None, about: PreparationInFull | None, answer: int) -> None:
        if self.form.finished(key):
            self.tools.say(self.tr("It is written down."))
            self.done.emit(about.matter.id if about is not None else answer)

    def _units_came(self, units: list[UnitRow]) -> None:
        self._units = units
        self.tools.courier.ask(self, plan_rows, then=self._plans_came)

    def _plans_came(self, plans: list[PlanRow]) -> None:
        self.form.offer(self._units, plans)

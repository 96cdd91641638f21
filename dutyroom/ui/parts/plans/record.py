"""The record of the open plan: its particulars, what it owes, what became of it; they are corrected in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.errors import said
from dutyroom.actions.plans import change_plan
from dutyroom.data.queries.plan_record import Offer, PlanRecord, plan_offer, plan_record
from dutyroom.data.queries.plans import PlanInFull, plan_in_full
from dutyroom.rules.plan import ChangePlan
from dutyroom.rules.plan_due import PlanDuty, Reminder
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_source import without_addresses
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Changed, Command, Tools
from dutyroom.ui.parts.entry_words import author_said, text_said
from dutyroom.ui.parts.focus import give_focus
from dutyroom.ui.parts.matter.facts_grid import Fact, FactsGrid
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.plans.particulars_words import (
    PARTICULAR_WORDS,
    changes_told,
    day_written,
    drill_rule_said,
    kind_said,
    level_said,
    public_said,
    whole_class_said,
)
from dutyroom.ui.parts.plans.record_form import PlanRecordForm
from dutyroom.ui.parts.plans.view import PlanView
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.theme import label_of, put_look

_HEARD: Final = frozenset({"plan", "plan_event", "required_plan", "rule_value", "*"})
_FORM_WIDE: Final = 900
_TONES: Final[dict[Reminder, Tone]] = {Reminder.OVERDUE: "overdue", Reminder.LAST: "warning"}


class PlanRecordView(PlanView):
    """What the catalogue says of the plan; Ctrl+D corrects it, and what is typed stays with its plan."""

    KEY = "record"
    NAME = mark("Particulars")

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._number: int | None = None
        self.record: PlanRecord | None = None
        self.begin = QPushButton(self)
        self.facts, self.owed = FactsGrid(self), FactsGrid(self)
        self._owed_title, self._past_title = label_of("strong", parent=self), label_of("strong", parent=self)
        self.past = QLabel(self)
        self.form, self.side = PlanRecordForm(self), SideBySide(tools, self)
        self.faces = QStackedWidget(self)
        self._lay_out()
        self._meeting = Meeting(tools, self.side, self._show_side, self.form.send)
        self.begin.clicked.connect(self.correct)
        self.form.corrected.connect(self._correct)
        self.form.step_back_asked.connect(self._leave_form)
        self._word()

    def show_plan(self, plan: PlanInFull) -> None:
        """See :class:`PlanView`."""
        if plan.plan.id != self._number:
            self.form.keep()
            self._meeting.forget()
            self._number, self.record = plan.plan.id, None
            self.faces.setCurrentIndex(0)
            self._show()
        self._ask()

    def heard(self, changed: Changed) -> None:
        """See :class:`PlanView`."""
        if changed.kinds & _HEARD and self._number is not None:
            self._ask()

    def commands(self) -> list[Command]:
        """See :class:`PlanView`; the key to correct is the reader's own."""
        return []

    def correct(self) -> None:
        """Show the form of this plan, with what was typed for it before."""
        if self._number is None:
            return
        if self.form.plan_id == self._number:
            self.faces.setCurrentIndex(1)
            give_focus(self.form.title, self)
            return
        self.tools.courier.ask(self, plan_offer, self._number, then=self._offer_came)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines that wrap elsewhere make it taller or lower."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As tall as what is said: a scrolled widget would press lines that wrap into the height of the window."""
        layout = self._inside.layout()
        if layout is not None:
            self._inside.setMinimumHeight(max(0, layout.totalHeightForWidth(self._area.viewport().width())))

    # --- what is read ---------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        number, today = self._number, self.tools.clock().astimezone(self.tools.zone).date()

        def came(found: PlanRecord | None) -> None:
            if number == self._number:
                self.record = found
                self._show()

        self.tools.courier.ask(self, plan_record, number, today, then=came)

    def _show(self) -> None:
        record = self.record
        self.facts.show_facts(self._facts(record) if record is not None else ())
        owed = self._owed(record) if record is not None else []
        tips = {value: source for _, value, _, source in owed if source}
        self.owed.show_facts([(name, value, tone) for name, value, tone, _ in owed], tips)
        self._owed_title.setVisible(bool(owed))
        past = self._past(record) if record is not None else ""
        self.past.setText(past)
        self._past_title.setVisible(bool(past))
        self._fit()

    def _facts(self, record: PlanRecord) -> list[Fact]:
        row = record.plan
        told = row.particulars
        version = self.tr("{number}, imported {day}").format(
            number=row.current, day=f"{row.imported_at.astimezone(self.tools.zone):%Y-%m-%d}"
        )
        values = {
            "kind": kind_said(row.kind),
            "level": level_said(told.level),
            "category": whole_class_said(told.category, told.subtype),
            "lead_unit": told.lead_unit,
            "helpers": "、".join(told.helpers),
            "issuer": row.issuer,
            "number": row.number,
            "approved_by": told.approved_by,
            "issued_on": day_written(row.issued_on),
            "replaced_by": record.successor,
            "is_public": public_said(told.is_public),
            "filed_where": told.filed_where,
            "drill_rule": drill_rule_said(told.drill_rule),
        }
        days = ("approved_on", "effective_on", "filed_on", "ends_on", "drill_due_on", "assess_due_on")
        values |= {name: day_written(getattr(told, name)) for name in days}
        facts: list[Fact] = [
            (self.tr(words), values[name], "") for name, words in PARTICULAR_WORDS.items() if name in values
        ]
        facts.insert(0, (self.tr("Current version"), version, ""))
        facts.append((self.tr("Required as"), "、".join(record.fills), ""))
        return facts

    def _owed(self, record: PlanRecord) -> list[tuple[str, str, Tone, str]]:
        duties = record.duties
        if duties is None:
            return []
        found = [
            (self.tr("Next drill"), duties.drill),
            (self.tr("Next evaluation"), duties.assessment),
            (self.tr("Revision"), duties.revision),
        ]
        return [
            (name, self._duty_said(each), _TONES.get(each.reminder, ""), _source(each)) for name, each in found if each
        ]

    def _duty_said(self, duty: PlanDuty) -> str:
        if duty.due_on is None:
            return self.tr("asked for") if duty.reminder else self.tr("no day from which to count is known")
        if duty.reminder is Reminder.OVERDUE:
            return self.tr("{day}, overdue").format(day=duty.due_on.isoformat())
        return self.tr("{day}, in {count} days").format(day=duty.due_on.isoformat(), count=duty.days_left)

    def _past(self, record: PlanRecord) -> str:
        lines: list[str] = []
        for entry in record.entries:
            at = moment_said(entry.written_at, self.tools.clock(), self.tools.zone)
            lines.append("  ".join((at, author_said(entry), text_said(entry))))
            lines += [f"    {line}" for line in changes_told(entry)]
        return "\n".join(lines)

    # --- the form -------------------------------------------------------------------------------------------------

    def _offer_came(self, offer: Offer | None) -> None:
        if offer is not None and offer.plan.id == self._number:
            self.faces.setCurrentIndex(1)  # first: notes that are set while it is hidden get no room
            self.form.begin(offer)
            give_focus(self.form.title, self)

    def _leave_form(self) -> None:
        self.form.keep()
        self._meeting.forget()
        self.faces.setCurrentIndex(0)
        give_focus(self.begin, self)

    def _correct(self, change: ChangePlan) -> None:
        then: Callable[[Any], None] = partial(self._corrected, change.id)
        self.tools.courier.do(self, change_plan, change, then=then, refused=partial(self._refused, change.id))

    def _corrected(self, number: int, _: Any) -> None:
        self.tools.say(self.tr("The particulars were corrected."))
        if self.form.finished(number):
            self.faces.setCurrentIndex(0)
            give_focus(self.begin, self)

    def _refused(self, number: int, refusal: Refusal) -> None:
        self.form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))
        if refusal.code == MEANWHILE:
            self.tools.courier.ask(self, plan_in_full, number, then=self._meet)

    def _meet(self, found: PlanInFull | None) -> None:
        """The plan was read again after somebody had corrected it."""
        if found is not None and self.form.plan_id == found.plan.id:
            row = found.plan
            self._meeting.meet(self.form, "plan", row.id, row.version, self.form.of_row(row))

    def _show_side(self, shown: bool) -> None:
        self.faces.setCurrentIndex(2 if shown else 1)
        if not shown:
            give_focus(self.form.title, self)

    # --- the layout -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._inside = inside = QWidget()
        put_look(inside, look="page")
        line = QHBoxLayout()
        line.addWidget(self.begin)
        line.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 12, 12)
        column.setSpacing(12)
        column.addLayout(line)
        for widget in (self.facts, self._owed_title, self.owed, self._past_title, self.past):
            column.addWidget(widget)
        column.addStretch(1)
        self.past.setWordWrap(True)
        self.past.setTextFormat(Qt.TextFormat.PlainText)
        self.past.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._area = area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget(self)
        asking = QVBoxLayout(holder)
        asking.setContentsMargins(0, 4, 12, 12)
        asking.addWidget(self.form)
        self.form.setMaximumWidth(_FORM_WIDE)
        for face in (area, holder, self.side):
            self.faces.addWidget(face)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.faces)

    def _word(self) -> None:
        self.begin.setText(self.tr("Correct particulars…"))
        self.begin.setToolTip(f"{self.tr('Correct particulars…')}  Ctrl+D")
        self._owed_title.setText(self.tr("What it owes"))
        self._past_title.setText(self.tr("What was done to it"))
        self._show()


def _source(duty: PlanDuty) -> str:
    return without_addresses(duty.source)

"""The forms of the pane of an issued paper: one stands open at a time, what was typed stays with its paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dutyroom.actions.briefings import Glyphs, Make
from dutyroom.data.queries.briefings import BriefingInFull
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.briefing_check import Finding
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.briefing.faces import PaperFaces
from dutyroom.ui.parts.briefing.forms import BriefingForm, ReceiptForm, RecipientsForm, SignForm, WhyForm
from dutyroom.ui.parts.briefing.issue_form import IssueForm
from dutyroom.ui.parts.briefing.steps import Step
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.matter.form_sending import send_form, show_refusal
from dutyroom.ui.parts.matter.kept_form import Run


class PaneForms(QObject):
    """``written`` says which step was written; ``place_asked`` the paragraph that a finding is about."""

    written = Signal(str)
    shown = Signal()
    left = Signal(object)
    place_asked = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._turn = 0
        self.faces = PaperFaces(tools, self)
        self.why, self.sign = WhyForm(parent), SignForm(tools, parent)
        self.recipients, self.issue = RecipientsForm(parent), IssueForm(tools, parent)
        self.sent = ReceiptForm(tools, is_receipt=False, parent=parent)
        self.receipt = ReceiptForm(tools, is_receipt=True, parent=parent)
        self.all: tuple[BriefingForm, ...] = (
            *(self.why, self.sign, self.recipients),
            *(self.issue, self.sent, self.receipt),
        )
        for form in self.all:
            FieldsArea(form)
            form.setVisible(False)
            form.sent.connect(partial(self._send, form))
            form.step_back_asked.connect(self.close)
        self.issue.send_back_asked.connect(self._send_back)
        self.issue.findings.chosen.connect(self._go_to)

    @property
    def open_form(self) -> BriefingForm | None:
        """The form that stands open."""
        return next((form for form in self.all if not form.isHidden()), None)

    def begin(self, step: Step, full: BriefingInFull) -> None:
        """Ask for what a step needs."""
        self.close()
        self._turn += 1
        courier = self._tools.courier
        if step is Step.ISSUE:
            self.faces.check(full.id, partial(self._checked, self._turn, full))
            return
        if step is Step.SIGN:
            courier.ask(self, officer_rows, then=self._people_came)
        elif step is Step.RECIPIENTS:
            courier.ask(self, unit_rows, then=self._units_came)
        forms: dict[Step, tuple[BriefingForm, Callable[[BriefingInFull], None]]] = {
            Step.SIGN: (self.sign, self.sign.begin),
            Step.RECIPIENTS: (self.recipients, self.recipients.begin),
            Step.SENT: (self.sent, self.sent.begin),
            Step.RECEIPT: (self.receipt, self.receipt.begin),
        }
        form, begin = forms.get(step, (self.why, partial(self.why.begin, act=step.value)))
        form.setVisible(True)
        begin(full)
        self.shown.emit()

    def close(self) -> None:
        """Put the open form away; what was typed stays."""
        self._turn += 1
        form = self.open_form
        if form is not None:
            form.keep()
            form.setVisible(False)
            self.left.emit(form)

    def _checked(self, turn: int, full: BriefingInFull, found: tuple[Finding, ...], make: Make, glyphs: Glyphs) -> None:
        if turn == self._turn:
            self.issue.setVisible(True)
            self.issue.begin(full, found, make, glyphs)
            self.shown.emit()

    def _people_came(self, officers: Sequence[OfficerRow]) -> None:
        self.sign.offer(choices_of([row for row in officers if Role.LEADER in row.roles]))
        if self.open_form is self.sign and self.sign.leader.text() and self.sign.leader.hasFocus():
            self.sign.password.setFocus()

    def _units_came(self, units: Sequence[UnitRow]) -> None:
        self.recipients.set_choices(
            [Choice(row.id, row.name, (row.pinyin, row.initials, row.name_en.lower()), row.short) for row in units]
        )

    def _send(self, form: BriefingForm, asked: Run | Refusal) -> None:
        then, refused = partial(self._sent, form), partial(show_refusal, self._tools, form)
        send_form(self, self._tools, form, asked, then=then, refused=refused)

    def _sent(self, form: BriefingForm, number: int | None, _: int) -> None:
        form.send.setEnabled(True)
        words = form.send.text()
        if form.finished(number):
            form.setVisible(False)
            self.left.emit(form)
        self.written.emit(words)

    def _send_back(self) -> None:
        full = self.issue.full
        if full is not None:
            self.begin(Step.SEND_BACK, full)

    def _go_to(self, finding: Finding) -> None:
        place, _, number = finding.place.partition(":")
        if place == "to" and self.issue.full is not None:
            self.begin(Step.RECIPIENTS, self.issue.full)
            return
        self.place_asked.emit(int(number) if place == "part" and number.isdigit() else 0)

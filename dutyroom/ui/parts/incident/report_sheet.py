"""A report upward over its register: drafted from the record, rewritten, signed, numbered, or discarded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from dutyroom.actions.incident_reports import (
    discard_report,
    edit_report,
    issue_report,
    lacking,
    report_facts,
    sign_report,
)
from dutyroom.data.queries.incidents import IncidentInFull, ReportRow, incident_in_full
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.rules.incident_report import (
    DiscardReport,
    EditReport,
    IssueReport,
    ReportKind,
    ReportState,
    SignReport,
    short_form,
)
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.incident.report_form import ReportForm
from dutyroom.ui.parts.incident.words import report_said
from dutyroom.ui.parts.matter.record_print import record_paper
from dutyroom.ui.parts.matter.record_sheet import RecordSheet


class ReportSheet(RecordSheet):
    """``changed`` comes when something of it was written."""

    changed = Signal()

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self.report_form = ReportForm()
        super().__init__(tools, parent, self.report_form, QWidget())
        self.setObjectName("report_sheet")
        self._full: IncidentInFull | None = None
        self._report: ReportRow | None = None
        self._typed: dict[int, tuple[str, str]] = {}
        self._then: Callable[[], None] | None = None
        self.report_form.step_asked.connect(self.step_on)
        self.report_form.save_asked.connect(self.save)
        self.report_form.discard_asked.connect(self._discard)
        self.report_form.copy.clicked.connect(self.copy_short)
        self.report_form.print_.clicked.connect(self.print_report)
        self.retranslate()

    def begin(self, matter: int, report: int) -> None:
        """Show this report of an incident; what was written into it and not saved is there again."""
        self.tools.courier.ask(self, officer_rows, then=self._people_came)
        self._then = None
        self._read(matter, report, arriving=True)

    def close_over(self) -> None:
        """What was typed stays; a password does not."""
        if self._report is not None and self.report_form.is_rewritten:
            form = self.report_form
            self._typed[self._report.id] = (form.title.text(), form.body.toPlainText())
        self.report_form.password.take()
        self._then = None
        super().close_over()

    def step_on(self) -> None:
        """Sign a draft, issue what is signed; what was rewritten is saved first."""
        form = self.report_form
        if self._report is None or not form.send.isEnabled():
            return
        if form.is_rewritten:
            self._then = self._sign
            self.save()
        elif form.state == ReportState.DRAFT:
            self._sign()
        elif form.state == ReportState.SIGNED:
            self._do(issue_report, IssueReport(**self._shown(), explanation=form.explanation.text()))

    def save(self) -> None:
        """Save the words."""
        form = self.report_form
        if form.is_rewritten and form.send.isEnabled():
            self._do(edit_report, EditReport(**self._shown(), title=form.title.text(), body=form.body.toPlainText()))

    def copy_short(self) -> None:
        """The short form into the clipboard, to be read out or pasted into a message."""
        if self.isVisible() and self.report_form.copy_short():
            self.tools.say(self.tr("The short form is in the clipboard."))

    def print_report(self) -> None:
        """Show the report as it is printed: a draft says that it is one."""
        if self._report is not None and self.isVisible():
            paper = record_paper(self.tools, self, "incident-report", self._report.id, self._report.title)
            self.tools.show_paper(paper)

    def retranslate(self) -> None:
        """Word the heading anew."""
        words = ""
        if self._report is not None and self._full is not None:
            said = report_said(self._report, self.tools.clock(), self.tools.zone)
            words = f"{self._full.matter.number} · {said}"
        self.title.setText(words)
        self.setAccessibleName(words or self.tr("Report upward"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _read(self, matter: int, report: int, *, arriving: bool = False) -> None:
        then = partial(self._came, report, arriving)
        self.tools.courier.ask(self, incident_in_full, matter, then=then, failed=self.reading_failed)

    def _came(self, number: int, arriving: bool, full: IncidentInFull | None) -> None:
        report = next((row for row in full.reports if row.id == number), None) if full is not None else None
        if full is None or report is None or not (arriving or self.isVisible()):
            return
        self._full, self._report = full, report
        zone, form = self.tools.zone, self.report_form
        short = short_form(report_facts(full), self.tools.office().name_zh, zone)
        missing = lacking(full) if report.kind != ReportKind.FINAL else ()
        form.show_report(report, short, missing)
        kept = self._typed.pop(number, None) if report.state in (ReportState.DRAFT, ReportState.SIGNED) else None
        if kept is not None:
            form.title.setText(kept[0])
            form.body.setPlainText(kept[1])
        self.retranslate()
        then, self._then = self._then, None
        if then is not None and not arriving:
            then()
        else:
            self.show_form(form.first_field())

    def _people_came(self, officers: list[OfficerRow]) -> None:
        self.report_form.offer(choices_of([row for row in officers if Role.LEADER in row.roles]))

    def _sign(self) -> None:
        form = self.report_form
        leader = form.leader.choice_id()
        if leader is None:
            self._refused(Refusal("report.leader.empty", field="leader"))
            return
        own = form.on_behalf.isChecked()
        signer = self.tools.courier.author.id if own else leader
        if not form.password.text():  # no attempt, which would count as a wrong one
            self._refused(Refusal("report.password.empty", field="password"))
            return
        asked = SignReport(
            **self._shown(),
            leader_id=leader,
            signer_id=signer or 0,
            password=form.password.take(),
            reason=form.reason.text() if own else "",
        )
        self._do(sign_report, asked)

    def _discard(self) -> None:
        form = self.report_form
        if self._report is not None and form.begin_discarding():
            self._do(discard_report, DiscardReport(id=self._report.id, reason=form.void_reason.text()))

    def _shown(self) -> dict[str, Any]:
        """Which report, as it was shown."""
        assert self._report is not None  # noqa: S101  # a step of one that is shown
        return {"id": self._report.id, "version": self._report.version}

    def _do(self, action: Callable[..., int], asked: object) -> None:
        self.report_form.send.setEnabled(False)
        self.tools.courier.do(
            self,
            action,
            asked,
            then=partial(self._done, action),
            refused=partial(self._refused, of=action),
            failed=lambda _: self._free(),
        )

    def _done(self, action: Callable[..., int], _: int) -> None:
        self._free()
        self.changed.emit()
        if self._report is None:
            return
        self._typed.pop(self._report.id, None)
        if action is discard_report:
            self.report_form.void_reason.clear()
            self.tools.say(self.tr("The report was discarded; it stays in the history."))
            self.close_over()
            return
        self._read(self._report.matter_id, self._report.id)

    def _refused(self, refusal: Refusal, *, of: Callable[..., int] | None = None) -> None:
        self._free()
        self._then = None
        if of is discard_report and refusal.field == "reason":
            refusal = Refusal(refusal.code, field="void_reason", **refusal.facts)
        self.refuse(refusal)

    def _free(self) -> None:
        self.report_form.send.setEnabled(True)

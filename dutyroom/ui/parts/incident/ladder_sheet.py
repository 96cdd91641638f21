"""Over the register: who must be told of an incident, or to whom a report goes; the list itself is that of passing on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from dutyroom.actions.call_ladder import proposed_bodies, proposed_calls
from dutyroom.actions.incident_reports import report_facts, send_report, tell_people
from dutyroom.data.queries.incidents import IncidentInFull, ReportRow
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.data.reading import Session
from dutyroom.rules.call_ladder import Callee
from dutyroom.rules.incident_report import SendReport, TellPeople, short_form
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.incident.ladder_form import LadderForm
from dutyroom.ui.parts.matter.record_sheet import RecordSheet

_Proposed = tuple[tuple[Callee, ...], list[UnitRow]]


class LadderSheet(RecordSheet):
    """``started`` carries the list that began."""

    started = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self.ladder = LadderForm(tools)
        super().__init__(tools, parent, self.ladder, QWidget())
        self.setObjectName("ladder_sheet")
        self._full: IncidentInFull | None = None
        self._report: ReportRow | None = None
        self.ladder.sent.connect(self._send)
        self.retranslate()

    def begin(self, full: IncidentInFull, report: ReportRow | None = None) -> None:
        """Tell of this incident by telephone, or send its issued ``report``; another one than before begins afresh."""
        same = self._full is not None and (self._full.matter.id, self._report) == (full.matter.id, report)
        self._full, self._report = full, report
        if not same:
            text = short_form(report_facts(full), self.tools.office().name_zh, self.tools.zone)
            self.ladder.begin(report.body if report is not None else text, is_report=report is not None)
            query, number = (proposed_bodies, report.id) if report is not None else (proposed_calls, full.matter.id)
            then = partial(self._came, full.matter.id, report)
            self.tools.courier.ask(self, _read, query, number, then=then, failed=self.reading_failed)
        self.retranslate()
        self.show_form(self.ladder.recipients)

    def retranslate(self) -> None:
        """Word the heading anew."""
        words = self.tr("Call ladder")
        if self._report is not None:
            words = self.tr("Send {report}").format(report=f"{self._report.number} {self._report.title}")
        elif self._full is not None:
            matter = self._full.matter
            words = self.tr("Call ladder: {incident}").format(incident=f"{matter.number} {matter.title}")
        self.title.setText(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _came(self, matter: int, report: ReportRow | None, proposed: _Proposed) -> None:
        if self._full is not None and (self._full.matter.id, self._report) == (matter, report):
            self.ladder.offer(*proposed)

    def _send(self, refusal: Refusal | None) -> None:
        if refusal is not None or self._full is None:
            if refusal is not None:
                self.refuse(refusal)
            return
        chosen, by = self.ladder.chosen(), self.ladder.acknowledge_by.instant()
        if self._report is not None:
            self._do(send_report, SendReport(id=self._report.id, recipients=chosen, acknowledge_by=by))
        else:
            text = self.ladder.text.toPlainText()
            self._do(tell_people, TellPeople(id=self._full.matter.id, text=text, recipients=chosen, acknowledge_by=by))

    def _do(self, action: Callable[..., int], asked: object) -> None:
        self.ladder.send.setEnabled(False)
        self.tools.courier.do(
            self,
            action,
            asked,
            then=self._started,
            refused=self._refused,
            failed=lambda _: self.ladder.send.setEnabled(True),
        )

    def _started(self, number: int) -> None:
        self.ladder.send.setEnabled(True)
        self._full = self._report = None
        self.close_over()
        self.started.emit(number)

    def _refused(self, refusal: Refusal) -> None:
        self.ladder.send.setEnabled(True)
        self.refuse(refusal)


def _read(session: Session, query: Callable[[Session, int], tuple[Callee, ...]], number: int) -> _Proposed:
    return query(session, number), unit_rows(session)

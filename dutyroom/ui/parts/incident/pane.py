"""An incident read in full: what is known now and how sure, its grade, reports upward, clocks, links and story."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.incident_grading import grade_of_record
from dutyroom.actions.incident_reports import draft_report, lacking
from dutyroom.data.queries.incidents import IncidentInFull, incident_in_full
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.data.reading import Session
from dutyroom.rules.grading import Grading
from dutyroom.rules.incident import Figure, Surety
from dutyroom.rules.incident_facts import ESSENTIALS, Story, facts_now
from dutyroom.rules.incident_flow import LEFT_OUT, next_incident_step, report_to_draft
from dutyroom.rules.incident_report import DraftReport, ReportKind, ReportState
from dutyroom.rules.matter import Duty, State, StepKind
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.incident.at_work import AtWork
from dutyroom.ui.parts.incident.grade_words import clause_said, proposal_said
from dutyroom.ui.parts.incident.pane_forms import ConfirmForm, GradeForm, PhoneForm
from dutyroom.ui.parts.incident.words import (
    GRADE_TONES,
    category_said,
    fact_said,
    grade_said,
    report_named,
    report_said,
    report_tone,
    stand_said,
    statement_said,
    statement_tone,
    subtype_said,
)
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.matter.forms_pane import FormsPane
from dutyroom.ui.parts.matter.kept_form import KeptForm
from dutyroom.ui.parts.meeting import MEANWHILE
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import label_of, put_look

_ORDER: Final = (Story.COURSE.value, *(figure.value for figure in Figure), *(part.value for part in Story))
"""Facts as they are read: what happened, the figures, the rest of the story."""


class IncidentPane(FormsPane):
    """``report_asked`` carries matter and report to be shown; ``further_asked`` when more became known."""

    report_asked = Signal(int, int)
    further_asked = Signal()
    correction_asked = Signal()
    offering = Signal(object)
    """The menu of other steps as it is filled; the page adds what it opens over itself."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._incident: IncidentInFull | None = None
        self._grading: Grading | None = None
        self._history = False
        self._renewing = False
        super().__init__(tools, parent)

    @property
    def incident(self) -> IncidentInFull | None:
        """The incident as it was read last."""
        return self._incident if self.full is not None else None

    @property
    def may_correct(self) -> bool:
        """Whether what was taken down can still be corrected."""
        return self.may(StepKind.CORRECT)

    def read(self, number: int) -> None:
        """Fetch the incident."""
        self.tools.courier.ask(self, _read, number, then=partial(self._incident_came, number))

    def begin(self, step: StepKind) -> None:
        """Ask for a step; those of incidents have forms of their own."""
        own = {
            StepKind.GRADE: self.begin_grading,
            StepKind.FURTHER: self.further_asked.emit,
            StepKind.REPORT: self.begin_report,
            StepKind.CONFIRM: self.begin_confirming,
        }
        if step not in own:
            super().begin(step)
        elif self.may(step):
            own[step]()
        else:
            self.tools.say(self.tr("That is not possible now."))

    def begin_grading(self) -> None:
        """Ask for the grade, with what the rules propose."""
        if self.incident is not None and self.may(StepKind.GRADE):
            self.begin_own(self.grading)
            self.grading.begin(self.incident, self._grading)

    def begin_confirming(self) -> None:
        """Ask which statement is verified or withdrawn."""
        found = self.incident
        if found is not None and any(each.surety is not Surety.WITHDRAWN for each in found.statements):
            self.begin_own(self.confirming)
            self.confirming.begin(found)
        elif found is not None:
            self.tools.say(self.tr("Nothing was stated that could be verified."))

    def begin_phoning(self) -> None:
        """Ask what was told above by telephone."""
        if self.incident is not None and self.may(StepKind.REPORT):
            self.tools.courier.ask(self, unit_rows, then=self._bodies_came)
            self.begin_own(self.phoning)
            self.phoning.begin(self.incident)

    def begin_report(self, kind: ReportKind | None = None) -> None:
        """Go on with the report that is under way; else draft the next one, or that of ``kind``."""
        found = self.incident
        if found is None or not self.may(StepKind.REPORT):
            return
        under_way = next((row for row in found.reports if row.state in (ReportState.DRAFT, ReportState.SIGNED)), None)
        if under_way is not None:
            self.report_asked.emit(found.matter.id, under_way.id)
            return
        wanted = kind or report_to_draft(self._reports())
        if wanted is None:
            self.tools.say(self.tr("The final report was issued already."))
            return
        asked = DraftReport(id=found.matter.id, kind=wanted)
        then = partial(self._drafted, found.matter.id)
        self.tools.courier.do(self, draft_report, asked, then=then, refused=self._not_drafted)

    def show_history(self, shown: bool | None = None) -> None:
        """Show the earlier statements under each fact, or hide them."""
        self._history = not self._history if shown is None else shown
        self._show()

    def next_step(self) -> StepKind | None:
        """The step that comes next."""
        found = self.incident
        if found is None:
            return None
        running = [Duty(clock.duty) for clock in found.common.clocks if clock.state == "open" and clock.duty]
        graded = bool(found.facts.grade) or any(step.kind == StepKind.GRADE for step in found.common.steps)
        state = State(found.matter.state)
        return next_incident_step(state, is_graded=graded, reports=self._reports(), running=running)

    def offered(self) -> list[StepKind]:
        """Its own steps first, then the common ones that fit an incident."""
        own = (StepKind.FURTHER, StepKind.GRADE, StepKind.CONFIRM)
        fitting = [step for step in own if self.may(step) and step is not self.next_step()]
        return [*fitting, *(step for step in super().offered() if step not in LEFT_OUT)]

    def own_facts(self) -> Sequence[Fact]:
        """What is known now, each with how sure it is, then how it was reported."""
        found = self.incident
        if found is None:
            return ()
        facts, matter, now, zone = found.facts, found.matter, self.tools.clock(), self.tools.zone
        happened = moment_said(facts.event_at, now, zone) if facts.event_at else ""
        kind = " · ".join(part for part in (subtype_said(facts.subtype), category_said(facts.category)) if part)
        grade = " · ".join(part for part in (grade_said(facts.grade), facts.grade_reason) if part)
        caller = " ".join(part for part in (matter.source, facts.reporter, facts.reporter_phone) if part)
        missing = ", ".join(translated(ESSENTIALS[key]) for key in lacking(found))
        return [
            (self.tr("Grade"), grade if facts.grade or facts.grade_reason else "", GRADE_TONES.get(facts.grade, "")),
            (self.tr("Regrade"), self._other_grade(found), "warning"),
            (self.tr("Sensitive"), facts.sensitive, "warning"),
            (self.tr("Not known yet"), missing, "warning"),
            (self.tr("Happened"), happened, ""),
            (self.tr("Where"), " ".join(part for part in (facts.area, facts.place) if part), "strong"),
            (self.tr("Kind of event"), kind, ""),
            *self._stated(found),
            (self.tr("Reported from"), caller, ""),
            (self.tr("Reported at"), moment_said(matter.received_at, now, zone), ""),
            (self.tr("Outcome"), matter.outcome, ""),
        ]

    def make_forms(self) -> tuple[KeptForm, ...]:
        """Grade, statements, telephone."""
        self.grading, self.confirming, self.phoning = (
            GradeForm(self.tools, self),
            ConfirmForm(self),
            PhoneForm(self.tools, self),
        )
        return self.grading, self.confirming, self.phoning

    def retranslate(self) -> None:
        """Word the pane anew."""
        super().retranslate()
        self.headings["facts"].setText(self.tr("Facts now"))
        self.reports_label.setText(self.tr("Reports upward"))
        self.earlier.setToolTip(self.tr("Every statement of each fact, the newest first (Ctrl+E)"))
        self.confirm.setText(self.tr("Verify or withdraw…"))
        self.confirm.setToolTip(self.tr("A statement is verified, or withdrawn with the reason (Ctrl+T)"))

    def _other_grade(self, found: IncidentInFull) -> str:
        """What the rules propose by now, where neither the grade nor its reason took that into account."""
        proposed = self._grading.grade if self._grading is not None else None
        if proposed is None or proposed in (found.facts.grade, found.facts.grade_proposed):
            return ""
        return f"{proposal_said(self._grading)} · {clause_said(self._grading, self.tools.wording())}"

    def _stated(self, found: IncidentInFull) -> list[Fact]:
        now, zone = self.tools.clock(), self.tools.zone
        held = facts_now(found.statements)
        stated: list[Fact] = []
        for fact in dict.fromkeys(_ORDER):
            now_held = held.get(fact)
            of_fact = [each for each in found.statements if each.fact == fact]
            shown = [now_held] if now_held is not None else []
            if self._history:
                shown += [each for each in reversed(of_fact) if each is not now_held]
            lines = "\n".join(statement_said(each, now, zone) for each in shown)
            stated.append((fact_said(fact), lines, statement_tone(now_held) if now_held is not None else "secondary"))
        return stated

    def _reports(self) -> dict[ReportKind, ReportState]:
        found = self.incident
        kept = [row for row in found.reports if row.state != ReportState.VOID] if found is not None else []
        return {ReportKind(row.kind): ReportState(row.state) for row in kept}

    def _parts(self) -> list[QWidget]:
        self.grade, self.reports_label = QLabel(self), label_of("secondary", parent=self)
        self.earlier, self.confirm = QPushButton(self), QPushButton(self)
        self.at_work = AtWork(self.tools, self)
        self.statements, self.report_list = QWidget(self), QWidget(self)
        row = QHBoxLayout(self.statements)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for button, slot in ((self.earlier, lambda: self.show_history()), (self.confirm, self.begin_confirming)):
            put_look(button, look="link")
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        self._reports_column = QVBoxLayout(self.report_list)
        self._reports_column.setContentsMargins(0, 0, 0, 0)
        self._reports_column.setSpacing(2)
        clocks, own, units, own_units, facts, own_facts, *rest = super()._parts()
        return [
            *(self.at_work, facts, own_facts, self.statements, self.links, clocks, own),
            *(self.reports_label, self.report_list, units, own_units, *rest),
        ]

    def _lay_whole(self, head: QHBoxLayout) -> None:
        head.insertWidget(1, self.grade)
        super()._lay_whole(head)

    def _incident_came(self, number: int, came: tuple[IncidentInFull | None, Grading | None]) -> None:
        if number != self.matter_id:
            return
        found, self._grading = came
        self._incident = found
        self.came(number, found.common if found else None)
        if self._renewing and found is not None:
            self.grading.renew(found)
        self._renewing = False

    def _show(self) -> None:
        super()._show()
        found = self.incident
        self.grade.setVisible(found is not None)
        self.at_work.show_incident(found)
        self.earlier.setText(self.tr("Hide earlier statements") if self._history else self.tr("Earlier statements"))
        while self._reports_column.count():
            item = self._reports_column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.reports_label.setVisible(found is not None and bool(found.reports))
        if found is None:
            return
        self.state.setText(stand_said(found.matter.state))
        self.grade.setText(grade_said(found.facts.grade))
        put_look(self.grade, look="chip", tone=GRADE_TONES.get(found.facts.grade, ""))
        for report in found.reports:
            words = report_said(report, self.tools.clock(), self.tools.zone)
            button = ElidedButton(words, hint=report.title)
            put_look(button, look="link", tone=report_tone(report))
            button.clicked.connect(partial(self.report_asked.emit, found.matter.id, report.id))
            self._reports_column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer(self) -> None:
        super()._offer()
        menu, found = self.more.menu(), self.incident
        if self.may_correct:
            menu.addAction(self.tr("Correct what was taken down…"), self.correction_asked.emit)
        self.offering.emit(menu)
        if found is None or not self.may(StepKind.REPORT):
            return
        menu.addSeparator()
        menu.addAction(self.tr("Report by telephone…"), self.begin_phoning)
        wanted = report_to_draft(self._reports())
        kinds = {wanted, ReportKind.FINAL} if wanted is ReportKind.FOLLOW_UP else {wanted}
        for kind in (each for each in ReportKind if each in kinds):
            place = sum(row.state != ReportState.VOID for row in found.reports)
            words = self.tr("Draft: {report}").format(report=report_named(kind, place))
            menu.addAction(words, partial(self.begin_report, kind))

    def _show_buttons(self) -> None:
        super()._show_buttons()
        self.confirm.setVisible(self.incident is not None and bool(self.incident.statements))
        self.earlier.setVisible(self.confirm.isVisibleTo(self))

    def _bodies_came(self, units: list[UnitRow]) -> None:
        self.phoning.offer([Choice(row.id, row.name, (row.pinyin, row.initials), row.short) for row in units])

    def _drafted(self, matter: int, report: int) -> None:
        self.refresh()
        self.report_asked.emit(matter, report)

    def _not_drafted(self, refusal: Refusal) -> None:
        self.tools.say(said(refusal, self.tools.wording(), self.tools.zone))

    def _refused_own(self, form: KeptForm, refusal: Refusal) -> None:
        super()._refused_own(form, refusal)
        if form is self.grading and refusal.code == MEANWHILE:
            self._renewing = True
            self.refresh()


def _read(session: Session, number: int) -> tuple[IncidentInFull | None, Grading | None]:
    full = incident_in_full(session, number)
    return full, grade_of_record(session, full) if full is not None else None

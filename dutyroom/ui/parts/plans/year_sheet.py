"""The proposal of a yearly plan, and the plans whose law has changed: a person ticks what is taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dutyroom.actions.plan_events import plan_year
from dutyroom.actions.plan_triggers import record_triggers
from dutyroom.data.queries.plan_laws import LawChange, law_changes
from dutyroom.data.queries.plan_year import ProposedLine, year_proposals
from dutyroom.rules.plan_events import PlanYear, RecordTriggers, TriggerLine, YearLine
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.kept_form import Run
from dutyroom.ui.parts.plans.exercise_words import day_said, kind_said
from dutyroom.ui.parts.plans.forms import read_date
from dutyroom.ui.parts.plans.tick_sheet import TickSheet


class YearSheet(TickSheet):
    """What falls due in a year, each with a day that may be changed."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._lines: Sequence[ProposedLine] = ()
        self.year = 0
        super().__init__(tools, {0: 132, 1: 84, 3: 156, 4: 150}, stretching=2, parent=parent)
        self.retranslate()

    def begin(self, year: int) -> None:
        """Propose this year's plan."""
        self.year, self._lines = year, ()
        self.fill(())
        today = self.tools.clock().astimezone(self.tools.zone).date()
        self.tools.courier.ask(self, year_proposals, year, today, then=self._came)

    def command(self) -> Run:
        """The year with the lines that are ticked."""
        return plan_year, PlanYear(year=self.year, lines=tuple(self._line(row) for row in self.ticked()))

    def send_words(self, count: int) -> str:
        """See :class:`TickSheet`."""
        return self.tr("Put {count} into the plan").format(count=f"{count:,}")

    def retranslate(self) -> None:
        """Word it anew."""
        self.title.setText(self.tr("Plan of {year}").format(year=self.year))
        due = self.tr("{count} drills and evaluations fall due by the end of the year and are not planned yet.")
        none = self.tr("Nothing more falls due by the end of the year, or it is planned already.")
        self.hint.setText(due.format(count=f"{len(self._lines):,}") if self._lines else none)
        self.table.setHorizontalHeaderLabels(
            [self.tr("Day"), self.tr("Kind"), self.tr("Plan"), self.tr("Due on"), self.tr("Lead unit")]
        )
        self.table.setAccessibleName(self.tr("Proposed drills and evaluations"))
        super().retranslate()

    def _came(self, lines: Sequence[ProposedLine]) -> None:
        self._lines = lines
        self.fill([self._cells(line) for line in lines], editable=True)

    def _cells(self, line: ProposedLine) -> list[str]:
        due = day_said(line.proposal.due_on)
        return [
            day_said(line.proposal.planned_on),
            kind_said(line.proposal.kind),
            line.plan.title,
            self.tr("{day} (overdue)").format(day=due) if line.proposal.is_late else due,
            line.plan.lead_unit,
        ]

    def _line(self, row: int) -> YearLine:
        proposal = self._lines[row].proposal
        try:
            day = read_date(self.item(row).text())
        except ValueError:
            day = None
        if day is None:
            self.table.setCurrentCell(row, 0)
            raise Refusal("supervision.date", field="lines")
        return YearLine(plan_id=proposal.plan_id, kind=proposal.kind, planned_on=day)


class LawSheet(TickSheet):
    """The plans that cite a law which has changed since they were issued; each ticked one asks for a revision."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._found: Sequence[LawChange] | None = None
        super().__init__(tools, {1: 92, 2: 260, 3: 92}, stretching=0, parent=parent)
        self.retranslate()

    def begin(self) -> None:
        """Look through the texts of all plans; that takes a moment, and nobody waits for it."""
        self._found = None
        self.fill(())
        store = self.tools.courier.store

        def look() -> list[LawChange]:
            with store.reading() as session:
                return law_changes(session)

        self.tools.courier.work_long(self, look, then=self._came)

    def command(self) -> Run:
        """The causes of a revision."""
        return record_triggers, RecordTriggers(lines=tuple(self._line(row) for row in self.ticked()))

    def send_words(self, count: int) -> str:
        """See :class:`TickSheet`."""
        return self.tr("Ask for {count} revisions").format(count=f"{count:,}")

    def retranslate(self) -> None:
        """Word it anew."""
        self.title.setText(self.tr("Laws that have changed"))
        if self._found is None:
            words = self.tr("Looking through the texts of the plans…")
        elif self._found:
            words = self.tr("{count} times a plan cites a law or standard that is younger than the plan.")
        else:
            words = self.tr("No plan cites a law or standard of this library that is younger than the plan.")
        self.hint.setText(words.format(count=len(self._found or ())))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Plan"), self.tr("Plan of"), self.tr("Law or standard"), self.tr("Version of")]
        )
        self.table.setAccessibleName(self.title.text())
        super().retranslate()
        self.table.setToolTip(self.tr("Space ticks a line"))

    def _came(self, found: Sequence[LawChange]) -> None:
        self._found = found
        self.fill([[each.plan_title, day_said(each.plan_on), each.law_title, day_said(each.law_on)] for each in found])

    def _line(self, row: int) -> TriggerLine:
        assert self._found is not None  # noqa: S101  # a line is there only then
        each = self._found[row]
        text = f"《{each.law_title}》{each.law_on}版本晚于本预案（{each.plan_on}）"
        return TriggerLine(plan_id=each.plan_id, cause="law", happened_on=each.law_on, text=text)

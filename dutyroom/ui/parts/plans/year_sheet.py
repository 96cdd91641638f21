"""The proposal of a yearly plan: what falls due, each with a day that may be changed; a person ticks what is taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dutyroom.actions.plan_events import plan_year
from dutyroom.data.queries.plan_year import ProposedLine, year_proposals
from dutyroom.rules.plan_events import PlanYear, YearLine
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

"""This plan's drills, evaluations and causes of a revision, as a view of the plan that is open in the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dutyroom.data.queries.plan_events import PlanEventRow, plan_standing
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Changed, Command, Place, Tools
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.matter.facts_grid import FactsGrid
from dutyroom.ui.parts.plans.exercise_columns import event_columns
from dutyroom.ui.parts.plans.exercise_facts import plan_facts_said
from dutyroom.ui.parts.plans.exercise_steps import WORDS
from dutyroom.ui.parts.plans.view import PlanView
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.theme import put_look

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_events import PlanStanding
    from dutyroom.data.queries.plans import PlanInFull

_HEARD: Final = frozenset({"plan", "plan_event", "plan_finding", "matter", "rule_value", "*"})
_STEPS: Final = {"plan_drill": "Ctrl+N", "hold_drill": "Ctrl+U", "trigger": "Ctrl+G", "due": ""}


class PlanEventsView(PlanView):
    """What the plan owes on top, what became of it below; Enter shows a record in full, a button begins a step."""

    KEY = "events"
    NAME = mark("Drills and reviews")

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._plan: int | None = None
        self._standing: PlanStanding | None = None
        self._rows: dict[int, PlanEventRow] = {}
        self.facts = FactsGrid(self)
        columns = event_columns(lambda: tools.clock().astimezone(tools.zone).date(), with_plan=False)
        self.table = RegisterTable(RegisterModel(columns, self._fetch, self), self)
        self.table.setObjectName("plan_events")
        self.table.row_opened.connect(lambda number: self._go(f"records:{number}"))
        self.steps = {name: ElidedButton("", self) for name in _STEPS}
        line = QHBoxLayout()
        line.setSpacing(8)
        for name, button in self.steps.items():
            put_look(button, look="plain")
            button.clicked.connect(partial(self._go, f"plan:{name}"))
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.facts)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self.retranslate()

    def show_plan(self, plan: PlanInFull) -> None:
        """Ask what this plan owes and what became of it."""
        if plan.plan.id != self._plan:
            self._standing = None
            self.table.set_ids(())
            self.facts.show_facts(())
        self._plan = plan.plan.id
        self._ask()

    def heard(self, changed: Changed) -> None:
        """Ask again where a drill, a finding or the plan changed."""
        if changed.kinds & _HEARD:
            self._ask()

    def commands(self) -> list[Command]:
        """What can be begun for this plan."""
        return [
            Command(f"plan_events.{name}", self.tr(WORDS[name]), keys, button.click)
            for (name, button), keys in zip(self.steps.items(), _STEPS.values(), strict=True)
        ]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        for name, button in self.steps.items():
            button.set_words(self.tr(WORDS[name]), hint=_STEPS[name])
        self.table.setAccessibleName(self.tr("Drills, evaluations and causes of a revision of this plan"))
        self.table.empty.set_words(self.tr("This plan was not drilled or evaluated yet, as far as is written down."))
        self._show()

    def _ask(self) -> None:
        if self._plan is not None:
            today = self.tools.clock().astimezone(self.tools.zone).date()
            self.tools.courier.ask(self, plan_standing, self._plan, today, then=self._came)

    def _came(self, standing: PlanStanding | None) -> None:
        if standing is not None and standing.duties.plan_id == self._plan:
            self._standing = standing
            self._show()

    def _show(self) -> None:
        standing = self._standing
        is_owing = standing is not None and bool(standing.duties.duties)
        for button in self.steps.values():
            button.setEnabled(is_owing)
        if standing is None:
            return
        today = self.tools.clock().astimezone(self.tools.zone).date()
        self.facts.show_facts(plan_facts_said(standing.duties, today, self.tools.wording())[2:])
        self._rows = {row.id: row for row in standing.events}
        self.table.set_ids(list(self._rows))

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._rows[number] for number in ids if number in self._rows])

    def _go(self, step: str) -> None:
        view, _, rest = step.partition(":")
        if view == "plan":
            self.tools.go(Place("plans", id=self._plan, step=f"exercises:plan:{rest}"))
        else:
            self.tools.go(Place("plans", id=int(rest), step="exercises:records"))

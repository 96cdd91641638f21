"""What the register of incidents opens over itself: plans at work, the call ladder, sending a report, making a drill."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from dutyroom.data.queries.activations import ActivationRow, running_activations
from dutyroom.rules.matter import StepKind
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Tools
from dutyroom.ui.parts.incident.at_work import unsent
from dutyroom.ui.parts.incident.drill_sheet import DrillSheet
from dutyroom.ui.parts.incident.ladder_sheet import LadderSheet
from dutyroom.ui.parts.incident.pane import IncidentPane
from dutyroom.ui.parts.incident.response_sheet import ResponseSheet
from dutyroom.ui.parts.matter.relay_sheet import RelaySheet


class IncidentSheets(QObject):
    """Keeps the sheets of a page; they begin from the incident that its pane shows."""

    def __init__(self, tools: Tools, page: QWidget, pane: IncidentPane, before: Callable[[], None]) -> None:
        super().__init__(page)
        self._tools, self._pane, self._before = tools, pane, before
        self.response, self.ladder = ResponseSheet(tools, page), LadderSheet(tools, page)
        self.relay, self.drill = RelaySheet(tools, page), DrillSheet(tools, page)
        self._all = (self.response, self.ladder, self.relay, self.drill)
        self.response.changed.connect(pane.refresh)
        self.ladder.started.connect(self.show_relay)
        for sheet in self._all:
            sheet.closed.connect(pane.refresh)
        pane.at_work.response_asked.connect(lambda number: self.show_response(number))
        pane.at_work.relay_asked.connect(self.show_relay)
        pane.at_work.sending_asked.connect(self.send)
        pane.offering.connect(self._offer)

    def go_on(self) -> None:
        """The response in force; where there is none, activate a plan."""
        running = self._pane.at_work.running
        if running is not None:
            self.show_response(running.id)
        else:
            self.activate()

    def activate(self) -> None:
        """Ask which plan is activated for the incident shown."""
        full = self._pane.incident
        if full is not None and self._may(StepKind.ACTIVATE):
            self._clear()
            self.response.begin(full)

    def call(self) -> None:
        """Tell those who must know."""
        full = self._pane.incident
        if full is not None and self._may(StepKind.REPORT):
            self._clear()
            self.ladder.begin(full)

    def send(self) -> None:
        """Send the report that was issued last; where that began already, show its list."""
        full = self._pane.incident
        report = unsent(full)
        sent = [row.relay_id for row in full.reports if row.relay_id is not None] if full is not None else []
        if full is not None and report is not None:
            self._clear()
            self.ladder.begin(full, report)
        elif sent:
            self.show_relay(sent[-1])
        else:
            self._tools.say(self._pane.tr("No report was issued yet."))

    def make_drill(self) -> None:
        """Make a drill of the incident shown."""
        full = self._pane.incident
        if full is not None:
            self._clear()
            self.drill.begin(full)

    def show_response(self, number: int, matter: int | None = None) -> None:
        """The checklist of a response, of the incident shown where no other is named."""
        matter = matter or self._pane.matter_id
        if matter is not None:
            self._clear()
            self.response.show_response(matter, number)

    def show_relay(self, number: int) -> None:
        """A list of who is told."""
        self._clear()
        self.relay.show_relay(number)

    def close_over(self) -> None:
        """Nothing lies over the page any more; what was typed stays."""
        for sheet in self._all:
            sheet.close_over()

    def heard(self, changed: Changed) -> None:
        """Something changed."""
        self.relay.heard(changed)
        self.response.heard(changed)

    def step_on(self) -> bool:
        """Ctrl+Enter over a sheet sends its form; says whether a sheet is open at all."""
        sheet = next((each for each in self._all if each.isVisible()), None)
        if sheet is None:
            return False
        if isinstance(sheet, ResponseSheet):
            sheet.step_on()
        elif sheet.form.isVisible() and sheet.form.first_step is not None:
            sheet.form.first_step.click()
        return True

    def commands(self) -> list[Command]:
        """What can be begun."""
        tr = self._pane.tr
        return [
            Command("incidents.response", tr("The plan at work, else activate one"), "Ctrl+Shift+A", self.go_on),
            Command("incidents.activate", tr("Activate a plan…"), "", self.activate),
            Command("incidents.ladder", tr("Tell those who must know (call ladder)"), "Ctrl+M", self.call),
            Command("incidents.send", tr("Send the issued report"), "Ctrl+Shift+P", self.send),
            Command("incidents.drill", tr("Make a drill of this incident…"), "", self.make_drill),
        ]

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The forms, and the newest list where the incident shown has one."""
        return [
            ("incidents_activate", self.activate),
            ("incidents_response", self._pose_response),
            ("incidents_ladder", self.call),
            ("incidents_send", self.send),
            ("incidents_drill", self.make_drill),
        ]

    def _pose_response(self) -> None:
        self._tools.courier.ask(self, running_activations, then=self._running_came)

    def _running_came(self, rows: list[ActivationRow]) -> None:
        if rows:
            self.show_response(rows[0].id, rows[0].matter_id)

    def _offer(self, menu: QMenu) -> None:
        tr = self._pane.tr
        menu.addSeparator()
        if self._pane.may(StepKind.ACTIVATE):
            menu.addAction(tr("Activate a plan…"), self.activate)
        if self._pane.may(StepKind.REPORT):
            menu.addAction(tr("Call ladder…"), self.call)
        menu.addAction(tr("Make a drill of this incident…"), self.make_drill)

    def _may(self, step: StepKind) -> bool:
        if not self._pane.may(step):
            self._tools.say(self._pane.tr("That is not possible now."))
            return False
        return True

    def _clear(self) -> None:
        self._before()
        self.close_over()

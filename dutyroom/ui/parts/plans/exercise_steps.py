"""What can be done with a plan's duties, a drill, an evaluation, a finding or a cause of a revision, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.plan_events import cancel_exercise, restore_event, void_event
from dutyroom.actions.plan_findings import mend_finding, reopen_finding, void_finding
from dutyroom.actions.plan_triggers import reopen_trigger
from dutyroom.rules.plan_due import What
from dutyroom.rules.plan_events import EndEvent, EventKind, EventState, FindingState
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Place
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.record_print import record_paper
from dutyroom.ui.parts.plans.exercise_words import day_said

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_events import FindingRow, PlanEventRow
    from dutyroom.ui.parts.plans.exercise_form import Mode
    from dutyroom.ui.parts.plans.exercise_pane import ExercisePane

WORDS: Final[dict[str, str]] = {
    "plan_drill": mark("Plan a drill…"),
    "plan_assessment": mark("Plan an evaluation…"),
    "plan_training": mark("Plan a training…"),
    "hold_drill": mark("Record a drill…"),
    "hold_assessment": mark("Record an evaluation…"),
    "trigger": mark("Cause of a revision…"),
    "settle_first": mark("Settle the cause…"),
    "due": mark("Interval and next day…"),
    "open_plan": mark("Open the plan"),
    "hold": mark("Record that it was held…"),
    "change": mark("Change…"),
    "correct": mark("Correct the record…"),
    "cancel": mark("Cancel it…"),
    "void": mark("Make void…"),
    "restore": mark("Take back"),
    "supervise": mark("Supervise the findings…"),
    "finding": mark("Add a finding…"),
    "settle": mark("Settle…"),
    "reopen": mark("Open again…"),
    "print": mark("Print the record…"),
}
_OF_PLAN: Final = ("plan_drill", "plan_assessment", "hold_drill", "hold_assessment", "plan_training", "trigger", "due")
_FIRST: Final = {
    What.DRILL: "plan_drill",
    What.ASSESSMENT: "plan_assessment",
    What.REVISION: "settle_first",
}
PAPER: Final = "plan-event"


class ExerciseSteps(QObject):
    """Tells the pane what can be done with what it shows, and does it; ``what`` is the duty that was chosen."""

    plan_asked = Signal(int)

    def __init__(self, pane: ExercisePane) -> None:
        super().__init__(pane)
        self._pane, self._tools = pane, pane.tools
        self.what: str = What.DRILL.value
        pane.shown.connect(self._offer)
        pane.asked.connect(self.do)
        pane.finding_asked.connect(self._offer_finding)

    def do(self, name: str) -> None:
        """Do a step by its name, where it is offered now."""
        if name not in [offered for offered, _ in self._pane.steps]:
            return
        event = self._pane.event_row
        if event is not None:
            self._do_event(name, event)
        elif self._pane.standing is not None:
            self._do_plan(name)

    def names(self) -> list[str]:
        """What can be done with what the pane shows, the next step first."""
        event, standing = self._pane.event_row, self._pane.standing
        if event is not None:
            return _of_event(event, has_free=any(row.is_free for row in self._free()))
        if standing is None:
            return []
        if not standing.duties.duties:
            return ["open_plan"]
        first = _FIRST.get(What(self.what), "plan_drill")
        if first == "settle_first" and standing.duties.revision is None:
            first = "plan_drill"
        return [first, *(name for name in _OF_PLAN if name != first), "open_plan"]

    def _offer(self) -> None:
        self._pane.set_steps([(name, translated(WORDS[name])) for name in self.names()])

    def _do_plan(self, name: str) -> None:
        pane, standing = self._pane, self._pane.standing
        if standing is None:
            return
        number = standing.duties.plan_id
        mode, _, kind = name.partition("_")
        if name == "open_plan":
            self.plan_asked.emit(number)
        elif name == "settle_first":
            trigger = next((row for row in standing.events if row.state == EventState.OPEN), None)
            if trigger is not None:
                pane.event_asked.emit(trigger.id)
        elif name == "trigger":
            pane.begin(pane.trigger, lambda: pane.trigger.begin(number))
        elif name == "due":
            pane.begin(pane.due, lambda: pane.due.begin(number, standing.duties.version, self._stored()))
        else:
            form_mode: Mode = "plan" if mode == "plan" else "hold"
            day = None if mode == "plan" else pane.today()
            pane.begin(pane.exercise, lambda: pane.exercise.begin_plan(number, EventKind(kind), form_mode, day))

    def _do_event(self, name: str, event: PlanEventRow) -> None:
        pane = self._pane
        forms: dict[str, Callable[[], None]] = {
            "hold": lambda: pane.begin(pane.exercise, lambda: pane.exercise.begin_event(event, "hold")),
            "change": lambda: pane.begin(pane.exercise, lambda: pane.exercise.begin_event(event, "change")),
            "correct": lambda: pane.begin(pane.exercise, lambda: pane.exercise.begin_event(event, "correct")),
            "supervise": lambda: self._supervise(event, self._free()),
            "finding": lambda: pane.begin(pane.finding, lambda: pane.finding.begin(event.id)),
            "settle": lambda: pane.begin(pane.settling, lambda: pane.settling.begin(event)),
            "trigger": lambda: pane.begin(pane.trigger, lambda: pane.trigger.begin(event.plan_id, _given(event))),
            "cancel": lambda: self._why(event, cancel_exercise, (self.tr("Why"), self.tr("Cancel it"))),
            "void": lambda: self._why(event, void_event, (self.tr("Why"), self.tr("Make void"))),
            "reopen": lambda: self._why(event, reopen_trigger, (self.tr("Why"), self.tr("Open again"))),
            "restore": lambda: self._run(restore_event, EndEvent(id=event.id, version=event.version)),
            "print": lambda: self._print(event),
            "open_plan": lambda: self.plan_asked.emit(event.plan_id),
        }
        forms[name]()

    def _offer_finding(self, finding: FindingRow, button: QWidget) -> None:
        """What can become of one finding, as a menu below it."""
        event = self._pane.event_row
        if event is None:
            return
        menu = QMenu(button)
        if finding.matter_id is not None:
            words = self.tr("Show {number}").format(number=finding.matter_number)
            menu.addAction(words, partial(self._tools.go, Place("supervision", id=finding.matter_id)))
        number, version = finding.id, finding.version
        if finding.is_free:
            mended = (self.tr("How it was mended"), self.tr("It is mended"))
            why = (self.tr("Why"), self.tr("Make void"))
            menu.addAction(self.tr("Supervise this finding…"), partial(self._supervise, event, [finding]))
            menu.addAction(self.tr("Mended…"), partial(self._ask_why, number, version, mend_finding, mended))
            menu.addAction(self.tr("Make void…"), partial(self._ask_why, number, version, void_finding, why))
        elif finding.state != FindingState.OPEN and finding.matter_id is None:
            back = partial(self._run, reopen_finding, EndEvent(id=number, version=version))
            menu.addAction(self.tr("To be mended again"), back)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _supervise(self, event: PlanEventRow, findings: list[FindingRow]) -> None:
        pane = self._pane
        pane.begin(pane.supervising, lambda: pane.supervising.begin(event.id, findings))

    def _free(self) -> list[FindingRow]:
        full = self._pane.full
        return [row for row in full.findings if row.is_free] if full is not None else []

    def _stored(self) -> dict[str, Any]:
        standing = self._pane.standing
        if standing is None:
            return {}
        facts = standing.duties.facts
        return {
            "drill_rule": facts.drill_rule,
            "drill_due_on": day_said(facts.drill_by_hand),
            "assess_due_on": day_said(facts.assess_by_hand),
        }

    def _why(self, event: PlanEventRow, action: Callable[..., int], words: tuple[str, str]) -> None:
        self._ask_why(event.id, event.version, action, words)

    def _ask_why(self, number: int, version: int, action: Callable[..., int], words: tuple[str, str]) -> None:
        pane = self._pane
        pane.begin(pane.why, lambda: pane.why.begin(number, action, version, words))

    def _run(self, action: Callable[..., int], command: object) -> None:
        """Do at once what needs no reason."""

        def done(_: int) -> None:
            self._pane.refresh()
            self._tools.say(self.tr("Taken back."))

        def refused(refusal: Refusal) -> None:
            self._tools.say(said(refusal, self._tools.wording(), self._tools.zone))

        self._tools.courier.do(self._pane, action, command, then=done, refused=refused)

    def _print(self, event: PlanEventRow) -> None:
        title = f"{event.plan_title} {day_said(event.day)}"
        self._tools.show_paper(record_paper(self._tools, self._pane, PAPER, event.id, title))


def _of_event(event: PlanEventRow, *, has_free: bool) -> list[str]:
    if event.state in (EventState.CANCELLED, EventState.VOID):
        return ["restore", "open_plan"]
    if event.kind == EventKind.TRIGGER:
        first = "settle" if event.state == EventState.OPEN else "reopen"
        return [first, "void", "open_plan"]
    if event.state == EventState.PLANNED:
        return ["hold", "change", "cancel", "print", "void", "open_plan"]
    steps = ["print", "finding", "trigger", "correct", "void", "open_plan"]
    return ["supervise", *steps] if has_free else steps


def _given(event: PlanEventRow) -> dict[str, Any]:
    """What a record gives of the cause of a revision that grows out of it."""
    return {"cause": "exercise", "text": event.title or event.record[:200]}

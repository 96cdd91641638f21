"""The small forms beside drills and evaluations: findings, supervision, causes of a revision, days set by hand, reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.actions.plan_events import set_plan_due
from dutyroom.actions.plan_findings import add_finding, mend_finding, supervise_findings
from dutyroom.actions.plan_triggers import record_triggers, settle_trigger
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.plan_due import DRILL_RULE_WORDS
from dutyroom.rules.plan_events import (
    CAUSE_WORDS,
    SETTLED_WORDS,
    AddFinding,
    EndEvent,
    MendFinding,
    RecordTriggers,
    SetPlanDue,
    SettleTrigger,
    SuperviseFindings,
    TriggerLine,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.plans.exercise_words import cause_said, day_said

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_events import FindingRow, PlanEventRow


def _narrow(box: QComboBox) -> QComboBox:
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


def offer_causes(box: QComboBox, causes: Sequence[str]) -> None:
    """Offer these causes of a revision behind the line that names none; what was chosen stays chosen if it is one."""
    if [box.itemData(place) for place in range(1, box.count())] == list(causes):
        return
    chosen, none = box.currentData(), box.itemText(0)
    was_blocked = box.blockSignals(True)  # what is offered is nothing that somebody typed
    box.clear()
    for cause in ("", *causes):
        box.addItem(cause_said(cause) if cause else none, cause)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(was_blocked)


def word_causes(box: QComboBox, none: str) -> None:
    """Word the causes that a box offers anew; ``none`` is the line that names none."""
    box.setItemText(0, none)
    for place in range(1, box.count()):
        box.setItemText(place, cause_said(box.itemData(place)))


class SuperviseForm(KeptForm):
    """Which unit mends the findings, and by when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event_id, self._ids = 0, tuple[int, ...]()
        self.unit = PersonPicker(self, free_text=True)
        self.due_on, self.title = QLineEdit(self), QLineEdit(self)
        self.title.setMaxLength(TITLE_MOST)
        for name in ("unit", "due_on", "title"):
            self.add_field(name, getattr(self, name))
        self.retranslate()

    def begin(self, event_id: int, findings: Sequence[FindingRow]) -> None:
        """Ask for these findings of an event."""
        self._event_id, self._ids = event_id, tuple(row.id for row in findings)
        self._begin(self._ids[0] if self._ids else 0, {})
        self.retranslate()
        self.unit.setFocus()

    def offer(self, choices: Sequence[Choice]) -> None:
        """The units that may be picked."""
        self.unit.set_choices(choices)

    def command(self) -> Run:
        """The supervised matter."""
        return supervise_findings, SuperviseFindings(
            event_id=self._event_id,
            ids=self._ids,
            unit_id=self.unit.choice_id(),  # first: it takes what was typed as the unit that fits
            unit=self.unit.text(),
            title=self.title.text(),
            due_on=day_in(self, "due_on"),
        )

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        self.word_field("unit", self.tr("Unit that mends it"))
        self.word_field("due_on", self.tr("Mended by"), self.tr("for example 2026-11-23; empty: by the rule"))
        self.word_field("title", self.tr("Title"), self.tr("empty: named after plan and drill"))
        pattern = self.tr("Supervise {count} finding") if len(self._ids) == 1 else self.tr("Supervise {count} findings")
        self.send.setText(pattern.format(count=len(self._ids)))


class FindingForm(KeptForm):
    """A finding that is added to a record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = GrowingText(self)
        self.add_field("text", self.text, tall=True)
        self.text.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, event_id: int) -> None:
        """Ask for a finding of this event."""
        self._begin(event_id, {})
        self.text.setFocus()

    def command(self) -> Run:
        """The finding."""
        return add_finding, AddFinding(event_id=self.number or 0, text=self.text.toPlainText())

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        self.word_field("text", self.tr("What was found"))
        self.send.setText(self.tr("Add the finding"))


class WhyForm(KeptForm):
    """One line that ends something: why it is cancelled, void, opened again, or how a finding was mended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(2000)
        self.add_field("reason", self.reason)
        self._run: Callable[[str], Run] | None = None
        self._words = ("", "")
        self._asked: dict[tuple[str, int], int] = {}
        self.retranslate()

    def begin(self, number: int, action: Callable[..., int], version: int, words: tuple[str, str]) -> None:
        """Ask why, for an action on this record; ``words`` are the label and the verb on the button."""
        self._words = words

        def run(reason: str) -> Run:
            if action is mend_finding:
                return action, MendFinding(id=number, version=version, outcome=reason)
            return action, EndEvent(id=number, version=version, reason=reason)

        self._run = run
        self._begin(self._asked.setdefault((action.__name__, number), len(self._asked) + 1), {})
        self.retranslate()
        self.reason.setFocus()

    def command(self) -> Run:
        """What was asked for, with the reason."""
        assert self._run is not None  # noqa: S101  # nothing is sent before it began
        return self._run(self.reason.text())

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """Whatever the field is called elsewhere, there is one."""
        refusal.field = "reason"
        super().point_out(refusal, sentence)

    def retranslate(self) -> None:
        """Word it anew; label and verb belong to what is asked."""
        super().retranslate()
        self.word_field("reason", self._words[0])
        self.send.setText(self._words[1])


class TriggerForm(KeptForm):
    """What happened that forces a revision of a plan."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.cause, self.happened_on, self.text = _narrow(QComboBox(self)), QLineEdit(self), GrowingText(self)
        offer_causes(self.cause, tuple(CAUSE_WORDS))
        self.add_field("cause", self.cause)
        self.add_field("happened_on", self.happened_on)
        self.add_field("text", self.text, tall=True)
        self.text.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, plan_id: int, given: dict[str, Any] | None = None) -> None:
        """Ask for a cause of a revision of this plan; ``given`` fills fields by name."""
        today = self.tools.clock().astimezone(self.tools.zone).date()
        self._begin(plan_id, {"happened_on": day_said(today), **(given or {})})
        self.cause.setFocus()

    def command(self) -> Run:
        """The cause."""
        day = day_in(self, "happened_on")
        if day is None:
            raise Refusal("plan_event.day.empty", field="happened_on")
        line = TriggerLine(
            plan_id=self.number or 0,
            cause=str(self.cause.currentData() or ""),
            happened_on=day,
            text=self.text.toPlainText(),
        )
        return record_triggers, RecordTriggers(lines=(line,))

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        word_causes(self.cause, "—")
        self.word_field("cause", self.tr("Cause of a revision"))
        self.word_field("happened_on", self.tr("Happened on"), self.tr("for example 2026-11-23"))
        self.word_field("text", self.tr("What happened"))
        self.send.setText(self.tr("Ask for the revision"))


class SettleForm(KeptForm):
    """How a cause of a revision was settled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = 0
        self.how, self.reason = _narrow(QComboBox(self)), QLineEdit(self)
        for key in ("", *SETTLED_WORDS):
            self.how.addItem("", key)
        self.add_field("how", self.how)
        self.add_field("reason", self.reason)
        self.retranslate()

    def begin(self, event: PlanEventRow) -> None:
        """Ask how this one was settled."""
        self._version = event.version
        self._begin(event.id, {})
        self.how.setFocus()

    def command(self) -> Run:
        """How it was settled."""
        return settle_trigger, SettleTrigger(
            id=self.number or 0,
            version=self._version,
            how=str(self.how.currentData() or ""),
            reason=self.reason.text(),
        )

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        self.how.setItemText(0, "—")
        for place, word in enumerate(SETTLED_WORDS.values(), 1):
            self.how.setItemText(place, self.tr(word))
        self.word_field("how", self.tr("How it was settled"))
        self.word_field("reason", self.tr("Remark or reason"))
        self.send.setText(self.tr("Settle"))


class DueForm(KeptForm):
    """Under which interval a plan is drilled, and days in place of those of the rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = 0
        self.drill_rule = _narrow(QComboBox(self))
        self.drill_due_on, self.assess_due_on, self.reason = (QLineEdit(self) for _ in range(3))
        for key in ("", *DRILL_RULE_WORDS):
            self.drill_rule.addItem("", key)
        for name in ("drill_rule", "drill_due_on", "assess_due_on", "reason"):
            self.add_field(name, getattr(self, name))
        self.retranslate()

    def begin(self, plan_id: int, version: int, stored: dict[str, Any]) -> None:
        """Ask for this plan, from what is ``stored``."""
        self._version = version
        self._begin(plan_id, stored)
        self.drill_rule.setFocus()

    def command(self) -> Run:
        """What is set."""
        return set_plan_due, SetPlanDue(
            plan_id=self.number or 0,
            version=self._version,
            drill_rule=str(self.drill_rule.currentData() or ""),
            drill_due_on=day_in(self, "drill_due_on"),
            assess_due_on=day_in(self, "assess_due_on"),
            reason=self.reason.text(),
        )

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        self.drill_rule.setItemText(0, self.tr("by its kind"))
        for place, word in enumerate(DRILL_RULE_WORDS.values(), 1):
            self.drill_rule.setItemText(place, self.tr(word))
        empty = self.tr("empty: by the rule")
        self.word_field("drill_rule", self.tr("Is drilled"))
        self.word_field("drill_due_on", self.tr("Next drill by"), empty)
        self.word_field("assess_due_on", self.tr("Next evaluation by"), empty)
        self.word_field("reason", self.tr("Why"))
        self.send.setText(self.tr("Set"))

"""The form of a drill, an evaluation or a training: to plan one, to change it, to record that it was held, to correct that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QMenu, QPushButton, QWidget

from dutyroom.actions.drill_record import read_drill_record
from dutyroom.actions.errors import said
from dutyroom.actions.plan_events import change_exercise, hold_exercise, plan_exercise
from dutyroom.data.trouble import Trouble
from dutyroom.rules.drill_record import DrillRecord, exercise_of
from dutyroom.rules.plan_events import (
    CAUSE_WORDS,
    CONCLUSION_WORDS,
    EXERCISES,
    FORM_WORDS,
    LONGEST,
    ChangeExercise,
    EventFacts,
    EventKind,
    HoldExercise,
    PlanExercise,
    cause_offered,
    finding_lines,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.plans.exercise_forms import offer_causes, word_causes
from dutyroom.ui.parts.plans.exercise_words import day_said, kind_said
from dutyroom.ui.theme import put_look

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_events import PlanEventRow

Mode = Literal["plan", "change", "hold", "correct"]
_MODES: Final[tuple[Mode, ...]] = ("plan", "change", "hold", "correct")
_APART: Final = 10**9
"""What was typed is kept by mode and by event or plan: their numbers must not meet."""
_COMMON: Final = frozenset({"title", "participants"})
_ASKED: Final[Mapping[Mode, frozenset[str]]] = {
    "plan": _COMMON | {"planned_on"},
    "change": _COMMON | {"planned_on"},
    "hold": _COMMON | {"held_on", "record", "findings", "cause"},
    "correct": _COMMON | {"held_on", "record", "reason"},
}
_LINES: Final = ("title", "participants", "scenario", "record", "result")


class ExerciseForm(KeptForm):
    """What is asked depends on the mode and on the kind; the record of a drill mode can be taken in."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.mode: Mode = "plan"
        self._event: PlanEventRow | None = None
        self._plan_id = 0
        self._cause_was_chosen = False
        self._make_fields()
        self.taking = QPushButton(self)
        self.taking.setAutoDefault(True)
        put_look(self.taking, menu="true")
        menu = QMenu(self.taking)
        self._from_file = menu.addAction("", partial(self._choose, folder=False))
        self._from_folder = menu.addAction("", partial(self._choose, folder=True))
        self.taking.setMenu(menu)
        self._buttons.insertWidget(0, self.taking)
        self.kind.currentIndexChanged.connect(lambda _: self._show_fields())
        self.findings.textChanged.connect(self._offer_cause)
        self.conclusion.currentIndexChanged.connect(lambda _: self._offer_cause())
        self.cause.activated.connect(lambda _: self._choose_cause())
        for text in (self.participants, self.scenario, self.record, self.findings):
            text.entered.connect(self.send.click)
        self.retranslate()

    def begin_plan(self, plan_id: int, kind: EventKind, mode: Mode = "plan", day: date | None = None) -> None:
        """Ask for a new one of a plan: to be planned, or held without having been planned."""
        self.mode, self._event, self._plan_id = mode, None, plan_id
        fresh: dict[str, Any] = {"kind": kind.value, "planned_on" if mode == "plan" else "held_on": day_said(day)}
        self._start(plan_id, fresh)

    def begin_event(self, event: PlanEventRow, mode: Mode) -> None:
        """Ask what changes, how it went, or what was wrong in the record."""
        self.mode, self._event, self._plan_id = mode, event, event.plan_id
        fresh: dict[str, Any] = {name: getattr(event, name) for name in ("kind", "form", *_LINES)}
        fresh |= {"planned_on": day_said(event.planned_on), "held_on": day_said(event.held_on)}
        if mode == "hold":
            today = self.tools.clock().astimezone(self.tools.zone).date()
            fresh["held_on"] = day_said(min(event.planned_on or today, today))
        if event.kind == EventKind.ASSESSMENT:
            fresh |= {"conclusion": event.result, "result": ""}
        self._start(event.id, fresh)

    @property
    def chosen_kind(self) -> EventKind:
        """Drill, evaluation or training."""
        return EventKind(self.kind.currentData() or EventKind.DRILL)

    def command(self) -> Run:
        """What is asked; refused where a day is none."""
        facts, event = self._facts(), self._event
        if self.mode == "plan":
            return plan_exercise, PlanExercise(plan_id=self._plan_id, kind=self.chosen_kind, facts=facts)
        if self.mode == "hold":
            return hold_exercise, HoldExercise(
                id=event.id if event is not None else None,
                version=event.version if event is not None else 0,
                plan_id=self._plan_id,
                kind=self.chosen_kind,
                facts=facts,
                findings=finding_lines(self.findings.toPlainText()),
                cause=str(self.cause.currentData() or ""),
            )
        assert event is not None  # noqa: S101  # both other modes begin with one
        return change_exercise, ChangeExercise(
            id=event.id, version=event.version, facts=facts, reason=self.reason.text()
        )

    def offer_causes(self, causes: Sequence[str]) -> None:
        """Offer the causes of a revision that count; what a record gives by itself is offered if it is one of them."""
        offer_causes(self.cause, causes)
        self._offer_cause()

    def take_record(self, record: DrillRecord) -> None:
        """Fill in what a drill's record says; what was typed already stays, texts get the record's below theirs."""
        facts, findings = exercise_of(record, self.tools.wording(), self.tools.zone)
        self.held_on.setText(day_said(facts.held_on))
        self.form.setCurrentIndex(max(self.form.findData(facts.form), 0))
        for line, value in ((self.title, facts.title), (self.result, facts.result)):
            if not line.text().strip():
                line.setText(value)
        texts = {"participants": facts.participants, "scenario": facts.scenario, "record": facts.record}
        for name, value in {**texts, "findings": "\n".join(findings)}.items():
            field: GrowingText = getattr(self, name)
            typed = field.toPlainText().strip()
            if value not in typed:
                field.setPlainText("\n".join(part for part in (typed, value) if part)[:LONGEST])
        self.tools.say(self.tr("The record of the drill is filled in; check it, then keep it."))
        self.record.setFocus()

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for place, kind in enumerate(EXERCISES):
            self.kind.setItemText(place, kind_said(kind))
        for box, words in ((self.form, FORM_WORDS), (self.conclusion, CONCLUSION_WORDS)):
            first = 0 if box is self.form else 1
            for place, word in enumerate(words.values(), first):
                box.setItemText(place, self.tr(word))
        self.conclusion.setItemText(0, "—")
        word_causes(self.cause, self.tr("no"))
        self._word_fields()
        words = {
            "plan": self.tr("Put it into the plan"),
            "change": self.tr("Keep the change"),
            "hold": self.tr("Keep the record"),
            "correct": self.tr("Keep the correction"),
        }
        self.send.setText(words[self.mode])
        self.taking.setText(self.tr("From a drill"))
        self._from_file.setText(self.tr("From a file that a drill saved…"))
        self._from_folder.setText(self.tr("From the folder of a drill…"))

    def _make_fields(self) -> None:
        self.kind, self.form, self.conclusion, self.cause = (QComboBox(self) for _ in range(4))
        self.planned_on, self.held_on, self.title, self.result, self.reason = (QLineEdit(self) for _ in range(5))
        self.participants, self.scenario, self.record, self.findings = (GrowingText(self) for _ in range(4))
        for kind in EXERCISES:
            self.kind.addItem("", kind.value)
        for form in FORM_WORDS:
            self.form.addItem("", form)
        for box in (self.conclusion, self.cause):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        for key in ("", *CONCLUSION_WORDS):
            self.conclusion.addItem("", key)
        offer_causes(self.cause, tuple(CAUSE_WORDS))
        for name in ("kind", "planned_on", "held_on", "form", "conclusion", "title"):
            self.add_field(name, getattr(self, name))
        for name in ("participants", "scenario", "record", "findings"):
            self.add_field(name, getattr(self, name), tall=True)
        for name in ("result", "cause", "reason"):
            self.add_field(name, getattr(self, name))

    def _start(self, number: int, fresh: Mapping[str, Any]) -> None:
        base = 2 * _MODES.index(self.mode) + (self._event is not None)
        self._cause_was_chosen = False
        self._begin(base * _APART + number, fresh)
        self._cause_was_chosen = bool(self.cause.currentData())
        self._show_fields()
        self.retranslate()
        self.mark_clean()
        {"plan": self.planned_on, "change": self.planned_on, "hold": self.held_on}.get(
            self.mode, self.record
        ).setFocus()

    def _show_fields(self) -> None:
        asked, kind = set(_ASKED[self.mode]), self.chosen_kind
        if self._event is None:
            asked.add("kind")
        if kind is EventKind.DRILL:
            asked |= {"form", "scenario"}
        if self.mode in ("hold", "correct"):
            asked.add("conclusion" if kind is EventKind.ASSESSMENT else "result")
        if kind is EventKind.TRAINING:
            asked -= {"findings", "cause"}
        for name in self.field_names():
            self.show_field(name, name in asked)
        self.taking.setVisible(self.mode == "hold" and kind is EventKind.DRILL)
        self._offer_cause()

    def _offer_cause(self) -> None:
        """A drill that found something asks for a revision, unless somebody chose otherwise."""
        if self.mode == "hold" and not self._cause_was_chosen:
            found = len(finding_lines(self.findings.toPlainText()))
            offered = cause_offered(self.chosen_kind, str(self.conclusion.currentData() or ""), found)
            self.cause.setCurrentIndex(max(self.cause.findData(offered), 0))

    def _choose_cause(self) -> None:
        self._cause_was_chosen = True

    def _facts(self) -> EventFacts:
        assessed = self.chosen_kind is EventKind.ASSESSMENT
        event = self._event
        is_held = self.mode in ("hold", "correct")
        former = event.planned_on if event is not None else None
        return EventFacts(
            planned_on=former if is_held else day_in(self, "planned_on"),
            held_on=day_in(self, "held_on") if is_held else None,
            form=str(self.form.currentData() or "") if self.chosen_kind is EventKind.DRILL else "",
            title=self.title.text(),
            participants=self.participants.toPlainText(),
            scenario=self.scenario.toPlainText(),
            record=self.record.toPlainText(),
            result=str(self.conclusion.currentData() or "") if assessed else self.result.text(),
        )

    def _word_fields(self) -> None:
        day = self.tr("for example 2026-11-23")
        self.word_field("kind", self.tr("Kind"))
        self.word_field("planned_on", self.tr("Planned for"), day)
        self.word_field("held_on", self.tr("Held on"), day)
        self.word_field("form", self.tr("Form"))
        self.word_field("conclusion", self.tr("Conclusion"))
        self.word_field("title", self.tr("What about"))
        self.word_field("participants", self.tr("Who takes part"))
        self.word_field("scenario", self.tr("Scenario"))
        self.word_field("record", self.tr("How it went"))
        self.word_field("findings", self.tr("What was found"), self.tr("a finding a line (Shift+Enter)"))
        self.word_field("result", self.tr("Result"))
        self.word_field("cause", self.tr("Asks for a revision"))
        self.word_field("reason", self.tr("Why it is corrected"))

    def _choose(self, *, folder: bool) -> None:
        if folder:
            chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of the drill"))
        else:
            kinds = self.tr("Records of drills (*.json)")
            chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Record of a drill"), str(Path.home()), kinds)
        if chosen:
            self.read_record(Path(chosen))

    def read_record(self, path: Path) -> None:
        """Read the record that a file or a drill's folder holds, and fill it in if the form still asks for this one."""
        number = self.number

        def came(record: DrillRecord) -> None:
            if self.number == number:
                self.take_record(record)

        read = partial(read_drill_record, path, self.tools.clock)
        self.tools.courier.work_long(self, read, then=came, failed=self._unread)

    def _unread(self, error: Exception) -> None:
        if isinstance(error, Refusal | Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
            self.point_out(Refusal(error.code, field="record"), sentence)
        else:
            self.tools.courier.failed.emit(error)

"""The form of one stage: finishing it with what it needs, leaving it out, opening it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.actions.preparation import finish_stage, reopen_stage, skip_stage
from dutyroom.data.queries.preparations import PreparationInFull
from dutyroom.rules.preparation import Stage
from dutyroom.rules.preparation_steps import FinishStage, ReopenStage, SkipStage
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.plans.preparation_words import day_said, stage_said

Mode = Literal["finish", "skip", "reopen"]
MODES: Final[tuple[Mode, ...]] = ("finish", "skip", "reopen")
_OWN: Final[Mapping[Stage, tuple[str, ...]]] = {
    Stage.GROUP: ("group",),
    Stage.APPROVAL: ("approved_by",),
    Stage.ISSUE: ("document_number",),
}
_DESPITE: Final = frozenset({Stage.OPINIONS, Stage.REVIEW, Stage.FILING})


class StageForm(KeptForm):
    """What is asked depends on the stage; ``despite`` is asked for once something is still open."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._about: PreparationInFull | None = None
        self._stage, self._mode = Stage.PROGRAMME, "finish"
        self._asks_despite = False
        self.group, self.people, self.note = (GrowingText(self) for _ in range(3))
        self.approved_by, self.document_number, self.done_on, self.despite, self.reason = (
            QLineEdit(self) for _ in range(5)
        )
        self.add_field("group", self.group, tall=True)
        for name in ("approved_by", "document_number", "done_on"):
            self.add_field(name, getattr(self, name))
        self.add_field("people", self.people, tall=True)
        self.add_field("note", self.note, tall=True)
        self.add_field("despite", self.despite)
        self.add_field("reason", self.reason)
        for text in (self.people, self.note):
            text.entered.connect(self.send.click)
        self.retranslate()

    @property
    def stage(self) -> Stage:
        """The stage that is asked about."""
        return self._stage

    def begin(self, about: PreparationInFull, stage: Stage, mode: Mode) -> None:
        """Ask for this stage of this preparation; what was typed for it earlier is there again."""
        self._about, self._stage, self._mode = about, stage, mode
        row = about.stage(stage)
        fresh = {
            "group": about.group,
            "approved_by": about.approved_by,
            "document_number": about.document_number,
            "people": row.people,
            "note": row.note,
            "done_on": day_said(self.tools.clock().astimezone(self.tools.zone).date()),
        }
        key = about.matter.id * 100 + list(Stage).index(stage) * len(MODES) + MODES.index(mode)
        self._begin(key, fresh)
        self._asks_despite = bool(self.despite.text())
        for name in self.field_names():
            self.show_field(name, name in self._shown())
        self.retranslate()
        self.mark_clean()
        getattr(self, self._shown()[0]).setFocus()

    def command(self) -> Run:
        """The action and its command; refused where the day is none."""
        number = self._about.matter.id if self._about is not None else 0
        if self._mode == "skip":
            return skip_stage, SkipStage(id=number, stage=self._stage, reason=self.reason.text())
        if self._mode == "reopen":
            return reopen_stage, ReopenStage(id=number, stage=self._stage, reason=self.reason.text())
        named: dict[str, Any] = {name: self._text(name) for name in _OWN.get(self._stage, ())}
        return finish_stage, FinishStage(
            id=number,
            stage=self._stage,
            done_on=day_in(self, "done_on"),
            people=self.people.toPlainText(),
            note=self.note.toPlainText(),
            despite=self.despite.text(),
            **named,
        )

    def point_out(self, refusal: Any, sentence: str) -> None:
        """As every form; why it ends all the same is asked for only now."""
        if refusal.field == "despite":
            self._asks_despite = True
            self.show_field("despite", True)
        super().point_out(refusal, sentence)

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("group", self.tr("Drafting group"), self.tr("One person a line (Shift+Enter)."))
        self.word_field("approved_by", self.tr("Approved by (body)"))
        self.word_field("document_number", self.tr("Issued as"))
        self.document_number.setPlaceholderText(self.tr("for example 郑政办〔2026〕9号"))
        self.word_field("done_on", self.tr("Done on"))
        self.done_on.setPlaceholderText(self.tr("for example 2026-11-23"))
        self.word_field("people", self.tr("Who took part"))
        self.word_field("note", self.tr("What came of it"))
        self.word_field("despite", self.tr("Why all the same"))
        self.word_field("reason", self.tr("Reason"))
        words = {
            "finish": self.tr("Finish: {stage}"),
            "skip": self.tr("Leave out: {stage}"),
            "reopen": self.tr("Open again: {stage}"),
        }
        self.send.setText(words[self._mode].format(stage=stage_said(self._stage)))

    def _shown(self) -> tuple[str, ...]:
        if self._mode != "finish":
            return ("reason",)
        despite = ("despite",) if self._asks_despite and self._stage in _DESPITE else ()
        return (*_OWN.get(self._stage, ()), "done_on", *despite, "people", "note")

    def _text(self, name: str) -> str:
        field = getattr(self, name)
        return str(field.toPlainText() if isinstance(field, GrowingText) else field.text())

"""The face on which the days of the stages are planned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.actions.preparation import plan_days
from dutyroom.data.queries.preparations import PreparationInFull
from dutyroom.rules.preparation import Stage
from dutyroom.rules.preparation_steps import PlanDays
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.form_face import FormFace
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.plans.preparation_words import day_said, stage_said


class DaysForm(KeptForm):
    """A day for each stage that is not settled, two beside each other."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._about: PreparationInFull | None = None
        self._grid.setColumnStretch(3, 1)
        for place, stage in enumerate(Stage):
            field = QLineEdit(self)
            setattr(self, stage.value, field)
            self.add_field(stage.value, field, beside=bool(place % 2))
        self.text = QLineEdit(self)
        self.add_field("text", self.text, wide=True)
        self.retranslate()

    def begin(self, about: PreparationInFull) -> None:
        """Ask for the days of this preparation."""
        self._about = about
        self._begin(about.matter.id, {row.stage.value: day_said(row.planned_on) for row in about.stages})
        for row in about.stages:
            getattr(self, row.stage.value).setEnabled(not row.fact.is_settled)
        self.retranslate()
        self.mark_clean()
        first = about.next or Stage.PROGRAMME
        getattr(self, first.value).setFocus()

    def command(self) -> Run:
        """Plan them; refused where a day is none."""
        about = self._about
        stages = [row.stage for row in about.stages if not row.fact.is_settled] if about is not None else []
        return plan_days, PlanDays(
            id=about.matter.id if about is not None else 0,
            version=about.version if about is not None else 0,
            days={stage: day_in(self, stage.value) for stage in stages},
            text=self.text.text(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for stage in Stage:
            field = getattr(self, stage.value)
            settled = not field.isEnabled()
            self.word_field(stage.value, stage_said(stage.value), self.tr("settled already") if settled else "")
            field.setPlaceholderText("" if settled else self.tr("for example 2026-11-23"))
        self.word_field("filing", stage_said("filing"), self.tr("After the issue the rule sets it."))
        self.word_field("text", self.tr("Remark"))
        self.send.setText(self.tr("Plan the days"))


class DaysEntry(FormFace):
    """``done`` carries the number of the preparation."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._about: PreparationInFull | None = None
        self.form = DaysForm(tools)
        super().__init__(tools, self.form, parent)
        self.retranslate()

    def begin(self, about: PreparationInFull) -> None:
        """Ask for the days of this preparation."""
        self._about = about
        self.form.begin(about)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the face anew."""
        named = f"{self._about.matter.number} {self._about.matter.title}" if self._about is not None else ""
        self.title.setText(self.tr("Days of the stages: {plan}").format(plan=named))

    def when_written(self) -> Callable[[int], None]:
        """See :class:`FormFace`."""
        return partial(self._written, self.form.number)

    def _written(self, key: int | None, _: int) -> None:
        if self.form.finished(key) and self._about is not None:
            self.tools.say(self.tr("The days are planned; each stands among what is due."))
            self.done.emit(self._about.matter.id)

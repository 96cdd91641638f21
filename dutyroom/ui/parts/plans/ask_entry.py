"""The face on which units are asked for their opinion of a draft, many at once from the directory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.actions.preparation_parts import ask_units
from dutyroom.data.queries.preparations import PreparationInFull
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.preparation_steps import AskedUnit, AskUnits
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.form_face import FormFace
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.matter.recipients_field import Picked, RecipientsField
from dutyroom.ui.parts.plans.preparation_words import day_said


class AskForm(KeptForm):
    """Units, many at once from the directory, and by when they answer."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.units = RecipientsField(self)
        self.sent_on, self.due_on = QLineEdit(self), QLineEdit(self)
        self.add_field("units", self.units, tall=True)
        self.add_field("sent_on", self.sent_on)
        self.add_field("due_on", self.due_on)
        self.retranslate()

    def offer(self, units: Sequence[UnitRow]) -> None:
        """Offer the units of the directory."""
        self.units.set_units(units)

    def begin(self, about: PreparationInFull) -> None:
        """Ask units about the draft of this plan."""
        today = self.tools.clock().astimezone(self.tools.zone).date()
        self._begin(about.matter.id, {"sent_on": day_said(today)})
        self.units.single.picker.setFocus()

    def command(self) -> Run:
        """Ask them; refused where a day is none."""
        units = tuple(AskedUnit(unit=each.unit, unit_id=each.unit_id) for each in self.units.recipients())
        sent_on, due_on = day_in(self, "sent_on"), day_in(self, "due_on")
        return ask_units, AskUnits(id=self.number or 0, units=units, sent_on=sent_on, due_on=due_on)

    def written(self) -> dict[str, Any]:
        """See :class:`KeptForm`."""
        return {"units": self.units.picked(), "sent_on": self.sent_on.text(), "due_on": self.due_on.text()}

    def write(self, values: Mapping[str, Any]) -> None:
        """See :class:`KeptForm`."""
        self.units.pick(values.get("units") or Picked())
        self.sent_on.setText(values.get("sent_on") or "")
        self.due_on.setText(values.get("due_on") or "")

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("units", self.tr("Units that are asked"))
        self.word_field("sent_on", self.tr("Sent on"))
        self.word_field("due_on", self.tr("Answer by"), self.tr("Empty: by the rule."))
        self.send.setText(self.tr("Ask the units"))

    def _send(self) -> None:
        if self.units.settled():  # else the field asks back
            super()._send()


class AskEntry(FormFace):
    """``done`` carries the number of the preparation."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._about: PreparationInFull | None = None
        self.form = AskForm(tools)
        super().__init__(tools, self.form, parent)
        self.retranslate()

    def begin(self, about: PreparationInFull) -> None:
        """Ask units about the draft of this plan."""
        self._about = about
        self.tools.courier.ask(self, unit_rows, then=self.form.offer)
        self.form.begin(about)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the face anew."""
        named = f"{self._about.matter.number} {self._about.matter.title}" if self._about is not None else ""
        self.title.setText(self.tr("Ask for opinions: {plan}").format(plan=named))

    def when_written(self) -> Callable[[int], None]:
        """See :class:`FormFace`."""
        return partial(self._written, self.form.number)

    def _written(self, key: int | None, _: int) -> None:
        if self.form.finished(key) and self._about is not None:
            self.tools.say(self.tr("The units are asked; their answers are waited for."))
            self.done.emit(self._about.matter.id)

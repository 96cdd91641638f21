"""Correcting what was taken down of an incident, over its register; figures are corrected by a further report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.actions.incident_correction import correct_incident
from dutyroom.data.queries.incidents import IncidentInFull, incident_in_full
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.incident import SUBTYPES
from dutyroom.rules.incident_sheet import CorrectIncident, RegisterIncident
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.incident.pane import IncidentPane
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.incident.words import subtype_said
from dutyroom.ui.parts.matter.correction import Correction, Registered
from dutyroom.ui.parts.matter.correction_sheet import CorrectionSheet
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.parts.person_picker import PersonPicker

_FORMAT: Final = "%Y-%m-%d %H:%M"
_LINES: Final = ("title", "place", "reporter", "reporter_phone")


class IncidentCorrection(Correction):
    """A time that nobody touched stays to the second."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = tools.zone
        self._event_at: datetime | None = None
        self.title, self.place, self.reporter, self.reporter_phone = (QLineEdit(self) for _ in _LINES)
        self.title.setMaxLength(TITLE_MOST)
        self.event_at = time_field(tools, ahead=False, parent=self)
        self.area, self.source = PersonPicker(self, free_text=True), PersonPicker(self, free_text=True)
        self.subtype = QComboBox(self)
        for key in ("", *(each.key for each in SUBTYPES)):
            self.subtype.addItem("", key)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self._grid.setColumnStretch(3, 1)
        self.add_field("title", self.title, wide=True)
        self.add_field("event_at", self.event_at)
        self.add_field("area", self.area, beside=True)
        self.add_field("place", self.place, wide=True)
        self.add_field("subtype", self.subtype, wide=True)
        self.add_field("source", self.source, wide=True)
        self.add_field("reporter", self.reporter)
        self.add_field("reporter_phone", self.reporter_phone, beside=True)
        self.add_field("reason", self.reason, wide=True)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)
        self.back.clicked.connect(self.step_back_asked)
        self.retranslate()

    def offer(self, units: Sequence[UnitRow]) -> None:
        """Offer these areas and units."""
        choices = {unit: Choice(unit.id, unit.name, (unit.pinyin, unit.initials), unit.short) for unit in units}
        self.area.set_choices([choice for unit, choice in choices.items() if unit.kind == "area"])
        self.source.set_choices(list(choices.values()))

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Correction`."""
        for name in self._names():
            put_into(getattr(self, name), values.get(name))

    def values(self) -> dict[str, Any]:
        """See :class:`Correction`."""
        return {name: value_in(getattr(self, name)) for name in self._names()}

    def shown(self, name: str, value: Any) -> str:
        """A kind is shown by its word."""
        return subtype_said(str(value)) if name == "subtype" else super().shown(name, value)

    def stored(self, record: IncidentInFull) -> dict[str, Any]:
        """See :class:`Correction`."""
        facts, matter = record.facts, record.matter
        self._event_at = facts.event_at
        said = {name: getattr(facts, name) for name in ("area", "place", "subtype", "reporter", "reporter_phone")}
        at = f"{facts.event_at.astimezone(self._zone):{_FORMAT}}" if facts.event_at is not None else ""
        return {**said, "title": matter.title, "source": matter.source, "event_at": at}

    def command(self) -> CorrectIncident:
        """See :class:`Correction`."""
        matter = self.matter
        assert matter is not None  # noqa: S101  # begun about one
        said = self.to_store()
        same = said["event_at"] == self._of_row.get("event_at")
        texts: dict[str, Any] = {name: value or "" for name, value in said.items() if name != "event_at"}
        facts = RegisterIncident(
            **texts,
            event_at=self._event_at if same else instant_of(self, "event_at"),
            area_id=self.area.choice_id(),
        )
        return CorrectIncident(id=matter.id, version=self.version, facts=facts, reason=self.reason.text())

    def retranslate(self) -> None:
        """Word the form anew."""
        for place in range(self.subtype.count()):
            self.subtype.setItemText(place, subtype_said(self.subtype.itemData(place)) or self.tr("not known"))
        self.word_field("title", self.tr("Title"))
        self.word_field("event_at", self.tr("When"))
        self.word_field("area", self.tr("Area"))
        self.word_field("place", self.tr("Place"))
        self.word_field("subtype", self.tr("Kind of event"), self.tr("the limits of reporting follow it"))
        self.word_field("source", self.tr("Reporting unit"))
        self.word_field("reporter", self.tr("Who calls"))
        self.word_field("reporter_phone", self.tr("Phone"))
        hint = self.tr("The entry says what each fact was and is. Figures are corrected by a further report.")
        self.word_field("reason", self.tr("Why it is corrected"), hint)
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Save the correction"))

    def _names(self) -> list[str]:
        return [name for name in self.field_names() if name != "reason"]


class IncidentCorrectionSheet(CorrectionSheet):
    """Corrects the incident that the pane shows."""

    ACTION = staticmethod(correct_incident)
    READ = staticmethod(incident_in_full)

    def __init__(self, tools: Tools, parent: QWidget, pane: IncidentPane) -> None:
        self._form, self._pane = IncidentCorrection(tools), pane
        super().__init__(tools, parent, self._form, self._form.send)
        pane.correction_asked.connect(self.correct)
        self.corrected.connect(pane.refresh)

    def begin(self, record: Registered) -> None:
        """Ask, with areas and units on offer."""
        self.tools.courier.ask(self, unit_rows, then=self._form.offer)
        super().begin(record)

    def correct(self) -> None:
        """Ask what is to be corrected of the incident shown, where it can be."""
        found = self._pane.incident
        if found is not None and self._pane.may_correct:
            self.begin(found)

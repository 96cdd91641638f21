"""Correcting what was taken down of a case and its first caller: the fields of the call sheet as stored, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from dutyroom.actions.hotline_correction import correct_case
from dutyroom.actions.hotline_reading import SheetChoices, sheet_choices
from dutyroom.data.queries.hotline import case_unmasked
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.hotline_sheet import CorrectCase, TakeCall
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.hotline.sheet_form import SheetForm
from dutyroom.ui.parts.hotline.words import at_once_said, came_said, demand_said, sex_said
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.matter.correction import Correction, Registered
from dutyroom.ui.parts.matter.correction_sheet import CorrectionSheet

_FORMAT: Final = "%Y-%m-%d %H:%M"
_ELSEWHERE: Final = ("received_at",)
"""When it came in is no part of a correction: the clocks run from it."""
_OF_CASE: Final = ("channel", "demand", "code", "area", "street", "sub", "is_complex", "outside_number")
_OF_CALL: Final = ("name", "sex", "phone", "second", "address", "is_secret", "wants_reply")
_SAID: Final = {"demand": demand_said, "channel": came_said, "sex": sex_said, "sub": at_once_said}


class CaseCorrection(SheetForm, Correction):
    """A time that nobody touched stays to the second."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._zone = tools.zone
        self._event_at: datetime | None = None
        self._area: tuple[str, int | None] = ("", None)
        super().__init__(tools, parent)

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Correction`; a kind of at once that no rule names any more is still shown."""
        sub = str(values.get("sub") or "")
        if self.sub.findData(sub) < 0:
            self.sub.addItem(sub, sub)
        for name in self._names():
            self._put(name, values.get(name))
        self.retranslate()

    def values(self) -> dict[str, Any]:
        """See :class:`Correction`."""
        return {name: self._value(name) for name in self._names()}

    def shown(self, name: str, value: Any) -> str:
        """A choice is shown by its word."""
        return _SAID[name](str(value)) if name in _SAID and value else super().shown(name, value)

    def stored(self, record: CaseInFull) -> dict[str, Any]:
        """See :class:`Correction`."""
        facts, call = record.facts, record.caller
        self._event_at, self._area = facts.event_at, (facts.area, facts.area_id)
        at = f"{facts.event_at.astimezone(self._zone):{_FORMAT}}" if facts.event_at is not None else ""
        return {
            **{name: getattr(facts, name) for name in _OF_CASE},
            **{name: getattr(call, name) if call is not None else "" for name in _OF_CALL},
            "title": record.matter.title,
            "text": record.text,
            "place": record.place,
            "event_at": at,
        }

    def command(self) -> CorrectCase:
        """See :class:`Correction`."""
        matter = self.matter
        assert matter is not None  # noqa: S101  # begun about one
        said = self.to_store()
        same = said.pop("event_at") == self._of_row.get("event_at")
        area, area_id = self._area
        typed: dict[str, Any] = {name: "" if value is None else value for name, value in said.items()}
        facts = TakeCall(
            **typed,
            event_at=self._event_at if same else instant_of(self, "event_at"),
            area_id=area_id if said["area"] == area else self.area.choice_id(),
        )
        return CorrectCase(id=matter.id, version=self.version, facts=facts, reason=self.reason.text())

    def retranslate(self) -> None:
        """Word the fields anew."""
        super().retranslate()
        hint = self.tr("The entry says what each fact was and is, masked. Limits that a rule set follow.")
        self.word_field("reason", self.tr("Why it is corrected"), hint)
        self.send.setText(self.tr("Save the correction"))

    def _lay_out(self) -> None:
        super()._lay_out()
        self.add_field("reason", self.reason, wide=True)
        for name in _ELSEWHERE:
            self.show_field(name, shown=False)

    def _names(self) -> list[str]:
        return [name for name in self.field_names() if name not in ("reason", *_ELSEWHERE)]


class CaseCorrectionSheet(CorrectionSheet):
    """Begun by the record, once a look at the callers was written down: what is corrected must be seen."""

    ACTION = staticmethod(correct_case)
    READ = staticmethod(case_unmasked)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._form = CaseCorrection(tools)
        super().__init__(tools, parent, self._form, self._form.send)

    def begin(self, record: Registered) -> None:
        """Ask, with what the call sheet offers today."""
        now, zone = self.tools.clock(), self.tools.zone
        self.tools.courier.ask(self, sheet_choices, now, zone, then=partial(self._choices_came, record))

    def step_on(self) -> bool:
        """Ctrl+Enter sends the form where it stands open; says whether the sheet is open at all."""
        if self.isVisible() and self._form.isVisible():
            self._form.send.click()
        return self.isVisible()

    def _choices_came(self, record: Registered, choices: SheetChoices) -> None:
        areas = [
            Choice(unit.id, unit.name, (unit.pinyin, unit.initials, unit.name_en.lower()), unit.short)
            for unit in choices.units
            if unit.kind == "area"
        ]
        self._form.offer(areas, choices.subs)
        self._form.code.offer(choices.classes)
        super().begin(record)

"""A further report of an incident, over its register: new figures beside those that held, words, an explanation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.actions.incidents import further_report
from dutyroom.data.queries.incidents import IncidentInFull
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.incident_facts import Story, facts_now
from dutyroom.rules.incident_sheet import FurtherReport
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.incident.told_fields import ToldFields, instant_of
from dutyroom.ui.parts.incident.words import statement_said
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.matter.record_sheet import RecordSheet
from dutyroom.ui.parts.person_picker import PersonPicker

_STORY: Final = tuple(Story)
_HINT_MOST: Final = 36


class FurtherForm(KeptForm, ToldFields):
    """What is left empty stays as it was."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._full: IncidentInFull | None = None
        self.source, self.person = PersonPicker(self, free_text=True), QLineEdit(self)
        self.as_of = time_field(tools, ahead=False, parent=self, empty="now")
        self.text, self.explanation = GrowingText(self), QLineEdit(self)
        self.make_told(_STORY)
        self._grid.setColumnStretch(3, 1)
        self.add_field("source", self.source)
        self.add_field("person", self.person, beside=True)
        self.add_field("as_of", self.as_of)
        self.add_field("text", self.text, tall=True, wide=True)
        self.add_figures()
        self.add_field("explanation", self.explanation, wide=True)
        self.add_story()
        for name in ("text", *self.story_fields):
            field = getattr(self, name)
            if isinstance(field, GrowingText):
                field.entered.connect(self.send.click)
        self.retranslate()

    def offer(self, units: Sequence[Choice]) -> None:
        """Offer these units."""
        self.source.set_choices(units)

    def begin(self, full: IncidentInFull) -> None:
        """More became known of this incident."""
        self._full = full
        self._begin(full.matter.id, {})
        self.retranslate()
        self.mark_clean()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return further_report, FurtherReport(
            id=self.number or 0,
            told=self.told(instant_of(self, "as_of")),
            text=self.text.toPlainText(),
            source=self.source.text(),
            person=self.person.text(),
            explanation=self.explanation.text(),
        )

    def retranslate(self) -> None:
        """Word the form anew; what holds until now stands under each field."""
        super().retranslate()
        held = facts_now(self._full.statements) if self._full is not None else {}
        now, zone = self._tools.clock(), self._tools.zone
        hints = {}
        for name, said in held.items():
            value = " ".join(said.value.split())
            short = replace(said, value=value if len(value) <= _HINT_MOST else f"{value[: _HINT_MOST - 1]}…")
            words = statement_said(short, now, zone)
            hints[name] = self.tr("until now: {statement}").format(statement=words)
        self.word_told(hints)
        self.word_field("source", self.tr("Reported from"))
        self.word_field("person", self.tr("Person"))
        self.word_field("as_of", self.tr("As of"))
        self.word_field("text", self.tr("What is new"))
        self.word_field("explanation", self.tr("Explanation"), self.tr("only where it contradicts what held until now"))
        self.send.setText(self.tr("Write the further report"))


class FurtherSheet(RecordSheet):
    """``written`` comes when it is in the register."""

    written = Signal()

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self.further = FurtherForm(tools)
        super().__init__(tools, parent, self.further, QWidget())
        self.setObjectName("further_sheet")
        self._number = ""
        self.further.sent.connect(self._send)
        self.retranslate()

    def begin(self, full: IncidentInFull) -> None:
        """Ask for a further report of this incident."""
        self._number = f"{full.matter.number} {full.matter.title}"
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self.further.begin(full)
        self.retranslate()
        self.show_form(self.further.source)

    def close_over(self) -> None:
        """What was typed stays."""
        self.further.keep()
        super().close_over()

    def retranslate(self) -> None:
        """Word the heading anew."""
        words = self.tr("Further report: {number}").format(number=self._number)
        self.title.setText(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _units_came(self, units: list[UnitRow]) -> None:
        self.further.offer([Choice(row.id, row.name, (row.pinyin, row.initials), row.short) for row in units])

    def _send(self, asked: tuple[Callable[..., int], object] | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        action, command = asked
        self.further.send.setEnabled(False)
        self.tools.courier.do(
            self,
            action,
            command,
            then=partial(self._done, self.further.number),
            refused=self._refused,
            failed=lambda _: self.further.send.setEnabled(True),
        )

    def _done(self, number: int | None, _: int) -> None:
        self.further.send.setEnabled(True)
        if self.further.finished(number):
            self.close_over()
        self.tools.say(self.tr("The further report is in the register."))
        self.written.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.further.send.setEnabled(True)
        self.refuse(refusal)

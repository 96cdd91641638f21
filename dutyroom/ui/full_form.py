"""The full form at work: lends the draft of the capture line to the sheet and takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.capture_line import CaptureLine
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.entry_sheet import EntrySheet
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.questions import officer_rows

if TYPE_CHECKING:
    from dutyroom.data.queries.officers import OfficerRow

Fault = tuple[Refusal, str]
"""What is wrong with a draft, and the sentence that says so."""


class FullForm(QObject):
    """Opens with the draft in the line, gives it back on Esc, writes it through the line.

    ``fault_of`` says what would be refused, so that the sentence stands beside its field in the form.
    """

    def __init__(
        self, tools: Tools, line: CaptureLine, sheet: EntrySheet, fault_of: Callable[[DraftState], Fault | None]
    ) -> None:
        super().__init__(line)
        self._tools, self._line, self._fault_of = tools, line, fault_of
        self.sheet = sheet
        line.form_asked.connect(self.open)
        line.loan.ended.connect(lambda _: sheet.close_over())
        sheet.leaving.connect(line.loan.end)
        sheet.fields.edited.connect(line.loan.edited)
        sheet.fields.write_asked.connect(self._write)

    def open(self) -> None:
        """Show the draft of the line in the form; the cursor goes to what was refused, else to the text."""
        if self._line.loan.is_running:
            self.sheet.open_at("text")
            return
        draft, (field, sentence) = self._line.draft(), self._line.note_shown
        self.sheet.fields.fill(draft)
        self._tools.courier.ask(self, officer_rows, then=self._show_officers)
        self.sheet.open_at("text")
        self._line.loan.begin(self.sheet.fields.draft)
        if sentence:
            self.sheet.fields.point_out(Refusal("", field=field), sentence)

    def set_units(self, choices: Sequence[Choice]) -> None:
        """The units that the unit field knows."""
        self.sheet.fields.unit.set_choices(choices)

    def word_anew(self) -> None:
        """The office's zone may have changed."""
        for field in (self.sheet.fields.happened_at, self.sheet.fields.due_at):
            field.set_zone(self._tools.zone)

    def _write(self) -> None:
        fault = self._fault_of(self.sheet.fields.draft())
        if fault is None:
            self._line.loan.write_asked.emit()
        else:
            self.sheet.fields.point_out(*fault)

    def _show_officers(self, officers: list[OfficerRow]) -> None:
        self.sheet.fields.paper_writer.set_choices(choices_of(officers))

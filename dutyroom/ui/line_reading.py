"""Reads what is typed in the capture line, behind the window and after a short pause; fills the sheets of events and calls."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from dutyroom.data.trouble import Trouble
from dutyroom.ui.call_draft import call_draft
from dutyroom.ui.incident_draft import IncidentDraft, incident_draft
from dutyroom.ui.page import Place, Tools
from dutyroom.ui.parts.capture_line import CaptureLine
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.line_proposals import READ_MOST, Reading, is_read
from dutyroom.ui.questions import read_report

if TYPE_CHECKING:
    from dutyroom.rules.incident_text import IncidentProposal

PAUSE_MS: Final = 200
"""A pause in typing of this length is long enough to read what stands there."""


class LineReading(QObject):
    """One question at a time; an answer to a text that has changed meanwhile is dropped."""

    handed_over = Signal(DraftState)
    """What the draft says stands in a sheet; the draft stays until that is registered."""

    def __init__(self, tools: Tools, line: CaptureLine) -> None:
        super().__init__(line)
        self._tools, self._line = tools, line
        self._shown = DraftState(key="")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        line.fields.shown.connect(self._heed)
        line.sheet_asked.connect(self._hand_over)

    def to_hotline(self) -> None:
        """The call in the line is one for the mayor's telephone: its sheet, filled in (Shift+F6)."""
        draft = self._line.draft()
        given = None
        if not draft.is_blank:
            given = call_draft(draft)
            self.handed_over.emit(draft)
        self._line.keep()
        self._tools.go(Place("hotline", step="register", given=given))

    def _heed(self, draft: DraftState) -> None:
        """Something else stands in the line: read it once the hand rests."""
        same = (draft.key, draft.text, draft.kind) == (self._shown.key, self._shown.text, self._shown.kind)
        self._shown = draft
        if not is_read(draft):
            self._pause.stop()
        elif not same:
            self._pause.start()

    def _read(self) -> None:
        self._ask(self._shown, lambda _: None)

    def _ask(self, draft: DraftState, then: Callable[[Reading | None], None]) -> None:
        self._tools.courier.ask(
            self,
            read_report,
            draft.text[:READ_MOST],
            self._tools.clock(),
            self._tools.zone,
            then=partial(self._came, draft, then),
            failed=lambda error: self._failed(error, then),
        )

    def _came(self, draft: DraftState, then: Callable[[Reading | None], None], found: IncidentProposal) -> None:
        reading = Reading(draft.text, found)
        if (draft.key, draft.text) == (self._shown.key, self._shown.text):
            self._line.fields.keep_reading(draft.key, reading)
        then(reading)

    def _failed(self, error: Exception, then: Callable[[Reading | None], None]) -> None:
        """What was typed is handed over all the same."""
        then(None)
        courier = self._tools.courier
        (courier.troubled if isinstance(error, Trouble) else courier.failed).emit(error)

    def _hand_over(self, draft: DraftState) -> None:
        """Ctrl+Enter, perhaps before the text was read."""
        reading = self._line.fields.proposals.reading(draft)
        if reading is not None or not draft.text.strip():
            self._open_sheet(draft, reading)
        else:
            self._ask(draft, partial(self._open_sheet, draft))

    def _open_sheet(self, draft: DraftState, reading: Reading | None) -> None:
        given: IncidentDraft | None = None
        if not draft.is_blank:
            given = incident_draft(draft, reading)
            self.handed_over.emit(draft)
        self._line.keep()
        self._tools.go(Place("incidents", step="register", given=given))

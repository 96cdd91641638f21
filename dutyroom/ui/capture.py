"""The capture line at work: what is typed is kept as a draft, Enter writes it, nothing is ever lost."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from dutyroom.actions.errors import said
from dutyroom.data.trouble import Trouble
from dutyroom.rules.entry import CONFIRMABLE, Kind, WriteEntry, check_entry
from dutyroom.rules.event_time import understand_time
from dutyroom.rules.officer import Author
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import DRAFT_DONE, DRAFT_REMOVED
from dutyroom.ui.courier import Changed
from dutyroom.ui.deeds import drop_draft, save_draft, write_entry
from dutyroom.ui.draft_text import draft_as_text, draft_from_text
from dutyroom.ui.full_form import Fault, FullForm
from dutyroom.ui.line_reading import LineReading
from dutyroom.ui.others_drafts import OthersDrafts
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.capture_line import CaptureLine
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.drafts_sheet import DraftsSheet
from dutyroom.ui.parts.entry_sheet import EntrySheet
from dutyroom.ui.parts.time_field import Understand
from dutyroom.ui.questions import drafts_of, unit_rows

if TYPE_CHECKING:
    from dutyroom.data.queries.drafts import DraftRow
    from dutyroom.data.queries.units import UnitRow


def understanding(tools: Tools, *, ahead: bool) -> Understand:
    """What a time field asks: a time typed now in the office's zone; ``ahead`` for due times."""

    def understand(typed: str) -> datetime:
        return understand_time(typed, now=tools.clock(), zone=tools.zone, ahead=ahead)

    return understand


def unit_choices(rows: list[UnitRow], language: str) -> list[Choice]:
    """Units as a picker knows them: found by name, short name, English name, pinyin and initials."""
    return [
        Choice(
            row.id,
            row.name,
            keys=tuple(key for key in (row.short, row.initials, row.pinyin, row.name_en) if key),
            note=row.name_en if language == "en" else "",
        )
        for row in rows
    ]


class Capture(QObject):
    """Connects a capture line, and the sheet with its full form, with the store."""

    written = Signal(int)
    kept = Signal()
    """Something reached the disk: whatever trouble there was is over."""

    def __init__(self, tools: Tools, line: CaptureLine, sheet: EntrySheet, drafts: DraftsSheet) -> None:
        super().__init__(line)
        self.form = FullForm(tools, line, sheet, self._fault_of)
        self.reading = LineReading(tools, line)
        self.others = OthersDrafts(tools, line.others, drafts)
        self._writer = tools.courier.author
        self._tools = tools
        self._line = line
        self._asked_back: dict[str, DraftState] = {}
        self._handed_over: dict[str, DraftState] = {}
        self._shift_began: datetime | None = None
        self._units: list[UnitRow] = []
        line.draft_changed.connect(self._save)
        line.draft_dropped.connect(lambda draft: self._drop(draft.key))
        line.submitted.connect(self._write)
        self.reading.handed_over.connect(self._hand_over)
        self.others.adopted.connect(self._adopted)
        tools.courier.author_changed.connect(self._sat_down)

    def offer_drafts(self) -> None:
        """Offer what the officer signed in had typed earlier."""
        author = self._tools.courier.author.id
        if author is not None:
            self._tools.courier.ask(self, drafts_of, author, then=self._offer)
        self.others.read()

    def read_units(self) -> None:
        """Read the units for the picker."""
        self._tools.courier.ask(self, unit_rows, then=self._show_units)

    def heard(self, changed: Changed) -> None:
        """Units or their numbers changed."""
        if changed.kinds & {"unit", "contact", "*"}:
            self.read_units()
        if "*" in changed.kinds:
            self.others.read()
        for draft in self._line.drafts():
            if f"{DRAFT_REMOVED}{draft.key}" in changed.kinds:
                self._line.tabs.drop_asked.emit(draft.key)
            elif f"{DRAFT_DONE}{draft.key}" in changed.kinds and draft.key in self._handed_over:
                self._registered(draft)

    def shift_since(self, began: datetime | None) -> None:
        """The running shift began then; None where none runs."""
        self._shift_began = began

    def keep(self) -> None:
        """Save what is being typed now: before locking, closing, changing the language."""
        method = QGuiApplication.inputMethod()
        if method is not None:
            method.commit()
        self._line.keep()

    def save_again(self) -> None:
        """Save every draft on the screen once more, because the disk may have failed before."""
        self.keep()
        for draft in self._line.drafts():
            if not draft.is_blank:
                self._save(draft)

    def word_anew(self) -> None:
        """The language or the office's zone changed."""
        self._show_units(self._units)
        self._line.fields.set_zone(self._tools.zone)
        self.form.word_anew()

    def _offer(self, rows: list[DraftRow]) -> None:
        drafts = [draft_from_text(row.id, row.content) for row in rows]
        self._line.set_drafts([draft for draft in drafts if draft is not None and not draft.is_blank])

    def _show_units(self, rows: list[UnitRow]) -> None:
        self._units = rows
        choices = unit_choices(rows, self._tools.wording().language)
        self._line.set_units(choices)
        self.form.set_units(choices)

    def _sat_down(self, author: Author) -> None:
        """Somebody sits at the desk; what another officer was writing stays that officer's, kept in the store."""
        if self._writer.id is not None and self._writer.id != author.id:
            self._line.put_away()
        self._writer = author

    def _adopted(self, drafts: list[DraftState]) -> None:
        """A draft taken over comes into the line, where a person just asked for it."""
        self._line.set_drafts(drafts)
        self._line.show_draft(drafts[-1].key)

    def _save(self, draft: DraftState) -> None:
        if draft.is_blank:
            self._drop(draft.key)
            return
        writer = self._writer
        self._tools.courier.do(
            self, save_draft, draft.key, draft_as_text(draft), then=lambda _: self._saved(writer), author=writer
        )

    def _saved(self, writer: Author) -> None:
        if writer.id != self._writer.id:
            self.others.read()
        self.kept.emit()

    def _drop(self, key: str) -> None:
        self._asked_back.pop(key, None)
        self._tools.courier.do(self, drop_draft, key, author=self._writer)

    def _hand_over(self, draft: DraftState) -> None:
        self._handed_over[draft.key] = draft

    def _registered(self, draft: DraftState) -> None:
        """The incident sheet has registered what this draft said; what was typed since then is kept."""
        if self._handed_over.pop(draft.key) == draft:
            self._line.tabs.drop_asked.emit(draft.key)
        else:
            self._save(draft)

    def _write(self, draft: DraftState) -> None:
        try:
            entry = self._entry(draft)
        except Refusal as refused:
            self._point_out(draft, refused)
            return
        self._tools.courier.do(
            self,
            write_entry,
            entry,
            then=lambda seq: self._wrote(draft.key, seq),
            refused=lambda refusal: self._point_out(draft, refusal),
            failed=lambda error: self._failed(draft, error),
        )

    def _fault_of(self, draft: DraftState) -> Fault | None:
        """What would be refused at once; the store may still find more."""
        try:
            check_entry(self._entry(draft), now=self._tools.clock(), began=self._shift_began)
        except Refusal as refused:
            return refused, self._sentence(draft, refused)
        return None

    def _entry(self, draft: DraftState) -> WriteEntry:
        happened = self._time(draft.happened, "happened_at", ahead=False)
        if happened is None and draft.paper_number.strip():
            raise Refusal("time.unclear", field="happened_at", text="")  # it did not happen now
        return WriteEntry(
            kind=Kind(draft.kind),
            text=draft.text,
            happened_at=happened,
            unit=draft.unit,
            person=draft.person,
            phone=draft.phone,
            keep_number=draft.keep_number,
            open=draft.is_open,
            due_at=self._time(draft.due, "due_at", ahead=True) if draft.is_open else None,
            important=draft.important,
            urgent=draft.urgent and draft.is_open,
            paper_number=draft.paper_number,
            paper_writer=draft.paper_writer,
            confirmed=self._asked_back.get(draft.key) == draft,
            draft_id=draft.key,
        )

    def _time(self, typed: str, field: str, *, ahead: bool) -> datetime | None:
        if not typed.strip():
            return None
        try:
            return understand_time(typed, now=self._tools.clock(), zone=self._tools.zone, ahead=ahead)
        except Refusal as refused:
            raise Refusal(refused.code, field=field, **refused.facts) from refused

    def _wrote(self, key: str, seq: int) -> None:
        self._asked_back.pop(key, None)
        self._line.written(key)
        self._tools.say(self.tr("Entry {seq} written").format(seq=seq))
        self.written.emit(seq)
        self.kept.emit()

    def _point_out(self, draft: DraftState, refusal: Refusal) -> None:
        self._line.point_out(refusal.field or "text", self._sentence(draft, refusal), key=draft.key)
        self.others.read()  # the writer may have left meanwhile, and the draft is in the store

    def _sentence(self, draft: DraftState, refusal: Refusal) -> str:
        """What is wrong with a draft; of an event before the shift or far back the second time is the confirmation."""
        if refusal.code not in CONFIRMABLE:
            return self._said(refusal)
        self._asked_back[draft.key] = draft
        return self._said(refusal) + " " + self.tr("Enter once more confirms it.")

    def _failed(self, draft: DraftState, error: Exception) -> None:
        """The text comes back into the line; the banner says what the matter is."""
        sentence = self._said(error) if isinstance(error, Trouble) else self.tr("It could not be written.")
        self._line.point_out("text", sentence, key=draft.key)

    def _said(self, error: Refusal | Trouble) -> str:
        return said(error, self._tools.wording(), self._tools.zone)

"""The capture line: always there, never loses a character; half-written drafts are tabs above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dutyroom.rules.entry import WRITTEN_KINDS
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.capture_fields import CaptureFields
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.draft_loan import DraftLoan
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.draft_tabs import DraftTabs
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus
from dutyroom.ui.parts.others_strip import OthersStrip
from dutyroom.ui.parts.time_field import Understand
from dutyroom.ui.theme import put_look

PAUSE_MS: Final = 400
"""A pause in typing of this length says ``draft_changed``."""


class CaptureLine(QFrame):
    """Writes entries. ``submitted`` hands a draft over; answer with ``written(key)`` or ``point_out(…, key=key)``.

    While an answer is awaited the line is free for the next entry; a refused draft comes back with its sentence.
    ``draft_changed`` comes after a pause in typing and on ``keep``; ``draft_dropped`` when one is given up.
    ``form_asked`` asks for the full form, which borrows the draft by ``loan`` and gives it back there; ``sheet_asked``
    for the incident sheet, which gets what the draft says while the draft stays here.
    """

    draft_changed = Signal(DraftState)
    submitted = Signal(DraftState)
    form_asked = Signal(DraftState)
    sheet_asked = Signal(DraftState)
    new_draft_asked = Signal(DraftState)
    draft_dropped = Signal(DraftState)

    def __init__(
        self,
        understand_past: Understand,
        understand_due: Understand,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        parent: QWidget | None = None,
        *,
        word: Callable[[Refusal], str] = str,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("capture_line")
        self.setProperty("look", "foot")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._current = DraftState(key=uuid4().hex)
        self._drafts: dict[str, DraftState] = {self._current.key: self._current}
        self._told: dict[str, DraftState] = {}
        self._handed: dict[str, DraftState] = {}
        self._notes: dict[str, tuple[str, str]] = {}
        self.others = OthersStrip(self)
        self.tabs = DraftTabs(self)
        self.fields = CaptureFields(understand_past, understand_due, clock, zone, word, self)
        self.note = FieldNote(self)
        self.loan = DraftLoan(self)
        self._away = QPushButton(self)
        put_look(self._away, look="link")
        self._away.setVisible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.others)
        column.addWidget(self.tabs)
        column.addWidget(self.fields)
        column.addWidget(self._away)
        column.addWidget(self.note)
        self.fields.edited.connect(self._edited)
        self.fields.write_asked.connect(self._write)
        self.fields.not_understood.connect(self._not_understood)
        self.tabs.draft_chosen.connect(self.show_draft)
        self.tabs.new_asked.connect(self.open_draft)
        self.tabs.drop_asked.connect(self._drop)
        self._connect_loan()
        self._retranslate()
        self.fields.fill(self._current)
        self._show()

    def draft(self) -> DraftState:
        """The draft in the line, as it stands."""
        return self.loan.draft() or self.fields.state(self._current.key)

    @property
    def note_shown(self) -> tuple[str, str]:
        """The field that was refused and the sentence beside it; two empty words where all is well."""
        return self._notes.get(self._current.key, ("", ""))

    def drafts(self) -> tuple[DraftState, ...]:
        """Every draft, blank ones too, in the order of the tabs."""
        self._remember()
        return tuple(self._drafts.values())

    def set_units(self, choices: Sequence[Choice]) -> None:
        """The units that the unit field knows."""
        self.fields.unit.set_choices(choices)

    def set_drafts(self, drafts: Sequence[DraftState]) -> None:
        """Offer drafts kept earlier; what is being written now is never touched."""
        self._remember()
        kept = {draft.key: draft for draft in drafts if draft.key not in self._drafts}
        self._told |= kept
        blank_now = self._may_change
        self._drafts = kept | self._drafts
        if blank_now and kept:
            del self._drafts[self._current.key]
            self._fill(next(reversed(kept.values())))
        self._show()

    def begin(self, kind: str) -> None:
        """A call comes in (F2): the line is there for this kind; what is half written becomes a tab."""
        self.loan.end()
        if self.draft().is_blank:
            self.fields.kind.setCurrentIndex(max(self.fields.kind.findData(kind), 0))
        else:
            self._open(kind)
        self.take_focus()

    def open_draft(self) -> None:
        """Open a new draft beside the others and go there."""
        self._open(self._current.kind)
        self.take_focus()

    def show_draft(self, key: str) -> None:
        """Show one of the drafts and go there."""
        self.loan.end()
        self._remember()
        self.keep()
        if key in self._drafts and key != self._current.key:
            self._fill(self._drafts[key])
            self._show()
        self.take_focus()

    def take_focus(self) -> None:
        """The cursor goes to the text; for keys that a person pressed (Ctrl+L, F2)."""
        self.loan.end()
        self.fields.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Say ``draft_changed`` now if anything is new; before locking, closing, changing the language."""
        self._pause.stop()
        self._remember()
        for key, draft in self._drafts.items():
            if self._told.get(key, DraftState(key=key, kind=draft.kind)) != draft:
                self._told[key] = draft
                self.draft_changed.emit(draft)

    def put_away(self) -> None:
        """Somebody else writes from now on: every draft is kept once more, and none stays in the line."""
        self.loan.end()
        self.keep()
        fresh = DraftState(key=uuid4().hex, kind=self._current.kind)
        self._drafts = {fresh.key: fresh}
        for book in (self._told, self._handed, self._notes):
            book.clear()
        self._fill(fresh)
        self._show()

    def written(self, key: str) -> None:
        """The entry of this draft is stored: the draft is no more."""
        self._handed.pop(key, None)
        self._told.pop(key, None)
        self._show()

    def point_out(self, field: str, sentence: str, *, key: str = "") -> None:
        """Say what is wrong with a draft handed over (the latest if no key is given), beside the field.

        It comes back into the line if the line is blank, as a marked tab if somebody is writing the next one.
        """
        key = key or next(reversed(self._handed), self._current.key)
        back = self._handed.pop(key, None)
        if back is not None:
            self._remember()
            self._drafts[key] = back
            if self._may_change:
                del self._drafts[self._current.key]
                self._fill(back)
        if key in self._drafts:
            self._notes[key] = (field, sentence)
        self._show()
        if key == self._current.key and not self.loan.is_running:
            give_focus(self.fields.named().get(field, self.fields.text), self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+1 … Ctrl+9 choose the kind, Ctrl+I marks it important, Ctrl+PgUp/PgDown walk the drafts."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        place = event.key() - Qt.Key.Key_1
        if held != Qt.KeyboardModifier.ControlModifier or self.loan.is_running:
            super().keyPressEvent(event)
        elif 0 <= place < len(WRITTEN_KINDS):
            self.fields.kind.setCurrentIndex(place)
        elif event.key() == Qt.Key.Key_I:
            self.fields.important.toggle()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and len(self._drafts) > 1:
            keys = list(self._drafts)
            step = 1 if event.key() == Qt.Key.Key_PageDown else -1
            self.show_draft(keys[(keys.index(self._current.key) + step) % len(keys)])
        else:
            super().keyPressEvent(event)

    @property
    def _may_change(self) -> bool:
        """Whether another draft may come into the line without taking anything from anybody."""
        return self._current.is_blank and not self.loan.is_running

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Capture line"))
        self._away.setText(self.tr("This draft is open in the form. Back to the line (Esc)"))

    def _connect_loan(self) -> None:
        self.fields.form_asked.connect(lambda: self.form_asked.emit(self.draft()))
        self.fields.sheet_asked.connect(lambda: self.sheet_asked.emit(self.draft()))
        self.loan.begun.connect(self._lent)
        self.loan.ended.connect(self._given_back)
        self.loan.edited.connect(self._edited)
        self.loan.write_asked.connect(self._write)
        self._away.clicked.connect(self.take_focus)

    def _lent(self) -> None:
        """The line keeps its height, so that the page does not jump."""
        self._away.setFixedHeight(self.fields.height())
        self.fields.setVisible(False)
        self._away.setVisible(True)

    def _given_back(self, draft: DraftState) -> None:
        self.fields.setVisible(True)
        self._away.setVisible(False)
        self._drafts[draft.key] = draft
        self._fill(draft)
        self._show()

    def _edited(self) -> None:
        if self._notes.pop(self._current.key, None) is not None:
            self._show_note()
        self._pause.start()

    def _remember(self) -> None:
        self._current = self.draft()
        self._drafts[self._current.key] = self._current

    def _fill(self, draft: DraftState) -> None:
        self._current = draft
        self.fields.fill(draft)

    def _open(self, kind: str) -> None:
        self.loan.end()
        self.keep()
        fresh = DraftState(key=uuid4().hex, kind=kind)
        self._drafts[fresh.key] = fresh
        self._fill(fresh)
        self._show()
        self.new_draft_asked.emit(fresh)

    def _write(self) -> None:
        if self.loan.is_running:
            self.loan.end()
        else:
            self.fields.take("event_time")  # the time field said so
        self.keep()
        draft = self._current
        self._handed[draft.key] = draft
        self._notes.pop(draft.key, None)
        del self._drafts[draft.key]
        if not self._drafts or not self._latest().is_blank:
            fresh = draft.emptied(uuid4().hex)
            self._drafts[fresh.key] = fresh
        self._fill(self._latest())
        self._show()
        self.take_focus()
        self.submitted.emit(draft)

    def _latest(self) -> DraftState:
        return next(reversed(self._drafts.values()))

    def _drop(self, key: str) -> None:
        self.loan.end()
        self._remember()
        dropped = self._drafts.pop(key, None)
        self._notes.pop(key, None)
        self._told.pop(key, None)
        if not self._drafts:
            fresh = DraftState(key=uuid4().hex)
            self._drafts[fresh.key] = fresh
        if key == self._current.key:
            self._fill(self._latest())
        self._show()
        if dropped is not None:
            self.draft_dropped.emit(dropped)

    def _not_understood(self, field: str, sentence: str) -> None:
        self._notes[self._current.key] = (field, sentence)
        self._show_note()

    def _show(self) -> None:
        self.tabs.set_drafts(tuple(self._drafts.values()), self._current.key, frozenset(self._notes))
        self._show_note()

    def _show_note(self) -> None:
        named, sentence = self.note_shown
        for name, field in self.fields.named().items():
            put_look(field, refused="true" if name == named and sentence else "")
            field.setAccessibleDescription(sentence if name == named else "")
        self.note.say(sentence)

"""Giving the shift: the sections with their state, the paper as it will print, the signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from dutyroom.actions.facts import addendum_entries
from dutyroom.actions.handover import (
    cancel_give,
    give_shift,
    keep_checklist,
    proposed_responses,
    proposed_warnings,
    read_checklist,
)
from dutyroom.data.queries.handed_over import handed_over
from dutyroom.data.queries.journal import EntryRow, count_by_kind, entries_of_shift
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.open_items import OpenItemRow
from dutyroom.data.queries.shifts import HandoverRow, ShiftRow, pending_handover, running_shift
from dutyroom.data.reading import Session
from dutyroom.rules.entry import KIND_WORDS, Kind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import REMOVED
from dutyroom.rules.shift import CancelGive, Give, HandoverNotes, HotlineInHand, is_late
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.handover.live_paper import LivePaper
from dutyroom.ui.parts.handover.notes import NotesForms, ReadOnlyLines
from dutyroom.ui.parts.handover.sections import Sections, SectionState
from dutyroom.ui.parts.handover.signature import SignaturePanel
from dutyroom.ui.parts.handover.step import Step
from dutyroom.ui.parts.matter.words import item_said
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import put_look

_SAVE_MS = 800
_FROM_LOG = ("summary", "important", "open", "instructions")
_WRITTEN = ("whereabouts", "warnings", "equipment", "counts", "phone", "remarks")
_SECTION_OF: Final = {"phone_remark": "phone", "phone_tested": "phone", "equipment": "equipment", "keys": "counts"}


@dataclass(frozen=True, slots=True)
class InHand:
    """The running shift as it is handed over."""

    shift: ShiftRow | None
    pending: HandoverRow | None
    counts: list[tuple[str, int]]
    entries: list[EntryRow]
    items: list[OpenItemRow]
    officers: list[OfficerRow]
    addendum: list[EntryRow]
    notes: HandoverNotes
    in_force: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Warnings and responses that the registers hold, a line each."""
    hotline: HotlineInHand | None = None


def in_hand(session: Session, now: datetime) -> InHand:
    """What the giving needs to know; the shift is None where none is running."""
    shift = running_shift(session)
    if shift is None:
        return InHand(None, None, [], [], [], [], [], HandoverNotes())
    pending = pending_handover(session, shift.id)
    over = handed_over(session, pending.given_at if pending else now)
    return InHand(
        shift,
        pending,
        [(kind, count) for kind, count in count_by_kind(session, shift.id) if kind != Kind.SYSTEM],
        entries_of_shift(session, shift.id),
        over.items,
        officer_rows(session),
        addendum_entries(session, pending.id) if pending else [],
        read_checklist(session, shift.id),
        (proposed_warnings(session), proposed_responses(session)),
        over.hotline,
    )


class _Given(Form):
    """After the giving: who gave, and taking it back with a reason."""

    cancel_asked = Signal(str)
    take_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = FieldNote(self)
        self.add_part(self.state, ahead=True)
        self.reason = QLineEdit(self)
        self.add_field("reason", self.reason)
        self.cancel, self.take = QPushButton(self), QPushButton(self)
        self.cancel.setObjectName("cancel_give")
        self.take.setObjectName("go_take")
        put_look(self.cancel, look="danger")
        self.add_button(self.cancel)
        self.add_button(self.take, first_step=True)
        self.cancel.clicked.connect(lambda: self.cancel_asked.emit(self.reason.text()))
        self.take.clicked.connect(self.take_asked)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field("reason", self.tr("Reason"), self.tr("Only for cancelling; the log keeps it."))
        self.cancel.setText(self.tr("Cancel the giving"))
        self.take.setText(self.tr("Take the shift"))
        for button in (self.cancel, self.take):
            button.setAccessibleName(button.text())


class GiveStep(Step):
    """Review and sign; what is noted is kept as it is typed. ``given`` tells the handover's number."""

    given = Signal(int)
    take_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._shift: ShiftRow | None = None
        self._pending: HandoverRow | None = None
        self._known: InHand | None = None
        self.sections = Sections(self)
        self.from_log = {key: ReadOnlyLines() for key in _FROM_LOG}
        self.forms = NotesForms(self)
        self.signature = SignaturePanel(asks_urgent=True)
        self.given_panel = _Given()
        self.paper = LivePaper(tools, self._notes_for_paper, self)
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_MS)
        self._save.timeout.connect(self.keep_now)
        self._lay_out()
        tab_as_laid_out(self)
        self._connect()
        self.retranslate()

    def begin(self) -> None:
        """Ask for the running shift; the first section that is to do opens."""
        self.note.be_silent()
        self.tools.courier.ask(self, in_hand, self.tools.clock(), then=self._began, failed=self.failed)

    def refresh(self) -> None:
        """Something changed in the store: the lists and the paper follow, the forms keep what is typed."""
        self.tools.courier.ask(self, in_hand, self.tools.clock(), then=self._read, failed=self.failed)

    def keep_now(self) -> None:
        """Keep what was noted, if anything was since it was last kept."""
        self._save.stop()
        if self._shift is None or self._pending is not None or self._known is None:
            return
        notes = self.forms.notes()
        if notes != self._known.notes:
            self.tools.courier.do(self, keep_checklist, self._shift.id, notes)

    def retranslate(self) -> None:
        """Word the step anew."""
        super().retranslate()
        self.title.setText(self.tr("Hand over"))
        titles = {
            "summary": self.tr("Log in numbers"),
            "important": self.tr("Important matters"),
            "open": self.tr("Open items"),
            "instructions": self.tr("Leaders' instructions"),
            "whereabouts": self.tr("Leaders' whereabouts"),
            "warnings": self.tr("Warnings and responses"),
            "equipment": self.tr("Equipment"),
            "counts": self.tr("Keys and secret papers"),
            "phone": self.tr("Duty telephone"),
            "remarks": self.tr("Weather and remarks"),
            "sign": self.tr("Signature"),
        }
        for key, title in titles.items():
            self.sections.sections[key].word(title)
        self.signature.set_verb(self.tr("Sign and give"))
        if self._known is not None:
            self._show(self._known)

    def _lay_out(self) -> None:
        for key in _FROM_LOG:
            self.sections.add(key, self.from_log[key])
        for key in _WRITTEN:
            body: QWidget = self.forms.equipment if key == "equipment" else self.forms.forms[key]
            self.sections.add(key, body)
        signing = QWidget()
        inside = QVBoxLayout(signing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.signature)
        inside.addWidget(self.given_panel)
        self.given_panel.setVisible(False)
        self.sections.add("sign", signing)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.sections)
        split.addWidget(self.paper)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([420, 480])
        self.sections.setMinimumWidth(380)
        self.paper.setMinimumWidth(260)
        self.column.addWidget(split, 1)

    def _connect(self) -> None:
        self.forms.changed.connect(self._edited)
        self.sections.seen.connect(self._seen)
        self.signature.signed.connect(self._sign)
        self.signature.step_back_asked.connect(self.left)
        self.given_panel.cancel_asked.connect(self._cancel)
        self.given_panel.take_asked.connect(self.take_asked)
        self.given_panel.step_back_asked.connect(self.left)
        for form in self.forms.forms.values():
            form.step_back_asked.connect(self.left)
        self.left.connect(self.keep_now)

    def _began(self, known: InHand) -> None:
        self._read(known)
        if known.shift is None:
            return
        if known.pending is None:
            self.sections.open(self._first_to_do())
        else:
            self.sections.open("sign", focus=False)
            give_focus(self.given_panel.take, self.window())
        self.paper.refresh(at_once=True)

    def _first_to_do(self) -> str:
        sections = self.sections.sections
        return next((key for key in _WRITTEN if sections[key].current_state().state != "done"), "sign")

    def _read(self, known: InHand) -> None:
        other = known.shift is None or self._shift is None or known.shift.id != self._shift.id
        untouched = self._known is None or self.forms.notes() == self._known.notes
        self._shift, self._pending = known.shift, known.pending
        if known.shift is not None and (other or untouched) and known.notes != self.forms.notes():
            self.forms.show_notes(known.notes)
        self._known = known
        self.forms.propose(*known.in_force)
        if other and known.shift is not None:
            self._propose_signer(known)
        self._show(known)
        self.paper.refresh()

    def _propose_signer(self, known: InHand) -> None:
        assert known.shift is not None  # noqa: S101  # asked before
        posts = {known.shift.chief_id, known.shift.deputy_id, known.shift.leader_id}
        self.signature.offer(known.officers, [row for row in known.officers if row.id in posts])
        author = self.tools.courier.author.id
        self.signature.signer_id.set_choice(author if author in posts else known.shift.chief_id)
        self.signature.mark_clean()

    def _show(self, known: InHand) -> None:
        shift = known.shift
        if shift is None:
            self.about.setText(self.tr("No shift is running. Start one first."))
            return
        now, zone = self.tools.clock(), self.tools.zone
        pattern = self.tr("{shift}, planned until {end}")
        late = f" · {self.tr('stands longer than planned')}" if is_late(shift.planned_end, now) else ""
        self.about.setText(pattern.format(shift=shift.name, end=moment_said(shift.planned_end, now, zone)) + late)
        self._show_log(known)
        self.forms.set_locked(known.pending is not None)
        urgent = sum(1 for item in known.items if item.urgent)
        self.signature.ask_urgent(urgent)
        if known.pending is not None:
            self._show_given(known.pending, len(known.addendum))
        self._show_side(given=known.pending is not None)
        self._show_states()

    def _show_side(self, *, given: bool) -> None:
        """The signature, or what follows it; a cursor in the one that goes moves over to the other."""
        comes, goes = (self.given_panel, self.signature) if given else (self.signature, self.given_panel)
        here = QApplication.focusWidget()
        comes.setVisible(True)
        if here is not None and goes.isAncestorOf(here):
            first = self.given_panel.take if given else self.signature.password
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        goes.setVisible(False)

    def _show_log(self, known: InHand) -> None:
        standing = [entry for entry in known.entries if entry.amended_by is None and entry.kind != Kind.SYSTEM]
        important = [entry for entry in standing if entry.important and entry.kind != Kind.INSTRUCTION]
        instructions = [entry for entry in standing if entry.kind == Kind.INSTRUCTION]
        counts = [f"{self.tr(KIND_WORDS.get(kind, kind))}  {count}" for kind, count in known.counts]
        nothing = self.tr("Nothing in this shift.")
        shown = {
            "summary": (counts, sum(count for _, count in known.counts)),
            "important": ([self._line(entry) for entry in important], len(important)),
            "open": (self._open(known), len(known.items)),
            "instructions": ([self._line(entry) for entry in instructions], len(instructions)),
        }
        urgent = sum(1 for item in known.items if item.urgent)
        for key, (lines, count) in shown.items():
            self.from_log[key].show_lines(lines, nothing)
            asks = key == "open" and urgent > 0
            words = self.tr("{count} urgent").format(count=urgent) if asks else str(count)
            self.sections.sections[key].show_state(SectionState("asks" if asks else "done", words))

    def _show_given(self, pending: HandoverRow, addendum: int) -> None:
        at = moment_said(pending.given_at, self.tools.clock(), self.tools.zone)
        words = self.tr("Given by {name} at {time}. The shift leads until it is taken.").format(
            name=pending.given_by, time=at
        )
        if addendum:
            more = self.tr("{count} entries since then go into the addendum.")
            words = f"{words} {more.format(count=addendum)}"
        self.given_panel.state.say(words, "done")

    def _show_states(self) -> None:
        for key, state in self.forms.states().items():
            self.sections.sections[key].show_state(state)
        given = self._pending is not None
        words = self.tr("given") if given else ""
        self.sections.sections["sign"].show_state(SectionState("done" if given else "todo", words))

    def _line(self, entry: EntryRow) -> str:
        at = moment_said(entry.happened_at, self.tools.clock(), self.tools.zone)
        return f"{at}  {entry.unit + '：' if entry.unit else ''}{entry.text or seen(REMOVED)}"

    def _open(self, known: InHand) -> list[str]:
        hotline = self.hotline_said(known.hotline)
        return [*([f"· {hotline}"] if hotline else []), *(self._item(item) for item in known.items)]

    def _item(self, item: OpenItemRow) -> str:
        at = moment_said(item.due_at, self.tools.clock(), self.tools.zone) if item.due_at else ""
        urgent = f"【{self.tr('urgent')}】" if item.urgent else ""
        return f"· {urgent}{item_said(item)}  {at}".rstrip()

    def _notes_for_paper(self) -> HandoverNotes | None:
        return None if self._pending is not None else self.forms.notes()

    def _edited(self) -> None:
        self._show_states()
        self._save.start()
        self.paper.refresh()

    def _seen(self, key: str) -> None:
        self.forms.looked_at(key)
        self._show_states()

    def _sign(self) -> None:
        self._save.stop()
        self.note.be_silent()
        self.signature.wait(True)
        command = Give(
            signer_id=self.signature.signer_id.choice_id() or 0,
            password=self.signature.password.take(),
            notes=self.forms.notes(),
            for_id=self.signature.on_behalf_of(),
            reason=self.signature.given_reason(),
            urgent_reason=self.signature.urgent_reason.text(),
        )
        self.tools.courier.do(
            self, give_shift, command, then=self._gave, refused=self._refused, failed=lambda _: self._stuck()
        )

    def _gave(self, number: int) -> None:
        self.signature.wait(False)
        self.tools.say(self.tr("The shift is given; it changes when it is taken."))
        self.given.emit(number)

    def _cancel(self, reason: str) -> None:
        if self._pending is None:
            return
        command = CancelGive(handover_id=self._pending.id, reason=reason)
        self.tools.courier.do(
            self, cancel_give, command, then=lambda _: self._cancelled(), refused=self._cancel_refused
        )

    def _cancelled(self) -> None:
        self.given_panel.reason.clear()
        self.tools.say(self.tr("The giving is cancelled; the log keeps the reason."))

    def _cancel_refused(self, refusal: Refusal) -> None:
        self.given_panel.point_out(refusal, self.words_for(refusal))

    def _stuck(self) -> None:
        self.signature.wait(False)

    def _refused(self, refusal: Refusal) -> None:
        self.signature.wait(False)
        sentence = self.words_for(refusal)
        section = _SECTION_OF.get(refusal.field or "")
        if section in self.forms.forms:
            self.sections.open(section)
            self.forms.forms[section].point_out(refusal, sentence)
            return
        self.sections.open("sign", focus=False)
        self.signature.point_out(refusal, sentence)

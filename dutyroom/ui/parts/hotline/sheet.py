"""The call sheet of the mayor's telephone: the number first, what is wanted, and how it ends; for one free hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.drafts import drop_draft, save_draft
from dutyroom.actions.errors import said
from dutyroom.actions.hotline import add_call, take_call
from dutyroom.actions.hotline_reading import CallReading, SheetChoices, read_call, sheet_choices
from dutyroom.data.queries.drafts import DraftRow, drafts_of
from dutyroom.data.queries.hotline_callers import KnownCaller, known_caller
from dutyroom.data.queries.matters import MatterRow, matter_rows
from dutyroom.rules.phone import normal_phone
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.attached.matter_files import dropped_files
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.hotline.caller_box import CallerBox
from dutyroom.ui.parts.hotline.ends_box import EndsBox
from dutyroom.ui.parts.hotline.sheet_form import SheetForm
from dutyroom.ui.parts.hotline.sheet_proposal import call_proposed
from dutyroom.ui.parts.matter.files_field import FilesField
from dutyroom.ui.theme import label_of, put_look

DRAFT: Final = "hotline-new"
"""The id of what was begun here; of what came from the capture line, the key of its draft there follows."""
_KEEP_MS: Final = 700
_LOOK_MS: Final = 250
_OFFERED: Final = frozenset({"hotline_class", "unit", "rule_value", "*"})
_NUMBER_LEAST: Final = 7
"""Digits of a number before its earlier cases are looked for."""


class CallSheet(QWidget):
    """``taken`` names the case; ``left`` when somebody steps back, with everything kept as a draft of the writer's own.

    A call is of a new case, or a further one of an earlier case (``further``): what was typed stays between the two.
    """

    taken = Signal(int, bool)
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._draft = DRAFT
        self._case: MatterRow | None = None
        self.setAcceptDrops(True)
        self.form, self.ends, self.files = SheetForm(tools, self), EndsBox(self), FilesField(self)
        self.caller = CallerBox(tools.clock, lambda: tools.zone, self)
        self.heading, self.further_note = label_of("section", parent=self), FieldNote(self)
        self.note, self.new_case, self.empty = FieldNote(self), QPushButton(self), QPushButton(self)
        self._timers = {
            "keep": self._timer(_KEEP_MS, self.keep),
            "caller": self._timer(_LOOK_MS, self._look_up),
            "text": self._timer(_LOOK_MS, self._read_text),
        }
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def further_of(self) -> MatterRow | None:
        """The earlier case of which this is a further call; None for a new case."""
        return self._case

    def open(self) -> None:
        """Begin, or go on with what was begun; the cursor is where the number goes."""
        courier = self._tools.courier
        self._ask_choices()
        if not self._is_begun():
            courier.ask(self, drafts_of, courier.author.id, then=self._drafts_came)
        self.form.line("phone").setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.line("phone").selectAll()

    def heard(self, changed: Changed) -> None:
        """What the sheet offers is another: classes, units, rules."""
        if self.isVisible() and changed.kinds & _OFFERED:
            self._ask_choices()

    def take_text(self, text: str) -> None:
        """Put in what is wanted, as if it were pasted."""
        self.form.text.setPlainText(text)

    def choose_demand(self, place: int) -> None:
        """The kind of demand by its key."""
        self.form.choose_demand(place)

    def choose_case(self, place: int = 0) -> None:
        """It is a further call for the earlier case at this place of the list."""
        if not self.caller.choose(place):
            self._tools.say(self.tr("This number has no earlier case."))

    def refuse(self) -> None:
        """To the reason why it is not accepted."""
        self.ends.refused.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ends.refused.showPopup()

    def transfer(self, place: int) -> None:
        """Transfer to the one at this place of the list."""
        if place < len(self.ends.targets):
            self.ends.targets[place].click()

    def start_over(self) -> None:
        """Empty the sheet, because somebody asked for that."""
        dropped = self._draft
        self._clear()
        self._tools.courier.do(self, drop_draft, dropped)
        self.form.line("phone").setFocus()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        self._timers["keep"].stop()
        if self._is_begun():
            kept = json.dumps({"hotline": self._written()}, ensure_ascii=False)
            self._tools.courier.do(self, save_draft, self._draft, kept)

    def send(self) -> None:
        """Save it: a new case or a further call, in whatever way it ends."""
        if self._case is not None:
            self._send(self._further, add_call, self._case.id)
        else:
            self._send(partial(self._call, **self.ends.ends()), take_call, None)

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("The mayor's telephone rings"))
        self.empty.setText(self.tr("Empty"))
        self.empty.setToolTip(self.tr("Begin anew: what stands in this sheet is dropped"))
        self.new_case.setText(self.tr("It is a new case"))
        self.files.add.setToolTip(self.tr("A file that is kept with the case"))
        words = self.tr("A further call for {number} “{title}”: it is kept with that case.")
        case = self._case
        self.further_note.say(words.format(number=case.number, title=case.title) if case else "", "info")
        self.new_case.setVisible(case is not None)
        self._word_send()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, from whatever field; Esc steps back."""
        if is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.form.send.click()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
            event.accept()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self.files.take(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def _timer(self, span: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(span)
        timer.timeout.connect(slot)
        return timer

    def _lay_out(self) -> None:
        put_look(self.new_case, look="link")
        aside = QVBoxLayout()
        for part in (self.caller, self.note, self.ends, self.files):
            aside.addWidget(part)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(_scrolling(aside, self), 1)
        foot = QHBoxLayout()  # outside what scrolls, so that the filled button is always in sight
        foot.addStretch(1)
        for button in (self.empty, self.form.back, self.form.send):
            foot.addWidget(button)
        right.addLayout(foot)
        said = QHBoxLayout()
        said.addWidget(self.further_note, 1)
        said.addWidget(self.new_case)
        asked, inside = QVBoxLayout(), QVBoxLayout()
        inside.addWidget(self.form)
        self.area = _scrolling(inside, self)
        asked.setSpacing(8)
        asked.addWidget(self.heading)
        asked.addLayout(said)
        asked.addWidget(self.area, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addLayout(asked, 5)
        both.addLayout(right, 3)

    def _connect(self) -> None:
        form, keep = self.form, self._timers["keep"]
        form.send.clicked.connect(self.send)
        form.step_back_asked.connect(self._leave)
        form.edited.connect(self._edited)
        form.line("phone").textChanged.connect(lambda _: self._timers["caller"].start())
        form.text.textChanged.connect(self._timers["text"].start)
        form.text.form_asked.connect(self.send)
        self.ends.edited.connect(self._edited)
        self.ends.step_back_asked.connect(self._leave)
        self.ends.answer.entered.connect(self.send)
        self.ends.answer.form_asked.connect(self.send)
        self.ends.transferred.connect(self._transfer)
        self.caller.case_chosen.connect(self._begin_further)
        self.new_case.clicked.connect(lambda: self._show_case(None))
        self.empty.clicked.connect(self.start_over)
        self.files.changed.connect(keep.start)

    def _edited(self) -> None:
        self._timers["keep"].start()
        self._word_send()

    def _word_send(self) -> None:
        ends = self.ends.ends()
        if self._case is not None:
            words = self.tr("Save the further call")
        elif "refused" in ends:
            words = self.tr("Not accepted")
        else:
            words = self.tr("Answered at once") if ends else self.tr("Save the case")
        self.form.send.setText(words)
        self.form.send.setToolTip(self.tr("Save it (Ctrl+Enter)"))

    def _look_up(self) -> None:
        """Who calls: the earlier cases of the number, as soon as it can be one."""
        phone = self.form.line("phone").text()
        if len(normal_phone(phone)) < _NUMBER_LEAST:
            self.caller.show_caller(KnownCaller(key=""))
        else:
            now = self._tools.clock()
            self._tools.courier.ask(self, known_caller, phone, now, then=partial(self._caller_came, phone))

    def _caller_came(self, phone: str, known: KnownCaller) -> None:
        if phone == self.form.line("phone").text():
            self.caller.show_caller(known)
            self.form.propose_caller(known)

    def _read_text(self) -> None:
        """Let what is wanted propose fields."""
        text = self.form.text.toPlainText()
        now, zone = self._tools.clock(), self._tools.zone
        if text.strip() and self._case is None:
            self._tools.courier.ask(self, read_call, text, now, zone, then=partial(self._proposed, text))

    def _proposed(self, text: str, reading: CallReading) -> None:
        if text == self.form.text.toPlainText():
            self.form.propose(call_proposed(reading, text, self._tools.clock(), self._tools.zone))
            self.ends.propose_incident(reading.proposal.incident is not None)

    def _ask_choices(self) -> None:
        now, zone = self._tools.clock(), self._tools.zone
        self._tools.courier.ask(self, sheet_choices, now, zone, then=self._choices_came)

    def _choices_came(self, choices: SheetChoices) -> None:
        areas = [
            Choice(unit.id, unit.name, (unit.pinyin, unit.initials, unit.name_en.lower()), unit.short)
            for unit in choices.units
            if unit.kind == "area"
        ]
        self.form.offer(areas, choices.subs)
        self.form.code.offer(choices.classes)
        self.ends.offer(choices.targets, {})

    def _begin_further(self, number: int) -> None:
        self._tools.courier.ask(self, matter_rows, [number], then=lambda rows: self._show_case(*rows[:1]))

    def _show_case(self, case: MatterRow | None = None) -> None:
        self._case = case
        self.form.begin_further(case is not None)
        self.ends.setVisible(case is None)
        self.files.setVisible(case is None)
        self.retranslate()
        self._timers["keep"].start()
        self.form.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _call(self, **ends: Any) -> Any:
        return self.form.call(
            attachments=self.files.paths(), draft_id=self._draft, raises=self.ends.raises.isChecked(), **ends
        )

    def _further(self) -> Any:
        assert self._case is not None  # noqa: S101  # asked only while there is one
        return self.form.further_call(self._case.id, self._case.version, draft_id=self._draft)

    def _transfer(self, to: str) -> None:
        """To those who act at once: saved as it stands."""
        self._send(partial(self._call, transfer_to=to), take_call, None)

    def _send(self, command: Callable[[], Any], action: Callable[..., int], case: int | None) -> None:
        if not self.form.send.isEnabled():
            return
        try:
            asked = command()
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.form.send.setEnabled(False)
        raises = case is None and asked.raises
        self._tools.courier.do(
            self,
            action,
            asked,
            then=lambda number: self._done(number if case is None else case, raises=raises),
            refused=self._refused,
            failed=lambda _: self._free(),
        )

    def _done(self, number: int, *, raises: bool) -> None:
        self._free()
        self._clear()
        self.taken.emit(number, raises)

    def _refused(self, refusal: Refusal) -> None:
        """Beside the field; the focus goes there."""
        self._free()
        sentence = said(refusal, self._tools.wording(), self._tools.zone)
        self.note.be_silent()
        if refusal.field in self.form.field_names():
            self.form.point_out(refusal, sentence)
            self.area.ensureWidgetVisible(getattr(self.form, str(refusal.field)))
        elif refusal.field in self.ends.field_names():
            self.ends.point_out(refusal, sentence)
        else:
            self.note.say(sentence)

    def _drafts_came(self, rows: list[DraftRow]) -> None:
        kept = next((row for row in rows if row.id.startswith(DRAFT)), None)
        if kept is None or self._is_begun():
            return
        try:
            written = json.loads(kept.content)["hotline"]
        except (ValueError, KeyError, TypeError):
            return
        self._draft = kept.id
        dropped = self.files.paths()
        self._write(written)
        self.files.take(dropped)
        self.note.say(self.tr("What was begun earlier is here again."), "info")

    def _written(self) -> dict[str, Any]:
        return {
            "form": self.form.written(),
            "ends": self.ends.written(),
            "further": self._case.id if self._case else None,
            "files": [str(path) for path in self.files.paths()],
        }

    def _write(self, kept: Mapping[str, Any]) -> None:
        self.form.write(dict(kept.get("form", {})))
        self.ends.write(dict(kept.get("ends", {})))
        self.files.put([Path(name) for name in kept.get("files", ())])
        further = kept.get("further")
        if isinstance(further, int):
            self._begin_further(further)
        elif self._case is not None:
            self._show_case(None)

    def _clear(self) -> None:
        """Nothing is begun any more."""
        self._write({})
        self._draft = DRAFT
        self.caller.show_caller(KnownCaller(key=""))
        for note in (self.note, self.further_note):
            note.be_silent()
        for timer in self._timers.values():
            timer.stop()

    def _is_begun(self) -> bool:
        return self.form.is_dirty or self.ends.is_dirty or bool(self.files.paths())

    def _leave(self) -> None:
        self.keep()
        self.left.emit()

    def _free(self) -> None:
        self.form.send.setEnabled(True)


def _scrolling(inside: QVBoxLayout, parent: QWidget) -> QScrollArea:
    """What does not fit scrolls; it never grows wider than its room."""
    area, held = QScrollArea(parent), QWidget(parent)
    held.setProperty("look", "page")
    inside.setContentsMargins(0, 0, 12, 0)
    inside.setSpacing(8)
    inside.addStretch(1)
    held.setLayout(inside)
    area.setWidget(held)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area

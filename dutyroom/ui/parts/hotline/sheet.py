"""The call sheet of the mayor's telephone: the number first, what is wanted, and how it ends; for one free hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dutyroom.actions.drafts import drop_draft, save_draft
from dutyroom.actions.errors import said
from dutyroom.actions.hotline import add_call, take_call
from dutyroom.actions.hotline_reading import CallReading, SheetChoices, read_call, sheet_choices
from dutyroom.data.queries.drafts import DraftRow, drafts_of
from dutyroom.data.queries.hotline_callers import KnownCaller, known_caller
from dutyroom.data.queries.knowledge import KnowledgeRow
from dutyroom.data.queries.matters import MatterRow, matter_rows
from dutyroom.rules.hotline_dispatch import UnitProposed
from dutyroom.rules.matter_steps import AssignTo
from dutyroom.rules.phone import normal_phone
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.call_draft import CallDraft
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.hotline.sheet_form import for_units
from dutyroom.ui.parts.hotline.sheet_parts import SheetParts
from dutyroom.ui.parts.hotline.sheet_proposal import call_proposed

DRAFT: Final = "hotline-new"
"""The id of what was begun here; of what came from the capture line, the key of its draft there follows."""
_KEEP_MS: Final = 700
_LOOK_MS: Final = 250
_NUMBER_LEAST: Final = 7
"""Digits of a number before its earlier cases are looked for."""
_OFFERED: Final = frozenset({"hotline_class", "unit", "rule_value", "*"})


class CallSheet(SheetParts):
    """``taken`` names the case, and whether an incident was opened with it; what is begun is kept as the writer's draft.

    A call is of a new case, or a further one of an earlier case: what was typed stays between the two.
    """

    taken = Signal(int, bool)
    offered = Signal()
    """What can be chosen from is known, those whom a call can be transferred to among it."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._draft = DRAFT
        self._keep_soon = self.timer(_KEEP_MS, self.keep)
        self._caller_soon = self.timer(_LOOK_MS, self._look_up)
        self._text_soon = self.timer(_LOOK_MS, self._read_text)
        self._connect()
        self.retranslate()

    def open(self, given: CallDraft | None = None) -> None:
        """Begin, or go on with what was begun, or with what the capture line gave; the number has the cursor."""
        courier = self._tools.courier
        self._ask_choices()
        if given is not None and self._draft != f"{DRAFT}-{given.key}":
            if self._is_begun():
                self._tools.say(self.tr("What was begun of another call is kept and comes back after this one."))
            self.keep()
            self._clear()
            self._draft = f"{DRAFT}-{given.key}"
        if given is not None or not self._is_begun():
            courier.ask(self, drafts_of, courier.author.id, then=partial(self._drafts_came, given))
        phone = self.form.line("phone")
        phone.setFocus(Qt.FocusReason.ShortcutFocusReason)
        phone.selectAll()

    def heard(self, changed: Changed) -> None:
        """What the sheet offers is another: classes, units, rules."""
        self.knowledge.heard(changed)
        if self.isVisible() and changed.kinds & _OFFERED:
            self._ask_choices()

    def take_text(self, text: str) -> None:
        """Put in what is wanted, as if it were pasted."""
        self.form.text.setPlainText(text)

    def choose_case(self, place: int = 0) -> None:
        """It is a further call for the earlier case at this place of the list."""
        if not self.caller.choose(place):
            self._tools.say(self.tr("This number has no earlier case."))

    def answer(self) -> None:
        """The caller is answered with the first that the shelf suggests."""
        if not self.knowledge.take(0):
            self._tools.say(self.tr("The shelf has no answer to these words."))

    def refuse(self) -> None:
        """To the reason why it is not accepted."""
        self.ends.refused.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ends.refused.showPopup()

    def transfer(self, place: int) -> None:
        """Transfer to the one at this place of the list."""
        if place < len(self.ends.targets) and self.further_of is None:
            self.ends.targets[place].click()

    def start_over(self) -> None:
        """Empty the sheet, because somebody asked for that; a draft of the capture line stays there."""
        dropped = self._draft
        self._clear()
        self._tools.courier.do(self, drop_draft, dropped)
        self.form.line("phone").setFocus()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        self._keep_soon.stop()
        if self._is_begun():
            kept = json.dumps({"hotline": self._written()}, ensure_ascii=False)
            self._tools.courier.do(self, save_draft, self._draft, kept)

    def send(self) -> None:
        """Save it: a new case or a further call, in whatever way it ends."""
        if self.further_of is not None:
            self._send(partial(self._further, self.further_of), add_call, self.further_of.id)
        else:
            self._send(partial(self._call, **self.ends.ends()), take_call, None)

    def show_case(self, case: MatterRow | None = None) -> None:
        """See :class:`SheetParts`; the cursor goes to what is said."""
        super().show_case(case)
        self._keep_soon.start()
        self.form.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """See :class:`SheetParts`."""
        self.keep()
        super().leave()

    def _connect(self) -> None:
        form = self.form
        form.send.clicked.connect(self.send)
        form.step_back_asked.connect(self.leave)
        form.edited.connect(self._edited)
        form.line("phone").textChanged.connect(lambda _: self._caller_soon.start())
        form.text.textChanged.connect(self._text_soon.start)
        form.text.form_asked.connect(self.send)
        self.ends.edited.connect(self._edited)
        self.ends.step_back_asked.connect(self.leave)
        self.ends.answer.entered.connect(self.send)
        self.ends.answer.form_asked.connect(self.send)
        self.knowledge.taken.connect(self._answer_with)
        self.ends.transferred.connect(self._transfer)
        self.units.taken.connect(self._dispatch)
        self.caller.case_chosen.connect(self._begin_further)
        self.new_case.clicked.connect(lambda: self.show_case(None))
        self.empty.clicked.connect(self.start_over)
        self.files.changed.connect(self._keep_soon.start)

    def _edited(self) -> None:
        self._keep_soon.start()
        self.word_send()
        if self.further_of is None:
            self.knowledge.ask(self.form.text.toPlainText(), self.form.code.code_shown())
            self.units.ask(for_units(self.form) if not self.ends.ends() else None)

    def _answer_with(self, row: KnowledgeRow) -> None:
        """It is read out to the caller, and can be changed before it is saved."""
        self.ends.answer_with(row.answer, row.id)
        self.ends.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_up(self) -> None:
        """Who calls: the earlier cases of the number, as soon as it can be one."""
        phone = self.form.line("phone").text()
        if len(normal_phone(phone)) < _NUMBER_LEAST:
            self._caller_came(phone, KnownCaller(key=""))
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
        if self.further_of is None:
            now, zone = self._tools.clock(), self._tools.zone
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
        self.ends.offer(choices.targets, choices.turns)
        tab_as_laid_out(self)
        self.offered.emit()

    def _begin_further(self, number: int) -> None:
        self._tools.courier.ask(self, matter_rows, [number], then=lambda rows: self.show_case(*rows[:1]))

    def _call(self, **ends: Any) -> Any:
        raises = self.ends.raises.isChecked() and (bool({"transfer_to", "units"} & set(ends)) or not ends)
        return self.form.call(attachments=self.files.paths(), draft_id=self._draft, raises=raises, **ends)

    def _further(self, case: MatterRow) -> Any:
        return self.form.further_call(case.id, draft_id=self._draft)

    def _transfer(self, to: str) -> None:
        """To those who act at once: saved as it stands."""
        self._send(partial(self._call, transfer_to=to), take_call, None)

    def _dispatch(self, unit: UnitProposed) -> None:
        """To a unit proposed: saved and dispatched in one go."""
        to = AssignTo(unit=unit.unit, unit_id=unit.unit_id)
        self._send(partial(self._call, units=(to,)), take_call, None)

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
        done, from_line = self._draft, self._draft.removeprefix(DRAFT).split("-")
        self._clear()
        for draft in (done, *from_line[1:2]):
            self._tools.courier.do(self, drop_draft, draft)
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

    def _drafts_came(self, given: CallDraft | None, rows: list[DraftRow]) -> None:
        kept = next((row for row in rows if row.id.startswith(self._draft if given else DRAFT)), None)
        if kept is not None and not self._is_begun():
            self._draft = kept.id
            self._go_on(kept.content)
        if given is not None:
            self.form.fill(given.typed)

    def _go_on(self, content: str) -> None:
        """Put back what was begun, with the files that were dropped meanwhile."""
        dropped = self.files.paths()
        try:
            self._write(json.loads(content)["hotline"])
        except (ValueError, KeyError, TypeError):
            return
        self.files.take(dropped)
        self.note.say(self.tr("What was begun earlier is here again."), "info")

    def _written(self) -> dict[str, Any]:
        return {
            "form": self.form.written(),
            "ends": self.ends.written(),
            "further": self.further_of.id if self.further_of else None,
            "files": [str(path) for path in self.files.paths()],
        }

    def _write(self, kept: Mapping[str, Any]) -> None:
        self.form.write(dict(kept.get("form", {})))
        self.ends.write(dict(kept.get("ends", {})))
        self.files.put([Path(name) for name in kept.get("files", ())])
        further = kept.get("further")
        if isinstance(further, int):
            self._begin_further(further)
        elif self.further_of is not None:
            self.show_case(None)

    def _clear(self) -> None:
        """Nothing is begun any more."""
        self._write({})
        self._draft = DRAFT
        self.caller.show_caller(KnownCaller(key=""))
        self.knowledge.clear()
        self.units.ask(None)
        self.note.be_silent()
        for timer in (self._keep_soon, self._caller_soon, self._text_soon):
            timer.stop()

    def _is_begun(self) -> bool:
        return self.form.is_dirty or self.ends.is_dirty or bool(self.files.paths())

    def _free(self) -> None:
        self.form.send.setEnabled(True)

"""Taking down an incident: the fields as a caller gives them, and beside them what is still to be asked."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.drafts import drop_draft, save_draft
from dutyroom.actions.errors import said
from dutyroom.actions.incident_grading import proposed_grade
from dutyroom.actions.incidents import register_incident
from dutyroom.data.queries.drafts import DraftRow, drafts_of
from dutyroom.data.queries.incidents import IncidentRow, maybe_same
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.data.reading import Session
from dutyroom.rules.incident_facts import ESSENTIALS, Story
from dutyroom.rules.incident_text import IncidentProposal, propose_incident
from dutyroom.rules.incident_text_area import AreaNames
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.incident_draft import IncidentDraft, without
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.attached.matter_files import dropped_files
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.incident.grade_box import GradeBox
from dutyroom.ui.parts.incident.incident_form import IncidentForm
from dutyroom.ui.parts.incident.same_field import SameField
from dutyroom.ui.parts.incident.text_proposal import fields_proposed
from dutyroom.ui.parts.matter.files_field import FilesField
from dutyroom.ui.parts.matter.kept_form import put_into
from dutyroom.ui.theme import label_of, put_look

DRAFT: Final = "incident-new"
"""The id of what was begun here; of what came from the capture line, the key of its draft there follows."""
_KEEP_MS: Final = 700
_LOOK_MS: Final = 250


class IncidentEntry(QWidget):
    """``registered`` names the new matter; ``left`` when somebody steps back, with everything kept as a draft.

    There may be several drafts, one of each event, and never two events in one.
    """

    registered = Signal(int)
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setAcceptDrops(True)
        self._areas: tuple[AreaNames, ...] = ()
        self._draft, self._rejected = DRAFT, tuple[str, ...]()
        self.empty = QPushButton(self)
        self.form, self.files = IncidentForm(tools, self), FilesField(self)
        self.text = GrowingText(self)
        self.heading, self.asking = label_of("section", parent=self), label_of("strong", parent=self)
        self.missing = QLabel(self)
        self.note = FieldNote(self)
        self.grade = GradeBox(tools, self)
        self.same = SameField(tools.clock, lambda: tools.zone, self)
        self._keep_soon, self._look_soon, self._read_soon = QTimer(self), QTimer(self), QTimer(self)
        timers = (
            (self._keep_soon, _KEEP_MS, self.keep),
            (self._look_soon, _LOOK_MS, self._look),
            (self._read_soon, _LOOK_MS, self._read_text),
        )
        for timer, span, slot in timers:
            timer.setSingleShot(True)
            timer.setInterval(span)
            timer.timeout.connect(slot)
        self._lay_out()
        self._connect()
        self.retranslate()

    def open(self, given: IncidentDraft | None = None) -> None:
        """Begin, or go on with what was begun, or with what the capture line gave; the first question has the cursor."""
        self._tools.courier.ask(self, unit_rows, then=self._units_came)
        if given is not None and not self._draft.startswith(f"{DRAFT}-{given.key}"):
            if self.form.is_dirty:
                self._tools.say(self.tr("What was begun of another event is kept and comes back after this one."))
            self.keep()
            self._clear()
            self._draft = f"{DRAFT}-{given.key}"
        if given is not None or not self.form.is_dirty:
            author = self._tools.courier.author.id
            self._tools.courier.ask(self, drafts_of, author, then=partial(self._drafts_came, given))
        self.form.event_at.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_text(self, text: str) -> None:
        """Put a text in, as if it were pasted: it proposes the fields that nobody has typed in."""
        self.text.setPlainText(text)

    def start_over(self) -> None:
        """Empty the sheet, because somebody asked for that; a draft of the capture line stays there."""
        dropped = self._draft
        self._clear()
        self._tools.courier.do(self, drop_draft, dropped)
        self.form.event_at.setFocus()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        self._keep_soon.stop()
        if self.form.is_dirty or self.files.paths():
            kept = json.dumps({"incident": self._written()}, ensure_ascii=False)
            self._tools.courier.do(self, save_draft, self._draft, kept)

    def send(self) -> None:
        """Register it."""
        if not self.form.send.isEnabled():
            return
        try:
            asked = self.form.incident(
                same_as=self.same.chosen(),
                attachments=self.files.paths(),
                draft_id=self._draft,
                **self.grade.command(),
            )
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.form.send.setEnabled(False)
        self._tools.courier.do(
            self, register_incident, asked, then=self._done, refused=self._refused, failed=lambda _: self._free()
        )

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("An incident is reported"))
        self.text.setPlaceholderText(self.tr("Paste or type what was reported: it fills what is empty"))
        self.text.setAccessibleName(self.text.placeholderText())
        self.empty.setText(self.tr("Empty"))
        self.empty.setToolTip(self.tr("Begin anew: what stands in this sheet is dropped"))
        self.files.add.setToolTip(self.tr("A file that is kept with the incident"))
        self._word_missing()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers, from whatever field; Esc steps back."""
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

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("look", "page")
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 12, 0)
        left.addWidget(self.form)
        left.addStretch(1)
        self.area = _scrolling(inside, self)
        self.missing.setWordWrap(True)
        aside = QWidget(self)
        aside.setProperty("look", "page")
        parts = QVBoxLayout(aside)
        parts.setContentsMargins(0, 0, 8, 0)
        parts.setSpacing(8)
        for part in (self.asking, self.missing, self.same, self.note, self.grade, self.files):
            parts.addWidget(part)
        parts.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.text)  # outside what scrolls: it grows with its lines, which a bar would break anew
        right.addWidget(_scrolling(aside, self), 1)
        foot = QHBoxLayout()  # outside what scrolls, so that the filled button is always in sight
        foot.addStretch(1)
        foot.addWidget(self.empty)
        foot.addWidget(self.form.back)
        foot.addWidget(self.form.send)
        right.addLayout(foot)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        asked = QVBoxLayout()
        asked.setSpacing(8)
        asked.addWidget(self.heading)
        asked.addWidget(self.area, 1)
        both.addLayout(asked, 5)
        both.addLayout(right, 3)

    def _connect(self) -> None:
        self.form.send.clicked.connect(self.send)
        self.form.step_back_asked.connect(self._leave)
        self.form.edited.connect(self._edited)
        self.empty.clicked.connect(self.start_over)
        self.files.changed.connect(self._keep_soon.start)
        self.text.textChanged.connect(self._read_soon.start)
        self.text.entered.connect(self.send)
        self.text.form_asked.connect(self.send)
        self.grade.decided.connect(self._keep_soon.start)

    def _edited(self) -> None:
        self._word_missing()
        self._keep_soon.start()
        self._look_soon.start()

    def _read_text(self) -> None:
        """Let the text propose fields."""
        text = self.text.toPlainText()
        if text.strip():
            now, zone, areas = self._tools.clock(), self._tools.zone, self._areas
            self._tools.courier.work(
                self,
                lambda: propose_incident(text, now=now, zone=zone, areas=areas),
                then=partial(self._proposed, text),
            )

    def _proposed(self, text: str, proposal: IncidentProposal) -> None:
        if text != self.text.toPlainText():
            return
        proposal = without(proposal, self._rejected)
        self.form.propose(fields_proposed(proposal, text, self._tools.clock(), self._tools.zone), instead=True)
        left = [self.tr("“{words}” leaves open what is meant.").format(words=one.said) for one in proposal.unclear]
        if proposal.exercise is not None:
            left.append(self.tr("The text speaks of an exercise; real and exercise must not be mixed."))
        self.note.say("\n".join(left), "warning")

    def _word_missing(self) -> None:
        missing = self.form.unasked()
        self.asking.setText(self.tr("Still to ask") if missing else self.tr("Everything essential is known"))
        put_look(self.missing, tone="warning")
        self.missing.setText(
            "  ".join(f"○\u00a0{translated(ESSENTIALS[key])}".replace(" ", "\u00a0") for key in missing)
        )
        self.missing.setVisible(bool(missing))

    def _look(self) -> None:
        """Ask for the grade by the rules, and for what may be the same event."""
        if not self.isVisible():
            return
        form, courier = self.form, self._tools.courier
        area, kind = form.area.text().strip(), form.kind_shown()
        at = form.received_at.instant() or self._tools.clock()
        courier.ask(
            self, proposed_grade, kind, form.figures_so_far(), form.sensitive_words(), at, then=self.grade.show_grading
        )
        courier.ask(self, _alike, area, kind, at, then=self.same.show_rows)

    def _units_came(self, units: list[UnitRow]) -> None:
        choices = {
            unit: Choice(unit.id, unit.name, (unit.pinyin, unit.initials, unit.name_en.lower()), unit.short)
            for unit in units
        }
        self._areas = tuple(AreaNames(unit.name, unit.short, unit.name_en) for unit in units if unit.kind == "area")
        self._read_soon.start()
        self.form.offer([choices[unit] for unit in units if unit.kind == "area"], list(choices.values()))

    def _drafts_came(self, given: IncidentDraft | None, rows: list[DraftRow]) -> None:
        kept = next((row for row in rows if row.id.startswith(self._draft if given else DRAFT)), None)
        if kept is not None and not self.form.is_dirty:
            self._draft = kept.id
            self._go_on(kept.content)
        if given is not None:
            self._fill(given)

    def _go_on(self, content: str) -> None:
        """Put back what was begun, with the files that were dropped meanwhile."""
        dropped = self.files.paths()
        try:
            self._write(json.loads(content)["incident"])
        except (ValueError, KeyError, TypeError):
            return
        self.files.take(dropped)

    def _fill(self, given: IncidentDraft) -> None:
        """What the capture line says of the event; the officer's own words of it go before what is recognised."""
        self._rejected = given.rejected
        for name, words in given.typed.items():
            put_into(getattr(self.form, name), words)
        self.text.setPlainText(given.text)
        self._read_soon.stop()
        if given.found is not None:
            self._proposed(self.text.toPlainText(), given.found)
        self.form.propose({Story.COURSE.value: (given.text, "")})

    def _written(self) -> dict[str, Any]:
        return {
            "form": self.form.written(),
            "text": self.text.toPlainText(),
            "rejected": list(self._rejected),
            "grade": self.grade.written(),
            "files": [str(path) for path in self.files.paths()],
        }

    def _write(self, kept: dict[str, Any]) -> None:
        self.text.setPlainText(str(kept.get("text", "")))
        self._read_soon.stop()
        self._rejected = tuple(kept.get("rejected", ()))
        self.form.write(dict(kept.get("form", {})))
        self.grade.write(dict(kept.get("grade", {})))
        self.files.put([Path(name) for name in kept.get("files", ())])
        self._word_missing()
        self._look_soon.start()

    def _leave(self) -> None:
        self.keep()
        self.left.emit()

    def _done(self, number: int) -> None:
        self._free()
        done, from_line = self._draft, self._draft.removeprefix(DRAFT).split("-")
        self._clear()
        for draft in (done, *from_line[1:2]):
            self._tools.courier.do(self, drop_draft, draft)
        self.registered.emit(number)

    def _clear(self) -> None:
        """Nothing is begun any more."""
        self._write({})
        self._draft = DRAFT
        self.same.show_rows(())
        self.note.be_silent()
        for timer in (self._keep_soon, self._look_soon, self._read_soon):
            timer.stop()

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        sentence = said(refusal, self._tools.wording(), self._tools.zone)
        self.note.be_silent()
        if refusal.field in self.form.field_names():
            self.form.point_out(refusal, sentence)
            self.area.ensureWidgetVisible(getattr(self.form, str(refusal.field)))
        elif refusal.field in ("grade", "grade_reason"):
            self.grade.point_out(refusal.field, sentence)
        else:
            self.note.say(sentence)

    def _free(self) -> None:
        self.form.send.setEnabled(True)


def _scrolling(inside: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _alike(session: Session, area: str, subtype: str, at: datetime) -> list[IncidentRow]:
    return maybe_same(session, area=area, subtype=subtype, at=at)

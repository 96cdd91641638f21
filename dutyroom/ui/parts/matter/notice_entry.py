"""Registering a notice: its text at the right proposes the fields at the left; nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.drafts import drop_draft, save_draft
from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.notices import content_hash, register_notice, register_with_files
from dutyroom.actions.proposals import notice_text_of, read_notice
from dutyroom.data.queries.drafts import DraftRow, drafts_of
from dutyroom.data.queries.matters import MatterRow
from dutyroom.data.queries.notices import likely_same
from dutyroom.data.queries.routing import RouteRow, routes_of_text
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.readers.document import Reading
from dutyroom.readers.reading import Reader
from dutyroom.rules.document_number import normal_number
from dutyroom.rules.notice_text import NoticeProposal
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.attached.copying import copy_and_do
from dutyroom.ui.parts.attached.matter_files import dropped_files
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.large_text import LargeText
from dutyroom.ui.parts.matter.files_field import FilesField
from dutyroom.ui.parts.matter.notice_form import NoticeForm
from dutyroom.ui.parts.matter.slip_form import SlipForm
from dutyroom.ui.theme import label_of

DRAFT: Final = "notice-new"
_KEEP_MS: Final = 700
_READ_MS: Final = 350
_SHORTEST: Final = 12
_ALIKE_SINCE: Final = timedelta(days=45)
_CONFIRMED: Final = frozenset({"notice.number.exists", "notice.call.missing", "notice.call.read_back"})
"""What is pointed out once and may be confirmed."""


class NoticeEntry(QWidget):
    """``registered`` names the new matter; ``left`` comes when somebody steps back, with everything kept as a draft."""

    registered = Signal(int)
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._same: MatterRow | None = None
        self.setAcceptDrops(True)
        self.form, self.slip = NoticeForm(tools, self), SlipForm(tools, self)
        self.content, self.files = LargeText(self), FilesField(self)
        self.heading, self.text_label = label_of("section", parent=self), label_of("secondary", parent=self)
        self.proposed, self.route, self.same_note = FieldNote(self), FieldNote(self), FieldNote(self)
        self.is_same, self.confirmed = QCheckBox(self), QCheckBox(self)
        self._read_soon, self._keep_soon = QTimer(self), QTimer(self)
        for timer, span, slot in ((self._read_soon, _READ_MS, self._read_text), (self._keep_soon, _KEEP_MS, self.keep)):
            timer.setSingleShot(True)
            timer.setInterval(span)
            timer.timeout.connect(slot)
        self._lay_out()
        self._connect()
        self.retranslate()

    def open(self) -> None:
        """Begin, or go on with what was begun; the cursor goes where a text is pasted."""
        self._tools.courier.ask(self, unit_rows, then=self._units_came)
        author = self._tools.courier.author.id
        if not self.form.is_dirty:
            self._tools.courier.ask(self, drafts_of, author, then=self._drafts_came)
        self.content.setFocus()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        self._keep_soon.stop()
        if self.form.is_dirty or self.content.toPlainText().strip() or self.files.paths():
            self._tools.courier.do(self, save_draft, DRAFT, json.dumps({"notice": self._written()}, ensure_ascii=False))

    def send(self) -> None:
        """Register it."""
        same = self._same.id if self._same is not None and self.is_same.isChecked() else None
        asked = self.form.notice(
            content=self.content.toPlainText(),
            slip=self.slip.slip() if self.form.is_by_telephone else None,
            attachments=self.files.paths(),
            same_as=same,
            confirmed=self.confirmed.isChecked(),
            draft_id=DRAFT,
        )
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        self.form.send.setEnabled(False)
        ends: Any = {"then": self._done, "refused": self._refused, "failed": self._failed}
        if asked.attachments:
            copy_and_do(self._tools.courier, self, register_with_files, asked, **ends)
        else:
            self._tools.courier.do(self, register_notice, asked, **ends)

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Register a notice"))
        self.text_label.setText(self.tr("Text: paste it or drop a file; it fills what is empty"))
        self.content.setAccessibleName(self.tr("Text of the notice"))
        self.confirmed.setText(self.tr("I have looked: register it all the same"))
        self.is_same.setText(self.tr("It is another copy: link the two"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers, from whatever field."""
        if is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.form.send.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self.take_files(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take files to be kept with it; the first one proposes the fields where no text stands there yet."""
        self.files.take(paths)

    def take_text(self, text: str) -> None:
        """Put a text in, as if it were pasted."""
        self.content.setPlainText(text)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("look", "page")
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 12, 0)
        left.setSpacing(12)
        left.addWidget(self.slip)
        left.addWidget(self.form)
        left.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.text_label)
        right.addWidget(self.content, 1)
        for part in (self.proposed, self.route, self.same_note, self.is_same, self.confirmed, self.files):
            right.addWidget(part)
        foot = QHBoxLayout()  # outside what scrolls, so that the filled button is always in sight
        foot.addStretch(1)
        foot.addWidget(self.form.back)
        foot.addWidget(self.form.send)
        right.addLayout(foot)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.area, 3)
        both.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addLayout(both, 1)
        for box in (self.is_same, self.confirmed):
            box.setVisible(False)
        self.slip.setVisible(False)

    def _connect(self) -> None:
        self.form.send.clicked.connect(self.send)
        self.form.step_back_asked.connect(self._leave)
        self.slip.step_back_asked.connect(self._leave)
        self.form.channel.currentIndexChanged.connect(lambda _: self.slip.setVisible(self.form.is_by_telephone))
        self.form.dirty_changed.connect(lambda _: self._keep_soon.start())
        self.slip.dirty_changed.connect(lambda _: self._keep_soon.start())
        self.content.textChanged.connect(self._text_changed)
        self.content.entered.connect(self.send)
        self.files.added.connect(self._read_files)
        self.files.changed.connect(self._keep_soon.start)

    def _text_changed(self) -> None:
        self._read_soon.start()
        self._keep_soon.start()

    def _read_text(self) -> None:
        text = self.content.toPlainText()
        if len(text.strip()) < _SHORTEST:
            return
        received = self.form.received_at.instant() or self._tools.clock()
        zone = self._tools.zone
        self._tools.courier.ask(self, read_notice, text, received, zone, then=partial(self._proposed, text))

    def _proposed(self, text: str, proposal: NoticeProposal) -> None:
        if text != self.content.toPlainText():
            return
        count = self.form.propose(proposal)
        if proposal.phone is not None:  # a hint only: who calls may be somebody else than whom the paper names
            words = self.tr("contact named in the text: {phone}").format(phone=proposal.phone.value)
            self.slip.note_field("phone", words)
        words = self.tr("{count} fields proposed from the text: look at them, what you type stays.")
        self.proposed.say(words.format(count=count) if count else "", "info")
        title = self.form.line("title").text()
        self._tools.courier.ask(self, routes_of_text, title, text, then=self._routed)
        self._tools.courier.ask(
            self,
            likely_same,
            normal_number(self.form.line("document_number").text()),
            text,
            text_hash=content_hash(text),
            since=self._tools.clock() - _ALIKE_SINCE,
            then=self._same_came,
        )

    def _routed(self, routes: list[RouteRow]) -> None:
        named = "；".join(f"{one.unit}（{'、'.join(one.words[:4])}）" for one in routes[:3])
        self.route.say(self.tr("By subject for: {offices}").format(offices=named) if named else "", "hint")

    def _same_came(self, rows: list[MatterRow]) -> None:
        self._same = rows[0] if rows else None
        self.is_same.setVisible(bool(rows))
        self.is_same.setChecked(bool(rows))
        if self._same is None:
            self.same_note.be_silent()
            return
        words = self.tr("Much like {number} “{title}”, registered already.")
        self.same_note.say(words.format(number=self._same.number, title=self._same.title), "warning")

    def _read_files(self, paths: Sequence[Path]) -> None:
        if not self.content.toPlainText().strip() and paths:
            self._tools.courier.work_long(self, _read, paths[0], then=self._file_read)

    def _file_read(self, reading: Reading) -> None:
        if reading.document is not None and not self.content.toPlainText().strip():
            self.content.setPlainText(notice_text_of(reading.document))
        elif reading.document is None:
            words = said_of_file(reading.detail, reading.facts, self._tools.wording(), self._tools.zone)
            self.proposed.say(self.tr("Its text could not be read: {why}").format(why=words), "warning")

    def _units_came(self, units: list[UnitRow]) -> None:
        self.form.source.set_choices(
            [Choice(unit.id, unit.name, (unit.pinyin, unit.initials), unit.short) for unit in units]
        )

    def _drafts_came(self, rows: list[DraftRow]) -> None:
        kept = next((row for row in rows if row.id.startswith(DRAFT)), None)
        if kept is None or self.form.is_dirty:
            return
        dropped = self.files.paths()
        try:
            self._write(json.loads(kept.content)["notice"])
        except (ValueError, KeyError, TypeError):
            return
        self.files.take(dropped)

    def _written(self) -> dict[str, Any]:
        return {
            "form": self.form.written(),
            "slip": self.slip.written(),
            "content": self.content.toPlainText(),
            "files": [str(path) for path in self.files.paths()],
        }

    def _write(self, kept: dict[str, Any]) -> None:
        self.content.setPlainText(str(kept.get("content", "")))
        self.slip.write(dict(kept.get("slip", {})))
        self.form.write(dict(kept.get("form", {})))
        self.files.put([Path(name) for name in kept.get("files", ())])
        self._read_soon.stop()

    def _leave(self) -> None:
        self.keep()
        self.left.emit()

    def _done(self, number: int) -> None:
        self.form.send.setEnabled(True)
        self._clear()
        self._tools.courier.do(self, drop_draft, DRAFT)
        self.registered.emit(number)

    def _clear(self) -> None:
        self._same = None
        self._write({"form": {"channel": self.form.channel.currentIndex()}})
        for note in (self.proposed, self.route, self.same_note):
            note.be_silent()
        for box in (self.is_same, self.confirmed):
            box.setChecked(False)
            box.setVisible(False)
        self._keep_soon.stop()

    def _refused(self, refusal: Refusal) -> None:
        self.form.send.setEnabled(True)
        sentence = said(refusal, self._tools.wording(), self._tools.zone)
        self.confirmed.setVisible(refusal.code in _CONFIRMED)
        of_slip = refusal.field in self.slip.field_names()
        if refusal.field == "content":
            self.proposed.say(sentence)
            self.content.setFocus()
        elif refusal.field == "attachments":
            self.proposed.say(sentence)
            self.files.add.setFocus()
        else:
            (self.slip if of_slip else self.form).point_out(refusal, sentence)

    def _failed(self, _: Exception) -> None:
        self.form.send.setEnabled(True)


def _read(path: Path) -> Reading:
    with Reader() as reader:
        return reader.read(path)

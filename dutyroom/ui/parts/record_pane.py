"""The record pane of the log: an entry in full, its open item, and what can be done with both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from dutyroom.actions.entries import amend_entry, close_item, open_later, put_off, reopen_item
from dutyroom.actions.errors import said
from dutyroom.data.queries.journal import EntryRow
from dutyroom.data.queries.log import EntryRecord, entry_record
from dutyroom.data.queries.open_items import OpenItemRow
from dutyroom.rules.due import Stage, stage_of
from dutyroom.rules.entry import AmendEntry, CloseItem, OpenLater, PutOff, ReopenItem, is_generated
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.banner import PUT_OFF_MINUTES
from dutyroom.ui.parts.entry_forms import AmendForm, EntryForm, OpenForm, OutcomeForm
from dutyroom.ui.parts.entry_menu import EntryMenu
from dutyroom.ui.parts.entry_view import EntryView
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.history_view import HistoryView
from dutyroom.ui.parts.item_words import open_item_said
from dutyroom.ui.parts.matter.link_button import MatterButton
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import is_look_change, label_of, put_look

_WAIT_MS: Final = 60
"""While somebody walks through the rows with a key, only the row they stop at is read in full."""
_CROWDED: Final = 480
"""Height in px below which the history takes the place of the facts."""
_TONES: Final = {Stage.CALM: "info", Stage.WARNING: "warning", Stage.OVERDUE: "overdue"}


class RecordPane(QFrame):
    """Shows one entry; its forms stand in the place of the facts and never lose what was typed."""

    step_back_asked = Signal()
    entry_asked = Signal(int)
    copy_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_pane")
        self.setProperty("look", "card")
        self._tools = tools
        self._seq: int | None = None
        self._words = ""
        self._record: EntryRecord | None = None
        self.view = EntryView(tools.clock, lambda: tools.zone, self)
        self.history = HistoryView(tools.clock, lambda: tools.zone, self)
        self.amend_form = AmendForm(tools, self)
        self.open_form = OpenForm(tools, self)
        self.close_form = OutcomeForm("outcome", self)
        self.reopen_form = OutcomeForm("reason", self)
        self.item_state = label_of("strong", parent=self)
        self.item_title = label_of("secondary", parent=self)
        self.done, self.put_off, self.reopen = QPushButton(self), QPushButton(self), QPushButton(self)
        self.amend, self.make_open, self.see_history = QPushButton(self), QPushButton(self), QPushButton(self)
        self.matter = MatterButton(tools.go, self)
        self.copy, self.back, self.more = QToolButton(self), QToolButton(self), EntryMenu(self)
        self._read = QTimer(self)
        self._read.setSingleShot(True)
        self._read.setInterval(_WAIT_MS)
        self._read.timeout.connect(self.refresh)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._word_item)
        self._lay_out()
        tab_as_laid_out(self)
        self._connect()
        self.retranslate()
        self.show_entry(None)

    @property
    def entry(self) -> EntryRow | None:
        """The entry shown."""
        return self._record.entry if self._record else None

    def show_entry(self, seq: int | None, row: EntryRow | None = None, words: str = "") -> None:
        """Show this entry: at once what ``row`` knows, the rest when it has been read."""
        if seq != self._seq:
            self._leave_forms()
            self.show_history(shown=False)
        self._seq, self._words = seq, words
        if seq is None:
            self._show(None)
            return
        if row is not None and (self.entry is None or self.entry.seq != seq):
            self._show(EntryRecord(entry=row, item=None, history=()))
        self._read.start()

    def refresh(self) -> None:
        """Read the entry again; what is being typed stays."""
        if self._seq is not None:
            self._tools.courier.ask(self, entry_record, self._seq, then=partial(self._came, self._seq))

    def begin_amending(self) -> None:
        """Ask for the amended text (Ctrl+D); an amended entry is amended in its newest version."""
        entry = self.entry
        if entry is None or not self.amend.isEnabled():
            return
        newest = self._record.history[-1] if self._record and self._record.history else entry
        self._open_form(self.amend_form, lambda: self.amend_form.begin(newest))

    def begin_opening(self) -> None:
        """Ask until when it is open."""
        entry = self.entry
        if entry is not None:
            self._open_form(self.open_form, lambda: self.open_form.begin(entry))

    def begin_closing(self) -> None:
        """Ask how its open item ended."""
        item = self._open_item()
        if item is not None:
            self._open_form(self.close_form, lambda: self.close_form.begin(item.id))

    def show_history(self, *, shown: bool | None = None) -> None:
        """Show every version, or hide them again (H)."""
        self.history.setVisible(self.history.isHidden() if shown is None else shown)
        self.see_history.setChecked(not self.history.isHidden())
        self.view.text.setVisible(self.history.isHidden())
        self._show_facts()

    def retranslate(self) -> None:
        """Word the pane anew."""
        self.setAccessibleName(self.tr("Entry in full"))
        self.done.setText(self.tr("Done…"))
        self.put_off.setText(self.tr("Put off"))
        self.reopen.setText(self.tr("Open again…"))
        self.amend.setText(self.tr("Amend…"))
        self.amend.setToolTip(self.tr("Amend: the original stays, struck through (Ctrl+D)"))
        self.see_history.setText(self.tr("History"))
        self.see_history.setToolTip(self.tr("Every version of the entry (H)"))
        self.copy.setAccessibleName(self.tr("Copy as text"))
        self.copy.setToolTip(self.tr("Copy as text for the telephone or a message (C)"))
        self.back.setAccessibleName(self.tr("Back to the table"))
        self.back.setToolTip(self.tr("Back to the table (Esc)"))
        for action in self.put_off.menu().actions():
            minutes = action.data()
            action.setText(self.tr("{minutes} minutes").format(minutes=minutes) if minutes < 60 else self.tr("1 hour"))
        self._tint()
        self._word_item()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back: out of the history, then to the table."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        if not self.history.isHidden():
            self.show_history(shown=False)
        else:
            self.step_back_asked.emit()
        event.accept()

    def _lay_out(self) -> None:
        put_look(self.copy, look="plain")
        put_look(self.back, look="plain")
        self.see_history.setCheckable(True)
        self._make_menu()
        self.item_state.setProperty("look", "note")
        self.item_title.setWordWrap(True)
        self.item_title.setTextFormat(Qt.TextFormat.PlainText)
        item, foot = QHBoxLayout(), QHBoxLayout()
        for line in (item, foot):
            line.setSpacing(8)
        for button in (self.matter, self.done, self.put_off, self.reopen):
            item.addWidget(button)
        item.addStretch(1)
        for button in (self.amend, self.make_open, self.see_history):
            foot.addWidget(button)
        foot.addStretch(1)
        for small in (self.copy, self.more):
            self.view.head.addWidget(small)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.view, 100)
        column.addWidget(self.history, 100)
        column.addWidget(self.item_state)
        column.addWidget(self.item_title)
        column.addLayout(item)
        for form in self._forms():
            form.setVisible(False)
            column.addWidget(form)
        column.addStretch(1)
        column.addLayout(foot)
        self.history.setVisible(False)
        self.back.setVisible(False)

    def _make_menu(self) -> None:
        menu = QMenu(self.put_off)
        for minutes in PUT_OFF_MINUTES:
            action = QAction(menu)
            action.setData(minutes)
            action.triggered.connect(partial(self._put_off, minutes))
            menu.addAction(action)
        self.put_off.setMenu(menu)
        put_look(self.put_off, menu="true")

    def _connect(self) -> None:
        self.view.entry_asked.connect(self.entry_asked)
        self.amend.clicked.connect(self.begin_amending)
        self.make_open.clicked.connect(self.begin_opening)
        self.see_history.clicked.connect(lambda: self.show_history())
        self.done.clicked.connect(self.begin_closing)
        self.reopen.clicked.connect(self._begin_reopening)
        self.copy.clicked.connect(self.copy_asked)
        self.back.clicked.connect(self.step_back_asked)
        for form in self._forms():
            form.step_back_asked.connect(self._leave_forms)
        self.amend_form.sent.connect(self._send_amendment)
        self.open_form.sent.connect(self._send_opening)
        self.close_form.sent.connect(self._send_outcome)
        self.reopen_form.sent.connect(self._send_reopening)

    def _forms(self) -> tuple[EntryForm, ...]:
        return self.amend_form, self.open_form, self.close_form, self.reopen_form

    def _came(self, seq: int, record: EntryRecord | None) -> None:
        if seq == self._seq:
            self._show(record)

    def _show(self, record: EntryRecord | None) -> None:
        self._record = record
        self.view.show_entry(record.entry if record else None, self._words)
        self.history.show_versions(record.history if record else ())
        entry = record.entry if record else None
        written = entry is not None and entry.text is not None and not is_generated(entry.kind, entry.event)
        self.amend.setEnabled(written)
        self.matter.show_record(record.record if record else None)
        self.copy.setEnabled(record is not None)
        self.more.show_entry(entry)
        self.see_history.setEnabled(record is not None)
        self.make_open.setEnabled(written and not (record and record.entry.amends and record.item is None))
        self._word_item()

    def _open_item(self) -> OpenItemRow | None:
        item = self._record.item if self._record else None
        return item if item is not None and item.state == "open" else None

    def _word_item(self) -> None:
        item, now = (self._record.item if self._record else None), self._tools.clock()
        is_open = item is not None and item.state == "open"
        self._second.start() if is_open else self._second.stop()
        forming = any(not form.isHidden() for form in self._forms())
        self._show_facts()
        self.item_state.setVisible(item is not None)
        self.done.setVisible(is_open and not forming)
        self.put_off.setVisible(is_open and not forming and item is not None and item.due_at is not None)
        self.reopen.setVisible(item is not None and not is_open and not forming)
        put_look(self.done, look="primary")
        self.make_open.setText(self.tr("Due time…") if is_open else self.tr("Make open…"))
        self.make_open.setVisible(item is None or is_open)
        self.item_title.setVisible(False)
        if item is None:
            return
        if not is_open:
            closed = moment_said(item.closed_at, now, self._tools.zone) if item.closed_at else ""
            self._say_item(self.tr("Done {time}").format(time=closed), "done")
            self.item_title.setText(item.outcome)
            self.item_title.setVisible(bool(item.outcome))
            return
        stage = stage_of(item.due_at, now, warn=timedelta(minutes=self._tools.office().warn_minutes))
        self._say_item(open_item_said(item, now, self._tools.zone), _TONES[stage])

    def _show_facts(self) -> None:
        """The facts give way to a form, and to the history where both do not fit."""
        forming = any(not form.isHidden() for form in self._forms())
        crowded = not self.history.isHidden() and self.height() < _CROWDED
        self.view.facts.setVisible(not forming and not crowded)

    def _say_item(self, words: str, tone: str) -> None:
        put_look(self.item_state, tone=tone)
        if words != self.item_state.text():
            self.item_state.setText(words)

    def _tint(self) -> None:
        self.copy.setIcon(icon("copy"))
        self.back.setIcon(icon("close"))

    def _open_form(self, form: EntryForm, begin: Callable[[], None]) -> None:
        for other in self._forms():
            if other is not form:
                other.keep()
                other.setVisible(False)
        form.setVisible(True)
        begin()
        self._word_item()

    def _leave_forms(self) -> None:
        had = any(form.isAncestorOf(self.focusWidget()) for form in self._forms() if self.focusWidget() is not None)
        for form in self._forms():
            form.keep()
            form.setVisible(False)
        self._word_item()
        if had and self.isVisible():
            self.amend.setFocus()

    def _begin_reopening(self) -> None:
        item = self._record.item if self._record else None
        if item is not None:
            self._open_form(self.reopen_form, lambda: self.reopen_form.begin(item.id))

    def _send(self, form: EntryForm, action: Callable[..., int], command: object, done: str) -> None:
        number = form.number
        form.send.setEnabled(False)

        def finished(_: int) -> None:
            form.send.setEnabled(True)
            form.finished(number)
            self._leave_forms()
            self._tools.say(done)
            self.refresh()

        def refused(refusal: Refusal) -> None:
            form.send.setEnabled(True)
            form.point_out(refusal, said(refusal, self._tools.wording(), self._tools.zone))

        def failed(_: Exception) -> None:
            form.send.setEnabled(True)

        self._tools.courier.do(self, action, command, then=finished, refused=refused, failed=failed)

    def _send_amendment(self) -> None:
        form = self.amend_form
        wrong = form.happened_at.refusal()
        if wrong is not None:
            wrong.field = "happened_at"
            form.point_out(wrong, said(wrong, self._tools.wording(), self._tools.zone))
            return
        command = AmendEntry(
            seq=form.number,
            text=form.text.toPlainText(),
            reason=form.reason.text(),
            happened_at=form.happened_at.instant(),
        )
        self._send(form, amend_entry, command, self.tr("Amended; the original stays readable."))

    def _send_opening(self) -> None:
        form = self.open_form
        wrong = form.due_at.refusal()
        if wrong is not None:
            wrong.field = "due_at"
            form.point_out(wrong, said(wrong, self._tools.wording(), self._tools.zone))
            return
        command = OpenLater(seq=form.number, due_at=form.due_at.instant(), urgent=form.urgent.isChecked())
        self._send(form, open_later, command, self.tr("It stands among the open items now."))

    def _send_outcome(self) -> None:
        form = self.close_form
        command = CloseItem(id=form.number, outcome=form.line.text())
        self._send(form, close_item, command, self.tr("Done; the outcome is in the log."))

    def _send_reopening(self) -> None:
        form = self.reopen_form
        command = ReopenItem(id=form.number, reason=form.line.text())
        self._send(form, reopen_item, command, self.tr("It is open again."))

    def _put_off(self, minutes: int) -> None:
        item = self._open_item()
        if item is None:
            return
        until = self._tools.clock() + timedelta(minutes=minutes)

        def refused(refusal: Refusal) -> None:
            self._tools.say(said(refusal, self._tools.wording(), self._tools.zone))

        self._tools.courier.do(self, put_off, PutOff(id=item.id, until=until), then=self._put_off_done, refused=refused)

    def _put_off_done(self, _: int) -> None:
        self._tools.say(self.tr("The alarm is put off; the due time stays."))
        self.refresh()

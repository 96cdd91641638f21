"""The list of a relay: one row a recipient, whoever is waited for on top; the whole list is done by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.relays import add_recipients, end_relay, not_reached, take_off, tell, urge_recipients
from dutyroom.data.queries.relays import RelayInFull, RelayLineRow
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import AddRecipients, EndRelay, NotReached, RelayState, TakeOff, Told, UrgeRecipients
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.matter.reason_form import ReasonForm
from dutyroom.ui.parts.matter.recipients_field import Picked
from dutyroom.ui.parts.matter.record_print import can_print, record_paper
from dutyroom.ui.parts.matter.relay_form import MoreForm
from dutyroom.ui.parts.matter.relay_words import (
    count_said,
    in_turn,
    is_waited_for,
    line_columns,
    time_left_said,
    words_to_pass_on,
)
from dutyroom.ui.parts.matter.told_form import ToldForm
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.theme import put_look

_TICK_MS: Final = 1000
PAPER: Final = "transmission-list"


class RelayList(QWidget):
    """Enter tells the recipient of the row, N counts an attempt, Shift+U urges all, Delete takes one off, Insert adds."""

    written = Signal()
    """Something was written, or must be read again."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.full: RelayInFull | None = None
        self._lines: dict[int, RelayLineRow] = {}
        self._next: int | None = None
        self.count, self.left = QLabel(self), QLabel(self)
        self.text = ElidedLabel(parent=self, type_="secondary")
        columns = line_columns(tools.clock, lambda: tools.zone)
        self.table = RegisterTable(RegisterModel(columns, self._fetch, self), self)
        self.table.setObjectName("relay_lines")
        self.told, self.reason, self.more = ToldForm(tools, self), ReasonForm(self), MoreForm(self)
        self.tell, self.miss, self.urge, self.off, self.add, self.copy, self.print, self.end = (
            QPushButton(self) for _ in range(8)
        )
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self._lay_out()
        self._connect()
        self.retranslate()

    def offer(self, units: Sequence[UnitRow]) -> None:
        """Offer these units as further recipients."""
        self.more.recipients.set_units(units)

    def show_relay(self, full: RelayInFull) -> None:
        """Show this list; another one than before begins at the first that is waited for."""
        fresh = self.full is None or self.full.relay.id != full.relay.id
        if fresh:
            self._leave_forms(focus=False)
        self.full = full
        rows = in_turn(full.lines)
        self._lines = {line.id: line for line in rows}
        self.table.set_ids([line.id for line in rows])
        wanted = rows[0].id if fresh and rows else self._next
        self._next = None
        if wanted is not None:
            self.table.choose(wanted)
        self._word_state()

    def copy_text(self) -> None:
        """Put title and text on the clipboard, for a message or to be read out."""
        if self.full is not None:
            QGuiApplication.clipboard().setText(words_to_pass_on(self.full))
            self.tools.say(self.tr("The text is on the clipboard."))

    def begin_tell(self) -> None:
        """Ask who took it at the recipient of the row."""
        line = self._line()
        if line is not None and self._is_running() and is_waited_for(line):
            self._open(self.told)
            self.told.begin(line)

    def note_missed(self) -> None:
        """Nobody answered at the recipient of the row."""
        line = self._line()
        if line is not None and self._is_running() and is_waited_for(line):
            self._missed(NotReached(line_id=line.id))

    def begin_urging(self) -> None:
        """One question for all who are waited for; where several rows are selected, for those among them."""
        several = self.table.selected_ids()
        chosen = several if len(several) > 1 else list(self._lines)
        ids = tuple(number for number in chosen if is_waited_for(self._lines[number]))
        if self.full is None or not self._is_running():
            return
        if not ids:
            self.tools.say(self.tr("None of the selected recipients is waited for."))
            return
        self._open(self.reason)
        one, many = self.tr("What {count} recipient is told"), self.tr("What {count} recipients are told")
        verb = self.tr("Urge {count}").format(count=len(ids))
        label = (one if len(ids) == 1 else many).format(count=len(ids))
        self.reason.begin(("urge", self.full.relay.id, ids), label, verb)

    def begin_off(self) -> None:
        """Ask why the recipient of the row need not be told."""
        line = self._line()
        if line is not None and self._is_running() and is_waited_for(line):
            self._open(self.reason)
            label = self.tr("Why need {unit} not be told?").format(unit=line.unit)
            self.reason.begin(("off", line.id, None), label, self.tr("Take off the list"))

    def begin_end(self) -> None:
        """Ask why passing on ends although somebody has not acknowledged."""
        if self.full is not None and self._is_running():
            self._open(self.reason)
            label = self.tr("Why does passing on end?")
            self.reason.begin(("end", self.full.relay.id, None), label, self.tr("End passing on"), may_void=True)

    def begin_add(self) -> None:
        """Ask for further recipients."""
        if self._is_running():
            self._open(self.more)
            self.more.recipients.single.setFocus()

    def retranslate(self) -> None:
        """Word the list anew."""
        self.table.setAccessibleName(self.tr("Recipients"))
        words = (
            (self.tell, self.tr("Told…"), "Enter"),
            (self.miss, self.tr("Not reached"), "N"),
            (self.urge, self.tr("Urge all…"), "Shift+U"),
            (self.off, self.tr("Take off…"), "Del"),
            (self.add, self.tr("Add recipients…"), "Ins"),
            (self.copy, self.tr("Copy the text"), "Ctrl+Shift+C"),
            (self.print, self.tr("Print…"), ""),
            (self.end, self.tr("End passing on…"), ""),
        )
        for button, title, keys in words:
            button.setText(title)
            button.setToolTip(f"{title}  {keys}".strip())
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the rows."""
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_N: self.note_missed,
            Qt.Key.Key_Delete: self.begin_off,
            Qt.Key.Key_Insert: self.begin_add,
        }
        if event.key() == Qt.Key.Key_C and event.modifiers() == both:
            self.copy_text()
        elif event.key() == Qt.Key.Key_U and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.begin_urging()
        elif event.key() in keys and self.table.hasFocus() and not event.modifiers():
            keys[event.key()]()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        put_look(self.tell, look="primary")
        head, foot = QHBoxLayout(), QHBoxLayout()
        for layout in (head, foot):
            layout.setSpacing(8)
        head.addWidget(self.count)
        head.addWidget(self.left)
        head.addWidget(self.text, 1)
        for button in (self.tell, self.miss, self.urge, self.off, self.add, self.copy, self.print):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        for form in self._forms():
            column.addWidget(form)
            form.setVisible(False)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.table.row_opened.connect(lambda _: self.begin_tell())
        self.table.current_changed.connect(lambda _: self._word_buttons())
        for form in self._forms():
            form.step_back_asked.connect(self._leave_forms)
        self.told.told.connect(self._tell)
        self.told.missed.connect(self._missed)
        self.reason.sent.connect(self._give_reason)
        self.more.sent.connect(self._add)
        runs = (
            (self.tell, self.begin_tell),
            (self.miss, self.note_missed),
            (self.urge, self.begin_urging),
            (self.off, self.begin_off),
            (self.add, self.begin_add),
            (self.copy, self.copy_text),
            (self.print, self._print),
            (self.end, self.begin_end),
        )
        for button, run in runs:
            button.setAutoDefault(True)
            button.clicked.connect(run)

    def _forms(self) -> tuple[Form, ...]:
        return self.told, self.reason, self.more

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._lines[number] for number in ids if number in self._lines])

    def _line(self) -> RelayLineRow | None:
        number = self.table.current_id()
        return self._lines.get(number) if number is not None else None

    def _is_running(self) -> bool:
        return self.full is not None and self.full.relay.state == RelayState.RUNNING

    def _following(self, number: int) -> int | None:
        """The next one that is waited for below this row, else the first of them above."""
        rows = list(self._lines.values())
        place = next((n for n, line in enumerate(rows) if line.id == number), 0)
        left = [line.id for line in (*rows[place + 1 :], *rows[:place]) if is_waited_for(line)]
        return left[0] if left else None

    def _tell(self, asked: Told | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(self.told, asked)
            return
        self._run(self.told, tell, asked, self._following(asked.line_id))

    def _missed(self, asked: NotReached) -> None:
        self._run(self.told, not_reached, asked, self._following(asked.line_id))

    def _add(self) -> None:
        if self.full is not None:
            recipients = self.more.recipients.recipients()
            self._run(self.more, add_recipients, AddRecipients(relay_id=self.full.relay.id, recipients=recipients))

    def _give_reason(self) -> None:
        act, number, which = self.reason.about
        reason = self.reason.reason.text()
        if act == "off":
            self._run(self.reason, take_off, TakeOff(line_id=number, reason=reason), self._following(number))
        elif act == "urge" and isinstance(which, tuple):
            asked = UrgeRecipients(relay_id=number, line_ids=which, remark=reason)
            self._run(self.reason, urge_recipients, asked, self.table.current_id())
        elif act == "end":
            void = self.reason.void.isChecked()
            self._run(self.reason, end_relay, EndRelay(relay_id=number, reason=reason, void=void))

    def _run(self, form: Form, action: Callable[..., int], asked: object, following: int | None = None) -> None:
        form.setEnabled(False)
        self.tools.courier.do(
            self,
            action,
            asked,
            then=partial(self._done, form, following),
            refused=partial(self._refused, form),
            failed=lambda _: form.setEnabled(True),
        )

    def _done(self, form: Form, following: int | None, _: int) -> None:
        form.setEnabled(True)
        if isinstance(form, ToldForm | ReasonForm):
            form.finished()
        elif isinstance(form, MoreForm):
            form.recipients.pick(Picked())
        self._next = following
        self._leave_forms()
        self.written.emit()

    def _refused(self, form: Form, refusal: Refusal) -> None:
        form.setEnabled(True)
        sentence = said(refusal, self.tools.wording(), self.tools.zone)
        if form.isHidden():
            self.tools.say(sentence)
        else:
            form.point_out(refusal, sentence)
        self.written.emit()

    def _open(self, form: Form | None) -> None:
        for other in self._forms():
            other.setVisible(other is form)
        self._word_buttons()

    def _leave_forms(self, *, focus: bool = True) -> None:
        self.told.keep()
        self.reason.keep()
        self._open(None)
        if focus and self.isVisible():
            self.table.setFocus()

    def _print(self) -> None:
        if self.full is not None:
            relay = self.full.relay
            self.tools.show_paper(record_paper(self.tools, self, PAPER, relay.id, f"{relay.number} {relay.title}"))

    def _word_state(self) -> None:
        if self.full is None:
            return
        over = self.full.relay.state != RelayState.RUNNING
        put_look(self.count, look="chip", tone="done" if over else "info")
        self.count.setText(count_said(self.full.relay))
        self.text.setText(" ".join(self.full.relay.text.split()))
        self._count_down()
        self._word_buttons()

    def _count_down(self) -> None:
        if self.full is None:
            return
        words, tone = time_left_said(self.full.relay, self.tools.clock(), self.tools.zone)
        put_look(self.left, look="chip", tone=tone)
        self.left.setText(words)
        self.left.setVisible(bool(words))
        if self._is_running() and not self._tick.isActive():
            self._tick.start()
        elif not self._is_running():
            self._tick.stop()

    def _word_buttons(self) -> None:
        forming = any(not form.isHidden() for form in self._forms())
        line, running = self._line(), self._is_running()
        for button in (self.tell, self.miss, self.off):
            button.setVisible(not forming and running)
            button.setEnabled(line is not None and is_waited_for(line))
        for button in (self.urge, self.add, self.end):
            button.setVisible(not forming and running)
        self.copy.setVisible(not forming)
        self.print.setVisible(not forming and can_print(PAPER))

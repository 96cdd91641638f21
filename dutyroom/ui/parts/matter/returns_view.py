"""A call for returns read in full: the grid, the answer being taken, urging, excusing, the summary of a round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.returns import (
    add_returns_units,
    answer_return,
    drop_returns_unit,
    end_returns,
    excuse_return,
    urge_return,
    urge_round,
)
from dutyroom.data.queries.returns import CallInFull, ReturnsUnitRow
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import Recipient
from dutyroom.rules.returns import AnswerReturn, CallState, EndReturns, ExcuseReturn, UrgeReturn, UrgeRound, unanswered
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.matter.answer_form import AnswerForm
from dutyroom.ui.parts.matter.reason_form import ReasonForm
from dutyroom.ui.parts.matter.recipients_field import Picked
from dutyroom.ui.parts.matter.record_print import can_print, record_paper
from dutyroom.ui.parts.matter.relay_form import MoreForm
from dutyroom.ui.parts.matter.returns_grid import ReturnsGrid, ReturnsModel
from dutyroom.ui.parts.matter.returns_words import call_said, cell_in_full, off_said, round_count_said, summary_said
from dutyroom.ui.theme import put_look

_TICK_MS: Final = 30_000
PAPER: Final = "returns"


class ReturnsView(QWidget):
    """Enter takes the answer of the cell, U urges, Shift+U urges all, X excuses, Insert asks more, C copies the summary."""

    written = Signal()
    """Something was written, or must be read again."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.full: CallInFull | None = None
        self.state, self.count = QLabel(self), QLabel(self)
        self.asked = ElidedLabel(parent=self, type_="secondary")
        self.cell = ElidedLabel(parent=self)
        self.grid = ReturnsGrid(ReturnsModel(tools.clock, lambda: tools.zone, self), self)
        self.answer, self.reason, self.more = AnswerForm(tools, self), ReasonForm(self), MoreForm(self)
        self.take, self.urge, self.urge_all, self.excuse, self.drop, self.add, self.copy, self.print, self.end = (
            QPushButton(self) for _ in range(9)
        )
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._go_on)
        self._lay_out()
        self._connect()
        self.retranslate()

    def offer(self, units: Sequence[UnitRow]) -> None:
        """Offer these units to be asked as well."""
        self.more.recipients.set_units(units)

    def show_call(self, full: CallInFull) -> None:
        """Show this call; another one than before begins at the round that matters now."""
        if self.full is None or self.full.call.id != full.call.id:
            self._leave_forms(focus=False)
        self.full = full
        self.grid.show_call(full)
        self._tick.start()
        self._word_state()

    def begin_answer(self) -> None:
        """Ask what the unit of the cell reports."""
        unit, due_at = self._current()
        if self.full is not None and unit is not None and due_at is not None:
            self._open(self.answer)
            self.answer.begin(unit, due_at, self.grid.answer(), nil_asked=self.full.call.nil_asked)

    def note_urged(self) -> None:
        """The unit of the cell was urged."""
        unit, due_at = self._current()
        if unit is not None and due_at is not None:
            self._run(self.answer, urge_return, UrgeReturn(returns_unit_id=unit.id, due_at=due_at))

    def begin_excuse(self) -> None:
        """Ask why nothing is waited for in the cell."""
        unit, due_at = self._current()
        if unit is not None and due_at is not None:
            self._open(self.reason)
            label = self.tr("Why need {unit} not report?").format(unit=unit.unit)
            self.reason.begin(("excuse", unit.id, due_at), label, self.tr("Excuse the unit"))

    def drop_or_ask_again(self) -> None:
        """Ask why the unit of the cell need not report any more; one that was taken off is asked again."""
        unit, _ = self.grid.cell()
        if unit is None or self.full is None:
            return
        if not unit.active:
            again = Recipient(unit=unit.unit, unit_id=unit.unit_id, phone=unit.phone)
            if self._may_ask_again():
                self._run(self.more, add_returns_units, self.full.call.id, (again,))
        elif self._is_running():
            self._open(self.reason)
            label = self.tr("Why need {unit} not report any more?").format(unit=unit.unit)
            self.reason.begin(("drop", unit.id, None), label, self.tr("Take off the call"))

    def begin_end(self) -> None:
        """Ask why the call ends."""
        if self.full is not None and self._is_running():
            self._open(self.reason)
            label = self.tr("Why does the call end?")
            self.reason.begin(("end", self.full.call.id, None), label, self.tr("End the call"), may_void=True)

    def begin_add(self) -> None:
        """Ask which further units must report."""
        if self._is_running():
            self._open(self.more)
            self.more.recipients.single.setFocus()

    def copy_summary(self) -> None:
        """Put the returns of the round of the cell together on the clipboard."""
        _, due_at = self.grid.cell()
        if self.full is not None and due_at is not None:
            QGuiApplication.clipboard().setText(summary_said(self.full, due_at, self.tools.clock(), self.tools.zone))
            self.tools.say(self.tr("The summary of the round is on the clipboard."))

    def retranslate(self) -> None:
        """Word the view anew."""
        words = (
            (self.take, self.tr("Take report…"), "Enter"),
            (self.urge, self.tr("Urge"), "U"),
            (self.urge_all, self.tr("Urge all…"), "Shift+U"),
            (self.excuse, self.tr("Excuse…"), "X"),
            (self.add, self.tr("Ask more…"), "Ins"),
            (self.copy, self.tr("Summary"), "C"),
            (self.print, self.tr("Print…"), ""),
            (self.end, self.tr("End…"), ""),
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
        """The keys of the cells."""
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_U: self.note_urged,
            Qt.Key.Key_X: self.begin_excuse,
            Qt.Key.Key_C: self.copy_summary,
            Qt.Key.Key_Delete: self.drop_or_ask_again,
            Qt.Key.Key_Insert: self.begin_add,
        }
        if event.key() == Qt.Key.Key_U and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            keys[event.key()] = self._begin_urging
        plain = not event.modifiers() or event.key() in (Qt.Key.Key_C, Qt.Key.Key_U)
        if event.key() in keys and self.grid.hasFocus() and plain:
            keys[event.key()]()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        put_look(self.take, look="primary")
        head, foot = QHBoxLayout(), QHBoxLayout()
        for layout in (head, foot):
            layout.setSpacing(8)
        head.addWidget(self.state)
        head.addWidget(self.count)
        head.addWidget(self.asked, 1)
        for button in (
            self.take,
            self.urge,
            self.urge_all,
            self.excuse,
            self.drop,
            self.add,
            self.copy,
            self.print,
        ):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        column.addWidget(self.cell)
        for form in self._forms():
            column.addWidget(form)
            form.setVisible(False)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.grid.cell_opened.connect(self.begin_answer)
        self.grid.moved.connect(self._word_state)
        for form in self._forms():
            form.step_back_asked.connect(self._leave_forms)
        self.answer.sent.connect(self._take_in)
        self.reason.sent.connect(self._give_reason)
        self.more.sent.connect(self._add)
        runs = (
            (self.take, self.begin_answer),
            (self.urge, self.note_urged),
            (self.urge_all, self._begin_urging),
            (self.excuse, self.begin_excuse),
            (self.drop, self.drop_or_ask_again),
            (self.add, self.begin_add),
            (self.copy, self.copy_summary),
            (self.print, self._print),
            (self.end, self.begin_end),
        )
        for button, run in runs:
            button.setAutoDefault(True)
            button.clicked.connect(run)

    def _forms(self) -> tuple[Form, ...]:
        return self.answer, self.reason, self.more

    def _is_running(self) -> bool:
        return self.full is not None and self.full.call.state == CallState.RUNNING

    def _current(self) -> tuple[ReturnsUnitRow | None, datetime | None]:
        """Unit and round of the cell, where something can still be written into it."""
        unit, due_at = self.grid.cell()
        return (unit, due_at) if self._is_running() and unit is not None and unit.active else (None, None)

    def _may_ask_again(self) -> bool:
        """Also of a call that became complete because somebody was taken off."""
        call = self.full.call if self.full is not None else None
        return call is not None and (self._is_running() or (call.state == CallState.DONE and not call.void_reason))

    def _begin_urging(self) -> None:
        """One question for all that have not answered the round of the cell."""
        _, due_at = self.grid.cell()
        if self.full is None or due_at is None or not self._is_running():
            return
        count = len(unanswered([unit.id for unit in self.full.units if unit.active], self.full.answers, due_at))
        if not count:
            self.tools.say(self.tr("All have answered this round."))
            return
        self._open(self.reason)
        label = (self.tr("What {count} unit is told") if count == 1 else self.tr("What {count} units are told")).format(
            count=count
        )
        self.reason.begin(("urge", self.full.call.id, due_at), label, self.tr("Urge {count}").format(count=count))

    def _take_in(self, asked: AnswerReturn | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(self.answer, asked)
        else:
            self._run(self.answer, answer_return, asked)

    def _give_reason(self) -> None:
        act, number, due_at = self.reason.about
        reason = self.reason.reason.text()
        if act == "excuse" and isinstance(due_at, datetime):
            self._run(self.reason, excuse_return, ExcuseReturn(returns_unit_id=number, due_at=due_at, reason=reason))
        elif act == "urge" and isinstance(due_at, datetime):
            self._run(self.reason, urge_round, UrgeRound(call_id=number, due_at=due_at, remark=reason))
        elif act == "drop":
            self._run(self.reason, drop_returns_unit, number, reason)
        elif act == "end":
            void = self.reason.void.isChecked()
            self._run(self.reason, end_returns, EndReturns(call_id=number, reason=reason, void=void))

    def _add(self) -> None:
        if self.full is not None:
            self._run(self.more, add_returns_units, self.full.call.id, self.more.recipients.recipients())

    def _run(self, form: Form, action: Callable[..., int], *asked: object) -> None:
        form.setEnabled(False)
        self.tools.courier.do(
            self,
            action,
            *asked,
            then=partial(self._done, form),
            refused=partial(self._refused, form),
            failed=lambda _: form.setEnabled(True),
        )

    def _done(self, form: Form, _: int) -> None:
        form.setEnabled(True)
        written_in = not form.isHidden()
        if written_in and isinstance(form, AnswerForm | ReasonForm):
            form.finished()
        elif isinstance(form, MoreForm):
            form.recipients.pick(Picked())
        self._leave_forms()
        if written_in and form is self.answer:
            self._to_next_unit()
        self.written.emit()

    def _to_next_unit(self) -> None:
        """Answers come in down the column: the unit below is next."""
        index = self.grid.currentIndex()
        if index.isValid() and index.row() + 1 < sum(unit.active for unit in self.grid.returns.units):
            self.grid.choose(index.row() + 1, index.column())

    def _refused(self, form: Form, refusal: Refusal) -> None:
        form.setEnabled(True)
        sentence = said(refusal, self.tools.wording(), self.tools.zone)
        if form.isHidden():
            self.tools.say(sentence)
        else:
            form.point_out(refusal, sentence)

    def _open(self, form: Form | None) -> None:
        for other in self._forms():
            other.setVisible(other is form)
        self._word_state()

    def _leave_forms(self, *, focus: bool = True) -> None:
        self.answer.keep()
        self.reason.keep()
        self._open(None)
        if focus and self.isVisible():
            self.grid.setFocus()

    def _print(self) -> None:
        if self.full is not None:
            call = self.full.call
            self.tools.show_paper(record_paper(self.tools, self, PAPER, call.id, f"{call.number} {call.title}"))

    def _go_on(self) -> None:
        if self.isVisible() and self.full is not None:
            self.grid.show_call(self.full)
            self._word_state()

    def _word_state(self) -> None:
        if self.full is None:
            return
        now, zone, running = self.tools.clock(), self.tools.zone, self._is_running()
        put_look(self.state, look="chip", tone="info" if running else "done")
        self.state.setText(call_said(self.full.call))
        self.asked.setText(" ".join(self.full.call.asked.split()))
        unit, due_at = self.grid.cell()
        self.count.setVisible(due_at is not None)
        if due_at is not None:
            words, tone = round_count_said(self.full, due_at, now, zone)
            put_look(self.count, look="chip", tone=tone)
            self.count.setText(words)
        inside = " · ".join(cell_in_full(self.grid.answer(), now, zone).split("\n"))
        off = off_said() if unit is not None and not unit.active else ""
        self.cell.setText(f"{unit.unit} {unit.phone} {off}  {inside}".strip() if unit is not None else "")
        forming = any(not form.isHidden() for form in self._forms())
        for button in (self.take, self.urge, self.urge_all, self.excuse, self.add, self.end):
            button.setVisible(running and not forming)
        for button in (self.take, self.urge, self.excuse):
            button.setEnabled(not off)
        self.drop.setText(self.tr("Ask it again") if off else self.tr("Take off…"))
        self.drop.setToolTip(f"{self.drop.text()}  Del")
        self.drop.setVisible(not forming and unit is not None and (self._may_ask_again() if off else running))
        self.copy.setVisible(not forming)
        self.print.setVisible(not forming and can_print(PAPER))

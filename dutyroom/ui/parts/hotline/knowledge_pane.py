"""An item of the knowledge shelf in full: whether it may be trusted, the answer, where it is from, what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.knowledge import undo_knowledge, withdraw_knowledge
from dutyroom.data.queries.knowledge import KnowledgeRow, knowledge_item
from dutyroom.rules.knowledge import KEEPERS, Stale, UndoKnowledge, WithdrawKnowledge
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.hotline.knowledge_forms import CheckForm, KnowledgeForm, WithdrawForm
from dutyroom.ui.parts.hotline.knowledge_words import checked_said, day_said, stale_sentence
from dutyroom.ui.parts.matter.facts_grid import Fact, FactsGrid
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.theme import label_of, put_look


class KnowledgePane(QFrame):
    """Reads, or asks: ``asks`` is the form shown. ``written`` names the item that was written; ``left`` goes to the list."""

    written = Signal(int)
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.row: KnowledgeRow | None = None
        self._undo: UndoKnowledge | None = None
        self.asks: Form | None = None
        self.question, self.flag, self.refused = label_of("section", parent=self), FieldNote(self), FieldNote(self)
        self.question.setWordWrap(True)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.answer, self.facts = QTextEdit(self), FactsGrid(self)
        self.change, self.check, self.withdraw, self.undo = (QPushButton(self) for _ in range(4))
        self.form, self.checking, self.withdrawing = KnowledgeForm(tools, self), CheckForm(self), WithdrawForm(self)
        self.side = SideBySide(tools, self)
        self._lay_out()
        self._meeting = Meeting(tools, self.side, self._show_side, self.form.send)
        self._connect()
        self.retranslate()

    @property
    def may_change(self) -> bool:
        """Whether who is signed in may write on the shelf."""
        return bool(self.tools.courier.author.roles.intersection(KEEPERS))

    def show_item(self, row: KnowledgeRow | None) -> None:
        """Show this item, or none; another one than before puts a form away, what was typed in it stays."""
        if self.asks is not None and not self._is_asked_about(row):
            self.put_away()
        self.row = row
        self._show_row()

    def show_form(self, name: str) -> None:
        """Ask: add, change, check, withdraw."""
        row = self.row
        if not self.may_change or (name != "add" and (row is None or not row.active)):
            return
        self.put_away()
        if name in ("add", "change"):
            self.form.begin(row if name == "change" else None)
            self._show(self.form, self.form.question)
        elif name == "check" and row is not None:
            self.checking.begin(row, "" if row.stale is Stale.EXPIRED else day_said(row.valid_until))
            self._show(self.checking, self.checking.field)
        elif row is not None:
            self.withdrawing.begin(row)
            self._show(self.withdrawing, self.withdrawing.field)

    def put_back(self) -> None:
        """Put an item that was taken off back on the shelf."""
        row = self.row
        if row is not None and not row.active and self.may_change:
            self._run((withdraw_knowledge, WithdrawKnowledge(id=row.id, version=row.version, back=True)))

    def undo_last(self) -> None:
        """Put the last change back."""
        if self._undo is not None and self.may_change:
            self._run((undo_knowledge, self._undo))

    def put_away(self) -> None:
        """Leave what is asked; what was typed stays."""
        self.form.keep()
        self._meeting.forget()
        for part in (self.form, self.checking, self.withdrawing, self.side):
            part.setVisible(False)
        self.asks = None
        self._show_row()

    def first_step(self) -> QWidget:
        """Where Enter in the list goes."""
        return self.answer

    def retranslate(self) -> None:
        """Word it anew."""
        self.change.setText(self.tr("Change…"))
        self.change.setToolTip(self.tr("Change the item…") + "  Ctrl+D")
        self.check.setText(self.tr("Still holds…"))
        self.check.setToolTip(self.tr("The answer was checked and still holds…") + "  Ctrl+J")
        self.withdraw.setToolTip(self.tr("Take it off the shelf…") + "  Ctrl+Delete")
        self.undo.setText(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Undo the last change") + "  Ctrl+Z")
        self.answer.setAccessibleName(self.tr("What to answer"))
        self._show_row()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        put_look(self, look="card")
        self.answer.setReadOnly(True)
        self.answer.setTabChangesFocus(True)
        put_look(self.answer, look="reading")
        steps = QHBoxLayout()
        steps.setSpacing(8)
        steps.addWidget(self.undo)
        steps.addStretch(1)
        put_look(self.undo, look="link")
        for button in (self.withdraw, self.check, self.change):
            steps.addWidget(button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        for part in (self.question, self.flag, self.refused):
            inside.addWidget(part)
        inside.addWidget(self.answer, 1)
        inside.addWidget(self.facts)
        inside.addLayout(steps)
        for form in (self.form, self.checking, self.withdrawing):
            form.setVisible(False)
            inside.addWidget(form)
        self.side.setVisible(False)
        inside.addWidget(self.side, 1)
        self._rest = QWidget(self)
        inside.addWidget(self._rest, 1)

    def _connect(self) -> None:
        for button, name in ((self.change, "change"), (self.check, "check")):
            button.clicked.connect(partial(self.show_form, name))
        self.withdraw.clicked.connect(lambda: self._withdraw_or_back())
        self.undo.clicked.connect(self.undo_last)
        for form in (self.form, self.checking, self.withdrawing):
            form.sent.connect(partial(self._sent, form))
            form.step_back_asked.connect(self._leave_form)

    def _is_asked_about(self, row: KnowledgeRow | None) -> bool:
        """Whether the form shown asks about this item, or for a new one."""
        if self.asks is self.form and self.form.number == 0:
            return True
        return row is not None and self.row is not None and row.id == self.row.id

    def _show_row(self) -> None:
        row, reads = self.row, self.asks is None
        shown = reads and row is not None
        active = row is not None and row.active
        self.question.setText(seen(row.question) if row is not None and reads else "")
        self.question.setVisible(shown)
        self.flag.say(self._flag(row) if row is not None and reads else "", "warning")
        self.answer.setPlainText(seen(row.answer) if row is not None else "")
        self.facts.show_facts(self._facts(row) if row is not None else ())
        for part in (self.answer, self.facts):
            part.setVisible(shown)
        self.change.setVisible(shown and active and self.may_change)
        self.check.setVisible(shown and active and self.may_change)
        self.withdraw.setVisible(shown and self.may_change)
        self.withdraw.setText(self.tr("Off the shelf…") if active else self.tr("Put back"))
        self.undo.setVisible(reads and self._undo is not None and self.may_change)
        self._rest.setVisible(not shown)

    def _flag(self, row: KnowledgeRow) -> str:
        if not row.active:
            return self.tr("Taken off the shelf: {reason}").format(reason=row.reason)
        return stale_sentence(row)

    def _facts(self, row: KnowledgeRow) -> list[Fact]:
        english = self.tools.wording().language == "en"
        expired = row.stale is Stale.EXPIRED
        tone: Tone = "warning" if row.stale and not expired else ""
        until = day_said(row.valid_until) or self.tr("no end is known")
        return [
            (self.tr("Class"), " ".join(filter(None, (row.code, row.class_name(english=english)))), ""),
            (self.tr("Unit"), row.unit, ""),
            (self.tr("Source"), row.source, ""),
            (self.tr("Valid until"), until, "overdue" if expired else ""),
            (self.tr("Checked"), checked_said(row) or self.tr("by nobody yet"), tone),
        ]

    # --- what is done ---------------------------------------------------------------------------------------------

    def _show(self, form: Form, first: QWidget) -> None:
        self.asks = form
        self._show_row()  # first, so that the window need not grow: what is read makes room for what is asked
        form.setVisible(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side(self, shown: bool) -> None:
        self.form.setVisible(not shown)
        self.side.setVisible(shown)

    def _leave_form(self) -> None:
        self.put_away()
        self.left.emit()

    def _withdraw_or_back(self) -> None:
        if self.row is not None and self.row.active:
            self.show_form("withdraw")
        else:
            self.put_back()

    def _sent(self, form: Form, sent: Any) -> None:
        if isinstance(sent, Refusal):
            self._refused(form, sent)
        else:
            self._run(sent, form)

    def _run(self, sent: tuple[Callable[..., UndoKnowledge], object], form: Form | None = None) -> None:
        action, command = sent
        done, refused = partial(self._done, form), partial(self._refused, form)
        self.tools.courier.do(self, action, command, then=done, refused=refused)

    def _done(self, form: Any, undo: UndoKnowledge) -> None:
        if form is not None:
            form.finished()
            self.put_away()
        self._undo = undo
        self.tools.say(self.tr("It is kept. Ctrl+Z undoes it."))
        self.written.emit(undo.id)
        give_focus(self.answer, self)

    def _refused(self, form: Form | None, refusal: Refusal) -> None:
        sentence = said(refusal, self.tools.wording(), self.tools.zone)
        if form is None:
            self.refused.say(sentence)
            return
        form.point_out(refusal, sentence)
        if refusal.code == MEANWHILE:
            today = self.tools.clock().astimezone(self.tools.zone).date()
            number = self.form.number if form is self.form else self.row.id if self.row is not None else None
            self.tools.courier.ask(self, knowledge_item, number, today, then=partial(self._meet, form))

    def _meet(self, form: Form, row: KnowledgeRow | None) -> None:
        """Somebody changed the item meanwhile: both versions side by side; a short form rests on the newer one now."""
        if row is None:
            return
        if form is self.form and self.form.number == row.id:
            self._meeting.meet(self.form, "knowledge_item", row.id, row.version, self.form.of_row(row))
        elif isinstance(form, CheckForm | WithdrawForm):
            self.row = row
            form.begin(row)

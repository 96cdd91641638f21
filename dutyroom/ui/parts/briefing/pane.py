"""An issued paper beside its register: how far it is, what it says and from where, and the one next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.briefings import correct_briefing, review_briefing, submit_briefing
from dutyroom.actions.errors import said
from dutyroom.data.queries.briefings import BriefingInFull, briefing_in_full
from dutyroom.rules.briefing import CorrectBriefing, ReviewBriefing, SubmitBriefing
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.briefing.facts import alerts_of, facts_of, recipients_of
from dutyroom.ui.parts.briefing.forms import BriefingForm
from dutyroom.ui.parts.briefing.pane_forms import PaneForms
from dutyroom.ui.parts.briefing.steps import Step, next_step, other_steps, step_said
from dutyroom.ui.parts.briefing.text_view import TextView
from dutyroom.ui.parts.briefing.words import kind_said, state_said, state_tone
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus, pane_key
from dutyroom.ui.parts.matter.facts_grid import FactsGrid
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.theme import is_look_change, label_of, put_look

_WAIT_MS: Final = 60
"""While somebody walks through the rows with a key, only the row they stop at is read in full."""


class BriefingPane(QFrame):
    """``edit_asked`` opens the editor at a paragraph (0 its head); ``print_asked`` shows the paper."""

    step_back_asked = Signal()
    edit_asked = Signal(int)
    check_asked = Signal()
    print_asked = Signal()
    paper_asked = Signal(int)
    """Another paper is to be shown: the one that this one replaces or is replaced by, or the draft of a correction."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._id: int | None = None
        self.full: BriefingInFull | None = None
        self.back, self.kind, self.state = QToolButton(self), label_of("secondary", parent=self), QLabel(self)
        self.title, self.nothing, self.note = label_of("section", parent=self), EmptyState(self), FieldNote(self)
        self.alerts, self.facts, self.recipients = (FactsGrid(self) for _ in range(3))
        self.text = TextView(self)
        self.headings = {name: label_of("secondary", parent=self) for name in ("recipients", "facts")}
        self.next, self.edit, self.print, self.more = (QPushButton(self) for _ in range(4))
        self.forms = PaneForms(tools, self)
        self._read_soon = QTimer(self)
        self._read_soon.setSingleShot(True)
        self._read_soon.setInterval(_WAIT_MS)
        self._read_soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def number(self) -> int | None:
        """The paper shown or on its way."""
        return self._id

    def show_paper(self, number: int | None) -> None:
        """Show this paper; what is being typed about another stays with that one."""
        if number == self._id and self.full is not None:
            return
        if number != self._id:
            self.forms.close()
            self.note.be_silent()
        self._id = number
        if number is None:
            self.full = None
            self._read_soon.stop()
            self._show()
        else:
            self._read_soon.start()

    def refresh(self) -> None:
        """Read the paper again; what is being typed stays."""
        if self._id is not None:
            self.tools.courier.ask(self, briefing_in_full, self._id, then=partial(self._came, self._id))

    def begin_next(self) -> None:
        """The next step: a form that stands open is sent, otherwise the step is asked for."""
        form = self.forms.open_form
        if form is not None:
            form.send.click()
        elif self.full is not None:
            step = next_step(self.full, self.tools.courier.author.name)
            if step is not None:
                self.take(step)

    def take(self, step: Step) -> None:
        """Take a step, or ask for what it needs."""
        full = self.full
        if full is None or step not in (next_step(full, self.tools.courier.author.name), *other_steps(full)):
            return
        seen_ = {"id": full.id, "version": full.row.version}
        direct: dict[Step, tuple[Callable[..., int], object]] = {
            Step.SUBMIT: (submit_briefing, SubmitBriefing(**seen_)),
            Step.REVIEW: (review_briefing, ReviewBriefing(**seen_)),
            Step.CORRECT: (correct_briefing, CorrectBriefing(id=full.id)),
        }
        asks: dict[Step, Callable[[], object]] = {
            Step.EDIT: partial(self.edit_asked.emit, 0),
            Step.CHECK: self.check_asked.emit,
            Step.PRINT: self.print_asked.emit,
            Step.REPLACED: partial(self.paper_asked.emit, full.row.replaces_id or 0),
            Step.REPLACES: partial(self.paper_asked.emit, full.row.replaced_by_id or 0),
        }
        if step in direct:
            self._do(step, *direct[step])
        elif step in asks:
            asks[step]()
        else:
            self.note.be_silent()
            self.forms.begin(step, full)
            self._show_buttons()

    def retranslate(self) -> None:
        """Word the pane anew."""
        self.setAccessibleName(self.tr("Briefing in full"))
        self.back.setAccessibleName(self.tr("Back to the table"))
        self.back.setToolTip(self.tr("Back to the table (Esc)"))
        self.edit.setText(self.tr("Edit…"))
        self.edit.setToolTip(self.tr("Edit the paper, paragraph by paragraph (Ctrl+D)"))
        self.print.setText(self.tr("Preview"))
        self.print.setToolTip(self.tr("The paper as it is printed (Ctrl+P)"))
        self.more.setText(self.tr("Other steps"))
        self.more.setToolTip(self.tr("Every other step that can be taken now (Ctrl+J)"))
        self.headings["facts"].setText(self.tr("Steps so far"))
        self.headings["recipients"].setText(self.tr("Distribution"))
        self.back.setIcon(icon("close"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.back.setIcon(icon("close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the table; Enter presses the button that has the keyboard."""
        if not pane_key(event, self, self.step_back_asked.emit):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        put_look(self, look="card")
        put_look(self.back, look="plain")
        put_look(self.next, look="primary")
        put_look(self.more, menu="true")
        self.more.setMenu(QMenu(self.more))
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head, foot = QHBoxLayout(), QHBoxLayout()
        for line, parts in ((head, (self.back, self.kind)), (foot, (self.next, self.edit, self.print, self.more))):
            line.setSpacing(8)
            for part in parts:
                line.addWidget(part)
            line.addStretch(1)
        head.addWidget(self.state)
        self.area = self._reading()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        for told in (self.title, self.note):
            whole.addWidget(told)
        whole.addWidget(self.nothing, 1)
        whole.addWidget(self.area, 1)
        for form in self.forms.all:
            whole.addWidget(form)
        whole.addLayout(foot)
        self.back.setVisible(False)

    def _reading(self) -> QScrollArea:
        """What is read of a paper; in a low window it gives way to what is asked."""
        inside = QWidget(self)
        put_look(inside, look="page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        order = (
            *(self.alerts, self.text, self.headings["recipients"], self.recipients),
            *(self.headings["facts"], self.facts),
        )
        for read in order:
            column.addWidget(read)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(1)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back_asked)
        self.next.clicked.connect(self.begin_next)
        self.edit.clicked.connect(partial(self.take, Step.EDIT))
        self.print.clicked.connect(partial(self.take, Step.PRINT))
        self.more.menu().aboutToShow.connect(self._offer)
        self.text.part_asked.connect(self.edit_asked)
        self.forms.place_asked.connect(self.edit_asked)
        self.forms.written.connect(self._written)
        self.forms.shown.connect(self._show_buttons)
        self.forms.left.connect(self._left)

    def _came(self, number: int, full: BriefingInFull | None) -> None:
        if number == self._id:
            self.full = full
            self._show()

    def _show(self) -> None:
        full = self.full
        for widget in (self.kind, self.state, self.title, self.area):
            widget.setVisible(full is not None)
        self.nothing.setVisible(full is None)
        self._show_buttons()
        if full is None:
            words = self.tr("Reading…") if self._id is not None else self.tr("What is chosen in the list stands here.")
            self.nothing.set_words(words)
            return
        row = full.row
        self.kind.setText(" · ".join(filter(None, (kind_said(row.kind), row.number))))
        put_look(self.state, look="chip", tone=state_tone(row))
        self.state.setText(state_said(row))
        self.title.setText(seen(row.title))
        now, zone = self.tools.clock(), self.tools.zone
        self.alerts.show_facts(alerts_of(full, now, zone))
        self.facts.show_facts(facts_of(full, now, zone))
        self.text.show_text(full)
        self.recipients.show_facts(recipients_of(full, now, zone))
        self.headings["recipients"].setVisible(bool(full.recipients))

    def _show_buttons(self) -> None:
        full, forming = self.full, self.forms.open_form is not None
        step = next_step(full, self.tools.courier.author.name) if full is not None else None
        self.next.setVisible(step is not None and not forming)
        if step is not None:
            self.next.setText(step_said(step))
            self.next.setToolTip(step_said(step) + "  Ctrl+Enter")
        others = other_steps(full) if full is not None else ()
        self.edit.setVisible(Step.EDIT in others and not forming)
        self.print.setVisible(Step.PRINT in others and not forming)
        self.more.setVisible(full is not None and not forming)

    def _offer(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for step in other_steps(self.full) if self.full is not None else ():
            menu.addAction(step_said(step), partial(self.take, step))

    def _do(self, step: Step, action: Callable[..., int], asked: object) -> None:
        self.next.setEnabled(False)
        then, refused = partial(self._done, step), self._refused
        self.tools.courier.do(self, action, asked, then=then, refused=refused, failed=lambda _: self._free())

    def _done(self, step: Step, answer: int) -> None:
        self._free()
        self.note.be_silent()
        if step is Step.CORRECT:
            self.tools.say(self.tr("The correction is drafted; it replaces the paper once it is issued."))
            self.paper_asked.emit(answer)
        else:
            self._written(step_said(step))
        give_focus(self.next, self)

    def _written(self, words: str) -> None:
        self.refresh()
        self.tools.say(self.tr("Written: {step}").format(step=words))

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        self.note.say(said(refusal, self.tools.wording(), self.tools.zone))
        self.refresh()

    def _free(self) -> None:
        self.next.setEnabled(True)

    def _left(self, form: BriefingForm) -> None:
        at: Any = self.focusWidget()
        self._show_buttons()
        if self.isVisible() and (at is None or not at.isVisible() or form.isAncestorOf(at)):
            (self.next if self.next.isVisible() else self.more).setFocus()

"""Lines of one kind that a plan holds beside its text: checked, corrected, ordered, dropped and taken back by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.plan_contents import decide_lines
from dutyroom.actions.plan_contents import move_line as moved_line
from dutyroom.rules.plan_contents import ContentKind, ContentState, DecideLines, MoveLine
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.incident.response_list import ChecklistTable
from dutyroom.ui.parts.matter.kept_form import Run
from dutyroom.ui.parts.plans.content_form import ContentForm
from dutyroom.ui.parts.plans.content_words import EMPTY, Rows, columns_of, detail_said
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.theme import put_look

_DETAIL_TALL: Final = 64


class ContentPanel(QWidget):
    """Space checks the selected lines, Del drops them or takes them back, Enter corrects one, Ins adds one."""

    section_asked = Signal(int)
    propose_asked = Signal()
    chosen = Signal()

    def __init__(
        self, tools: Tools, kind: ContentKind, stale_before: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tools, self.kind = tools, kind
        self._rows: dict[int, Rows] = {}
        self._shown: list[int] = []
        self._text_id: int | None = None
        self._may_change = True
        self._next: int | None = None
        self._is_busy = False
        self.new_level = ""
        columns = columns_of(kind, tools.clock, lambda: tools.zone, stale_before)
        self.table: RegisterTable = ChecklistTable(RegisterModel(columns, self._fetch, self), self)
        self.table.setObjectName(f"plan_{kind.value}")
        self.form = ContentForm(kind, self)
        self.count = ElidedLabel(parent=self, type_="small")
        self.dropped_too = QCheckBox(self)
        self.check, self.check_all, self.change, self.section, self.more = (QPushButton(self) for _ in range(5))
        self.add, self.drop, self.up, self.down, self.all, self.text = (QAction(self) for _ in range(6))
        self._own: list[QPushButton] = []
        self.detail = QPlainTextEdit(self)
        self._foot = QHBoxLayout()
        self.extra = QVBoxLayout()
        """Where a view puts a form of its own, between the table and the buttons."""
        self._lay_out()
        self._connect()
        self._word()

    def show_rows(self, text_id: int, rows: Sequence[Rows], shown: Sequence[Rows], *, may_change: bool) -> None:
        """Show these of all the lines of the version; the selection stays with its lines."""
        if text_id != self._text_id:
            self.leave_form(focus=False)
        self._text_id, self._may_change = text_id, may_change
        self._rows = {row.id: row for row in rows}
        wants_dropped = self.dropped_too.isChecked()
        self._shown = [row.id for row in shown if wants_dropped or row.state != ContentState.DROPPED]
        self.table.set_ids(self._shown)
        wanted = self._next if self._next in self._rows else None
        self._next = None
        if wanted is not None:
            self.table.choose(wanted)
        elif self.table.current_id() is None and self._shown:
            self.table.choose(self._shown[0])
        self.form.renew(self._rows)
        self._word_state()

    def add_own(self, button: QPushButton) -> None:
        """Put a button of the view among the others; it is shown while lines may be changed."""
        self._own.append(button)
        self._foot.insertWidget(2 + len(self._own), button)
        self._word_state()

    def row(self) -> Any | None:
        """The line that the cursor is on."""
        number = self.table.current_id()
        return self._rows.get(number) if number is not None else None

    def check_selected(self) -> None:
        """The selected lines are right."""
        self._decide(self._selected(ContentState.PROPOSED), ContentState.CHECKED, step=True)

    def _check_shown(self) -> None:
        """All lines shown are right."""
        rows = [self._rows[number] for number in self._shown]
        self._decide([row for row in rows if row.state == ContentState.PROPOSED], ContentState.CHECKED)

    def drop_or_restore(self) -> None:
        """Drop the selected lines; take them back where the one that the cursor is on was dropped."""
        row = self.row()
        if row is None:
            return
        if row.state == ContentState.DROPPED:
            self._decide(self._selected(ContentState.DROPPED), ContentState.PROPOSED)
        else:
            chosen = [*self._selected(ContentState.PROPOSED), *self._selected(ContentState.CHECKED)]
            self._decide(chosen, ContentState.DROPPED, step=True)

    def begin_change(self) -> None:
        """Correct the line that the cursor is on."""
        row = self.row()
        if row is not None and self._may_change and row.state != ContentState.DROPPED:
            self.form.begin_change(row)
            self._open_form()

    def begin_add(self) -> None:
        """A line that the text does not say, or that was not found in it."""
        if self._text_id is not None and self._may_change:
            row = self.row()
            self.form.begin_new(self._text_id, row.section_id if row is not None else None, self.new_level)
            self._open_form()

    def move_line(self, by: int) -> None:
        """Move the line up or down."""
        row = self.row()
        if row is not None and self._may_change:
            self.run(moved_line, MoveLine(kind=self.kind, id=row.id, by=by), following=row.id)

    def _show_section(self) -> None:
        """The section that says the line, in the text."""
        row = self.row()
        if row is not None and row.section_id is not None:
            self.section_asked.emit(row.section_id)

    def run(self, action: Callable[..., Any], asked: object, *, following: int | None = None) -> None:
        """Do it; the cursor goes to the line ``following`` once it is read again."""
        if following is not None:
            self._next = following
        self.tools.courier.do(self, action, asked, refused=self._refused)

    def leave_form(self, *, focus: bool = True) -> None:
        """Put the form away; what was typed stays with its line."""
        self.form.keep()
        self._holder.setVisible(False)
        self._word_state()
        if focus and self.isVisible():
            self.table.setFocus()

    def make_room(self, *, busy: bool) -> None:
        """Whether a form of the view stands open: the whole line gives way to it."""
        self._is_busy = busy
        self._word_state()

    @property
    def is_forming(self) -> bool:
        """Whether the form stands open."""
        return not self._holder.isHidden()

    def _word(self) -> None:
        """Word the panel anew."""
        self.dropped_too.setText(self.tr("Dropped too"))
        words = (
            (self.check, self.tr("Check"), "Space"),
            (self.check_all, self.tr("Check all"), ""),
            (self.change, self.tr("Correct…"), "Enter"),
            (self.section, self.tr("In the text"), "Ctrl+Enter"),
            (self.more, self.tr("More"), ""),
        )
        for button, title, keys in words:
            button.setText(title)
            button.setToolTip(f"{title}  {keys}".strip())
        self.check_all.setToolTip(self.tr("Check all lines shown"))
        self.add.setText(f"{self.tr('Add…')}\tIns")
        self.up.setText(f"{self.tr('Up')}\tAlt+Up")
        self.down.setText(f"{self.tr('Down')}\tAlt+Down")
        self.all.setText(self.tr("Check all lines shown"))
        self.text.setText(f"{self.tr('In the text')}\tCtrl+Enter")
        self.detail.setAccessibleName(self.tr("The whole line"))
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the lines."""
        held, key = event.modifiers(), event.key()
        alone = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self.is_forming or not self.table.hasFocus():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Delete and alone:
            self.drop_or_restore()
        elif key == Qt.Key.Key_Insert and alone:
            self.begin_add()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & Qt.KeyboardModifier.AltModifier:
            self.move_line(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Ctrl+Enter leads to the text, Alt with an arrow moves the line: the table would take both for its own."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held, key = event.modifiers(), event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held & Qt.KeyboardModifier.ControlModifier:
                self._show_section()
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & Qt.KeyboardModifier.AltModifier:
                self.move_line(-1 if key == Qt.Key.Key_Up else 1)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the menu has too gives way where the buttons have no room."""
        super().resizeEvent(event)
        self._word_state()

    def _has_room(self) -> bool:
        shown = (self.check, self.check_all, self.change, self.more, self.section, *self._own)
        return sum(button.sizeHint().width() + self._foot.spacing() for button in shown) <= self.width()

    def _lay_out(self) -> None:
        put_look(self.check, look="primary")
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.dropped_too)
        self._foot.setSpacing(8)
        menu = QMenu(self.more)
        menu.addActions([self.add, self.drop, self.up, self.down, self.all, self.text])
        self.more.setMenu(menu)
        put_look(self.more, menu="true")
        for button in (self.check, self.check_all, self.change, self.more):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.section)
        self.detail.setReadOnly(True)
        self.detail.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.detail.setFixedHeight(_DETAIL_TALL)
        self._holder = QWidget(self)
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        FieldsArea(self.form)
        self._holder.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 2)
        column.addWidget(self.detail)
        column.addWidget(self._holder, 5)
        column.addLayout(self.extra)
        column.addLayout(self._foot)

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        assert isinstance(self.table, ChecklistTable)  # noqa: S101  # made so above
        self.table.tick_asked.connect(self.check_selected)
        self.table.row_opened.connect(lambda _: self.begin_change())
        self.table.current_changed.connect(lambda _: self._word_state())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._word_state())
        self.table.empty.step_taken.connect(self.propose_asked)
        self.dropped_too.toggled.connect(lambda _: self.chosen.emit())
        self.form.sent.connect(self._send)
        self.form.step_back_asked.connect(self.leave_form)
        actions: tuple[tuple[QAction, Callable[[], None]], ...] = (
            (self.add, self.begin_add),
            (self.drop, self.drop_or_restore),
            (self.up, partial(self.move_line, -1)),
            (self.down, partial(self.move_line, 1)),
            (self.all, self._check_shown),
            (self.text, self._show_section),
        )
        for action, wish in actions:
            action.triggered.connect(lambda *_, wish=wish: wish())
        runs = (self.check_selected, self._check_shown, self.begin_change, self._show_section)
        buttons = (self.check, self.check_all, self.change, self.section)
        for button, run in zip(buttons, runs, strict=True):
            button.clicked.connect(run)
            button.setAutoDefault(True)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._rows[number] for number in ids if number in self._rows])

    def _selected(self, state: ContentState) -> list[Rows]:
        rows = [self._rows[number] for number in self.table.selected_ids() if number in self._rows]
        return [row for row in rows if row.state == state]

    def _decide(self, rows: Sequence[Rows], state: ContentState, *, step: bool = False) -> None:
        if not rows or not self._may_change:
            return
        lines = tuple((row.id, row.version) for row in rows)
        following = self._following(rows[-1].id) if step else rows[-1].id
        self.run(decide_lines, DecideLines(kind=self.kind, lines=lines, state=state), following=following)

    def _following(self, number: int) -> int | None:
        """The next line that waits for somebody, below this one, else the line below."""
        place = self._shown.index(number) if number in self._shown else -1
        below = self._shown[place + 1 :]
        waiting = next((each for each in below if self._rows[each].state == ContentState.PROPOSED), None)
        return waiting if waiting is not None else next(iter(below), number)

    def _send(self, asked: Run | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._pointed(asked)
            return
        number = self.form.number
        self.form.setEnabled(False)

        def done(result: int | None) -> None:
            self.form.setEnabled(True)
            self._next = result or number
            self.form.finished(number)
            self.leave_form()

        def refused(refusal: Refusal) -> None:
            self.form.setEnabled(True)
            self._pointed(refusal)

        self.tools.courier.do(self, *asked, then=done, refused=refused, failed=lambda _: self.form.setEnabled(True))

    def _pointed(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))
        if refusal.code == "record.changed_meanwhile":
            self.chosen.emit()
            self.tools.courier.ask(self, _nothing, then=partial(self._met, self.form.number))

    def _met(self, number: int | None, _: None) -> None:
        """The lines were read again after somebody was faster: what is sent next goes over what stands there now."""
        self.form.meet(self._rows.get(number) if number else None)

    def _refused(self, refusal: Refusal) -> None:
        self.tools.say(said(refusal, self.tools.wording(), self.tools.zone))
        self.chosen.emit()

    def _open_form(self) -> None:
        self._holder.setVisible(True)
        self._word_state()
        first = getattr(self.form, self.form.field_names()[0])
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _word_state(self) -> None:
        rows = [self._rows[number] for number in self._shown if number in self._rows]
        waiting = sum(row.state == ContentState.PROPOSED for row in rows)
        checked = sum(row.state == ContentState.CHECKED for row in rows)
        self.count.setText(self.tr("{checked} checked, {waiting} unchecked").format(checked=checked, waiting=waiting))
        self.dropped_too.setVisible(
            self.dropped_too.isChecked() or any(row.state == ContentState.DROPPED for row in self._rows.values())
        )
        row = self.row()
        dropped = row is not None and row.state == ContentState.DROPPED
        self.drop.setText(f"{self.tr('Take back') if dropped else self.tr('Drop')}\tDel")
        forming, free = self.is_forming, self._may_change
        for button in (self.check, self.change, self.more, *self._own):
            button.setVisible(free and not forming)
        self.check_all.setVisible(free and not forming and self._has_room())
        self.section.setVisible(not forming and (self._has_room() or not free))
        self.count.setVisible(not forming)
        self.detail.setVisible(not forming and not self._is_busy and row is not None)
        self.detail.setPlainText(detail_said(row) if row is not None else "")
        self.check.setEnabled(bool(self._selected(ContentState.PROPOSED)))
        self.check_all.setEnabled(waiting > 0)
        self.change.setEnabled(row is not None and not dropped)
        for action in (self.drop, self.up, self.down):
            action.setEnabled(row is not None)
        self.section.setEnabled(row is not None and row.section_id is not None)
        step = self.tr("Propose from the text") if free else ""
        nothing = translated(EMPTY[self.kind]) if not self._rows else self.tr("No line answers this filter.")
        self.table.empty.set_words(nothing, step if not self._rows else "")


def _nothing(_session: object) -> None:
    """Asked after another question, so that its answer is there first."""

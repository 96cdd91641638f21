"""A plan at work: its checklist ticked by key, the level raised or lowered, the end; the plan's text one key away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.activation import decide_item
from dutyroom.actions.errors import said
from dutyroom.data.queries.activations import ActivationRow, ItemRow
from dutyroom.rules.activation import ITEM_WORDS, ActivationState, Decide, ItemState
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Place, Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.incident.response_forms import EndForm, LevelForm, open_items
from dutyroom.ui.parts.incident.words import GRADE_TONES, level_said
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.matter.reason_form import ReasonForm
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row, Tone
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import put_look

_SIGNS: Final = {ItemState.OPEN: "□", ItemState.DONE: "√", ItemState.DROPPED: "－"}
_TONES: Final[dict[str, Tone]] = {ItemState.DONE: "done", ItemState.DROPPED: "secondary"}


def progress_said(row: ActivationRow) -> str:
    """How much of the checklist is decided."""
    words = translated(mark("{done} of {count} decided"))
    return words.format(done=len(row.items) - open_items(row), count=len(row.items))


def response_said(row: ActivationRow) -> str:
    """A response in one line: level, plan, how far, or that it is over."""
    over = row.state != ActivationState.RUNNING
    state = translated(mark("ended")) if over else progress_said(row)
    plan = row.plan_title
    if row.is_superseded:  # it goes on by the text that it began with
        plan += " " + translated(mark("(version {number})")).format(number=row.plan_version)
    return f"{level_said(row.level)} · {plan} · {state}"


class ChecklistTable(RegisterTable):
    """``tick_asked`` when Space is pressed; Space selects nothing here."""

    tick_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See :class:`RegisterTable`."""
        if event.key() == Qt.Key.Key_Space:
            self.tick_asked.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class ResponseList(QWidget):
    """Space ticks the item of the row, Delete drops it with a reason, Enter shows its section in the plan."""

    written = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.full: ActivationRow | None = None
        self._items: dict[int, ItemRow] = {}
        self._next: int | None = None
        self.level, self.progress, self.facts = QLabel(self), QLabel(self), ElidedLabel(parent=self, type_="secondary")
        self.table = ChecklistTable(RegisterModel(self._columns(), self._fetch, self), self)
        self.table.setObjectName("response_items")
        self.levelling, self.ending, self.reason = LevelForm(self), EndForm(self), ReasonForm(self)
        self.tick, self.drop, self.section, self.set_level, self.end = (QPushButton(self) for _ in range(5))
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_response(self, full: ActivationRow) -> None:
        """Show this checklist; another one than before begins at the first open item."""
        fresh = self.full is None or self.full.id != full.id
        if fresh:
            self._leave_forms(focus=False)
        self.full = full
        self._items = {item.id: item for item in full.items}
        self.table.set_ids(list(self._items))
        first = next((item.id for item in full.items if item.state == ItemState.OPEN), None)
        wanted = (first or next(iter(self._items), None)) if fresh else self._next
        self._next = None
        if wanted is not None:
            self.table.choose(wanted)
        self.levelling.renew(full)
        self._word_state()

    def tick_item(self) -> None:
        """The item of the row is done."""
        item = self._item()
        if item is not None and self._may_decide(item):
            self._run(self.reason, decide_item, Decide(item_id=item.id, state=ItemState.DONE), self._following(item.id))

    def begin_drop(self) -> None:
        """Ask why the item of the row is not to be done."""
        item = self._item()
        if item is not None and self._may_decide(item):
            self._open(self.reason)
            self.reason.begin(("drop", item.id, None), self.tr("Why is it dropped?"), self.tr("Drop the item"))

    def begin_level(self) -> None:
        """Ask for another level."""
        if self.full is not None and self._is_running():
            self._open(self.levelling)
            self.levelling.begin(self.full)

    def begin_end(self) -> None:
        """Ask how it ended."""
        if self.full is not None and self._is_running():
            self._open(self.ending)
            self.ending.begin(self.full)

    def show_section(self) -> None:
        """The section that asks for the item, in the plan reader."""
        item = self._item()
        if self.full is not None:
            part = item.section_id if item is not None else None
            step = f"version:{self.full.plan_version}" if self.full.is_superseded else ""
            self.tools.go(Place("plans", id=self.full.plan_id, part=part, step=step))

    @property
    def open_form(self) -> Form | None:
        """The form that stands open."""
        return next((form for form in self._forms() if not form.isHidden()), None)

    def retranslate(self) -> None:
        """Word the list anew."""
        self.table.setAccessibleName(self.tr("Checklist"))
        words = (
            (self.tick, self.tr("Done"), "Space"),
            (self.drop, self.tr("Drop…"), "Del"),
            (self.section, self.tr("Show in the plan"), "Enter"),
            (self.set_level, self.tr("Raise or lower…"), ""),
            (self.end, self.tr("End the response…"), ""),
        )
        for button, title, keys in words:
            button.setText(title)
            button.setToolTip(f"{title}  {keys}".strip())
        self.table.empty.set_words(self.tr("The plan names nothing to do at this level. Its text is one key away."))
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the rows."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and not event.modifiers():
            self.begin_drop()
        else:
            super().keyPressEvent(event)

    def _columns(self) -> tuple[Column, ...]:
        def decided(item: ItemRow) -> str:
            return moment_said(item.done_at, self.tools.clock(), self.tools.zone) if item.done_at else ""

        return (
            Column(key="state", title=mark("State"), text=_state, width=96, tone=_tone),
            Column(
                key="text",
                title=mark("To be done"),
                text=lambda item: item.text,
                width=280,
                stretches=True,
                tone=lambda item: "secondary" if item.state != ItemState.OPEN else "",
                struck=lambda item: item.state == ItemState.DROPPED,
                tooltip=lambda item: item.text,
            ),
            Column(key="level", title=mark("Level"), text=lambda item: item.level, width=64, drop_order=3),
            Column(key="by", title=mark("By whom"), text=lambda item: item.done_by, width=104, drop_order=4),
            Column(key="at", title=mark("When"), text=decided, width=112, drop_order=2),
            Column(key="remark", title=mark("Remark"), text=lambda item: item.remark, width=136, drop_order=1),
        )

    def _lay_out(self) -> None:
        put_look(self.tick, look="primary")
        head, foot = QHBoxLayout(), QHBoxLayout()
        for layout in (head, foot):
            layout.setSpacing(8)
        head.addWidget(self.level)
        head.addWidget(self.progress)
        head.addWidget(self.facts, 1)
        for button in (self.tick, self.drop, self.section):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.set_level)
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
        self.table.tick_asked.connect(self.tick_item)
        self.table.row_opened.connect(lambda _: self.show_section())
        self.table.current_changed.connect(lambda _: self._word_buttons())
        for form in self._forms():
            form.step_back_asked.connect(self._leave_forms)
        for own in (self.levelling, self.ending):
            own.sent.connect(partial(self._send, own))
        self.reason.sent.connect(self._drop)
        runs = (self.tick_item, self.begin_drop, self.show_section, self.begin_level, self.begin_end)
        for button, run in zip((self.tick, self.drop, self.section, self.set_level, self.end), runs, strict=True):
            button.clicked.connect(run)
            button.setAutoDefault(True)

    def _forms(self) -> tuple[Form, ...]:
        return self.levelling, self.ending, self.reason

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._items[number] for number in ids if number in self._items])

    def _item(self) -> ItemRow | None:
        number = self.table.current_id()
        return self._items.get(number) if number is not None else None

    def _is_running(self) -> bool:
        return self.full is not None and self.full.state == ActivationState.RUNNING

    def _may_decide(self, item: ItemRow) -> bool:
        return self._is_running() and item.state == ItemState.OPEN

    def _following(self, number: int) -> int | None:
        """The next open item below this one, else the first of them above."""
        rows = list(self._items.values())
        place = next((n for n, item in enumerate(rows) if item.id == number), 0)
        return next((each.id for each in (*rows[place + 1 :], *rows[:place]) if each.state == ItemState.OPEN), None)

    def _drop(self) -> None:
        _, number, _ = self.reason.about
        asked = Decide(item_id=number, state=ItemState.DROPPED, remark=self.reason.reason.text())
        self._run(self.reason, decide_item, asked, self._following(number))

    def _send(self, form: KeptForm, asked: Run | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(form, asked)
        else:
            self._run(form, *asked)

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
        if isinstance(form, KeptForm):
            form.finished(form.number)
        elif isinstance(form, ReasonForm):
            form.finished()
        self._next = following
        self._leave_forms()
        self.written.emit()

    def _refused(self, form: Form, refusal: Refusal) -> None:
        form.setEnabled(True)
        sentence = said(refusal, self.tools.wording(), self.tools.zone)
        if form.isHidden():
            self.tools.say(sentence)
        else:
            pointed = Refusal(refusal.code, field="reason", **refusal.facts) if form is self.reason else refusal
            form.point_out(pointed, sentence)
        self.written.emit()

    def _open(self, form: Form | None) -> None:
        for other in self._forms():
            other.setVisible(other is form)
        self._word_buttons()

    def _leave_forms(self, *, focus: bool = True) -> None:
        for form in self._forms():
            if isinstance(form, KeptForm | ReasonForm):
                form.keep()
        self._open(None)
        if focus and self.isVisible():
            self.table.setFocus()

    def _word_state(self) -> None:
        full = self.full
        if full is None:
            return
        over = not self._is_running()
        put_look(self.level, look="chip", tone="" if over else GRADE_TONES[full.level])
        self.level.setText(level_said(full.level))
        put_look(self.progress, look="chip", tone="done" if over or not open_items(full) else "info")
        self.progress.setText(self.tr("ended") if over else progress_said(full))
        now, zone = self.tools.clock(), self.tools.zone
        began = self.tr("since {time}").format(time=moment_said(full.started_at, now, zone))
        expected = self.tr("expected: {span}").format(span=full.expected) if full.expected else ""
        version = self.tr("version {number}").format(number=full.plan_version)
        if full.is_superseded:
            later = self.tr("version {number}, by which it began; version {current} is in force now")
            version = later.format(number=full.plan_version, current=full.plan_current)
        self.facts.setText(" · ".join(filter(None, (began, expected, version, full.measures, full.outcome))))
        self._word_buttons()

    def _word_buttons(self) -> None:
        forming = self.open_form is not None
        item, running = self._item(), self._is_running()
        for button in (self.tick, self.drop):
            button.setVisible(not forming and running)
            button.setEnabled(item is not None and self._may_decide(item))
        for button in (self.set_level, self.end):
            button.setVisible(not forming and running)
        self.section.setVisible(not forming)


def _state(item: ItemRow) -> str:
    return f"{_SIGNS[ItemState(item.state)]} {translated(ITEM_WORDS[item.state])}"


def _tone(item: ItemRow) -> Tone:
    return _TONES.get(item.state, "warning")

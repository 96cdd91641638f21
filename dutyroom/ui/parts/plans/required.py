"""The list of plans that must exist: what fills each line, what is missing; lines are added, changed, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.required_plans import restore_required
from dutyroom.data.queries.plans import PlanRow, plan_rows
from dutyroom.data.queries.required_plans import RequiredRow, required_rows
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.plan import LAWS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.required_plan import likely_plans
from dutyroom.ui.page import Changed, Command, Place, Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.focus import give_focus
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.matter.facts_grid import Fact, FactsGrid
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.plans.catalogue_columns import REQUIRED_COLUMNS
from dutyroom.ui.parts.plans.particulars_words import kind_said, level_said, whole_class_said
from dutyroom.ui.parts.plans.required_forms import FillForm, RequiredForm, RetireForm
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.theme import label_of, put_look

_PANE_WIDE: Final = 400
_HEARD: Final = frozenset({"required_plan", "plan", "*"})


class RequiredPlans(QWidget):
    """The list at the left, the line in hand at the right; Esc goes back to the catalogue."""

    step_back_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._rows: dict[int, RequiredRow] | None = None
        self._wanted: int | None = None
        self._asks = False
        """Whether a form stands in the place of the line."""
        self.units: tuple[Choice, ...] = ()
        self.back, self.add = QPushButton(self), QPushButton(self)
        self.sum = ElidedLabel(parent=self, type_="secondary")
        self.table = RegisterTable(RegisterModel(REQUIRED_COLUMNS, self._fetch, self), self)
        self.table.setObjectName("required_plans")
        self.pane = QFrame(self)
        self.name, self.facts = label_of("section", parent=self.pane), FactsGrid(self.pane)
        self.fill, self.prepare, self.open = (QPushButton(self.pane) for _ in range(3))
        self.change, self.retire = QPushButton(self.pane), QPushButton(self.pane)
        self.form, self.filling, self.retiring = RequiredForm(self.pane), FillForm(self.pane), RetireForm(self.pane)
        self.side = SideBySide(tools, self.pane)
        self._lay_out()
        self._meeting = Meeting(tools, self.side, self._show_side, self.form.send)
        self._connect()
        self.retranslate()

    @property
    def row(self) -> RequiredRow | None:
        """The line in hand."""
        number = self.table.current_id()
        return (self._rows or {}).get(number) if number is not None else None

    def begin(self, number: int | None = None) -> None:
        """Show the list, at a line of it."""
        self._wanted = number
        self._ask()
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        give_focus(self.table, self)

    def heard(self, changed: Changed) -> None:
        """Some kinds of thing changed."""
        if changed.kinds & _HEARD and self._rows is not None:
            self._ask()

    def commands(self) -> list[Command]:
        """What can be done with the line in hand."""
        return [
            Command("required.add", self.tr("Add a required plan…"), "Ctrl+Shift+N", partial(self.show_form, "add")),
            Command("required.change", self.tr("Change the line…"), "Ctrl+D", partial(self.show_form, "change")),
            Command("required.fill", self.tr("Say which plan fills it…"), "Ctrl+J", partial(self.show_form, "fill")),
            Command("required.prepare", self.tr("Prepare the missing plan"), "Ctrl+N", self._prepare),
            Command("required.retire", self.tr("Take it off the list…"), "", partial(self.show_form, "retire")),
        ]

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Its forms."""
        return [
            ("catalogue_required_change", partial(self.show_form, "change")),
            ("catalogue_required_fill", partial(self.show_form, "fill")),
        ]

    def show_form(self, name: str) -> None:
        """Show one of the forms of the line in hand: add, change, fill, retire."""
        row = self.row
        if name != "add" and (row is None or not row.active):
            return
        self._put_away()
        if name == "add":
            self._show(self.form, self.form.title)
            self.form.begin(None, self.units)
        elif name == "change":
            self._show(self.form, self.form.title)
            self.form.begin(row, self.units)
        elif name == "retire" and row is not None:
            self._show(self.retiring, self.retiring.reason)
            self.retiring.begin(row)
        elif row is not None:
            self.tools.courier.ask(self, plan_rows, then=partial(self._plans_came, row))

    def retranslate(self) -> None:
        """Word it anew."""
        self.back.setText(self.tr("To the catalogue"))
        self.back.setToolTip(self.tr("Back to the catalogue (Esc)"))
        self.add.setText(self.tr("Add…"))
        self.add.setToolTip(self.tr("Add a required plan…") + "  Ctrl+Shift+N")
        self.fill.setText(self.tr("Which plan fills it…"))
        self.fill.setToolTip("Ctrl+J")
        self.prepare.setText(self.tr("Prepare it"))
        self.prepare.setToolTip(self.tr("Prepare the missing plan") + "  Ctrl+N")
        self.open.setText(self.tr("Open the plan"))
        self.change.setText(self.tr("Change…"))
        self.change.setToolTip("Ctrl+D")
        self.table.setAccessibleName(self.tr("Required plans"))
        self.table.empty.set_words(self.tr("No plan is required yet."), self.tr("Add a required plan…"))
        self._show_row()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the catalogue."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for button in (self.back, self.add):
            head.addWidget(button)
        head.addWidget(self.sum, 1)
        put_look(self.pane, look="card")
        self.pane.setFixedWidth(_PANE_WIDE)
        self.name.setWordWrap(True)
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self.fill, self.prepare, self.open):
            first.addWidget(button)
        for button in (self.change, self.retire):
            second.addWidget(button)
        inside = QVBoxLayout(self.pane)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(12)
        inside.addWidget(self.name)
        inside.addWidget(self.facts)
        for line in (first, second):
            line.setSpacing(8)
            line.addStretch(1)
            inside.addLayout(line)
        for form in (self.form, self.filling, self.retiring):
            form.setVisible(False)
            inside.addWidget(form)
        self.side.setVisible(False)
        inside.addWidget(self.side, 1)
        inside.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back_asked)
        self.add.clicked.connect(partial(self.show_form, "add"))
        self.table.empty.step_taken.connect(partial(self.show_form, "add"))
        self.table.current_changed.connect(self._row_changed)
        self.table.row_opened.connect(lambda _: give_focus(self.fill if self.fill.isVisible() else self.retire, self))
        self.fill.clicked.connect(partial(self.show_form, "fill"))
        self.change.clicked.connect(partial(self.show_form, "change"))
        self.retire.clicked.connect(self._retire_or_restore)
        self.prepare.clicked.connect(self._prepare)
        self.open.clicked.connect(self._open_plan)
        self.form.sent.connect(partial(self._send, self.form))
        self.filling.sent.connect(partial(self._send, self.filling))
        self.retiring.sent.connect(partial(self._send, self.retiring))
        for form in (self.form, self.filling, self.retiring):
            form.step_back_asked.connect(self._leave_form)

    # --- what is read ---------------------------------------------------------------------------------------------

    def _today(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()

    def _ask(self) -> None:
        self.tools.courier.ask(self, required_rows, self._today(), then=self._came)

    def _came(self, rows: list[RequiredRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.table.set_ids([row.id for row in rows])
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.table.choose(wanted)
        elif self.table.current_id() is None and rows:
            self.table.choose(rows[0].id)
        self._show_row()

    def _units_came(self, rows: list[UnitRow]) -> None:
        self.units = tuple(Choice(row.id, row.name, (row.pinyin, row.initials), row.short) for row in rows)
        self.form.lead_unit.set_choices(self.units)

    def _plans_came(self, row: RequiredRow, plans: list[PlanRow]) -> None:
        if self.row is not None and self.row.id == row.id:
            choices = [
                Choice(plan.id, plan.title, (plan.pinyin, plan.initials), plan.number)
                for plan in plans
                if plan.kind not in LAWS
            ]
            self._show(self.filling, self.filling.plan)
            self.filling.begin(row, likely_plans(row.facts, plans), choices)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        rows = self._rows or {}
        then([rows[number] for number in ids if number in rows])

    def _row_changed(self, _: int) -> None:
        self._put_away()
        self._show_row()

    def _show_row(self) -> None:
        row = self.row
        rows = (self._rows or {}).values()
        active = sum(each.active for each in rows)
        words = self.tr("{gaps} of {count} are missing; {open} lines are defaults that nobody has confirmed")
        gaps, unconfirmed = sum(each.is_gap for each in rows), sum(each.active and not each.checked for each in rows)
        self.sum.setText(words.format(gaps=gaps, count=active, open=unconfirmed) if self._rows is not None else "")
        self.name.setText(row.title if row is not None else "")
        self.facts.show_facts(self._facts(row) if row is not None else ())
        reads = not self._asks
        self.facts.setVisible(reads)
        for button in (self.fill, self.change):
            button.setVisible(reads and row is not None and row.active)
        self.prepare.setVisible(reads and row is not None and row.is_gap)
        self.open.setVisible(reads and row is not None and row.plan_id is not None)
        self.retire.setVisible(reads and row is not None)
        retired = row is not None and not row.active
        self.retire.setText(self.tr("Take it back") if retired else self.tr("Take it off the list…"))

    def _facts(self, row: RequiredRow) -> list[Fact]:
        filled = self.tr("lacking") if row.is_gap and not row.fills else row.fills
        over = self.tr("{title} (no longer in force)").format(title=row.fills)
        return [
            (self.tr("Kind of plan"), kind_said(row.kind), ""),
            (self.tr("Whose plan"), level_said(row.level), ""),
            (self.tr("For which events"), whole_class_said(row.category, row.subtype), ""),
            (self.tr("Leading unit"), row.lead_unit, ""),
            (self.tr("Asked for by"), row.source, ""),
            (self.tr("Filled by"), over if row.is_gap and row.fills else filled, "warning" if row.is_gap else ""),
            (
                self.tr("Confirmed"),
                self.tr("confirmed") if row.checked else self.tr("no: a default; keeping it in “Change…” confirms it"),
                "",
            ),
            (self.tr("Taken off because"), row.reason, ""),
        ]

    # --- what is done ---------------------------------------------------------------------------------------------

    def _show(self, form: Form, first: QWidget) -> None:
        self._asks = True
        self._show_row()  # first, so that the window need not grow: what is read makes room for what is asked
        form.setVisible(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        for form in (self.form, self.filling, self.retiring):
            form.keep()
            form.setVisible(False)
        self._meeting.forget()
        self.side.setVisible(False)
        self._asks = False
        self._show_row()

    def _leave_form(self) -> None:
        self._put_away()
        give_focus(self.table, self)

    def _show_side(self, shown: bool) -> None:
        self.form.setVisible(not shown)
        self.side.setVisible(shown)

    def _send(self, form: Any, sent: Any) -> None:
        if isinstance(sent, Refusal):
            self._refused(form, sent)
            return
        action, command = sent
        done, refused = partial(self._done, form), partial(self._refused, form)
        self.tools.courier.do(self, action, command, then=done, refused=refused)

    def _done(self, form: Any, number: int) -> None:
        if form is self.form:
            form.finished()
        else:
            form.finished(number)
        self._wanted = number
        self._put_away()
        self._ask()
        give_focus(self.table, self)

    def _refused(self, form: Form, refusal: Refusal) -> None:
        form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))
        if refusal.code == MEANWHILE and form is self.form:
            self.tools.courier.ask(self, required_rows, self._today(), then=self._meet)

    def _meet(self, rows: list[RequiredRow]) -> None:
        row = next((row for row in rows if row.id == self.form.number), None)
        if row is not None:
            self._meeting.meet(self.form, "required_plan", row.id, row.version, self.form.of_row(row))

    def _retire_or_restore(self) -> None:
        row = self.row
        if row is not None and row.active:
            self.show_form("retire")
        elif row is not None:
            self._wanted = row.id
            back = self.tr("The line is back on the list.")
            refused = partial(self._say_refused)
            self.tools.courier.do(self, restore_required, row.id, then=lambda _: self.tools.say(back), refused=refused)

    def _say_refused(self, refusal: Refusal) -> None:
        self.tools.say(said(refusal, self.tools.wording(), self.tools.zone))

    def _prepare(self) -> None:
        row = self.row
        if row is not None and row.is_gap:
            self.tools.go(Place("plans", step="preparing:new", given=row))

    def _open_plan(self) -> None:
        if self.row is not None and self.row.plan_id is not None:
            self.tools.go(Place("plans", id=self.row.plan_id))

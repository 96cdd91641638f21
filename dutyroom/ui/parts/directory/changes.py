"""What is changed in the directory from its record: one form at a time, its command, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.directory import (
    add_number,
    add_person,
    add_unit,
    change_number,
    change_person,
    change_unit,
    check_called,
    move_person,
    retire,
    take_back,
)
from dutyroom.data.queries.directory import DirectoryUnit, NumberRow, PersonRow
from dutyroom.data.queries.plan_contacts import QuotedNumber, plans_quoting_changed_numbers
from dutyroom.rules.directory import (
    AddNumber,
    AddPerson,
    AddUnit,
    ChangeNumber,
    ChangePerson,
    ChangeUnit,
    CheckNumber,
    MovePerson,
    Retire,
    TakeBack,
    UnitKind,
)
from dutyroom.rules.phone import Label
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.directory.form import DirectoryForm
from dutyroom.ui.parts.directory.forms import NumberForm, PersonForm, RetireForm
from dutyroom.ui.parts.directory.unit_form import UnitForm
from dutyroom.ui.parts.directory.words import said as worded
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.parts.side_by_side import SideBySide

_ACTIONS: Final[dict[type[object], tuple[Callable[..., Any], str]]] = {
    AddUnit: (add_unit, mark("The unit stands in the directory now.")),
    ChangeUnit: (change_unit, mark("The unit was changed.")),
    AddPerson: (add_person, mark("The person stands in the directory now.")),
    ChangePerson: (change_person, mark("The person was changed.")),
    AddNumber: (add_number, mark("The number stands in the directory now.")),
    ChangeNumber: (change_number, mark("The number was changed.")),
    Retire: (retire, mark("Retired; it can be taken back.")),
}


class Changes(QWidget):
    """Holds the forms; ``shown`` says whether one is open, ``done`` that something was changed.

    ``made`` carries the key of what was added.
    """

    shown = Signal(bool)
    done = Signal()
    made = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._open: DirectoryForm | None = None
        self._meets = False
        self.unit_form, self.person_form = UnitForm(), PersonForm()
        self.number_form, self.retire_form = NumberForm(), RetireForm()
        inside = QWidget()
        inside.setProperty("look", "page")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 8, 0)
        for form in self.forms():
            form.setVisible(False)
            inner.addWidget(form)
            form.step_back_asked.connect(self.put_away)
            form.sent.connect(self._send)
        inner.addStretch(1)
        self.side = SideBySide(tools, self)
        self._meeting = Meeting(tools, self.side, self._show_side, self._send_again)
        self._area = area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for form in self.forms():  # outside of what scrolls: the next step is always in sight
            for button in (form.back, form.send):
                foot.addWidget(button)
                button.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addWidget(self.side, 1)
        column.addLayout(foot)
        self.side.setVisible(False)
        self.setVisible(False)

    def forms(self) -> tuple[DirectoryForm, ...]:
        """All forms."""
        return self.unit_form, self.person_form, self.number_form, self.retire_form

    @property
    def is_forming(self) -> bool:
        """Whether a form is open."""
        return self._open is not None

    def set_units(self, choices: Sequence[Choice]) -> None:
        """The units that may be chosen."""
        for form in self.forms():
            form.set_units(choices)

    def begin_unit(self, kind: UnitKind) -> None:
        """Ask for a new unit of this kind."""
        self.unit_form.begin_unit(None, kind)
        self._show(self.unit_form)

    def begin(self, what: str, row: DirectoryUnit | PersonRow | None, number: NumberRow | None) -> None:
        """Begin a form about the record shown, or about its current number."""
        if row is None:
            return
        unit = row if isinstance(row, DirectoryUnit) else None
        person = row if isinstance(row, PersonRow) else None
        form: DirectoryForm = self.number_form
        if what == "change":
            form = self.unit_form if unit else self.person_form
            self.unit_form.begin_unit(unit) if unit else self.person_form.begin_person(person)
        elif what == "person":
            form = self.person_form
            self.person_form.begin_person(None, unit.id if unit else person.unit_id if person else None)
        elif what == "number":
            owner = ("unit", row.id) if unit else ("person", row.id)
            self.number_form.begin_number(None, owner, Label.DUTY if unit else Label.MOBILE)
        elif what == "change_number" and number is not None:
            self.number_form.begin_number(number, ("", 0))
        elif what == "retire":
            form = self.retire_form
            self.retire_form.begin_retiring("unit" if unit else "person", row.id, row.version, row.name)
        elif what == "retire_number" and number is not None:
            form = self.retire_form
            self.retire_form.begin_retiring("contact", number.id, number.version, number.phone)
        else:
            return
        self._show(form)

    def put_away(self) -> None:
        """Close the form; what was typed in it stays."""
        if self._open is not None:
            self._set_visible(self._open, shown=False)
            self._open = None
            self._meets = False
            self._meeting.forget()
            self._area.setVisible(True)
            self.side.setVisible(False)
            self.setVisible(False)
            self.shown.emit(False)

    def met(self, row: DirectoryUnit | PersonRow | NumberRow | None, numbers: Sequence[NumberRow]) -> None:
        """The record was read again after somebody had changed it: show both versions side by side."""
        if not self._meets or self._open is None:
            return
        form, stored = self._open, row
        if form is self.number_form:
            stored = next((each for each in numbers if each.id == self.number_form.number_id()), None)
        elif form is self.retire_form:
            own = "unit" if isinstance(row, DirectoryUnit) else "person"
            of_number = next((each for each in numbers if form.is_about("contact", each.id)), None)
            stored = row if row is not None and form.is_about(own, row.id) else of_number
        if stored is None or stored.version == form.version:
            return  # what was read before the change is no news
        self._meets = False
        if form is self.retire_form:  # only a reason stands there: sending it again is knowing what changed
            form.rest_on(stored.version)
            return
        table = "unit" if form is self.unit_form else "person" if form is self.person_form else "contact"
        self._meeting.meet(form, table, stored.id, stored.version, form.of_row(stored))

    def mark_called(self, number: NumberRow, *, answers: bool) -> None:
        """Somebody called the number."""
        good = self.tr("{phone} answers.").format(phone=number.phone)
        bad = self.tr("Noted: {phone} does not answer.").format(phone=number.phone)
        self._do(check_called, CheckNumber(id=number.id, answers=answers), good if answers else bad)

    def move_up_or_down(self, person: int, by: int) -> None:
        """A person changes places in the order of protocol."""
        self._do(move_person, MovePerson(id=person, by=by), "")

    def take_back(self, row: DirectoryUnit | PersonRow | None) -> None:
        """What was retired is in use again."""
        if row is not None:
            wish = TakeBack(record="unit" if isinstance(row, DirectoryUnit) else "person", id=row.id)
            self._do(take_back, wish, self.tr("It is in use again."))

    def _show(self, form: DirectoryForm) -> None:
        if self._open is not None and self._open is not form:
            self._set_visible(self._open, shown=False)
        self._open = form
        self._set_visible(form, shown=True)
        self.setVisible(True)
        self.shown.emit(True)
        form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _set_visible(form: DirectoryForm, *, shown: bool) -> None:
        for widget in (form, form.back, form.send):
            widget.setVisible(shown)

    def _tell_plans(self, number: int, words: str) -> None:
        """Say how many plans quote what the number was before."""

        def came(found: list[QuotedNumber]) -> None:
            plans = len({each.plan_id for each in found})
            if plans:
                quoting = self.tr("Plans that quote the former number: {count}.").format(count=plans)
                self._tools.say(" ".join((words, quoting)))

        self._tools.courier.ask(self, plans_quoting_changed_numbers, number, then=came)

    def _send(self, command: object) -> None:
        form = self._open
        if form is None:
            return
        form.clear_notes()
        action, words = _ACTIONS[type(command)]
        form.send.setEnabled(False)

        def finished(number: object) -> None:
            form.send.setEnabled(True)
            form.finished()
            self.put_away()
            self._tools.say(worded(words))
            if isinstance(command, ChangeNumber) or (isinstance(command, Retire) and command.record == "contact"):
                self._tell_plans(command.id, worded(words))
            if isinstance(command, AddUnit | AddPerson):
                self.made.emit(("unit" if isinstance(command, AddUnit) else "person", number))
            self.done.emit()

        def refused(refusal: Refusal) -> None:
            form.send.setEnabled(True)
            form.point_out(refusal, said_by(self._tools, refusal))
            if refusal.code == MEANWHILE:
                self._meets = True
                self.done.emit()

        def failed(_: Exception) -> None:
            form.send.setEnabled(True)

        self._tools.courier.do(self, action, command, then=finished, refused=refused, failed=failed)

    def _show_side(self, shown: bool) -> None:
        form = self._open
        if form is None:
            return
        self._set_visible(form, shown=not shown)
        self._area.setVisible(not shown)
        self.side.setVisible(shown)
        if not shown:
            form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _send_again(self) -> None:
        if self._open is not None:
            self._send(self._open.command())

    def _do(self, action: Callable[..., None], command: object, words: str) -> None:
        def finished(_: None) -> None:
            if words:
                self._tools.say(words)
            self.done.emit()

        self._tools.courier.do(
            self, action, command, then=finished, refused=lambda no: self._tools.say(said_by(self._tools, no))
        )

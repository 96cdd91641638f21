"""A group: who is in it and by which number each is reached; members join by name, pinyin or initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from dutyroom.actions.directory import retire
from dutyroom.actions.directory_groups import add_group, add_member, change_group, remove_member
from dutyroom.data.queries.directory_groups import GroupRow, group_rows
from dutyroom.rules.directory import AddGroup, AddMember, ChangeGroup, RemoveMember, Retire
from dutyroom.rules.phone import Label
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.directory.form import DirectoryForm
from dutyroom.ui.parts.directory.forms import GroupForm, RetireForm
from dutyroom.ui.parts.directory.tables import SmallTable, member_cells
from dutyroom.ui.parts.directory.words import Freshness
from dutyroom.ui.parts.directory.words import said as worded
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.theme import is_look_change, put_look

_ACTIONS: Final[dict[type[object], tuple[Callable[..., Any], str]]] = {
    AddGroup: (add_group, mark("The group stands in the directory now.")),
    ChangeGroup: (change_group, mark("The group was changed.")),
    Retire: (retire, mark("Retired; it can be taken back.")),
}
PEOPLE_FROM: Final = 1_000_000
"""Choices for members: a unit's number, or a person's above this."""


class GroupRecord(QFrame):
    """One group; ``made`` carries the number of a new one, ``changed`` that something is to be read again."""

    step_back_asked = Signal()
    changed = Signal()
    made = Signal(int)
    key_asked = Signal(object)
    print_asked = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("group_record")
        self.setProperty("look", "card")
        self._tools = tools
        self.group: GroupRow | None = None
        self.title, self.purpose = ElidedLabel(parent=self, type_="section"), ElidedLabel(parent=self, type_="small")
        self.back = QToolButton(self)
        self.members = SmallTable(3, 2, self)
        self.member = PersonPicker(self)
        self.member.setObjectName("member")
        self.note = FieldNote(self)
        self.add, self.remove = QPushButton(self), QPushButton(self)
        self.copy, self.print_list = QPushButton(self), QPushButton(self)
        self.change, self.retire = QPushButton(self), QPushButton(self)
        self.form, self.retire_form = GroupForm(), RetireForm()
        self.side = SideBySide(tools, self)
        self._meeting = Meeting(tools, self.side, self._show_side, lambda: self._send(self.form.command()))
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_group(None)

    def show_group(self, group: GroupRow | None) -> None:
        """Show this group; the member under the cursor stays."""
        if (group.id if group else None) != (self.group.id if self.group else None):
            self._put_away()
            self.note.be_silent()
        self.group = group
        fresh = Freshness(self._tools.clock(), self._tools.office().stale_days)
        self.title.setText(group.name if group else "")
        self.purpose.setText(group.purpose if group else "")
        members = group.members if group else ()
        self.members.show_rows([m.id for m in members], [member_cells(m, fresh) for m in members])
        self.members.setMaximumHeight(16_777_215)
        self.members.setMinimumHeight(80)
        self.members.setVisible(True)
        self._show_buttons()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Units and people that may join."""
        self.member.set_choices(choices)

    def begin_group(self) -> None:
        """Ask for a new group."""
        self.form.begin_group(None)
        self._open(self.form)

    def begin_change(self) -> None:
        """Correct name and purpose."""
        if self.group is not None:
            self.form.begin_group(self.group)
            self._open(self.form)

    def copy_numbers(self) -> None:
        """Copy everybody with number, one a line, for a message."""
        if self.group is not None:
            lines = []
            for member in self.group.members:
                phones = [number.phone for number in member.numbers if number.label != Label.EMAIL]
                lines.append("\t".join([f"{member.name} {member.post}".strip(), *phones]))
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._tools.say(self.tr("The list was copied."))

    def retranslate(self) -> None:
        """Word it anew."""
        self.members.setAccessibleName(self.tr("Members of the group"))
        self.members.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Phone number"), self.tr("Called")])
        self.member.setAccessibleName(self.tr("Unit or person to add"))
        self.member.setPlaceholderText(self.tr("Unit or person to add: name, pinyin or initials"))
        self.back.setAccessibleName(self.tr("Back to the list"))
        self.back.setToolTip(self.tr("Back to the list (Esc)"))
        self.add.setText(self.tr("Add"))
        self.add.setAccessibleName(self.tr("Add to the group"))
        self.remove.setText(self.tr("Remove"))
        self.remove.setAccessibleName(self.tr("Remove from the group"))
        self.remove.setToolTip(self.tr("Remove from the group (Del)"))
        self.copy.setText(self.tr("Copy the list"))
        self.print_list.setText(self.tr("Print…"))
        self.change.setText(self.tr("Change…"))
        self.retire.setText(self.tr("Retire…"))
        self.show_group(self.group)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.back.setIcon(icon("close"))
            self.show_group(self.group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        put_look(self.back, look="plain")
        self.back.setIcon(icon("close"))
        self.back.setVisible(False)
        head, adding, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for line in (head, adding, foot):
            line.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        adding.addWidget(self.member, 1)
        for button in (self.add, self.remove):
            adding.addWidget(button)
        for button in (self.copy, self.print_list, self.change):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.retire)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.purpose)
        for form in (self.form, self.retire_form):
            form.setVisible(False)
            column.addWidget(form)
        self.side.setVisible(False)
        column.addWidget(self.side, 10)
        column.addWidget(self.members, 10)
        column.addLayout(adding)
        column.addWidget(self.note)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back_asked)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.copy.clicked.connect(self.copy_numbers)
        self.print_list.clicked.connect(self._print)
        self.change.clicked.connect(self.begin_change)
        self.retire.clicked.connect(self._begin_retiring)
        self.members.opened.connect(self._open_member)
        self.members.removed.connect(lambda _: self._remove())
        self.member.changed.connect(self.note.be_silent)
        self.member.returnPressed.connect(self._add)
        for form in (self.form, self.retire_form):
            form.step_back_asked.connect(self._put_away)
            form.sent.connect(self._send)

    def _show_buttons(self) -> None:
        there = self.group is not None
        for widget in (self.member, self.add, self.copy, self.print_list, self.change, self.retire):
            widget.setEnabled(there)
        self.remove.setEnabled(there and bool(self.group and self.group.members))

    def _print(self) -> None:
        if self.group is not None:
            self.print_asked.emit(self.group.id)

    def _begin_retiring(self) -> None:
        if self.group is not None:
            self.retire_form.begin_retiring("contact_group", self.group.id, self.group.version, self.group.name)
            self._open(self.retire_form)

    def _open(self, form: DirectoryForm) -> None:
        self._put_away()
        form.setVisible(True)
        form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        had = any(form.isVisible() for form in (self.form, self.retire_form))
        self._meeting.forget()
        self.side.setVisible(False)
        self.form.setVisible(False)
        self.retire_form.setVisible(False)
        if had and self.isVisible():
            self.members.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self, command: object) -> None:
        form = self.retire_form if isinstance(command, Retire) else self.form
        form.clear_notes()
        action, words = _ACTIONS[type(command)]

        def finished(number: object) -> None:
            form.finished()
            self._put_away()
            self._tools.say(worded(words))
            if isinstance(command, AddGroup) and isinstance(number, int):
                self.made.emit(number)
            self.changed.emit()

        def refused(refusal: Refusal) -> None:
            form.point_out(refusal, said_by(self._tools, refusal))
            if refusal.code == MEANWHILE:
                self._tools.courier.ask(self, group_rows, then=self._meet)

        self._tools.courier.do(self, action, command, then=finished, refused=refused)

    def _meet(self, groups: list[GroupRow]) -> None:
        """The groups were read again after somebody had changed the one shown."""
        group = next((each for each in groups if self.group is not None and each.id == self.group.id), None)
        if group is None:
            return
        if self.form.isVisible():
            self._meeting.meet(self.form, "contact_group", group.id, group.version, self.form.of_row(group))
        elif self.retire_form.isVisible():  # only a reason stands there: sending it again is knowing what changed
            self.retire_form.rest_on(group.version)

    def _show_side(self, shown: bool) -> None:
        self.form.setVisible(not shown)
        self.side.setVisible(shown)
        if not shown:
            self.form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        if self.group is None:
            return
        choice = self.member.choice_id()
        of_person = choice is not None and choice >= PEOPLE_FROM
        wish = AddMember(
            group_id=self.group.id,
            unit_id=choice if choice is not None and not of_person else None,
            person_id=choice - PEOPLE_FROM if choice is not None and of_person else None,
        )
        self._tools.courier.do(self, add_member, wish, then=lambda _: self._added(), refused=self._refused)

    def _added(self) -> None:
        self.member.clear()
        self.member.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self) -> None:
        number = self.members.current_id()
        if number is not None:
            self._tools.courier.do(
                self, remove_member, RemoveMember(id=number), then=lambda _: self.changed.emit(), refused=self._refused
            )

    def _refused(self, refusal: Refusal) -> None:
        self.note.say(said_by(self._tools, refusal))

    def _open_member(self, number: int) -> None:
        member = next((m for m in self.group.members if m.id == number), None) if self.group else None
        if member is not None:
            key = ("person", member.person_id) if member.person_id is not None else ("unit", member.unit_id)
            self.key_asked.emit(key)

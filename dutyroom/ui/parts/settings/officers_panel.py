"""The officers: a list, and the form of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.officers import add_officer, change_officer, set_password
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.rules.officer import AddOfficer, ChangeOfficer, Role, SetPassword
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.password_field import PasswordField
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.parts.versioned import Typed, Versioned
from dutyroom.ui.role_words import ROLE_WORDS
from dutyroom.ui.theme import tokens_in_use

_LINES: Final = ("name", "initials", "post", "phone")


class _Roles(QWidget):
    """One box for each role."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {role: QCheckBox(self) for role in Role}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // 2, place % 2)
            box.toggled.connect(lambda _: self.changed.emit())

    def roles(self) -> frozenset[Role]:
        """The roles ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    def show_roles(self, roles: frozenset[Role]) -> None:
        """Tick these."""
        for role, box in self.boxes.items():
            box.setChecked(role in roles)


class OfficerForm(Versioned):
    """One officer: name, initials, post, phone, roles, active; the password on its own, typed twice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.initials, self.post, self.phone = (QLineEdit(self) for _ in range(4))
        self.roles = _Roles(self)
        self.active = QCheckBox(self)
        self.password, self.again = PasswordField(self), PasswordField(self)
        for name in _LINES:
            self.add_field(name, getattr(self, name))
        self.add_field("roles", self.roles, tall=True)
        for name in ("active", "password", "again"):
            self.add_field(name, getattr(self, name))
        self.set_password, self.save = QPushButton(self), QPushButton(self)
        self.set_password.setObjectName("set_password")
        self.save.setObjectName("save_officer")
        self.add_button(self.set_password)
        self.add_button(self.save, first_step=True)
        self.retranslate()

    def show_officer(self, row: OfficerRow | None) -> None:
        """Show this officer, or an empty form for a new one."""
        self.password.clear()
        self.again.clear()
        self.set_password.setVisible(row is not None)
        self.show_field("active", row is not None)
        stored = self.of_row(row) if row is not None else {"roles": frozenset({Role.OFFICER}), "active": True}
        self.begin_from(row.version if row is not None else 0, stored)

    def of_row(self, row: OfficerRow) -> dict[str, Any]:
        """What is stored; the password is none of it."""
        return {name: getattr(row, name) for name in (*_LINES, "roles", "active")}

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        for name in _LINES:
            getattr(self, name).setText(values.get(name, ""))
        self.roles.show_roles(values["roles"])
        self.active.setChecked(values["active"])

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
        lines = {name: getattr(self, name).text() for name in _LINES}
        return {**lines, "roles": self.roles.roles(), "active": self.active.isChecked()}

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`."""
        if name == "roles":
            return "\n".join(self.tr(ROLE_WORDS[role]) for role in Role if role in value)
        return super().shown(name, value)

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field("name", self.tr("Name"))
        self.word_field(
            "initials", self.tr("Initials"), self.tr("Proposed from the name; correct them if they are read otherwise.")
        )
        self.word_field("post", self.tr("Job title"))
        self.word_field("phone", self.tr("Phone"))
        self.word_field("roles", self.tr("Roles"))
        self.word_field("active", "")
        self.active.setText(self.tr("Active"))
        self.active.setAccessibleName(self.active.text())
        self.word_field("password", self.tr("New password"))
        self.word_field("again", self.tr("The same again"))
        for role, box in self.roles.boxes.items():
            box.setText(self.tr(ROLE_WORDS[role]))
            box.setAccessibleName(box.text())
        for button, words in ((self.set_password, self.tr("Set the password")), (self.save, self.tr("Save"))):
            button.setText(words)
            button.setAccessibleName(words)


class OfficersPanel(QWidget):
    """Everybody by name; the form shows who is chosen, *New officer* an empty one."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._rows: list[OfficerRow] = []
        self._shown: int | None = None
        self._typed: dict[int | None, tuple[Typed, str, str]] = {}
        self.table = QTableWidget(0, 3, self)
        self.add = QPushButton(self)
        self.add.setObjectName("new_officer")
        self.form = OfficerForm()
        self.side = SideBySide(tools, self)
        self._meeting = Meeting(tools, self.side, self._show_side, self._save)
        self._lay_out()
        self.table.currentCellChanged.connect(self._chosen)
        self.add.clicked.connect(self.begin_new)
        self.form.save.clicked.connect(self._save)
        self.form.set_password.clicked.connect(self._set_password)
        self.retranslate()

    def refresh(self) -> None:
        """Ask who there is."""
        self._tools.courier.ask(self, officer_rows, active_only=False, then=self._read)

    def begin_new(self) -> None:
        """An empty form, or what had been begun for a new officer."""
        self._turn(None)
        self.table.blockSignals(True)
        self.table.setCurrentCell(-1, -1)
        self.table.clearSelection()
        self.table.blockSignals(False)
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rights(self) -> None:
        """Only administrators may change others; everybody may set the own password."""
        author = self._tools.courier.author
        may = Role.ADMINISTRATOR in author.roles
        own = self._shown is not None and self._shown == author.id
        self.add.setEnabled(may)
        self.form.save.setEnabled(may)
        for name in self.form.field_names():
            getattr(self.form, name).setEnabled(may or (own and name in ("password", "again")))
        self.form.set_password.setEnabled(may or own)

    def retranslate(self) -> None:
        """Word it anew."""
        self.add.setText(self.tr("New officer"))
        self.add.setAccessibleName(self.add.text())
        self.table.setAccessibleName(self.tr("Officers"))
        self.table.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Roles"), self.tr("Account")])
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        titles = as_list(self.table)
        titles.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        left.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        self.form.setContentsMargins(12, 0, 12, 0)
        self.form.setProperty("look", "page")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(left, 1)
        line.addWidget(area, 1)
        line.addWidget(self.side, 1)
        self.side.setVisible(False)

    def _read(self, rows: list[OfficerRow]) -> None:
        self._rows = rows
        if self._shown is None and not self.form.is_dirty and rows:
            self._shown = rows[0].id
        self._fill()
        self._show()

    def _fill(self) -> None:
        tokens = tokens_in_use()
        between = "、" if self._tools.wording().language.startswith("zh") else ", "
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            roles = between.join(self.tr(ROLE_WORDS[role]) for role in Role if role in row.roles)
            account = self.tr("yes") if row.has_account else self.tr("no password")
            if row.id in self._typed:
                account = self.tr("not saved")
            elif not row.active:
                account = self.tr("not active")
            for column, text in enumerate((row.name, roles, account)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if not row.active:
                    cell.setForeground(QColor(tokens.secondary))
                self.table.setItem(place, column, cell)
            if row.id == self._shown:
                self.table.setCurrentCell(place, 0)
        self.table.blockSignals(False)

    def _chosen(self, place: int, *_: int) -> None:
        if 0 <= place < len(self._rows):
            self._turn(self._rows[place].id)

    def _turn(self, number: int | None) -> None:
        """Show another officer; what was typed for the one before waits until that one is shown again."""
        form = self.form
        if form.is_dirty and number != self._shown:
            self._typed[self._shown] = form.typed(), form.password.text(), form.again.text()
        elif number == self._shown and form.is_dirty:
            return
        self._shown = number
        self._meeting.forget()
        self._area.setVisible(True)
        self.side.setVisible(False)
        form.show_officer(self._current())
        kept = self._typed.pop(number, None)
        if kept is not None:
            form.type_again(kept[0])
            form.password.setText(kept[1])
            form.again.setText(kept[2])
        self._fill()
        self.show_rights()

    def _current(self) -> OfficerRow | None:
        return next((row for row in self._rows if row.id == self._shown), None)

    def _show(self) -> None:
        if not self.form.is_dirty:
            self.form.show_officer(self._current())
        self.show_rights()

    def _save(self) -> None:
        form, row = self.form, self._current()
        if not form.save.isEnabled():
            return
        form.clear_notes()
        if row is None:
            if not self._same_twice():
                return
            add = AddOfficer(
                name=form.name.text(),
                roles=form.roles.roles(),
                password=form.password.text() or None,
                post=form.post.text(),
                phone=form.phone.text(),
                initials=form.initials.text(),
            )
            self._tools.courier.do(self, add_officer, add, then=self._added, refused=self._refused)
            return
        change = ChangeOfficer(
            id=row.id,
            version=form.version,
            name=form.name.text(),
            roles=form.roles.roles(),
            post=form.post.text(),
            phone=form.phone.text(),
            initials=form.initials.text(),
            active=form.active.isChecked(),
        )
        self._tools.courier.do(self, change_officer, change, then=lambda _: self._kept(), refused=self._refused)

    def _set_password(self) -> None:
        if self._shown is None or not self._same_twice():
            return
        wish = SetPassword(officer_id=self._shown, password=self.form.password.text())
        self._tools.courier.do(self, set_password, wish, then=lambda _: self._password_set(), refused=self._refused)

    def _same_twice(self) -> bool:
        if self.form.password.text() == self.form.again.text():
            return True
        self._refused(Refusal("password.differs", field="again"))
        return False

    def _added(self, number: int) -> None:
        self._shown = number
        self.form.mark_clean()
        self._tools.say(self.tr("{name} is added.").format(name=self.form.name.text().strip()))
        self.refresh()

    def _kept(self) -> None:
        self.form.mark_clean()
        self._tools.say(self.tr("Saved."))
        self.refresh()

    def _password_set(self) -> None:
        self.form.password.take()
        self.form.again.take()
        self._tools.say(self.tr("The new password is set."))

    def _refused(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, said_by(self._tools, refusal))
        if refusal.code == MEANWHILE:
            self._tools.courier.ask(self, officer_rows, active_only=False, then=self._meet)

    def _meet(self, rows: list[OfficerRow]) -> None:
        """The officers were read again after somebody had changed the one shown."""
        self._rows = rows
        row = self._current()
        if row is not None:
            self._meeting.meet(self.form, "officer", row.id, row.version, self.form.of_row(row))

    def _show_side(self, shown: bool) -> None:
        self._area.setVisible(not shown)
        self.side.setVisible(shown)
        if not shown:
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

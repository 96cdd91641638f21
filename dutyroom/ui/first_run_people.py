"""The last step of the first run: duty officers and leaders, one row each."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.rules.office import FirstPerson
from dutyroom.rules.officer import Role, check_password
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.first_run_forms import StepForm
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.password_field import PasswordField
from dutyroom.ui.role_words import ROLE_WORDS
from dutyroom.ui.theme import label_of, put_look

_OFFERED: Final = (Role.LEADER, Role.OFFICER, Role.OFFICER, Role.OFFICER)
_MOST: Final = 60


class _PersonRow:
    """The fields of one person."""

    def __init__(self, parent: QWidget, role: Role) -> None:
        # Tab follows the order in which the fields are made: from left to right
        self.name, self.role, self.post = QLineEdit(parent), QComboBox(parent), QLineEdit(parent)
        self.phone, self.password = QLineEdit(parent), PasswordField(parent)
        for each in Role:
            self.role.addItem("", each.value)
        self.role.setCurrentIndex(self.role.findData(role.value))

    def fields(self) -> tuple[QWidget, ...]:
        return (self.name, self.role, self.post, self.phone, self.password)

    def person(self) -> FirstPerson:
        return FirstPerson(
            name=self.name.text().strip(),
            roles=frozenset({str(self.role.currentData())}),
            post=self.post.text().strip(),
            phone=self.phone.text().strip(),
            password=self.password.text() or None,
        )

    @property
    def is_blank(self) -> bool:
        typed = (self.name, self.post, self.phone, self.password)
        return not any(field.text().strip() for field in typed)


class PeopleForm(StepForm):
    """As many rows as there are people; empty rows are nobody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_PersonRow] = []
        holder = QWidget(self)
        holder.setProperty("look", "page")
        self._people = QGridLayout()
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people.setHorizontalSpacing(8)
        self._people.setVerticalSpacing(6)
        for column, share in enumerate((3, 3, 3, 3, 3)):
            self._people.setColumnStretch(column, share)
        self._heads = [label_of("small", parent=holder) for _ in range(5)]
        for column, head in enumerate(self._heads):
            self._people.addWidget(head, 0, column)
        self.add = QPushButton(holder)
        put_look(self.add, look="plain")
        self.add.clicked.connect(self._add_and_go)
        column_ = QVBoxLayout(holder)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addLayout(self._people)
        column_.addWidget(self.add)
        column_.addStretch(1)
        own = self.layout()
        if isinstance(own, QVBoxLayout):
            own.insertWidget(1, holder, 1)
        self._holder = holder
        for role in _OFFERED:
            self._add_row(role)
        self.retranslate()

    def rows(self) -> list[_PersonRow]:
        """The rows as they stand."""
        return self._rows

    def people(self) -> tuple[FirstPerson, ...]:
        """Everybody named here."""
        return tuple(row.person() for row in self._rows if not row.is_blank)

    def check(self, administrator: str) -> None:
        """Refuse a row without a name, a name that stands twice, a password that is too short."""
        seen = {administrator}
        for row in self._rows:
            if row.is_blank:
                continue
            person = row.person()
            if not person.name:
                self._mark(row.name)
                raise Refusal("officer.name.empty", field="name")
            if person.name in seen:
                self._mark(row.name)
                raise Refusal("officer.name.taken", field="name", name=person.name)
            seen.add(person.name)
            if person.password is not None:
                try:
                    check_password(person.password)
                except Refusal:
                    self._mark(row.password)
                    raise

    def clear_notes(self) -> None:
        """Take back what was pointed out."""
        super().clear_notes()
        for row in self._rows:
            for field in row.fields():
                put_look(field, refused="")

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """Say it above the rows and go to the row that is meant."""
        marked = [f for row in self._rows for f in row.fields() if f.property("refused") == "true"]
        super().point_out(refusal, sentence)
        for field in marked:
            put_look(field, refused="true")
            field.setFocus()

    def retranslate(self) -> None:
        """Word heads, roles and the button."""
        heads = (self.tr("Name"), self.tr("Role"), self.tr("Job title"), self.tr("Phone"), self.tr("Password (if any)"))
        for head, word in zip(self._heads, heads, strict=True):
            head.setText(word)
        for place, row in enumerate(self._rows, 1):
            for field, word in zip(row.fields(), heads, strict=True):
                field.setAccessibleName(f"{word} {place}")
            for number, role in enumerate(Role):
                row.role.setItemText(number, self.tr(ROLE_WORDS[role]))
        self.add.setText(self.tr("+ One more person"))

    def _mark(self, field: QWidget) -> None:
        put_look(field, refused="true")

    def _add_row(self, role: Role) -> _PersonRow:
        row = _PersonRow(self._holder, role)
        self._rows.append(row)
        for column, field in enumerate(row.fields()):
            self._people.addWidget(field, len(self._rows), column)
            field.setVisible(True)  # at once: what is shown later takes no cursor now
        tab_as_laid_out(self._holder)
        return row

    def _add_and_go(self) -> None:
        if len(self._rows) < _MOST:
            row = self._add_row(Role.OFFICER)
            self.retranslate()
            row.name.setFocus()

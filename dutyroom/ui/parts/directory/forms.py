"""The forms of the directory: a person, a number, a group, and why something is retired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from dutyroom.data.queries.directory import NumberRow, PersonRow
from dutyroom.data.queries.directory_groups import GroupRow
from dutyroom.rules.directory import (
    AddGroup,
    AddNumber,
    AddPerson,
    ChangeGroup,
    ChangeNumber,
    ChangePerson,
    PersonFacts,
    Record,
    Retire,
)
from dutyroom.rules.phone import LABEL_WORDS, Label
from dutyroom.ui.parts.directory.form import DirectoryForm, lines_field
from dutyroom.ui.parts.directory.words import said
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.theme import put_look


class PersonForm(DirectoryForm):
    """A person: name, unit, post, what the person is in charge of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.post = QLineEdit(self), QLineEdit(self)
        self.unit_id = PersonPicker(self)
        self.fields = lines_field(self)
        self.note, self.initials = QLineEdit(self), QLineEdit(self)
        for name in ("name", "post", "unit_id"):
            self.add_field(name, getattr(self, name))
        self.add_field("fields", self.fields, tall=True)
        for name in ("note", "initials"):
            self.add_field(name, getattr(self, name))
        self.add_buttons()
        self.retranslate()

    def begin_person(self, row: PersonRow | None, unit_id: int | None = None) -> None:
        """A new person in this unit, or this one."""
        if row is None:
            self.begin(f"person of {unit_id}", 0, {"unit_id": unit_id})
            return
        self.begin(("person", row.id), row.version, self.of_row(row))

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`DirectoryForm`."""
        for name in ("name", "post", "note", "initials"):
            getattr(self, name).setText(values.get(name, ""))
        self.fields.setPlainText("\n".join(values.get("fields", ())))
        self.unit_id.set_choice(values.get("unit_id"))

    def values(self) -> dict[str, Any]:
        """See :class:`DirectoryForm`."""
        found: dict[str, Any] = {name: getattr(self, name).text() for name in ("name", "post", "note", "initials")}
        found["fields"] = tuple(filter(None, self.fields.toPlainText().splitlines()))
        found["unit_id"] = self.unit_id.choice_id() if self.unit_id.text().strip() else None
        return found

    def command(self) -> object:
        """See :class:`DirectoryForm`."""
        facts = PersonFacts(**self.values())
        if isinstance(self._about, tuple):
            return ChangePerson(id=self._about[1], version=self._version, person=facts)
        return AddPerson(person=facts)

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("name", self.tr("Name"))
        self.word_field("post", self.tr("Job title"))
        self.word_field("unit_id", self.tr("Unit"))
        self.word_field("fields", self.tr("In charge of"), self.tr("One on each line."))
        self.word_field("note", self.tr("Remark"))
        self.word_field("initials", self.tr("Initials"), self.tr("Proposed from the name; correct them if needed."))


class NumberForm(DirectoryForm):
    """A number: its kind, whether it is manned day and night."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QComboBox(self)
        self.phone, self.note = QLineEdit(self), QLineEdit(self)
        self.is_day_and_night = QCheckBox(self)
        for name in ("phone", "label", "is_day_and_night", "note"):
            self.add_field(name, getattr(self, name))
        for label in LABEL_WORDS:
            self.label.addItem("", label)
        self.add_buttons()
        self.retranslate()

    def begin_number(self, row: NumberRow | None, owner: tuple[str, int], label: Label = Label.OFFICE) -> None:
        """A new number of this unit or person, or this one."""
        if row is None:
            self.begin(("new", *owner), 0, {"label": label})
            return
        self.begin(("contact", row.id), row.version, self.of_row(row))

    def number_id(self) -> int | None:
        """Which number is being changed; None for a new one."""
        about = self._about
        return about[1] if isinstance(about, tuple) and about[0] == "contact" else None

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`DirectoryForm`."""
        self.phone.setText(values.get("phone", ""))
        self.note.setText(values.get("note", ""))
        self.is_day_and_night.setChecked(bool(values.get("is_day_and_night")))
        self.label.setCurrentIndex(max(self.label.findData(values.get("label") or Label.DUTY), 0))

    def values(self) -> dict[str, Any]:
        """See :class:`DirectoryForm`."""
        return {
            "phone": self.phone.text(),
            "label": Label(self.label.currentData()),
            "is_day_and_night": self.is_day_and_night.isChecked(),
            "note": self.note.text(),
        }

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`."""
        return said(LABEL_WORDS[Label(value)]) if name == "label" and value else super().shown(name, value)

    def command(self) -> object:
        """See :class:`DirectoryForm`."""
        about = self._about
        if isinstance(about, tuple) and about[0] == "new":
            owner = {"person_id" if about[1] == "person" else "unit_id": about[2]}
            return AddNumber(**self.values(), **owner)
        assert isinstance(about, tuple)  # noqa: S101  # begun about a number
        return ChangeNumber(id=about[1], version=self._version, **self.values())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        hint = self.tr("As it is dialled; an extension after 转, such as 0371-67181234转8001.")
        self.word_field("phone", self.tr("Phone number"), hint)
        self.word_field("label", self.tr("Kind of number"))
        self.word_field("is_day_and_night", "")
        self.is_day_and_night.setText(self.tr("Somebody answers day and night"))
        self.is_day_and_night.setAccessibleName(self.is_day_and_night.text())
        self.word_field("note", self.tr("Remark"))
        for place, word in enumerate(LABEL_WORDS.values()):
            self.label.setItemText(place, said(word))


class GroupForm(DirectoryForm):
    """A group: its name and what it is called for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.purpose = QLineEdit(self), QLineEdit(self)
        self.add_field("name", self.name)
        self.add_field("purpose", self.purpose)
        self.add_buttons()
        self.retranslate()

    def begin_group(self, row: GroupRow | None) -> None:
        """A new group, or this one."""
        if row is None:
            self.begin("group", 0, {})
        else:
            self.begin(("group", row.id), row.version, self.of_row(row))

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`DirectoryForm`."""
        self.name.setText(values.get("name", ""))
        self.purpose.setText(values.get("purpose", ""))

    def values(self) -> dict[str, Any]:
        """See :class:`DirectoryForm`."""
        return {"name": self.name.text(), "purpose": self.purpose.text()}

    def command(self) -> object:
        """See :class:`DirectoryForm`."""
        if isinstance(self._about, tuple):
            return ChangeGroup(id=self._about[1], version=self._version, **self.values())
        return AddGroup(**self.values())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("name", self.tr("Name of the group"))
        self.word_field("purpose", self.tr("What it is for"))


class RetireForm(DirectoryForm):
    """Why something is no longer in use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.reason = QLineEdit(self)
        self.add_field("reason", self.reason)
        self.add_buttons()
        put_look(self.send, look="danger")
        self.retranslate()

    def begin_retiring(self, record: Record, number: int, version: int, name: str) -> None:
        """Ask why this one is retired."""
        self._name = name
        self.begin((record, number), version, {})

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`DirectoryForm`."""
        self.reason.setText(values.get("reason", ""))

    def values(self) -> dict[str, Any]:
        """See :class:`DirectoryForm`."""
        return {"reason": self.reason.text()}

    def command(self) -> object:
        """See :class:`DirectoryForm`."""
        assert isinstance(self._about, tuple)  # noqa: S101  # begun about a record
        return Retire(record=self._about[0], id=self._about[1], version=self._version, **self.values())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        hint = self.tr("It stays in the store and can be taken back.")
        self.word_field("reason", self.tr("Why {name} is retired").format(name=self._name), hint)
        self.send.setText(self.tr("Retire"))

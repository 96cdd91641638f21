"""The form of a unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.data.queries.directory import DirectoryUnit
from dutyroom.rules.directory import (
    UNIT_KIND_WORDS,
    AddUnit,
    ChangeUnit,
    UnitFacts,
    UnitKind,
)
from dutyroom.ui.parts.directory.form import DirectoryForm, lines_field
from dutyroom.ui.parts.directory.words import said
from dutyroom.ui.parts.person_picker import PersonPicker


class UnitForm(DirectoryForm):
    """A unit: names, kind, what it belongs to, functions and fields, address."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.short, self.name_en = (QLineEdit(self) for _ in range(3))
        self.kind = QComboBox(self)
        self.parent_id = PersonPicker(self)
        self.functions, self.functions_en, self.fields, self.fields_en = (lines_field(self) for _ in range(4))
        self.address, self.note, self.initials = (QLineEdit(self) for _ in range(3))
        for name in ("name", "short", "name_en", "kind", "parent_id"):
            self.add_field(name, getattr(self, name))
        for name in ("functions", "functions_en", "fields", "fields_en"):
            self.add_field(name, getattr(self, name), tall=True)
        for name in ("address", "note", "initials"):
            self.add_field(name, getattr(self, name))
        for kind in UNIT_KIND_WORDS:
            self.kind.addItem("", kind)
        self.add_buttons()
        self.retranslate()

    def begin_unit(self, row: DirectoryUnit | None, kind: UnitKind = UnitKind.OTHER) -> None:
        """A new unit, or this one."""
        if row is None:
            self.begin("unit", 0, {"kind": kind})
            return
        self.begin(("unit", row.id), row.version, self.of_row(row))

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`DirectoryForm`."""
        for name in ("name", "short", "name_en", "address", "note", "initials"):
            getattr(self, name).setText(values.get(name, ""))
        for name in ("functions", "functions_en", "fields", "fields_en"):
            getattr(self, name).setPlainText("\n".join(values.get(name, ())))
        self.kind.setCurrentIndex(max(self.kind.findData(str(values.get("kind", UnitKind.OTHER))), 0))
        self.parent_id.set_choice(values.get("parent_id"))

    def values(self) -> dict[str, Any]:
        """See :class:`DirectoryForm`."""
        found: dict[str, Any] = {name: getattr(self, name).text() for name in ("name", "short", "name_en")}
        found |= {name: getattr(self, name).text() for name in ("address", "note", "initials")}
        for name in ("functions", "functions_en", "fields", "fields_en"):
            found[name] = tuple(filter(None, getattr(self, name).toPlainText().splitlines()))
        found["kind"] = UnitKind(self.kind.currentData())
        found["parent_id"] = self.parent_id.choice_id() if self.parent_id.text().strip() else None
        return found

    def shown(self, name: str, value: Any) -> str:
        """See :class:`Versioned`."""
        return said(UNIT_KIND_WORDS[UnitKind(value)]) if name == "kind" and value else super().shown(name, value)

    def command(self) -> object:
        """See :class:`DirectoryForm`."""
        facts = UnitFacts(**self.values())
        if isinstance(self._about, tuple):
            return ChangeUnit(id=self._about[1], version=self._version, unit=facts)
        return AddUnit(unit=facts)

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        one_a_line = self.tr("One on each line.")
        self.word_field("name", self.tr("Name of the unit"))
        self.word_field("short", self.tr("Short name"))
        self.word_field("name_en", self.tr("English name"))
        self.word_field("kind", self.tr("Kind of unit"))
        self.word_field("parent_id", self.tr("Belongs to"))
        self.word_field("functions", self.tr("Functions"), one_a_line)
        self.word_field("functions_en", self.tr("Functions (English)"))
        self.word_field("fields", self.tr("Fields"), self.tr("One on each line; papers of these fields are sent here."))
        self.word_field("fields_en", self.tr("Fields (English)"))
        self.word_field("address", self.tr("Address"))
        self.word_field("note", self.tr("Remark"))
        self.word_field("initials", self.tr("Initials"), self.tr("Proposed from the name; correct them if needed."))
        for place, word in enumerate(UNIT_KIND_WORDS.values()):
            self.kind.setItemText(place, said(word))

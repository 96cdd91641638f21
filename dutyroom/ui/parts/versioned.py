"""A form over a record that others may change meanwhile: it remembers what it began from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dutyroom.rules.merging import Difference, differences
from dutyroom.ui.parts.form import Form

Typed = tuple[int, Mapping[str, Any], Mapping[str, Any]]


class Versioned(Form):
    """``put`` and ``values`` are a subclass's; what they hold is compared, never shown as it is."""

    _version = 0
    _of_row: Mapping[str, Any] = {}  # replaced, never changed
    _of_form: Mapping[str, Any] = {}  # replaced, never changed

    @property
    def version(self) -> int:
        """The version that what is typed rests on."""
        return self._version

    def begin_from(self, version: int, values: Mapping[str, Any]) -> None:
        """Show a record as it is stored."""
        self.clear_notes()
        self.put(values)
        self._version, self._of_row, self._of_form = version, dict(values), self.values()
        self.mark_clean()

    def typed(self) -> Typed:
        """What stands in the form, and what it was typed over."""
        return self._version, self._of_row, self.values()

    def type_again(self, typed: Typed) -> None:
        """Put back what was typed, still over what it was typed over."""
        version, row, values = typed
        self.begin_from(version, row)
        self.put(values)
        self._set_dirty(True)

    def met(self, stored: Mapping[str, Any]) -> tuple[Difference, ...]:
        """In which fields what is typed differs from what somebody else has stored meanwhile."""
        return differences(self._of_form, self.values(), self._theirs(stored))

    def agree(self, version: int, stored: Mapping[str, Any], result: Mapping[str, Any]) -> None:
        """What is to stand was decided: show it; from now on it rests on the newer version."""
        theirs, mine = self._theirs(stored), self.values()
        if any(mine.get(name) != value for name, value in result.items()):
            self.put(result)
        self._version, self._of_row, self._of_form = version, dict(stored), theirs

    def to_store(self) -> dict[str, Any]:
        """What is to be stored, by field: one that nobody touched keeps what was stored, also what the form cannot hold."""
        base, row = self._of_form, self._of_row
        return {
            name: row[name] if name in row and value == base.get(name) else value
            for name, value in self.values().items()
        }

    def label_of(self, name: str) -> str:
        """How a field is called."""
        label, field, _ = self._fields[name]
        return label.text() or field.accessibleName()

    def shown(self, name: str, value: Any) -> str:  # noqa: ARG002  # a subclass words a field by its name
        """A value as a person reads it."""
        if isinstance(value, tuple | list | frozenset):
            return "\n".join(map(str, value))
        if isinstance(value, bool):
            return self.tr("yes") if value else self.tr("no")
        return "" if value is None else str(value)

    def put(self, values: Mapping[str, Any]) -> None:
        """Show these values, by field."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What stands in the form, by field."""
        raise NotImplementedError

    def _theirs(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """What is stored, in the shape of the form: what the row kept, the form has as it began."""
        base, row = self._of_form, self._of_row
        return {
            name: base[name] if name in base and stored.get(name) == row.get(name) else stored.get(name)
            for name in self.values()
        }

"""The class of a demand on the call sheet: found by a word callers say, by pinyin or initials, or by its code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.hotline_classes import ClassRow
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.person_picker import PersonPicker


class SheetClass(PersonPicker):
    """Holds the code of the class picked; what is typed and fits none is kept and refused when it is sent."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._rows: tuple[ClassRow, ...] = ()
        self._kept = ""

    def offer(self, rows: Sequence[ClassRow]) -> None:
        """Offer the small classes of the table; a code that waited for it is shown by its name."""
        self._rows = tuple(row for row in rows if row.is_whole)
        english = self._tools.wording().language == "en"
        self.set_choices(
            [
                Choice(
                    row.id,
                    row.name(english=english),
                    (row.code, *row.initials.split(), *row.pinyin.split(), row.zh, row.en.casefold(), *row.words),
                    f"{row.code}  {row.path(english=english)}",
                )
                for row in self._rows
            ]
        )
        if self._kept:
            self.show_code(self._kept)

    def code(self) -> str:
        """The six digits; what was typed where that is no class."""
        chosen = self.row()
        return chosen.code if chosen is not None else self._kept or self.text().strip()

    def code_shown(self) -> str:
        """The six digits of the class that is named in full; a word half typed is none yet and is left alone."""
        english = self._tools.wording().language == "en"
        named = (row for row in self._rows if row.name(english=english) == self.text())
        return next((row.code for row in named), "")

    def written(self) -> str:
        """What is kept of it while somebody types: nothing is picked for them by being kept."""
        return self.code_shown() or self._kept or self.text()

    def row(self) -> ClassRow | None:
        """The class that was picked."""
        number = self.choice_id() if self.text().strip() else None
        return next((row for row in self._rows if row.id == number), None)

    def show_code(self, code: str) -> None:
        """Show the class of a code; nothing empties the field."""
        found = next((row for row in self._rows if row.code == code), None)
        self._kept = code if found is None and not self._rows else ""
        if found is not None:
            self.set_choice(found.id)
        else:
            self.setText(code)

    def named(self, code: str) -> str:
        """The class of a code as the list shows it; the code itself where the table has none."""
        found = next((row for row in self._rows if row.code == code), None)
        return f"{code}  {found.path(english=self._tools.wording().language == 'en')}" if found is not None else code

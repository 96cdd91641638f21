"""Where things stand in a TOML text: the reader of the standard library keeps no line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HEADER: Final = re.compile(r"\s*\[\[?\s*(?P<name>[\w.\"'-]+)\s*\]\]?\s*(?:#.*)?")
_ASSIGNED: Final = re.compile(r"\s*[\"']?(?P<name>[\w.-]+)[\"']?\s*=")


@dataclass(frozen=True, slots=True)
class TomlLines:
    """The lines of a text that was read; a place that is not found is answered by the nearest one known."""

    lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> TomlLines:
        """The lines of a text."""
        return cls(tuple(text.splitlines()))

    @property
    def count(self) -> int:
        """How many lines there are, at least one."""
        return max(1, len(self.lines))

    def holds(self, text: str) -> bool:
        """Whether a line holds that text."""
        return any(text in line for line in self.lines)

    def of_table(self, name: str, place: int, key: object = None) -> int:
        """The line of the header of the ``place``-th table ``[[name]]``; where they are written in another way, the
        line on which ``key`` stands."""
        headers = [
            number
            for number, line in enumerate(self.lines, start=1)
            if (match := _HEADER.fullmatch(line)) and match["name"].strip("\"'") == name
        ]
        if place < len(headers):
            return headers[place]
        return self.of_text(str(key)) if key else 1

    def of_field(self, start: int, name: str) -> int:
        """The line of a field of the table that begins at line ``start``; that line where it is not written."""
        for number, line in enumerate(self.lines[start:], start=start + 1):
            if _HEADER.fullmatch(line):
                break
            match = _ASSIGNED.match(line)
            if match and match["name"] == name:
                return number
        return start

    def of_name(self, name: str) -> int:
        """The first line that gives something this name, as a field or as a table."""
        for number, line in enumerate(self.lines, start=1):
            match = _HEADER.fullmatch(line) or _ASSIGNED.match(line)
            if match and match["name"].strip("\"'").partition(".")[0] == name:
                return number
        return 1

    def of_text(self, text: str, start: int = 0) -> int:
        """The first line after line ``start`` that holds a text; line ``start``, at least 1, where none does."""
        for number, line in enumerate(self.lines[start:], start=start + 1):
            if text in line:
                return number
        return max(1, start)

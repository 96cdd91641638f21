"""What somebody types of an issued paper, and back: paragraphs and headings, lines before the text, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dutyroom.rules.briefing import TypedPart

_HEADINGS: Final = (("### ", 3), ("## ", 2), ("# ", 1))
_COLON: Final = re.compile(r"[：:=]")
_CELL: Final = "|"


def typed_parts(text: str) -> tuple[TypedPart, ...]:
    """A paragraph a line; headings after ``#``, ``##`` or ``###``; empty lines say nothing."""
    found = []
    for line in (line.strip() for line in text.splitlines()):
        level = next((level for sign, level in _HEADINGS if line.startswith(sign)), 0)
        words = line[level:].strip() if level else line
        if words:
            found.append(TypedPart(text=words, level=level))
    return tuple(found)


def typed_fields(text: str) -> tuple[tuple[str, str], ...]:
    """A label and what it says a line, a colon between; a line without either is left out, as it says nothing yet."""
    found = []
    for line in text.splitlines():
        label, *rest = _COLON.split(line, maxsplit=1)
        said = rest[0].strip() if rest else ""
        if label.strip() and said:
            found.append((label.strip(), said))
    return tuple(found)


def fields_text(fields: Sequence[tuple[str, str]]) -> str:
    """Labelled lines as they are typed."""
    return "\n".join(f"{label}：{said}" for label, said in fields)


def typed_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """A table: a row a line, its cells between bars or tabs."""
    lines = (line.replace("\t", _CELL).strip().strip(_CELL) for line in text.splitlines() if line.strip())
    return tuple(tuple(cell.strip() for cell in line.split(_CELL)) for line in lines)


def rows_as_typed(rows: Sequence[Sequence[str]]) -> str:
    """A table as it is typed."""
    return "\n".join(f" {_CELL} ".join(row) for row in rows)

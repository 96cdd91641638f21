"""Sheets: a workbook or a CSV file as a document: each sheet a heading, each row a line of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from dutyroom.readers.contact_sheets import read_text_table, read_workbook
from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.rules.contact_table import Sheet

_LARGEST_MB: Final = 30
_TITLE_MOST: Final = 60
_TOP: Final = 4


def read_sheets(path: Path, kind: str) -> Document:
    """The visible sheets with their rows; raises :class:`ReadFailure` where there is none with a row."""
    if path.stat().st_size > _LARGEST_MB * 1_000_000:
        raise ReadFailure("too-large", "file.too_large", limit=_LARGEST_MB)
    sheets = read_text_table(path) if kind == "csv" else read_workbook(path, kind)
    filled = [sheet for sheet in sheets if any(any(cell.strip() for cell in row) for row in sheet.rows)]
    if not filled:
        raise ReadFailure("no-text", "file.no_rows")
    lines = tuple(line for sheet in filled for line in _lines(sheet))
    return Document(lines, kind, None, _title(filled[0].rows) or path.stem)


def _lines(sheet: Sheet) -> Iterator[Line]:
    yield Line(" ".join(sheet.name.split()) or "1", 1)
    for row in sheet.rows:
        text = row_line(row)
        if text:
            yield Line(text)


def row_line(row: Sequence[str]) -> str:
    """A row as a line: ``a | b | c``; empty cells keep their place, a cell merged over the row is said once."""
    cells = [" ".join(cell.split()) for cell in row]
    said = {cell for cell in cells if cell}
    if len(said) == 1 and (len(cells) > 1 or "|" not in cells[0]):
        return said.pop()
    return " | ".join(cells).rstrip(" |")


def _title(rows: Sequence[Sequence[str]]) -> str:
    """What stands alone in a row above the table."""
    for row in rows[:_TOP]:
        text = row_line(row)
        if text and " | " in text:
            return ""
        if text and len(text) <= _TITLE_MOST and not text.isdecimal():
            return text
    return ""

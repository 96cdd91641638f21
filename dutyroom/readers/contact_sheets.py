"""Tables of contacts: CSV in any of its spellings, and workbooks, as rows of text."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.txt import clean, decoded
from dutyroom.rules.contact_table import Sheet

ROWS_MOST: Final = 50_000
COLUMNS_MOST: Final = 200
CELL_MOST: Final = 131_072
"""As many characters as the reader of CSV takes in one cell: an export may hold the whole flow of a matter there."""
_SNIFFED_LINES: Final = 20
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REPEAT_MOST: Final = 10_000
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


def read_text_table(path: Path) -> tuple[Sheet, ...]:
    """A CSV file as one sheet: the encoding and the separator are found out."""
    text, _ = decoded(path.read_bytes())
    text = clean(text)
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip()) == len("sep=") + 1:
        separator, text = first[4], rest
    else:
        separator = _separator(text)
    rows = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            rows.append(_cut(row))
            _refuse_long(len(rows))
    except csv.Error as problem:
        raise ReadFailure("damaged", "file.damaged", kind="csv") from problem
    return (Sheet(path.stem, tuple(rows)),)


def read_json_table(path: Path, most: int) -> tuple[Sheet, ...]:
    """A list of objects, as an export writes it, as one sheet: their names are its headings."""
    content = path.read_bytes()
    if len(content) > most:
        raise ReadFailure("too-large", "file.too_large", limit=most // 1_000_000)
    try:
        found = json.loads(decoded(content)[0])
    except (ValueError, RecursionError) as problem:
        raise ReadFailure("damaged", "file.damaged", kind="json") from problem
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ReadFailure("unsupported", "file.no_table", kind="json")
    _refuse_long(len(found))
    heads = list(dict.fromkeys(str(name) for row in found for name in row))[:COLUMNS_MOST]
    rows = [tuple(heads), *(tuple(_json_cell(row.get(name)) for name in heads) for row in found)]
    return (Sheet(path.stem, tuple(rows)),)


def _json_cell(value: Any) -> str:
    """A value as a cell says it: lists as JSON."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return _said(value)


def _separator(text: str) -> str:
    """The separator that parts the first lines most evenly; a comma where none does."""
    lines = [line for line in text.split("\n")[:_SNIFFED_LINES] if line.strip()]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [len(next(csv.reader([line], delimiter=separator), [])) - 1 for line in lines]
        used = [count for count in counts if count]
        most = max(used, key=used.count) if used else 0
        return sum(count == most for count in used), most

    return max(",;\t|，", key=evenness)


def read_workbook(path: Path, kind: str) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook; merged cells hold their text in each part."""
    import python_calamine as calamine  # noqa: PLC0415  # slow import

    sheets = []
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            merges = _open_merges(path) if kind == "ods" else {}
            for about in book.sheets_metadata:
                if about.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                if about.visible != calamine.SheetVisibleEnum.Visible:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                _refuse_long(sheet.total_height)
                cells = sheet.to_python(skip_empty_area=False)
                joined = merges.get(about.name) or _merges(sheet.merged_cell_ranges)
                sheets.append(Sheet(about.name, _filled([_cut(map(_said, row)) for row in cells], joined)))
    except calamine.PasswordError as problem:
        raise ReadFailure("encrypted", "file.encrypted") from problem
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, ValueError) as problem:
        raise ReadFailure("damaged", "file.damaged", kind=kind) from problem
    return tuple(sheets)


def _refuse_long(rows: int) -> None:
    if rows > ROWS_MOST:
        raise ReadFailure("too-large", "file.rows", limit=ROWS_MOST)


def _cut(row: Sequence[str] | Iterator[str]) -> tuple[str, ...]:
    cells = [cell[:CELL_MOST] for cell, _ in zip(row, range(COLUMNS_MOST), strict=False)]
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _said(value: Any) -> str:
    """A cell as somebody reads it: a telephone number that the workbook took for an amount has no decimals."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return clean(str(value))


def _merges(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[Merge]:
    return [(*first, *last) for first, last in ranges or ()]


def _filled(rows: Sequence[tuple[str, ...]], merges: Sequence[Merge]) -> tuple[tuple[str, ...], ...]:
    """The rows with the text of merged cells in each part of them."""
    made = [list(row) for row in rows]
    for top, left, bottom, right in merges:
        if top >= len(made) or left >= min(len(made[top]), COLUMNS_MOST) or not made[top][left].strip():
            continue
        text = made[top][left]
        for row in made[top : min(bottom, top + ROWS_MOST) + 1]:
            last = min(right, COLUMNS_MOST - 1)
            row += [""] * (last + 1 - len(row))
            row[left : last + 1] = [(cell.strip() and cell) or text for cell in row[left : last + 1]]
    return tuple(tuple(row) for row in made)


def _open_merges(path: Path) -> dict[str, list[Merge]]:
    """The merged cells of an OpenDocument workbook, which the library does not tell."""
    from lxml import etree  # noqa: PLC0415  # slow import

    found: dict[str, list[Merge]] = {}
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            walk = etree.iterparse(content, tag=f"{_TABLE}table", resolve_entities=False, no_network=True)
            for _, table in walk:
                found[table.get(f"{_TABLE}name", "")] = list(_spans(table))
                table.clear()
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile) as problem:
        raise ReadFailure("damaged", "file.damaged", kind="ods") from problem
    return found


def _spans(table: Any) -> Iterator[Merge]:
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            down, right = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
            if down > 1 or right > 1:
                yield at, column, at + down - 1, column + right - 1
            column += _number(cell, "number-columns-repeated")
        at += _number(row, "number-rows-repeated")


def _number(element: Any, name: str) -> int:
    told = element.get(f"{_TABLE}{name}", "1")
    return min(int(told), _REPEAT_MOST) if told.isdecimal() else 1

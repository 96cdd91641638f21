"""A table as a workbook for Excel and WPS: times are times, numbers are numbers, and no text is ever a formula."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.data.folders import refuse_special
from dutyroom.data.trouble import Trouble

ROWS_MOST: Final = 1_048_575
"""Rows of a sheet beside its head; the format has no more."""
CELL_MOST: Final = 32_767
"""UTF-16 units that a cell can hold."""
LARGE: Final = 1_900_000_000
"""Bytes of one sheet from which the file needs the large form of zip, about which Excel may remark: only then."""
CELL_MARKS: Final = 45
"""Bytes that a cell takes beside what stands in it, at most."""
TIME_FORMAT: Final = "yyyy-mm-dd hh:mm:ss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is to be written: ``sheet`` names the sheet, ``columns`` its head, ``widths`` in characters by column."""

    sheet: str
    columns: Sequence[str]
    widths: Mapping[str, float]
    zone: ZoneInfo


@dataclass(slots=True)
class Written:
    """What was written: rows, and how many texts were too long for a cell and end in an ellipsis there."""

    rows: int = 0
    cut: int = 0


def write_workbook(target: Path, table: Table, rows: Iterable[Sequence[Any]], *, rows_most: int = ROWS_MOST) -> Written:
    """Write the rows, on as many sheets as they need, whole or not at all.

    Rows go to the disk as they come, so that a million need no more memory than one. Raises ``Trouble`` where the
    file cannot be written.
    """
    import xlsxwriter  # slow import  # noqa: PLC0415
    from xlsxwriter.exceptions import XlsxWriterException  # slow import  # noqa: PLC0415

    refuse_special(target)
    part = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".dutyroom-") as beside:
            book = xlsxwriter.Workbook(part, {"constant_memory": True, "tmpdir": beside})
            sheets = _Sheets(book, table, rows_most)
            try:
                for row in rows:
                    sheets.add(row)
                sheets.end()
                if sheets.largest > LARGE:
                    book.use_zip64()
                book.close()
            finally:
                sheets.let_go()
        part.replace(target)
    except (OSError, XlsxWriterException) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise Trouble("file.unwritable", path=target, detail=detail) from error
    finally:
        part.unlink(missing_ok=True)
    return sheets.written


@dataclass(slots=True)
class _Sheets:
    """The sheets one after the other; only the last is open."""

    book: Any
    table: Table
    rows_most: int
    written: Written = field(default_factory=Written)
    largest: int = 0
    _size: int = 0
    _sheet: Any = None
    _row: int = 0
    _count: int = 0
    _writers: dict[type, Callable[[int, int, Any], None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._writers = {bool: self._truth, int: self._number, float: self._number, str: self._text}
        self._writers |= {datetime: self._time, bytes: self._digits}
        self._begin()

    def add(self, row: Sequence[Any]) -> None:
        """One row; on a new sheet where this one is full."""
        if self._row == self.rows_most:
            self.end()
            self._begin()
        self._row += 1
        self.written.rows += 1
        self._size += CELL_MARKS * len(row)
        self.largest = max(self.largest, self._size)
        for column, value in enumerate(row):
            if value is not None:
                self._writers[type(value)](self._row, column, value)

    def end(self) -> None:
        """The filter covers the rows that came to be; telephone numbers are no mistaken numbers."""
        last = len(self.table.columns) - 1
        self._sheet.autofilter(0, 0, self._row, last)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self._row + 1}"})

    def let_go(self) -> None:
        """Close what the library keeps open of a book that did not come to its end."""
        for sheet in self.book.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()

    def _begin(self) -> None:
        self._count += 1
        self._row = self._size = 0
        name = self.table.sheet if self._count == 1 else f"{self.table.sheet} {self._count}"
        self._sheet = self.book.add_worksheet(name)
        time = self.book.add_format({"num_format": TIME_FORMAT})
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self.table.columns):
            self._sheet.set_column(
                place, place, self.table.widths.get(column, 12), time if column.endswith(("_at", "_since")) else None
            )
        head = self.book.add_format({"bold": True, "bottom": 1})
        for place, column in enumerate(self.table.columns):
            self._sheet.write_string(0, place, column, head)

    def _truth(self, row: int, column: int, value: bool) -> None:
        self._sheet.write_boolean(row, column, value)

    def _number(self, row: int, column: int, value: float) -> None:
        self._sheet.write_number(row, column, value)

    def _time(self, row: int, column: int, value: datetime) -> None:
        self._sheet.write_datetime(row, column, value.astimezone(self.table.zone).replace(tzinfo=None))

    def _digits(self, row: int, column: int, value: bytes) -> None:
        self._text(row, column, value.hex())

    def _text(self, row: int, column: int, value: str) -> None:
        shown = cell_text(value)
        if shown is not value:
            self.written.cut += 1
        self._size += len(shown) if shown.isascii() else len(shown) * 3
        self._sheet.write_string(row, column, shown)


def cell_text(text: str) -> str:
    """The text as far as a cell can hold it, with an ellipsis where it is cut; the same object where it is not."""
    if len(text) * 2 <= CELL_MOST or len(text.encode("utf-16-le", "surrogatepass")) // 2 <= CELL_MOST:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: (CELL_MOST - 1) * 2]
    return units.decode("utf-16-le", "ignore") + "…"

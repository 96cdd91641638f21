"""``dutyroom export journal -o FILE.xlsx``: read back as any other program reads it."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dutyroom.actions.entries import write_entry
from dutyroom.data.startup import open_store
from dutyroom.data.trouble import Trouble
from dutyroom.data.workbook import CELL_MOST, Table, cell_text, write_workbook
from dutyroom.rules.entry import Kind, WriteEntry

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ZONE = ZoneInfo("Asia/Shanghai")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 — the format knows no zone
TABLE = Table(sheet="值班日志", columns=("seq", "happened_at", "text", "important"), widths={"text": 80}, zone=ZONE)
AT = datetime(2026, 11, 22, 23, 30, 15, tzinfo=UTC)


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _unescaped(text: str) -> str:
    """As Excel reads it: ``_xHHHH_`` is the character of that number."""
    import re

    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


class Book:
    """A workbook as its parts say."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as parts:
            assert parts.testzip() is None
            self.parts = {name: parts.read(name) for name in parts.namelist()}
        book = etree.fromstring(self.parts["xl/workbook.xml"])
        self.names = [sheet.get("name") for sheet in book.iter(MAIN + "sheet")]

    def sheet(self, number: int = 1) -> etree._Element:
        return etree.fromstring(self.parts[f"xl/worksheets/sheet{number}.xml"])

    def rows(self, number: int = 1) -> list[dict[int, tuple[str, object]]]:
        """By column: the type of the cell and its value."""
        return [
            {_column(cell.get("r")): self._cell(cell) for cell in row.iter(MAIN + "c")}
            for row in self.sheet(number).iter(MAIN + "row")
        ]

    def format_of(self, cell: etree._Element) -> str | None:
        styles = etree.fromstring(self.parts["xl/styles.xml"])
        codes = {fmt.get("numFmtId"): fmt.get("formatCode") for fmt in styles.iter(MAIN + "numFmt")}
        formats = styles.find(MAIN + "cellXfs")
        return codes.get(formats[int(cell.get("s", "0"))].get("numFmtId"))

    @staticmethod
    def _cell(cell: etree._Element) -> tuple[str, object]:
        assert cell.find(MAIN + "f") is None, "a formula"
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return kind, _unescaped("".join(cell.find(MAIN + "is").itertext()))
        return kind, float(cell.findtext(MAIN + "v"))


def test_the_journal_leaves_as_a_workbook(typed, sample, tmp_path):
    target, plain = tmp_path / "j.xlsx", tmp_path / "j.json"
    assert typed("export", "journal", "-o", target, language="zh_CN").returncode == 0
    assert typed("export", "journal", "-o", plain).returncode == 0
    records = json.loads(plain.read_text("utf-8"))
    book = Book(target)
    assert book.names == ["值班日志"]
    head, *rows = book.rows()
    columns = [name for _, name in head.values()]
    assert columns == list(records[0])
    assert len(rows) == len(records) == 150
    for row, record in zip(rows, records, strict=True):
        for place, name in enumerate(columns):
            _agrees(row.get(place), record[name], name)
    assert not list(tmp_path.glob("*.part"))
    assert not list(tmp_path.glob(".dutyroom-*"))


def _agrees(cell, value, name):
    if value is None:
        assert cell is None
    elif name.endswith("_at"):
        at = EPOCH + timedelta(days=cell[1])
        assert cell[0] == "n"
        assert abs(at - datetime.fromisoformat(value).replace(tzinfo=None)) < timedelta(milliseconds=1)
    elif isinstance(value, bool):
        assert cell == ("b", float(value))
    elif isinstance(value, int):
        assert cell == ("n", float(value))
    else:
        assert cell == ("inlineStr", value)


def test_the_head_stays_and_every_column_is_filtered(tmp_path):
    write_workbook(tmp_path / "a.xlsx", TABLE, [(1, AT, "文", True), (2, AT, None, False)])
    sheet = Book(tmp_path / "a.xlsx").sheet()
    pane = next(sheet.iter(MAIN + "pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert next(sheet.iter(MAIN + "autoFilter")).get("ref") == "A1:D3"
    widths = {col.get("min"): float(col.get("width")) for col in sheet.iter(MAIN + "col")}
    assert widths["3"] > 80 > widths["1"]


def test_times_are_shown_as_times_of_the_office(tmp_path):
    write_workbook(tmp_path / "a.xlsx", TABLE, [(1, AT, "文", True)])
    book = Book(tmp_path / "a.xlsx")
    cell = next(cell for cell in book.sheet().iter(MAIN + "c") if cell.get("r") == "B2")
    assert book.format_of(cell) == "yyyy-mm-dd hh:mm:ss"
    shown = EPOCH + timedelta(days=float(cell.findtext(MAIN + "v")))
    assert abs(shown - datetime(2026, 11, 23, 7, 30, 15)) < timedelta(milliseconds=1)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 371",
        "-3°C 寒潮",
        "@SUM(A1)",
        '=HYPERLINK("http://example.invalid","x")',
        "http://example.invalid/",
        "mailto:a@example.invalid",
        "0371",
        "12345678901234567890",
        "TRUE",
        "{=A1}",
        " 前后有空格 ",
        "一行\n二行\t三",
        "镕堃喆犇䶮𬱖🚑",
        "a<b>&\"'",
        "_x0041_",
        "\x01\x1f\x7f",
        "\ufffe\uffff",
        "",
    ],
)
def test_text_is_text_whatever_it_looks_like(tmp_path, text):
    write_workbook(tmp_path / "a.xlsx", TABLE, [(1, AT, text, False)])
    book = Book(tmp_path / "a.xlsx")
    cell = book.rows()[1].get(2, ("inlineStr", ""))
    assert cell == ("inlineStr", text)
    assert not any("hyperlink" in part for part in (book.parts["xl/worksheets/sheet1.xml"].decode(),))


def test_rows_go_on_in_the_next_sheet(tmp_path):
    rows = ((number, AT, f"第 {number} 条", False) for number in range(1, 8))
    written = write_workbook(tmp_path / "a.xlsx", TABLE, rows, rows_most=3)
    book = Book(tmp_path / "a.xlsx")
    assert (written.rows, book.names) == (7, ["值班日志", "值班日志 2", "值班日志 3"])
    found = [row[0][1] for number in (1, 2, 3) for row in book.rows(number)[1:]]
    assert found == [float(number) for number in range(1, 8)]
    assert all(book.rows(number)[0][0] == ("inlineStr", "seq") for number in (1, 2, 3))


def test_exactly_full_sheets_open_no_empty_one(tmp_path):
    write_workbook(tmp_path / "a.xlsx", TABLE, [(n, AT, "文", False) for n in range(6)], rows_most=3)
    assert len(Book(tmp_path / "a.xlsx").names) == 2


def test_a_text_too_long_for_a_cell_is_cut_and_said(typed, live, tmp_path):
    text = "长" * 40_000
    store = open_store(live)
    with store.desk() as desk:
        write_entry(desk, WriteEntry(kind=Kind.NOTE, text=text))
    store.close()
    ran = typed("export", "journal", "-o", tmp_path / "a.xlsx")
    assert ran.returncode == 0
    assert "1 texts are longer" in ran.stdout
    shown = [cell[1] for row in Book(tmp_path / "a.xlsx").rows()[1:] for cell in row.values()]
    assert "长" * (CELL_MOST - 1) + "…" in shown


@given(st.builds(lambda piece, times: piece * times, st.text("a长🚑", max_size=50), st.integers(1, 2000)))
def test_a_cell_never_holds_more_than_it_can(text):
    shown = cell_text(text)
    assert len(shown.encode("utf-16-le", "surrogatepass")) // 2 <= CELL_MOST
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_what_stood_there_stays_where_the_export_fails(tmp_path):
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"before")

    def rows():
        yield (1, AT, "文", False)
        raise OSError(28, "No space left on device")

    with pytest.raises(Trouble, match=r"file\.unwritable"):
        write_workbook(target, TABLE, rows())
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_that_is_not_there_is_said_in_one_line(typed, sample, tmp_path):
    ran = typed("export", "journal", "-o", tmp_path / "nowhere" / "a.xlsx")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)

"""Workbooks and CSV files as documents: a sheet is a heading, a row a line of a table."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.opening import open_document, open_reading
from dutyroom.readers.sheets import row_line


def a_workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("值班电话")
        sheet.merge_range("A1:D1", "示例市应急值守通讯录")
        sheet.write_row("A2", ["单位", "姓名", "职务", "电话"])
        sheet.merge_range("A3:A4", "示例局")
        sheet.write_row("B3", ["张示例", "", "0371-00000001"])
        sheet.write_row("B4", ["李示例", "主任", 13900000000])
        book.add_worksheet("说明").write("A1", "每月核对一次。")
        book.add_worksheet("空")
    return path


def test_a_list_of_contacts_keeps_its_columns(tmp_path: Path) -> None:
    document = open_document(a_workbook(tmp_path / "通讯录.xlsx"))
    assert [(line.text, line.level) for line in document.lines] == [
        ("值班电话", 1),
        ("示例市应急值守通讯录", None),
        ("单位 | 姓名 | 职务 | 电话", None),
        ("示例局 | 张示例 |  | 0371-00000001", None),
        ("示例局 | 李示例 | 主任 | 13900000000", None),
        ("说明", 1),
        ("每月核对一次。", None),
    ]
    assert document.title == "示例市应急值守通讯录"


def test_it_becomes_a_plan_whose_rows_are_no_headings(tmp_path: Path) -> None:
    plan = open_reading(a_workbook(tmp_path / "通讯录.xlsx"), plan=True).plan
    assert plan is not None
    assert plan.title == "示例市应急值守通讯录"
    assert [s.title for s in plan.sections if s.level] == ["值班电话", "说明"]
    assert not plan.text_missing


def test_a_csv_of_the_office_is_read_in_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "联系人.csv"
    path.write_bytes("单位,电话\r\n示例局,0371-00000000\r\n".encode("gb18030"))
    document = open_document(path)
    assert [line.text for line in document.lines] == ["联系人", "单位 | 电话", "示例局 | 0371-00000000"]
    assert document.title == "联系人"


def test_a_workbook_without_a_row_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    with pytest.raises(ReadFailure) as failure:
        open_document(path)
    assert (failure.value.result, failure.value.detail) == ("no-text", "file.no_rows")


@given(st.lists(st.text(max_size=12), max_size=8))
def test_a_row_keeps_what_it_says_on_one_line(cells: list[str]) -> None:
    line = row_line(cells)
    assert "\n" not in line
    assert all(" ".join(cell.split()) in line for cell in cells if cell.strip(" |"))

"""Workbooks of cases as they come: read, proposed, brought in once, with a line for every row that is left out."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from dutyroom.actions.column_maps import RememberMaps, as_remembered, remember_maps
from dutyroom.actions.hotline_import import SLICE, How, import_cases, import_cases_slice, propose_cases, read_cases
from dutyroom.data.queries.hotline_callers import known_caller
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.readers.contacts import read_table
from dutyroom.readers.document import ReadFailure
from dutyroom.rules.column_map import kept_maps, sheet_heads
from dutyroom.rules.hotline_import import CASES, ImportedCase
from dutyroom.rules.matter import Duty
from dutyroom.rules.refusal import Refusal
from tests.actions.test_hotline import entries, rows, sound
from tests.samples import NOON, ZONE, Room

HEAD = ("工单编号", "受理时间", "来电人", "联系电话", "诉求类型", "诉求内容", "承办单位", "工单状态", "办理结果")
HOW = How(now=NOON, zone=ZONE)
REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "malformed"


def workbook(
    path: Path, *sheets: tuple[str, list[list[object]]], merges: tuple[tuple[int, int, int, int, str], ...] = ()
):
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for name, lines in sheets:
        sheet = book.add_worksheet(name)
        for y, line in enumerate(lines):
            for x, value in enumerate(line):
                if isinstance(value, datetime):
                    sheet.write_datetime(y, x, value, day)
                elif isinstance(value, tuple):
                    sheet.write_formula(y, x, value[0], None, value[1])
                elif value is not None:
                    sheet.write(y, x, value)
        for y, x, y2, x2, text in merges:
            sheet.merge_range(y, x, y2, x2, text)
    book.close()
    return path


def read(path: Path, chosen=None, how: How = HOW):
    return read_cases(read_table(path), how, chosen)


def cases(path: Path, **named) -> list[ImportedCase]:
    return [row for row in read(path, **named)[1] if isinstance(row, ImportedCase)]


def bring(room: Room, path: Path):
    _, found = read(path)

    def keep(some, brought):
        return room.do(import_cases_slice, some, path.name, brought)

    return import_cases(keep, found)


def test_titles_two_rows_of_headings_breaks_and_blanks_in_them(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        (
            "11月",
            [
                ["2026年11月市长电话受理情况表"],
                [],
                ["工单\n编 号", "受 理 时 间", None, None, "诉求内容 （必填）", "办理情况*"],
                [None, None, "来电人 姓名", "联系\n电话", None, None],
                ["A1", "2026/11/3 8:05", "王样例", 13800138000.0, "路灯不亮" * 900, "已修复"],
                ["A2", "11月3日", "李样例", "0371-67181234", "井盖丢失", None],
                ["A3", 46329.5, "", None, "咨询社保", None],
                ["A4", datetime(2026, 11, 4, 9, 30), None, "１３９ ００１３ ９０００", "噪音", None],  # noqa: DTZ001  # as a workbook has it
                [],
                ["合计", None, None, None, "4 件", None],
                ["A5", "2026-11-05", None, "匿名", ('="公交"&"晚点"', "公交晚点"), None],
            ],
        ),
        merges=((2, 2, 2, 3, "来电人信息"),),
    )
    table, found = read(path)
    assert table.columns["诉求内容 (必填)"] == "text"
    assert {"outside_number", "received_at", "name", "phone", "text", "answer"} <= set(table.columns.values())
    got = [row for row in found if isinstance(row, ImportedCase)]
    assert [row.call.outside_number for row in got] == ["A1", "A2", "A3", "A4", "A5"]
    assert [row.call.phone for row in got] == ["13800138000", "0371-67181234", "", "139 0013 9000", ""]
    local = [row.received_at.astimezone(ZONE).strftime("%m-%d %H:%M") for row in got]
    assert local == ["11-03 08:05", "11-03 00:00", "11-03 12:00", "11-04 09:30", "11-05 00:00"]
    assert len(got[0].call.text) == 3600, "a long cell is kept whole"
    assert got[4].call.text == "公交晚点", "of a formula its value counts"
    assert "import.hotline.phone" in got[4].remarks
    left = [row for row in found if not isinstance(row, ImportedCase)]
    assert [(row.row, row.code) for row in left] == [(10, "import.hotline.total")]


@pytest.mark.parametrize(
    ("cell", "phone", "code"),
    [
        (13800138000.0, "13800138000", ""),
        ("1.38E+10", "", "import.hotline.rounded"),
        ("138****8000", "", ""),
        ("202611270123", "", ""),
        ("13800138000/67181234", "13800138000", ""),
        ("+86-138-0013-8000", "+86-138-0013-8000", ""),
        ("无", "", ""),
    ],
)
def test_numbers_as_workbooks_spoil_them(tmp_path, cell, phone, code):
    line = ["A1", "2026-11-03", "王样例", cell, "投诉", "路灯不亮", "", "", ""]
    found = read(workbook(tmp_path / "a.xlsx", ("1", [list(HEAD), line])))[1][0]
    if code:
        assert found.code == code
    else:
        assert found.call.phone == phone


def test_a_case_number_that_lost_its_digits_is_said_and_one_that_did_not_is_read(tmp_path):
    head, rest = list(HEAD), ["2026-11-03", "", "", "投诉", "路灯不亮", "", "", ""]
    path = workbook(tmp_path / "a.xlsx", ("1", [head, ["2.02611E+11", *rest], [202611030001.0, *rest]]))
    lost, kept = read(path)[1]
    assert (lost.code, lost.field, lost.value) == ("import.hotline.rounded", "outside_number", "2.02611E+11")
    assert kept.call.outside_number == "202611030001"


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        (["A1", "", "", "", "投诉", "路灯不亮"], "import.hotline.received", "received_at"),
        (["A1", "昨天下午", "", "", "投诉", "路灯不亮"], "import.matter.day", "received_at"),
        (["A1", "2027-01-01", "", "", "投诉", "路灯不亮"], "matter.received.future", "received_at"),
        (["A1", "2026-11-03", "王样例", "13800138000", "投诉", ""], "import.hotline.empty", "text"),
        (["总计：", "", "", "", "", "12"], "import.hotline.total", ""),
    ],
)
def test_a_row_that_is_none_says_why(tmp_path, line, code, field):
    found = read(workbook(tmp_path / "a.xlsx", ("1", [list(HEAD), line])))[1][0]
    assert (found.code, found.field, found.row) == (code, field, 2)
    assert "王样例" not in found.title


def test_fifty_sheets_are_read_each_with_its_own_headings(tmp_path):
    sheets = [("说明", [["本表由各区填报"], ["请勿修改表头"]])]
    for n in range(49):
        head = ["受理编号", "来电时间", "反映内容"] if n % 2 else ["诉求内容", "登记时间", "工单编号"]
        line = [f"B{n}", "2026-11-03", f"第{n}件"] if n % 2 else [f"第{n}件", "2026-11-03", f"B{n}"]
        sheets.append((f"区{n}", [head, line]))
    got = cases(workbook(tmp_path / "a.xlsx", *sheets))
    assert [(row.call.outside_number, row.sheet) for row in got] == [(f"B{n}", f"区{n}") for n in range(49)]


def test_a_wrong_suffix_and_an_old_csv_are_read_and_what_is_no_table_is_refused(tmp_path):
    path = workbook(tmp_path / "a.csv", ("1", [list(HEAD), ["A1", "2026-11-03", "", "", "", "路灯不亮"]]))
    assert [row.call.text for row in cases(path)] == ["路灯不亮"]
    old = tmp_path / "b.csv"
    old.write_bytes("受理编号;来电时间;诉求内容\nA1;2026-11-03;路灯不亮\n".encode("gb18030"))
    assert [row.call.text for row in cases(old)] == ["路灯不亮"]
    text = tmp_path / "c.xlsx"
    text.write_text("这不是表格", encoding="utf-8")
    with pytest.raises((ReadFailure, Refusal)):
        read(text)
    bare = workbook(tmp_path / "d.xlsx", ("1", [["甲", "乙"], ["1", "2"]]))
    with pytest.raises(Refusal) as refused:
        read(bare)
    assert refused.value.code == "import.matter.headings"


def test_a_map_says_what_the_headings_do_not(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ("1", [["甲", "乙", "丙"], ["路灯不亮", "2026-11-03", "A1"]]))
    got = cases(path, chosen={"甲": "text", "乙": "received_at", "丙": "outside_number"})
    assert [(row.call.text, row.call.outside_number) for row in got] == [("路灯不亮", "A1")]


def lines(n: int, **more: object) -> list[object]:
    usual = {"state": "办理中", "answer": "", "lead": "城市管理局", "text": f"王样例{n}反映路灯不亮，请打13800138000"}
    said = {**usual, **more}
    return [f"A{n}", "2026-11-03 08:00", f"王样例{n}", "13800138000", "投诉", said["text"], said["lead"], said["state"], said["answer"]]  # fmt: skip


def test_a_workbook_is_brought_in_once_and_what_changed_is_said(room, tmp_path):
    first = [lines(n) for n in range(SLICE * 2 + 3)]
    path = workbook(tmp_path / "a.xlsx", ("1", [list(HEAD), *first, lines(0)]))
    proposed = room.read(lambda session: propose_cases(session, read(path)[1]))
    done = bring(room, path)
    assert [outcome.result for outcome in done] == [outcome.result for outcome in proposed]
    assert [outcome.result for outcome in done] == ["imported"] * len(first) + ["same"]
    assert done[-1].reason[0] == "import.matter.twice"
    assert [outcome.result for outcome in bring(room, path)] == ["same"] * (len(first) + 1)
    newer = workbook(tmp_path / "b.xlsx", ("1", [list(HEAD), lines(0, state="已办结", answer="已修复"), lines(1)]))
    changed, same = bring(room, newer)
    assert (changed.result, changed.reason[0], changed.number) == ("skipped", "import.hotline.changed", "热〔2026〕1号")
    assert dict(changed.reason[1])["what"] == "answer、state"
    assert same.result == "same"
    sound(room)


def test_what_came_in_is_a_case_with_its_caller_hidden(room, tmp_path):
    head = [*HEAD, "是否保密", "事项分类", "满意度", "区县"]
    done = [*lines(1, state="已办结", answer="王样例1的路灯已修复"), "否", "占道经营", "非常满意", "金水区"]
    path = workbook(tmp_path / "a.xlsx", ("1", [head, done, [*lines(2, lead=""), "是", "别的", "", "金水区"]]))
    closed, open_ = bring(room, path)
    matter, case, calls, steps = room.read(rows, closed.id)
    assert (matter.state, matter.lead, matter.outcome) == ("closed", "城市管理局", "王***的路灯已修复")
    assert (case.code, case.answer, case.satisfied, case.outside_number) == ("010101", "王样例1的路灯已修复", "5", "A1")
    assert (calls[0].name, calls[0].phone_key) == ("王样例1", "13800138000")
    assert "王样例" not in matter.title
    assert [step.kind for step in steps] == ["receive"]
    assert open_.remarks == (("import.hotline.class", ()),)
    matter, case, calls, _ = room.read(rows, open_.id)
    assert (matter.state, calls[0].is_secret) == ("received", True)
    items = room.read(lambda session: [item.duty for item in items_of_matter(session, open_.id)])
    assert items == [Duty.CLOSE]
    assert room.read(known_caller, "13800138000", NOON).total == 2
    sound(room)


def test_a_number_of_this_duty_room_comes_back_where_it_is_free(room, tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        (
            "1",
            [
                ["编号", "受理时间", "诉求内容"],
                ["热〔2026〕7号", "2026-11-03", "路灯"],
                ["热〔2026〕7号", "2026-11-04", "井盖"],
            ],
        ),
    )
    assert [outcome.number for outcome in bring(room, path)] == ["热〔2026〕7号", "热〔2026〕8号"]


@pytest.mark.parametrize("name", ["date.xlsx", "issues.xlsx", "merged_range.xlsx"])
def test_workbooks_that_break_readers_are_refused_or_read_but_never_crash(name):
    path = REAL / name
    if not path.is_file():
        pytest.skip("the collection of malformed workbooks is not beside the project")
    with suppress(ReadFailure, Refusal):
        assert all(row.row for row in read(path)[1])


def test_a_map_of_columns_is_remembered_once_with_an_entry_and_read_by_the_command_too(room, tmp_path):
    lines = [["甲列", "乙列"], ["2026-11-03 8:05", "路灯不亮"]]
    file = read_table(workbook(tmp_path / "a.xlsx", ("一", lines), ("二", [["无关"], ["1"]])))
    heads = sheet_heads(file.sheets, CASES)
    asked = RememberMaps(
        register="hotline", maps=kept_maps(heads, {"甲列": "received_at", "乙列": "text"}, ["一"]), file="a.xlsx"
    )
    before = entries(room)
    assert room.do(remember_maps, asked)
    assert not room.do(remember_maps, asked)
    assert entries(room) == before + 1
    sound(room)
    taken, chosen = room.read(as_remembered, "hotline", file, CASES)
    assert [sheet.name for sheet in taken.sheets] == ["一"]
    (found,) = read_cases(taken, HOW, chosen)[1]
    assert isinstance(found, ImportedCase)
    assert found.call.text == "路灯不亮"

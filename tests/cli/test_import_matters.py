"""``dutyroom import notices`` and ``matters``: what an export writes, and tables as offices keep them."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from dutyroom.__main__ import main
from dutyroom.actions.sample import fill_sample
from dutyroom.data.queries.journal import entry_rows
from dutyroom.data.queries.matters import links_of, matter_in_full
from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store
from tests.cli.conftest import UNTIL

LEDGER = """某市政府办公室2026年收文登记簿,,,,,,,,
收文号,收文 日期,来文单位,文　　号,标 题,密级,紧急程度,办结时限,备注
1,1月5日,河南省人民政府办公厅,豫政办[2026]1号,关于做好春节值班的通知,,,1月20日,
2,2026.3.6,河南省应急管理厅,豫应急（2026）第007号,关于安全生产检查的通知,无,特急,2026-03-25 18:00,已电话催办
3,2026年3月7日,河南省政府办公厅,豫政办〔2026〕 1 号,春节值班通知（补发）,,,,
4,十一月,河南省水利厅,,防汛通知,,,,
5,20260401,某部,,机要文件,秘密★1年,,,不得外传
"""


@pytest.fixture
def ledger(tmp_path) -> Path:
    """A register as an office keeps it, in the encoding of an old spreadsheet."""
    path = tmp_path / "收文.csv"
    path.write_bytes(LEDGER.encode("gb18030"))
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """A sample store with matters in every state, that nobody changes."""
    folder = tmp_path_factory.mktemp("filled") / "store"
    fill_sample(folder, entries=260, seed=5, until=UNTIL)
    return folder


def called(folder: Path, *words: object) -> int:
    return main(["--data", str(folder), "--lang", "en", *map(str, words)])


def exported(folder: Path, register: str, path: Path) -> list[dict[str, object]]:
    """What an export says; the entries of the journal are each store's own."""
    assert called(folder, "export", register, "-o", path) == 0
    rows = json.loads(path.read_text("utf-8"))
    for row in rows:
        for step in row.get("steps", ()):
            step.pop("entry_seq")
    return rows


@pytest.mark.parametrize(
    ("ending", "register"), [("csv", "notices"), ("xlsx", "notices"), ("xlsx", "matters"), ("json", "matters")]
)
def test_what_is_exported_and_brought_into_an_empty_store_is_exported_the_same(
    filled, tmp_path, capsys, register, ending
):
    table = tmp_path / f"table.{ending}"
    assert called(filled, "export", register, "-o", table) == 0
    capsys.readouterr()
    assert called(tmp_path / "other", "import", register, table, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    before = exported(filled, register, tmp_path / "before.json")
    assert (answer["rows"], answer["skipped"], answer["imported"]) == (len(before), [], len(before))
    assert exported(tmp_path / "other", register, tmp_path / "after.json") == before
    assert len({row["state"] for row in before}) >= 6
    assert len({clock["duty"] for row in before for clock in row["clocks"]}) >= 6
    capsys.readouterr()
    assert called(tmp_path / "other", "import", register, table, "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["same"], again["imported"], again["linked"]) == (len(before), 0, 0), "nothing is doubled"


def test_the_commands_hand_matters_from_room_to_room(dutyroom, typed, filled, tmp_path):
    first, second, other = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "other"
    assert typed("--data", filled, "export", "matters", "-o", first).returncode == 0
    ran = dutyroom("--data", other, "import", "matters", first, "--json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["skipped"] == []
    assert typed("--data", other, "export", "matters", "-o", second).returncode == 0
    before, after = (re.sub(r'""entry_seq"": \d+', "", path.read_text("utf-8")) for path in (first, second))
    assert after == before


def test_a_ledger_in_gbk_is_registered_and_each_row_left_out_says_why(typed, ledger):
    ran = typed("import", "notices", ledger, "--json")
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout)
    assert (answer["rows"], answer["imported"], answer["same"]) == (5, 3, 0)
    twice, bad_day = answer["skipped"]
    assert (twice["row"], twice["field"], twice["value"]) == (5, "文 号", "豫政办〔2026〕1号")
    assert "收〔2026〕1号" in twice["reason"]
    assert "--link" in twice["reason"]
    assert (bad_day["row"], bad_day["field"], bad_day["value"]) == (6, "收文 日期", "十一月")
    assert "2026年11月23日" in bad_day["reason"]
    assert [line["row"] for line in answer["remarks"]] == [7]
    found = json.loads(typed("search", "安全生产", "--in", "notices", "--json").stdout)
    assert [hit["kind"] for hit in found] == ["notice"]


def test_a_file_of_which_every_row_is_left_out_is_bad_input(typed, ledger):
    head, _, *_ = LEDGER.splitlines()[1:3]
    ledger.write_text(f"{head}\n4,十一月,河南省水利厅,,防汛通知,,,,\n", "utf-8")
    ran = typed("import", "notices", ledger)
    assert ran.returncode == 2
    assert "1 rows: 1 left out" in ran.stdout
    assert ran.stderr.startswith("dutyroom: Every one of the 1 rows was left out; the first: ")
    assert "十一月" in ran.stderr


def test_a_dry_run_changes_nothing_and_says_so(typed, ledger, tmp_path):
    ran = typed("import", "notices", ledger, "--dry-run")
    assert ran.returncode == 0
    assert "Nothing was changed." in ran.stdout
    assert "5 rows: 3 registered, 2 left out" in ran.stdout
    assert json.loads(typed("search", "通知", "--in", "notices", "--json").stdout) == []


def test_what_was_brought_in_stands_as_the_table_says_with_one_entry_each(typed, ledger, tmp_path):
    assert typed("import", "notices", ledger, "--link").returncode == 0
    store = open_store(tmp_path / "store", clock=lambda: UNTIL)
    with store.reading() as session:
        notices = [matter_in_full(session, number) for number in (1, 2, 3, 4)]
        entries = [entry for entry in entry_rows(session, range(1, 40)) if entry.event == "matter.imported"]
        links = [link.other_id for link in links_of(session, 3)]
        assert check_store(session, store.attachments).ok
    store.close()
    first, second, third, secret = notices
    assert [notice.matter.number for notice in notices] == [f"收〔2026〕{n}号" for n in (1, 2, 3, 5)]
    assert first.matter.due_at.astimezone(first.matter.due_at.tzinfo).isoformat().startswith("2026-01-20T")
    assert [clock.state for clock in first.clocks] == ["open"]
    assert [step.text for step in second.steps] == ["", "已电话催办"]
    assert (second.matter.urgency, links) == ("特急", [1])
    assert (secret.matter.secrecy, [step.text for step in secret.steps]) == ("秘密", ["", ""])
    assert len(entries) == 4
    assert {entry.record_id for entry in entries} == {1, 2, 3, 4}
    assert not any("不得外传" in (entry.text or "") for entry in entries)
    assert third.matter.state == "received"


def test_a_workbook_with_a_merged_title_and_real_dates_beside_text_dates(typed, tmp_path):
    path = tmp_path / "登记簿.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("2025年")
        sheet.merge_range(0, 0, 0, 3, "收文登记簿")
        for column, head in enumerate(("标　题", "来文机关", "收文\n时间", "文号")):
            sheet.write_string(1, column, head)
        rows = (("防火通知", datetime(2025, 3, 1, 9, 30)), ("防汛通知", "6月2日"))  # noqa: DTZ001  # as a cell has it
        for place, (title, day) in enumerate(rows, 2):
            sheet.write_string(place, 0, title)
            sheet.write_string(place, 1, "省应急管理厅")
            if isinstance(day, str):
                sheet.write_string(place, 2, day)
            else:
                sheet.write_datetime(place, 2, day, book.add_format({"num_format": "yyyy-m-d h:mm"}))
    ran = typed("import", "notices", path, "--json")
    assert json.loads(ran.stdout)["skipped"] == []
    target = tmp_path / "out.json"
    assert typed("export", "notices", "-o", target).returncode == 0
    received = {row["title"]: row["received_at"] for row in json.loads(target.read_text("utf-8"))}
    assert received == {"防火通知": "2025-03-01T09:30:00+08:00", "防汛通知": "2025-06-02T00:00:00+08:00"}


def test_a_map_names_the_columns_that_no_heading_gives_away(typed, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("甲,乙,丙\n防汛通知,省防指,2026-11-02\n", "utf-8")
    refused = typed("import", "notices", path)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "标题" in refused.stderr
    named = tmp_path / "map.json"
    named.write_text(json.dumps({"甲": "title", "乙": "source", "丙": "received_at"}), "utf-8")
    ran = typed("import", "notices", path, "--map", named, "--json")
    assert json.loads(ran.stdout)["imported"] == 1
    named.write_text(json.dumps({"甲": "heading"}), "utf-8")
    wrong = typed("import", "notices", path, "--map", named)
    assert (wrong.returncode, "“heading”" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"%PDF-1.7"), ("a.json", b"{}"), ("a.csv", b""), ("a.xlsx", b"PK")]
)
def test_a_file_that_is_no_table_is_refused_in_one_line(typed, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    ran = typed("import", "notices", tmp_path / name)
    assert (ran.returncode, ran.stderr.count("\n"), ran.stdout) == (2, 1, "")
    assert name in ran.stderr


def test_who_has_no_account_brings_nothing_into_a_store_with_accounts(typed, live, ledger):
    assert typed("import", "notices", ledger).returncode == 4
    assert typed("import", "notices", ledger, "--as", "李二", password="wrong").returncode == 4
    assert typed("import", "notices", ledger, "--as", "李二", password="secret2").returncode == 0

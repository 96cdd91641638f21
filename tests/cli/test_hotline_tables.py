"""``dutyroom import hotline`` and ``export hotline``: cases in and out, masked, and unmasked only when it is logged."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dutyroom.__main__ import main
from dutyroom.actions.officers import keep_officer
from dutyroom.data.queries.hotline_callers import look_rows
from dutyroom.data.startup import open_store
from dutyroom.readers.contacts import read_table
from dutyroom.rules.officer import AddOfficer, Role

TABLE = """工单编号,受理时间,来电人,联系电话,诉求类型,诉求内容,是否保密,承办单位
A1,2026-11-03 08:00,王样例,13800138000,投诉,王样例反映路灯不亮（13800138000）,否,城市管理局
A2,2026/11/4,李样例,13900139000,举报,有人夜间施工，我叫李样例,是,
A3,没有,赵样例,13700137000,咨询,社保,否,
合计,,,,,3,,
"""
CALLERS = ("王样例", "13800138000", "李样例", "13900139000")


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


@pytest.fixture
def with_operator(live) -> Path:
    with open_store(live).desk() as desk:
        keep_officer(desk, AddOfficer(name="周样例", roles=frozenset({Role.HOTLINE}), password="secret3"))
    return live


def test_a_table_is_proposed_then_brought_in_with_a_line_for_every_row_left_out(live, typed, table):
    asked = ("import", "hotline", table, "--json", "--as", "李二")
    proposed = json.loads(typed(*asked, "--dry-run", password="secret2").stdout)
    assert (proposed["rows"], proposed["imported"]) == (4, 2)
    assert proposed["map"]["诉求内容"] == "text"
    done = json.loads(typed(*asked, password="secret2").stdout)
    assert (done["rows"], done["imported"], done["same"]) == (4, 2, 0)
    assert [(line["row"], line.get("field", "")) for line in done["skipped"]] == [(4, "受理时间"), (5, "")]
    assert all(line["reason"] for line in done["skipped"])
    assert not any(caller in json.dumps(done, ensure_ascii=False) for caller in (*CALLERS, "赵样例"))
    again = json.loads(typed(*asked, password="secret2").stdout)
    assert (again["imported"], again["same"]) == (0, 2)
    assert typed("check", "--data-only").returncode in (0, 2)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_an_export_is_masked_and_comes_back_into_an_empty_store(with_operator, typed, capsys, table, tmp_path, ending):
    typed("import", "hotline", table, "--as", "李二", password="secret2")
    out = tmp_path / f"out.{ending}"
    assert typed("export", "hotline", "-o", out).returncode == 0
    if ending == "csv":
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    held = repr(read_table(out).sheets)
    assert "王**" in held
    assert "138****8000" in held
    assert not any(caller in held for caller in CALLERS)
    whole = tmp_path / f"whole.{ending}"
    unmasked = ("export", "hotline", "-o", whole, "--unmasked", "--as")
    assert typed(*unmasked, "李二", "--reason", "核对", password="secret2").returncode != 0
    assert typed(*unmasked, "周样例", password="secret3").returncode != 0
    assert not whole.exists()
    assert typed(*unmasked, "周样例", "--reason", "年度核对", password="secret3").returncode == 0
    held = repr(read_table(whole).sheets)
    assert "王样例" in held
    assert "13800138000" in held
    assert not any(caller in held for caller in CALLERS[2:]), "who asked for secrecy is never given out"
    with open_store(with_operator).reading() as session:
        looks = [(look.officer, look.what, look.reason, look.cases) for look in look_rows(session)]
    assert looks == [("周样例", "export", "年度核对", 2)]
    assert main(["--data", str(tmp_path / "other"), "--lang", "en", "import", "hotline", str(out), "--json"]) == 0
    back = json.loads(capsys.readouterr().out)
    assert (back["rows"], back["imported"]) == (2, 2)


def test_an_export_says_in_chinese_what_it_means(with_operator, typed, table, tmp_path):
    typed("import", "hotline", table, "--as", "李二", password="secret2")
    out = tmp_path / "out.csv"
    typed("export", "hotline", "-o", out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["number"], first["demand"], first["channel"], first["lead"]) == (
        "热〔2026〕1号",
        "投诉",
        "电话",
        "城市管理局",
    )
    assert (second["demand"], second["is_secret"], second["name"]) == ("举报", "是", "＊＊＊")


@pytest.mark.parametrize("words", [("journal", "--unmasked", "--reason", "核对"), ("hotline", "--reason", "核对")])
def test_what_cannot_be_asked_of_an_export_is_said(live, typed, tmp_path, words):
    register, *rest = words
    done = typed("export", register, "-o", tmp_path / "x.csv", *rest)
    assert done.returncode != 0
    assert "--unmasked" in done.stderr

"""``dutyroom roster``, ``spot-checks``, their import and export, their papers from the register."""

from __future__ import annotations

import csv
import json

import pytest

from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store

TABLE = """2026年国庆节值班安排表,,,,
日期,带班领导,主班,副班,备注
10月1日,沈样例 13800000001,李样例,王样例,24小时在岗
10月2日,周样例,李样例,王样例,
昨天,,赵样例,,
10月3日,,,,
10月2日,,李样例,,
"""


@pytest.fixture
def room(live, monkeypatch):
    monkeypatch.setenv("DUTYROOM_PASSWORD", "secret2")
    yield live
    store = open_store(live)
    with store.reading() as session:
        assert check_store(session, store.attachments).problems == ()
    store.close()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "国庆.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_roster_is_made_filled_shown_and_issued(typed, room):
    made = typed(
        "roster",
        "make",
        "--first",
        "2026-11-23",
        "--last",
        "2026-11-24",
        "--posts",
        "带班领导,主班",
        "--json",
        "--as",
        "李二",
    )
    number = json.loads(made.stdout)["id"]
    for day, post, name in (("23", "主班", "李二 13800001234"), ("23", "带班领导", "王一"), ("24", "主班", "外聘样例")):
        assert typed("roster", "set", number, f"2026-11-{day}", post, name, "--as", "李二").returncode == 0
    shown = json.loads(typed("roster", "show", number, "--json").stdout)
    assert [(duty["day"], duty["post"], duty["name"]) for duty in shown["planned"]] == [
        ("2026-11-23", "chief", "李二"),
        ("2026-11-23", "leader", "王一"),
        ("2026-11-24", "chief", "外聘样例"),
    ]
    assert [fault["fault"] for fault in shown["faults"]] == ["gap"]
    said = typed("roster", "show", number).stdout
    assert "! 2026-11-24: nobody stands as Leader in charge." in said
    ran = typed("roster", "issue", number, "--as", "李二")
    assert (ran.returncode, "2026-11-24: a post is empty" in ran.stderr) == (2, True)
    assert typed("roster", "issue", number, "--despite", "样例", "--as", "李二").returncode == 0
    duty = shown["planned"][0]["id"]
    assert typed("roster", "swap", duty, "--to", "赵样例", "--reason", "培训", "--as", "李二").returncode == 0
    assert "instead of 李二" in typed("roster", "show", number).stdout
    assert typed("roster", "void", number, "--reason", "重排", "--as", "李二").returncode == 0
    assert json.loads(typed("roster", "list", "--json").stdout) == []
    assert [row["state"] for row in json.loads(typed("roster", "list", "--void", "--json").stdout)] == ["void"]


def test_a_table_comes_in_row_by_row_with_why_not_and_goes_out_and_in_again(typed, room, table, tmp_path):
    ran = json.loads(typed("import", "roster", table, "--json", "--as", "李二").stdout)
    assert (ran["added"], [line["row"] for line in ran["skipped"]]) == (6, [5, 6, 7])
    (number,) = ran["rosters"]
    (row,) = json.loads(typed("roster", "list", "--json").stdout)
    assert (row["id"], row["kind"], row["first"], row["last"]) == (number, "holiday", "2026-10-01", "2026-10-07")
    assert row["posts"] == ["leader", "chief", "deputy"]
    out = tmp_path / "out.csv"
    assert typed("export", "roster", "-o", out).returncode == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(each["day"], each["post"], each["name"]) for each in rows[:3]] == [
        ("2026-10-01", "leader", "沈样例"),
        ("2026-10-01", "chief", "李样例"),
        ("2026-10-01", "deputy", "王样例"),
    ]
    again = json.loads(typed("import", "roster", out, "--json", "--as", "李二").stdout)
    assert (again["added"], again["changed"], again["same"], again["skipped"]) == (0, 0, 6, [])


def test_the_papers_come_from_the_register(typed, room, tmp_path):
    assert typed("roster", "make", "--first", "2026-10-01", "--last", "2026-10-31", "--as", "李二").returncode == 0
    for words in (("holiday-roster", "国庆节"), ("roster", "2026-10"), ("roster", "1")):
        target = tmp_path / "paper.pdf"
        ran = typed("brief", *words, "-o", target)
        assert (ran.returncode, target.read_bytes()[:4]) == (0, b"%PDF"), ran.stderr
        target.unlink()
    ran = typed("brief", "roster", "2026-09", "-o", tmp_path / "x.pdf")
    assert (ran.returncode, "2026-09-01" in ran.stderr) == (2, True)
    ran = typed("brief", "roster", "国庆", "-o", tmp_path / "x.pdf")
    assert (ran.returncode, "2026-10" in ran.stderr) == (2, True)


def test_spot_checks_are_noted_corrected_and_told_in_a_bulletin(typed, room, tmp_path):
    ran = typed("brief", "spot-check", "-o", tmp_path / "x.pdf")
    assert (ran.returncode, "spot-checks add" in ran.stderr) == (2, True)
    at = ("--at", "2026-11-23T03:03", "--json", "--as", "李二")
    row = json.loads(typed("spot-checks", "add", "样例区", "--answerer", "赵样例", "--rings", "5", *at).stdout)
    assert (row["finding"], row["is_on_time"], row["caller"]) == ("late", False, "李二")
    silent = json.loads(typed("spot-checks", "add", "样例局", "--silent", *at).stdout)
    assert silent["finding"] == "unanswered"
    changed = json.loads(typed("spot-checks", "change", row["id"], "--rings", "2", "--json", "--as", "李二").stdout)
    assert (changed["finding"], changed["answerer"]) == ("ok", "赵样例")
    assert typed("spot-checks", "void", silent["id"], "--reason", "打错", "--as", "李二").returncode == 0
    assert "in order" in typed("spot-checks", "list", "--since", "2026-11-23").stdout
    assert len(json.loads(typed("spot-checks", "list", "--void", "--json").stdout)) == 2
    out, paper = tmp_path / "out.json", tmp_path / "paper.pdf"
    assert typed("export", "spot-checks", "-o", out).returncode == 0
    assert [each["void_reason"] for each in json.loads(out.read_text("utf-8"))] == ["打错", ""]
    assert typed("brief", "spot-check", "-o", paper).returncode == 0
    assert paper.read_bytes().startswith(b"%PDF")

"""``dutyroom check``: what was changed behind the journal's back, and where a printed head lies."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

FREE = "DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_deleted;"


def _tamper(store: Path, statement: str) -> None:
    with closing(sqlite3.connect(store / "dutyroom.db")) as connection, connection:
        connection.executescript(FREE + statement)


def _head_of(store: Path, shift: int) -> tuple[str, int]:
    with closing(sqlite3.connect(store / "dutyroom.db")) as connection:
        head, seq = connection.execute("SELECT head, entry_count FROM shift WHERE id = ?", (shift,)).fetchone()
    return head.hex(), seq


def test_a_printed_head_is_found_however_it_is_written(typed, sample):
    head, seq = _head_of(sample, 1)
    grouped = " ".join(head[at : at + 8] for at in range(0, 64, 8)).upper()
    for written in (head, grouped, head[:16]):
        answer = json.loads(typed("check", "--head", written, "--json").stdout)
        assert answer["ok"]
        assert answer["printed"] == answer["printed"] | {"head": head, "entry": seq, "after": 150 - seq, "shift": 1}
    words = typed("check", "--head", head).stdout
    assert f"entry {seq}" in words
    assert f"{150 - seq} entries came after it" in words


def test_a_foreign_head_is_status_3(typed, sample):
    ran = typed("check", "--head", "ab" * 32, "--json")
    assert ran.stdout, ran.stderr
    answer = json.loads(ran.stdout)
    assert (ran.returncode, answer["ok"], answer["printed"]) == (3, False, None)
    assert [problem["code"] for problem in answer["problems"]] == ["head.unknown"]


@pytest.mark.parametrize("where", ["old", "tail"])
def test_a_changed_text_is_named(typed, sample, where):
    seq = 14 if where == "old" else 149
    _tamper(sample, f"UPDATE journal SET text = text || '。' WHERE seq = {seq};")
    ran = typed("check", "--json")
    answer = json.loads(ran.stdout)
    assert (ran.returncode, answer["ok"], answer["entries"]) == (3, False, 150)
    assert answer["problems"][0] == answer["problems"][0] | {"code": "chain.text", "seq": seq}
    spoken = typed("check")
    assert f"One thing does not fit: Entry {seq}" in spoken.stderr
    assert spoken.returncode == 3


def test_a_store_whose_tail_does_not_fit_is_not_opened_by_other_commands(typed, sample):
    _tamper(sample, "UPDATE journal SET text = text || '。' WHERE seq = 149;")
    assert typed("search", "雨").returncode == 3


def test_removing_the_newest_entries_is_found(typed, sample):
    with closing(sqlite3.connect(sample / "dutyroom.db")) as connection:
        last = connection.execute("SELECT max(entry_count) FROM shift").fetchone()[0]
    _tamper(sample, f"DELETE FROM journal WHERE seq >= {last};")
    ran = typed("check", "--json")
    assert ran.returncode == 3
    assert "chain.end" in {problem["code"] for problem in json.loads(ran.stdout)["problems"]}


def test_a_register_changed_behind_the_journal_is_found(typed, sample):
    _tamper(sample, "UPDATE open_item SET outcome = '已办' WHERE id = 1;")
    problems = json.loads(typed("check", "--json").stdout)["problems"]
    assert [(p["code"], p["record"], p["id"]) for p in problems] == [("row.changed", "open_item", 1)]


def test_rows_that_point_nowhere_are_one_line_and_one_thing(typed, sample):
    _tamper(sample, "PRAGMA foreign_keys = OFF; DELETE FROM plan;")
    answer = json.loads(typed("check", "--json").stdout)
    broken = [
        problem
        for problem in answer["problems"]
        if problem["code"] == "foreign_key" and problem["record"] == "plan_text"
    ]
    assert len(broken) > 1
    assert {"record", "id", "parent"} <= set(broken[0])
    said = typed("check").stdout.splitlines()
    (line,) = [line for line in said if line.startswith("plan_text") and "point at something" in line]
    assert f"{len(broken)} rows" in line
    assert str(broken[0]["id"]) in line

"""``dutyroom demo``."""

from __future__ import annotations

import json

from tests.cli.conftest import Call


def _head(typed: Call) -> tuple[str, int]:
    answer = json.loads(typed("check", "--json").stdout)
    assert answer["ok"], answer["problems"]
    return answer["head"], answer["entries"]


def test_demo_is_the_same_in_another_process_and_clean(dutyroom, typed, tmp_path):
    ran = dutyroom("demo", "--entries", 60, "--seed", 5, "--until", "2026-11-23T15:00+08:00")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "sample12" in ran.stdout
    first = _head(typed)
    assert first[1] == 60
    (tmp_path / "store").rename(tmp_path / "other")
    typed("demo", "--entries", 60, "--seed", 5, "--until", "2026-11-23T07:00Z")
    assert _head(typed) == first


def test_demo_refuses_a_store_in_use(typed, live):
    before = (live / "dutyroom.db").read_bytes()
    ran = typed("demo")
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    assert (live / "dutyroom.db").read_bytes() == before


def test_demo_refuses_what_is_no_number_and_no_time(typed):
    assert typed("demo", "--entries", "many").returncode == 2
    assert typed("demo", "--entries", 0).returncode == 2
    assert typed("demo", "--until", "soon").returncode == 2


def test_demo_says_when_it_makes_more_than_was_asked_for(typed):
    ran = typed("demo", "--entries", 20)
    assert (ran.returncode, ran.stderr.strip()) == (0, "Fewer than 30 entries make no duty room: 30 are made.")
    assert _head(typed)[1] == 30

"""``dutyroom plans due`` and ``export plan-events``: what plans owe, and what became of them, for other programs."""

from __future__ import annotations

import csv
import json
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dutyroom.actions.plan_events import hold_exercise
from dutyroom.actions.plan_triggers import record_triggers
from dutyroom.actions.plans import keep_plan
from dutyroom.data.startup import create_store
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.plan_events import EventFacts, HoldExercise, RecordTriggers, TriggerLine
from tests.cli.conftest import UNTIL

TODAY = date(2026, 11, 23)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two plans: one drilled with a finding, one that never was and asks for a revision."""
    with closing(create_store(tmp_path / "store", clock=lambda: UNTIL)) as made, made.desk() as desk:
        ids = [keep_plan(desk, _plan(title)).plan for title in ("防汛应急预案（示例）", "地震应急预案（示例）")]
        facts = EventFacts(held_on=date(2026, 11, 1), form="live", record="按预案实施（示例）")
        hold_exercise(desk, HoldExercise(plan_id=ids[0], facts=facts, findings=("广播听不清",)))
        line = TriggerLine(plan_id=ids[1], cause="risk", happened_on=date(2026, 11, 2), text="新增风险源")
        record_triggers(desk, RecordTriggers(lines=(line,)))
    return tmp_path / "store"


def _plan(title: str) -> KeepPlan:
    return KeepPlan(
        title=title,
        kind="special",
        issuer="",
        number="",
        issued_on=date(2020, 5, 1),
        text_missing=False,
        sections=((1, "一、", "总则", "示例。"),),
        file_name=f"{title}.md",
        path="",
    )


@pytest.mark.usefixtures("store")
def test_due_names_what_is_owed_with_rule_and_source(dutyroom, typed, monkeypatch):
    monkeypatch.setattr("dutyroom.cli.plan_due._today", lambda _: TODAY)
    rows = json.loads(typed("plans", "due", "--json").stdout)
    said = [(row["title"], row["owed"], row["days_left"], row["reminder"]) for row in rows]
    assert ("地震应急预案（示例）", "drill", -1302, "overdue") in said
    assert ("地震应急预案（示例）", "revision", None, "last") in said
    assert ("防汛应急预案（示例）", "drill", 1074, "none") in said
    drill = next(row for row in rows if row["owed"] == "drill" and row["last_on"])
    assert (drill["last_on"], drill["due_on"], drill["rule"]) == ("2026-11-01", "2029-11-01", "plan.drill.special")
    assert drill["source"].startswith("国办发")
    assert drill["checked"] is False
    within = typed("plans", "due", "--days", "30").stdout
    assert not any("防汛" in line and "Drill " in line for line in within.splitlines()), "its drill is years away"
    assert "Drill rate: 1 of 2 plans in time" in within
    assert "1302 d overdue" in within
    own = dutyroom("plans", "due", "--json")
    assert (own.returncode, own.stderr) == (0, "")
    assert {row["owed"] for row in json.loads(own.stdout)} == {"drill", "assessment", "revision"}


@pytest.mark.usefixtures("store")
def test_days_below_nought_are_no_days(typed):
    ran = typed("plans", "due", "--days=-1")
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.usefixtures("store")
def test_what_became_of_plans_is_exported_whole(typed, tmp_path):
    for ending in ("csv", "json", "xlsx"):
        ran = typed("export", "plan-events", "-o", tmp_path / f"e.{ending}")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "2 drills and evaluations written" in ran.stdout
    rows = json.loads((tmp_path / "e.json").read_text("utf-8"))
    assert [(row["kind"], row["held_on"]) for row in rows] == [("drill", "2026-11-01"), ("trigger", "2026-11-02")]
    assert (rows[0]["findings"], rows[0]["findings_open"], rows[0]["version"]) == ("广播听不清 · open", 1, 1)
    with (tmp_path / "e.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["cause"] for row in csv.DictReader(file)] == ["", "risk"]
    with zipfile.ZipFile(tmp_path / "e.xlsx") as book:
        assert "广播听不清 · open" in book.read("xl/worksheets/sheet1.xml").decode()

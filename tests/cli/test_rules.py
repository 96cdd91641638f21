"""``dutyroom rules``: without a store, with one that has values of its own, and on files at fault."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dutyroom.actions.rules import confirm_rule, load_holidays, set_rule
from dutyroom.data.startup import open_store
from dutyroom.rules.holiday_text import understand_holidays
from dutyroom.rules.rule_change import ConfirmRule, LoadHolidays, SetRule
from tests.cli.conftest import UNTIL

ROOT = Path(__file__).resolve().parents[2]
BEGIN = date(2026, 12, 1)
ROW = """[[rule]]
key = "urgency.paper.sample.read"
value = -8
unit = "hours"
zh = "示例"
en = "Sample"
source = "sample"
checked = false
"""


@pytest.fixture
def own(live: Path) -> Path:
    """A live store whose office changed a rule, confirmed one and loaded a year."""
    store = open_store(live, clock=lambda: UNTIL)
    table = understand_holidays("元旦：1月1日放假", year=2027, source="示例通知")
    with store.desk() as desk:
        set_rule(desk, SetRule(key="supervise.paper", value=20, from_on=BEGIN, source="示例"))
        confirm_rule(desk, ConfirmRule(key="office.day_end", on=BEGIN))
        load_holidays(desk, LoadHolidays(table=table))
    store.close()
    return live


def shown(ran) -> dict[str, dict]:
    assert ran.returncode == 0, ran.stderr
    return {row["key"]: row for row in json.loads(ran.stdout)}


def test_the_shipped_rules_are_shown_without_a_store(typed, tmp_path):
    ran = typed("rules", "show", "--json")
    rules = shown(ran)
    assert not (tmp_path / "store").exists(), "looking makes no store"
    assert rules["urgency.telegram.特急.read"] == {
        "key": "urgency.telegram.特急.read",
        "value": 8,
        "unit": "hours",
        "name": {"zh": "电报特急：阅办", "en": "Telegram, 特急: read within"},
        "source": "dawenbaishu.com/answer/81478.html（特提即办，特急8小时，加急24小时，平急48小时）",
        "checked": True,
        "since": None,
        "own": False,
    }
    assert rules["holidays.2026"]["value"]["holiday"]["2026-02-17"] == "春节"
    assert all(row["source"] and isinstance(row["checked"], bool) for row in rules.values())


def test_the_shipped_rules_fit(typed):
    ran = typed("rules", "check", "--json")
    answer = json.loads(ran.stdout)
    assert (ran.returncode, answer["ok"], answer["problems"], answer["holidays"]) == (0, True, [], [2026])
    assert answer["rules"] > 50
    assert "office.day_end" in answer["unconfirmed"]
    said = typed("rules", "check").stdout
    assert f"Everything fits: {answer['rules']} rules" in said
    assert f"{len(answer['unconfirmed'])} of them are not confirmed" in said


def test_the_offices_own_values_count(typed, own):
    rules = shown(typed("rules", "show", "--json", "--on", "2026-12-01"))
    assert (rules["supervise.paper"]["value"], rules["supervise.paper"]["since"]) == (20, "2026-12-01")
    assert rules["supervise.paper"]["own"]
    assert rules["office.day_end"]["checked"]
    assert rules["holidays.2027"]["own"]
    before = shown(typed("rules", "show", "--json", "--on", "2026-11-30"))
    assert (before["supervise.paper"]["value"], before["supervise.paper"]["own"]) == (30, False)
    assert json.loads(typed("rules", "check", "--json").stdout)["holidays"] == [2026, 2027]


def test_they_are_shown_in_words(typed, own):
    lines = typed("rules", "show", "--on", "2026-12-01").stdout.splitlines()
    (paper,) = [line for line in lines if line.startswith("supervise.paper ")]
    assert "20 days" in paper
    assert "since 2026-12-01" in paper
    assert "(the office's own)" in paper
    (start,) = [line for line in lines if line.startswith("office.day_start ")]
    assert "(not confirmed)" in start
    assert lines[-1].startswith("holidays.2027")


def test_a_day_in_a_year_without_a_table_is_said(typed):
    assert "no table of holidays for 2029" in typed("rules", "show", "--on", "2029-05-01").stdout


@pytest.mark.parametrize("words", [("--on", "soon"), ("--on",), ("--nothing",)])
def test_what_is_typed_wrong_is_status_2(typed, words):
    ran = typed("rules", "show", *words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1


def test_files_at_fault_are_status_2_and_name_line_and_key(dutyroom, typed, tmp_path):
    path = tmp_path / "sample.toml"
    path.write_text("# sample\n" + ROW, "utf-8")
    ran = dutyroom("rules", "check", path)
    place = "sample.toml, line 4, urgency.paper.sample.read: A value cannot be negative: -8."
    assert (ran.returncode, ran.stdout.strip()) == (2, place)
    assert place in ran.stderr
    answer = json.loads(typed("rules", "check", "--json", path).stdout)
    (problem,) = answer["problems"]
    assert not answer["ok"]
    assert (problem["code"], problem["file"], problem["line"], problem["key"]) == (
        "rule.value.negative",
        "sample.toml",
        4,
        "urgency.paper.sample.read",
    )


def test_a_good_file_fits_and_an_absent_one_is_said(typed, tmp_path):
    path = tmp_path / "sample.toml"
    path.write_text(ROW.replace("-8", "8"), "utf-8")
    ran = typed("rules", "check", path)
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, "Everything fits: 1 rules, holidays of —.")
    ran = typed("rules", "check", tmp_path / "none.toml")
    assert ran.returncode == 2
    assert "none.toml is not there" in ran.stderr


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the program in which a shipped rule is at fault."""
    folder = tmp_path / "copy"
    for name in ("dutyroom", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / "resources" / "rules" / "proposals.toml"
    path.write_text(path.read_text("utf-8").replace('unit = "months"', 'unit = "moons"', 1), "utf-8")
    return folder


def test_a_fault_in_the_shipped_rules_is_status_3_and_keeps_the_window_from_opening(broken, live):
    def run(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, words)]
        return subprocess.run(command, cwd=broken, capture_output=True, text=True, encoding="utf-8", check=False)

    place = "proposals.toml, line 6, proposal.npc.months: The unit “moons” is not known"
    ran = run("-m", "dutyroom", "--lang", "en", "--data", live, "rules", "check")
    assert (ran.returncode, ran.stdout.startswith(place)) == (3, True)
    ran = run("-m", "dutyroom", "--lang", "en", "--data", live, "rules", "show")
    assert (ran.returncode, ran.stdout) == (3, "")
    assert place in ran.stderr
    answer = json.loads(run("-m", "dutyroom", "--lang", "en", "--data", live, "check", "--json").stdout)
    assert [problem["code"] for problem in answer["problems"]] == ["rules.unit.unknown"]
    opening = (
        "from pathlib import Path; from dutyroom.actions.opening import look_inside; from dutyroom.data.startup import open_store;"
        f"look_inside(open_store(Path({str(live)!r})))"
    )
    ran = run("-c", opening)
    assert "Trouble: rules.unit.unknown" in ran.stderr
    assert "line=6" in ran.stderr
    assert "proposal.npc.months" in ran.stderr

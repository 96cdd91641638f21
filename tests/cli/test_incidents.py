"""``dutyroom grade`` and ``dutyroom clocks``: without a store, with one whose office set a value, typed wrong."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dutyroom.actions.rules import set_rule
from dutyroom.data.startup import open_store
from dutyroom.rules.rule_change import SetRule
from dutyroom.rules.rule_value import Bounds
from tests.cli.conftest import UNTIL

CLOCKS = ("clocks", "--class", "火灾", "--grade", "Ⅱ", "--event", "2026-11-23T08:00", "--received", "2026-11-23T08:20")


def test_grade_answers_in_json_without_a_store(dutyroom, tmp_path):
    ran = dutyroom("grade", "--class", "生产安全", "--deaths", 2, "--missing", 1, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    answer = json.loads(ran.stdout)
    assert (answer["grade"], answer["if_missing_dead"]) == ("Ⅳ", "Ⅲ")
    assert "第493号" in answer["clause"]
    raised = {one["figure"]: (one["more"], one["grade"]) for one in answer["raises"]}
    assert raised == {"deaths": (1, "Ⅲ"), "serious": (10, "Ⅲ"), "loss": (10_000_000, "Ⅲ")}
    assert not (tmp_path / "store").exists()


def test_clocks_answer_in_json_without_a_store(dutyroom):
    ran = dutyroom(*CLOCKS, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    answer = json.loads(ran.stdout)
    assert {"duty", "to", "due", "rule", "source"} <= answer[0].keys()
    assert [row["due"] for row in answer[:2]] == ["2026-11-23T08:15:00+08:00", "2026-11-23T08:35:00+08:00"]
    assert next(row["due"] for row in answer if row["duty"] == "toll") == "2026-11-30T08:00:00+08:00"


def test_they_are_said_in_words(typed):
    said = typed("grade", "--class", "生产安全", "--deaths", 3, "--sensitive", "学校").stdout
    assert "Grade proposed: Ⅲ" in said
    assert "Deaths: 7 more is Ⅱ" in said
    assert "Sensitive: reported whatever the grade (学校)." in said
    assert "建议等级：较大（Ⅲ级）" in typed("grade", "--class", "生产安全", "--deaths", 3, language="zh_CN").stdout
    assert "No rule grades such events" in typed("grade", "--class", "地震灾害", "--deaths", 3).stdout
    lines = typed(*CLOCKS).stdout.splitlines()
    assert "(over before it was known here)" in lines[0]
    assert any(line.startswith("Tell inside: 市长") for line in lines)
    assert "其他单位的报告责任：" in typed(*CLOCKS, language="zh_CN").stdout
    assert typed("clocks", "--class", "社会安全").stdout.startswith("No rule sets a time")
    assert "--water-source" in typed("grade", "--help").stdout


def test_the_offices_own_values_count(typed, live):
    store = open_store(live, clock=lambda: UNTIL)
    phone, deaths = "report.receipt.上级政府.all.Ⅰ_Ⅱ_Ⅲ_敏感.phone", "severity.生产安全.deaths"
    with store.desk() as desk:
        for key, value in ((phone, 20), (deaths, Bounds((30, 10, 2, 1)))):
            set_rule(desk, SetRule(key=key, value=value, from_on=date(2026, 11, 23), source="示例"))
    store.close()
    shown = json.loads(typed("rules", "show", "--json", "--on", "2026-11-23").stdout)
    assert [row["value"] for row in shown if row["key"] == deaths] == [[30, 10, 2, 1]]
    words = ("clocks", "--class", "食品安全", "--grade", "3", "--json", "--received")
    first = [json.loads(typed(*words, f"2026-11-{day}T09:00").stdout)[0]["due"][11:16] for day in (22, 23)]
    assert first == ["09:30", "09:20"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("grade",), "--class is missing"),
        (("grade", "--class", "火星"), "there are 生产安全, 环境"),
        (("grade", "--class", "事故灾难"), "there are 生产安全, 环境"),
        (("grade", "--class", "环境", "--deaths", "-1"), "Deaths cannot be negative: -1."),
        (("grade", "--class", "环境", "--deaths", "99999999999"), "more than can be meant"),
        (("grade", "--class", "环境", "--deaths", "two"), "--deaths"),
        (("grade", "--class", "环境", "--water-source", "4"), "--water-source"),
        (("grade", "--class", "环境", "--sensitive", "菜场"), "学校"),
        (("clocks", "--class", "火星"), "事故灾难"),
        (("clocks", "--class", "环境", "--grade", "Ⅴ"), "there are Ⅰ, Ⅱ, Ⅲ and Ⅳ"),
        (("clocks", "--class", "环境", "--received", "soon"), "is no time"),
        (("clocks", "--class", "环境", "--received", "9999-12-31T23:59"), "is no time"),
        (("clocks", "--class", "环境", "--event", "2026-11-23T09:00", "--received", "2026-11-23T08:00"), "It cannot have happened (2026-11-23 09:00)"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line_and_status_2(typed, words, said):
    ran = typed(*words, "--json")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert said in ran.stderr

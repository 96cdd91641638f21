"""``dutyroom plans versions`` and ``plans compare``: what there is, what differs, as text, JSON and PDF."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date

import pytest

from dutyroom.actions.plan_versions import keep_version
from dutyroom.actions.plans import keep_plan
from dutyroom.data.startup import create_store
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.plan_version import KeepVersion
from tests.rules.test_plan_compare import NEW, OLD


def reading(sections, **named):
    given = {
        "title": "示例预案",
        "kind": "special",
        "issuer": "",
        "number": "",
        "issued_on": None,
        "text_missing": False,
    }
    return KeepPlan(sections=sections, file_name="a.txt", path="", **(given | named))


@pytest.fixture
def plan(tmp_path):
    with closing(create_store(tmp_path / "store")) as store:
        with store.desk() as desk:
            number = keep_plan(desk, reading(OLD, issued_on=date(2020, 5, 1))).plan
        with store.desk() as desk:
            asked = KeepVersion(plan_id=number, keep=reading(NEW, number="示例〔2026〕9号"), note="修订")
            keep_version(desk, asked)
    return number


def test_the_versions_are_listed(dutyroom, plan):
    ran = dutyroom("plans", "versions", plan, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    listed = json.loads(ran.stdout)
    assert [(v["number"], v["standing"], v["issued_on"]) for v in listed] == [
        (2, "in_force", None),
        (1, "former", "2020-05-01"),
    ]
    assert listed[0]["note"] == "修订"


def test_they_are_listed_for_people(typed, plan):
    ran = typed("plans", "versions", plan)
    assert "示例预案" in ran.stdout
    assert "superseded" in ran.stdout


def test_what_differs_is_said_with_words_numbers_and_names(typed, plan):
    found = json.loads(typed("plans", "compare", plan, "--json").stdout)
    assert (found["old"], found["new"]) == (1, 2)
    assert found["counts"] == {"same": 3, "changed": 2, "added": 1, "removed": 1, "moved": 1, "renumbered": 1}
    assert {"fate": "added", "new": "2 信息报告"}.items() <= found["sections"][0].items()
    assert found["numbers"][0] == found["numbers"][0] | {
        "who": "值班室",
        "old": "0371-60001234",
        "new": "0371-60009999",
    }
    assert "王建国" in [each["old"] for each in found["people"]]
    said = typed("plans", "compare", plan, 1, 2).stdout
    assert "[-0371-60001234-]{+0371-60009999+}" in said
    assert "Numbers that changed" in said


def test_a_version_that_is_not_there_is_bad_input(typed, plan):
    for words in (("compare", plan, 1, 7), ("compare", 99), ("versions", 99), ("compare", plan, 1, 2, 2)):
        ran = typed("plans", *words)
        assert ran.returncode == 2
        assert ran.stdout == ""
        assert len(ran.stderr.splitlines()) == 1


def test_the_comparison_is_written_as_pdf(typed, plan, tmp_path):
    path = tmp_path / "compared.pdf"
    ran = typed("plans", "compare", plan, "-o", path)
    assert ran.returncode == 0, ran.stderr
    assert path.read_bytes().startswith(b"%PDF")
    assert typed("check").returncode == 0

"""``dutyroom search --in notices``."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dutyroom.actions.notices import register_notice
from dutyroom.data.startup import create_store
from dutyroom.rules.notice import Channel, RegisterNotice
from tests.cli.conftest import UNTIL


@pytest.fixture(autouse=True)
def register(tmp_path):
    """A store with one notice."""
    store = create_store(tmp_path / "store", clock=lambda: UNTIL)
    notice = RegisterNotice(
        channel=Channel.FAX,
        title="防范强降雨（示例）",
        source="省防指（示例）",
        required="清点沙袋并报数",
        urgency="特急",
    )
    with store.desk() as desk:
        register_notice(desk, notice)
        register_notice(desk, replace(notice, title="防范强降雨续报（示例）", required="", urgency="加急"))
    store.close()


@pytest.mark.parametrize("where", ["notices", "all"])
def test_a_notice_is_found_with_the_fields_of_the_contract(typed, where):
    ran = typed("search", "沙袋", "--in", where, "--json")
    assert ran.returncode == 0, ran.stderr
    hit = next(hit for hit in json.loads(ran.stdout) if hit["kind"] == "notice")
    assert hit["id"] == 1
    assert hit["title"] == "防范强降雨（示例）"
    assert "收〔2026〕1号" in hit["section"]
    assert "清点沙袋并报数" in hit["snippet"]
    assert isinstance(hit["score"], float)
    assert hit["at"] == "2026-11-23T15:00:00+08:00"


def test_the_line_of_a_notice_says_its_number_and_marks_the_word(typed):
    ran = typed("search", "沙袋", "--in", "notices")
    assert "notice 1  2026-11-23 15:00  防范强降雨（示例）" in ran.stdout
    assert "清点【沙袋】并报数" in ran.stdout


def test_other_registers_do_not_answer_for_notices(typed):
    assert json.loads(typed("search", "沙袋", "--in", "supervision", "--json").stdout) == []


@pytest.mark.parametrize(
    ("words", "where", "ids"),
    [
        (["沙袋", "urgency:特急"], "all", [1]),
        (["urgency:加急", "state:open", "in:2026-11-23..2026-11-23"], "notices", [2]),
        (["state:open"], "all", [2, 1]),
        (["大风", "urgency:加急"], "all", []),
        (["state:over"], "all", []),
        (["office:秘书三处"], "supervision", []),
    ],
)
def test_terms_of_a_filter_narrow_the_registers_of_matters(typed, words, where, ids):
    ran = typed("search", *words, "--in", where, "--json")
    assert ran.returncode == 0, ran.stderr
    assert [(hit["kind"], hit["id"]) for hit in json.loads(ran.stdout)] == [("notice", number) for number in ids]


@pytest.mark.parametrize(
    ("words", "where", "says"),
    [
        ("state:bar", "all", "“state:bar” is no filter: state: takes open, over, "),
        ("due:xx", "notices", "“due:xx” is no filter: due: takes 8h, 2d, "),
        ("urgency:foo", "journal", "“urgency:foo” is no filter: urgency: takes 特提, 特急, "),
        ("urgency:特急", "plans", "--in plans is not narrowed by urgency:特急"),
        ("grade:3", "notices", "--in notices is not narrowed by grade:Ⅲ"),
        (
            "沙袋",
            "nothing",
            "directory, plans, notices, incidents, supervision, warnings, preparations, hotline, briefings, journal, knowledge, all",
        ),
    ],
)
def test_what_cannot_narrow_is_said_in_one_line(typed, words, where, says):
    ran = typed("search", words, "--in", where)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert len(ran.stderr.splitlines()) == 1

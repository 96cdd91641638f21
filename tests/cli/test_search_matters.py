"""``dutyroom search --in notices``."""

from __future__ import annotations

import json

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
        channel=Channel.FAX, title="防范强降雨（示例）", source="省防指（示例）", required="清点沙袋并报数"
    )
    with store.desk() as desk:
        register_notice(desk, notice)
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

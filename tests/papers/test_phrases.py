"""How papers say times and counts."""

from __future__ import annotations

from datetime import date

import pytest

from dutyroom.papers.phrases import Phrases, grouped
from dutyroom.rules.wording import ENGLISH, Wording
from tests.papers.paper_facts import START, an_entry

ZH, EN = Phrases(Wording("zh_CN")), Phrases(ENGLISH)


def test_days_and_moments() -> None:
    assert ZH.moment(START) == "11月23日 周一 08:30"
    assert ZH.day(START, year=True) == "2026年11月23日 周一"
    assert EN.moment(START) == "23 Nov, Mon 08:30"
    assert EN.day(START, year=True) == "23 Nov 2026, Mon"
    assert ZH.moment(None) == EN.moment(None) == "—"


def test_times_are_those_of_the_office() -> None:
    assert Phrases(Wording("zh_CN"), "UTC").moment(START) == "11月23日 周一 00:30"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一、"), (10, "十、"), (11, "十一、"), (20, "二十、"), (35, "三十五、")]
)
def test_chinese_numerals_of_sections(number: int, said: str) -> None:
    assert ZH.numeral(number) == said
    assert EN.numeral(number) == f"{number}. "


def test_hash_in_groups() -> None:
    assert grouped("0123456789abcdef" * 4).split() == ["01234567", "89abcdef"] * 4


def test_an_unknown_kind_is_printed_as_it_is() -> None:
    assert EN.kind("call_in") == "Call in"
    assert EN.kind("telepathy") == "telepathy"


def test_late_writing() -> None:
    assert not EN.written_late(an_entry())
    assert EN.written_late(an_entry(written_at=START))


def test_a_date_on_a_document() -> None:
    assert ZH.date(date(2026, 1, 5)) == "2026年1月5日"
    assert EN.date(date(2026, 1, 5)) == "5 Jan 2026"

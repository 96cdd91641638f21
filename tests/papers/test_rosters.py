"""Rosters: every day with its people and its kind, on one page where it fits, and what does not fit printed whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dutyroom.papers.fonts import Faces
from dutyroom.papers.roster import make_holiday_roster, make_roster
from dutyroom.papers.roster_facts import RosterDayFact, RosterPersonFact
from dutyroom.papers.sample_rosters import sample_holiday_roster, sample_roster
from dutyroom.rules.wording import Wording
from tests.papers.reading_pdf import page_texts, squeezed


@pytest.fixture
def pages(faces: Faces, chinese: Wording):
    """The text of each page, without spaces."""

    def made(facts) -> list[str]:
        make = make_roster if hasattr(facts, "month") else make_holiday_roster
        return [squeezed(page) for page in page_texts(make(facts, faces=faces, wording=chinese))]

    return made


def test_a_month_stands_on_one_page_with_people_phones_and_kinds_of_day(pages) -> None:
    (text,) = pages(sample_roster())
    assert "2026年10月值班表" in text
    assert "日期星期类别带班领导主班副班备注" in text
    assert "10月1日周四国庆节沈样例13800000000李样例13800000010褚样例13800000020" in text
    assert "10月10日周六调休上班" in text
    assert "10月11日周日双休日" in text
    assert "10月9日周五周样例" in text, "a working day has no kind"
    assert "与13日调换" in text
    assert "编制：李样例审核：郑样例批准：沈样例" in text


def test_a_holiday_s_list_names_to_whom_by_when_and_whether_it_is_late(pages) -> None:
    (text,) = pages(sample_holiday_roster())
    for said in (
        "报：河南省人民政府总值班室",
        "报送时限：2026年9月26日",
        "报送日期：2026年9月25日",
        "沈样例秘书长13800000000",
    ):
        assert said in text
    assert "迟报" not in text
    (text,) = pages(replace(sample_holiday_roster(), sent_on=date(2026, 9, 28)))
    assert "迟报2天。" in text


def test_a_draft_and_a_day_without_anybody_are_shown(pages) -> None:
    (text,) = pages(replace(sample_roster(), draft=True, days=(RosterDayFact(on=date(2026, 10, 1)),), posts=("主班",)))
    assert "草稿DRAFT" in text
    assert "10月1日周四" in text
    (text,) = pages(replace(sample_roster(), days=()))
    assert "无。" in text


def test_much_is_printed_whole_with_its_heads_on_every_page(pages) -> None:
    crowd = tuple(RosterPersonFact(post="主班", name=f"样例{n}", phone=f"1380000{n:04d}") for n in range(120))
    posts = tuple(f"岗位{n}" for n in range(9))
    wide = tuple(RosterPersonFact(post=post, name="欧阳样例", title="副主任", phone="0371-55500001") for post in posts)
    for facts in (
        replace(sample_roster(), days=(RosterDayFact(on=date(2026, 10, 1), people=crowd, note="注" * 2000),)),
        replace(sample_roster(), posts=posts, days=tuple(replace(day, people=wide) for day in sample_roster().days)),
    ):
        found = pages(facts)
        assert len(found) > 1
        tables = [page for page in found if "10月" in page.replace("2026年10月", "")]
        assert all("日期星期" in page for page in tables)
        text = "".join(found)
        assert sum(text.count(f"1380000{n:04d}") for n in range(120)) >= 120 or text.count("欧阳样例") == 9 * 31
        assert "批准：" in found[-1]

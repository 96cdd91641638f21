"""The log, the blank sheets and plans on paper."""

from __future__ import annotations

import pytest

from dutyroom.papers.blank import make_blank, paper_numbers
from dutyroom.papers.day_log import log_texts, make_day_log
from dutyroom.papers.fonts import Faces
from dutyroom.papers.plan import make_plan, plan_texts
from dutyroom.papers.plan_facts import SectionFact
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording
from tests.papers.paper_facts import START, a_blank, a_log, a_plan, entries
from tests.papers.reading_pdf import outline, page_texts, squeezed, unembedded


def test_the_log_holds_its_entries_people_and_head(faces: Faces, english: Wording) -> None:
    facts = a_log(entries=entries(40), people="李𬱖", weather="晴", head="ab" * 32, printed_at=START)
    pdf = make_day_log(facts, faces=faces, wording=english)
    pages = page_texts(pdf)
    text = squeezed("".join(pages))
    assert len(pages) > 1
    assert text.count("towe" + "r3,noinjuries") == 10
    assert "李𬱖" in text
    assert "ab" * 32 in text
    assert "Printed23Nov08:30" in text
    assert all("No." in page for page in pages)
    assert unembedded(pdf) == set()
    assert "李𬱖" in log_texts(facts)


def test_the_log_of_nothing(faces: Faces, chinese: Wording) -> None:
    pages = page_texts(make_day_log(a_log(entries=()), faces=faces, wording=chinese))
    assert len(pages) == 1
    assert chinese.say("None.") in pages[0]


def test_blank_sheets_are_numbered_one_to_a_page(faces: Faces, chinese: Wording) -> None:
    facts = a_blank(first=8, count=3)
    assert paper_numbers(facts) == ("停-20261123-008", "停-20261123-009", "停-20261123-010")
    pages = page_texts(make_blank(facts, faces=faces, wording=chinese))
    assert len(pages) == 3
    for number, page in zip(paper_numbers(facts), pages, strict=True):
        assert number in page


@pytest.mark.parametrize("kind", ["log", "handover"])
@pytest.mark.parametrize("language", ["english", "chinese"])
def test_each_blank_sheet_fits_on_one_page(
    faces: Faces, kind: str, language: str, request: pytest.FixtureRequest
) -> None:
    wording: Wording = request.getfixturevalue(language)
    pdf = make_blank(a_blank(kind=kind, count=2), faces=faces, wording=wording)
    assert len(page_texts(pdf)) == 2
    assert pdf == make_blank(a_blank(kind=kind, count=2), faces=faces, wording=wording)


def test_no_head_of_the_blank_log_breaks_a_word(faces: Faces, english: Wording) -> None:
    lines = page_texts(make_blank(a_blank(kind="log"), faces=faces, wording=english))[0].split()
    assert {"Happened", "Written", "Kind", "Content", "Handled"} <= set(lines)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"count": 0}, "count"), ({"count": 101}, "count"), ({"first": 0}, "first"), ({"first": 950, "count": 60}, "first")],
)  # fmt: skip
def test_wrong_counts_of_blank_sheets_are_refused(
    faces: Faces, english: Wording, changed: dict[str, int], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        make_blank(a_blank(**changed), faces=faces, wording=english)
    assert refused.value.field == field


def test_a_plan_has_its_headings_as_bookmarks(faces: Faces, chinese: Wording) -> None:
    facts = a_plan(issuer="郑州市人民政府", number="郑政办〔2024〕32号")
    pdf = make_plan(facts, faces=faces, wording=chinese)
    assert outline(pdf) == [
        (0, "郑州市自然灾害救助应急预案"),
        (1, "一、总则"),
        (2, "（一）编制目的"),
        (3, "1.1.1.1　职责"),
        (1, "二、组织指挥体系"),
    ]
    pages = page_texts(pdf)
    assert len(pages) > 1
    assert "郑州市自然灾害救助应急预案" in pages[1]
    assert "郑政办〔2024〕32号" in pages[0]
    assert "".join(pages).count("委") == 400
    assert unembedded(pdf) == set()


def test_a_heading_never_ends_a_page(faces: Faces, chinese: Wording) -> None:
    for lines in range(20, 34):
        sections = (
            SectionFact(level=1, title="前言", body="\n".join(["正文。"] * lines)),
            SectionFact(level=1, title="甲章"),
            SectionFact(level=2, title="乙节", body="丙文。" * 60),
        )
        pages = page_texts(make_plan(a_plan(sections=sections), faces=faces, wording=chinese))
        where = next(page for page in pages if "甲章" in page)
        assert "乙节" in where
        assert "丙文。" in where


def test_a_plan_without_text_says_so(faces: Faces, english: Wording) -> None:
    facts = a_plan(sections=(SectionFact(level=1, title="总则"),), text_missing=True)
    assert "Text missing" in page_texts(make_plan(facts, faces=faces, wording=english))[0]
    assert set(plan_texts(facts)) == {facts.title, "总则"}

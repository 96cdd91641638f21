"""The progress sheet of a plan in preparation and the programme of a year: what stands on them, in both languages."""

from __future__ import annotations

from dataclasses import replace

from dutyroom.papers.preparation import make_preparation, make_programme
from dutyroom.papers.preparation_facts import OpinionPaperFact
from dutyroom.papers.sample_preparation import sample_preparation, sample_programme
from tests.papers.reading_pdf import page_texts, squeezed


def test_the_progress_sheet_says_every_stage_with_its_days_and_what_became_of_opinions(faces, chinese, english):
    facts = sample_preparation()
    said = squeezed("".join(page_texts(make_preparation(facts, faces=faces, wording=chinese))))
    for words in (
        "预案编制进度表", "郑州市防汛应急预案", "专项预案、市级", "2026-06-30逾期完成", "略过",
        "与地震预案案例分析合并开展", "征求3家，已反馈2家，已决定2家", "未采纳：与三定规定不一致", "修改后通过", "报送备案",
    ):  # fmt: skip
        assert words in said, words
    overdue = said[said.index("市公安局") :]
    assert "逾期" in overdue[:60], "who has not answered is told"
    text = "".join(page_texts(make_preparation(facts, faces=faces, wording=english)))
    assert "Expert review" in text
    assert "3 asked, 2 answered, 2 decided" in text


def test_a_long_sheet_repeats_its_heads_and_names_the_plan_on_every_page(faces, chinese):
    many = tuple(OpinionPaperFact(unit=f"第{n}样例单位", opinion="建议明确职责。" * 9) for n in range(60))
    pages = page_texts(make_preparation(replace(sample_preparation(), opinions=many), faces=faces, wording=chinese))
    assert len(pages) > 3
    assert all("预〔2026〕1号" in squeezed(page) for page in pages)
    assert sum("意见和采纳情况" in squeezed(page) for page in pages) >= 3
    assert "第59样例单位" in squeezed("".join(pages))


def test_the_programme_lists_what_a_year_holds(faces, chinese, english):
    (page,) = page_texts(make_programme(sample_programme(), faces=faces, wording=chinese))
    said = squeezed(page)
    for words in (
        "年度应急预案编制计划",
        "2026年度",
        "共4部：已印发2部，逾期1部",
        "征求意见6/12",
        "郑政办〔示例〕31号",
    ):
        assert words in said, words
    (page,) = page_texts(make_programme(sample_programme(), faces=faces, wording=english))
    assert "4 plans: 2 issued, 1 overdue" in page
    (empty,) = page_texts(make_programme(replace(sample_programme(), rows=()), faces=faces, wording=chinese))
    assert "无" in squeezed(empty)


def test_a_secret_one_says_that_it_is_and_why_nothing_stands_on_it(faces, chinese):
    facts = replace(sample_preparation(), secrecy="机密")
    said = squeezed("".join(page_texts(make_preparation(facts, faces=faces, wording=chinese))))
    assert "机密" in said
    assert "内容不在本机存储" in said
    assert facts.title not in said
    assert "与地震预案案例分析合并开展" not in said

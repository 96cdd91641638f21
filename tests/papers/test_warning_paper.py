"""The sheet of a warning: one page, its colour in words, an exercise told on every page."""

from __future__ import annotations

from dataclasses import replace

from dutyroom.papers.sample_facts import sample_warning
from dutyroom.papers.warning import make_warning
from tests.papers.reading_pdf import page_texts, squeezed


def test_it_is_one_page_that_states_what_the_law_asks_for(faces, chinese, english):
    (page,) = page_texts(make_warning(sample_warning(), faces=faces, wording=chinese))
    said = squeezed(page)
    for words in ("暴雨橙色预警", "橙色（二级）", "金水区、二七区", "2026年11月23日22:30", "郑州市气象台", "生效中"):
        assert words in said, words
    assert "演练" not in said
    assert "Orange" in page_texts(make_warning(sample_warning(), faces=faces, wording=english))[0]


def test_an_exercise_says_so_on_every_page(faces, chinese):
    facts = replace(sample_warning(), status="exercise", watch="演" * 3000)
    pages = page_texts(make_warning(facts, faces=faces, wording=chinese))
    assert len(pages) > 1
    assert all("【演练】预警信息" in squeezed(page) for page in pages)
    assert "不是实际预警" in squeezed(pages[0])

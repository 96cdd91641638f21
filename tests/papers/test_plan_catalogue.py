"""The catalogue of plans on paper: by kind, what is overdue in words, what is missing at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dutyroom.papers.plan_catalogue import make_plan_catalogue
from dutyroom.papers.sample_catalogue import sample_plan_catalogue
from tests.papers.reading_pdf import outline, page_texts, squeezed


def said(facts, faces, wording):
    return squeezed("".join(page_texts(make_plan_catalogue(facts, faces=faces, wording=wording))))


def test_plans_stand_by_kind_in_the_order_of_kinds_and_gaps_at_the_end(faces, chinese):
    pdf = make_plan_catalogue(sample_plan_catalogue(), faces=faces, wording=chinese)
    assert [title for level, title in outline(pdf) if level == 1] == ["总体预案", "专项预案", "缺少的预案"]
    text = squeezed("".join(page_texts(pdf)))
    assert "现行预案3部，其中1部演练或评估逾期；缺2部" in text
    places = [text.index(word) for word in ("总体应急预案（示例）", "防汛抗旱应急预案", "地震应急预案", "粮食应急预案")]
    assert places == sorted(places)
    assert "示政办〔2025〕1号2025-05-12公开、已备案2025-05-282028-05-12" in text


def test_what_is_overdue_says_so_in_words_and_on_its_day_it_is_not_overdue_yet(faces, chinese):
    facts = sample_plan_catalogue()
    assert said(facts, faces, chinese).count("已逾期") == 1
    assert "2026-03-20已逾期" in said(facts, faces, chinese)
    assert "已逾期" not in said(replace(facts, on=date(2026, 3, 20)), faces, chinese)


def test_an_empty_library_says_so_and_without_gaps_there_is_no_list_of_them(faces, english):
    facts = replace(sample_plan_catalogue(), plans=(), gaps=())
    text = said(facts, faces, english)
    assert "None." in text
    assert "Whatmustexist" not in text


def test_a_long_catalogue_says_the_head_of_its_table_on_every_page(faces, chinese):
    facts = sample_plan_catalogue()
    texts = page_texts(make_plan_catalogue(replace(facts, plans=facts.plans[1:] * 20), faces=faces, wording=chinese))
    assert len(texts) > 3
    assert all("牵头单位" in squeezed(text) for text in texts[:-1])

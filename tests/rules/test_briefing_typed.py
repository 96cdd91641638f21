"""What somebody types of an issued paper, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.briefing import TypedPart
from dutyroom.rules.briefing_typed import fields_text, rows_as_typed, typed_fields, typed_parts, typed_rows

WORDS = st.text("值班室一二三abc12", min_size=1, max_size=8)


def test_headings_paragraphs_and_lines_that_say_nothing():
    typed = "# 一、基本情况\n\n正文第一段。\n## （一）来电\n### 1. 小项\n  "
    assert typed_parts(typed) == (
        TypedPart(text="一、基本情况", level=1),
        TypedPart(text="正文第一段。"),
        TypedPart(text="（一）来电", level=2),
        TypedPart(text="1. 小项", level=3),
    )


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_labelled_lines_read_back_as_they_were_typed(fields):
    assert typed_fields(fields_text(fields)) == tuple(fields)


def test_a_label_without_words_and_words_without_a_label_are_left_out():
    assert typed_fields("时间：9时\n地点：\n没有冒号\n：空\n主持:王=样例") == (("时间", "9时"), ("主持", "王=样例"))


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), max_size=4)))
def test_tables_read_back_as_they_were_typed(rows):
    assert typed_rows(rows_as_typed(rows)) == tuple(map(tuple, rows))


def test_a_table_pasted_with_tabs():
    assert typed_rows("种类\t件数\n| 来电 | 3 |") == (("种类", "件数"), ("来电", "3"))

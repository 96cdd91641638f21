"""Columns of tables: what is proposed, what a person makes of it, and that the reader of the table follows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.column_map import (
    CASE_WORDS,
    MATTER_WORDS,
    chosen_of,
    kept_maps,
    map_fault,
    needs_look,
    sheet_heads,
)
from dutyroom.rules.contact_table import Sheet
from dutyroom.rules.hotline_import import CASES
from dutyroom.rules.hotline_import import FIELDS as CASE_FIELDS
from dutyroom.rules.matter_table import MATTERS, read_tables

KNOWN = Sheet(
    "11月",
    (("序号", "受理时间", "诉求内容", "紧要程度"), ("1", "2026-11-03", "路灯不亮", "急"), ("2", "", "井盖", "缓")),
)
FOREIGN = Sheet(
    "表",
    (
        ("某热线月报",),
        ("甲列", "乙列", "丙列"),
        ("2026-11-03 8:00", "路灯不亮", "13800138000"),
        ("2026-11-04", "井盖", ""),
    ),
)


def test_every_field_that_can_be_chosen_has_a_word():
    assert set(CASE_WORDS) == set(CASE_FIELDS)
    assert {name for name in MATTERS.fields if name not in ("subject", "date")} >= set(MATTER_WORDS)


def test_headings_are_proposed_with_samples_and_what_is_not_understood_is_asked_for():
    (heads,) = sheet_heads((KNOWN,), CASES)
    assert heads.columns == {"序号": None, "受理时间": "received_at", "诉求内容": "text", "紧要程度": None}
    assert heads.samples["紧要程度"] == ("急", "缓")
    assert heads.ignored == {"序号"}
    assert needs_look((heads,), CASES)
    assert map_fault((heads,), {}, ["11月"], CASES) is None


def test_headings_that_nobody_knows_are_guessed_and_what_is_needed_is_named():
    (heads,) = sheet_heads((FOREIGN,), CASES)
    assert heads.columns == {"甲列": None, "乙列": None, "丙列": None}
    fault = map_fault((heads,), {}, ["表"], CASES)
    assert fault is not None
    assert (fault[0].code, fault[0].facts["name"]) == ("import.map.missing", "text")
    changed = {"甲列": "received_at", "乙列": "text"}
    assert map_fault((heads,), changed, ["表"], CASES) is None
    table = read_tables((FOREIGN,), chosen_of((heads,), changed, ["表"]), CASES)
    assert [record.cells for record in table.records] == [
        {"received_at": "2026-11-03 8:00", "text": "路灯不亮"},
        {"received_at": "2026-11-04", "text": "井盖"},
    ]


@pytest.mark.parametrize(
    ("changed", "taken", "code", "heading"),
    [
        ({"紧要程度": "text"}, ["11月"], "import.map.twice", "紧要程度"),
        ({"诉求内容": None}, ["11月"], "import.map.missing", ""),
        ({}, [], "import.map.no_sheet", ""),
    ],
)
def test_what_is_wrong_with_a_map_is_said(changed, taken, code, heading):
    fault = map_fault(sheet_heads((KNOWN,), CASES), changed, taken, CASES)
    assert fault is not None
    assert (fault[0].code, fault[1]) == (code, heading)


def test_two_columns_that_are_the_same_of_themselves_are_no_fault():
    sheet = Sheet("a", (("受理时间", "内容", "来电号码", "联系电话"), ("2026-11-03", "路灯", "", "13800138000")))
    assert map_fault(sheet_heads((sheet,), CASES), {}, ["a"], CASES) is None


def test_a_map_is_remembered_by_headings_in_whatever_order_and_a_sheet_left_out_stays_out():
    heads = sheet_heads((KNOWN, FOREIGN), CASES)
    assert [sheet.taken for sheet in heads] == [True, False]
    kept = kept_maps(heads, {"紧要程度": "demand"}, ["11月"])
    turned = Sheet("12月", tuple(row[::-1] for row in KNOWN.rows))
    again = sheet_heads((turned, FOREIGN), CASES, kept)
    assert [sheet.taken for sheet in again] == [True, False]
    assert again[0].columns["紧要程度"] == "demand"
    assert not needs_look(again, CASES)
    assert chosen_of(again, {}, ["12月"]) == {"紧要程度": "demand"}


@given(st.lists(st.sampled_from([None, "title", "name", "place", "answer", "received_at"]), min_size=3, max_size=3))
def test_the_reader_takes_the_columns_for_what_the_map_says(fields):
    (heads,) = sheet_heads((FOREIGN,), CASES)
    changed = dict(zip(heads.columns, fields, strict=True))
    if map_fault((heads,), changed, ["表"], CASES) is None:
        assert read_tables((FOREIGN,), chosen_of((heads,), changed, ["表"]), CASES).columns == changed

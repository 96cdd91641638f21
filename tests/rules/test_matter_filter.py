"""Filters of the registers as plain text."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import (
    FLAGS,
    KeptFilter,
    MatterFilter,
    kinds_of,
    misread,
    read_kept,
    read_matter_filter,
    with_kept,
    with_own,
)

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
WORD_CHARS = "水积abc12:"
WORD = st.text("水积二七区强降雨abc123", min_size=1, max_size=6)


@given(
    st.builds(
        MatterFilter,
        words=st.lists(WORD, max_size=3).map(" ".join),
        state=st.sampled_from(["", "open", "over", "received", "filed"]),
        urgency=st.sampled_from(["", "特急", "平件"]),
        office=st.one_of(st.just(""), WORD),
        received=st.sampled_from(["", "8h", "2d", "today", "2026-11-01..2026-11-30", "2026-11-01.."]),
        due=st.sampled_from(["", "8h", "tomorrow", "..2026-12-01"]),
        flag=st.sampled_from(["", *FLAGS]),
        grade=st.sampled_from(["", "Ⅰ", "Ⅳ"]),
        area=st.one_of(st.just(""), WORD),
        category=st.sampled_from(["", "accident"]),
        subtype=st.sampled_from(["", "road"]),
    )
)
def test_a_filter_is_read_back_as_it_is_written(wanted):
    assert read_matter_filter(wanted.written()) == wanted
    assert wanted.is_empty == (wanted == MatterFilter())


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_somehow_and_stays(text):
    read = read_matter_filter(text)
    assert read_matter_filter(read.written()) == read


@pytest.mark.parametrize(
    "token", ["state:nonsense", "is:blue", "in:2026-13-01..", "due:soon", "other:thing", "channel:post"]
)
def test_what_is_no_filter_stays_among_the_words(token):
    assert read_matter_filter(f"积水 {token}").words == f"积水 {token}"


def test_grades_and_kinds_of_incidents_are_typed_as_keyboards_and_papers_have_them():
    for typed in ("grade:3", "grade:iii", "grade:Ⅲ"):
        assert read_matter_filter(typed).grade == "Ⅲ"
    assert read_matter_filter("class:事故灾难 type:道路交通事故") == MatterFilter(category="accident", subtype="road")
    assert read_matter_filter("grade:5 type:流星").words == "grade:5 type:流星"


def test_spans_look_back_for_receipt_and_ahead_for_limits():
    wanted = read_matter_filter("in:8h due:2d")
    assert wanted.received_bounds(NOW, ZONE) == (NOW - timedelta(hours=8), None)
    assert wanted.due_bounds(NOW, ZONE) == (None, NOW + timedelta(hours=48))


def test_days_are_days_of_the_office():
    first, before = read_matter_filter("in:today").received_bounds(NOW, ZONE)
    assert (first, before) == (datetime(2026, 11, 22, 16, tzinfo=UTC), datetime(2026, 11, 23, 16, tzinfo=UTC))
    assert read_matter_filter("in:2026-11-23..2026-11-23").received_bounds(NOW, ZONE) == (first, before)


def test_what_is_typed_overrules_what_the_lists_say():
    shown = MatterFilter(state="open", urgency="特急")
    typed = read_matter_filter("积水 state:over")
    assert with_own(shown, typed) == MatterFilter(words="积水", state="over", urgency="特急")


def test_a_span_alone_is_what_is_due_within_it():
    wanted = read_matter_filter("8h 积水 urgency:特急")
    assert (wanted.due, wanted.words) == ("8h", "积水")
    assert read_matter_filter("due:2d 8h").due == "8h"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\t"), max_size=12), st.text(WORD_CHARS, min_size=1))
def test_a_kept_filter_is_read_back_from_its_line(name, written):
    (kept,) = with_kept([], name, written)
    assert read_kept(kept.line) == kept


def test_of_one_name_or_text_only_the_newest_is_kept():
    kept = with_kept([], "每日必看", "8h")
    kept = with_kept(kept, "", "2d")
    assert with_kept(kept, " 每日必看 ", "state:open") == [
        KeptFilter(written="2d"),
        KeptFilter(name="每日必看", written="state:open"),
    ]
    assert with_kept(kept, "两天", "2d") == [kept[0], KeptFilter(name="两天", written="2d")]
    assert read_kept("state:open urgency:特急") == KeptFilter(written="state:open urgency:特急")


@pytest.mark.parametrize("term", ["state:bar", "due:xx", "urgency:foo", "grade:9", "is:blue", "in:2026-13-01.."])
def test_a_term_that_cannot_be_a_filter_is_named_with_what_can(term):
    found = misread(f"积水 8h {term}")
    assert found is not None
    assert found.term == term
    assert all(misread(f"{found.field}:{value}") is None for value in found.known if value != "…")


@pytest.mark.parametrize(
    "words", ["积水", "8h urgency:特急 state:open office:秘书三处", "电话:110", "other:thing", "type:火灾"]
)
def test_words_and_filters_are_not_misread(words):
    assert misread(words) is None


def test_a_field_belongs_to_the_registers_that_have_it():
    assert kinds_of(read_matter_filter("urgency:特急 8h")) == set(MatterKind) - {MatterKind.HOTLINE}
    assert kinds_of(read_matter_filter("grade:3 积水")) == {MatterKind.INCIDENT}
    assert kinds_of(read_matter_filter("is:reading")) == {MatterKind.NOTICE}
    assert kinds_of(read_matter_filter("grade:3 colour:red")) == set()

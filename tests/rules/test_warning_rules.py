"""What holds for every warning: what is missing, how it stands, up and down, marks, the rules that it is read by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.cap_message import SEVERITIES, category_of, own_identifier, read_own_identifier
from dutyroom.rules.event_time import understand_near
from dutyroom.rules.matter import OPEN, State
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.warning import (
    MUST_WORDS,
    STATUS_MARKS,
    Colour,
    Standing,
    Status,
    WarningFacts,
    area_lines,
    check_warning,
    force_line,
    level_of,
    made_title,
    missing,
    rain_signal,
    standing,
    turn_line,
)
from tests.samples import NOON, ZONE

ON = date(2026, 11, 23)
MUST = shipped_rules().words("warning.must_state", ON)
COLOURS = [*Colour, ""]
FULL = {
    "event": "暴雨", "colour": "red", "onset_at": NOON, "areas": "金水区", "watch": "积水", "action": "停课",
    "source": "市气象台", "issued_at": NOON,
}  # fmt: skip


def test_every_word_of_the_law_has_its_field():
    assert set(MUST) == set(MUST_WORDS)


@given(said=st.sets(st.sampled_from(sorted(FULL))), reason=st.sampled_from(["", " ", "文本未到"]))
def test_a_warning_passes_with_all_that_the_law_asks_for_or_with_a_reason(said, reason):
    facts = WarningFacts(**{"event": "暴雨", **{name: FULL[name] for name in said}})
    left = missing(facts, MUST)
    assert {MUST_WORDS[word][0] for word in left} == set(FULL) - said - {"event"}
    if left and not reason.strip():
        with pytest.raises(Refusal, match=r"warning\.missing"):
            check_warning(facts, MUST, reason, now=NOON)
    else:
        check_warning(facts, MUST, reason, now=NOON)


@given(
    state=st.sampled_from(State),
    start=st.none() | st.integers(-9, 9),
    length=st.none() | st.integers(1, 9),
    now=st.integers(-9, 20),
)
def test_it_stands_in_one_way_and_never_ends_by_itself(state, start, length, now):
    starts_at = NOON + timedelta(hours=start) if start is not None else None
    ends_at = NOON + timedelta(hours=(start or 0) + length) if length is not None else None
    found = standing(state, starts_at, ends_at, NOON + timedelta(hours=now))
    assert (found in (Standing.LIFTED, Standing.VOID)) is (state not in OPEN)
    if state in OPEN:
        assert (found is Standing.ENDED) is (length is not None and now >= (start or 0) + length)
        assert found is not Standing.LATER or (start is not None and now < start)


@given(former=st.sampled_from(COLOURS), new=st.sampled_from(COLOURS))
def test_up_one_way_is_down_the_other(former, new):
    there, back = turn_line(former, new), turn_line(new, former)
    assert (there == "") is (former == new)
    if former and new and former != new:
        assert {"升" in there, "升" in back} == {True, False}
        assert ("升" in there) is (list(Colour).index(new) < list(Colour).index(former))


@given(status=st.sampled_from(Status), title=st.sampled_from(["", "台风红色预警", "【演练】台风红色预警"]))
def test_what_is_not_real_says_so_first_and_once(status, title):
    made = made_title(WarningFacts(event="台风", colour="red", title=title, status=status))
    assert made.startswith(STATUS_MARKS[status])
    assert made.count("【演练】") <= 1 + (status is not Status.EXERCISE)


def test_rules_of_rain_and_levels_are_the_shipped_ones():
    book = shipped_rules()
    assert {colour.value: rain_signal(colour, book, ON) for colour in Colour} == {
        "red": (3, 100), "orange": (3, 50), "yellow": (6, 50), "blue": (12, 50),
    }  # fmt: skip
    assert [level_of(colour, book, ON) for colour in COLOURS] == ["一级", "二级", "三级", "四级", ""]
    assert list(SEVERITIES.values()) == ["Extreme", "Severe", "Moderate", "Minor"]


def test_small_words():
    assert area_lines("金水区、 二七区；中原区\n\n上街区") == "金水区\n二七区\n中原区\n上街区"
    assert [category_of(event) for event in ("暴雨", "地震", "森林火险", "食物中毒", "x")] == [
        "Met", "Geo", "Fire", "Health", "Other",
    ]  # fmt: skip
    assert read_own_identifier(own_identifier(2026, 7, 3)) == (2026, 7)
    assert read_own_identifier("A-1") is None
    line = force_line("暴雨红色预警", "\n".join("甲乙丙丁戊己"), NOON, NOON + timedelta(hours=8), ZONE)
    assert line == "暴雨红色预警（甲、乙、丙、丁、戊等6处），11月23日12:00至11月23日20:00"


@pytest.mark.parametrize(("typed", "hours"), [("1100", -1), ("1400", 2), ("2h", 2), ("-10", -1 / 6), ("明日0800", 20)])
def test_a_start_is_the_nearer_reading(typed, hours):
    assert understand_near(typed, now=NOON, zone=ZONE) == NOON + timedelta(hours=hours)

"""Figures of the statistics as terms of filters; changes as they are read."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.hotline_filter import read_case_filter
from dutyroom.rules.hotline_measures import Share
from dutyroom.rules.log_filter import read_filter
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import MatterFilter, kinds_of, misread, read_matter_filter
from dutyroom.rules.statistics import MEASURE, MEASURES
from dutyroom.rules.statistics_figure import Figure, Part, read_figure
from dutyroom.rules.statistics_period import Stretch
from dutyroom.rules.statistics_report import change_said, number_said, turn
from dutyroom.rules.wording import Wording

WORDS = Wording()
STRETCHES = st.builds(
    lambda first, days, clock: Stretch(first, first + timedelta(days=days), clock),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(0, 400),
    st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
FIGURES = st.builds(
    Figure,
    measure=st.sampled_from(sorted(MEASURE)),
    stretch=STRETCHES,
    part=st.sampled_from(Part),
    where=st.lists(st.tuples(st.sampled_from(["urgency", "lead", "class2"]), st.text(max_size=12)), max_size=2).map(
        tuple
    ),
    weekday=st.none() | st.integers(0, 6),
    hour=st.none() | st.integers(0, 23),
)


@given(FIGURES)
def test_a_figure_is_one_term_that_every_register_reads_back(figure):
    assert read_figure(figure.written()) == figure
    for read in (read_matter_filter, read_case_filter, read_filter):
        found = read(f"积水 {figure.filter_text}")
        assert (found.words, found.figure) == ("积水", figure.written())
        assert read(found.written()) == found


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    figure = read_figure(text)
    assert figure is None or read_figure(figure.written()) == figure


@pytest.mark.parametrize(
    "written",
    ["", "notices.received", "notices;2026-11-01..2026-11-30", "a.b;2026-11-31..2026-12-01", "a.b;2026-11-02..2026-11-01",
     "a.b;2026-11-01..2026-11-02;x", "a.b;2026-11-01..2026-11-02;at=8-01", "a.b;2026-11-01..2026-11-02;at=-"],
)  # fmt: skip
def test_what_is_no_figure_is_said_to_be_none(written):
    assert read_figure(written) is None
    if written:
        assert misread(f"figure:{written}").field == "figure"


def test_a_figure_belongs_to_its_register():
    days = "2026-11-01..2026-11-30"
    assert kinds_of(MatterFilter(figure=f"notices.received;{days}")) == {MatterKind.NOTICE}
    assert kinds_of(MatterFilter(figure=f"incidents.open;{days}", grade="Ⅰ")) == {MatterKind.INCIDENT}
    assert kinds_of(MatterFilter(figure=f"log.entries;{days}")) == frozenset()


@given(now=st.integers(0, 200), then=st.integers(0, 200))
def test_a_count_changes_by_per_cent(now, then):
    measure = MEASURE["notices.received"]
    said = change_said(measure, Share(now), Share(then), WORDS)
    if then:
        assert said.strip("+−%").replace(".", "").isdigit()
        assert said.startswith("+") == (now > then)
        assert said.startswith("−") == (now < then)
    else:
        assert said == ("new" if now else "—")
    late = MEASURE["notices.late"]
    assert turn(late, Share(now), Share(then)) == (now < then) - (now > then)
    assert turn(measure, Share(now), Share(then)) == 0


def test_a_share_changes_by_points_and_only_where_both_are_known():
    measure = MEASURE["notices.on_time"]
    assert change_said(measure, Share(9, 10), Share(4, 5), WORDS) == "+10.0 pt"
    assert change_said(measure, Share(1, 3), Share(2, 3), WORDS) == "−33.3 pt"
    assert change_said(measure, Share(1, 3), Share(), WORDS) == "—"
    assert (turn(measure, Share(9, 10), Share(4, 5)), turn(measure, Share(9, 10), Share())) == (1, 0)
    assert number_said(measure, Share(9, 10)) == "90.0%"
    assert number_said(MEASURE["log.entries"], Share(12345)) == "12,345"


def test_every_measure_has_one_key_of_its_subject_and_says_what_it_counts():
    assert len({measure.key for measure in MEASURES}) == len(MEASURES)
    assert all(measure.key.startswith(f"{measure.subject}.") and measure.words for measure in MEASURES)

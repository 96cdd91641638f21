"""The statistics as a paper: numbers and charts on it, in both languages; charts keep their shapes within their frame."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.catalogues import load_wording
from dutyroom.papers.sample_statistics import sample_statistics
from dutyroom.papers.statistics import make_statistics
from dutyroom.rules.chart import Chart, ChartKind, Series, level, ticks
from dutyroom.rules.chart_drawing import drawn, height_of
from dutyroom.rules.chart_shapes import Box, Stroke, Tone, Words, segments
from dutyroom.rules.chart_svg import as_svg
from dutyroom.rules.hotline_measures import Share
from dutyroom.rules.statistics_charts import charts_of
from dutyroom.rules.statistics_cuts import CUTS
from dutyroom.rules.statistics_report import Three
from dutyroom.rules.wording import Wording
from tests.papers.reading_pdf import page_texts


def measure(text: str, size: float) -> float:
    return sum(size if ord(sign) > 0x2E00 else size * 0.55 for sign in text)


VALUES = st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=40)


@st.composite
def charts(draw):
    values = draw(st.lists(VALUES, min_size=1, max_size=7))
    count = min(len(each) for each in values)
    kind = draw(st.sampled_from(ChartKind))
    series = tuple(Series(name=f"第{n}组", values=tuple(each[:count])) for n, each in enumerate(values))
    names = tuple(draw(st.sampled_from(["二七区", "a very long name of some bureau", ""])) for _ in range(count))
    tiles = tuple((n // 8, n % 8) for n in range(count))
    return Chart(key="k", kind=kind, title="样例", categories=names, series=series, tiles=tiles)


@given(chart=charts(), width=st.floats(160, 1400), size=st.sampled_from([8.0, 12.0]))
def test_a_chart_stays_within_its_frame_and_has_a_spot_for_every_number(chart, width, size):
    height = height_of(chart, size, width)
    drawing = drawn(chart, width, height, size, measure)
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert -1 <= shape.x <= shape.x + shape.width <= width + 1
            assert -1 <= shape.y <= shape.y + shape.height <= height + 1
        elif isinstance(shape, Stroke) and shape.dash:
            pieces = list(segments(shape))
            drawn_length = sum(((x - u) ** 2 + (y - v) ** 2) ** 0.5 for x, y, u, v in pieces)
            assert drawn_length > 0
    spots = {(spot.series, spot.place) for spot in drawing.spots}
    if chart.kind in (ChartKind.HEAT, ChartKind.BARS):
        assert len(spots) == len(chart.series) * len(chart.categories)
    if chart.kind is ChartKind.LINES:
        assert len(spots) == sum(value is not None for series in chart.series for value in series.values)


@given(st.integers(0, 10**9))
def test_a_scale_holds_its_numbers_with_few_whole_marks(top):
    marks = ticks(top)
    assert marks[0] == 0
    assert marks[-1] >= top
    assert 2 <= len(marks) <= 7
    assert len({after - before for before, after in pairwise(marks)}) == 1
    assert level(top, top) == (5 if top else 0)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_paper_has_every_register_with_numbers_and_charts(faces, language):
    facts = sample_statistics()
    pages = page_texts(make_statistics(facts, faces=faces, wording=load_wording(language)))
    text = "\n".join(pages)
    if language == "zh_CN":
        for wanted in (
            "值班统计月报",
            "2026年10月1日—10月31日",
            "收文（电）件数",
            "值班日志：按日",
            "抽查：按日",
        ):
            assert wanted in text.replace("\n", ""), wanted
    else:
        for wanted in (
            "Notices received",
            "Incidents: by day",
            "Spot checks: by day",
        ):
            assert wanted in text.replace("\n", " "), wanted
    report = facts.reports[0]
    assert f"{report.measures[0].found.this.num:,}" in text


def test_a_period_without_data_says_so(faces):
    facts = sample_statistics()
    nothing = Three(this=Share(), before=Share(), year=Share())
    report = replace(
        facts.reports[0], measures=tuple(replace(each, found=nothing) for each in facts.reports[0].measures)
    )
    (page,) = page_texts(
        make_statistics(replace(facts, reports=(report,), is_running=True), faces=faces, wording=load_wording("en"))
    )
    assert "Nothing in these periods." in page
    assert "not over yet" in page


def test_a_chart_is_written_as_svg_with_its_words_as_text():
    chart = charts_of(sample_statistics().reports[0], Wording())[0]
    colours = {(tone, index): "#123456" for tone in Tone for index in range(6)}
    drawing = drawn(replace(chart, title="<A & B>"), 600, 300, 10, measure)
    svg = as_svg(drawing, colours, "#FFFFFF", "<A & B>")
    assert svg.count("&lt;A &amp; B&gt;") == 2
    assert svg.count("<text") == sum(isinstance(shape, Words) for shape in drawing.shapes)
    assert "stroke-dasharray" in svg


def test_the_sample_has_no_value_that_the_registers_do_not_know():
    for report in sample_statistics().reports:
        for cut in CUTS[report.subject]:
            known = {*cut.words, *cut.english} - {""}
            assert not known or {line.value for line in report.cuts[cut.key]} <= known | {""}, cut.key

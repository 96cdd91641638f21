"""The charts of a subject's statistics, described once for the window, for paper and for files."""

from __future__ import annotations

from typing import Final

from dutyroom.rules.cartogram import laid_out
from dutyroom.rules.chart import Chart, ChartKind, Series
from dutyroom.rules.local_hours import HOURS
from dutyroom.rules.statistics_cuts import CUTS, STACKED, Cut, cut_of
from dutyroom.rules.statistics_facts import SUBJECT_WORDS
from dutyroom.rules.statistics_period import GRAIN_WORDS, Grain
from dutyroom.rules.statistics_report import WEEKDAY_WORDS, CutLine, SubjectReport
from dutyroom.rules.wording import Wording, mark

BARS_MOST: Final = 12
"""Values of a cut that are drawn; the table has them all."""
STACKED_MOST: Final = 5
"""Values that bars are stacked of; the others are one together."""
THIS, BEFORE, YEAR = mark("this period"), mark("the period before"), mark("a year before")
_OTHERS: Final = mark("others")


def charts_of(report: SubjectReport, wording: Wording) -> tuple[Chart, ...]:
    """Every chart of a report: over time, stacked, by hour and weekday, each way of counting apart, the districts."""
    found = [_lines(report, wording), _stacked(report, wording)]
    if report.grain is not Grain.HOUR:
        found.append(_heat(report, wording))
    for cut in CUTS[report.subject]:
        lines = report.cuts[cut.key]
        if cut.is_area and any(line.value for line in lines):
            found.append(_tiles(report, cut, lines, wording))
        found.append(_bars(report, cut, lines, wording))
    return tuple(found)


def _within(cut: Cut, wording: Wording) -> str:
    """A cut's title within a sentence: English begins it small there."""
    title = wording.say(cut.title)
    return title[:1].lower() + title[1:] if wording.language == "en" else title


def _title(report: SubjectReport, what: str, wording: Wording) -> str:
    subject = wording.say(SUBJECT_WORDS[report.subject])
    return wording.say("{subject}: {what}", subject=subject, what=what)


def _step_names(report: SubjectReport) -> tuple[str, ...]:
    if report.grain is Grain.HOUR:
        return tuple(f"{bucket.hour:02}" for bucket in report.buckets)
    if report.grain is Grain.MONTH:
        return tuple(f"{bucket.stretch.first:%Y-%m}" for bucket in report.buckets)
    return tuple(f"{bucket.stretch.first:%m-%d}" for bucket in report.buckets)


def _lines(report: SubjectReport, wording: Wording) -> Chart:
    own = tuple(report.bucket_figure(bucket) for bucket in report.buckets)
    return Chart(
        key="over_time",
        kind=ChartKind.LINES,
        title=_title(report, wording.say(GRAIN_WORDS[report.grain]), wording),
        categories=_step_names(report),
        series=(
            Series(name=wording.say(THIS), values=tuple(each.this for each in report.buckets), figures=own),
            Series(name=wording.say(BEFORE), values=tuple(each.before for each in report.buckets)),
            Series(name=wording.say(YEAR), values=tuple(each.year for each in report.buckets)),
        ),
    )


def _stacked(report: SubjectReport, wording: Wording) -> Chart:
    cut = cut_of(report.subject, STACKED[report.subject])
    values = [line.value for line in report.cuts[cut.key] if line.this]
    shown = values if len(values) <= STACKED_MOST else values[: STACKED_MOST - 1]
    series = [
        Series(
            name=report.named(cut, value, wording),
            values=tuple(bucket.stacked.get(value, 0) for bucket in report.buckets),
            figures=tuple(report.bucket_figure(bucket, (cut.key, value)) for bucket in report.buckets),
        )
        for value in shown
    ]
    if len(shown) < len(values):
        rest = [sum(n for value, n in each.stacked.items() if value not in shown) for each in report.buckets]
        series.append(Series(name=wording.say(_OTHERS), values=tuple(rest)))
    what = wording.say("{grain}, by {cut}", grain=wording.say(GRAIN_WORDS[report.grain]), cut=_within(cut, wording))
    return Chart(
        key="stacked",
        kind=ChartKind.STACKED,
        title=_title(report, what, wording),
        categories=_step_names(report),
        series=tuple(series),
    )


def _heat(report: SubjectReport, wording: Wording) -> Chart:
    return Chart(
        key="heat",
        kind=ChartKind.HEAT,
        title=_title(report, wording.say("by hour and weekday"), wording),
        categories=tuple(f"{hour:02}" for hour in range(HOURS)),
        series=tuple(
            Series(
                name=wording.say(WEEKDAY_WORDS[weekday]),
                values=tuple(hours),
                figures=tuple(report.heat_figure(weekday, hour) for hour in range(HOURS)),
            )
            for weekday, hours in enumerate(report.heat)
        ),
    )


def _bars(report: SubjectReport, cut: Cut, lines: tuple[CutLine, ...], wording: Wording) -> Chart:
    shown = lines[:BARS_MOST]
    title = _title(report, wording.say("by {cut}", cut=_within(cut, wording)), wording)
    if len(lines) > len(shown):
        title = wording.say("{title} (the first {count} of {all})", title=title, count=len(shown), all=len(lines))
    before = report.compared.before
    return Chart(
        key=f"cut_{cut.key}",
        kind=ChartKind.BARS,
        title=title,
        categories=tuple(report.named(cut, line.value, wording) for line in shown),
        series=(
            Series(
                name=wording.say(THIS),
                values=tuple(line.this for line in shown),
                figures=tuple(report.cut_figure(cut.key, line.value) for line in shown),
            ),
            Series(
                name=wording.say(BEFORE),
                values=tuple(line.before for line in shown),
                figures=tuple(report.cut_figure(cut.key, line.value, before) for line in shown),
            ),
        ),
    )


def _tiles(report: SubjectReport, cut: Cut, lines: tuple[CutLine, ...], wording: Wording) -> Chart:
    named = [line for line in lines if line.value]
    places = laid_out(line.value for line in named)
    return Chart(
        key=f"tiles_{cut.key}",
        kind=ChartKind.TILES,
        title=_title(report, wording.say("where the districts lie"), wording),
        categories=tuple(report.named(cut, line.value, wording) for line in named),
        series=(
            Series(
                name="",
                values=tuple(line.this for line in named),
                figures=tuple(report.cut_figure(cut.key, line.value) for line in named),
            ),
        ),
        tiles=tuple(places[line.value] for line in named),
    )

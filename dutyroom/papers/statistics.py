"""值班统计: the registers counted over a period, held against the one before and the year before, with charts as vectors."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.charts import ChartBlock
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.hotline_report import period_of
from dutyroom.papers.hotline_tables import note
from dutyroom.papers.hotline_words import widths
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.slip import Slip, slip_sheet
from dutyroom.papers.statistics_facts import StatisticsFacts
from dutyroom.rules.hotline_measures import Share
from dutyroom.rules.statistics_charts import charts_of
from dutyroom.rules.statistics_cuts import CUTS
from dutyroom.rules.statistics_facts import SUBJECT_WORDS
from dutyroom.rules.statistics_period import Length
from dutyroom.rules.statistics_report import CutLine, MeasureLine, SubjectReport, change_said
from dutyroom.rules.wording import Wording, mark

_TITLES: Final[dict[str, str]] = {
    Length.DAY: mark("Duty statistics of a day"),
    Length.WEEK: mark("Duty statistics of a week"),
    Length.MONTH: mark("Duty statistics of a month"),
    Length.QUARTER: mark("Duty statistics of a quarter"),
    Length.YEAR: mark("Duty statistics of a year"),
    Length.FREE: mark("Duty statistics"),
}
_MEASURES: Final = (119.0, 66.0, 66.0, 82.0, 66.0, 82.0)
_DISTRICTS: Final = (150.0, 66.0, 66.0, 66.0, 66.0, 66.0)
_AS_LATELY: Final = mark("This period is not over yet: it is held against the same part of the others, to the minute.")
_NOTES: Final = (
    mark("Each percentage stands beside its numerator and denominator; “—”: there is nothing to compare."),
    mark("Changes of counts are in per cent, changes of percentages in percentage points."),
    mark("A week is held against the week 52 weeks before, other periods against the same days of the year before."),
)


def make_statistics(facts: StatisticsFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The statistics as PDF; a period that is not over yet says so."""
    slip = Slip(faces, Phrases(wording, facts.zone))
    period = facts.reports[0].period
    title = slip.phrases.say(_TITLES[period.length])
    about = period_of(slip, period.first, period.last)
    say = slip.phrases.say
    blocks = slip.opening(facts, title, beside=say("As at {time}", time=slip.moment(facts.at)), left=about)
    if facts.is_running:
        blocks.append(note(slip, say(_AS_LATELY)))
    for report in facts.reports:
        blocks += _subject(slip, report, wording)
    blocks += [note(slip, say(sentence), gap=8.0 if not number else 3.0) for number, sentence in enumerate(_NOTES)]
    return slip_sheet(slip, facts, title, blocks, about=about).pdf()


def _subject(slip: Slip, report: SubjectReport, wording: Wording) -> list[Block]:
    """One register: its measures, where it has districts their table, and every chart that shows something."""
    blocks: list[Block] = [slip.section(slip.phrases.say(SUBJECT_WORDS[report.subject]))]
    if report.is_empty:
        blocks.append(slip.text(slip.phrases.say("Nothing in these periods."), slip.set.body, gap=4))
        return blocks
    blocks.append(_measures(slip, report, wording))
    if not report.line(report.main.key).found.this.num:
        return blocks
    areas = [cut for cut in CUTS[report.subject] if cut.is_area]
    blocks += [_districts(slip, report, report.cuts[cut.key], wording) for cut in areas]
    blocks += [ChartBlock(slip.faces, chart) for chart in charts_of(report, wording) if not chart.is_empty]
    return blocks


def _heads(slip: Slip, first: str) -> tuple[str, ...]:
    say = slip.phrases.say
    return (
        first, say("This period"), say("Period before"), say("vs before"), say("Year before"), say("vs last year"),
    )  # fmt: skip


def _measures(slip: Slip, report: SubjectReport, wording: Wording) -> Block:
    titles = _heads(slip, slip.phrases.say("Measure"))
    rows = []
    for line in report.measures:
        this, before, year = (_number(line, each) for each in (line.found.this, line.found.before, line.found.year))
        changes = [
            change_said(line.measure, line.found.this, then, wording) for then in (line.found.before, line.found.year)
        ]
        name = wording.say(line.measure.name)
        rows.append(_row(slip, name, this, before, changes[0], year, changes[1]))
    return Grid(widths(slip, _MEASURES, titles), rows, [slip.heads(*titles)], space_before=4)


def _districts(slip: Slip, report: SubjectReport, lines: tuple[CutLine, ...], wording: Wording) -> Block:
    titles = _heads(slip, slip.phrases.say("District"))
    cut = next(cut for cut in CUTS[report.subject] if cut.is_area)
    rows = []
    for line in lines:
        this, before, year = Share(line.this), Share(line.before), Share(line.year)
        changes = [change_said(report.main, this, then, wording) for then in (before, year)]
        name = report.named(cut, line.value, wording)
        rows.append(_row(slip, name, f"{line.this:,}", f"{line.before:,}", changes[0], f"{line.year:,}", changes[1]))
    return Grid(widths(slip, _DISTRICTS, titles), rows, [slip.heads(*titles)], space_before=8)


def _row(slip: Slip, name: str, *numbers: str) -> Row:
    return Row([slip.cell(name, again=True), *(slip.cell(number, centred=True) for number in numbers)], 18)


def _number(line: MeasureLine, share: Share) -> str:
    if not line.measure.is_share:
        return f"{share.num:,}"
    return f"{share.text}\n{share.num:,}/{share.den:,}" if share.den else share.text

"""The statistics of one subject over a period, each number with what it is held against and the figure behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from dutyroom.rules.hotline_measures import NOTHING, Share
from dutyroom.rules.local_hours import HOURS, WEEKDAYS
from dutyroom.rules.statistics import MAIN, Measure
from dutyroom.rules.statistics_cuts import Cut, cut_of
from dutyroom.rules.statistics_facts import SUBJECT_WORDS, Subject
from dutyroom.rules.statistics_figure import Figure, Part
from dutyroom.rules.statistics_period import Compared, Grain, Period, Stretch
from dutyroom.rules.wording import Wording, mark

NEW: Final = mark("new")
"""In place of a growth over nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Three:
    """A number in the period, in the one before and in the same a year before."""

    this: Share
    before: Share
    year: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure with its three numbers."""

    measure: Measure
    found: Three

    @property
    def key(self) -> str:
        """The measure's key."""
        return self.measure.key


@dataclass(frozen=True, slots=True, kw_only=True)
class CutLine:
    """How many records fall under one value, in the three periods."""

    value: str
    this: int
    before: int
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A step of the axis of time: its days (of a day's hours the hour), how many there, before, a year before.

    ``before`` and ``year`` are those of the step at the same place of their periods; None where they have none there,
    and for this period where the step is still to come.
    """

    stretch: Stretch
    hour: int | None
    this: int | None
    before: int | None
    year: int | None
    stacked: Mapping[str, int] = field(default_factory=dict)
    """This period's, under each value of the cut by which bars are stacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectReport:
    """Everything of one subject over one period."""

    subject: Subject
    period: Period
    compared: Compared
    counted_at: datetime
    """The instant at which it was counted."""
    grain: Grain
    measures: tuple[MeasureLine, ...]
    cuts: Mapping[str, tuple[CutLine, ...]]
    """Of each way of counting the values, most first."""
    buckets: tuple[Bucket, ...]
    heat: tuple[tuple[int, ...], ...]
    """Seven weekdays from Monday, each with its 24 hours."""
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Chinese and English names of codes that the office itself keeps: classes of the mayor's telephone."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in any of the three periods."""
        return not any(
            share.num or share.den
            for line in self.measures
            for share in (line.found.this, line.found.before, line.found.year)
        )

    @property
    def main(self) -> Measure:
        """The measure that charts and cuts show."""
        return MAIN[self.subject]

    def line(self, key: str) -> MeasureLine:
        """A measure's line."""
        return next(line for line in self.measures if line.key == key)

    def figure(self, measure: Measure, part: Part = Part.ALL, stretch: Stretch | None = None) -> Figure:
        """What stands behind a number of a measure; of this period unless another is named."""
        return Figure(measure=measure.key, part=part, stretch=stretch or self.compared.this)

    def cut_figure(self, cut: str, value: str, stretch: Stretch | None = None) -> Figure:
        """What stands behind a number of a cut."""
        return Figure(measure=self.main.key, stretch=stretch or self.compared.this, where=((cut, value),))

    def bucket_figure(self, bucket: Bucket, value: tuple[str, str] | None = None) -> Figure:
        """What stands behind a step of time, of one value of a cut or of all."""
        return Figure(measure=self.main.key, stretch=bucket.stretch, where=(value,) if value else (), hour=bucket.hour)

    def heat_figure(self, weekday: int, hour: int) -> Figure:
        """What stands behind a square of the heat map."""
        return Figure(measure=self.main.key, stretch=self.compared.this, weekday=weekday, hour=hour)

    def named(self, cut: Cut, value: str, wording: Wording) -> str:
        """How a value of a cut is called; codes with their names."""
        if value in self.names and cut.key.startswith("class"):
            zh, en = self.names[value]
            return f"{(en if wording.language == 'en' else '') or zh} {value}"
        return cut.named(value, wording)


def empty_heat() -> list[list[int]]:
    """Seven weekdays of 24 hours."""
    return [[0] * HOURS for _ in range(WEEKDAYS)]


def number_said(measure: Measure, share: Share) -> str:
    """A measure's number as it is read: per cent, or a count."""
    return share.text if measure.is_share else f"{share.num:,}"


def change_said(measure: Measure, now: Share, then: Share, wording: Wording) -> str:
    """Against another period: counts in per cent, shares in percentage points; “—” where there is nothing to compare."""
    if measure.is_share:
        if not now.den or not then.den:
            return NOTHING
        points = Decimal(now.num * 100) / now.den - Decimal(then.num * 100) / then.den
        rounded = points.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return wording.say("{points} pt", points=_signed(rounded))
    if not then.num:
        return wording.say(NEW) if now.num else NOTHING
    percent = (Decimal(now.num - then.num) * 100 / then.num).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{_signed(percent)}%"


def turn(measure: Measure, now: Share, then: Share) -> int:
    """1 where a change is for the better, −1 for the worse, 0 where it is neither or there is none."""
    if measure.good is None or (measure.is_share and not (now.den and then.den)):
        return 0
    up = now.num * (then.den or 1) - then.num * (now.den or 1) if measure.is_share else now.num - then.num
    return (up > 0) - (up < 0) if measure.good else (up < 0) - (up > 0)


def _signed(number: Decimal) -> str:
    if not number:
        return f"{abs(number)}"
    return f"+{number}" if number > 0 else f"−{abs(number)}"


COLUMNS: Final = (
    *("subject", "table", "name", "percent", "number", "of", "before_percent", "before", "before_of"),
    *("year_percent", "year", "year_of", "change", "year_change", "figure"),
)
"""The columns of an export: a number, of how many (shares only), the same before and a year before."""


def flat_rows(report: SubjectReport, wording: Wording) -> Iterator[tuple[Any, ...]]:
    """The report as rows of :data:`COLUMNS` in one language; ``figure`` is the filter that leads to the records."""
    subject = wording.say(SUBJECT_WORDS[report.subject])
    for line in report.measures:
        figure = report.figure(line.measure, Part.MET if line.measure.is_share else Part.ALL).filter_text
        yield (subject, wording.say(mark("Measures")), _name(line.measure, wording), *_numbers(line, wording), figure)
    count = report.main
    for key, lines in report.cuts.items():
        cut = cut_of(report.subject, key)
        for each in lines:
            three = Three(this=Share(each.this), before=Share(each.before), year=Share(each.year))
            numbers = _numbers(MeasureLine(measure=count, found=three), wording)
            figure = report.cut_figure(key, each.value).filter_text
            yield (subject, wording.say(cut.title), report.named(cut, each.value, wording), *numbers, figure)
    for bucket in report.buckets:
        if bucket.this is None:
            continue
        name = f"{bucket.stretch.first}" if bucket.hour is None else f"{bucket.stretch.first} {bucket.hour:02}:00"
        three = Three(this=Share(bucket.this), before=Share(bucket.before or 0), year=Share(bucket.year or 0))
        numbers = _numbers(MeasureLine(measure=count, found=three), wording)
        yield (subject, wording.say(mark("Over time")), name, *numbers, report.bucket_figure(bucket).filter_text)
    for weekday, hours in enumerate(report.heat):
        for hour, number in enumerate(hours):
            if not number:
                continue
            name = f"{wording.say(WEEKDAY_WORDS[weekday])} {hour:02}:00"
            blank = (None, number, *(None,) * (len(COLUMNS) - 6))
            figure = report.heat_figure(weekday, hour).filter_text
            yield (subject, wording.say(mark("By hour and weekday")), name, *blank, figure)


WEEKDAY_WORDS: Final = (*(mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun")),)


def _name(measure: Measure, wording: Wording) -> str:
    return wording.say(measure.name)


def _numbers(line: MeasureLine, wording: Wording) -> tuple[Any, ...]:
    found: list[Any] = []
    for share in (line.found.this, line.found.before, line.found.year):
        percent = round(100 * share.num / share.den, 1) if share.den else None
        found += [percent, share.num, share.den if line.measure.is_share else None]
    changes = [
        change_said(line.measure, line.found.this, then, wording) for then in (line.found.before, line.found.year)
    ]
    return (*found, *changes)

"""The statistics of a subject read from the store: one range of one index for each period, laid down narrow and summed.

The pure definitions of :mod:`dutyroom.rules.statistics` judge these in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import CTE, Integer, Select, case, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline import classes_by_code
from dutyroom.data.queries.statistics_records import Reading, reading
from dutyroom.data.queries.statistics_sql import (
    addend,
    as_text,
    clock_mask,
    cut_column,
    from_tables,
    local_hour,
    of_mask,
    tests,
    weekday,
    within,
)
from dutyroom.rules.hotline_measures import Judging, Share, Span
from dutyroom.rules.local_hours import EPOCH, HOURS
from dutyroom.rules.statistics import CLOCKS, MAIN, Measure, measures_of
from dutyroom.rules.statistics_cuts import CUTS, STACKED
from dutyroom.rules.statistics_facts import Basis, Subject
from dutyroom.rules.statistics_period import Compared, Grain, Period, Stretch, buckets, compared, grain_of
from dutyroom.rules.statistics_report import Bucket, CutLine, MeasureLine, SubjectReport, Three, empty_heat

_DAY, _SLOT, _CUT, _MEASURES = "day", "slot", "cut:", "measures"
_EPOCH_DAY: Final = EPOCH.date()


@dataclass(slots=True)
class _Found:
    """What one period holds."""

    shares: dict[str, Share] = field(default_factory=dict)
    cuts: dict[str, dict[str, int]] = field(default_factory=dict)
    steps: dict[int, dict[str, int]] = field(default_factory=dict)
    """By number of day, or of the hour where the period is one day: how many under each value of the stacked cut."""
    slots: dict[tuple[int, int], int] = field(default_factory=dict)


def statistics_of(session: Session, subject: Subject, period: Period, now: datetime) -> SubjectReport:
    """The statistics of a subject over a period, by the office's own rules; refused where a rule of it is wrong."""
    read = reading(session, subject, now)
    against = compared(period, now, read.zone)
    grain = grain_of(period.stretch)
    found = tuple(_count(read, stretch, grain, whole=stretch is against.this) for stretch in against.all)
    this, before, year = found
    measures = tuple(
        MeasureLine(
            measure=measure,
            found=Three(**{
                name: part.shares.get(measure.key, Share())
                for name, part in (("this", this), ("before", before), ("year", year))
            }),
        )
        for measure in measures_of(subject)
    )  # fmt: skip
    heat = empty_heat()
    for (day, hour), number in this.slots.items():
        heat[day][hour] = number
    is_class = any(cut.key.startswith("class") for cut in CUTS[subject])
    return SubjectReport(
        subject=subject,
        period=period,
        compared=against,
        counted_at=now,
        grain=grain,
        measures=measures,
        cuts={cut.key: _cut_lines(cut.key, this, before, year) for cut in CUTS[subject]},
        buckets=_buckets(against, grain, found, now.astimezone(read.zone)),
        heat=tuple(tuple(hours) for hours in heat),
        names=classes_by_code(session) if is_class else {},
    )


def _count(read: Reading, stretch: Stretch, grain: Grain, *, whole: bool) -> _Found:
    """Everything of one period: a statement for each instant by which records belong to it.

    Of the period itself the ``whole``; of those that it is held against neither hours nor what bars are stacked of.
    """
    found, span = _Found(), stretch.span(read.zone)
    for basis in dict.fromkeys(measure.basis for measure in measures_of(read.subject)):
        measures = [measure for measure in measures_of(read.subject) if measure.basis is basis]
        is_main = MAIN[read.subject].basis is basis
        parts = _parts(read, basis, span, measures, grain if is_main else None, whole=whole)
        for what, value, step, *numbers in read.session.execute(union_all(*parts)):
            if what == _MEASURES:
                pairs = zip(measures, numbers[::2], numbers[1::2], strict=True)
                found.shares |= {measure.key: Share(number or 0, den or 0) for measure, number, den in pairs}
            else:
                _take(found, what, value, step, numbers[0])
    return found


def _take(found: _Found, what: str, value: str, step: int, number: int) -> None:
    if what.startswith(_CUT):
        found.cuts.setdefault(what.removeprefix(_CUT), {})[value] = number
    elif what == _DAY:
        found.steps.setdefault(step, {})[value] = number
    else:
        found.slots[step // HOURS, step % HOURS] = number


def _parts(
    read: Reading, basis: Basis, span: Span, measures: Sequence[Measure], grain: Grain | None, *, whole: bool
) -> list[Select[Any]]:
    """What is summed: name, value, step of time, then of each measure the number and of how many."""
    narrow, by_clocks = _narrow(read, basis, span, measures, grain)
    sums = [number for measure in measures for number in _measured(narrow, measure, by_clocks)]
    parts: list[Select[Any]] = [select(literal(_MEASURES), literal(""), null(), *sums)]
    if grain is None:
        return parts
    blank = [null()] * (len(sums) - 1)
    main = narrow.c[MAIN[read.subject].key] > 0

    def grouped(what: str, value: Any, step: Any) -> Select[Any]:
        return select(literal(what), value, type_coerce(step, Integer), func.count(), *blank).where(main)

    for cut in CUTS[read.subject]:
        value = narrow.c[f"cut_{cut.key}"]
        parts.append(grouped(f"{_CUT}{cut.key}", value, null()).group_by(value))
    step: Any = narrow.c.hour if grain is Grain.HOUR else narrow.c.hour // HOURS
    if not whole:
        return [*parts, grouped(_DAY, literal(""), step).group_by(step)]
    stacked = narrow.c[f"cut_{STACKED[read.subject]}"]
    slot: Any = weekday(narrow.c.hour) * HOURS + narrow.c.hour % HOURS
    parts.append(grouped(_DAY, stacked, step).group_by(step, stacked))
    return [*parts, grouped(_SLOT, literal(""), slot).group_by(slot)]


def _narrow(
    read: Reading, basis: Basis, span: Span, measures: Sequence[Measure], grain: Grain | None
) -> tuple[CTE, Sequence[str]]:
    """The records of a period with what is asked of them, each test put once; and the measures of limits in order."""
    by_clocks = [measure.key for measure in measures if measure.key in CLOCKS]
    columns: list[Any] = [_mark(measure, read.judging) for measure in measures if measure.key not in CLOCKS]
    if by_clocks:
        columns.append(clock_mask(by_clocks, read.judging.now).label("mask"))
    if grain is not None:
        columns.append(local_hour(basis, read.zone, span).label("hour"))
        columns += [as_text(cut_column(read.subject, cut.key)).label(f"cut_{cut.key}") for cut in CUTS[read.subject]]
    # How many were closed the matter itself says; nothing else is looked up for it.
    own = basis is not Basis.CLOSED or read.subject is Subject.HOTLINE
    asked = from_tables(read.subject, select(*columns), own=own).where(*within(read.subject, basis, span))
    return asked.cte("narrow").prefix_with("MATERIALIZED"), by_clocks


def _mark(measure: Measure, judging: Judging) -> Any:
    """Of a share 2 where it is met and 1 where it is only judged, of a count 1, of a sum what it adds; else 0."""
    den, num = tests(measure, judging)
    if measure.adds:
        return addend(measure).label(measure.key)
    if measure.is_share:
        return case((~func.coalesce(den, False), 0), (func.coalesce(num, False), 2), else_=1).label(measure.key)
    return case((func.coalesce(den, False), 1), else_=0).label(measure.key)


def _measured(narrow: CTE, measure: Measure, by_clocks: Sequence[str]) -> tuple[Any, Any]:
    """A measure summed: its number, and of how many where it is a share."""
    if measure.key in by_clocks:
        den, num = of_mask(narrow.c.mask, by_clocks.index(measure.key))
        return func.sum(case((den & num, 1), else_=0)), func.sum(case((den, 1), else_=0))
    mark = narrow.c[measure.key]
    if measure.is_share:
        return func.sum(type_coerce(mark > 1, Integer)), func.sum(type_coerce(mark > 0, Integer))
    return func.sum(mark), null()


def _cut_lines(key: str, this: _Found, before: _Found, year: _Found) -> tuple[CutLine, ...]:
    """The values of any of the periods: most first in this one, then in the one before, then by name."""
    parts = [found.cuts.get(key, {}) for found in (this, before, year)]
    lines = [
        CutLine(value=value, this=parts[0].get(value, 0), before=parts[1].get(value, 0), year=parts[2].get(value, 0))
        for value in set().union(*parts)
    ]
    return tuple(sorted(lines, key=lambda line: (-line.this, -line.before, -line.year, line.value)))


def _buckets(against: Compared, grain: Grain, found: Sequence[_Found], local: datetime) -> tuple[Bucket, ...]:
    if grain is Grain.HOUR:
        return _hours(against, found, local)
    steps = [buckets(stretch, grain) for stretch in against.all]
    sums = [[_sum(part, step) for step in own] for part, own in zip(found, steps, strict=True)]
    made = []
    for place, step in enumerate(steps[0]):
        stacked: dict[str, int] = {}
        for day in _days(step):
            for value, number in found[0].steps.get(day, {}).items():
                stacked[value] = stacked.get(value, 0) + number
        made.append(
            Bucket(
                stretch=step,
                hour=None,
                this=sums[0][place] if step.first <= local.date() or sums[0][place] else None,
                before=sums[1][place] if place < len(sums[1]) else None,
                year=sums[2][place] if place < len(sums[2]) else None,
                stacked=stacked,
            )
        )
    return tuple(made)


def _hours(against: Compared, found: Sequence[_Found], local: datetime) -> tuple[Bucket, ...]:
    """The hours of a day against the same hours of the others, as far as these are held against it."""
    made = []
    for hour in range(HOURS):
        numbers: list[int | None] = []
        for part, stretch in zip(found, against.all, strict=True):
            is_in = stretch.clock is None or hour <= stretch.clock.hour
            own = part.steps.get(_day_number(stretch.first) * HOURS + hour, {})
            numbers.append(sum(own.values()) if is_in else None)
        is_to_come = against.is_running and hour > local.hour
        stacked = found[0].steps.get(_day_number(against.this.first) * HOURS + hour, {})
        this = None if is_to_come and not numbers[0] else numbers[0]
        made.append(
            Bucket(stretch=against.this, hour=hour, this=this, before=numbers[1], year=numbers[2], stacked=stacked)
        )
    return tuple(made)


def _sum(found: _Found, step: Stretch) -> int:
    return sum(sum(found.steps.get(day, {}).values()) for day in _days(step))


def _days(step: Stretch) -> range:
    first = _day_number(step.first)
    return range(first, first + step.days)


def _day_number(day: date) -> int:
    return (day - _EPOCH_DAY) // timedelta(days=1)

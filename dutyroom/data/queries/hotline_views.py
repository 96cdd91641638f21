"""The statistics of the mayor's telephone read as tables, each number with the figure that leads to its cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline import classes_by_code
from dutyroom.data.queries.hotline_statistics import count_cases, counts_by, measures_of, unit_lines
from dutyroom.data.queries.hotline_topics import Least, repeat_callers, trends
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.rules.hotline import CHANNEL_WORDS, DEMAND_WORDS
from dutyroom.rules.hotline_figure import Figure, Part, Topic
from dutyroom.rules.hotline_measures import BASIS_WORDS, MEASURE, MEASURES, By, Judging, Share, Span, grades_of
from dutyroom.rules.hotline_period import Days, compared, single_days, span_of, weeks_of
from dutyroom.rules.hotline_views import CUTS, DAY, WEEK, AskTable, Cell, FigureTable, Heading, Line, View
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.wording import Worded, mark

UNNAMED: Final = Worded(mark("(not given)"))
_OF_UNITS: Final = ("on_time", "signed", "responded", "returned", "satisfied", "solved", "redone")
_LEFT_OUT: Final = mark("Void and merged cases are left out. A limit is judged once it has run out.")
_COUNTED: Final = mark("Counted by when they came in; void and merged cases are left out.")
_AGAINST: Final = mark(
    "Held against the same part of the four like periods before, {before} cases in all, and of a year before, {year}; now {now}."
)
_LEAST: Final = mark("Only with at least {least} cases, those with most more than before first.")
_RISES: Final = mark(
    "Only with at least {least} cases, at least {percent} % over the mean of the four before, and more than a year before."
)
_REPEAT: Final = mark(
    "At least {least} calls from one number within {days} days until {last}. Numbers and names are masked; who asked for secrecy is withheld."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What every table needs."""

    session: Session
    asked: AskTable
    now: datetime
    zone: ZoneInfo
    book: RuleBook
    judging: Judging
    span: Span

    def figure(self, measure: str = "", part: Part = Part.DEN, where: tuple[tuple[By, str], ...] = ()) -> Figure:
        """A figure of the period asked for."""
        return Figure(span=self.span, judging=self.judging, measure=measure, part=part, where=where)

    def number(self, key: str) -> int:
        """A number of the rules as they stand today."""
        return self.book.number(key, self.now.astimezone(self.zone).date())


def figure_table(session: Session, asked: AskTable, now: datetime) -> FigureTable:
    """One table of a period, by the office's own rules; refused where the rule of the grades names none."""
    book, zone = rule_book(session), office_settings(session).zone
    grades = grades_of(book.words("hotline.satisfied", now.astimezone(zone).date()))
    read = _Read(
        session=session,
        asked=asked,
        now=now,
        zone=zone,
        book=book,
        judging=Judging(now=now, grades=grades),
        span=span_of(asked.days, zone),
    )
    return _TABLES[asked.view](read)


def _measures(read: _Read) -> FigureTable:
    found = measures_of(read.session, read.span, read.judging)
    lines = []
    for number, measure in enumerate(MEASURES, 1):
        share = found[measure.key]
        parts = {3: Part.NUM, 4: Part.DEN, 5: Part.MISSED}
        cells = (
            Worded(measure.name),
            measure.zh,
            share,
            share.num,
            share.den,
            share.den - share.num,
            Worded(BASIS_WORDS[measure.basis]),
            Worded(measure.words),
        )
        figures = {place: read.figure(measure.key, part) for place, part in parts.items()}
        lines.append(Line(id=number, cells=cells, figures=figures, opens=figures[4], words=measure.words))
    headings = (
        Heading(key="name", title=mark("Measure"), is_text=True),
        Heading(key="chinese", title=mark("In Chinese"), is_text=True),
        Heading(key="share", title=mark("Per cent"), is_share=True),
        Heading(key="numerator", title=mark("Numerator")),
        Heading(key="denominator", title=mark("Denominator")),
        Heading(key="left_out", title=mark("Left out")),
        Heading(key="basis", title=mark("Counted are"), is_text=True),
        Heading(key="definition", title=mark("Definition"), is_text=True),
    )
    return FigureTable(asked=read.asked, headings=headings, lines=tuple(lines), bar=2, notes=((_LEFT_OUT, {}),))


def _counts(read: _Read) -> FigureTable:
    past = compared(read.asked.days, read.now, read.zone).before[0]
    if read.asked.by in (WEEK, DAY):
        return _counts_in_time(read)
    by = By(read.asked.by)
    names = _names(read, by)
    now, before = (counts_by(read.session, span, [by])[by] for span in (read.span, past))
    total = sum(now.values())
    values = [*now, *(value for value in before if value not in now)]
    lines = [
        _count_line(read, number, names(value), (now.get(value, 0), before.get(value, 0)), total, ((by, value),))
        for number, value in enumerate(values, 2)
    ]
    whole = _count_line(read, 1, Worded(mark("All")), (total, sum(before.values())), total, ())
    headings = (
        Heading(key="value", title=CUTS[by], is_text=True),
        Heading(key="cases", title=mark("Cases")),
        Heading(key="share", title=mark("Of all"), is_share=True),
        Heading(key="before", title=mark("Period before"), words=mark("In the same part of the like period before")),
        Heading(key="change", title=mark("Change")),
    )
    return FigureTable(asked=read.asked, headings=headings, lines=(whole, *lines), bar=1, notes=((_COUNTED, {}),))


def _count_line(
    read: _Read, number: int, name: Cell, counts: tuple[int, int], total: int, where: tuple[tuple[By, str], ...]
) -> Line:
    now, before = counts
    figure = read.figure(where=where)
    past = compared(read.asked.days, read.now, read.zone).before[0]
    then = Figure(span=past, judging=read.judging, where=where)
    cells = (name, now, Share(now, total), before, now - before)
    return Line(id=number, cells=cells, figures={1: figure, 3: then}, opens=figure)


def _counts_in_time(read: _Read) -> FigureTable:
    parts = (weeks_of if read.asked.by == WEEK else single_days)(read.asked.days)
    counted = [(part, span_of(part, read.zone)) for part in parts]
    numbers = [count_cases(read.session, span) for _, span in counted]
    lines = []
    for place, ((part, span), number) in enumerate(zip(counted, numbers, strict=True), 1):
        figure = Figure(span=span, judging=read.judging)
        cells = (_days_said(part), number, Share(number, sum(numbers)))
        lines.append(Line(id=place, cells=cells, figures={1: figure}, opens=figure))
    headings = (
        Heading(key="value", title=CUTS[read.asked.by], is_text=True),
        Heading(key="cases", title=mark("Cases")),
        Heading(key="share", title=mark("Of all"), is_share=True),
    )
    return FigureTable(asked=read.asked, headings=headings, lines=tuple(lines), bar=1, notes=((_COUNTED, {}),))


def _units(read: _Read) -> FigureTable:
    measures = [MEASURE[key] for key in _OF_UNITS]
    lines = []
    for number, unit in enumerate(unit_lines(read.session, read.span, read.judging), 1):
        where = ((By.UNIT, unit.unit),)
        figures = {1: read.figure(where=where)}
        for place, measure in enumerate(measures, 2):
            if measure.key == "returned":
                held = Figure(span=read.span, judging=read.judging, measure=measure.key, held=unit.unit)
                figures[place] = held
            else:
                figures[place] = read.figure(measure.key, where=where)
        cells: tuple[Cell, ...] = (unit.unit, unit.cases, *(unit.shares[measure.key] for measure in measures))
        lines.append(Line(id=number, cells=cells, figures=figures, opens=figures[1]))
    headings = (
        Heading(key="unit", title=mark("Lead unit"), is_text=True),
        Heading(key="cases", title=mark("Cases")),
        *(Heading(key=measure.key, title=measure.name, words=measure.words, is_share=True) for measure in measures),
    )
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ((_LEFT_OUT, {}),)
    return FigureTable(asked=read.asked, headings=headings, lines=tuple(lines), bar=2, notes=notes)


def _hot(read: _Read) -> FigureTable:
    return _topics(read, hot=True)


def _rising(read: _Read) -> FigureTable:
    return _topics(read, hot=False)


def _topics(read: _Read, *, hot: bool) -> FigureTable:
    by = By(read.asked.by)
    spans = compared(read.asked.days, read.now, read.zone)
    least = Least(
        hot=read.number("hotline.hot_least"),
        rising=read.number("hotline.rising_least"),
        percent=read.number("hotline.rising_percent"),
    )
    found = trends(read.session, spans, least, (by, read.asked.place))
    names = [_names(read, by), _names(read, read.asked.place)][: 2 if hot else 1]
    lines = [
        _topic_line(read, spans.this, number, topic, names)
        for number, topic in enumerate(found.hot if hot else found.rising, 1)
    ]
    place = (Heading(key="place", title=CUTS[read.asked.place], is_text=True),) if hot else ()
    headings = (
        Heading(key="class", title=CUTS[by], is_text=True),
        *place,
        Heading(key="now", title=mark("This period")),
        Heading(key="mean", title=mark("Mean before"), words=mark("Of the same part of the four like periods before")),
        Heading(key="growth", title=mark("Growth %"), words=mark("Per cent over the mean of the four before")),
        *(Heading(key=f"before_{n}", title=title) for n, title in enumerate(_BEFORE, 1)),
        Heading(key="last_year", title=mark("A year before")),
    )
    what = (_LEAST, {"least": least.hot}) if hot else (_RISES, {"least": least.rising, "percent": least.percent})
    before = (", " if read.asked.english else "、").join(str(number) for number in found.before)
    against = (_AGAINST, {"before": before, "year": found.last_year, "now": found.now})
    return FigureTable(
        asked=read.asked,
        headings=headings,
        lines=tuple(lines),
        bar=len(names),
        notes=(what, against),
        spans=spans,
    )


_BEFORE: Final = (mark("1 before"), mark("2 before"), mark("3 before"), mark("4 before"))


def _topic_line(read: _Read, span: Span, number: int, topic: Topic, names: Sequence[Callable[[str], Cell]]) -> Line:
    figure = Figure(span=span, judging=read.judging, where=topic.where)
    named = [name(value) for name, (_, value) in zip(names, topic.where, strict=True)]
    cells = (*named, topic.now, topic.mean, topic.growth, *topic.before, topic.last_year)
    figures = {len(named): figure}
    return Line(id=number, cells=cells, figures=figures, opens=figure)


def _repeat(read: _Read) -> FigureTable:
    days, least = read.number("hotline.repeat_days"), read.number("hotline.repeat_least")
    until = min(read.span.until, max(read.now, read.span.since))
    span = Span(until - timedelta(days=days), until)
    classes = _names(read, By.CLASS6)
    lines = []
    for number, caller in enumerate(repeat_callers(read.session, span, least), 1):
        figure = Figure(span=span, judging=read.judging, call_id=caller.call_id)
        wanted = (", " if read.asked.english else "、").join(str(classes(code)) for code in caller.codes)
        cells = (caller.phone, caller.name, caller.calls, caller.cases, caller.open, wanted)
        lines.append(Line(id=number, cells=cells, figures={3: figure}, opens=figure))
    headings = (
        Heading(key="phone", title=mark("Telephone"), is_text=True),
        Heading(key="name", title=mark("Caller"), is_text=True),
        Heading(key="calls", title=mark("Calls")),
        Heading(key="cases", title=mark("Cases")),
        Heading(key="open", title=mark("Still open")),
        Heading(key="classes", title=mark("Most asked for"), is_text=True),
    )
    last = until.astimezone(read.zone).strftime("%Y-%m-%d %H:%M")
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ((_REPEAT, {"least": least, "days": days, "last": last}),)
    return FigureTable(asked=read.asked, headings=headings, lines=tuple(lines), bar=2, notes=notes)


def _names(read: _Read, by: By) -> Callable[[str], Cell]:
    """How a value of a way of counting is named; classes by their name, in English where there is one."""
    if by in (By.CHANNEL, By.DEMAND):
        return partial(_worded, CHANNEL_WORDS if by is By.CHANNEL else DEMAND_WORDS)
    if by in (By.CLASS2, By.CLASS4, By.CLASS6):
        return partial(_class_named, classes_by_code(read.session), read.asked.english)
    return lambda value: value or UNNAMED


def _worded(words: Mapping[str, str], value: str) -> Cell:
    return Worded(words[value]) if value in words else value or UNNAMED


def _class_named(classes: Mapping[str, tuple[str, str]], english: bool, code: str) -> Cell:
    zh, en = classes.get(code, ("", ""))
    name = (en if english else "") or zh
    return f"{name} {code}".strip() or UNNAMED


def _days_said(days: Days) -> str:
    return f"{days.first}" if days.first == days.last else f"{days.first} – {days.last}"


_TABLES: Final[Mapping[View, Callable[[_Read], FigureTable]]] = {
    View.MEASURES: _measures,
    View.COUNTS: _counts,
    View.UNITS: _units,
    View.HOT: _hot,
    View.RISING: _rising,
    View.REPEAT: _repeat,
}

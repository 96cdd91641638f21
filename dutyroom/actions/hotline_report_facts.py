"""From the store to the reports of the mayor's telephone: a day, a week, a month, each held against the like one before.

Every measure is that of :mod:`dutyroom.rules.hotline_measures`, with its numerator, denominator and definition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.actions.hotline_ledger import case_line, day_of
from dutyroom.actions.matter_facts import office_heading
from dutyroom.data.queries.hotline import case_rows, classes_by_code
from dutyroom.data.queries.hotline_papers import (
    Standing,
    calls_in,
    closed_in,
    notable_cases,
    overdue_cases,
    standing,
    taken_in,
    urgent_cases,
)
from dutyroom.data.queries.hotline_statistics import Counts, counts_by, measures_of, unit_lines
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.papers.hotline_facts import (
    CaseLineFact,
    CountFact,
    HotlineReportFacts,
    Period,
    RateFact,
    UnitRateFact,
)
from dutyroom.rules.hotline import Channel
from dutyroom.rules.hotline_figure import UnitLine
from dutyroom.rules.hotline_measures import MEASURES, By, Judging, Share, grades_of
from dutyroom.rules.hotline_period import Compared, Length, compared, days_around, span_of
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.wording import mark

_LENGTHS: Final[dict[Period, Length]] = {"day": Length.DAY, "week": Length.WEEK, "month": Length.MONTH}
_NOW: Final = (By.CHANNEL, By.DEMAND, By.CLASS4, By.CLASS6, By.AREA, By.UNIT)
_BEFORE: Final = (By.CHANNEL, By.DEMAND, By.CLASS4, By.AREA, By.UNIT)
_LISTED: Final = 30
_FUNCTION: Final = 4  # digits of a class's code: what the published form calls a function (职能)
_AMONG: Final = 3
_INNER: Final = "hotline.inner_areas"
_ZONES: Final = "hotline.zones"
_INCIDENT: Final = mark("became an incident")
_LEADER: Final = mark("leader's instruction")
_CARD: Final = mark("card of supervision given")
_MANY: Final = mark("many calls for the same")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What is read once for a report."""

    spans: Compared
    now: Counts
    before: Counts
    classes: Mapping[str, tuple[str, str]]
    book: RuleBook
    judging: Judging
    zone: ZoneInfo

    @property
    def known(self) -> bool:
        """Whether anything is known of the period before."""
        return bool(self.before[By.CHANNEL])

    def past(self, by: By, value: str) -> int | None:
        """How many there were before; None where nothing is known."""
        return self.before[by].get(value, 0) if self.known else None


def hotline_report_facts(session: Session, record: int, now: datetime, *, period: Period) -> HotlineReportFacts:
    """The report of the day, week or month that the day ``record`` (20261123) lies in."""
    zone = office_settings(session).zone
    days = days_around(_LENGTHS[period], day_of(record))
    read = _read(session, compared(days, now, zone), now, zone)
    since, until = read.spans.this.since, read.spans.this.until
    stands, taken = standing(session, now), taken_in(session, since, until)
    total = sum(read.now[By.CHANNEL].values())
    lines = partial(_lines, session, now=now)
    least = read.book.number("hotline.repeat_least", days.last)
    return HotlineReportFacts(
        **office_heading(session, now),
        period=period,
        start=days.first,
        last=days.last,
        at=now,
        is_running=span_of(days, zone).until > now,
        total=total,
        before=sum(read.before[By.CHANNEL].values()) if read.known else None,
        calls=calls_in(session, since, until),
        direct=taken.direct,
        dispatched=taken.dispatched,
        closed=closed_in(session, since, until),
        transferred=taken.transferred,
        refused=taken.refused,
        merged=taken.merged,
        at_once=taken.at_once,
        open=stands.open,
        overdue_open=stands.overdue,
        channels=_kinds(read, By.CHANNEL),
        demands=_kinds(read, By.DEMAND),
        functions=_functions(read),
        areas=_areas(read, days.last),
        units=_units(session, read, stands),
        rates=_rates(session, read),
        urgent=lines(urgent_cases(session, since, until, _LISTED)) if period == "day" else (),
        overdue=lines(overdue_cases(session, now, _LISTED)),
        notable=lines(notable_cases(session, since, until, least, _LISTED), least=least),
    )


daily_facts: Final = partial(hotline_report_facts, period="day")
weekly_facts: Final = partial(hotline_report_facts, period="week")
monthly_facts: Final = partial(hotline_report_facts, period="month")


def _read(session: Session, spans: Compared, now: datetime, zone: ZoneInfo) -> _Read:
    book = rule_book(session)
    grades = grades_of(book.words("hotline.satisfied", now.astimezone(zone).date()))
    return _Read(
        spans=spans,
        now=counts_by(session, spans.this, _NOW),
        before=counts_by(session, spans.before[0], _BEFORE),
        classes=classes_by_code(session),
        book=book,
        judging=Judging(now=now, grades=grades),
        zone=zone,
    )


def _kinds(read: _Read, by: By) -> tuple[CountFact, ...]:
    return tuple(
        CountFact(key=value, count=count, before=read.past(by, value)) for value, count in read.now[by].items()
    )


def _functions(read: _Read) -> tuple[CountFact, ...]:
    """Classes of four digits, most first, those without a class last; with the commonest six digits among them."""
    found = read.now[By.CLASS4]
    ranked = sorted(found, key=lambda code: (not code, -found[code], code))
    return tuple(_function(read, code) for code in ranked)


def _function(read: _Read, code: str) -> CountFact:
    below = [six for six in read.now[By.CLASS6] if code and six.startswith(code) and len(six) > len(code)]
    most = sorted(below, key=lambda six: -read.now[By.CLASS6][six])[:_AMONG]
    names = [read.classes[six] for six in most if six in read.classes]
    zh, en = read.classes.get(code, (code, code))
    return CountFact(
        key=code,
        zh=zh,
        en=en,
        count=read.now[By.CLASS4][code],
        before=read.past(By.CLASS4, code),
        among_zh="、".join(zh for zh, _ in names),
        among_en=", ".join(en or zh for zh, en in names),
    )


def _areas(read: _Read, on: Any) -> tuple[CountFact, ...]:
    """Districts in their groups, most first; what has no district last."""
    inner, zones = read.book.words(_INNER, on), read.book.words(_ZONES, on)
    return tuple(
        CountFact(zh=area, count=count, before=read.past(By.AREA, area), group=_group(area, inner, zones))
        for area, count in read.now[By.AREA].items()
    )


def _group(area: str, inner: Sequence[str], zones: Sequence[str]) -> str:
    if not area:
        return ""
    if any(name in area for name in zones):
        return "zone"
    return "inner" if any(name in area for name in inner) else "outer"


def _units(session: Session, read: _Read, stands: Standing) -> tuple[UnitRateFact, ...]:
    return tuple(_unit(line, read, stands) for line in unit_lines(session, read.spans.this, read.judging))


def _unit(line: UnitLine, read: _Read, stands: Standing) -> UnitRateFact:
    on_time, back, good = (line.shares.get(key, Share()) for key in ("on_time", "returned", "satisfied"))
    return UnitRateFact(
        unit=line.unit,
        sent=line.cases,
        before=read.past(By.UNIT, line.unit),
        on_time=on_time.num,
        due=on_time.den,
        returned=back.num,
        held=back.den,
        satisfied=good.num,
        reached=good.den,
        overdue=stands.by_unit.get(line.unit, 0),
    )


def _rates(session: Session, read: _Read) -> tuple[RateFact, ...]:
    found = measures_of(session, read.spans.this, read.judging)
    return tuple(
        RateFact(name=each.name, part=found[each.key].num, whole=found[each.key].den, definition=each.words)
        for each in MEASURES
    )


def _lines(session: Session, numbers: Sequence[int], *, now: datetime, least: int = 0) -> tuple[CaseLineFact, ...]:
    """Cases as lines; why they are notable is said where ``least`` calls make them so."""
    found = []
    for row in case_rows(session, numbers):
        why = ""
        if least:
            known = (
                (row.facts.incident_id is not None, _INCIDENT),
                (row.facts.channel == Channel.LEADER, _LEADER),
                (bool(row.facts.card), _CARD),
                (row.facts.calls >= least, _MANY),
            )
            why = next((words for holds, words in known if holds), "")
        found.append(case_line(row, now, why))
    return tuple(found)

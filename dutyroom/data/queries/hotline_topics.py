"""What the city calls about: hot spots and rising topics against the like periods before, and who calls again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline_statistics import counted_in, value_column
from dutyroom.data.tables import HotlineCall, HotlineCase, Matter
from dutyroom.rules.hotline_figure import RepeatCaller, Topic, hottest, rising
from dutyroom.rules.hotline_measures import LEFT_OUT, By, Span
from dutyroom.rules.hotline_period import Compared
from dutyroom.rules.hotline_privacy import WITHHELD, masked_name, masked_phone
from dutyroom.rules.matter import OPEN

_OPEN: Final = [state.value for state in OPEN]
_LEFT_OUT: Final = [state.value for state in LEFT_OUT]
_CLASSES_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """How many cases are enough, from the rules ``hotline.hot_least``, ``rising_least`` and ``rising_percent``."""

    hot: int
    rising: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Hot spots and rising topics of a period, with how many cases came in then and in those it is held against."""

    spans: Compared
    now: int
    before: tuple[int, ...]
    last_year: int
    hot: tuple[Topic, ...]
    """Classes at a place."""
    rising: tuple[Topic, ...]
    """Classes in the whole city."""


def trends(
    session: Session, spans: Compared, least: Least, bys: Sequence[By] = (By.CLASS4, By.AREA), most: int = 200
) -> Trends:
    """What is hot at which place (``bys``: a class with a district or street) and which of its classes rise."""
    periods = (spans.this, *spans.before, spans.last_year)
    counted = [_counts(session, span, bys) for span in periods]
    by_class = [_summed(counts) for counts in counted]
    whole = [sum(counts.values()) for counts in counted]
    places = [topic for topic in _topics(bys, counted) if all(value for _, value in topic.where)]
    classes = [topic for topic in _topics(bys[:1], by_class) if topic.where[0][1]]
    return Trends(
        spans=spans,
        now=whole[0],
        before=tuple(whole[1:-1]),
        last_year=whole[-1],
        hot=tuple(hottest(places, least.hot)[:most]),
        rising=tuple(rising(classes, least.rising, least.percent)[:most]),
    )


def repeat_callers(session: Session, span: Span, least: int, most: int = 200) -> list[RepeatCaller]:
    """Who called at least so many times within a period, most calls first; masked, withheld where it was asked for."""
    often = _called_within(select(HotlineCall.phone_key), span).group_by(HotlineCall.phone_key)
    keys = list(session.scalars(often.having(func.count() >= least).order_by(func.count().desc()).limit(most * 2)))
    # What is void or merged away is looked at only for the few that called so often.
    asked = (
        _called_within(select(HotlineCall, Matter.state, HotlineCase.code), span)
        .join(Matter, Matter.id == HotlineCall.matter_id)
        .join(HotlineCase, HotlineCase.id == Matter.id)
        .where(HotlineCall.phone_key.in_(keys), Matter.state.not_in(_LEFT_OUT))
        .order_by(HotlineCall.called_at.desc(), HotlineCall.id.desc())
    )
    by_key: dict[str, list[Any]] = {}
    for row in session.execute(asked):
        by_key.setdefault(row.HotlineCall.phone_key, []).append(row)
    found = [_caller(rows) for rows in by_key.values() if len(rows) >= least]
    return sorted(found, key=lambda each: (-each.calls, -each.cases, each.call_id))[:most]


def _called_within(asked: Any, span: Span) -> Any:
    return asked.where(
        HotlineCall.called_at >= span.since, HotlineCall.called_at < span.until, HotlineCall.phone_key != ""
    )


def _caller(rows: Sequence[Any]) -> RepeatCaller:
    """One caller from calls in order, the last first."""
    latest = rows[0].HotlineCall
    cases = {row.HotlineCall.matter_id: row for row in rows}
    codes = Counter(row.code for row in cases.values() if row.code)
    secret = any(row.HotlineCall.is_secret for row in rows)
    name = next((row.HotlineCall.name for row in rows if row.HotlineCall.name), "")
    return RepeatCaller(
        call_id=latest.id,
        phone=WITHHELD if secret else masked_phone(latest.phone or latest.phone_key),
        name=WITHHELD if secret else masked_name(name),
        calls=len(rows),
        cases=len(cases),
        open=sum(row.state in _OPEN for row in cases.values()),
        codes=tuple(code for code, _ in codes.most_common(_CLASSES_SHOWN)),
    )


def _counts(session: Session, span: Span, bys: Sequence[By]) -> Counter[tuple[str, ...]]:
    columns = [value_column(by) for by in bys]
    asked = (
        select(*columns, func.count())
        .select_from(Matter)
        .join(HotlineCase, HotlineCase.id == Matter.id)
        .where(counted_in(span))
        .group_by(*columns)
    )
    return Counter({tuple(values): number for *values, number in session.execute(asked)})


def _summed(counts: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """By the first value alone."""
    found: Counter[tuple[str, ...]] = Counter()
    for values, number in counts.items():
        found[values[:1]] += number
    return found


def _topics(bys: Sequence[By], counted: Sequence[Counter[tuple[str, ...]]]) -> list[Topic]:
    this, *before, last_year = counted
    return [
        Topic(
            where=tuple(zip(bys, values, strict=True)),
            now=number,
            before=tuple(each[values] for each in before),
            last_year=last_year[values],
        )
        for values, number in this.items()
    ]

"""From a figure of the statistics to exactly its records, and from the term of a filter to them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.statistics_sql import cut_column, from_tables, id_of, local_hour, tests, weekday, within
from dutyroom.data.tables import JournalEntry
from dutyroom.rules.hotline_measures import Judging, grades_of
from dutyroom.rules.local_hours import HOURS
from dutyroom.rules.statistics import MEASURE
from dutyroom.rules.statistics_cuts import CUTS
from dutyroom.rules.statistics_facts import PAGE_OF, Basis, Subject
from dutyroom.rules.statistics_figure import Figure, Part, read_figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What every count needs."""

    session: Session
    subject: Subject
    zone: ZoneInfo
    judging: Judging


def reading(session: Session, subject: Subject, now: datetime) -> Reading:
    """What counting a subject needs, by the office's own rules; refused where the rule of the grades names none."""
    zone = office_settings(session).zone
    grades: frozenset[str] = frozenset()
    if subject is Subject.HOTLINE:
        grades = grades_of(rule_book(session).words("hotline.satisfied", now.astimezone(zone).date()))
    return Reading(session=session, subject=subject, zone=zone, judging=Judging(now=now, grades=grades))


def records_behind(session: Session, figure: Figure, now: datetime) -> list[int]:
    """The numbers of exactly the records that a figure counts, the latest first."""
    measure = MEASURE.get(figure.measure)
    known = {cut.key for cut in CUTS[measure.subject]} if measure is not None else set()
    if measure is None or not {cut for cut, _ in figure.where} <= known:
        return []
    read = reading(session, measure.subject, now)
    span = figure.stretch.span(read.zone)
    number = id_of(measure.subject)
    den, num = tests(measure, read.judging)
    asked = from_tables(measure.subject, select(number)).where(*within(measure.subject, measure.basis, span), den)
    if figure.part is not Part.ALL:
        met = func.coalesce(num, False)
        asked = asked.where(met if figure.part is Part.MET else ~met)
    for cut, value in figure.where:
        asked = asked.where(func.coalesce(cut_column(measure.subject, cut), "") == value)
    hours: Any = local_hour(measure.basis, read.zone, span)
    if figure.hour is not None:
        asked = asked.where(hours % HOURS == figure.hour)
    if figure.weekday is not None:
        asked = asked.where(weekday(hours) == figure.weekday)
    return list(session.scalars(asked.order_by(number.desc())))


def listed_behind(session: Session, written: str, page: str, now: datetime) -> str:
    """The same for the term of a filter on a page, as JSON: the numbers that its list may show; of shifts their entries."""
    figure = read_figure(written)
    measure = MEASURE.get(figure.measure) if figure is not None else None
    if figure is None or measure is None or PAGE_OF[measure.subject] != page:
        return "[]"
    numbers = records_behind(session, figure, now)
    if measure.subject is Subject.SHIFTS:
        numbers = _entries_of_shifts(session, numbers, ended=measure.basis is Basis.ENDED)
    return json.dumps(numbers)


def _entries_of_shifts(session: Session, numbers: Sequence[int], *, ended: bool) -> list[int]:
    """The entry with which each of these shifts began; of those that ended the one with which it ended."""
    chosen = func.max(JournalEntry.seq) if ended else func.min(JournalEntry.seq)
    asked = (
        select(chosen)
        .where(JournalEntry.record_kind == "shift", JournalEntry.record_id.in_(numbers))
        .group_by(JournalEntry.record_id)
    )
    return list(session.scalars(asked))

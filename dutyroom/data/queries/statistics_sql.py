"""The definitions of :mod:`dutyroom.rules.statistics` as SQL: tables, instants, cuts and tests of every subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, String, and_, case, cast, exists, func, or_, select, true, type_coerce

from dutyroom.data.queries.hotline_statistics import tests_of as hotline_tests
from dutyroom.data.queries.hotline_statistics import value_column
from dutyroom.data.tables import (
    Assignment,
    HotlineCase,
    Incident,
    JournalEntry,
    Matter,
    Notice,
    OpenItem,
    PlannedDuty,
    Roster,
    Shift,
    SpotCheck,
    Supervision,
)
from dutyroom.rules import hotline_measures
from dutyroom.rules.canon import microseconds
from dutyroom.rules.hotline_measures import By, Judging, Span
from dutyroom.rules.local_hours import EPOCH_WEEKDAY, HOURS, WEEKDAYS, offsets
from dutyroom.rules.matter import OPEN, State
from dutyroom.rules.roster_record import RosterState
from dutyroom.rules.spot_check import SpotFinding
from dutyroom.rules.statistics import CLOCKS, Measure
from dutyroom.rules.statistics_facts import KIND_OF, Basis, Subject

_HOUR: Final = 3_600_000_000
_OWN: Final[dict[Subject, Any]] = {
    Subject.NOTICES: Notice,
    Subject.INCIDENTS: Incident,
    Subject.HOTLINE: HotlineCase,
    Subject.SUPERVISION: Supervision,
}
"""The table that a kind of matter has beside the matter."""
_OPEN: Final = [state.value for state in OPEN]
_INSTANTS: Final[dict[Basis, Any]] = {
    Basis.RECEIVED: Matter.received_at,
    Basis.CLOSED: Matter.closed_at,
    Basis.DUE: HotlineCase.close_due_at,
    Basis.CALLED_BACK: HotlineCase.called_back_at,
    Basis.HAPPENED: JournalEntry.happened_at,
    Basis.STARTED: Shift.started_at,
    Basis.ENDED: Shift.ended_at,
    Basis.PLANNED: PlannedDuty.starts_at,
    Basis.CALLED: SpotCheck.called_at,
}
_HURT: Final = func.coalesce(Incident.serious, 0) + func.coalesce(Incident.light, 0)


_ALONE: Final[dict[Subject, Any]] = {
    Subject.LOG: JournalEntry,
    Subject.SHIFTS: Shift,
    Subject.SPOT_CHECKS: SpotCheck,
}
_NUMBERS: Final[dict[Subject, Any]] = {
    Subject.LOG: JournalEntry.seq,
    Subject.SHIFTS: Shift.id,
    Subject.ROSTER: PlannedDuty.id,
    Subject.SPOT_CHECKS: SpotCheck.id,
}


def id_of(subject: Subject) -> Any:
    """The column that numbers the records."""
    return _NUMBERS.get(subject, Matter.id)


def from_tables(subject: Subject, asked: Any, *, own: bool = True) -> Any:
    """A selection from the tables of a subject; without its ``own`` where only the matter itself is looked at."""
    if subject in _OWN and not own:
        return asked.select_from(Matter)
    if subject in _OWN:
        beside = _OWN[subject]
        return asked.select_from(Matter).join(beside, beside.id == Matter.id)
    if subject is Subject.ROSTER:
        return asked.select_from(PlannedDuty).join(Roster, Roster.id == PlannedDuty.roster_id)
    return asked.select_from(_ALONE[subject])


def within(subject: Subject, basis: Basis, span: Span) -> list[ColumnElement[bool]]:
    """That a record counts and belongs to a period."""
    at = _INSTANTS[basis]
    found = [at >= span.since, at < span.until]
    if subject in KIND_OF:
        gone = hotline_measures.LEFT_OUT if subject is Subject.HOTLINE else (State.VOID,)
        found.append(Matter.state.not_in([state.value for state in gone]))
        if at.class_ is Matter:  # asked beside an instant of the case's own, its index would be read: all there are
            found.append(Matter.kind == KIND_OF[subject].value)
    return found + list(_STANDING.get(subject, ()))


def cut_column(subject: Subject, key: str) -> Any:
    """What a record is counted under."""
    if subject is Subject.HOTLINE:
        return value_column(By(key))
    if subject in _STANDING:
        return _OF_DUTY[key] if key in _OF_DUTY else getattr(_NUMBERS[subject].class_, key)
    if key == "for_reading":
        return case((Notice.for_reading.is_(True), "1"), else_="0")
    if key in ("lead", "source", "urgency"):
        return getattr(Matter, key)
    if subject is Subject.LOG:
        return JournalEntry.kind if key == "kind" else JournalEntry.author_name
    return Shift.name if subject is Subject.SHIFTS else getattr(_OWN[subject], key)


def local_hour(basis: Basis, zone: ZoneInfo, span: Span) -> ColumnElement[int]:
    """The hour of a record as :func:`dutyroom.rules.local_hours.hour_number` counts it."""
    at: Any = type_coerce(_INSTANTS[basis], BigInteger)
    pieces = offsets(zone, span.since, span.until)
    shift: Any = _us(pieces[-1][1])
    if len(pieces) > 1:
        ends = pairwise(pieces)
        shift = case(*((at < microseconds(then), _us(offset)) for (_, offset), (then, _) in ends), else_=shift)
    hours: ColumnElement[int] = (at + shift) // _HOUR
    return hours


def weekday(hours: Any) -> ColumnElement[int]:
    """The weekday of an hour number; 0 is Monday."""
    day: ColumnElement[int] = (hours // HOURS + EPOCH_WEEKDAY) % WEEKDAYS
    return day


def clock_mask(keys: Sequence[str], now: datetime) -> ColumnElement[int]:
    """Of a matter, of each measure of limits: bit 2n, that one was missed; bit 2n + 1, that one was met.

    One look at the limits of each matter, however many measures ask.
    """
    closed, due = OpenItem.state == "closed", OpenItem.due_at
    missed = or_(and_(closed, OpenItem.closed_at > due), and_(OpenItem.state == "open", due < now))
    met = and_(closed, OpenItem.closed_at <= due)
    bits: list[ColumnElement[int]] = []
    for place, key in enumerate(keys):
        owed = OpenItem.duty.in_(sorted(CLOCKS[key]))
        bits.append(func.max(case((and_(owed, missed), 1 << 2 * place), else_=0)))
        bits.append(func.max(case((and_(owed, met), 2 << 2 * place), else_=0)))
    total: Any = bits[0]
    for bit in bits[1:]:
        total = total + bit
    wanted = sorted(frozenset().union(*(CLOCKS[key] for key in keys)))
    asked = select(total).where(OpenItem.matter_id == Matter.id, OpenItem.duty.in_(wanted), due.is_not(None))
    return func.coalesce(asked.correlate(Matter).scalar_subquery(), 0)


def of_mask(mask: Any, place: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Denominator and numerator of the measure at that place of a mask."""
    return mask.bitwise_and(3 << 2 * place) != 0, mask.bitwise_and(1 << 2 * place) == 0


def tests(measure: Measure, judging: Judging) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Denominator and numerator of a measure; the numerator is asked of the denominator's records only."""
    key = measure.key
    if key in CLOCKS:
        return of_mask(clock_mask([key], judging.now), 0)
    if measure.subject is Subject.HOTLINE and measure.num is not None:
        return hotline_tests(hotline_measures.MEASURE[key.partition(".")[2]], judging)
    return _den(measure, judging.now), _NUM.get(key, true())


def addend(measure: Measure) -> Any:
    """What a record adds to a sum."""
    return _HURT if measure.adds == "hurt" else func.coalesce(getattr(Incident, measure.adds), 0)


def _den(measure: Measure, now: datetime) -> ColumnElement[bool]:
    if measure.adds:
        added: ColumnElement[bool] = addend(measure) > 0
        return added
    own = measure.key.partition(".")[2]
    if own == "open":
        return Matter.state.in_(_OPEN)
    if own == "late":
        return and_(Matter.state.in_(_OPEN), Matter.due_at < now)
    return _DEN.get(measure.key, true())


_STANDING: Final[Mapping[Subject, tuple[ColumnElement[bool], ...]]] = {
    Subject.ROSTER: (
        PlannedDuty.void_reason == "",
        Roster.state != RosterState.VOID.value,
        Roster.unit == "",
        Roster.unit_id.is_(None),
    ),
    Subject.SPOT_CHECKS: (SpotCheck.void_reason == "",),
}
"""What of rosters and spot checks counts: nothing void; of rosters the duty room's own."""
_SWAPPED: Final = PlannedDuty.instead_of != ""
_OF_DUTY: Final[Mapping[str, Any]] = {
    "person": PlannedDuty.name,
    "night_of": case((PlannedDuty.is_night.is_(True), PlannedDuty.name), else_=""),
    "holiday_of": case((PlannedDuty.day_kind == "holiday", PlannedDuty.name), else_=""),
    "swap_of": case((_SWAPPED, PlannedDuty.name), else_=""),
    "answered_by": case((SpotCheck.is_answered.is_(True), SpotCheck.unit), else_=""),
    "on_time_by": case((SpotCheck.is_on_time.is_(True), SpotCheck.unit), else_=""),
    "leader_by": case((SpotCheck.leader_reached.is_(True), SpotCheck.unit), else_=""),
}
_ORIGINAL: Final = JournalEntry.amends.is_(None)
_DEN: Final[Mapping[str, ColumnElement[bool]]] = {
    "log.entries": _ORIGINAL,
    "log.important": and_(JournalEntry.important.is_(True), _ORIGINAL),
    "log.amendments": JournalEntry.amends.is_not(None),
    "spot_checks.leader": SpotCheck.leader_reached.is_not(None),
}
_NUM: Final[Mapping[str, ColumnElement[bool]]] = {
    "supervision.urged": exists().where(Assignment.matter_id == Matter.id, Assignment.urged_count > 0),
    "supervision.redone": Supervision.redo_count > 0,
    "shifts.taken": Shift.previous_id.is_not(None),
    "shifts.overran": Shift.ended_at > Shift.planned_end,
    "roster.nights": PlannedDuty.is_night.is_(True),
    "roster.free_days": PlannedDuty.day_kind.in_(("rest", "holiday")),
    "roster.holidays": PlannedDuty.day_kind == "holiday",
    "roster.swaps": _SWAPPED,
    "spot_checks.answered": SpotCheck.is_answered.is_(True),
    "spot_checks.on_time": SpotCheck.is_on_time.is_(True),
    "spot_checks.leader": SpotCheck.leader_reached.is_(True),
    "spot_checks.in_order": SpotCheck.finding == SpotFinding.IN_ORDER.value,
}


def as_text(column: Any) -> ColumnElement[str]:
    """A column as text, empty where there is nothing: the columns of a union are of one type."""
    return func.coalesce(cast(column, String), "")


def _us(offset: Any) -> int:
    return int(offset.total_seconds()) * 1_000_000

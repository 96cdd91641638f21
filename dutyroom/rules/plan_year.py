"""The proposal of a yearly plan: what falls due in the year, spread over its months; a person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dutyroom.rules.plan_due import PlanDuty, What
from dutyroom.rules.plan_events import EventKind
from dutyroom.rules.workdays import Holidays

_MIDDLE: Final = 15
"""The day of a month that is proposed, where nothing speaks against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearProposal:
    """A drill or an evaluation that is due, and the day proposed for it."""

    plan_id: int
    kind: EventKind
    due_on: date
    planned_on: date
    is_late: bool
    """Whether it is past its day already, or cannot be held in time any more."""


def propose_year(
    duties: Iterable[tuple[int, PlanDuty]],
    year: int,
    *,
    today: date,
    holidays: Holidays,
    planned: Collection[tuple[int, str]] = (),
) -> list[YearProposal]:
    """What is due by the end of the year and not ``planned`` in it yet, by the day proposed.

    Each goes into the month with the fewest so far, not after its own due day; what is overdue already goes where there
    is room in the whole rest of the year. Days are working days where the time until the due day has one.
    """
    first, last = max(date(year, 1, 1), today), date(year, 12, 31)
    if first > last:
        return []
    taken = set(planned)
    wanted = [
        (plan, duty, duty.due_on)
        for plan, duty in duties
        if duty.what is not What.REVISION and duty.due_on is not None and duty.due_on <= last
        if (plan, duty.what.value) not in taken
    ]
    load: Counter[int] = Counter()
    found = []
    for plan, duty, due_on in sorted(wanted, key=lambda each: (max(each[2], first), each[0], each[1].what)):
        is_late = due_on < first
        until = last if is_late else due_on
        month = min(range(first.month, until.month + 1), key=lambda each: (load[each], each if is_late else -each))
        load[month] += 1
        day = _day_in(month, first, until, holidays)
        kind = EventKind.DRILL if duty.what is What.DRILL else EventKind.ASSESSMENT
        found.append(YearProposal(plan_id=plan, kind=kind, due_on=due_on, planned_on=day, is_late=is_late))
    return sorted(found, key=lambda each: (each.planned_on, each.plan_id, each.kind))


def _day_in(month: int, first: date, until: date, holidays: Holidays) -> date:
    """The middle of the month or the working day before it, else the first one after it, within the span."""
    start = max(first, date(first.year, month, 1))
    middle = min(max(date(first.year, month, _MIDDLE), start), until)
    day = middle
    while day >= start:
        if holidays.is_workday(day):
            return day
        day -= timedelta(days=1)
    day = middle
    while day <= until and day.month == month:
        if holidays.is_workday(day):
            return day
        day += timedelta(days=1)
    return middle

"""The office's hours, and what a paper that comes in must have had by when because of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.limits import Due, instant_of
from dutyroom.rules.workdays import Holidays

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """The hours of a working day: its begin, the turn of its two halves, its end, and when documents take papers."""

    start: time = time(8, 30)
    noon: time = time(12, 0)
    end: time = time(18, 0)
    documents: time = time(9, 0)

    @property
    def in_order(self) -> bool:
        """Whether the day begins before noon and ends after it, and papers are taken while it lasts."""
        return self.start < self.noon < self.end and self.start <= self.documents < self.end


def in_office_hours(at: datetime, *, zone: ZoneInfo, holidays: Holidays, hours: OfficeHours) -> bool:
    """Whether the office works at that instant."""
    local = at.astimezone(zone)
    return holidays.is_workday(local.date()) and hours.start <= local.time() < hours.end


def propose_due(received: datetime, *, zone: ZoneInfo, holidays: Holidays, hours: OfficeHours) -> Due:
    """By when an ordinary paper must be registered and have a proposal (拟办).

    In before noon: by the end of that day; later: before the next working day's noon (Ningbo, 2007; fymate.net
    16966358). What comes on a rest day lies there when the next working day begins, so it has until that day's end
    (K). Urgent papers and faxes are proposed on receipt: they are not asked about here.
    """
    local = received.astimezone(zone)
    today = local.date()
    if not holidays.is_workday(today):
        counted = holidays.next_workday(today)
        return Due(instant_of(counted.day, hours.end, zone), counted.unsure)
    if local.time() < hours.noon:
        return Due(instant_of(today, hours.end, zone), holidays.unsure(today, today))
    counted = holidays.next_workday(today + _DAY)
    return Due(instant_of(counted.day, hours.noon, zone), holidays.unsure(today, counted.day))


def documents_due(received: datetime, *, zone: ZoneInfo, holidays: Holidays, hours: OfficeHours) -> Due | None:
    """By when a paper that is not urgent and came outside office hours must be with the document section (文电).

    The first working day at nine (rule of a city government, no address kept; the hour is a rule of its own). None
    within office hours: then the document section receives papers itself.
    """
    if in_office_hours(received, zone=zone, holidays=holidays, hours=hours):
        return None
    local = received.astimezone(zone)
    first = local.date()
    # Between the begin of the day and nine the day's own nine is still to come; after work only the next day's is.
    counted = holidays.next_workday(first if local.time() < hours.documents else first + _DAY)
    return Due(instant_of(counted.day, hours.documents, zone), holidays.unsure(first, counted.day))

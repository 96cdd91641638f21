"""Clocks of an incident: begun by the rules of reporting, renewed with each grade, met by the report that was told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from dutyroom.actions.clocks import STOPPED, nearest_due, start_clock
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Incident, Matter, OpenItem
from dutyroom.rules.incident_class import EventClass
from dutyroom.rules.incident_clocks import Happening, ReportClock, next_follow_ups, report_clocks
from dutyroom.rules.incident_recipients import all_told
from dutyroom.rules.matter import REPORTS, Duty
from dutyroom.rules.matter_clock import BY_HAND, BY_PAPER, is_late

_FOLLOW_UP: Final = "report"


def renew_report_clocks(desk: Desk, matter: Matter, row: Incident) -> list[list[Any]]:
    """Begin the clocks that the rules set for the incident as it stands; returns what changed, for the journal.

    A duty that runs with the same due time, or was met already, stays. One whose due time is another ends and begins
    anew; one that the rules know no more ends. Limits that a person or a paper set are left alone.
    """
    if not row.subtype:
        return []
    zone = office_settings(desk.session).zone
    happening = _happening(matter, row)
    wanted = {_key(each): each for each in report_clocks(happening, desk.now, rule_book(desk.session), zone)}
    changes: list[list[Any]] = []
    for item in items_of_matter(desk.session, matter.id, running=False):
        if item.duty not in REPORTS or item.rule_key in (BY_HAND, BY_PAPER):
            continue
        rule_key = (item.rule_key or "") if item.duty == Duty.FOLLOW_UP else ""
        key = (item.duty or "", item.recipient or "", rule_key)
        clock = wanted.get(key)
        if item.state == "closed" and key[0] != Duty.FOLLOW_UP:
            wanted.pop(key, None)  # the report went out; another grade does not ask for it again
        elif item.state == "open" and clock is not None and clock.due_at == item.due_at:
            wanted.pop(key)
        elif item.state == "open":
            item.state, item.closed_at, item.outcome, item.put_off_until = STOPPED, desk.now, row.grade, None
            changes.append([item.duty, item.recipient, item.due_at, None])
    for clock in wanted.values():
        begin_report_clock(desk, matter, clock)
        changes.append([clock.duty, clock.to, None, clock.due_at])
    desk.session.flush()
    matter.due_at = nearest_due(desk, matter.id)
    return changes


def begin_report_clock(desk: Desk, matter: Matter, clock: ReportClock) -> OpenItem:
    """One clock; those of first reports stand out as urgent."""
    item = start_clock(desk, matter, clock.start)
    item.recipient, item.urgent = clock.to, clock.duty in (Duty.PHONE_REPORT, Duty.WRITTEN_REPORT)
    return item


def meet_reports(
    desk: Desk, matter: Matter, row: Incident, duty: Duty, told: Collection[str], at: datetime
) -> list[dict[str, Any]]:
    """Meet the clocks of a duty whose recipients were all told by now; a follow-up begins the next one."""
    found = []
    for item in items_of_matter(desk.session, matter.id):
        if item.duty != duty or not all_told(item.recipient or "", told):
            continue
        item.state, item.closed_at, item.put_off_until, item.outcome = "closed", at, None, _FOLLOW_UP
        met = {"duty": item.duty, "to": item.recipient, "due_at": item.due_at, "late": is_late(item.due_at, at)}
        found.append(met)
        if duty is Duty.FOLLOW_UP:
            _next_follow_up(desk, matter, row, item, at)
    desk.session.flush()
    matter.due_at = nearest_due(desk, matter.id)
    return found


def _next_follow_up(desk: Desk, matter: Matter, row: Incident, met: OpenItem, at: datetime) -> None:
    """The follow-up of the same time of day that comes after the one that was met."""
    zone = office_settings(desk.session).zone
    after = max(at, met.due_at or at)
    found = next_follow_ups(_happening(matter, row), met.recipient or "", after, rule_book(desk.session), zone)
    for clock in found:
        if clock.rule_key == met.rule_key:
            begin_report_clock(desk, matter, clock)


def _key(clock: ReportClock) -> tuple[str, str, str]:
    return clock.duty.value, clock.to, clock.rule_key if clock.duty is Duty.FOLLOW_UP else ""


def _happening(matter: Matter, row: Incident) -> Happening:
    event = row.event_at
    return Happening(
        kind=EventClass.of_subtype(row.subtype),
        grade=row.grade or None,
        received_at=matter.received_at,
        event_at=event if event is None or event <= matter.received_at else matter.received_at,
        sensitive=bool(row.sensitive),
    )

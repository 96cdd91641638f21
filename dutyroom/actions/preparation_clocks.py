"""Clocks of a preparation: one for each planned stage, one for the opinions that are still to come."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.actions.clocks import STOPPED, start_clock
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.queries.preparations import parts_of, stages_in_full
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Matter, OpenItem, Preparation, PreparationOpinion
from dutyroom.rules.limits import instant_of
from dutyroom.rules.matter import Duty
from dutyroom.rules.matter_clock import BY_HAND, ClockStart
from dutyroom.rules.preparation import StageFact, duty_of, in_order, next_stage, stage_clock
from dutyroom.rules.rule_book import RuleBook

_NAMED: Final = 3


def run_clocks(desk: Desk, matter: Matter, row: Preparation) -> None:
    """Every clock as it must be now: what is settled is met, what moved is moved, what is no more stops."""
    desk.session.flush()
    zone, book = office_settings(desk.session).zone, rule_book(desk.session)
    today = desk.now.astimezone(zone).date()
    running = {item.duty: item for item in items_of_matter(desk.session, matter.id)}
    facts = in_order(each.fact for each in stages_in_full(desk.session, matter.id))
    coming = next_stage(facts)
    for fact in facts:
        item = running.get(duty_of(fact.stage))
        if fact.is_settled:
            _settle(desk, item, fact, zone)
            continue
        start = stage_clock(fact, row.issued_on, book, zone, today, is_next=fact.stage is coming)
        _run(desk, matter, item, start)
    closing = ClockStart(duty=Duty.CLOSE, due_at=None, rule_key=BY_HAND, start_event="planned")
    _run(desk, matter, running.get(Duty.CLOSE), closing if coming is None else None)
    _await_opinions(desk, matter, running.get(Duty.UNIT_OPINIONS), book, zone)


def _await_opinions(desk: Desk, matter: Matter, item: OpenItem | None, book: RuleBook, zone: ZoneInfo) -> None:
    """One clock for all who owe an answer, to the day that comes first; met once nobody does."""
    rows: list[PreparationOpinion] = parts_of(desk.session, PreparationOpinion, matter.id)
    awaited = [row for row in rows if not (row.void_reason or row.answered_on or row.adopted)]
    if not awaited:
        if item is not None:
            item.state, item.closed_at, item.put_off_until = "closed", desk.now, None
        return
    first = min((row.due_on for row in awaited if row.due_on is not None), default=None)
    today = desk.now.astimezone(zone).date()
    due_at = instant_of(first, book.hours(today).end, zone) if first is not None else None
    start = ClockStart(duty=Duty.UNIT_OPINIONS, due_at=due_at, rule_key=BY_HAND, start_event="asked")
    item = _run(desk, matter, item, start)
    if item is not None:
        more = f"等{len(awaited)}家" if len(awaited) > _NAMED else ""
        item.waiting_for = "、".join(row.unit for row in awaited[:_NAMED]) + more


def _run(desk: Desk, matter: Matter, item: OpenItem | None, start: ClockStart | None) -> OpenItem | None:
    if start is None:
        if item is not None:
            item.state, item.closed_at, item.outcome, item.put_off_until = STOPPED, desk.now, "", None
        return None
    if item is None:
        return start_clock(desk, matter, start)
    if item.due_at != start.due_at or item.rule_key != start.rule_key:
        item.due_at, item.put_off_until = start.due_at, None
        item.rule_key, item.rule_source, item.start_event = start.rule_key, start.source, start.start_event
        item.unsure = " ".join(map(str, start.unsure)) or None
    return item


def _settle(desk: Desk, item: OpenItem | None, fact: StageFact, zone: ZoneInfo) -> None:
    if item is None:
        return
    item.put_off_until = None
    if fact.done_on is None:
        item.state, item.closed_at, item.outcome = STOPPED, desk.now, fact.skipped
    else:
        item.state, item.outcome = "closed", ""
        item.closed_at = _instant_on(fact.done_on, desk.now, zone)


def _instant_on(day: date, now: datetime, zone: ZoneInfo) -> datetime:
    """Noon of the day on which it was done, where that is over; the hour is not known, the day is."""
    return now if day >= now.astimezone(zone).date() else datetime.combine(day, time(12), zone)

"""The paper of a month's roster and that of a holiday's, from the duties that are kept; the list of a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.rosters import (
    DutyRow,
    RosterRow,
    duties_between,
    own_rosters,
    roster_in_full,
)
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.roster import make_holiday_roster, make_roster
from dutyroom.papers.roster_facts import HolidayRosterFacts, RosterDayFact, RosterFacts, RosterPersonFact
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster import DAYS_BEFORE, day_kind, due_before
from dutyroom.rules.roster_posts import POST_WORDS, USUAL, post_said
from dutyroom.rules.roster_record import RosterState
from dutyroom.rules.wording import Wording, mark
from dutyroom.rules.workdays import Holidays

INSTEAD: Final = mark("{post}: instead of {name}")


@dataclass(frozen=True, slots=True)
class Festival:
    """A holiday with its first and last day."""

    name: str
    first: date
    last: date


def festivals(holidays: Holidays) -> tuple[Festival, ...]:
    """Every holiday of the tables, in order."""
    return tuple(
        sorted((Festival(*span) for table in holidays.tables for span in table.spans()), key=lambda f: f.first)
    )


def festival_meant(session: Session, said: str | None, today: date) -> Festival:
    """The holiday of that name or day, else the next one or the one that runs; refused where there is none."""
    known = festivals(rule_book(session).holidays)
    coming = [each for each in known if each.last >= today]
    if not said:
        found = next(iter(coming), None)
    else:
        named = [each for each in coming if each.name == said] or [each for each in known if each.name == said][-1:]
        found = next(iter(named), None) or next(
            (e for e in known if e.first.isoformat() <= said <= e.last.isoformat()), None
        )
    if found is None:
        raise Refusal("roster.holiday", name=said or today.isoformat(), known=tuple(each.name for each in coming))
    return found


def month_facts(session: Session, year: int, month: int, wording: Wording, now: datetime) -> RosterFacts:
    """The roster of a month; refused where nothing is kept of it. Every day stands in it, those with nobody too."""
    last = calendar.monthrange(year, month)[1]
    kept = _kept(session, date(year, month, 1), date(year, month, last), wording)
    return RosterFacts(**_heading(session, now, kept), year=year, month=month)


def holiday_facts(session: Session, festival: Festival, wording: Wording, now: datetime) -> HolidayRosterFacts:
    """The list of a holiday for the room above; refused where nothing is kept of its days."""
    kept = _kept(session, festival.first, festival.last, wording)
    days = rule_book(session).number(DAYS_BEFORE, festival.first)
    return HolidayRosterFacts(
        **_heading(session, now, kept),
        festival=festival.name,
        year=festival.first.year,
        due_on=due_before(festival.first, days),
    )


def month_pdf(store: Store, year: int, month: int, wording: Wording, cache: Path) -> bytes:
    """The paper of a month."""
    with store.reading() as session:
        facts = month_facts(session, year, month, wording, store.clock())
    return make_roster(facts, faces=open_faces(cache), wording=wording)


def holiday_pdf(store: Store, festival: Festival, wording: Wording, cache: Path) -> bytes:
    """The paper of a holiday."""
    with store.reading() as session:
        facts = holiday_facts(session, festival, wording, store.clock())
    return make_holiday_roster(facts, faces=open_faces(cache), wording=wording)


def roster_pdf(store: Store, number: int, wording: Wording, cache: Path) -> bytes:
    """The paper of one roster: of a holiday the list for the room above, else of the month in which it begins.

    Of another unit's roster the same, with that unit's name.
    """
    with store.reading() as session:
        full = roster_in_full(session, number)
        if full is None:
            raise Refusal("roster.unknown", id=number)
        row, now = full.row, store.clock()
        kept = _Kept(full.duties, (row,), row.first, row.last, wording)
        heading = _heading(session, now, kept)
        if row.kind == "holiday":
            festival = rule_book(session).holidays.name(row.first) or row.title
            days = rule_book(session).number(DAYS_BEFORE, row.first)
            due = due_before(row.first, days)
            holiday = HolidayRosterFacts(**heading, festival=festival, year=row.first.year, unit=row.unit, due_on=due)
            return make_holiday_roster(holiday, faces=open_faces(cache), wording=wording)
    facts = RosterFacts(**heading, year=row.first.year, month=row.first.month)
    return make_roster(facts, faces=open_faces(cache), wording=wording)


def day_pdf(store: Store, day: date, wording: Wording, cache: Path) -> tuple[bytes, int]:
    """The paper of the duty room's roster that has a day, with its number; refused where none has."""
    with store.reading() as session:
        rosters = own_rosters(session, day, day)
    if not rosters:
        raise Refusal("roster.none", day=day.isoformat())
    return roster_pdf(store, rosters[0].id, wording, cache), rosters[0].id


@dataclass(frozen=True, slots=True)
class _Kept:
    """The duties of some days with the rosters that hold them."""

    duties: Sequence[DutyRow]
    rosters: Sequence[RosterRow]
    first: date
    last: date
    wording: Wording


def _kept(session: Session, first: date, last: date, wording: Wording) -> _Kept:
    duties, rosters = duties_between(session, first, last), own_rosters(session, first, last)
    if not rosters:
        raise Refusal("roster.none", day=first.isoformat())
    return _Kept(duties, rosters, first, last, wording)


def _heading(session: Session, now: datetime, kept: _Kept) -> dict[str, Any]:
    """What both papers have in common; a draft as long as one of the rosters is."""
    office = office_settings(session)
    posts = _posts(kept)
    return {
        "office_zh": office.name_zh,
        "office_en": office.name_en,
        "store_kind": store_kind(session),
        "zone": office.zone_name,
        "draft": any(row.state != RosterState.ISSUED for row in kept.rosters),
        "printed_at": now,
        "posts": tuple(post_said(post, kept.wording) for post in posts),
        "days": tuple(_days(kept, rule_book(session).holidays)),
        "notes": tuple(dict.fromkeys(line for row in kept.rosters for line in row.remark.splitlines() if line)),
        "made_by": next((row.issued_by for row in kept.rosters if row.issued_by), ""),
    }


def _posts(kept: _Kept) -> tuple[str, ...]:
    """The columns: known posts in their order, then others as the rosters name them."""
    named = [post for row in kept.rosters for post in row.posts] + [duty.post for duty in kept.duties]
    known = [post for post in POST_WORDS if post in named]
    return tuple(dict.fromkeys((*known, *named))) or USUAL


def _days(kept: _Kept, holidays: Holidays) -> Iterable[RosterDayFact]:
    by_day: dict[date, list[DutyRow]] = {}
    for duty in kept.duties:
        by_day.setdefault(duty.day, []).append(duty)
    day = kept.first
    while day <= kept.last:
        kind = day_kind(day, holidays)
        duties = by_day.get(day, [])
        yield RosterDayFact(
            on=day,
            people=tuple(_person(duty, kept.wording) for duty in duties),
            note="；".join(_notes(duties, kept.wording)),
            kind=kind,
            festival=holidays.name(day) if kind == "holiday" else "",
        )
        day += timedelta(days=1)


def _person(duty: DutyRow, wording: Wording) -> RosterPersonFact:
    return RosterPersonFact(post=post_said(duty.post, wording), name=duty.name, title=duty.office, phone=duty.phone)


def _notes(duties: Sequence[DutyRow], wording: Wording) -> Iterable[str]:
    """Remarks once, and each swap."""
    yield from dict.fromkeys(duty.remark for duty in duties if duty.remark)
    for duty in duties:
        if duty.instead_of:
            yield wording.say(INSTEAD, post=post_said(duty.post, wording), name=duty.instead_of)

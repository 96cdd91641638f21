"""Reads of rosters and of the duties planned in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.directory import called_first, numbers_of
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.units import unit_named
from dutyroom.data.tables import Officer, Person, PlannedDuty, Roster
from dutyroom.rules.office import planned_shift
from dutyroom.rules.roster_check import Duty, RosterFault, find_faults
from dutyroom.rules.roster_posts import USUAL, role_of
from dutyroom.rules.roster_record import Named, RosterFacts, RosterKind, RosterState

_VOID: Final = RosterState.VOID.value


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """A roster; ``duties`` counts those that stand."""

    id: int
    version: int
    kind: str
    state: str
    title: str
    unit: str
    unit_id: int | None
    first: date
    last: date
    posts: tuple[str, ...]
    remark: str
    issued_at: datetime | None
    issued_by: str
    accepted: str
    void_reason: str
    duties: int

    @property
    def facts(self) -> RosterFacts:
        """What a person may change of it."""
        return RosterFacts(
            first=self.first,
            last=self.last,
            title=self.title,
            kind=RosterKind(self.kind),
            unit=self.unit,
            posts=self.posts,
            remark=self.remark,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One person at one post on one day."""

    id: int
    version: int
    roster_id: int
    day: date
    post: str
    officer_id: int | None
    person_id: int | None
    name: str
    office: str
    phone: str
    starts_at: datetime
    ends_at: datetime
    day_kind: str
    is_night: bool
    remark: str
    instead_of: str
    swap_reason: str
    swapped_at: datetime | None
    void_reason: str

    @property
    def named(self) -> Named:
        """Who it is."""
        return Named(name=self.name, phone=self.phone, office=self.office)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterInFull:
    """A roster with its duties by day and post, the void ones apart, and what does not fit."""

    row: RosterRow
    duties: tuple[DutyRow, ...]
    void: tuple[DutyRow, ...]
    faults: tuple[RosterFault, ...]

    def at(self, day: date, post: str) -> tuple[DutyRow, ...]:
        """Who holds a post on a day."""
        return tuple(duty for duty in self.duties if (duty.day, duty.post) == (day, post))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody of the officers or the directory, found by the whole name."""

    officer_id: int | None
    person_id: int | None
    office: str
    phone: str


def roster_rows(session: Session, *, voided: bool = False) -> list[RosterRow]:
    """The rosters, the latest period first; with ``voided`` the void ones too."""
    duties = func.count(PlannedDuty.id)
    asked = (
        select(Roster, duties)
        .outerjoin(PlannedDuty, and_(PlannedDuty.roster_id == Roster.id, PlannedDuty.void_reason == ""))
        .group_by(Roster.id)
        .order_by(Roster.first.desc(), Roster.id.desc())
    )
    if not voided:
        asked = asked.where(Roster.state != _VOID)
    return [_row(roster, count) for roster, count in session.execute(asked)]


def roster_in_full(session: Session, number: int) -> RosterInFull | None:
    """A roster with everything in it, judged by the holiday table as it is known now."""
    roster = session.get(Roster, number)
    if roster is None:
        return None
    rows = session.scalars(
        select(PlannedDuty).where(PlannedDuty.roster_id == number).order_by(PlannedDuty.day, PlannedDuty.id)
    ).all()
    standing = tuple(_duty(row) for row in rows if not row.void_reason)
    return RosterInFull(
        row=_row(roster, len(standing)),
        duties=standing,
        void=tuple(_duty(row) for row in rows if row.void_reason),
        faults=faults_of(session, roster, standing),
    )


def faults_of(session: Session, roster: Roster, duties: Sequence[DutyRow]) -> tuple[RosterFault, ...]:
    """What does not fit in a roster, people's duties in other units' rosters looked at too."""
    settings, book = office_settings(session), rule_book(session)
    others = _beside(session, roster, duties)
    return find_faults(
        (roster.first, roster.last),
        posts_of(roster.posts),
        [duty_of(row) for row in duties],
        book.holidays,
        templates=settings.templates,
        elsewhere=[duty_of(row) for row in others],
    )


def duties_between(session: Session, first: date, last: date, *, issued_only: bool = False) -> list[DutyRow]:
    """The duty room's own duties of these days, by day, in the order they were written."""
    asked = (
        select(PlannedDuty)
        .join(Roster, Roster.id == PlannedDuty.roster_id)
        .where(PlannedDuty.day >= first, PlannedDuty.day <= last, *_own_standing())
        .order_by(PlannedDuty.day, PlannedDuty.id)
    )
    if issued_only:
        asked = asked.where(Roster.state == RosterState.ISSUED.value)
    return [_duty(row) for row in session.scalars(asked)]


def duties_numbered(session: Session, numbers: Sequence[int]) -> list[DutyRow]:
    """These duties, the earliest first."""
    asked = select(PlannedDuty).where(PlannedDuty.id.in_(numbers)).order_by(PlannedDuty.starts_at, PlannedDuty.id)
    return [_duty(row) for row in session.scalars(asked)]


def own_rosters(session: Session, first: date, last: date) -> list[RosterRow]:
    """The duty room's own rosters that have one of these days, by their first day."""
    asked = select(Roster).where(
        Roster.first <= last, Roster.last >= first, Roster.state != _VOID, Roster.unit == "", Roster.unit_id.is_(None)
    )
    return [_row(roster, 0) for roster in session.scalars(asked.order_by(Roster.first))]


def due_at(session: Session, at: datetime) -> list[DutyRow]:
    """Who of the duty room is due at an instant, by every roster that is not void."""
    asked = (
        select(PlannedDuty)
        .join(Roster, Roster.id == PlannedDuty.roster_id)
        .where(PlannedDuty.starts_at <= at, PlannedDuty.ends_at > at, *_own_standing())
        .order_by(PlannedDuty.id)
    )
    return [_duty(row) for row in session.scalars(asked)]


def posts_due(session: Session, now: datetime) -> dict[str, int]:
    """Which officers the roster has for the shift that is nearest to now, by the field of the post: chief_id …"""
    settings = office_settings(session)
    _, start, _ = planned_shift(settings.templates, now, settings.zone)
    found: dict[str, int] = {}
    for duty in due_at(session, start):
        role = role_of(duty.post, settings.templates)
        if role in USUAL and duty.officer_id is not None:
            found.setdefault(f"{role}_id", duty.officer_id)
    return found


def roster_overlapping(session: Session, facts: RosterFacts, but: int = 0) -> RosterRow | None:
    """Another roster of the same unit that has one of these days and is not void."""
    asked = select(Roster).where(
        Roster.first <= facts.last,
        Roster.last >= facts.first,
        Roster.state != _VOID,
        Roster.unit == facts.unit,
        Roster.id != but,
    )
    found = session.scalars(asked.order_by(Roster.first).limit(1)).first()
    return _row(found, 0) if found is not None else None


def rosters_of_unit(session: Session, unit: str) -> list[RosterRow]:
    """The rosters of a unit that are not void, by their first day; of the duty room itself with an empty name."""
    named = unit_named(session, unit) if unit else None
    asked = select(Roster).where(Roster.unit == (named.name if named else unit), Roster.state != _VOID)
    return [_row(roster, 0) for roster in session.scalars(asked.order_by(Roster.first))]


def roster_to_change(session: Session, number: int) -> Roster | None:
    """The row of a roster, to be changed."""
    return session.get(Roster, number)


def duty_to_change(session: Session, number: int) -> PlannedDuty | None:
    """The row of a duty, to be changed."""
    return session.get(PlannedDuty, number)


def duties_to_change(session: Session, roster_id: int, day: date, post: str) -> list[PlannedDuty]:
    """The rows that stand at a post of a day, in the order they were written."""
    asked = select(PlannedDuty).where(
        PlannedDuty.roster_id == roster_id,
        PlannedDuty.day == day,
        PlannedDuty.post == post,
        PlannedDuty.void_reason == "",
    )
    return list(session.scalars(asked.order_by(PlannedDuty.id)))


def duty_outside(session: Session, roster_id: int, first: date, last: date) -> date | None:
    """A day of a roster with somebody on it that these days leave out."""
    day = PlannedDuty.day
    asked = select(func.min(day)).where(
        PlannedDuty.roster_id == roster_id, PlannedDuty.void_reason == "", (day < first) | (day > last)
    )
    return session.scalar(asked)


def duty_at_post(session: Session, roster_id: int, posts: Iterable[str]) -> str | None:
    """A post that somebody holds in a roster and that is none of these."""
    asked = select(PlannedDuty.post).where(
        PlannedDuty.roster_id == roster_id, PlannedDuty.void_reason == "", PlannedDuty.post.not_in(list(posts))
    )
    return session.scalars(asked.limit(1)).first()


def known_person(session: Session, name: str) -> KnownPerson | None:
    """Who is called exactly this: an officer, else the only person of the directory of that name."""
    officer = session.scalars(select(Officer).where(Officer.name == name, Officer.active.is_(True))).first()
    if officer is not None:
        return KnownPerson(officer_id=officer.id, person_id=None, office=officer.post, phone=officer.phone)
    people = session.scalars(select(Person).where(Person.name == name, Person.active.is_(True)).limit(2)).all()
    if len(people) != 1:
        return None
    numbers = called_first(numbers_of(session, None, people[0].id))
    phone = next((number.phone for number in numbers), "")
    return KnownPerson(officer_id=None, person_id=people[0].id, office=people[0].post, phone=phone)


def duty_of(row: DutyRow) -> Duty:
    """A duty as the checks look at it."""
    return Duty(
        day=row.day,
        post=row.post,
        who=who_of(row),
        name=row.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )


def who_of(row: Any) -> str:
    """What tells people apart: the officer, the person of the directory, else the name."""
    if row.officer_id is not None:
        return f"officer:{row.officer_id}"
    return f"person:{row.person_id}" if row.person_id is not None else row.name


def posts_of(kept: str) -> tuple[str, ...]:
    """The posts of a roster from the lines they are kept as."""
    return tuple(line for line in kept.splitlines() if line)


def _own_standing() -> tuple[Any, ...]:
    return (PlannedDuty.void_reason == "", Roster.state != _VOID, Roster.unit == "", Roster.unit_id.is_(None))


def _beside(session: Session, roster: Roster, duties: Sequence[DutyRow]) -> list[DutyRow]:
    """The duties of other rosters at the hours of these."""
    if not duties:
        return []
    since, until = min(row.starts_at for row in duties), max(row.ends_at for row in duties)
    asked = (
        select(PlannedDuty)
        .join(Roster, Roster.id == PlannedDuty.roster_id)
        .where(
            PlannedDuty.roster_id != roster.id,
            PlannedDuty.starts_at < until,
            PlannedDuty.ends_at > since,
            PlannedDuty.void_reason == "",
            Roster.state != _VOID,
        )
    )
    return [_duty(row) for row in session.scalars(asked)]


def _row(roster: Roster, duties: int) -> RosterRow:
    return RosterRow(
        id=roster.id,
        version=roster.version,
        kind=roster.kind,
        state=roster.state,
        title=roster.title,
        unit=roster.unit,
        unit_id=roster.unit_id,
        first=roster.first,
        last=roster.last,
        posts=posts_of(roster.posts),
        remark=roster.remark,
        issued_at=roster.issued_at,
        issued_by=roster.issued_by,
        accepted=roster.accepted,
        void_reason=roster.void_reason,
        duties=duties,
    )


def _duty(row: PlannedDuty) -> DutyRow:
    return DutyRow(**{name: getattr(row, name) for name in DutyRow.__dataclass_fields__})

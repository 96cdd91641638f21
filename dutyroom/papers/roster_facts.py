"""The facts of rosters: who is on duty on which day, for a month or over a holiday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dutyroom.papers.facts import StoreKind
from dutyroom.rules.roster import DayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPersonFact:
    """Who holds a post (带班领导, 主班 …) on a day; ``title`` is their office, such as 副秘书长."""

    post: str
    name: str
    title: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDayFact:
    """A day of a roster. ``kind`` is None where nobody looked into the holiday table; ``festival`` names a holiday."""

    on: date
    people: tuple[RosterPersonFact, ...] = ()
    note: str = ""
    kind: DayKind | None = None
    festival: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFacts:
    """值班表 of a month. ``posts`` are the columns in order; ``phones`` label and number; ``notes`` stand below it."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    draft: bool = True
    printed_at: datetime | None = None
    year: int
    month: int
    posts: tuple[str, ...] = ("带班领导", "主班", "副班")
    days: tuple[RosterDayFact, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    made_by: str = ""
    reviewed_by: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRosterFacts:
    """节假日值班表, sent to the room above: ``to`` whom, ``due_on`` the last day for it, ``sent_on`` when it went."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    draft: bool = True
    printed_at: datetime | None = None
    festival: str
    year: int
    unit: str = ""
    to: tuple[str, ...] = ()
    due_on: date | None = None
    sent_on: date | None = None
    posts: tuple[str, ...] = ("带班领导", "值班人员")
    days: tuple[RosterDayFact, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    made_by: str = ""
    reviewed_by: str = ""
    approved_by: str = ""

"""What is kept of a roster, and the commands that keep it: made, filled day by day, swapped, issued, void."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.rules.directory import one_line
from dutyroom.rules.entry import clean_text
from dutyroom.rules.officer import Role
from dutyroom.rules.phone import normal_phone
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_posts import USUAL, post_key
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "roster.unknown": mark("There is no roster {id}."),
    "roster.none": mark("No roster is kept for {day}. “dutyroom roster list” shows those that are."),
    "roster.holiday": mark("“{name}” is no holiday of the table; known and still to come are {known}."),
    "roster.month": mark("“{value}” is no month and no roster. Write 2026-10, or the number that “dutyroom roster list” shows."),
    "roster.title": mark("Give the roster a title."),
    "roster.title.long": mark("The title has {length} characters; {most} are the most."),
    "roster.period": mark("The roster would end on {last}, before it begins on {first}."),
    "roster.period.long": mark("From {first} to {last} are {days} days; {most} are the most of one roster."),
    "roster.posts": mark("Name the posts that each day must have, such as 带班领导、主班、副班."),
    "roster.posts.twice": mark("The post {post} is named twice."),
    "roster.overlap": mark("Roster {id}, {title}, covers {first} to {last} already. Change that one, or void it first."),
    "roster.post.unknown": mark("The roster has no post {post}; its posts are {known}."),
    "roster.day.outside": mark("{day} lies outside the roster, which goes from {first} to {last}."),
    "roster.outside": mark("{day} has somebody on duty already. Void that first, or let the roster cover it."),
    "roster.hours": mark("The duty would end at {end}, before it begins at {start}."),
    "roster.hours.long": mark("The duty would last {hours} hours; {most} are the most."),
    "roster.name": mark("Enter who is on duty."),
    "roster.name.long": mark("“{name}…” is longer than {most} characters."),
    "roster.same": mark("That is how it stands already."),
    "roster.issued": mark("The roster was issued. Say why {name} does not stand there any more: it is noted as a swap."),
    "roster.reason": mark("Say why."),
    "roster.void": mark("The roster “{title}” is void ({reason}). Restore it first."),
    "roster.valid": mark("The roster “{title}” is not void; there is nothing to restore."),
    "roster.issued.already": mark("The roster “{title}” was issued already."),
    "roster.faults": mark("{count} things do not fit, the first on {day}: {what}. Mend them, or say why it is issued all the same."),
    "roster.duty.unknown": mark("There is no planned duty {id}."),
    "roster.duty.void": mark("That duty is void ({reason}). Restore it first."),
    "roster.duty.valid": mark("That duty is not void; there is nothing to restore."),
    "roster.swap.self": mark("{name} stands there already. Name somebody else."),
    "roster.table.heads": mark("The file has no columns for day and name. It needs the headings 日期 and 姓名, with 岗位 and 电话, or a column for each post."),
    "roster.table.day": mark("“{value}” is no day, such as 2026-10-01."),
    "roster.table.noday": mark("The row names no day."),
    "roster.table.twice": mark("The same person stands there already in row {row}."),
    "roster.table.post": mark("The row names no post."),
}  # fmt: skip

KEEPERS: Final = (Role.OFFICER, Role.LEADER, Role.CLERK, Role.ADMINISTRATOR)
"""Who may keep rosters and spot checks: the first is the one that a refusal names."""
TITLE_MOST: Final = 100
NAME_MOST: Final = 40
DAYS_MOST: Final = 366
HOURS_MOST: Final = 72
_BETWEEN: Final = re.compile(r"[、，,;；/\n]+")
_PHONE: Final = re.compile(r"(?P<name>[^\d+(（]*?)\s*(?P<phone>[+(（]?\d[\d\s()（）转+-]*)?")


class RosterKind(StrEnum):
    """What a roster is for."""

    ORDINARY = "ordinary"
    HOLIDAY = "holiday"


class RosterState(StrEnum):
    """How far a roster is."""

    DRAFT = "draft"
    ISSUED = "issued"
    VOID = "void"


ROSTER_KIND_WORDS: Final[dict[str, str]] = {
    RosterKind.ORDINARY: mark("Roster"),
    RosterKind.HOLIDAY: mark("Holiday roster"),
}
ROSTER_STATE_WORDS: Final[dict[str, str]] = {
    RosterState.DRAFT: mark("draft"),
    RosterState.ISSUED: mark("issued"),
    RosterState.VOID: mark("void"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFacts:
    """What a person says of a roster; without a unit it is the duty room's own. ``remark``: notes, one a line."""

    first: date
    last: date
    title: str = ""
    kind: RosterKind = RosterKind.ORDINARY
    unit: str = ""
    posts: tuple[str, ...] = USUAL
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeRoster:
    """A roster is begun, empty."""

    facts: RosterFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRoster:
    """What a roster is called, covers and must have is changed."""

    id: int
    version: int
    facts: RosterFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody who is due: the name, with office and phone where they are known."""

    name: str
    phone: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillPost:
    """Who holds a post on a day: these and nobody else. ``reason`` is why others than before, once it is issued."""

    roster_id: int
    day: date
    post: str
    people: tuple[Named, ...]
    reason: str = ""
    remark: str | None = None
    """Of each of them; None leaves what stands."""
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapDuty:
    """Somebody else takes a duty, or two duties are exchanged (``other_id``)."""

    id: int
    version: int
    reason: str
    person: Named | None = None
    other_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidDuty:
    """A duty does not stand any more, with a reason; ``back`` restores it."""

    id: int
    version: int
    reason: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRoster:
    """A roster goes out; ``despite`` is why, where something in it does not fit."""

    id: int
    version: int
    despite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidRoster:
    """A roster does not count any more, with a reason; ``back`` restores it as a draft."""

    id: int
    version: int
    reason: str = ""
    back: bool = False


def checked_roster(facts: RosterFacts) -> RosterFacts:
    """The roster as it is kept: one line for title and unit, posts by their keys. Refused where it could not be filled."""
    title = one_line(facts.title)
    if not title:
        raise Refusal("roster.title", field="title")
    if len(title) > TITLE_MOST:
        raise Refusal("roster.title.long", field="title", length=len(title), most=TITLE_MOST)
    first, last = facts.first.isoformat(), facts.last.isoformat()
    if facts.last < facts.first:
        raise Refusal("roster.period", field="last", first=first, last=last)
    days = (facts.last - facts.first).days + 1
    if days > DAYS_MOST:
        raise Refusal("roster.period.long", field="last", first=first, last=last, days=days, most=DAYS_MOST)
    posts = tuple(post for post in map(post_key, facts.posts) if post)
    if not posts:
        raise Refusal("roster.posts", field="posts")
    twice = next((post for place, post in enumerate(posts) if post in posts[:place]), None)
    if twice is not None:
        raise Refusal("roster.posts.twice", field="posts", post=twice)
    return RosterFacts(
        first=facts.first,
        last=facts.last,
        title=title,
        kind=facts.kind,
        unit=one_line(facts.unit),
        posts=posts,
        remark=clean_text(facts.remark),
    )


def checked_name(person: Named) -> Named:
    """Somebody as they are kept; refused without a name."""
    name = one_line(person.name)
    if not name:
        raise Refusal("roster.name", field="name")
    if len(name) > NAME_MOST:
        raise Refusal("roster.name.long", field="name", name=name[:20], most=NAME_MOST)
    return Named(name=name, phone=one_line(person.phone), office=one_line(person.office))


def check_hours(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse a duty that ends before it begins, or lasts longer than anybody stands."""
    if ends_at <= starts_at:
        raise Refusal("roster.hours", field="ends_at", start=f"{starts_at:%H:%M}", end=f"{ends_at:%H:%M}")
    if ends_at - starts_at > timedelta(hours=HOURS_MOST):
        hours = round((ends_at - starts_at).total_seconds() / 3600)
        raise Refusal("roster.hours.long", field="ends_at", hours=hours, most=HOURS_MOST)


def read_people(text: str) -> tuple[Named, ...]:
    """The people that a cell names: ``李样例 13800001234、王样例``; what is no number after a name stays part of it."""
    found = []
    for part in _BETWEEN.split(text):
        said = " ".join(part.split())
        match = _PHONE.fullmatch(said)
        if match is not None and match["name"] and normal_phone(match["phone"] or ""):
            found.append(Named(name=match["name"].strip(" :："), phone=match["phone"].strip()))
        elif said:
            found.append(Named(name=said))
    return tuple(found)


def people_said(people: tuple[Named, ...]) -> str:
    """The people as a cell shows and takes them."""
    return "、".join(" ".join(filter(None, (person.name, person.phone))) for person in people)

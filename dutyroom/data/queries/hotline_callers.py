"""Who calls: the earlier cases of a number, found while the call is taken; and who looked at callers' data when.

Everybody may know that a number called before, and for what; name and number are shown masked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session

from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import HotlineCall, HotlineCase, HotlineClass, HotlineLook, Matter
from dutyroom.rules.hotline_privacy import WITHHELD, masked_name, masked_phone
from dutyroom.rules.matter import OPEN, State
from dutyroom.rules.phone import normal_phone

KNOWN_MOST: Final = 50
"""Earlier cases that are shown; somebody who calls every day has hundreds."""
_CALLS_MOST: Final = 2_000
_DAYS: Final = "hotline.repeat_days"
_LEAST: Final = "hotline.repeat_least"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCase:
    """An earlier case of a caller; the title names nobody. ``called_at`` is when that number called for it last."""

    id: int
    number: str
    title: str
    demand: str
    code: str
    state: str
    lead: str
    due_at: datetime | None
    called_at: datetime
    calls: int
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCaller:
    """What is known of a number: ``name`` and ``phone`` masked; ``recent`` calls within ``days``, the rule's.

    ``sex``, ``area`` and ``street`` are those of the newest call and case, to fill the sheet with.
    """

    key: str
    phone: str = ""
    name: str = ""
    sex: str = ""
    is_secret: bool = False
    area: str = ""
    street: str = ""
    cases: tuple[KnownCase, ...] = ()
    total: int = 0
    recent: int = 0
    days: int = 0
    is_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRow:
    """A look at callers' data: who, when, at what case (empty: a search or an export), why, how many cases."""

    id: int
    looked_at: datetime
    officer: str
    what: str
    matter_id: int | None
    number: str
    reason: str
    cases: int
    entry_seq: int


def known_caller(session: Session, phone: str, now: datetime) -> KnownCaller:
    """The earlier cases of a number in whatever writing, open ones first, then the newest; void ones are left out."""
    key = normal_phone(phone)
    if not key:
        return KnownCaller(key="")
    found = session.execute(_calls_of(key)).all()
    calls = [call for call, _, _ in found]
    day = now.astimezone(office_settings(session).zone).date()
    book = rule_book(session)
    days = book.number(_DAYS, day)
    recent = sum(1 for call in calls if call.called_at > now - timedelta(days=days))
    named = next((call for call in calls if call.name), None)
    is_secret = any(call.is_secret for call in calls)
    newest: dict[int, KnownCase] = {}
    for call, matter, case in found:
        newest.setdefault(matter.id, _known(call, matter, case))
    cases = sorted(newest.values(), key=lambda case: not case.is_open)
    return KnownCaller(
        key=key,
        phone=WITHHELD if is_secret else masked_phone(phone),
        name=(WITHHELD if is_secret else masked_name(named.name)) if named else "",
        sex=named.sex if named and not is_secret else "",
        is_secret=is_secret,
        area=found[0][2].area if found else "",
        street=found[0][2].street if found and not is_secret else "",
        cases=tuple(cases[:KNOWN_MOST]),
        total=len(cases),
        recent=recent,
        days=days,
        is_repeat=recent >= book.number(_LEAST, day),
    )


def knows_class(session: Session, code: str) -> bool:
    """Whether a class exists that cases may carry; where no table was loaded yet, every code may be written down."""
    if session.scalar(select(HotlineClass.id).where(HotlineClass.code == code, HotlineClass.active.is_(True))):
        return True
    return session.scalar(select(HotlineClass.id).limit(1)) is None


def numbered_outside(session: Session, outside: str) -> str:
    """The number of the case that has this number of another system already; empty where there is none."""
    asked = select(Matter.number).join(HotlineCase, HotlineCase.id == Matter.id)
    return session.scalar(asked.where(HotlineCase.outside_number == outside, Matter.state != State.VOID)) or ""


def first_call_of(session: Session, matter_id: int) -> HotlineCall | None:
    """The call that a case began with."""
    return session.scalar(
        select(HotlineCall).where(HotlineCall.matter_id == matter_id).order_by(HotlineCall.id).limit(1)
    )


def wants_reply(session: Session, matter_id: int) -> bool:
    """Whether somebody who called for a case wants a reply."""
    asked = select(HotlineCall.id).where(HotlineCall.matter_id == matter_id, HotlineCall.wants_reply.is_(True))
    return session.scalar(asked.limit(1)) is not None


def look_rows(
    session: Session,
    matter_id: int | None = None,
    *,
    officer: str = "",
    since: datetime | None = None,
    most: int = 200,
) -> list[LookRow]:
    """Who looked at callers' data, newest first: at one case, or at any, since when and by whom where that is asked."""
    asked = select(HotlineLook, Matter.number).outerjoin(Matter, Matter.id == HotlineLook.matter_id)
    if matter_id is not None:
        asked = asked.where(HotlineLook.matter_id == matter_id)
    if officer:
        asked = asked.where(HotlineLook.officer == officer)
    if since is not None:
        asked = asked.where(HotlineLook.looked_at >= since)
    return [
        LookRow(
            id=look.id,
            looked_at=look.looked_at,
            officer=look.officer,
            what=look.what,
            matter_id=look.matter_id,
            number=number or "",
            reason=look.reason,
            cases=look.cases,
            entry_seq=look.entry_seq,
        )
        for look, number in session.execute(asked.order_by(HotlineLook.id.desc()).limit(most))
    ]


def _calls_of(key: str) -> Select[HotlineCall, Matter, HotlineCase]:
    """The calls of a number, as the first or the second that was left, each side by its index; newest first."""
    numbered = union(
        select(HotlineCall.id).where(HotlineCall.phone_key == key),
        select(HotlineCall.id).where(HotlineCall.second_key == key),
    ).subquery()
    return (
        select(HotlineCall, Matter, HotlineCase)
        .join(numbered, numbered.c.id == HotlineCall.id)
        .join(Matter, Matter.id == HotlineCall.matter_id)
        .join(HotlineCase, HotlineCase.id == Matter.id)
        .where(Matter.state != State.VOID)
        .order_by(HotlineCall.called_at.desc(), HotlineCall.id.desc())
        .limit(_CALLS_MOST)
    )


def _known(call: HotlineCall, matter: Matter, case: HotlineCase) -> KnownCase:
    return KnownCase(
        id=matter.id,
        number=matter.number,
        title=matter.title,
        demand=case.demand,
        code=case.code,
        state=matter.state,
        lead=matter.lead,
        due_at=matter.due_at,
        called_at=call.called_at,
        calls=case.calls,
        is_open=matter.state in OPEN,
    )

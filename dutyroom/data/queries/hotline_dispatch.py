"""Reads behind dispatching: the units proposed for a case, and the cases that may ask for the same.

Everything goes by an index and reads a bounded number of rows, whatever three million cases there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, func, literal, select, union
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.hotline_flow import calls_of, returns_of
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.routing import routes_of_text
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import HotlineCall, HotlineCase, HotlineClass, HotlineReturn, Matter, Unit
from dutyroom.rules.hotline import Decision
from dutyroom.rules.hotline_dispatch import (
    ClassUnit,
    Decided,
    Demanded,
    Duplicate,
    LedUnit,
    UnitProposed,
    likely,
    propose,
)
from dutyroom.rules.hotline_privacy import masked_text
from dutyroom.rules.matter import OPEN, State

DECISIONS: Final = 50
"""So many of the most recent decisions are counted."""
_LOOKED_AT: Final = 2000
"""So many of the newest cases of a class are looked through for those of an area."""
_FEW: Final = 3
"""With fewer decisions in the area those of the whole city count."""
_PROPOSED: Final = 5
_DUPLICATES: Final = 20
_CANDIDATES: Final = 200
_DAYS: Final = "hotline.repeat_days"
_COMPARED: Final = frozenset({*OPEN, State.CLOSED})

# Newest first along the index of the code, each with its row; then no more than are counted.
_NEWEST = (
    select(HotlineCase.id.label("id"), HotlineCase.area.label("area"))
    .where(HotlineCase.code == bindparam("code"), HotlineCase.id != bindparam("own"))
    .order_by(HotlineCase.id.desc())
    .limit(literal(_LOOKED_AT))
    .subquery("newest")
)
_DECIDED: Final = Prepared(
    select(Matter.id, Matter.lead)
    .select_from(_NEWEST)
    .join(Matter, Matter.id == _NEWEST.c.id)
    .where((bindparam("area") == "") | (_NEWEST.c.area == bindparam("area")), Matter.lead != "")
    .order_by(_NEWEST.c.id.desc())
    .limit(literal(DECISIONS))
)


_CASES: Final = select(Matter, HotlineCase).join(HotlineCase, HotlineCase.id == Matter.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForUnits:
    """What of a case says where it goes; ``id`` None while it is taken down."""

    title: str
    text: str = ""
    code: str = ""
    area: str = ""
    area_id: int | None = None
    id: int | None = None


def propose_units(session: Session, asked: ForUnits) -> list[UnitProposed]:
    """The units for a case, best first, each with its reasons; none where nothing speaks for one."""
    names = {name: number for number, name in session.execute(select(Unit.id, Unit.name).where(Unit.active.is_(True)))}
    routes = routes_of_text(session, asked.title, asked.text)
    own = returns_of(session, asked.id) if asked.id is not None else []
    return propose(
        classes=_classes(session, asked.code),
        led=[LedUnit(row.unit, row.score, row.words) for row in routes],
        area=asked.area,
        area_unit=_area_unit(session, asked),
        decided=_decided(session, asked),
        units=names,
        left_out={row.unit for row in own if row.state == Decision.GRANTED},
    )[:_PROPOSED]


def units_for_case(session: Session, number: int) -> list[UnitProposed]:
    """The same for a case that is taken down already."""
    found = session.execute(_CASES.where(Matter.id == number)).first()
    if found is None:
        return []
    matter, case = found
    title = case.full_title or matter.title
    asked = ForUnits(title=title, text=case.text, code=case.code, area=case.area, area_id=case.area_id, id=matter.id)
    return propose_units(session, asked)


def likely_duplicates(session: Session, number: int) -> list[Duplicate]:
    """The cases of the rule's last days that may ask for the same, likeliest first; merged and void ones are left out."""
    found = session.execute(_CASES.where(Matter.id == number)).first()
    if found is None:
        return []
    matter, case = found
    zone = office_settings(session).zone
    days = rule_book(session).number(_DAYS, matter.received_at.astimezone(zone).date())
    since, until = matter.received_at - timedelta(days=days), matter.received_at + timedelta(days=days)
    keys = frozenset(key for call in calls_of(session, number) for key in (call.phone_key, call.second_key) if key)
    candidates = dict.fromkeys((*_called(session, keys, since), *_of_street(session, case)))
    within = _CASES.where(
        Matter.id.in_([each for each in candidates if each != number]),
        Matter.received_at.between(since, until),
        Matter.state.in_(_COMPARED),
    )
    own, *others = _demanded(session, [(matter, case), *((row[0], row[1]) for row in session.execute(within))])
    return likely(own, others)[:_DUPLICATES]


def _classes(session: Session, code: str) -> list[ClassUnit]:
    codes = [code[:digits] for digits in (6, 4, 2) if len(code) >= digits]
    if not codes:
        return []
    asked = select(HotlineClass.code, HotlineClass.name_zh, HotlineClass.unit)
    rows = session.execute(asked.where(HotlineClass.code.in_(codes), HotlineClass.active.is_(True)))
    return [ClassUnit(row.code, row.name_zh, row.unit) for row in rows if row.unit]


def _area_unit(session: Session, asked: ForUnits) -> str:
    """The unit of the district: the one that was chosen, or the one of that name."""
    if asked.area_id is not None:
        return session.scalar(select(Unit.name).where(Unit.id == asked.area_id, Unit.active.is_(True))) or ""
    if not asked.area:
        return ""
    named = (Unit.name == asked.area) | (Unit.short == asked.area)
    return session.scalar(select(Unit.name).where(named, Unit.active.is_(True)).limit(1)) or ""


def _decided(session: Session, asked: ForUnits) -> Decided | None:
    """What was decided of the newest cases of this class: of the area, or where those are few of the whole city."""
    if not asked.code:
        return None
    given = {"code": asked.code, "own": asked.id or 0}
    area = asked.area
    rows = _DECIDED.rows(session, {**given, "area": area})
    if area and len(rows) < _FEW:
        area, rows = "", _DECIDED.rows(session, {**given, "area": ""})
    if not rows:
        return None
    granted = (
        select(HotlineReturn.unit, func.count())
        .where(HotlineReturn.matter_id.in_([row[0] for row in rows]), HotlineReturn.state == Decision.GRANTED)
        .group_by(HotlineReturn.unit)
    )
    returned = dict(session.execute(granted).all())
    return Decided(len(rows), area, Counter(row[1] for row in rows), returned)


def _called(session: Session, keys: frozenset[str], since: datetime) -> list[int]:
    """The cases for which one of these numbers called, newest first."""
    if not keys:
        return []
    numbered = union(
        select(HotlineCall.matter_id, HotlineCall.called_at).where(HotlineCall.phone_key.in_(keys)),
        select(HotlineCall.matter_id, HotlineCall.called_at).where(HotlineCall.second_key.in_(keys)),
    ).subquery()
    asked = select(numbered.c.matter_id).where(numbered.c.called_at >= since)
    return list(session.scalars(asked.order_by(numbered.c.matter_id.desc()).limit(_CANDIDATES)))


def _of_street(session: Session, case: HotlineCase) -> list[int]:
    if not case.street:
        return []
    asked = select(HotlineCase.id).where(HotlineCase.area == case.area, HotlineCase.street == case.street)
    return list(session.scalars(asked.order_by(HotlineCase.id.desc()).limit(_CANDIDATES)))


def _demanded(session: Session, cases: Sequence[tuple[Matter, HotlineCase]]) -> list[Demanded]:
    """What is compared of cases, masked: the words that two have in common are shown to everybody."""
    calls: dict[int, list[HotlineCall]] = {}
    numbers = [matter.id for matter, _ in cases]
    for call in session.scalars(select(HotlineCall).where(HotlineCall.matter_id.in_(numbers))):
        calls.setdefault(call.matter_id, []).append(call)
    return [_compared(matter, case, calls.get(matter.id, [])) for matter, case in cases]


def _compared(matter: Matter, case: HotlineCase, calls: Sequence[HotlineCall]) -> Demanded:
    phones = [phone for call in calls for phone in (call.phone, call.second) if phone]
    text = masked_text(case.text, [call.name for call in calls], [call.address for call in calls], phones)
    return Demanded(
        id=matter.id,
        code=case.code,
        area=case.area,
        street=case.street,
        text=f"{matter.title}\n{text}",
        callers=frozenset(key for call in calls for key in (call.phone_key, call.second_key) if key),
    )

"""Reads of cases of the mayor's telephone for export: masked, unless a look was logged; secret callers never."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline_rows import CallRow, Veil, veiled
from dutyroom.data.tables import HotlineCall, HotlineCase, HotlineClass, Matter
from dutyroom.rules.hotline import CHANNEL_ZH, DEMAND_ZH, RESULT_ZH, SATISFIED_ZH, SEX_ZH

_CALLER: Final = ("name", "phone", "second", "address")
_TEXTS: Final = ("text", "place", "street", "answer")
CASE_COLUMNS: Final = (
    *("number", "outside_number", "received_at", "channel", "demand", "code", "class", "title", "text"),
    *("name", "sex", "phone", "second", "address", "is_secret", "wants_reply", "area", "street", "place", "event_at"),
    *("urgency", "operator", "state", "lead", "dispatched_at", "due_at", "answer", "result", "closed_at"),
    *("reached", "solved", "satisfied", "called_back_at", "calls", "extended", "returned", "redone"),
)
_OF_MATTER: Final = ("number", "received_at", "urgency", "state", "lead", "closed_at")
_OF_CASE: Final = (
    *("outside_number", "code", "area", "event_at", "dispatched_at", "called_back_at"),
    *("reached", "solved", "calls", "extended", "returned", "redone"),
)
_AHEAD: Final = 500
"""Cases that are read at a time; no more are held, whatever the size of the register."""


def case_count(session: Session) -> int:
    """How many cases an export holds."""
    return session.query(HotlineCase).count()


def case_values(session: Session, *, unmasked: bool = False) -> Iterator[Sequence[Any]]:
    """Every case, oldest first, in the order of the columns: aware times, whole numbers, texts in Chinese words."""
    classes = {row.code: row.name_zh for row in session.execute(select(HotlineClass.code, HotlineClass.name_zh))}
    last = 0
    while True:
        asked = select(Matter, HotlineCase).join(HotlineCase, HotlineCase.id == Matter.id).where(Matter.id > last)
        found = session.execute(asked.order_by(Matter.id).limit(_AHEAD)).all()
        if not found:
            return
        last = found[-1][0].id
        calls = _calls(session, [matter.id for matter, _ in found])
        for matter, case in found:
            values = _said(matter, case, calls.get(matter.id, []), unmasked=unmasked)
            values["class"] = classes.get(case.code, "")
            yield [values[name] for name in CASE_COLUMNS]
        session.expunge_all()


def case_records(session: Session, zone: ZoneInfo, *, unmasked: bool = False) -> Iterator[dict[str, Any]]:
    """The same by column name: times as ISO 8601 in ``zone``."""
    for row in case_values(session, unmasked=unmasked):
        yield {name: _plain(value, zone) for name, value in zip(CASE_COLUMNS, row, strict=True)}


def _calls(session: Session, numbers: Sequence[int]) -> dict[int, list[CallRow]]:
    columns = [getattr(HotlineCall, name) for name in CallRow.__dataclass_fields__]
    found: dict[int, list[CallRow]] = {}
    rows = session.execute(select(*columns).where(HotlineCall.matter_id.in_(numbers)).order_by(HotlineCall.id))
    for row in rows:
        call = CallRow(**row._mapping)  # noqa: SLF001  # SQLAlchemy's public name
        found.setdefault(call.matter_id, []).append(call)
    return found


def _said(matter: Matter, case: HotlineCase, calls: Sequence[CallRow], *, unmasked: bool) -> dict[str, Any]:
    veil = Veil(calls, veiled(unmasked=unmasked, secret_too=False))
    first = calls[0] if calls else None
    who = veil.person(first) if first is not None else ("",) * len(_CALLER)
    return {
        **{name: getattr(matter, name) for name in _OF_MATTER},
        **{name: getattr(case, name) for name in _OF_CASE},
        **dict(zip(_CALLER, who, strict=True)),
        "title": veil.text(case.full_title) if unmasked and case.full_title else matter.title,
        **dict(zip(_TEXTS, veil.texts(case.text, case.place, case.street, case.answer), strict=True)),
        "sex": SEX_ZH.get(veil.sex(first), "") if first is not None else "",
        "is_secret": "是" if any(call.is_secret for call in calls) else "否",
        "wants_reply": "是" if any(call.wants_reply for call in calls) else "否",
        "operator": first.operator if first is not None else "",
        "channel": CHANNEL_ZH.get(case.channel, case.channel),
        "demand": DEMAND_ZH.get(case.demand, case.demand),
        "due_at": case.close_due_at,
        "result": RESULT_ZH.get(case.result, case.result),
        "satisfied": SATISFIED_ZH.get(case.satisfied, ""),
    }


def _plain(value: Any, zone: ZoneInfo) -> Any:
    return value.astimezone(zone).isoformat() if isinstance(value, datetime) else value

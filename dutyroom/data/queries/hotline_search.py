"""The statements that the register of the mayor's telephone asks with: one for each shape of a filter.

Three million cases are never looked through: what is wanted is met in the order asked for, and only so many.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    bindparam,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session, aliased

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.matter_search import BEHIND
from dutyroom.data.queries.statistics_records import listed_behind
from dutyroom.data.tables import HotlineCall, HotlineCase, Matter
from dutyroom.rules.canon import microseconds
from dutyroom.rules.hotline import AT_ONCE
from dutyroom.rules.hotline_filter import OF_TIME, CaseFilter, case_number
from dutyroom.rules.matter import OPEN, MatterKind, State
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.terms import match_query

MOST: Final = 2000
"""How many cases a list holds before more are asked for."""
COUNTED_MOST: Final = 10000
ORDERS: Final = ("received", "due", "number")
_INDEX: Final = table("hotline_index", column("rowid", Integer))
_SEVERAL: Final = ("demand", "channel", "result", "satisfied", "card", "area")
_LIKE: Final = ("area", "street")
_OPEN: Final = frozenset(state.value for state in OPEN)
_TYPED: Final = tuple(name for name in _SEVERAL if name != "area")
_AREAS_MOST: Final = 8
_DIGITS: Final = 6
_FEW_FLAGS: Final = frozenset({"late", "waiting", "unassigned", "incident"})
_RARE_MOST: Final = 10_000
_COUNTED: Final = {
    name: Prepared(
        text(f"SELECT count(*) FROM (SELECT 1 FROM hotline_case WHERE {condition} LIMIT :most)")  # noqa: S608  # ours
    )
    for name, condition in (
        ("channel", "channel = :first"),
        ("card", "card = :first AND card <> ''"),
        ("code", "code >= :first AND code < :end"),
    )
}
# Each area is met once in the index of areas, however many cases it has.
_AREAS: Final = Prepared(
    text(
        "WITH RECURSIVE found(area) AS (SELECT min(area) FROM hotline_case UNION ALL"
        " SELECT (SELECT min(area) FROM hotline_case WHERE area > found.area) FROM found WHERE found.area IS NOT NULL)"
        " SELECT area FROM found WHERE area LIKE :part ESCAPE '/'"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSearch:
    """What the register asks for. ``order``: newest first, by time left, or by number; at most ``most`` cases."""

    now: datetime
    zone: ZoneInfo
    filter: CaseFilter = field(default_factory=CaseFilter)
    order: str = "received"
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a search changes its statement; ``given`` are the names of the values that it narrows by."""

    order: str
    states: frozenset[str] | None
    flags: tuple[str, ...]
    given: frozenset[str]
    rare: bool
    """Whether few cases have the channel, the card or the class that is asked for."""


def find_cases(session: Session, search: CaseSearch) -> list[int]:
    """The numbers of the cases that match, in the order asked for, at most ``search.most``."""
    values = _values(session, search)
    if values is None:
        return []
    shape = _shape(session, search, values)
    rows = _finding(shape).rows(session, values | _times(search) | {"most": search.most})
    return [number for (number,) in rows]


def count_cases(session: Session, search: CaseSearch, most: int = COUNTED_MOST) -> int:
    """How many cases match, counted up to ``most`` and one."""
    values = _values(session, search)
    if values is None:
        return 0
    shape = _shape(session, search, values)
    return int(_counting(shape).rows(session, values | _times(search) | {"most": most + 1})[0][0])


def _shape(session: Session, search: CaseSearch, values: dict[str, Any]) -> Shape:
    shape = Shape(search.order, search.filter.states(), search.filter.flags, frozenset(values), rare=False)
    if _is_narrow(shape) or _by_case(shape):
        return shape
    return replace(shape, rare=any(_is_rare(session, name, values) for name in _COUNTED))


def _is_rare(session: Session, name: str, values: dict[str, Any]) -> bool:
    """Whether the index of a column names few cases for what is asked of it: then these are looked at, not all."""
    given = [values[key] for key in _named(name, frozenset(values))]
    if name == "code":
        return "code" in values and _few(session, "code", [values["code"], values["code_end"]])
    return bool(given) and all(_few(session, name, [value]) for value in given)


def _few(session: Session, name: str, given: list[Any]) -> bool:
    values = {"first": given[0], "end": given[-1], "most": _RARE_MOST + 1}
    return bool(_COUNTED[name].rows(session, values)[0][0] <= _RARE_MOST)


@lru_cache(maxsize=256)
def _finding(shape: Shape) -> Prepared:
    if "words" in shape.given and shape.order == "received" and not _is_narrow(shape):
        # The index of words gives the newest first and stops where enough are found.
        return Prepared(_matching(shape).order_by(_INDEX.c.rowid.desc()).limit(bindparam("most")))
    few = _is_narrow(shape) or _by_case(shape)
    return Prepared(_ordered(_matching(shape), shape.order, few=few).limit(bindparam("most")))


@lru_cache(maxsize=256)
def _counting(shape: Shape) -> Prepared:
    return Prepared(select(func.count()).select_from(_matching(shape).limit(bindparam("most")).subquery()))


def _matching(shape: Shape) -> Select[int]:
    # The plus keeps the engine from walking the whole register where another index names a few.
    kind = literal_column("+matter.kind") if _by_case(shape) else Matter.kind
    found = select(Matter.id).where(kind == _said(MatterKind.HOTLINE), *_of_matter(shape))
    of_case = _of_case(shape)
    if of_case:
        found = found.join(HotlineCase, HotlineCase.id == Matter.id).where(*of_case)
    if "words" in shape.given:
        found = found.join(_INDEX, _INDEX.c.rowid == Matter.id).where(text("hotline_index MATCH :words"))
    if "figure" in shape.given:
        found = found.where(text(f"matter.id {BEHIND}"))
    return found


def _is_narrow(shape: Shape) -> bool:
    """Whether only what is open can be found: that is little, however large the register is."""
    is_open = shape.states is not None and shape.states <= _OPEN
    return is_open or bool(_FEW_FLAGS & set(shape.flags)) or bool(shape.given & {"due_from", "due_before"})


def _by_case(shape: Shape) -> bool:
    """Whether an index other than that of the register's order names the few cases that are meant."""
    if _is_narrow(shape) and "words" not in shape.given:
        return False
    by_street = {"street", "area0"} <= shape.given
    return by_street or shape.rare or bool(shape.given & {"words", "class", "caller", "outside", "figure"})


def _areas(session: Session, part: str) -> list[str]:
    """The areas that have this in their name."""
    return [area for (area,) in _AREAS.rows(session, {"part": _like(part)})]


def _values(session: Session, search: CaseSearch) -> dict[str, Any] | None:
    """What narrows the search, by name; what is not asked for is absent. None where nothing can be found."""
    wanted = search.filter
    found: dict[str, Any] = {}
    own = case_number(wanted.words)
    if own and not wanted.number:
        found |= {"year": own[0], "serial": own[1], "outside": wanted.words}
    elif wanted.words.strip():
        found["words"] = match_query(wanted.words)
        if found["words"] is None:
            return None
    for name in _TYPED:
        given = getattr(wanted, name)
        found |= {f"{name}{place}": value for place, value in enumerate(given.split(",") if given else ())}
    if wanted.area:
        areas = _areas(session, wanted.area)
        several = {f"area{place}": area for place, area in enumerate(areas)}
        found |= several if 0 < len(areas) <= _AREAS_MOST else {"area": _like(wanted.area)}
    if wanted.street:
        found["street"] = _like(wanted.street)
    if wanted.unit:
        found["unit"] = _like(wanted.unit)
    if wanted.urgency:
        found["urgency"] = AT_ONCE if wanted.urgency == AT_ONCE else ""
    if wanted.code:
        whole = len(wanted.code) == _DIGITS
        found |= {"class": wanted.code} if whole else {"code": wanted.code, "code_end": f"{wanted.code}:"}  # follows 9
    if wanted.caller:
        found["caller"] = int(wanted.caller)
    if wanted.figure:
        found["figure"] = listed_behind(session, wanted.figure, Subject.HOTLINE, search.now)
    if wanted.number:
        numbered = case_number(wanted.number)
        found |= {"year": numbered[0], "serial": numbered[1]} if numbered else {}
        found["outside"] = wanted.number
    for name in OF_TIME:
        for end, bound in zip(("from", "before"), wanted.bounds(name, search.now, search.zone), strict=True):
            found |= {f"{name}_{end}": microseconds(bound)} if bound is not None else {}
    return found


def _times(search: CaseSearch) -> dict[str, Any]:
    return {"now": microseconds(search.now)}


def _like(part: str) -> str:
    escaped = part.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"%{escaped}%"


def _said(word: str) -> ColumnElement[str]:
    """One of the program's own words, in the statement itself: so the engine knows what it may expect of an index."""
    return literal_column(f"'{word}'")


def _states(states: frozenset[str]) -> ColumnElement[bool]:
    return Matter.state.in_([_said(state) for state in sorted(states)])


def _ordered(numbers: Select[int], order: str, *, few: bool) -> Select[int]:
    """In the order asked for. Few are found first and sorted then: along the order every case would be looked at."""
    if order == "received" and few:
        return numbers.order_by(literal_column("+matter.received_at").desc(), Matter.id.desc())
    if order == "due":
        return numbers.order_by(Matter.due_at.is_(None), Matter.due_at, Matter.id)
    if order == "number":
        return numbers.order_by(Matter.year.desc(), Matter.serial.desc())
    return numbers.order_by(Matter.received_at.desc(), Matter.id.desc())


def _between(column: Any, name: str, given: frozenset[str]) -> list[ColumnElement[bool]]:
    found = [column >= bindparam(f"{name}_from")] if f"{name}_from" in given else []
    return found + ([column < bindparam(f"{name}_before")] if f"{name}_before" in given else [])


def _of_matter(shape: Shape) -> list[ColumnElement[bool]]:
    """What is asked of the matter itself."""
    due = _between(Matter.due_at, "due", shape.given)
    found = [_states(shape.states)] if shape.states is not None else [Matter.state != _said(State.VOID.value)]
    if shape.states is None and due:
        found = [_states(_OPEN)]  # what is over has no limit that runs
    found += [*due, *_between(Matter.received_at, "received", shape.given)]
    found += _between(Matter.closed_at, "closed", shape.given)
    if "urgency" in shape.given:
        found.append(Matter.urgency == bindparam("urgency"))
    if "unit" in shape.given:
        found.append(Matter.lead.like(bindparam("unit"), escape="/"))
    conditions: dict[str, list[ColumnElement[bool]]] = {
        "late": [_states(_OPEN), Matter.due_at < bindparam("now")],
        "waiting": [_states(_OPEN), Matter.waiting_for != _said("")],
        "unassigned": [_states(_OPEN), Matter.lead == _said("")],
    }
    return found + [condition for flag in shape.flags for condition in conditions.get(flag, ())]


def _of_case(shape: Shape) -> list[ColumnElement[bool]]:
    """What is asked of the case: only then its table is looked at."""
    found: list[ColumnElement[bool]] = []
    for name in _SEVERAL:
        values: list[ColumnElement[str]] = [bindparam(given) for given in _named(name, shape.given)]
        column = getattr(HotlineCase, name)
        if values:
            found.append(column == values[0] if len(values) == 1 else column.in_(values))
    if "card0" in shape.given:
        found.append(HotlineCase.card != _said(""))  # what its index holds
    found += [getattr(HotlineCase, name).like(bindparam(name), escape="/") for name in _LIKE if name in shape.given]
    if "class" in shape.given:
        found.append(HotlineCase.code == bindparam("class"))
    if "code" in shape.given:
        found += [HotlineCase.code >= bindparam("code"), HotlineCase.code < bindparam("code_end")]
    found += _between(HotlineCase.called_back_at, "back", shape.given)
    if "caller" in shape.given:
        found.append(HotlineCase.id.in_(_of_caller()))
    if "outside" in shape.given:
        found.append(HotlineCase.id.in_(_numbered(own="year" in shape.given)))
    return found + [condition for flag in shape.flags for condition in _flagged(flag)]


def _named(name: str, given: frozenset[str]) -> list[str]:
    """The names of the values of a field that takes several, in order."""
    return [f"{name}{place}" for place in range(len(given)) if f"{name}{place}" in given]


def _numbered(*, own: bool) -> Any:
    """The cases that have a number, each kind of number looked for in its own index."""
    outside = select(HotlineCase.id).where(HotlineCase.outside_number == bindparam("outside"))
    if not own:
        return outside
    one = aliased(Matter)
    numbered = (one.kind == _said(MatterKind.HOTLINE), one.year == bindparam("year"), one.serial == bindparam("serial"))
    return outside.union(select(one.id).where(*numbered))


def _of_caller() -> Select[int]:
    """The cases for which somebody called from the numbers of another case's callers."""
    of_that = HotlineCall.matter_id == bindparam("caller")
    keys = select(HotlineCall.phone_key).where(of_that, HotlineCall.phone_key != _said(""))
    keys_ = keys.union(select(HotlineCall.second_key).where(of_that, HotlineCall.second_key != _said("")))
    key = select(keys_.subquery().c[0])
    return select(HotlineCall.matter_id).where(or_(HotlineCall.phone_key.in_(key), HotlineCall.second_key.in_(key)))


def _flagged(flag: str) -> list[ColumnElement[bool]]:
    case = HotlineCase
    conditions: dict[str, list[ColumnElement[bool]]] = {
        "redone": [case.redone > literal_column("0")],
        "returned": [case.returned > literal_column("0")],
        "extended": [case.extended > literal_column("0")],
        "repeat": [case.calls > literal_column("1")],
        "complex": [case.is_complex.is_(True)],
        "direct": [case.is_direct.is_(True)],
        "incident": [case.incident_id.is_not(None)],
        "ontime": [Matter.closed_at <= case.close_due_at],
        "overran": [Matter.closed_at > case.close_due_at],
        "solved": [case.solved.is_(True)],
        "unsolved": [case.solved.is_(False)],
        "uncalled": [
            Matter.state == _said(State.CLOSED.value),
            case.called_back_at.is_(None),
            case.is_direct.is_(False),
        ],
    }
    return conditions.get(flag, [])

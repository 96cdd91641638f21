"""The statements that a register asks with: one for each shape of a filter, its values given by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal_column, not_, or_, select, text
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.statistics_records import listed_behind
from dutyroom.data.tables import Incident, Matter, Notice, Preparation, PublicWarning, Supervision
from dutyroom.rules.canon import microseconds
from dutyroom.rules.matter import OPEN, MatterKind, State
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.rules.statistics_facts import KIND_OF
from dutyroom.rules.supervision import Light
from dutyroom.rules.terms import match_query
from dutyroom.rules.warning import Status

_INDEXED: Final = "matter.id IN (SELECT rowid FROM matter_index WHERE matter_index MATCH :words)"
BEHIND: Final = "IN (SELECT value FROM json_each(:figure))"
"""That a number is among those which stand behind a figure, given as JSON."""
_OF_INCIDENTS: Final = frozenset({"grade", "area", "category", "subtype"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSearch:
    """What a register asks for. ``order``: newest first, by time left, or by number.

    ``yellow_before`` is how long before its limit the light of a matter turns yellow.
    """

    kind: MatterKind
    now: datetime
    zone: ZoneInfo
    filter: MatterFilter = field(default_factory=MatterFilter)
    order: str = "received"
    yellow_before: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a search changes its statement; ``given`` are the names of the values that it narrows by."""

    kind: MatterKind
    order: str
    state: str
    flag: str
    light: str
    status: str
    given: frozenset[str]


def asked(search: MatterSearch, behind: str = "") -> tuple[Prepared, dict[str, Any]]:
    """The statement of a search and its values; ``behind`` are the numbers behind its figure, as JSON."""
    values = _values(search) | ({"figure": behind} if behind else {})
    wanted = search.filter
    shape = Shape(search.kind, search.order, wanted.state, wanted.flag, wanted.light, wanted.status, frozenset(values))
    return prepared(shape), values | _times(search)


def behind_figure(session: Session, search: MatterSearch) -> str:
    """The numbers behind the figure that a search is narrowed to, as JSON; empty where it is not narrowed so."""
    if not search.filter.figure:
        return ""
    page = next((subject for subject, kind in KIND_OF.items() if kind is search.kind), "")
    return listed_behind(session, search.filter.figure, page, search.now)


@lru_cache(maxsize=256)
def prepared(shape: Shape) -> Prepared:
    """The statement of a shape."""
    by_words = "words" in shape.given and not _is_narrow(shape)
    # The plus keeps the engine from looking at every matter of the kind where the index of words names a few.
    kind = literal_column("+matter.kind") if by_words else Matter.kind
    numbers = select(Matter.id).where(kind == _said(shape.kind), *_conditions(shape))
    if shape.kind is MatterKind.NOTICE and (shape.given & {"channel", "kind"} or shape.flag in ("reading", "action")):
        numbers = numbers.join(Notice, Notice.id == Matter.id)
    if shape.kind is MatterKind.SUPERVISION and "basis" in shape.given:
        numbers = numbers.join(Supervision, Supervision.id == Matter.id)
        numbers = numbers.where(Supervision.basis == bindparam("basis"))
    if shape.given & _OF_INCIDENTS:
        numbers = numbers.join(Incident, Incident.id == Matter.id)
    if shape.kind is MatterKind.WARNING and (shape.status or "colour" in shape.given):
        numbers = numbers.join(PublicWarning, PublicWarning.id == Matter.id).where(*_warned(shape))
    if shape.kind is MatterKind.PREPARATION and "year" in shape.given:
        numbers = numbers.join(Preparation, Preparation.id == Matter.id)
        numbers = numbers.where(Preparation.year == bindparam("year"))
    if "words" in shape.given:
        numbers = numbers.where(text(_INDEXED))
    if "figure" in shape.given:
        numbers = numbers.where(text(f"matter.id {BEHIND}"))
    return Prepared(_ordered(numbers, shape.order, few="words" in shape.given or _is_narrow(shape)))


def _warned(shape: Shape) -> list[ColumnElement[bool]]:
    """What narrows warnings: their colour, and whether they are real."""
    found = [PublicWarning.colour == bindparam("colour")] if "colour" in shape.given else []
    if shape.status:
        real = PublicWarning.status == _said(Status.ACTUAL)
        found.append(real if shape.status == Status.ACTUAL else not_(real))
    return found


def _is_narrow(shape: Shape) -> bool:
    """Whether only what is open can be found: that is little, however large the register is."""
    states = MatterFilter(state=shape.state).states()
    is_open = states is not None and states <= {state.value for state in OPEN}
    return is_open or shape.flag in ("late", "unassigned", "waiting") or bool(shape.given & {"due_from", "due_before"})


def lit(
    light: Light, now: ColumnElement[Any] | datetime, yellow_until: ColumnElement[Any] | datetime
) -> ColumnElement[bool]:
    """The condition under which ``rules.supervision.light`` shows this light."""
    if light is Light.OFF:
        return Matter.state.not_in(_states(OPEN))
    if light is Light.RED:
        return and_(is_open(), Matter.due_at <= now)
    if light is Light.YELLOW:
        return and_(is_open(), Matter.due_at > now, Matter.due_at <= yellow_until)
    return and_(is_open(), or_(Matter.due_at.is_(None), Matter.due_at > yellow_until))


def is_open() -> ColumnElement[bool]:
    """That somebody must still do something about a matter."""
    return Matter.state.in_(_states(OPEN))


def _said(word: str) -> ColumnElement[str]:
    """One of the program's own words, in the statement itself: so the engine knows what it may expect of an index."""
    return literal_column(f"'{word}'")


def _states(states: Any) -> list[ColumnElement[str]]:
    return [_said(state) for state in sorted(states)]


def _values(search: MatterSearch) -> dict[str, Any]:
    """What narrows the search, by name; what is not asked for is absent."""
    wanted = search.filter
    words = match_query(wanted.words) if wanted.words.strip() else None
    found: dict[str, Any] = {
        "urgency": wanted.urgency,
        "office": _like(wanted.office),
        "source": _like(wanted.source),
        "channel": wanted.channel,
        "kind": wanted.kind,
        "basis": wanted.basis,
        **{name: getattr(wanted, name) for name in _OF_INCIDENTS - {"area"}},
        "area": _like(wanted.area),
        "colour": wanted.colour,
        "year": int(wanted.year) if wanted.year else "",
        "words": words,
    }
    bounds = (*wanted.received_bounds(search.now, search.zone), *wanted.due_bounds(search.now, search.zone))
    for name, bound in zip(("received_from", "received_before", "due_from", "due_before"), bounds, strict=True):
        found[name] = microseconds(bound) if bound is not None else None
    return {name: value for name, value in found.items() if value not in ("", None)}


def _times(search: MatterSearch) -> dict[str, Any]:
    return {"now": microseconds(search.now), "yellow_until": microseconds(search.now + search.yellow_before)}


def _like(part: str) -> str:
    escaped = part.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"%{escaped}%" if part else ""


def _ordered(numbers: Select[int], order: str, *, few: bool) -> Select[int]:
    """In the order asked for. Few are found first and sorted then: along the order every matter would be looked at."""
    if order == "received" and few:
        return numbers.order_by(literal_column("+matter.received_at").desc(), Matter.id.desc())
    if order == "due":
        return numbers.order_by(Matter.due_at.is_(None), Matter.due_at, Matter.id)
    if order == "number":
        return numbers.order_by(Matter.year.desc(), Matter.serial.desc())
    return numbers.order_by(Matter.received_at.desc(), Matter.id.desc())


def _conditions(shape: Shape) -> list[ColumnElement[bool]]:
    states = MatterFilter(state=shape.state).states()
    live = Matter.state != _said(State.VOID.value)
    conditions: dict[str, ColumnElement[bool]] = {
        "urgency": Matter.urgency == bindparam("urgency"),
        "office": Matter.lead.like(bindparam("office"), escape="/"),
        "source": Matter.source.like(bindparam("source"), escape="/"),
        "channel": Notice.channel == bindparam("channel"),
        "kind": Notice.document_kind == bindparam("kind"),
        **{name: getattr(Incident, name) == bindparam(name) for name in sorted(_OF_INCIDENTS - {"area"})},
        "area": Incident.area.like(bindparam("area"), escape="/"),
        "received_from": Matter.received_at >= bindparam("received_from"),
        "received_before": Matter.received_at < bindparam("received_before"),
        "due_from": Matter.due_at >= bindparam("due_from"),
        "due_before": Matter.due_at < bindparam("due_before"),
    }
    found = [live if states is None else Matter.state.in_(_states(states))]
    if states is None and shape.given & {"due_from", "due_before"}:
        found = [is_open()]  # what is over has no limit that runs
    found += [condition for name, condition in conditions.items() if name in shape.given]
    if shape.light:
        found.append(lit(Light(shape.light), bindparam("now"), bindparam("yellow_until")))
    return found + _flagged(shape.flag)


def _flagged(flag: str) -> list[ColumnElement[bool]]:
    if flag == "late":
        return [is_open(), Matter.due_at < bindparam("now")]
    if flag == "waiting":
        return [is_open(), Matter.waiting_for != _said("")]
    if flag == "secret":
        return [Matter.secrecy != _said("")]
    if flag == "unassigned":
        return [is_open(), Matter.lead == _said("")]
    if flag == "ungraded":
        return [is_open(), Matter.id.in_(select(Incident.id).where(Incident.grade == _said("")))]
    if flag in ("reading", "action"):
        return [Notice.for_reading.is_(flag == "reading")]
    return []

"""The plans as a search knows them: by what names, where their sections lie, which of them are in force. Read once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from dutyroom.data.pinyin import pinyin_of
from dutyroom.rules.fold import fold
from dutyroom.rules.named_plans import Names
from dutyroom.rules.plan_filter import LAWS

# Changes when a plan or a version comes or changes; the length of the titles tells of text that was removed.
_STAMP: Final = (
    "SELECT count(*), max(id), total(version), total(length(title)), (SELECT max(id) FROM plan_text) FROM plan"
)
_PLANS: Final = (
    "SELECT id, title, kind, issuer, number, issued_on, effective_on, ends_on, replaced_by, state, current, text_missing,"
    " level, lead_unit, initials, pinyin FROM plan ORDER BY id"
)
_TEXTS: Final = (
    "SELECT t.id, t.plan_id, t.number, min(s.id), max(s.id) FROM plan_text t JOIN plan_section s ON s.text_id = t.id"
    " GROUP BY t.id ORDER BY min(s.id)"
)
_MOST_KNOWN: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanName:
    """A plan: what it is called (folded), where it belongs, when it is in force, whether another one has followed it."""

    id: int
    title: str
    called: str
    kind: str
    level: str
    unit: str
    dated: date | None
    effective: date | None
    ends: date | None
    is_kept: bool
    is_replaced: bool
    followed_on: date | None
    """From when on a later law of the same name is in force."""
    is_bare: bool
    current: int
    spelt: tuple[str, str] | None
    """Initials and pinyin of the title as they are kept; none of a plan that an earlier version kept."""

    def by_pinyin(self) -> tuple[str, str]:
        """Initials and pinyin of the title."""
        return self.spelt or _pinyin(self.title)

    def in_force(self, today: date | None) -> bool:
        """Whether it is in force on a day; every begun and not ended one is where no day is said."""
        if not self.is_kept or self.is_replaced:
            return False
        if self.followed_on is not None and (today is None or self.followed_on <= today):
            return False
        if today is None:
            return self.ends is None
        return (self.ends is None or today < self.ends) and (self.effective is None or self.effective <= today)


class TextPlace(NamedTuple):
    """A version of a plan's text: the numbers of its first and last section."""

    first: int
    last: int
    text: int
    plan: int
    number: int


@dataclass(frozen=True)
class PlanNames:
    """All plans, and which section belongs to which."""

    plans: dict[int, PlanName]
    texts: tuple[TextPlace, ...]

    @cached_property
    def _firsts(self) -> list[int]:
        return [place.first for place in self.texts]

    @cached_property
    def names(self) -> Names:
        """What the plans are called, to be looked through."""
        known = list(self.plans.values())
        return Names(((plan.id, plan.title, plan.called) for plan in known), lambda: [p.by_pinyin() for p in known])

    @cached_property
    def lengths(self) -> dict[int, int]:
        """How long each plan's title is."""
        return {plan.id: len(plan.title) for plan in self.plans.values()}

    @cached_property
    def places(self) -> dict[int, TextPlace]:
        """Where the current text of each plan lies."""
        return {place.plan: place for place in self.texts if self.plans[place.plan].current == place.number}

    @cached_property
    def standing(self) -> bytearray:
        """By the number of a section: 1 where it is of the current text of a plan that is kept."""
        marked = bytearray(max((place.last for place in self.texts), default=0) + 1)
        for plan, place in self.places.items():
            if self.plans[plan].is_kept:
                marked[place.first : place.last + 1] = b"\1" * (place.last + 1 - place.first)
        return marked

    def place_of(self, section: int) -> TextPlace | None:
        """The version that a section belongs to."""
        at = bisect_right(self._firsts, section) - 1
        return self.texts[at] if at >= 0 and section <= self.texts[at].last else None

    def sections_of(self, plans: Iterable[int]) -> bytearray:
        """By the number of a section: 1 where it is of the current text of one of these plans."""
        marked = bytearray(len(self.standing))
        for place in map(self.places.get, plans):
            if place is not None:
                marked[place.first : place.last + 1] = b"\1" * (place.last + 1 - place.first)
        return marked


_SEEN: Final = "plan_names"
_KNOWN: Final[dict[str, tuple[tuple[Any, ...], PlanNames]]] = {}


def plan_names(session: Session) -> PlanNames:
    """The plans of this store; read again only after one has changed."""
    connection = session.connection()
    driver: Any = connection.connection.driver_connection
    if driver.total_changes:  # it writes itself, and may take back what it wrote
        return _known(session)
    # Where nobody has written since, nothing is asked of the plans at each letter typed.
    as_of = rows_of(session, "PRAGMA data_version")[0][0]
    seen: tuple[int, PlanNames] | None = connection.info.get(_SEEN)
    if seen is None or seen[0] != as_of:
        seen = connection.info[_SEEN] = (as_of, _known(session))
    return seen[1]


def _known(session: Session) -> PlanNames:
    path = str(session.get_bind().engine.url)
    stamp = rows_of(session, _STAMP)[0]
    held = _KNOWN.get(path)
    if held is not None and held[0] == stamp:
        return held[1]
    names = _read(session)
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN[path] = (stamp, names)
    return names


def rows_of(session: Session, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a statement of our own, asked of the driver itself: a search waits at every letter typed."""
    cursor = session.connection().connection.cursor()
    try:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def _read(session: Session) -> PlanNames:
    rows = [_Plan._make(row) for row in rows_of(session, _PLANS)]
    newest = _newest(rows)
    plans = {row.id: _name(row, newest) for row in rows}
    texts = tuple(
        TextPlace(first, last, text, plan, number) for text, plan, number, first, last in rows_of(session, _TEXTS)
    )
    return PlanNames(plans, texts)


class _Plan(NamedTuple):
    id: int
    title: str
    kind: str
    issuer: str
    number: str
    issued_on: str | None
    effective_on: str | None
    ends_on: str | None
    replaced_by: int | None
    state: str
    current: int
    text_missing: int
    level: str | None
    lead_unit: str | None
    initials: str | None
    pinyin: str | None


def _newest(rows: Iterable[_Plan]) -> dict[tuple[str, str], tuple[str, int]]:
    """Of laws and standards of one name: the day and number of the last one."""
    newest: dict[tuple[str, str], tuple[str, int]] = {}
    for row in rows:
        if row.kind in LAWS and row.state == "kept":
            key = row.kind, fold(row.title)
            newest[key] = max(newest.get(key, ("", 0)), (_since(row), row.id))
    return newest


def _since(row: _Plan) -> str:
    return row.effective_on or row.issued_on or ""


def _name(row: _Plan, newest: dict[tuple[str, str], tuple[str, int]]) -> PlanName:
    title = fold(row.title)
    followed = newest.get((row.kind, title))
    return PlanName(
        id=row.id,
        title=title,
        called="\n".join((title, fold(row.number), fold(row.issuer), (row.issued_on or "")[:4])),
        kind=row.kind,
        level=row.level or "",
        unit=row.lead_unit or "",
        dated=_day(row.issued_on),
        effective=_day(row.effective_on),
        ends=_day(row.ends_on),
        is_kept=row.state == "kept",
        is_replaced=row.replaced_by is not None,
        # Two of one day are no order: neither has followed the other.
        followed_on=_day(followed[0]) if followed is not None and followed[0] > _since(row) else None,
        is_bare=bool(row.text_missing),
        current=row.current,
        spelt=(row.initials, row.pinyin or "") if row.initials else None,
    )


@lru_cache(maxsize=20_000)
def _pinyin(title: str) -> tuple[str, str]:
    return pinyin_of(title)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None

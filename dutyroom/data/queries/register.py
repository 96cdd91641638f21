"""Finding matters for a register: numbers first, narrowed and sorted in SQL, rows for the part looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, case, func, literal_column, select
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.matter_search import MatterSearch as MatterSearch
from dutyroom.data.queries.matter_search import asked, behind_figure, is_open
from dutyroom.data.queries.matters import MATTER_COLUMNS, MatterRow, matter_of_values
from dutyroom.data.tables import Matter, Notice
from dutyroom.rules.canon import microseconds
from dutyroom.rules.matter import MatterKind

ORDERS = ("received", "due", "number")
_FACTS: Final = ("channel", "document_number", "document_kind", "for_reading")
_WIDTH: Final = len(MATTER_COLUMNS)


class NoticeRow:
    """A notice as its register shows it: as the store gave it, until somebody looks at it.

    A page of the register has some hundred rows, of which a screen shows thirty.
    """

    __slots__ = ("_matter", "_values")

    def __init__(self, values: tuple[Any, ...]) -> None:
        self._values = values
        self._matter: MatterRow | None = None

    @property
    def id(self) -> int:
        """The number of the matter."""
        return int(self._values[0])

    @property
    def matter(self) -> MatterRow:
        """The matter."""
        if self._matter is None:
            self._matter = matter_of_values(self._values)
        return self._matter

    @property
    def channel(self) -> str:
        """How it came."""
        return str(self._values[_WIDTH])

    @property
    def document_number(self) -> str:
        """As the issuing body numbered it."""
        return str(self._values[_WIDTH + 1])

    @property
    def document_kind(self) -> str:
        """通知, 函 …"""
        return str(self._values[_WIDTH + 2])

    @property
    def for_reading(self) -> bool:
        """A reading paper rather than an action paper."""
        return bool(self._values[_WIDTH + 3])


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterCounts:
    """How many matters are open, and how many of these are overdue or wait for somebody."""

    open: int
    late: int
    waiting: int


def find_matters(session: Session, search: MatterSearch) -> Sequence[int]:
    """The numbers of the matters that match, in the order asked for."""
    statement, values = asked(search, behind_figure(session, search))
    return [number for (number,) in statement.rows(session, values)]


def notice_rows(session: Session, numbers: Sequence[int]) -> list[NoticeRow]:
    """The rows of these notices, in the order asked for; one query whatever their number."""
    if not numbers:
        return []
    statement, names = _notices(len(numbers))
    found = {values[0]: values for values in statement.rows(session, dict(zip(names, numbers, strict=True)))}
    return [NoticeRow(found[number]) for number in numbers if number in found]


def count_matters(session: Session, kind: MatterKind, now: datetime) -> tuple[int, int]:
    """How many matters of a kind are open, and how many of these are overdue."""
    found = _COUNT.rows(session, {"kind": kind.value, "now": microseconds(now)})[0]
    return int(found[0]), int(found[1] or 0)


def matter_counts(session: Session, kind: MatterKind, now: datetime) -> MatterCounts:
    """What the Desk says of a kind."""
    found, late = count_matters(session, kind, now)
    waiting = _WAITING.rows(session, {"kind": kind.value})[0][0] if found else 0
    return MatterCounts(open=found, late=late, waiting=int(waiting))


@lru_cache(maxsize=512)
def _notices(count: int) -> tuple[Prepared, tuple[str, ...]]:
    """The statement of so many rows, and the names of their numbers."""
    columns = [getattr(Matter, name) for name in MATTER_COLUMNS] + [getattr(Notice, name) for name in _FACTS]
    names = tuple(f"id{place}" for place in range(count))
    wanted: list[ColumnElement[int]] = [bindparam(name) for name in names]
    return Prepared(select(*columns).join(Notice, Notice.id == Matter.id).where(Matter.id.in_(wanted))), names


_COUNT: Final = Prepared(
    select(func.count(), func.sum(case((Matter.due_at < bindparam("now"), 1), else_=0))).where(
        Matter.kind == bindparam("kind"), is_open()
    )
)
_WAITING: Final = Prepared(
    select(func.count()).where(Matter.kind == bindparam("kind"), is_open(), Matter.waiting_for != literal_column("''"))
)

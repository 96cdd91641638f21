"""Reads of the table of classes: all of it for Settings and exports, the best few for a chooser at every letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.desk import DeskWork
from dutyroom.data.tables import HotlineClass, StoreNote, Unit
from dutyroom.rules.fold import fold
from dutyroom.rules.hotline_classes import (
    SEPARATOR,
    WHOLE,
    ClassFacts,
    ClassLook,
    above_of,
    best_classes,
    classes_in,
    words_of,
)

LAID: Final = "hotline_classes"
"""The store's note that says which shipped table of classes it was given."""
_COLUMNS: Final = (
    *("id", "code", "name_zh", "name_en", "words", "unit", "sub", "initials", "pinyin", "source", "checked", "active"),
    "version",
)
_ALL: Final = f"SELECT {', '.join(_COLUMNS)} FROM hotline_class ORDER BY code"  # noqa: S608  # our own words
_LAST_ENTRY: Final = "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1"
CLASS_COLUMNS: Final = ("code", "zh", "en", "words", "unit", "sub", "source", "checked", "active")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """A class with the names of those above it, the top one first; ``words`` are what callers say."""

    id: int
    version: int
    code: str
    zh: str
    en: str
    words: tuple[str, ...]
    unit: str
    sub: str
    source: str
    checked: bool
    active: bool
    initials: str
    pinyin: str
    above_zh: tuple[str, ...]
    above_en: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether a case can have it: a small class, of six digits."""
        return len(self.code) == WHOLE

    @property
    def facts(self) -> ClassFacts:
        """What a person may change of it."""
        return ClassFacts(
            code=self.code,
            name_zh=self.zh,
            name_en=self.en,
            words=self.words,
            unit=self.unit,
            sub=self.sub,
            source=self.source,
            checked=self.checked,
        )

    def name(self, *, english: bool = False) -> str:
        """The class by itself."""
        return (self.en if english else "") or self.zh

    def path(self, *, english: bool = False) -> str:
        """The class below those that it belongs to: 城市管理 / 市政设施 / 路灯故障."""
        above = zip(self.above_zh, self.above_en, strict=True)
        return " / ".join([*((en if english else "") or zh for zh, en in above), self.name(english=english)])


def classes_are_laid(session: Session) -> bool:
    """Whether there is nothing to lay: it was done before, the office has a table of its own, or no units are yet."""
    if session.get(StoreNote, LAID) is not None or session.scalar(select(HotlineClass.id).limit(1)) is not None:
        return True
    return session.scalar(select(Unit.id).limit(1)) is None


def class_rows(session: Session, *, withdrawn: bool = False) -> list[ClassRow]:
    """The table in the order of its codes; with those withdrawn where asked for."""
    return [row for row in _read(session).rows if withdrawn or row.active]


def find_classes(session: Session, words: str, limit: int = 8, *, whole: bool = True) -> list[ClassRow]:
    """The classes that answer what was typed, best first: see :func:`~dutyroom.rules.hotline_classes.best_classes`.

    Only small classes, which a case can have; with ``whole`` false those above them too. Nothing typed, nothing found.
    """
    table = _read(session)
    rows, looks = (table.whole, table.whole_looks) if whole else (table.active, table.looks)
    return [rows[place] for place in best_classes(looks, words, limit)]


def classes_of_text(session: Session, text: str, limit: int = 3) -> list[ClassRow]:
    """The small classes whose name or callers' words stand in a text, the longest first."""
    table = _read(session)
    return [table.whole[place] for place in classes_in(table.whole_looks, text, limit)]


def class_of_code(session: Session, code: str) -> ClassRow | None:
    """The class of a code, withdrawn or not, by whatever digits of it the table knows; None for an unknown one."""
    return _read(session).by_code.get(code)


def classes_by_code(session: Session) -> Mapping[str, ClassRow]:
    """Every class by its code, withdrawn ones among them."""
    return _read(session).by_code


def class_named(session: Session, name: str) -> ClassRow | None:
    """The class of exactly that Chinese or English name, the smallest first."""
    asked = fold(name).strip()
    if not asked:
        return None
    named = [row for row in _read(session).active if asked in (fold(row.zh), fold(row.en))]
    return max(named, key=lambda row: len(row.code), default=None)


def class_to_change(session: Session, number: int) -> HotlineClass | None:
    """The row of a class, to be changed."""
    return session.get(HotlineClass, number)


def class_coded(session: Session, code: str) -> HotlineClass | None:
    """The row of a code, to be changed."""
    return session.scalar(select(HotlineClass).where(HotlineClass.code == code))


def classes_below(session: Session, code: str) -> list[str]:
    """The codes in force below a class."""
    asked = select(HotlineClass.code).where(HotlineClass.code.startswith(code), HotlineClass.active.is_(True))
    return [found for found in session.scalars(asked.order_by(HotlineClass.code)) if found != code]


def classes_in_force(session: Session) -> Sequence[HotlineClass]:
    """The rows in force in the order of their codes, to be changed."""
    return session.scalars(select(HotlineClass).where(HotlineClass.active.is_(True)).order_by(HotlineClass.code)).all()


def class_records(session: Session, _zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """The whole table for export, withdrawn classes among it, as an import takes it again."""
    for row in class_rows(session, withdrawn=True):
        yield dict(zip(CLASS_COLUMNS, _values(row), strict=True))


def class_values(session: Session) -> Iterator[Sequence[Any]]:
    """The same for a workbook."""
    return (_values(row) for row in class_rows(session, withdrawn=True))


def _values(row: ClassRow) -> tuple[Any, ...]:
    words = SEPARATOR.join(row.words)
    return row.code, row.zh, row.en, words, row.unit, row.sub, row.source, row.checked, row.active


@dataclass(frozen=True, slots=True)
class _Table:
    """The table as it was read, folded for finding."""

    rows: tuple[ClassRow, ...]
    active: tuple[ClassRow, ...]
    looks: tuple[ClassLook, ...]
    whole: tuple[ClassRow, ...]
    whole_looks: tuple[ClassLook, ...]
    by_code: dict[str, ClassRow]


def _read(session: Session) -> _Table:
    """The table; read anew only where the journal went on, folded anew only where the table itself has changed.

    A transaction that writes reads it each time: what it changed is in no journal yet.
    """
    cursor = session.connection().connection.cursor()
    try:
        last = None if isinstance(session, DeskWork) else cursor.execute(_LAST_ENTRY).fetchone()
        table = _LATEST.get(last[0]) if last is not None else None
        if table is None:
            table = _folded(tuple(cursor.execute(_ALL).fetchall()))
    finally:
        cursor.close()
    if last is not None and last[0] not in _LATEST:
        _LATEST.clear()
        _LATEST[last[0]] = table
    return table


_LATEST: Final[dict[bytes, _Table]] = {}
"""The table as it stood at the last link of the journal's chain: the same link is the same store."""


@lru_cache(maxsize=2)
def _folded(stored: tuple[tuple[Any, ...], ...]) -> _Table:
    named = {row[1]: (row[2], row[3]) for row in stored}
    rows = tuple(_row(dict(zip(_COLUMNS, row, strict=True)), named) for row in stored)
    active = tuple(row for row in rows if row.active)
    looks = tuple(_look(row) for row in active)
    pairs = [(row, look) for row, look in zip(active, looks, strict=True) if row.is_whole]
    whole, whole_looks = tuple(row for row, _ in pairs), tuple(look for _, look in pairs)
    return _Table(rows, active, looks, whole, whole_looks, {row.code: row for row in rows})


def _row(row: dict[str, Any], named: dict[str, tuple[str, str]]) -> ClassRow:
    above: list[tuple[str, str]] = []
    code = above_of(row["code"])
    while code:
        above.insert(0, named.get(code, (code, code)))
        code = above_of(code)
    return ClassRow(
        id=row["id"],
        version=row["version"],
        code=row["code"],
        zh=row["name_zh"],
        en=row["name_en"],
        words=words_of(row["words"]),
        unit=row["unit"],
        sub=row["sub"],
        source=row["source"],
        checked=bool(row["checked"]),
        active=bool(row["active"]),
        initials=row["initials"],
        pinyin=row["pinyin"],
        above_zh=tuple(zh for zh, _ in above),
        above_en=tuple(en for _, en in above),
    )


def _look(row: ClassRow) -> ClassLook:
    """Initials and pinyin are kept one after the other: the name's first, then each word's."""
    initials, pinyin = row.initials.split(" "), row.pinyin.split(" ")
    return ClassLook(
        code=row.code,
        name=fold(row.zh),
        english=fold(row.en),
        said=tuple(fold(word) for word in row.words),
        keys=tuple(filter(None, (initials[0], pinyin[0]))),
        said_keys=tuple(filter(None, (*initials[1:], *pinyin[1:]))),
        above=tuple(fold(name) for name in (*row.above_zh, *row.above_en)),
    )

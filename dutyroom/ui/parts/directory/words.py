"""How the directory is put into words: kinds of number, when one was called last, names in the language shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from dutyroom.data.queries.directory import NumberRow
from dutyroom.data.queries.directory_find import DirectoryRow, Key
from dutyroom.rules.directory import UNIT_KIND_WORDS, UnitKind, is_stale
from dutyroom.rules.phone import LABEL_WORDS, UNLABELLED, Label
from dutyroom.rules.wording import mark

NO_UNIT: Final = mark("Without a unit")
DAY_AND_NIGHT: Final = mark("24 h")


def said(sentence: str) -> str:
    """A marked sentence in the window's language."""
    return QCoreApplication.translate("directory", sentence)


def label_said(label: str | None) -> str:
    """The kind of a number as a word."""
    return said(LABEL_WORDS.get(label, UNLABELLED) if label else UNLABELLED)


@dataclass(frozen=True, slots=True)
class Freshness:
    """What is good news or bad about numbers now: the instant, and after how many days one is stale."""

    now: datetime
    days: int

    def is_stale(self, number: NumberRow) -> bool:
        """Whether nobody has called it for so long; an e-mail address is never stale."""
        return number.label != Label.EMAIL and is_stale(number.checked_at, self.now, self.days)

    def checked_said(self, number: NumberRow) -> str:
        """When it was called last."""
        if number.label == Label.EMAIL:
            return ""
        if number.checked_at is None:
            return said(mark("never called"))
        days = (self.now - number.checked_at).days
        if days < 1:
            return said(mark("answered today"))
        return said(mark("answered 1 day ago") if days == 1 else mark("answered {days} days ago")).format(days=days)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: a heading, a unit, or a person below it; ``number`` is the one that is called first."""

    kind: Literal["heading", "unit", "person"]
    title: str
    note: str = ""
    number: str = ""
    stale: bool = False
    key: Key | None = None


def lines_of(rows: list[DirectoryRow], language: str, fresh: Freshness) -> list[Line]:
    """The rows under headings, one for each kind of unit."""
    lines: list[Line] = []
    kind: UnitKind | str = ""
    for row in rows:
        here = row.kind or NO_UNIT
        if here != kind:
            kind = here
            lines.append(Line("heading", said(UNIT_KIND_WORDS.get(here, here))))
        lines.append(_line(row, language, fresh))
    return lines


def _line(row: DirectoryRow, language: str, fresh: Freshness) -> Line:
    called = next((number for number in row.numbers if number.label != Label.EMAIL), None)
    phone = called.phone if called else ""
    stale = called is not None and fresh.is_stale(called)
    note = row.post if row.what == "person" else row.short
    return Line(row.what, name_said(row.name, row.name_en, language), note, phone, stale, row.key)


def name_said(name: str, name_en: str, language: str) -> str:
    """The English name where English is shown and there is one."""
    return name_en if name_en and not language.startswith("zh") else name


def between(language: str) -> str:
    """What stands between things in a row."""
    return "、" if language.startswith("zh") else ", "

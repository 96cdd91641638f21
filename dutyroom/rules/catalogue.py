"""The catalogue of plans (预案体系): how a plan stands, what a filter asks for, in which order the plans stand.

A gap is a plan that must exist and does not; it stands in the catalogue among those that do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from dutyroom.rules.fold import fold, fold_words
from dutyroom.rules.incident import SUBTYPES, Category
from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS
from dutyroom.rules.wording import mark


class Standing(StrEnum):
    """How a plan stands on a day; a gap is a plan that is missing."""

    IN_FORCE = "in_force"
    LATER = "later"
    ENDED = "ended"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"


STANDING_WORDS: Final[dict[str, str]] = {
    Standing.IN_FORCE: mark("in force"),
    Standing.LATER: mark("not yet in force"),
    Standing.ENDED: mark("no longer in force"),
    Standing.REPLACED: mark("replaced"),
    Standing.WITHDRAWN: mark("withdrawn"),
    Standing.MISSING: mark("lacking"),
}


class Which(StrEnum):
    """Which part of the catalogue is looked at."""

    CURRENT = "current"
    GAPS = "gaps"
    UNTOLD = "untold"
    UNFILED = "unfiled"
    OVER = "over"
    WITHDRAWN = "withdrawn"
    ALL = "all"


WHICH_WORDS: Final[dict[str, str]] = {
    Which.CURRENT: mark("Plans, gaps"),
    Which.GAPS: mark("Only gaps"),
    Which.UNTOLD: mark("Level or class not entered"),
    Which.UNFILED: mark("Not filed"),
    Which.OVER: mark("No longer in force"),
    Which.WITHDRAWN: mark("Withdrawn plans"),
    Which.ALL: mark("Everything"),
}
_CURRENT: Final = frozenset({Standing.IN_FORCE, Standing.LATER})


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """A line of the catalogue: a plan with its current version, or a gap (``plan`` is None then, ``required`` is not).

    ``required`` is the number of the required plan that it fills, or that is missing.
    """

    id: int
    """Of the line: a plan's own number, for a gap one beyond all plans."""
    plan: int | None
    title: str
    kind: str
    standing: Standing
    level: str = ""
    category: str = ""
    subtype: str = ""
    lead_unit: str = ""
    current: int = 0
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    is_public: bool | None = None
    filed_where: str = ""
    filed_on: date | None = None
    drill_on: date | None = None
    """The next drill is due by then; None where nothing says so."""
    assess_on: date | None = None
    required: int | None = None
    source: str = ""
    """Of a gap: what asks for it."""
    initials: str = ""
    pinyin: str = ""
    text_missing: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether it is missing."""
        return self.plan is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFilter:
    """What is asked of the catalogue; ``due_days`` is how many days ahead a drill or an assessment is due."""

    words: str = ""
    kind: str = ""
    level: str = ""
    category: str = ""
    subtype: str = ""
    which: Which = Which.CURRENT
    is_public: bool | None = None
    due_days: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for less than the catalogue opens with."""
        return self != CatalogueFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The lines that answer a filter, in order; ``counts`` are the current plans by kind, ``gaps`` all that is missing."""

    rows: tuple[CatalogueRow, ...]
    counts: Mapping[str, int]
    gaps: int


def standing_of(
    state: str, *, effective_on: date | None, ends_on: date | None, replaced: bool, today: date
) -> Standing:
    """How a plan stands today; one that is replaced without a day is so at once."""
    if state == "void":
        return Standing.WITHDRAWN
    if ends_on is not None and ends_on <= today:
        return Standing.REPLACED if replaced else Standing.ENDED
    if replaced and ends_on is None:
        return Standing.REPLACED
    return Standing.LATER if effective_on is not None and effective_on > today else Standing.IN_FORCE


def is_current(standing: Standing) -> bool:
    """Whether a plan in this standing counts as there: in force, or issued and soon to be."""
    return standing in _CURRENT


def find_rows(rows: Iterable[CatalogueRow], asked: CatalogueFilter, order: str, today: date) -> Found:
    """The lines that answer, in this order (see :data:`ORDERS`; behind ``-`` the other way round), with the counts."""
    listed = list(rows)
    counts: dict[str, int] = {}
    for row in listed:
        if is_current(row.standing):
            counts[row.kind] = counts.get(row.kind, 0) + 1
    words = tuple(fold_words(asked.words).split())
    found = [row for row in listed if _fits(row, asked, words, today)]
    found.sort(key=_by_kind)
    name = order.removeprefix("-")
    if name in ORDERS and name != "kind":
        # Python's sort keeps the order of equals, so within one value the plans stand by kind.
        told = [row for row in found if ORDERS[name](row) not in (None, "")]
        untold = [row for row in found if ORDERS[name](row) in (None, "")]
        found = [*sorted(told, key=ORDERS[name], reverse=order.startswith("-")), *untold]
    elif order.startswith("-"):
        found.reverse()
    return Found(rows=tuple(found), counts=counts, gaps=sum(row.is_gap for row in listed))


def _fits(row: CatalogueRow, asked: CatalogueFilter, words: tuple[str, ...], today: date) -> bool:
    if not _in_part(row, asked.which):
        return False
    pairs = (
        (asked.kind, row.kind),
        (asked.level, row.level),
        (asked.category, row.category),
        (asked.subtype, row.subtype),
    )
    if any(wanted and wanted != value for wanted, value in pairs):
        return False
    if asked.is_public is not None and row.is_public is not asked.is_public:
        return False
    if asked.due_days is not None:
        until = today + timedelta(days=asked.due_days)
        if not any(day is not None and day <= until for day in (row.drill_on, row.assess_on)):
            return False
    return all(_says(row, word) for word in words)


def _in_part(row: CatalogueRow, which: Which) -> bool:
    current = is_current(row.standing)
    if which is Which.CURRENT:
        return current or row.is_gap
    if which is Which.GAPS:
        return row.is_gap
    if which is Which.UNTOLD:
        # An overall plan is for all classes of events: none is missing there.
        return current and (not row.level or (not row.category and row.kind != "overall"))
    if which is Which.UNFILED:
        return current and row.filed_on is None
    if which is Which.OVER:
        return row.standing in (Standing.ENDED, Standing.REPLACED)
    return which is Which.ALL or row.standing is Standing.WITHDRAWN


def _says(row: CatalogueRow, word: str) -> bool:
    """Whether a word stands in its names and numbers, or is the pinyin or the initials of a part of its title."""
    if any(word in _folded(text) for text in (row.title, row.lead_unit, row.number, row.issuer, row.filed_where)):
        return True
    return word.isascii() and len(word) > 1 and (word in row.initials or word in row.pinyin)


@lru_cache(maxsize=32_768)  # the same titles are asked at every key typed; folding them is most of the work
def _folded(text: str) -> str:
    return fold(text)


_KINDS: Final = {kind: place for place, kind in enumerate(KIND_WORDS)}
_LEVELS: Final = {level: place for place, level in enumerate(LEVEL_WORDS)}
_CATEGORIES: Final = {category.value: place for place, category in enumerate(Category)}
_SUBTYPES: Final = {subtype.key: place for place, subtype in enumerate(SUBTYPES)}


def _by_kind(row: CatalogueRow) -> tuple[Any, ...]:
    return (
        _KINDS.get(row.kind, len(_KINDS)),
        _LEVELS.get(row.level, len(_LEVELS)),
        _CATEGORIES.get(row.category, len(_CATEGORIES)),
        _SUBTYPES.get(row.subtype, len(_SUBTYPES)),
        row.pinyin,
        row.title,
        row.id,
    )


ORDERS: Final[Mapping[str, Callable[[CatalogueRow], Any]]] = {
    "kind": _by_kind,
    "title": lambda row: row.pinyin or row.title,
    "level": lambda row: _LEVELS.get(row.level),
    "class": lambda row: (_CATEGORIES[row.category], _SUBTYPES.get(row.subtype, -1)) if row.category else None,
    "lead": lambda row: row.lead_unit,
    "issued": lambda row: row.issued_on,
    "filed": lambda row: row.filed_on,
    "drill": lambda row: row.drill_on,
    "assess": lambda row: row.assess_on,
}
"""What the catalogue can be ordered by; a line without that value stands at the end, whichever way round."""

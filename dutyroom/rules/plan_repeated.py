"""Whether a line that the text proposes is there already, and whether another version of a text still says a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Protocol, TypeVar

from dutyroom.rules.likeness import plain_words
from dutyroom.rules.phone import digits_of, normal_phone
from dutyroom.rules.plan_contents import ContentKind

_ALIKE: Final = 0.55
"""From this likeness on a line of the same section is taken for the proposal that somebody corrected."""


class Known(Protocol):
    """A line that is there."""

    @property
    def section_id(self) -> int | None:
        """Where the text says it."""


class Section(Protocol):
    """A section of a version."""

    @property
    def number(self) -> str:
        """Of its heading."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def body(self) -> str:
        """Its text."""


S = TypeVar("S", bound=Section)


def is_known(kind: ContentKind, values: Mapping[str, Any], section_id: int, known: Sequence[Any]) -> bool:
    """Whether a proposal is among the lines there are, also where somebody corrected or dropped it."""
    return any(_is_it(kind, values, section_id, row) for row in known)


def _is_it(kind: ContentKind, values: Mapping[str, Any], section_id: int, row: Any) -> bool:
    if kind is ContentKind.ACTION:
        if plain_words(values["text"]) == plain_words(row.text) and values["level"] == row.level:
            return True
        same_place = row.section_id == section_id and row.version > 1
        return same_place and values["level"] == row.level and _ratio(values["text"], row.text) >= _ALIKE
    if kind is ContentKind.CONTACT:
        whose = all(values[name] == getattr(row, name) for name in ("name", "unit"))
        if normal_phone(values["phone"]) == normal_phone(row.phone):
            return whose or row.section_id == section_id
        return whose and row.section_id == section_id and row.version > 1
    if kind is ContentKind.BODY:
        return bool(values["name"] == row.name or (row.section_id == section_id and row.version > 1))
    return bool(values["level"] == row.level)


def _ratio(one: str, other: str) -> float:
    """How much of two lines is the same, in order."""
    return SequenceMatcher(None, plain_words(one), plain_words(other), autojunk=False).ratio()


def carried_section(former: S | None, sections: Sequence[S]) -> S | None:
    """The section of another version that goes on with this one: the same heading, else the same title or text."""
    if former is None:
        return None
    return (
        next((each for each in sections if _heading(each) == _heading(former) and each.title), None)
        or next((each for each in sections if each.title and each.title == former.title), None)
        or next((each for each in sections if each.body.strip() and _same_text(each, former)), None)
    )


def _heading(section: Section) -> tuple[str, str]:
    return section.number, section.title


def _same_text(one: Section, other: Section) -> bool:
    return plain_words(one.body) == plain_words(other.body)


def still_says(kind: ContentKind, values: Mapping[str, Any], former: Section, section: Section | None) -> bool:
    """Whether what was checked of a section holds for its new text: it is the same, or says the line in the same words."""
    if section is None:
        return False
    if _same_text(former, section):
        return True
    if kind is ContentKind.ACTION:
        return plain_words(values["text"]) in plain_words(section.body)
    if kind is ContentKind.CONTACT:
        digits = digits_of(values["phone"]).split()
        said = "".join(sign for sign in section.body if sign.isdecimal())
        return any(each in said for each in digits)
    return False

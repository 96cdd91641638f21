"""Whether a line that the text proposes is there already, and whether a text still says a number."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from dutyroom.rules.likeness import plain_words
from dutyroom.rules.phone import digits_of, normal_phone
from dutyroom.rules.plan_contents import ContentKind

_ALIKE: Final = 0.55
"""From this likeness on a line of the same section is taken for the proposal that somebody corrected."""


def is_known(kind: ContentKind, values: Mapping[str, Any], section_id: int, known: Sequence[Any]) -> bool:
    """Whether a proposal is among the lines there are, also where somebody corrected or dropped it."""
    return any(_is_it(kind, values, section_id, row) for row in known)


def _is_it(kind: ContentKind, values: Mapping[str, Any], section_id: int, row: Any) -> bool:
    if kind is ContentKind.ACTION:
        if plain_words(values["text"]) == plain_words(row.text) and values["level"] == row.level:
            return bool(values["role"] == row.role or row.section_id == section_id)
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


def says_number(body: str, phone: str) -> bool:
    """Whether a text quotes this number, however it is written."""
    said = "".join(sign for sign in unicodedata.normalize("NFKC", body) if sign.isdecimal())
    return any(each in said for each in digits_of(phone).split())

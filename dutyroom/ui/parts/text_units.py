"""Places in a text as Qt counts them: a character beyond the basic plane (𠮷, emoji) counts twice there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

_LAST_SINGLE: Final = "\uffff"


def unit_length(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_units(text: str, ranges: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Ranges of characters of ``text`` as ranges that Qt understands."""
    if text.isascii() or max(text) <= _LAST_SINGLE:
        return tuple(ranges)
    return tuple((unit_length(text[:start]), unit_length(text[:end])) for start, end in ranges)

"""Which telephone numbers an action card needs: of whom its lines speak, and of whoever acts by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_AREA: Final = re.compile(
    r"^(?:中国共产党|中共)?(?:[\u4e00-\u9fff]{1,6}?(?:省|自治区|市|区|县))+(?=[\u4e00-\u9fff]{3})"
)
_SHORTEST: Final = 2
_SHORTEST_LATIN: Final = 4


def core_name(name: str) -> str:
    """A unit's name without the areas before it: 郑州市水利局 is 水利局, as a plan of the city calls it."""
    name = name.strip()
    return _AREA.sub("", name) or name


def is_meant(names: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether one of the names, in full or without its area, stands in one of the texts."""
    wanted = {form for name in names for form in (name.strip(), core_name(name)) if _is_telling(form)}
    return any(form in text for form in wanted for text in texts)


def numbers_needed(texts: Sequence[str], holders: Sequence[tuple[str, ...]], most: int = 8) -> list[int]:
    """The places of the holders (unit, person) of whom the texts speak, at most ``most`` of them, in their order."""
    return [place for place, names in enumerate(holders) if is_meant(names, texts)][:most]


def _is_telling(name: str) -> bool:
    return len(name) >= (_SHORTEST_LATIN if name.isascii() else _SHORTEST)

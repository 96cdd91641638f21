"""Text that must not be here in the settings of the office: what of a setting somebody wrote, and the setting without it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dutyroom.rules.canon import canonical_json
from dutyroom.rules.column_map import MAPS
from dutyroom.rules.paper_template import KEYS
from dutyroom.rules.removal import REMOVED, says

_TEXTS: Final = frozenset({"zh", "en", "to_zh", "to_en", "copies_zh", "copies_en", "contact", "name"})
"""Fields of a head of a paper and of a shift's template that hold what somebody wrote; others are choices and numbers."""
_OF_THE_OFFICE: Final = frozenset({"name_zh", "name_en", "equipment", "templates"})


def without_words(key: str, value: str, words: Sequence[str]) -> str:
    """The setting, as JSON, without what says one of the passages; the same text where nothing does.

    A name becomes the mark of what was removed, an entry of a list goes. A map of columns goes as a whole: it is learnt
    anew with the next file.
    """
    plain = json.loads(value)
    if key.startswith(MAPS):
        told = isinstance(plain, Mapping) and any(
            says(f"{heading}\n{field}", words) for heading, field in plain.items()
        )
        return canonical_json({}) if told else value
    if not (key.startswith(KEYS) or key in _OF_THE_OFFICE):
        return value
    cleaned = _cleaned(plain, words)
    return value if cleaned == plain else canonical_json(cleaned)


def _cleaned(value: Any, words: Sequence[str]) -> Any:
    if isinstance(value, str):
        return REMOVED if says(value, words) else value
    if isinstance(value, list):
        kept = (each for each in value if not (isinstance(each, str) and says(each, words)))
        return [_cleaned(each, words) for each in kept]
    if isinstance(value, Mapping):
        return {
            name: _cleaned(each, words) if name in _TEXTS or isinstance(each, list) else each
            for name, each in value.items()
        }
    return value

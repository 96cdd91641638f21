"""The catalogues of translations that are shipped, read without the library that makes them."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import Final

from dutyroom.data.resources import resource_path
from dutyroom.rules.wording import ENGLISH, Wording

LANGUAGES: Final = ("zh_CN", "en")
_LITTLE, _BIG = 0x950412DE, 0xDE120495


def load_wording(language: str) -> Wording:
    """The wording of a language; English where the language has no catalogue or it cannot be read."""
    if language == "en":
        return ENGLISH
    try:
        path = resource_path(f"i18n/{language}.mo")
        return _kept(language, path, path.stat().st_mtime_ns)
    except (OSError, ValueError, struct.error):
        return ENGLISH


@lru_cache(maxsize=4)
def _kept(language: str, path: Path, _changed: int) -> Wording:
    """Read once: each paper that is made asks for the wording of its language, and nothing in it is ever changed."""
    return Wording(language, read_catalogue(path))


def read_catalogue(path: Path) -> dict[str, str]:
    """The sentences of a compiled catalogue (.mo of GNU gettext, UTF-8) and their translations.

    Raises ``ValueError`` where the file is no such catalogue.
    """
    data = path.read_bytes()
    magic = struct.unpack_from("<I", data)[0]
    if magic not in (_LITTLE, _BIG):
        raise ValueError(f"{path.name} is no catalogue")
    order = "<" if magic == _LITTLE else ">"
    _, count, sources, translations = struct.unpack_from(f"{order}4I", data, 4)
    found = {}
    for number in range(count):
        source = _string(data, order, sources + 8 * number)
        if source:
            found[source] = _string(data, order, translations + 8 * number)
    return found


def _string(data: bytes, order: str, entry: int) -> str:
    length, start = struct.unpack_from(f"{order}2I", data, entry)
    return data[start : start + length].decode("utf-8")


def language_of_system(names: list[str]) -> str:
    """The language to show where nobody chose one: Chinese for any Chinese among the first, otherwise English."""
    return "zh_CN" if names and names[0].replace("_", "-").lower().startswith("zh") else "en"

"""The heads of issued papers that the program is shipped with."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from dutyroom.papers.briefing_facts import BRIEFING_KINDS
from dutyroom.rules.masthead import Masthead, read_mastheads

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_FILE: Final = Path("resources", "papers", "mastheads.toml")


@cache
def shipped_mastheads() -> dict[str, Masthead]:
    """The head of every kind of issued paper, as an office starts with it; read once."""
    beside, inside = _PACKAGE.parent / _FILE, _PACKAGE / _FILE  # in a checkout, in a wheel
    text = (beside if beside.exists() else inside).read_text("utf-8")
    return read_mastheads(tomllib.loads(text), BRIEFING_KINDS)

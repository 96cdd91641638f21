"""The shipped words that lead a paper to an office, from the office's own fields and from the table of words."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from dutyroom.data.resources import resource_path
from dutyroom.rules.routing import RoutingWord, words_of_office, words_of_table


@cache
def shipped_routing_words() -> tuple[RoutingWord[str], ...]:
    """Every shipped word once for each office, by the office's key; raises ``ValueError`` for a wrong row. Read once."""
    offices: list[dict[str, Any]] = tomllib.loads(resource_path("office/office.toml").read_text("utf-8"))["unit"]
    table = tomllib.loads(resource_path("rules/routing.toml").read_text("utf-8"))
    words = [word for office in offices for word in words_of_office(office)]
    words += words_of_table(table, frozenset(office["id"] for office in offices))
    once: dict[tuple[str, str], RoutingWord[str]] = {}
    for word in words:
        once.setdefault((word.word, word.unit_id), word)
    return tuple(once.values())

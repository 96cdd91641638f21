"""Finding a name by what is quickest to type: its characters, its pinyin or its initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked: ``keys`` are lower-case pinyin, initials, other names; ``note`` stands beside."""

    id: int
    label: str
    keys: tuple[str, ...] = ()
    note: str = ""


def _rank(choice: Choice, typed: str) -> int:
    """How well a choice fits, 0 best; -1 not at all."""
    label = choice.label.casefold()
    keys = [key.casefold().replace(" ", "") for key in choice.keys]
    close = typed.replace(" ", "")
    if label == typed or close in keys:
        return 0
    if label.startswith(typed):
        return 1
    if any(key.startswith(close) for key in keys):
        return 2
    if typed in label:
        return 3
    if any(close in key for key in keys):
        return 4
    return 5 if typed in choice.note.casefold() else -1


def matching(choices: Sequence[Choice], typed: str, most: int = 60) -> list[Choice]:
    """The choices that fit what was typed, best first, otherwise in the order given; all where nothing is typed."""
    words = typed.strip().casefold()
    if not words:
        return list(choices[:most])
    ranked = [(rank, place) for place, each in enumerate(choices) if (rank := _rank(each, words)) >= 0]
    return [choices[place] for _, place in sorted(ranked)[:most]]

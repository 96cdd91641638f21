"""What may be asked of the table of words that lead to an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "routing.word.empty": mark("Enter the word, two to twelve characters."),
    "routing.word.unknown": mark("There is no such word in the table."),
    "routing.unit.unknown": mark("Choose the office that the word leads to."),
    "routing.weight": mark("The weight is a number from 1 to 9."),
}  # fmt: skip

WORD: Final = range(2, 13)
WEIGHT: Final = range(1, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRoutingWord:
    """A word leads to an office from now on, or does not (``active`` False)."""

    word: str
    unit_id: int
    weight: int = 1
    active: bool = True


def check_routing_word(asked: SetRoutingWord) -> None:
    """Refuse a word that is too short to say anything, and a weight out of range."""
    if len(asked.word.strip()) not in WORD:
        raise Refusal("routing.word.empty", field="word")
    if asked.weight not in WEIGHT:
        raise Refusal("routing.weight", field="weight")

"""What may be asked of the table of words that lead to an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "routing.word.empty": mark("Enter the word, two to twelve characters."),
    "routing.word.exists": mark("{word} leads to {unit} already. Choose it in the table to change it."),
    "routing.word.off": mark("{word} → {unit} is in the table, switched off. Choose it there and switch it on."),
    "routing.word.unknown": mark("There is no such word in the table."),
    "routing.word.shipped": mark("{word} came with the program: switch it off instead of removing it."),
    "routing.word.removed": mark("{word} → {unit} is removed already."),
    "routing.word.kept": mark("{word} → {unit} is in the table; there is nothing to put back."),
    "routing.unit.unknown": mark("Choose the office that the word leads to."),
    "routing.weight": mark("The weight is a number from 1 to 9."),
    "routing.same": mark("That is how the word stands in the table already."),
    "routing.shipped.same": mark("Every word that came with the program stands as it came."),
}  # fmt: skip

WORD: Final = range(2, 13)
WEIGHT: Final = range(1, 10)
KEEPERS: Final = (Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR)
"""Who may change the table: the first is the one that a refusal names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRoutingWord:
    """A word leads to an office from now on."""

    word: str
    unit_id: int | None
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRoutingWord:
    """A word of the table leads elsewhere, counts otherwise, or is switched off (``active`` False).

    ``version`` is what the table showed, 0 for a word that the office has not changed yet; ``to_unit_id`` is another
    office, None the one that it is.
    """

    word: str
    unit_id: int
    version: int
    weight: int = 1
    active: bool = True
    to_unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRoutingWord:
    """A word that the office added or learnt goes out of the table, or comes back into it (``back``)."""

    word: str
    unit_id: int
    version: int
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreShipped:
    """A shipped word stands as it was shipped again; without a word every shipped one."""

    word: str = ""
    unit_id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordState:
    """How a word stood; ``version`` is the one it must still have to be put back to that."""

    word: str
    unit_id: int
    version: int
    weight: int
    origin: str
    active: bool
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoRouting:
    """Put words back as they stood before a change; every change returns its own."""

    states: tuple[WordState, ...]


def check_routing_word(word: str, weight: int) -> str:
    """The word as it is kept; refused where it is too short to say anything, or the weight is out of range."""
    word = "".join(word.split()) if not word.isascii() else " ".join(word.split())
    if len(word) not in WORD:
        raise Refusal("routing.word.empty", field="word")
    if weight not in WEIGHT:
        raise Refusal("routing.weight", field="weight")
    return word

"""Wording: English source sentences, and their translation from a catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


def mark(sentence: str) -> str:
    """Name a sentence for the catalogue without translating it yet."""
    return sentence


class Worded(str):
    """A fact of a sentence that is itself a sentence of the catalogue, and is translated with it."""

    __slots__ = ()


SYSTEM_REASONS: Final = frozenset(
    {
        mark("No such file or directory"),
        mark("Permission denied"),
        mark("Operation not permitted"),
        mark("Is a directory"),
        mark("Not a directory"),
        mark("File exists"),
        mark("File name too long"),
        mark("Read-only file system"),
        mark("No space left on device"),
        mark("Input/output error"),
        mark("Too many open files"),
        mark("file is not a database"),
        mark("database disk image is malformed"),
        mark("disk I/O error"),
        mark("unable to open database file"),
    }
)
"""What the system or SQLite says of a file that cannot be used: said in the user's language where it is a fact of a sentence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one language.

    ``language`` is ``en`` or ``zh_CN``; ``catalogue`` maps each English source
    sentence to its translation and is empty for English.
    """

    language: str = "en"
    catalogue: Mapping[str, str] = field(default_factory=dict)

    def say(self, sentence: str, **facts: object) -> str:
        """The sentence in this language with its ``{placeholders}`` filled."""
        worded = self.catalogue.get(sentence) or sentence
        return worded.format(**{name: self.shown(fact) for name, fact in facts.items()}) if facts else worded

    def shown(self, fact: object) -> object:
        """A fact as it stands in a sentence: worded facts and the system's reasons translated, several as a list."""
        if isinstance(fact, Worded) or (isinstance(fact, str) and fact in SYSTEM_REASONS):
            return self.catalogue.get(fact) or str(fact)
        if isinstance(fact, tuple):
            return ("、" if self.language == "zh_CN" else ", ").join(str(self.shown(part)) for part in fact)
        return fact


ENGLISH = Wording()

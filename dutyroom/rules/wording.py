"""Wording: English source sentences, and their translation from a catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def mark(sentence: str) -> str:
    """Name a sentence for the catalogue without translating it yet."""
    return sentence


class Worded(str):
    """A fact of a sentence that is itself a sentence of the catalogue, and is translated with it."""

    __slots__ = ()


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
        """A fact as it stands in a sentence: worded facts translated, several of them as a list."""
        if isinstance(fact, Worded):
            return self.catalogue.get(fact) or str(fact)
        if isinstance(fact, tuple):
            return ("、" if self.language == "zh_CN" else ", ").join(str(self.shown(part)) for part in fact)
        return fact


ENGLISH = Wording()

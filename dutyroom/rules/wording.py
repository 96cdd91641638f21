"""Wording: English source sentences, and their translation from a catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def mark(sentence: str) -> str:
    """Name a sentence for the catalogue without translating it yet."""
    return sentence


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
        return worded.format(**facts) if facts else worded


ENGLISH = Wording()

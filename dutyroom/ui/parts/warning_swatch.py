"""The colour of a warning as an icon and as a word: one never stands without the other."""

from __future__ import annotations

from dutyroom.rules.warning import WARNING_COLOURS
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated


def swatch_of(colour: str) -> str:
    """The icon that shows a colour."""
    return f"field_warning_{colour if colour in WARNING_COLOURS else 'none'}"


def colour_said(colour: str) -> str:
    """The colour as a word."""
    return translated(WARNING_COLOURS.get(colour, mark("no colour")))

"""How warnings are put into words; a colour never stands without its word."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.data.queries.warnings import WarningInFull, WarningRow
from dutyroom.rules.warning import (
    STANDING_WORDS,
    STATUS_MARKS,
    STATUS_WORDS,
    Standing,
    standing,
)
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.register_model import Tone

STANDING_TONES: Final[dict[Standing, Tone]] = {
    Standing.LATER: "info",
    Standing.IN_FORCE: "",
    Standing.ENDED: "overdue",
    Standing.LIFTED: "secondary",
    Standing.VOID: "secondary",
}


def status_said(status: str) -> str:
    """Whether it is real."""
    return translated(STATUS_WORDS.get(status, status))


def mark_said(status: str) -> str:
    """The mark of what is not real, as its titles carry it."""
    return STATUS_MARKS.get(status, "").strip("【】")


def standing_said(standing_: Standing) -> str:
    """How it stands."""
    return translated(STANDING_WORDS[standing_])


def standing_of(row: WarningRow, now: datetime) -> Standing:
    """How a warning of the register stands now."""
    return standing(row.matter.state, row.starts_at, row.expires_at, now)


def standing_in_full(found: WarningInFull, now: datetime) -> Standing:
    """How a warning that was read in full stands now."""
    return standing(found.matter.state, found.facts.starts_at, found.facts.expires_at, now)

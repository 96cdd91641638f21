"""How an item of the knowledge shelf is put into words: whether it is stale, when it was checked, until when it holds."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from dutyroom.data.queries.knowledge import KnowledgeRow
from dutyroom.rules.knowledge import STALE_WORDS, Stale
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.register_model import Tone

STALE_TONES: Final[dict[str, Tone]] = {
    Stale.NOT: "",
    Stale.EXPIRED: "overdue",
    Stale.UNCHECKED: "warning",
    Stale.OLD: "warning",
}


def stale_said(stale: str) -> str:
    """Why it is stale; empty for a fresh one."""
    return translated(STALE_WORDS[stale]) if stale in STALE_WORDS else ""


def stale_sentence(row: KnowledgeRow) -> str:
    """What is to be known before this answer is given; empty for a fresh one."""

    def tr(words: str) -> str:
        return QCoreApplication.translate("knowledge", words)

    return {
        Stale.NOT: "",
        Stale.EXPIRED: tr("Valid until {day} only: ask the unit before you answer so.").format(day=row.valid_until),
        Stale.UNCHECKED: tr("Nobody has checked this answer: ask the unit before you answer so."),
        Stale.OLD: tr("Last checked on {day}: ask the unit before you answer so.").format(day=row.checked_on),
    }[row.stale]


def day_said(day: date | None) -> str:
    """A day as it is written; empty for none."""
    return day.isoformat() if day is not None else ""


def checked_said(row: KnowledgeRow) -> str:
    """When it was checked last, and by whom; empty where nobody did."""
    return " ".join(part for part in (day_said(row.checked_on), row.checked_by) if part) if row.checked_on else ""

"""The mark of removed text in the language of the window; what is stored keeps the one mark it has."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dutyroom.rules.removal import REMOVED, REMOVED_WORD


def seen(text: str) -> str:
    """A text as it is shown; never to be stored."""
    return text.replace(REMOVED, QCoreApplication.translate("removed_text", REMOVED_WORD)) if REMOVED in text else text

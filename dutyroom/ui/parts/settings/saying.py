"""What is said on the settings page when something cannot be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dutyroom.actions.errors import said
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.role_words import ROLE_WORDS


def said_by(tools: Tools, error: Exception) -> str:
    """The sentence for an error, roles in words."""
    if isinstance(error, Refusal):
        if "role" in error.facts:
            words = {role.value: QCoreApplication.translate("roles", word) for role, word in ROLE_WORDS.items()}
            facts = {**error.facts, "role": words.get(str(error.facts["role"]), error.facts["role"])}
            error = Refusal(error.code, field=error.field, **facts)
        return said(error, tools.wording(), tools.zone)
    if isinstance(error, Trouble):
        return said(error, tools.wording(), tools.zone)
    return f"{type(error).__name__}: {error}"

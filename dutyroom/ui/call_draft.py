"""What the capture line hands to the call sheet of the mayor's telephone: what was typed, by the fields of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dutyroom.ui.parts.draft_state import DraftState

_FIELDS: Final[Mapping[str, str]] = {"person": "name", "phone": "phone", "happened": "received_at", "text": "text"}
"""Fields of the sheet for what the capture line has fields for: when it happened there is when the call came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDraft:
    """``key`` is the draft's in the capture line, which goes once the call is saved; ``typed`` by fields of the sheet."""

    key: str
    typed: Mapping[str, str]


def call_draft(draft: DraftState) -> CallDraft:
    """What the sheet is to be filled with."""
    typed = {field: getattr(draft, name).strip() for name, field in _FIELDS.items()}
    return CallDraft(key=draft.key, typed={field: words for field, words in typed.items() if words})

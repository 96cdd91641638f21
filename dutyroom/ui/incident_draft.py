"""What the capture line hands to the incident sheet: the text, and what of it was recognised and not rejected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.line_proposals import TAKEN, WORDS, Reading

if TYPE_CHECKING:
    from dutyroom.rules.incident_text import IncidentProposal

SHEET_FIELDS: Final[Mapping[str, str]] = {
    "event_time": "event_at",
    "source": "source",
    "reporter": "reporter",
    "phone": "reporter_phone",
}
"""Fields of the sheet for what the capture line has fields for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDraft:
    """``found`` holds what was recognised and not rejected; ``typed`` the officer's own words, by the fields of the sheet.

    ``key`` is the draft's in the capture line, which goes once the incident is registered; ``rejected`` names what the
    officer does not want to see proposed again.
    """

    key: str
    text: str
    found: IncidentProposal | None
    typed: Mapping[str, str]
    rejected: tuple[str, ...] = ()


def incident_draft(draft: DraftState, reading: Reading | None) -> IncidentDraft:
    """What the sheet is to be filled with."""
    typed = {SHEET_FIELDS[name]: getattr(draft, field).strip() for name, field in TAKEN.items()}
    rejected = tuple(draft.rejected.split())
    return IncidentDraft(
        key=draft.key,
        text=draft.text.strip(),
        found=without(reading.found, rejected) if reading is not None else None,
        typed={field: words for field, words in typed.items() if words},
        rejected=rejected,
    )


def without(found: IncidentProposal, rejected: tuple[str, ...]) -> IncidentProposal:
    """The proposal without what was rejected."""
    gone: dict[str, Any] = {name: None for name in rejected if name in WORDS}  # a draft kept by another version
    return replace(found, **gone, unclear=tuple(one for one in found.unclear if one.field not in rejected))

"""A draft of the capture line as the store keeps it: JSON of its fields."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from dutyroom.ui.parts.draft_state import DraftState


def draft_as_text(draft: DraftState) -> str:
    """The draft as the store keeps it."""
    kept = asdict(draft)
    del kept["key"]
    return json.dumps(kept, ensure_ascii=False)


def draft_from_text(key: str, content: str) -> DraftState | None:
    """A draft as it was kept; None where it is no draft of a capture line."""
    try:
        kept = json.loads(content)
    except ValueError:
        return None
    if not isinstance(kept, dict):
        return None
    usual = asdict(DraftState(key=key))
    known = {
        f.name: kept[f.name]
        for f in fields(DraftState)
        if isinstance(kept.get(f.name), bool if isinstance(usual[f.name], bool) else str)
    }
    return DraftState(**known | {"key": key})

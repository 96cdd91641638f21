"""Keeping what is being typed."""

from __future__ import annotations

from dutyroom.data.desk import Desk
from dutyroom.data.tables import Draft


def save_draft(desk: Desk, draft_id: str, content: str) -> None:
    """Keep a draft of the author, JSON of the fields, under its id."""
    draft = desk.session.get(Draft, draft_id)
    if draft is None:
        desk.session.add(Draft(id=draft_id, author_id=desk.author.id, content=content, saved_at=desk.now))
    else:
        draft.content, draft.saved_at = content, desk.now


def drop_draft(desk: Desk, draft_id: str) -> None:
    """Throw a draft away; one that is gone already is no error."""
    draft = desk.session.get(Draft, draft_id)
    if draft is not None:
        desk.session.delete(draft)

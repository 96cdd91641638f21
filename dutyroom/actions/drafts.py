"""Keeping what is being typed. Drafts stand outside the journal: they are nobody's word until they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dutyroom.data.desk import Desk
from dutyroom.data.tables import Draft
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import DRAFT_DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptDraft:
    """The draft ``id`` of somebody else, as it was shown at ``saved_at``, is the signer's own from now on.

    ``content`` is what it says then: the same, with the name of who began it.
    """

    id: str
    saved_at: datetime
    content: str


def save_draft(desk: Desk, draft_id: str, content: str) -> None:
    """Keep a draft of the author, JSON of the fields, under its id.

    Where somebody else has adopted it meanwhile, both are kept: what is saved here becomes a draft beside it.
    """
    draft = desk.session.get(Draft, own_id(desk, draft_id))
    if draft is None:
        kept = Draft(id=own_id(desk, draft_id), author_id=desk.author.id, content=content, saved_at=desk.now)
        desk.session.add(kept)
    else:
        draft.content, draft.saved_at = content, desk.now


def drop_draft(desk: Desk, draft_id: str) -> None:
    """Throw an own draft away; one that is gone already is no error, one of somebody else stays."""
    draft = desk.session.get(Draft, own_id(desk, draft_id))
    if draft is not None:
        desk.session.delete(draft)
    desk.changed.add(f"{DRAFT_DONE}{draft_id}")


def adopt_drafts(desk: Desk, drafts: Sequence[AdoptDraft]) -> None:
    """Make drafts of others the author's own, all or none; refused where one was changed or written meanwhile."""
    for adopted in drafts:
        draft = desk.session.get(Draft, adopted.id)
        if draft is None or draft.saved_at != adopted.saved_at:
            raise Refusal("record.changed_meanwhile", field="drafts")
        draft.author_id, draft.content, draft.saved_at = desk.author.id, adopted.content, desk.now


def own_id(desk: Desk, draft_id: str) -> str:
    """The id under which the author keeps a draft: its own, or one beside it where it is somebody else's now."""
    draft = desk.session.get(Draft, draft_id)
    if draft is None or draft.author_id == desk.author.id:
        return draft_id
    return f"{draft_id}-{desk.author.id or 0}"

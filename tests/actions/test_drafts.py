"""Drafts: one's own, and those of others that are taken over."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from dutyroom.actions.drafts import AdoptDraft, adopt_drafts, drop_draft, save_draft
from dutyroom.actions.entries import write_entry
from dutyroom.data.queries.drafts import drafts_of, drafts_of_others
from dutyroom.data.tables import JournalEntry
from dutyroom.rules.entry import Kind, WriteEntry
from dutyroom.rules.refusal import Refusal

CHIEF, DEPUTY = "李秀英", "王守仁"


@pytest.fixture
def deputy(room):
    """Another officer than the chief."""
    names = [row.name for row in room.read(_officers) if row.name != CHIEF]
    return names[0]


def _officers(session):
    from dutyroom.data.queries.officers import officer_rows

    return officer_rows(session)


def _of(room, name):
    return {row.id: row.content for row in room.read(drafts_of, room.id(name))}


def _adoption(room, by, *keys):
    rows = {row.id: row for row in room.read(drafts_of_others, room.id(by))}
    return [AdoptDraft(id=key, saved_at=rows[key].saved_at, content="adopted " + rows[key].content) for key in keys]


def test_drafts_of_others_are_named_and_ones_own_are_not_among_them(room, deputy):
    room.do(save_draft, "a", "A", by=CHIEF)
    room.do(save_draft, "b", "B", by=deputy)
    room.do(save_draft, "c", "C", by=None)
    others = room.read(drafts_of_others, room.id(CHIEF))
    assert {(row.id, row.content, row.author) for row in others} == {("b", "B", deputy), ("c", "C", "")}


def test_a_draft_taken_over_is_ones_own_and_the_journal_stays_as_it_was(room, deputy):
    room.do(save_draft, "a", "A", by=CHIEF)
    before = room.read(lambda session: session.scalars(select(JournalEntry.seq)).all())
    room.do(adopt_drafts, _adoption(room, deputy, "a"), by=deputy)
    assert _of(room, CHIEF) == {}
    assert _of(room, deputy) == {"a": "adopted A"}
    assert room.read(lambda session: session.scalars(select(JournalEntry.seq)).all()) == before


def test_a_draft_changed_or_written_meanwhile_is_not_taken_and_none_beside_it(room, deputy):
    room.do(save_draft, "a", "A", by=CHIEF)
    room.do(save_draft, "b", "B", by=CHIEF)
    asked = _adoption(room, deputy, "b", "a")
    room.wait(seconds=1)
    room.do(save_draft, "a", "A longer", by=CHIEF)
    with pytest.raises(Refusal, match=r"changed_meanwhile"):
        room.do(adopt_drafts, asked, by=deputy)
    room.do(drop_draft, "a", by=CHIEF)
    with pytest.raises(Refusal, match=r"changed_meanwhile"):
        room.do(adopt_drafts, asked, by=deputy)
    assert _of(room, CHIEF) == {"b": "B"}


def test_whoever_goes_on_typing_loses_nothing_and_overwrites_nothing(room, deputy):
    room.do(save_draft, "a", "A", by=CHIEF)
    room.do(adopt_drafts, _adoption(room, deputy, "a"), by=deputy)
    room.do(save_draft, "a", "A and more", by=CHIEF)
    room.do(save_draft, "a", "A and still more", by=CHIEF)
    assert list(_of(room, CHIEF).values()) == ["A and still more"]
    assert _of(room, deputy) == {"a": "adopted A"}
    room.do(write_entry, WriteEntry(kind=Kind.NOTE, text="A and still more", draft_id="a"), by=CHIEF)
    assert _of(room, CHIEF) == {}
    assert _of(room, deputy) == {"a": "adopted A"}
    room.do(drop_draft, "a", by=CHIEF)
    assert _of(room, deputy) == {"a": "adopted A"}

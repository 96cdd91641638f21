"""Words that mean the same in a search: the office adds groups, changes them, switches them off, takes shipped ones back."""

from __future__ import annotations

from dutyroom.data.desk import Desk
from dutyroom.data.search_words import own_words, own_words_of, shipped_groups
from dutyroom.data.tables import SearchWords
from dutyroom.rules.alike import AddSearchWords, ChangeSearchWords, RestoreSearchWords, checked_words
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.routing_change import KEEPERS


def add_search_words(desk: Desk, add: AddSearchWords) -> int:
    """Add a group of the office's own; returns its number."""
    require(desk.author, *KEEPERS)
    words = checked_words(add.words)
    row = SearchWords(words="\n".join(words))
    desk.session.add(row)
    desk.session.flush()
    _journal(desk, "search_words.added", row)
    return row.id


def change_search_words(desk: Desk, change: ChangeSearchWords) -> None:
    """Change a group, switch it off or on; the first change of a shipped one makes it the office's own row."""
    require(desk.author, *KEEPERS)
    words = checked_words(change.words)
    row = own_words_of(desk.session, change.key) if change.key else own_words(desk.session, change.id or 0)
    if row is None:
        if not change.key:
            raise Refusal("words.unknown", id=change.id)
        if change.key not in {group.key for group in shipped_groups()}:
            raise Refusal("words.shipped", key=change.key)
        row = SearchWords(shipped_key=change.key, words="", version=1)
        if change.version:
            raise Refusal("record.changed_meanwhile", field="words")
        desk.session.add(row)
    elif row.version != change.version:
        raise Refusal("record.changed_meanwhile", field="words")
    row.words, row.active = "\n".join(words), change.active
    desk.session.flush()
    _journal(desk, "search_words.changed" if row.active else "search_words.switched_off", row)


def restore_search_words(desk: Desk, restore: RestoreSearchWords) -> None:
    """Let a shipped group stand as it came."""
    require(desk.author, *KEEPERS)
    shipped = next((group for group in shipped_groups() if group.key == restore.key), None)
    if shipped is None:
        raise Refusal("words.shipped", key=restore.key)
    row = own_words_of(desk.session, restore.key)
    if row is None:
        return
    if row.version != restore.version:
        raise Refusal("record.changed_meanwhile", field="words")
    row.words, row.active = "\n".join(shipped.words), True
    desk.session.flush()
    _journal(desk, "search_words.restored", row)


def _journal(desk: Desk, event: str, row: SearchWords) -> None:
    words = row.words.split("\n")
    desk.journal(
        event,
        text=" / ".join(words),
        record=("search_words", row.id),
        payload={"words": words, "active": row.active, "shipped": row.shipped_key},
    )

"""The look at a store before it is opened: only what opening will leave as it is, and only what stands there."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from dutyroom.data.folders import DATABASE
from dutyroom.data.notes import DUE
from dutyroom.data.peek import glance, peek_settings
from dutyroom.data.queries.office import office_settings
from tests.samples import Room


def change(room: Room, statement: str) -> None:
    with closing(sqlite3.connect(room.store.path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


def test_what_is_seen_is_what_the_open_store_says(room: Room) -> None:
    quiet = glance(room.store.folder)
    assert quiet is not None
    assert quiet.chief is None, "no shift is running"
    room.start()
    seen = glance(room.store.folder)
    assert seen is not None
    assert seen.kind == room.store.kind
    assert seen.settings == room.read(office_settings)
    assert seen.chief == room.author()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '0001'",
        "UPDATE alembic_version SET version_num = '9999'",
        "UPDATE store_note SET value = '0' WHERE key = 'tokeniser'",
        "DELETE FROM store_note WHERE key = 'current_titles'",
        "DELETE FROM store_note WHERE key = 'step_words'",
        "INSERT INTO store_note(key, value) VALUES ('unindexed', '1')",
        f"INSERT INTO store_note(key, value) VALUES ('{DUE}', '1')",
        "UPDATE officer SET password_hash = NULL",
        "UPDATE setting SET value = 'no JSON'",
        "DROP TABLE setting",
    ],
)
def test_a_store_that_must_be_opened_first_is_not_described(room: Room, statement: str) -> None:
    change(room, statement)
    assert glance(room.store.folder) is None


def test_without_a_store_nothing_is_seen_and_nothing_is_made(tmp_path) -> None:
    assert glance(tmp_path / "none") is None
    assert peek_settings(tmp_path / "none") == {}
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / DATABASE).write_bytes(b"not a database" * 300)
    assert glance(tmp_path / "broken") is None
    assert not (tmp_path / "none").exists()

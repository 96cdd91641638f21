"""Stores of every earlier schema, written by the programs of their time, are brought to today's with all they hold.

``stores/NNNN.db.gz`` is a sample store made by the last program whose newest schema was NNNN: 0001 of 40 entries; 0002
of 240, with a supervised matter urged in colours unit by unit, and a word of routing that was set by hand; 0003 of 120; 0004 of 120; 0005 of 250;
0006 of 330; 0007 of 330.
"""

import gzip
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from dutyroom.actions.directory_shipped import complete_directory
from dutyroom.actions.required_plans import complete_catalogue, shipped_required
from dutyroom.actions.routing import take_routing_word
from dutyroom.actions.supervision import urge_in_colour
from dutyroom.data.migrations import HEAD, KNOWN
from dutyroom.data.notes import INDEX_NOTES
from dutyroom.data.queries.directory import units_in_full
from dutyroom.data.queries.directory_groups import group_rows
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plans import plan_rows
from dutyroom.data.queries.required_plans import required_rows
from dutyroom.data.queries.routing import routing_word_rows
from dutyroom.data.queries.supervision import supervision_in_full
from dutyroom.data.startup import create_store, migrate, open_store
from dutyroom.data.store import DATABASE
from dutyroom.data.verify import check_store
from dutyroom.rules.routing_change import TakeRoutingWord
from dutyroom.rules.supervision import Colour, UrgeInColour

STORES = Path(__file__).parent / "stores"
EARLIER = KNOWN[:-1]
SUPERVISED = 16
"""In the store of 0002: two units urged, the third not."""
MIGRATIONS = Path(open_store.__code__.co_filename).parent / "migrations"


def unpacked(version: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DATABASE
    path.write_bytes(gzip.decompress((STORES / f"{version}.db.gz").read_bytes()))
    return path


def contents(path: Path, tables: list[str] | None = None) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table, by the columns that the first schema has."""
    with closing(sqlite3.connect(path)) as read:
        found = tables or [
            name
            for (name,) in read.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if "_index" not in name and name != "alembic_version"
        ]
        return {name: read.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in found}


def schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as read:
        return dict(read.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"))


def step(path: Path, *, up: str | None = None, down: str | None = None) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        if up:
            command.upgrade(config, up)
        if down:
            command.downgrade(config, down)
    engine.dispose()


def test_there_is_a_store_of_every_earlier_schema():
    assert tuple(sorted(file.name.removesuffix(".db.gz") for file in STORES.glob("*.gz"))) == EARLIER


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_store_is_backed_up_migrated_and_still_holds(tmp_path, version):
    path = unpacked(version, tmp_path / "room")
    before = contents(path)
    store = open_store(tmp_path / "room")
    try:
        with store.reading() as session:
            result = check_store(session, store.attachments)
        assert (result.ok, result.problems) == (True, ())
        assert result.entries == len(before["journal"])
    finally:
        store.close()
    after = contents(path, list(before))
    for table, rows in before.items():
        width = len(rows[0]) if rows else 0
        kept = [
            row[:width] for row in after[table] if row in rows or table != "store_note" or row[0] not in INDEX_NOTES
        ]
        assert kept == rows, f"{table} lost or changed something"
    assert [file.name for file in (tmp_path / "room" / "backups").glob(f"*before-{HEAD}*")]


def test_a_store_from_before_the_directory_is_given_the_shipped_one_once_with_an_entry(tmp_path):
    unpacked("0001", tmp_path / "room")
    store = open_store(tmp_path / "room")
    try:
        with store.reading() as session:
            before = {unit.key: unit for unit in units_in_full(session)}
            entries = check_store(session, store.attachments).entries
            assert group_rows(session) == []
        assert complete_directory(store)
        assert not complete_directory(store), "the second time there is nothing to do"
        with store.reading() as session:
            after = {unit.key: unit for unit in units_in_full(session)}
            groups = {group.name: len(group.members) for group in group_rows(session)}
            last = last_entries(session, 1)[0]
            result = check_store(session, store.attachments)
        assert (result.ok, result.problems, result.entries) == (True, (), entries + 1)
        assert (last.event, last.author_id) == ("directory.completed", None)
    finally:
        store.close()
    assert after.keys() == before.keys(), "no unit twice"
    assert all((after[key].id, after[key].numbers) == (unit.id, unit.numbers) for key, unit in before.items())
    assert "气象" in after["secretary-3"].fields
    assert "meteorology" in after["secretary-3"].fields_en
    assert any("政府值班" in line for line in after["duty"].functions)
    assert groups["各区县市及开发区"] == 16
    assert groups["市直各部门"] == sum(unit.kind == "bureau" for unit in after.values())


@pytest.mark.parametrize("version", [version for version in EARLIER if version < "0005"])
def test_a_store_from_before_the_catalogue_is_given_the_list_and_its_titles_their_pinyin_once(tmp_path, version):
    unpacked(version, tmp_path / "room")
    store = open_store(tmp_path / "room")
    try:
        with store.reading() as session:
            entries = check_store(session, store.attachments).entries
            assert not any(row.pinyin for row in plan_rows(session))
        assert complete_catalogue(store)
        assert not complete_catalogue(store), "the second time there is nothing to do"
        with store.reading() as session:
            rows = plan_rows(session)
            required = required_rows(session, date(2026, 11, 23))
            last = last_entries(session, 1)[0]
            result = check_store(session, store.attachments)
    finally:
        store.close()
    assert (result.ok, result.problems, result.entries) == (True, (), entries + 1)
    assert (last.event, last.author_id) == ("catalogue.completed", None)
    assert len(rows) == 9
    assert all(row.pinyin.startswith("shilishi") or not row.title.startswith("示例市") for row in rows)
    assert all(row.pinyin and row.initials for row in rows)
    assert [row.title for row in required] == [line["title"] for line in shipped_required()]


@pytest.mark.parametrize("version", EARLIER)
def test_up_and_down_again_leaves_the_schema_and_the_data_as_they_were(tmp_path, version):
    path = unpacked(version, tmp_path / "room")
    before, tables = contents(path), set(schema(path))
    migrate(path)
    step(path, down=version)
    assert set(schema(path)) == tables
    assert contents(path) == before
    step(path, up="head")


def test_a_new_store_and_a_migrated_one_have_the_same_columns(tmp_path):
    create_store(tmp_path / "new").close()
    path = unpacked(KNOWN[0], tmp_path / "old")
    migrate(path)

    def columns(of: Path) -> dict[str, set[str]]:
        with closing(sqlite3.connect(of)) as read:
            names = [name for name in schema(of) if not name.startswith(("ix_", "uq_"))]
            return {name: {str(row[1]) for row in read.execute(f"PRAGMA table_info({name})")} for name in names}

    assert columns(path) == columns(tmp_path / "new" / DATABASE)


def test_what_got_further_columns_is_as_it_was_and_can_use_them(tmp_path):
    unpacked("0002", tmp_path / "room")
    store = open_store(tmp_path / "room")
    try:
        with store.reading() as session:
            found = supervision_in_full(session, SUPERVISED)
        first, second, third = (row.id for row in found.common.assignments)
        before = {first: "orange", second: "orange", third: ""}
        assert found.colours == before, "until then a matter had one colour, of every unit that was urged"
        with store.desk() as desk:
            urge_in_colour(desk, UrgeInColour(id=SUPERVISED, assignment_id=third, colour=Colour.BLUE))
        with store.reading() as session:
            assert supervision_in_full(session, SUPERVISED).colours == {**before, third: "blue"}
        with store.reading() as session:
            word = next(row for row in routing_word_rows(session, removed=True) if row.word == "缆车")
        assert (word.unit, word.weight, word.origin, word.removed) == ("秘书六处", 3, "typed", False)
        with store.desk() as desk:
            take_routing_word(desk, TakeRoutingWord(word="缆车", unit_id=word.unit_id, version=word.version))
        with store.reading() as session:
            assert check_store(session, store.attachments).problems == ()
            assert "缆车" not in {row.word for row in routing_word_rows(session)}
    finally:
        store.close()
    step(tmp_path / "room" / DATABASE, down="0002")
    step(tmp_path / "room" / DATABASE, up="head")

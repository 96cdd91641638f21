"""Opening a store: refused in words before anything is touched."""

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
import warnings

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from dutyroom.actions.entries import write_entry
from dutyroom.data import startup
from dutyroom.data.backup import restore_backup, write_backup
from dutyroom.data.migrations import HEAD, KNOWN
from dutyroom.data.queries.journal import JournalSearch, find_entries
from dutyroom.data.startup import create_store, daily_backup, migrate, network_kind, open_store
from dutyroom.data.store import DATABASE
from dutyroom.data.tables import Table
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import check_store
from dutyroom.rules.entry import Kind, WriteEntry
from tests.samples import PEOPLE, Room


def _trouble(folder):
    with pytest.raises(Trouble) as caught:
        open_store(folder).close()
    return caught.value.code


def test_the_newest_schema_is_the_tables(tmp_path):
    migrate(tmp_path / "a.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the one index over an expression cannot be compared
        differences = compare_metadata(MigrationContext.configure(connection), Table.metadata)
    engine.dispose()
    kept = [d for d in differences if not (d[0] == "remove_table" and "_index" in d[1].name)]
    assert kept == []
    assert KNOWN[-1] == HEAD


def test_no_store_says_so(tmp_path):
    assert _trouble(tmp_path) == "store.absent"


def test_a_newer_store_is_refused_and_left_alone(room):
    room.store.close()
    with sqlite3.connect(room.store.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = room.store.path.read_bytes()
    assert _trouble(room.folder) == "store.newer"
    assert room.store.path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to look like one" * 100])
def test_something_else_is_no_store(tmp_path, content):
    (tmp_path / DATABASE).write_bytes(content)
    assert _trouble(tmp_path) == "store.not_a_store"


def test_a_damaged_store_is_said_to_be_damaged(room):
    for n in range(300):
        room.write(f"第{n}条记录，内容较长，占满几页。" * 20)
    room.store.close()
    size = room.store.path.stat().st_size
    with room.store.path.open("r+b") as file:
        for page in range(8192, size, 4096):
            file.seek(page)
            file.write(os.urandom(4096))
    assert _trouble(room.folder) in ("store.damaged", "store.chain_broken")


def test_a_read_only_store_is_refused_with_the_reason(room):
    if os.name == "posix" and os.geteuid() == 0:
        with sqlite3.connect(room.store.path) as connection:
            connection.execute("PRAGMA query_only = ON")
        room.store._writer.dispose()
        from sqlalchemy import event

        event.listen(room.store._writer, "begin", lambda c: c.exec_driver_sql("PRAGMA query_only = ON"))
    else:
        room.store.path.chmod(0o400)
    with pytest.raises(Trouble) as caught:
        room.write("写不进去")
    assert caught.value.code == "store.read_only"


def test_a_locked_store_is_said_to_be_locked(room, monkeypatch):
    other = sqlite3.connect(room.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with room.store._writer.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(Trouble) as caught:
        room.write("等不到")
    assert caught.value.code == "store.locked"
    other.execute("ROLLBACK")
    other.close()
    assert room.write("现在可以") > 0


def test_a_full_disk_is_said_to_be_full_and_the_next_entry_works(room):
    with room.store._writer.connect() as connection:
        raw = connection.connection.dbapi_connection
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Trouble) as caught:
        room.write("满" * 100_000)
    assert caught.value.code == "store.disk_full"
    with room.store._writer.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA max_page_count = 1000000")
    assert room.write("腾出空间后") > 0
    assert room.read(check_store, room.store.attachments).ok


def test_a_network_folder_is_refused_with_its_kind(tmp_path, monkeypatch):
    class Mount:
        mountpoint = str(tmp_path)
        fstype = "cifs"

    monkeypatch.setattr(startup.psutil, "disk_partitions", lambda **_: [Mount()])
    assert network_kind(tmp_path / "deep") == "cifs"
    with pytest.raises(Trouble) as caught:
        create_store(tmp_path / "deep")
    assert (caught.value.code, caught.value.facts["kind"]) == ("store.network", "cifs")


def test_a_backup_is_one_whole_file_and_restores_beside_the_former_store(room, tmp_path):
    room.start()
    room.write("备份之前")
    target = write_backup(room.folder, tmp_path / "keep.zip")
    room.write("备份之后")
    room.store.close()
    former = restore_backup(target, room.folder)
    assert former is not None
    assert former.exists()
    store = open_store(room.folder)
    with store.reading() as session:
        assert not list(find_entries(session, JournalSearch(words="备份之后")))
        assert len(list(find_entries(session, JournalSearch(words="备份之前")))) == 1
        assert check_store(session, store.attachments).ok
    store.close()


def test_half_a_backup_is_refused_and_touches_nothing(room, tmp_path):
    room.write("在")
    target = write_backup(room.folder, tmp_path / "keep.zip")
    target.write_bytes(target.read_bytes()[:-2000])
    with pytest.raises(Trouble) as caught:
        restore_backup(target, room.folder)
    assert caught.value.code == "backup.damaged"
    assert room.write("还在") > 0


def test_the_daily_backup_is_made_once_a_day(room):
    first = daily_backup(room.store, keep=3)
    assert first is not None
    assert first.exists()
    assert daily_backup(room.store, keep=3) is None
    for _ in range(5):
        room.wait(days=1)
        daily_backup(room.store, keep=3)
    assert len(list(room.store.backups.glob("daily-*.db"))) == 4  # the first of the month stays


def test_two_programs_writing_at_once_keep_one_chain(room):
    room.start()
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from dutyroom.actions.entries import write_entry
        from dutyroom.data.startup import open_store
        from dutyroom.rules.entry import Kind, WriteEntry
        store = open_store(Path(sys.argv[1]))
        for n in range(40):
            with store.desk() as desk:
                write_entry(desk, WriteEntry(kind=Kind.NOTE, text=f"另一程序 {n}"))
        store.close()
    """)
    other = subprocess.Popen([sys.executable, "-c", script, str(room.folder)])
    writers = [threading.Thread(target=lambda: [room.write(f"本程序 {n}") for n in range(20)]) for _ in range(2)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    assert other.wait(60) == 0
    result = room.read(check_store, room.store.attachments)
    assert (result.problems, result.entries) == ((), 2 + 80)


def test_killed_while_writing_loses_nothing_that_was_said_to_be_saved(tmp_path):
    room = Room(tmp_path / "killed").open()
    room.store.close()
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from dutyroom.actions.entries import write_entry
        from dutyroom.data.startup import open_store
        from dutyroom.rules.entry import Kind, WriteEntry
        store = open_store(Path(sys.argv[1]))
        n = 0
        while True:
            with store.desk() as desk:
                seq = write_entry(desk, WriteEntry(kind=Kind.NOTE, text=f"第 {n} 条"))
            print(seq, flush=True)
            n += 1
    """)
    child = subprocess.Popen([sys.executable, "-c", script, str(room.folder)], stdout=subprocess.PIPE, text=True)
    said = [int(child.stdout.readline()) for _ in range(30)]
    child.kill()
    rest = child.communicate()[0].split()
    newest = int(rest[-1]) if rest and rest[-1].isdigit() else said[-1]
    store = open_store(room.folder)
    with store.reading() as session:
        assert len(find_entries(session, JournalSearch())) >= newest
        assert check_store(session, store.attachments).ok
    store.close()
    assert len(PEOPLE) == 4


def test_a_changed_tokeniser_rebuilds_the_index(room):
    room.write("积水点位")
    room.store.close()
    with sqlite3.connect(room.store.path) as connection:
        connection.execute("UPDATE store_note SET value = '0' WHERE key = 'tokeniser'")
        connection.execute("INSERT INTO journal_index(journal_index) VALUES ('delete-all')")
    store = open_store(room.folder)
    with store.reading() as session:
        assert len(list(find_entries(session, JournalSearch(words="积水")))) == 1
    with store.desk() as desk:
        write_entry(desk, WriteEntry(kind=Kind.NOTE, text="又积水"))
    store.close()

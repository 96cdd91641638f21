"""The journal: appended only, chained, and impossible to forget."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from dutyroom.actions.entries import amend_entry, close_item, open_later, reopen_item, write_entry
from dutyroom.data.desk import UnjournaledChange
from dutyroom.data.queries.journal import JournalSearch, entry_history, entry_rows, find_entries
from dutyroom.data.queries.open_items import open_item_in_full
from dutyroom.data.tables import JournalEntry, Officer, OpenItem
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import check_store, find_head
from dutyroom.rules.canon import GENESIS
from dutyroom.rules.entry import AmendEntry, CloseItem, Kind, OpenLater, ReopenItem, WriteEntry
from dutyroom.rules.refusal import Refusal
from tests.actions.matters import Flow, replied_by


def _raw(room):
    return sqlite3.connect(room.store.path, isolation_level=None)


def _loosen(connection):
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")


def _codes(room):
    return sorted({p.code for p in room.read(check_store, room.store.attachments).problems})


def test_numbers_have_no_gaps_and_each_entry_names_the_hash_before(room):
    room.start()
    for n in range(5):
        room.write(f"第{n}条")
    with room.store.reading() as session:
        entries = session.scalars(select(JournalEntry).order_by(JournalEntry.seq)).all()
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous_hash for entry in entries] == [GENESIS, *(entry.hash for entry in entries[:-1])]


def test_an_entry_says_its_own_item_or_the_clock_due_first_and_only_its_own_can_be_changed(room):
    room.start()
    one = Flow(room, limits=(replied_by(room, minutes=10),))
    clocks = [clock for clock in one.full.clocks if clock.state == "open"]
    (row,) = (row for row in room.read(entry_rows, room.read(find_entries, JournalSearch())) if row.item_state)
    assert len(clocks) > 2
    assert (row.item_id, row.item_state, row.due_at) == (None, "open", room.now + timedelta(minutes=10))
    with pytest.raises(Refusal, match=r"item\.of_matter"):
        room.do(reopen_item, ReopenItem(id=clocks[0].id))
    later = room.now + timedelta(days=9)
    room.do(open_later, OpenLater(seq=row.seq, due_at=later))
    (row,) = room.read(entry_rows, [row.seq])
    item = room.read(open_item_in_full, row.item_id)
    assert (row.item_state, row.due_at, item.duty, item.due_at) == ("open", later, "", later)
    assert [clock.due_at for clock in one.full.clocks] == [clock.due_at for clock in clocks]
    room.do(close_item, CloseItem(id=row.item_id, outcome="已办"))
    (row,) = room.read(entry_rows, [row.seq])
    assert (row.item_id, row.item_state, row.due_at) == (item.id, "open", room.now + timedelta(minutes=10))
    room.do(open_later, OpenLater(seq=row.seq, due_at=None))
    assert room.read(open_item_in_full, item.id).state == "open"


def test_a_refused_command_leaves_nothing_behind(room):
    before = room.read(find_entries, JournalSearch())
    with pytest.raises(Refusal, match=r"entry\.text\.empty"):
        room.write("  \n ")
    assert room.read(find_entries, JournalSearch()) == before
    with room.store.reading() as session:
        assert session.scalars(select(OpenItem)).all() == []


@pytest.mark.parametrize("how", ["insert", "edit", "bulk", "delete"])
def test_a_change_without_an_entry_is_undone_as_a_bug(room, how):
    def forget(desk):
        officer = desk.session.get(Officer, room.id("张伟"))
        if how == "insert":
            desk.session.add(Officer(name="无名", initials="wm", pinyin="wuming", roles="officer", created_at=desk.now))
        elif how == "edit":
            officer.post = "科长"
        elif how == "bulk":
            desk.session.execute(update(Officer).values(post="科长"))
        else:
            desk.session.delete(officer)

    with pytest.raises(UnjournaledChange):
        room.do(forget)
    with room.store.reading() as session:
        assert {(o.name, o.post) for o in session.scalars(select(Officer))} == {(name, "") for name in room.people}


def test_a_change_after_its_entry_is_a_bug_too(room):
    def late(desk):
        item = desk.session.scalar(select(Officer).where(Officer.name == "张伟"))
        item.post = "科长"
        desk.session.flush()
        desk.journal("officer.changed", text="张伟", record=("officer", item.id))
        item.post = "处长"

    with pytest.raises(UnjournaledChange):
        room.do(late)


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET text = 'x'", "DELETE FROM journal", "DELETE FROM journal_row"]
)
def test_the_database_itself_refuses_to_rewrite_the_journal(room, statement):
    room.write("不可改", due_at=room.now.replace(hour=20))
    with _raw(room) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)


def test_a_purge_may_only_empty_an_entry_and_name_its_witness(room):
    seq = room.write("误录内容")
    with _raw(room) as connection:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE journal SET text = NULL, payload = NULL WHERE seq = ?", (seq,))
        connection.execute(
            "UPDATE journal SET text = NULL, unit = NULL, person = NULL, phone = NULL, payload = NULL, purged_by = ?"
            " WHERE seq = ?",
            (seq + 1, seq),
        )
    assert _codes(room) == ["removal.unwitnessed"], "the chain holds, but nobody says who did it"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE journal SET text = '改' WHERE seq = 3", "chain.text"),
        ("UPDATE journal SET phone = '110' WHERE seq = 3", "chain.payload"),
        ("UPDATE journal SET happened_at = happened_at + 1 WHERE seq = 3", "chain.hash"),
        ("UPDATE journal SET author_name = '别人' WHERE seq = 3", "chain.hash"),
        ("UPDATE journal SET important = 1 WHERE seq = 3", "chain.hash"),
        ("UPDATE journal_row SET digest = zeroblob(32) WHERE seq = 2", "chain.rows"),
        ("UPDATE officer SET post = '书记' WHERE id = 1", "row.changed"),
        ("INSERT INTO contact(phone, person, active, version) VALUES ('1', '', 1, 1)", "row.unknown"),
        ("DELETE FROM unit WHERE id = 1", "row.missing"),
        ("DELETE FROM journal WHERE seq = 3", "chain.gap"),
    ],
)
def test_check_finds_what_was_changed_behind_the_journals_back(room, change, code):
    room.start()
    room.write("甲", phone="13800138000")
    room.write("乙")
    assert _codes(room) == []
    with _raw(room) as connection:
        _loosen(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(change)
    assert code in _codes(room)


def test_removing_the_newest_entries_is_found_from_the_last_signed_handover(room):
    room.start()
    room.write("甲")
    taken = room.take(room.give())
    head = bytes.fromhex(room.read(check_store, room.store.attachments).head)
    assert room.read(find_head, head).after == 0
    with _raw(room) as connection:
        _loosen(connection)
        connection.execute("DELETE FROM journal_row WHERE seq >= (SELECT max(seq) FROM journal)")
        connection.execute("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    assert "chain.end" in _codes(room)
    assert room.read(find_head, head) is None
    assert taken.shift_id == 1


def test_a_store_with_a_broken_tail_does_not_open(room):
    from dutyroom.data.startup import open_store

    room.start()
    seq = room.write("甲")
    room.store.close()
    with _raw(room) as connection:
        _loosen(connection)
        connection.execute("UPDATE journal SET text = '改' WHERE seq = ?", (seq,))
    with pytest.raises(Trouble) as caught:
        open_store(room.folder)
    assert (caught.value.code, caught.value.facts["seq"]) == ("store.chain_broken", seq)


def test_an_amendment_shows_both_and_the_history_from_either_end(room):
    seq = room.write("三死", unit="二七区")
    first = room.do(amend_entry, AmendEntry(seq=seq, text="三伤", reason="听错"))
    second = room.do(amend_entry, AmendEntry(seq=first, text="两伤"))
    for asked in (seq, first, second):
        assert [row.text for row in room.read(entry_history, asked)] == ["三死", "三伤", "两伤"]
    (original,) = room.read(entry_rows, [seq])
    assert (original.text, original.amended_by, original.unit) == ("三死", first, "二七区")
    with pytest.raises(Refusal, match=r"entry\.amended_already"):
        room.do(amend_entry, AmendEntry(seq=seq, text="又改"))


def test_a_clock_set_back_still_writes_and_says_so_in_the_entry(room):
    room.write("先")
    room.wait(minutes=-30)
    seq = room.write("后")
    (row,) = room.read(entry_rows, [seq])
    assert '"clock_behind_s":1800' in row.payload
    assert room.read(check_store, room.store.attachments).problems == ()


@pytest.mark.parametrize("count", [1, 3, 60])
def test_rows_cost_two_queries_whatever_their_number(room, count):
    from sqlalchemy import event

    for n in range(count):
        room.write(f"第{n}条")
    statements = []
    with room.store.reading() as session:
        session.connection()
        event.listen(session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2]))
        entry_rows(session, range(2, 2 + count))
    assert len(statements) == 2


def test_emoji_controls_and_a_hundred_thousand_characters_are_kept(room):
    text = "🚒\x00\x07甲\r\n乙\u2028丙" + "长" * 100_000
    seq = room.write(text)
    (row,) = room.read(entry_rows, [seq])
    assert row.text == "🚒甲\n乙\n丙" + "长" * 100_000
    assert room.read(check_store, room.store.attachments).problems == ()


def test_filters_find_by_kind_time_shift_words_and_open(room):
    shift = room.start()
    room.write("大风蓝色预警", kind=Kind.WEATHER)
    late = room.write("嵩山路积水", due_at=room.now.replace(hour=10))
    room.do(write_entry, WriteEntry(kind=Kind.INSTRUCTION, text="请水利局速办", important=True))

    def found(**named):
        return list(room.read(find_entries, JournalSearch(**named)))

    assert found(kinds=frozenset({"weather"})) == [late - 1]
    assert found(words="积水") == [late]
    assert found(open_only=True) == [late]
    assert found(important_only=True) == [late + 1]
    assert found(shift_id=shift) == [late - 2, late - 1, late, late + 1]
    assert found(since=room.now.replace(hour=5)) == []
    assert found() == list(range(1, late + 2))

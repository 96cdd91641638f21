"""The bulk writer: the same rows, chain and index as the desk writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.bulk import filling, indexed_words
from dutyroom.data.desk import searched_text
from dutyroom.data.startup import create_store, open_store
from dutyroom.data.tables import OpenItem
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import check_store
from dutyroom.rules.canon import microseconds
from dutyroom.rules.entry import Kind
from dutyroom.rules.officer import Author
from dutyroom.rules.terms import index_text

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
AT = microseconds(NOON)
WRITER = Author(7, "赵样例")
ITEM = {
    "id": 1,
    "title": "燃气泄漏",
    "entry_seq": 1,
    "opened_at": AT,
    "due_at": AT + 60_000_000,
    "urgent": True,
    "waiting_for": "",
    "state": "open",
    "closed_at": None,
    "outcome": "",
    "put_off_until": None,
}


def _entry(text: str, **others: object) -> dict[str, object]:
    values = dict.fromkeys(
        (
            "shift_id",
            "record_kind",
            "record_id",
            "amends",
            "paper_number",
            "paper_writer",
            "unit",
            "person",
            "phone",
            "payload",
        )
    )
    values |= {"kind": "call_in", "event": "entry.written", "happened_at": AT, "written_at": AT, "important": False}
    return {**values, "author_id": 7, "author_name": "赵样例", "text": text, **others}


def test_the_chain_is_the_one_that_the_desk_writes(tmp_path):
    with filling(tmp_path / "bulk", kind="sample") as writer:
        writer.put(OpenItem, dict(ITEM))
        writer.journal(_entry("燃气泄漏。", unit="金水区", phone="110", payload={"due_at": AT, "urgent": True}))
        writer.journal(_entry("已转告", important=True))
    slow = create_store(tmp_path / "slow", clock=lambda: NOON)
    with slow.desk(WRITER) as desk:
        item = {key: value for key, value in ITEM.items() if key not in ("opened_at", "due_at")}
        due = datetime(2026, 11, 23, 4, 1, tzinfo=UTC)
        desk.session.add(OpenItem(**item, opened_at=NOON, due_at=due))
        payload = {"due_at": NOON, "urgent": True}
        desk.journal("entry.written", text="燃气泄漏。", kind=Kind.CALL_IN, unit="金水区", phone="110", payload=payload)
        desk.journal("entry.written", text="已转告", kind=Kind.CALL_IN, important=True)
        head = desk.tail.hash
    slow.close()
    store = open_store(tmp_path / "bulk")
    with store.reading() as session:
        result = check_store(session, store.attachments)
    store.close()
    assert (result.problems, result.entries, result.head) == ((), 2, head.hex())


def test_a_row_that_no_entry_vouches_for_is_a_bug_and_leaves_nothing(tmp_path):
    def forget() -> None:
        with filling(tmp_path, kind="sample") as writer:
            writer.put(OpenItem, dict(ITEM))

    with pytest.raises(ValueError, match="open_item"):
        forget()
    assert list(tmp_path.iterdir()) == []


def test_only_a_store_without_entries_is_filled(tmp_path):
    create_store(tmp_path).close()
    with filling(tmp_path, kind="sample") as writer:
        writer.journal(_entry("一"))
    with closing(sqlite3.connect(tmp_path / "dutyroom.db")) as connection:
        assert connection.execute("SELECT value FROM store_note WHERE key = 'kind'").fetchone() == ("sample",)

    def again() -> None:
        with filling(tmp_path, kind="sample") as writer:
            writer.journal(_entry("二"))

    with pytest.raises(Trouble) as caught:
        again()
    assert caught.value.code == "store.present"


_TEXTS = st.text(alphabet="金水区值班室报告一级Ⅳ級應急A9a。，（）\n 　ー①", max_size=20)


@given(
    text=_TEXTS,
    unit=st.one_of(st.none(), _TEXTS),
    person=st.one_of(st.none(), _TEXTS),
    phone=st.one_of(st.none(), _TEXTS),
)
def test_the_words_of_the_party_are_those_of_the_whole(text, unit, person, phone):
    for ending in ("", "。", "报。"):
        entry = {"text": text + ending, "unit": unit, "person": person, "phone": phone, "paper_number": None}
        assert indexed_words(entry) == index_text(searched_text(entry))

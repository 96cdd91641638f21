"""Entries and open items."""

from datetime import timedelta

import pytest

from dutyroom.actions.drafts import drop_draft, save_draft
from dutyroom.actions.entries import amend_entry, close_item, open_later, put_off, reopen_item
from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.journal import entry_in_full, last_entries
from dutyroom.data.queries.open_items import count_open, open_item_in_full, open_items
from dutyroom.data.queries.search import search_journal
from dutyroom.data.queries.units import unit_named
from dutyroom.rules.entry import AmendEntry, CloseItem, Kind, OpenLater, PutOff, ReopenItem
from dutyroom.rules.refusal import Refusal


def _refused(code):
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def test_an_entry_keeps_both_times_and_whom(room):
    room.start()
    room.wait(minutes=30)
    before = room.now - timedelta(minutes=20)
    seq = room.write(" 大货车追尾 ", happened_at=before, unit="二七区", person="老周（示例）", phone="0371-1")
    entry = room.read(entry_in_full, seq)
    assert (entry.text, entry.happened_at, entry.written_at) == ("大货车追尾", before, room.now)
    assert (entry.unit, entry.person, entry.phone, entry.author) == ("二七区", "老周（示例）", "0371-1", "李秀英")
    assert entry.shift_id == 1


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"happened_at": 5}, "entry.happened.future"),
        ({"happened_at": -60 * 24 * 8}, "entry.happened.far_back"),
        ({"due_at": 0}, "entry.due.before_event"),
        ({"happened_at": -60, "due_at": -30}, "entry.due.past"),
    ],
)
def test_times_that_cannot_be_are_refused(room, named, code):
    with _refused(code):
        room.write("甲", **{name: room.now + timedelta(minutes=m) for name, m in named.items()})


def test_an_event_before_the_shift_is_written_once_it_is_confirmed(room):
    room.now += timedelta(seconds=37)
    room.start()
    room.wait(minutes=5)
    began = room.now.replace(second=0) - timedelta(minutes=5)
    assert room.write("同一分钟", happened_at=began)
    early = began - timedelta(minutes=1)
    with _refused("entry.happened.before_shift") as refused:
        room.write("班前", happened_at=early)
    assert (refused.value.field, refused.value.facts["time"]) == ("happened_at", early)
    assert refused.value.facts["began"] == began + timedelta(seconds=37)
    late = room.read(entry_in_full, room.write("班前", happened_at=early, confirmed=True))
    assert (late.happened_at, late.written_at) == (early, room.now)
    assert room.write("停电时", happened_at=early, paper_number="停-20261123-001")


def test_no_line_of_the_log_reads_in_another_order_than_it_stands(room):
    seq = room.write(
        "死亡\u202e0\u202c人，受伤\u20673人", unit="二七区\u202e", person="\u200f老周（示例）", phone="\u2066110\u2069"
    )
    entry = room.read(entry_in_full, seq)
    assert entry.text == "死亡0人，受伤3人"
    assert (entry.unit, entry.person, entry.phone) == ("二七区", "老周（示例）", "110")
    room.write("待办\u202e", open=True)
    room.do(close_item, CloseItem(id=1, outcome="好\u202e了"))
    room.do(lambda desk: desk.journal("plan.imported", text="预案\u202e方案"))
    assert [e.text for e in room.read(last_entries, 3)] == ["待办", "好了", "预案方案"]


def test_between_shifts_nothing_lies_before_the_shift(room):
    assert room.write("无人当班", happened_at=room.now - timedelta(days=6))


def test_a_kept_number_is_offered_for_the_unit_next_time_and_kept_once(room):
    for _ in range(2):
        room.write("甲", unit="二七区", person="老周（示例）", phone="13800138000", keep_number=True)
    assert room.read(unit_named, "二七区").phones == (("老周（示例）", "13800138000"),)


def test_an_open_item_runs_from_opening_to_closing_and_back(room):
    room.start()
    seq = room.write("积水", due_at=room.now + timedelta(hours=1), unit="二七区")
    (item,) = room.read(open_items)
    assert (item.title, item.entry_seq, item.waiting_for) == ("积水", seq, "二七区")
    with _refused("item.outcome.empty"):
        room.do(close_item, CloseItem(id=item.id, outcome=""))
    room.do(close_item, CloseItem(id=item.id, outcome="已排除", version=item.version))
    assert room.read(count_open) == 0
    with _refused("item.closed"):
        room.do(close_item, CloseItem(id=item.id, outcome="再次"))
    room.do(reopen_item, ReopenItem(id=item.id, reason="又积水"))
    assert room.read(open_item_in_full, item.id).state == "open"
    assert [e.event for e in room.read(last_entries, 2)] == ["item.closed", "item.reopened"]


def test_two_who_decide_at_once_are_told(room):
    room.write("积水", open=True)
    (item,) = room.read(open_items)
    room.do(put_off, PutOff(id=item.id, until=room.now + timedelta(minutes=15)))
    with _refused("record.changed_meanwhile"):
        room.do(close_item, CloseItem(id=item.id, outcome="好了", version=item.version))


def test_an_alarm_is_put_off_for_a_while_only(room):
    room.write("积水", due_at=room.now + timedelta(hours=1))
    with _refused("item.put_off.past"):
        room.do(put_off, PutOff(id=1, until=room.now))
    with _refused("item.put_off.long"):
        room.do(put_off, PutOff(id=1, until=room.now + timedelta(hours=13)))
    room.do(put_off, PutOff(id=1, until=room.now + timedelta(minutes=30)))
    assert room.read(open_items)[0].put_off_until == room.now + timedelta(minutes=30)


def test_any_entry_can_become_an_open_item_later(room):
    seq = room.write("待查")
    room.do(open_later, OpenLater(seq=seq, due_at=room.now + timedelta(hours=2)))
    assert [(i.entry_seq, i.title) for i in room.read(open_items)] == [(seq, "待查")]
    room.do(open_later, OpenLater(seq=seq, due_at=room.now + timedelta(hours=3)))
    assert [i.due_at for i in room.read(open_items)] == [room.now + timedelta(hours=3)]


def test_an_amended_text_stays_findable_and_is_marked(room):
    seq = room.write("嵩山路口追尾")
    room.do(amend_entry, AmendEntry(seq=seq, text="航海路口追尾"))
    found = room.read(search_journal, "嵩山路")
    assert [(hit.id, hit.amended) for hit in found.hits] == [(seq, True)]


def test_entries_of_the_program_cannot_be_amended(room):
    room.start()
    with _refused("entry.amend.generated"):
        room.do(amend_entry, AmendEntry(seq=2, text="别的"))


def test_drafts_are_the_writers_own_and_go_with_the_entry(room):
    room.do(save_draft, "a", '{"text":"半句"}')
    room.do(save_draft, "a", '{"text":"半句话"}')
    room.do(save_draft, "b", '{"text":"第二"}')
    me = room.id("李秀英")
    assert [(d.id, d.content) for d in room.read(drafts_of, me)] == [
        ("a", '{"text":"半句话"}'),
        ("b", '{"text":"第二"}'),
    ]
    assert room.read(drafts_of, room.id("张伟")) == []
    room.write("半句话说完", draft_id="a")
    room.do(drop_draft, "b")
    assert room.read(drafts_of, me) == []


def test_what_was_written_on_paper_keeps_sheet_writer_and_both_times(room):
    then = room.now - timedelta(days=9)
    seq = room.write(
        "停电时来电", happened_at=then, paper_number="停-20261114-001", paper_writer="张伟", kind=Kind.CALL_IN
    )
    entry = room.read(entry_in_full, seq)
    assert (entry.paper_number, entry.paper_writer, entry.happened_at) == ("停-20261114-001", "张伟", then)
    assert room.read(search_journal, "停-20261114").hits[0].id == seq

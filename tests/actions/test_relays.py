"""Passing on: every recipient a line, the open item until all have acknowledged, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from dutyroom.actions.entries import close_item
from dutyroom.actions.relays import add_recipients, end_relay, not_reached, start_relay, take_off, tell, urge_recipients
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.relays import find_relays, relay_in_full, relays_of_matter
from dutyroom.data.tables import JournalEntry
from dutyroom.data.verify import check_store
from dutyroom.rules.entry import CloseItem
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import (
    AddRecipients,
    EndRelay,
    NotReached,
    Recipient,
    StartRelay,
    TakeOff,
    Told,
    UrgeRecipients,
)
from tests.actions.matters import Flow
from tests.samples import Room

AREAS = ("经济技术开发区", "二七区", "金水区")


def begin(room: Room, **named) -> int:
    usual = {
        "title": "关于做好强降雨防范工作的紧急通知",
        "text": "请立即部署，18时前报送落实情况。",
        "recipients": tuple(Recipient(unit=name, phone="0371-1") for name in AREAS),
    }
    return int(room.do(start_relay, StartRelay(**{**usual, **named})))


def line(room: Room, relay: int, unit: str):
    return next(row for row in room.read(relay_in_full, relay).lines if row.unit == unit)


def told(room: Room, relay: int, unit: str, **named) -> int:
    asked = {"channel": "telephone", "taken_by": "示例 张三", "read_back": True, **named}
    return int(room.do(tell, Told(line_id=line(room, relay, unit).id, **asked)))


def refused(room: Room, action, asked) -> Refusal:
    with pytest.raises(Refusal) as caught:
        room.do(action, asked)
    return caught.value


def test_those_who_have_not_acknowledged_are_urged_in_one_go_with_an_entry_each(room):
    relay = begin(room)
    told(room, relay, "二七区", acknowledged=False)
    told(room, relay, "金水区")
    asked = UrgeRecipients(
        relay_id=relay, line_ids=tuple(line(room, relay, name).id for name in AREAS), remark="请速回"
    )
    assert room.do(urge_recipients, asked) == 2
    entries = room.read(lambda s: list(s.scalars(select(JournalEntry).where(JournalEntry.event == "relay.urged"))))
    assert [(entry.unit, entry.text.splitlines()[-1]) for entry in entries] == [
        ("经济技术开发区", "请速回"),
        ("二七区", "请速回"),
    ]
    assert {name: line(room, relay, name).attempts for name in AREAS} == {"经济技术开发区": 1, "二七区": 2, "金水区": 1}
    told(room, relay, "经济技术开发区")
    assert refused(room, urge_recipients, replace(asked, line_ids=asked.line_ids[:1])).code == "matter.urge.nobody"
    assert room.read(check_store, room.store.attachments).problems == ()


def test_the_list_proves_who_was_told_when(room):
    flow = Flow(room)
    relay = begin(room, matter_id=flow.id, acknowledge_by=room.now + timedelta(hours=2))
    assert flow.full.matter.due_at == room.now + timedelta(hours=2)
    room.wait(minutes=5)
    seq = told(room, relay, "二七区")
    entry = room.read(entry_in_full, seq)
    assert (entry.event, entry.kind, entry.unit, entry.person) == ("relay.told", "call_out", "二七区", "示例 张三")
    row = line(room, relay, "二七区")
    assert (row.state, row.acknowledged_at, row.read_back, row.attempts) == ("acknowledged", room.now, True, 1)
    assert room.read(relays_of_matter, flow.id)[0].done == 1


def test_who_does_not_answer_is_called_again_and_named_until_then(room):
    relay = begin(room)
    for name in AREAS[:2]:
        told(room, relay, name)
    room.do(not_reached, NotReached(line_id=line(room, relay, "金水区").id, remark="无人接听"))
    item = next(item for item in room.read(open_items) if item.title.startswith("下发〔2026〕1号"))
    assert item.waiting_for == "金水区"
    assert (line(room, relay, "金水区").attempts, line(room, relay, "金水区").state) == (1, "waiting")
    told(room, relay, "金水区")
    assert room.read(relay_in_full, relay).relay.state == "done"
    assert not room.read(open_items)
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_fax_that_was_sent_still_waits_for_its_acknowledgement(room):
    relay = begin(room)
    told(room, relay, "二七区", channel="fax", taken_by="", acknowledged=False)
    assert (line(room, relay, "二七区").state, line(room, relay, "二七区").sent_at) == ("sent", room.now)
    sent = room.now
    room.wait(minutes=10)
    told(room, relay, "二七区")
    row = line(room, relay, "二七区")
    assert (row.sent_at, row.acknowledged_at, row.attempts) == (sent, room.now, 2)


def test_the_open_item_of_a_relay_is_not_ticked_by_hand(room):
    begin(room)
    item = room.read(open_items)[0]
    assert refused(room, close_item, CloseItem(id=item.id, outcome="好了")).code == "item.of_matter"


def test_a_matter_is_not_closed_while_somebody_has_not_acknowledged(room):
    flow = Flow(room)
    relay = begin(room, matter_id=flow.id)
    with pytest.raises(Refusal) as caught:
        flow.close()
    assert caught.value.facts["what"] == ("recipients acknowledge",)
    room.do(end_relay, EndRelay(relay_id=relay, reason="通知已取消"))
    flow.close()
    assert room.read(relay_in_full, relay).relay.state == "done"


def test_recipients_are_added_and_taken_off_one_by_one(room):
    relay = begin(room)
    room.do(add_recipients, AddRecipients(relay_id=relay, recipients=(Recipient(unit="水利局"),)))
    again = AddRecipients(relay_id=relay, recipients=(Recipient(unit="二七区"),))
    assert refused(room, add_recipients, again).facts["unit"] == "二七区"
    for name in (*AREAS, "水利局"):
        room.do(take_off, TakeOff(line_id=line(room, relay, name).id, reason="不涉及"))
    assert room.read(relay_in_full, relay).relay.state == "done"
    assert room.read(find_relays, running_only=True) == []


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"title": " "}, "relay.title.empty"),
        ({"text": ""}, "relay.text.empty"),
        ({"recipients": ()}, "relay.recipients.empty"),
        ({"recipients": (Recipient(unit="二七区"), Recipient(unit="二七区"))}, "relay.recipient.twice"),
    ],
)
def test_what_cannot_be_passed_on_is_refused(room, named, code):
    with pytest.raises(Refusal) as caught:
        begin(room, **named)
    assert caught.value.code == code


def test_a_secret_paper_is_not_passed_on_from_here(room):
    flow = Flow(room, secrecy="秘密", required="", document_number="")
    with pytest.raises(Refusal) as caught:
        begin(room, matter_id=flow.id)
    assert caught.value.code == "relay.secret"


def test_whoever_took_it_is_named_and_nothing_is_told_twice(room):
    relay = begin(room)
    number = line(room, relay, "二七区").id
    assert refused(room, tell, Told(line_id=number, channel="telephone")).field == "taken_by"
    told(room, relay, "二七区")
    assert refused(room, tell, Told(line_id=number, channel="telephone", taken_by="李四")).code == "relay.line.done"
    room.do(end_relay, EndRelay(relay_id=relay, reason="误发", void=True))
    other = line(room, relay, "金水区").id
    assert refused(room, not_reached, NotReached(line_id=other)).code == "relay.over"


def test_the_times_are_those_that_the_officer_says(room):
    relay = begin(room)
    room.wait(minutes=20)
    told_at, acknowledged_at = room.now - timedelta(minutes=15), room.now - timedelta(minutes=5)
    seq = told(room, relay, "二七区", at=told_at, acknowledged_at=acknowledged_at)
    row = line(room, relay, "二七区")
    assert (row.sent_at, row.acknowledged_at) == (told_at, acknowledged_at)
    entry = room.read(entry_in_full, seq)
    assert entry.happened_at == acknowledged_at
    told(room, relay, "金水区", at=told_at)
    assert line(room, relay, "金水区").acknowledged_at == told_at, "who took the call has acknowledged"


def test_what_was_sent_keeps_its_time_when_it_is_acknowledged(room):
    relay = begin(room)
    sent_at = room.now
    told(room, relay, "二七区", acknowledged=False)
    room.wait(minutes=30)
    told(room, relay, "二七区")
    row = line(room, relay, "二七区")
    assert (row.sent_at, row.acknowledged_at) == (sent_at, room.now)


@pytest.mark.parametrize(
    ("at", "acknowledged_at", "field", "code"),
    [
        (5, None, "at", "relay.time.future"),
        (-61, None, "at", "relay.time.before"),
        (-10, 5, "acknowledged_at", "relay.time.future"),
        (-10, -20, "acknowledged_at", "relay.time.order"),
        (-10, -90, "acknowledged_at", "relay.time.before"),
    ],
)
def test_a_time_that_cannot_be_is_refused_at_its_field(room, at, acknowledged_at, field, code):
    relay = begin(room)
    room.wait(hours=1)
    times = {"at": at, "acknowledged_at": acknowledged_at}
    named = {name: room.now + timedelta(minutes=span) for name, span in times.items() if span is not None}
    asked = Told(line_id=line(room, relay, "二七区").id, channel="telephone", taken_by="示例 张三", **named)
    caught = refused(room, tell, asked)
    assert (caught.field, caught.code) == (field, code)
    assert line(room, relay, "二七区").attempts == 0

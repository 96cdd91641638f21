"""Correcting what a caller was asked: the limit that the call set follows, in the same entry."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from dutyroom.actions.clocks import CORRECTED, STOPPED
from dutyroom.actions.limits import move_limit
from dutyroom.actions.notices import correct_notice
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.verify import check_store
from dutyroom.rules.matter import Duty
from dutyroom.rules.matter_steps import MoveLimit
from dutyroom.rules.notice import AskedLimit, Channel, CorrectNotice, Slip
from dutyroom.rules.refusal import Refusal
from tests.actions.matters import Flow, a_notice
from tests.samples import NOON

SLIP = Slip(caller="王处长", phone="0371-65900000", read_back=True, reply_at=NOON + timedelta(hours=3))
LATER = NOON + timedelta(hours=5)


def by_telephone(slip: Slip | None):
    return {"channel": Channel.TELEPHONE, "urgency": "", "slip": slip}


def correct(room, flow: Flow, slip: Slip) -> int:
    facts = a_notice(**by_telephone(slip))
    asked = CorrectNotice(id=flow.id, version=flow.full.matter.version, facts=facts, reason="时间听错")
    return int(room.do(correct_notice, asked))


def limits(flow: Flow) -> dict[str, object]:
    return {each.duty: each.due_at for each in flow.full.clocks}


def test_the_limit_that_was_heard_wrongly_follows_and_the_entry_says_from_when_to_when(room):
    flow = Flow(room, **by_telephone(SLIP))
    before = limits(flow)
    assert (before[Duty.REPLY], before[Duty.CLOSE]) == (SLIP.reply_at, SLIP.reply_at)
    entry = room.read(entry_in_full, correct(room, flow, replace(SLIP, reply_at=LATER)))
    assert limits(flow) == {**before, Duty.REPLY: LATER, Duty.CLOSE: LATER}
    said = json.loads(entry.payload or "")
    assert list(said["changes"]) == ["reply_at"]
    assert {duty for duty, _, _ in said["limits"]} == {Duty.REPLY, Duty.CLOSE}
    assert room.read(notice_in_full, flow.id).slip == replace(SLIP, reply_at=LATER)
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_limit_moved_by_hand_stays(room):
    flow = Flow(room, **by_telephone(SLIP))
    clock = next(each for each in flow.full.clocks if each.duty == Duty.REPLY)
    by_hand = NOON + timedelta(hours=9)
    room.do(move_limit, MoveLimit(id=flow.id, item_id=clock.id, due_at=by_hand, text="对方同意延期"))
    correct(room, flow, replace(SLIP, reply_at=LATER))
    assert limits(flow)[Duty.REPLY] == by_hand


def test_what_was_not_written_down_begins_and_nothing_else_changes_the_limits(room):
    flow = Flow(room, **by_telephone(replace(SLIP, reply_at=None)))
    assert Duty.REPLY not in limits(flow)
    correct(room, flow, replace(SLIP, reply_at=LATER))
    now = limits(flow)
    assert now[Duty.REPLY] == LATER
    correct(room, flow, replace(SLIP, reply_at=LATER, caller="李处长"))
    assert limits(flow) == now


def test_a_reply_that_nobody_asked_for_ends_its_clock_and_closing_goes_by_its_rule(room):
    flow = Flow(room, **by_telephone(SLIP))
    plain = limits(Flow(room, **by_telephone(replace(SLIP, reply_at=None)), document_number=""))
    entry = room.read(entry_in_full, correct(room, flow, replace(SLIP, reply_at=None)))
    ended = next(each for each in flow.full.clocks if each.duty == Duty.REPLY)
    assert (ended.state, ended.outcome, ended.due_at) == (STOPPED, CORRECTED, SLIP.reply_at)
    assert {each.duty: each.due_at for each in flow.full.clocks if each.state == "open"} == plain
    assert flow.full.matter.due_at == min(filter(None, plain.values()))
    assert [duty for duty, *_ in json.loads(entry.payload or "")["limits"]] == [Duty.REPLY, Duty.CLOSE]
    assert Duty.REPLY not in {row.duty for row in room.read(open_items)}
    assert room.read(check_store, room.store.attachments).problems == ()


def test_what_the_paper_states_beside_the_call_still_sets_closing(room):
    stated = NOON + timedelta(hours=8)
    flow = Flow(room, **by_telephone(SLIP), limits=(AskedLimit(due_at=stated),))
    correct(room, flow, replace(SLIP, reply_at=None))
    running = {each.duty: each.due_at for each in flow.full.clocks if each.state == "open"}
    assert (running[Duty.REPLY], running[Duty.CLOSE]) == (stated, stated)


def test_a_reply_before_the_call_is_refused_at_its_field(room):
    flow = Flow(room, **by_telephone(SLIP))
    with pytest.raises(Refusal) as caught:
        correct(room, flow, replace(SLIP, reply_at=NOON - timedelta(days=2)))
    assert (caught.value.code, caught.value.field) == ("notice.deadline.before", "reply_at")
    assert limits(flow)[Duty.REPLY] == SLIP.reply_at

"""Handing over with the mayor's telephone full of cases: what cannot wait is named, the rest is counted and sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.actions.handover import draft_facts, handover_facts
from dutyroom.actions.hotline import take_call
from dutyroom.actions.matters import instruct
from dutyroom.actions.shifts import start_shift
from dutyroom.data.queries.handed_over import handed_over
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.tables import HotlineCase, OpenItem
from dutyroom.data.verify import check_store
from dutyroom.papers.facts import HandoverFacts, from_json, to_json
from dutyroom.rules.hotline import Card, Demand
from dutyroom.rules.hotline_sheet import TakeCall
from dutyroom.rules.matter_steps import Instruct
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import Accept, Manner, Posts, StartShift
from tests.samples import Room

MANY = 12


def fill(room: Room) -> list[int]:
    """Cases whose limits are far, but for the first four: late, due in the next shift, with a card, instructed."""

    def put(desk) -> list[int]:
        made = [
            take_call(desk, TakeCall(demand=Demand.HELP, text=f"样例诉求{place}", channel="web", wants_reply=False))
            for place in range(MANY)
        ]
        for item in desk.session.query(OpenItem).filter(OpenItem.matter_id.is_not(None)):
            place = made.index(item.matter_id)
            item.due_at = desk.now + timedelta(hours={0: -1, 1: 3}.get(place, 24 * 5))
        desk.session.get_one(HotlineCase, made[2]).card = Card.YELLOW.value
        desk.journal("matter.changed", text="样例")
        return made

    cases = room.do(put)
    room.do(instruct, Instruct(id=cases[3], leader="王建国", text="请抓紧办理"))
    return [int(case) for case in cases]


def accepted(room: Room, at) -> tuple[Accept, ...]:
    return tuple(Accept(Manner.READ, open_item_id=item.id) for item in room.read(handed_over, at).items)


def test_what_cannot_wait_is_named_and_the_rest_counted_in_the_report_that_is_sealed(room):
    room.start()
    room.write("嵩山路积水", due_at=room.now + timedelta(days=9))
    cases = fill(room)
    facts = room.read(draft_facts, room.now)
    everything = room.read(open_items)
    hotline = facts.hotline
    named = {item.id for item in facts.open_items}
    of_cases = {item.id: item.record[1] for item in everything if item.record is not None}
    assert {of_cases[number] for number in named if number in of_cases} == set(cases[:4])
    assert (hotline.cases, hotline.items) == (MANY, len(of_cases))
    assert (hotline.yellow, hotline.red, hotline.instructed) == (1, 0, 1)
    assert hotline.overdue == sum(number == cases[0] for number in of_cases.values())
    assert hotline.rest == len(of_cases) - len(named & set(of_cases))
    assert len(named - set(of_cases)) == 1, "what is ticked off by hand stays"
    assert from_json(HandoverFacts, to_json(facts)) == facts
    handover = room.give()
    given = room.now
    room.wait(hours=5)
    taken = room.take(handover, accepted=accepted(room, given))
    sealed = room.read(handover_facts, taken.shift_id)
    assert {item.id for item in sealed.open_items} == named
    assert all(item.acceptance == "read" for item in sealed.open_items)
    assert sealed.hotline == hotline
    assert room.read(check_store, room.store.attachments).problems == ()


def test_what_is_named_must_be_accepted_and_what_is_counted_need_not(room):
    room.start()
    fill(room)
    handover = room.give()
    answers = accepted(room, room.now)
    with pytest.raises(Refusal) as refused:
        room.take(handover, accepted=answers[1:])
    assert (refused.value.code, refused.value.facts["count"]) == ("shift.unaccepted", 1)
    room.take(handover, accepted=answers)


def test_a_shift_that_starts_without_a_handover_takes_over_the_same(room):
    fill(room)
    posts = Posts(leader_id=room.id("王建国"), chief_id=room.id("李秀英"), deputy_id=room.id("张伟"))
    answers = accepted(room, room.now)
    with pytest.raises(Refusal) as refused:
        room.do(start_shift, StartShift(posts=posts, accepted=answers[1:]))
    assert refused.value.facts["count"] == 1
    assert room.do(start_shift, StartShift(posts=posts, accepted=answers))


def test_an_office_without_cases_says_nothing_of_the_telephone(room):
    room.start()
    assert room.read(draft_facts, room.now).hotline is None

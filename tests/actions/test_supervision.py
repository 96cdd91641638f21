"""Supervision on a real store: limits by basis, colours, results of proposals, and the shared flow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.actions.matters import assign, close, feed_back
from dutyroom.actions.supervision import record_result, set_up_supervision, urge_in_colour
from dutyroom.actions.supervision_facts import supervision_ledger_facts, supervision_notice_facts
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.supervision import supervision_in_full, supervision_rows
from dutyroom.data.tables import Supervision
from dutyroom.data.verify import check_store
from dutyroom.rules.matter import Duty, Role, State
from dutyroom.rules.matter_steps import Assign, AssignTo, Close, UnitStep
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import (
    Basis,
    Colour,
    Light,
    RecordResult,
    SetUpSupervision,
    UrgeInColour,
    light,
    next_colour,
    strongest,
    unit_colours,
)
from tests.actions.matters import Flow
from tests.samples import NOON, ZONE, Room

UNIT = "城市管理局"


def set_up(room: Room, **named) -> int:
    usual = {"basis": Basis.INSTRUCTION, "title": "嵩山路积水点整治", "asked": "月底前完成改造", "leader": "王建国"}
    return int(room.do(set_up_supervision, SetUpSupervision(**{**usual, **named})))


def full(room: Room, number: int):
    return room.read(matter_in_full, number)


def handed(room: Room, number: int) -> int:
    room.do(assign, Assign(id=number, units=(AssignTo(unit=UNIT),)))
    return full(room, number).assignments[0].id


def row(room: Room, number: int) -> Supervision:
    return room.read(lambda session: session.get(Supervision, number))


@pytest.mark.parametrize(
    ("named", "days", "key"),
    [
        ({}, 15, "supervise.instruction"),
        ({"is_urgent": True}, 5, "supervise.urgent_instruction"),
        ({"is_hard": True}, 30, "supervise.hard_instruction"),
        ({"basis": Basis.MEETING}, 20, "supervise.minutes"),
        ({"basis": Basis.PAPER}, 30, "supervise.paper"),
    ],
)
def test_the_limit_follows_what_it_rests_on(room, named, days, key):
    clock = full(room, set_up(room, **named)).clocks[0]
    assert (clock.duty, clock.rule_key, clock.due_at) == (Duty.CLOSE, key, room.now + timedelta(days=days))


@pytest.mark.parametrize(
    ("named", "month"),
    [
        ({"basis": Basis.NPC}, 2),
        ({"basis": Basis.CPPCC}, 4),
        ({"basis": Basis.CPPCC, "between_sessions": True}, 2),
        ({"basis": Basis.NPC, "is_hard": True}, 5),
    ],
)
def test_proposals_have_months(room, named, month):
    clock = full(room, set_up(room, proposers="示例代表", **named)).clocks[0]
    assert (clock.due_at.astimezone(ZONE).month, clock.due_at.astimezone(ZONE).year) == (month, 2027)


def test_a_limit_that_was_given_beats_the_rule_and_targets_have_none(room):
    given_ = room.now + timedelta(days=3)
    assert full(room, set_up(room, due_at=given_)).clocks[0].due_at == given_
    assert full(room, set_up(room, basis=Basis.TARGET)).clocks[0].due_at is None


def test_it_runs_through_the_shared_flow_and_grows_out_of_a_notice(room):
    notice = Flow(room)
    number = set_up(room, grew_out_of=notice.id)
    assert full(room, number).matter.number == "督〔2026〕1号"
    assert notice.full.links[0].relation == "grew_out_of"
    assignment = handed(room, number)
    room.do(feed_back, UnitStep(id=number, assignment_id=assignment, text="已完成"))
    assert full(room, number).matter.state == State.ANSWERED
    room.do(close, Close(id=number, text="销号"))
    assert full(room, number).matter.state == State.CLOSED
    assert room.read(check_store, room.store.attachments).problems == ()


def test_colours_only_grow_stronger(room):
    number = set_up(room)
    assignment = handed(room, number)
    for colour in (Colour.BLUE, Colour.ORANGE):
        room.do(urge_in_colour, UrgeInColour(id=number, assignment_id=assignment, colour=colour, text="请抓紧"))
    with pytest.raises(Refusal) as caught:
        room.do(urge_in_colour, UrgeInColour(id=number, assignment_id=assignment, colour=Colour.BLUE))
    assert (caught.value.code, caught.value.field) == ("supervision.colour.back", "colour")
    assert (row(room, number).colour, full(room, number).assignments[0].urged_count) == ("orange", 2)


def test_each_unit_that_lags_has_notices_of_its_own(room):
    number = set_up(room)
    units = (AssignTo(unit=UNIT), AssignTo(unit="水利局", role=Role.HELPER), AssignTo(unit="气象局", role=Role.HELPER))
    room.do(assign, Assign(id=number, units=units))
    lead, helper, idle = (each.id for each in full(room, number).assignments)

    def urge(assignment: int, colour: Colour) -> None:
        room.do(urge_in_colour, UrgeInColour(id=number, assignment_id=assignment, colour=colour, text="请抓紧"))

    urge(lead, Colour.BLUE)
    urge(lead, Colour.RED)
    urge(helper, Colour.BLUE)
    found = room.read(supervision_in_full, number)
    assert found.colours == {lead: "red", helper: "blue", idle: ""}
    assert found.facts.colour == "red", "in lists it stands by the strongest"
    (listed,) = room.read(supervision_rows, [number])
    assert listed.notices == ((UNIT, "red", 2), ("水利局", "blue", 1))
    urged = [(step.unit, step.colour) for step in full(room, number).steps if step.kind == "urge"]
    assert urged == [(UNIT, "blue"), (UNIT, "red"), ("水利局", "blue")]
    with pytest.raises(Refusal) as caught:
        urge(lead, Colour.ORANGE)
    assert caught.value.facts["unit"] == UNIT
    assert room.read(check_store, room.store.attachments).problems == ()


def test_the_notice_on_paper_is_that_of_the_unit(room):
    number = set_up(room)
    room.do(assign, Assign(id=number, units=(AssignTo(unit=UNIT), AssignTo(unit="水利局", role=Role.HELPER))))
    lead, helper = (each.id for each in full(room, number).assignments)
    assert room.read(supervision_notice_facts, number, room.now).unit == UNIT
    for assignment, colour, text in ((lead, Colour.ORANGE, "请主办"), (helper, Colour.BLUE, "请协办")):
        room.do(urge_in_colour, UrgeInColour(id=number, assignment_id=assignment, colour=colour, text=text))
    last = room.read(supervision_notice_facts, number, room.now)
    assert (last.unit, last.colour, last.text, last.urged_count, last.helpers) == ("水利局", "blue", "请协办", 1, UNIT)
    first = room.read(supervision_notice_facts, number, room.now, lead)
    assert (first.unit, first.colour, first.text) == (UNIT, "orange", "请主办")
    (line,) = room.read(supervision_ledger_facts, 0, room.now).rows
    assert (line.colour, line.notices) == ("orange", ((UNIT, "orange", 1), ("水利局", "blue", 1)))


@given(
    st.lists(st.tuples(st.sampled_from(["", *Colour]), st.integers(0, 3)), max_size=5),
    st.sampled_from(["", *Colour]),
)
def test_colours_of_units_are_their_own_or_those_of_a_matter_from_before(units, of_matter):
    rows = [(number, colour, urged) for number, (colour, urged) in enumerate(units)]
    found = unit_colours(rows, of_matter)
    assert set(found) == set(range(len(units)))
    if any(colour for colour, _ in units):
        assert [found[number] for number, _, _ in rows] == [colour for colour, _ in units]
    else:
        assert all(found[number] == (of_matter if urged else "") for number, _, urged in rows)
    assert strongest(found.values()) in ("", *found.values())


def test_who_is_not_satisfied_gets_it_done_again_within_its_limit(room):
    number = set_up(room, basis=Basis.NPC, proposers="示例代表", proposal_number="第12号")
    handed(room, number)
    room.do(record_result, RecordResult(id=number, result="B", reply_number="郑政办函〔2026〕3号", satisfied="no"))
    assert (row(room, number).result, row(room, number).redo_count) == ("B", 1)
    again = [clock for clock in full(room, number).clocks if clock.duty == Duty.REPLY]
    assert [clock.rule_key for clock in again] == ["proposal.redo.months"]


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"title": ""}, "matter.title.empty"),
        ({"asked": " "}, "supervision.asked.empty"),
        ({"leader": ""}, "supervision.leader.empty"),
        ({"leader": "张伟"}, "matter.leader.unknown"),
        ({"basis": Basis.CPPCC}, "supervision.proposers.empty"),
        ({"due_at": NOON - timedelta(days=1)}, "supervision.limit.before"),
        ({"received_at": NOON + timedelta(days=1)}, "matter.received.future"),
    ],
)
def test_what_cannot_be_set_up_is_refused(room, named, code):
    with pytest.raises(Refusal) as caught:
        set_up(room, **named)
    assert caught.value.code == code


def test_results_are_of_proposals_and_one_of_four(room):
    number = set_up(room)
    with pytest.raises(Refusal) as caught:
        room.do(record_result, RecordResult(id=number, result="A"))
    assert caught.value.code == "supervision.not_proposal"
    proposal = set_up(room, basis=Basis.NPC, proposers="示例代表")
    with pytest.raises(Refusal) as caught:
        room.do(record_result, RecordResult(id=proposal, result="E"))
    assert caught.value.code == "supervision.result.unknown"


@given(st.integers(-100, 100), st.integers(0, 10))
def test_the_light_turns_yellow_before_it_turns_red(hours, days):
    due = NOON + timedelta(hours=hours)
    before = timedelta(days=days)
    shown = light(State.ASSIGNED, due, NOON, before)
    if due <= NOON:
        assert shown is Light.RED
    else:
        assert shown is (Light.YELLOW if due - NOON <= before else Light.GREEN)
    assert light(State.CLOSED, due, NOON, before) is Light.OFF
    assert light(State.ASSIGNED, None, NOON, before) is Light.GREEN


def test_colours_follow_one_another():
    assert [next_colour(former) for former in ("", "blue", "orange", "red")] == ["blue", "orange", "red", "red"]

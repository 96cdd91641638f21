"""The flow of a matter on a real store: steps, units, clocks, entries, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.actions.entries import close_item
from dutyroom.actions.limits import add_limit, move_limit
from dutyroom.actions.linking import link, unlink
from dutyroom.actions.matters import send_back, urge, wait, withdraw
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.verify import check_store
from dutyroom.rules.entry import CloseItem
from dutyroom.rules.matter import OPEN, Duty, Relation, Role, State, StepKind
from dutyroom.rules.matter_steps import AddLimit, AssignTo, Link, MoveLimit, UnitStep, Unlink, Wait
from dutyroom.rules.refusal import Refusal
from tests.actions.matters import Flow, replied_by
from tests.samples import Room

WATER, WEATHER = "水利局", "气象局"


def refused(call, *args, **named) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **named)
    return caught.value


def test_a_notice_goes_the_whole_way(room):
    flow = Flow(room, limits=(replied_by(room, hours=24),))
    assert (flow.state, flow.full.matter.number) == (State.RECEIVED, "收〔2026〕1号")
    steps = [
        (flow.propose, State.PROPOSED),
        (flow.instruct, State.INSTRUCTED),
        (lambda: flow.assign(WATER, AssignTo(unit=WEATHER, role=Role.HELPER)), State.ASSIGNED),
        (lambda: flow.sign(WATER), State.IN_HAND),
        (lambda: flow.answer(WEATHER), State.IN_HAND),
        (lambda: flow.answer(WATER), State.ANSWERED),
        (lambda: flow.plain(StepKind.REPLY, "已书面回复省防办"), State.ANSWERED),
        (flow.close, State.CLOSED),
        (lambda: flow.plain(StepKind.FILE, "2026-水-031"), State.FILED),
    ]
    for step, state in steps:
        room.wait(minutes=7)
        step()
        assert flow.state == state
    full = flow.full
    assert [step.kind for step in full.steps] == [
        "receive", "propose", "instruct", "assign", "sign", "feedback", "feedback", "reply", "close", "file",
    ]  # fmt: skip
    assert full.matter.lead == WATER
    assert not [clock for clock in full.clocks if clock.state == "open"]
    assert room.read(check_store, room.store.attachments).problems == ()


def test_each_step_is_one_entry_of_its_author(room):
    flow = Flow(room)
    before = room.read(open_items)[0].entry_seq
    seq = flow.instruct("立即部署")
    entry = room.read(entry_in_full, seq)
    assert seq == before + 1
    assert (entry.event, entry.kind, entry.person, entry.author) == (
        "matter.instructed",
        "instruction",
        "王建国",
        "李秀英",
    )
    assert entry.important
    assert "立即部署" in entry.text
    assert flow.full.steps[-1].entry_seq == seq


def test_a_limit_of_the_paper_is_met_by_its_step_and_late_is_late_for_ever(room):
    flow = Flow(room, limits=(replied_by(room, hours=2),))
    room.wait(hours=3)
    flow.plain(StepKind.REPLY, "已报")
    clock = next(clock for clock in flow.full.clocks if clock.duty == Duty.REPLY)
    assert (clock.state, clock.is_late, clock.source) == ("closed", True, "24小时内")
    assert [found.duty for found in flow.full.clocks if found.is_late] == [Duty.REPLY]


def test_a_limit_is_met_by_its_own_unit_only(room):
    flow = Flow(room)
    flow.assign(WATER, AssignTo(unit=WEATHER, role=Role.HELPER), answer_by=room.now + timedelta(hours=8))
    flow.answer(WEATHER)
    states = {clock.unit: clock.state for clock in flow.full.clocks if clock.duty == Duty.ANSWER}
    assert states == {WEATHER: "closed", WATER: "open"}
    flow.unit(withdraw, WATER, text="不属其职责")
    states = {clock.unit: clock.state for clock in flow.full.clocks if clock.duty == Duty.ANSWER}
    assert states[WATER] == "stopped"
    assert flow.full.matter.lead == ""


def test_closing_with_open_obligations_is_refused_by_name_unless_said_why(room):
    flow = Flow(room, limits=(replied_by(room, hours=24),))
    flow.assign(WATER)
    refusal = refused(flow.close)
    assert (refusal.code, refusal.field) == ("matter.close.open", "despite")
    assert refusal.facts["what"] == ("reply to the sender", WATER)
    assert flow.state == State.ASSIGNED
    seq = flow.close("不再需要", despite="省防办来电取消")
    assert "省防办来电取消" in room.read(entry_in_full, seq).text
    assert flow.state == State.CLOSED


def test_an_answer_that_does_not_do_is_sent_back(room):
    flow = Flow(room)
    flow.assign(WATER)
    flow.answer(WATER, "正在研究")
    flow.unit(send_back, WATER, text="未答复要求，请重办")
    assert flow.state == State.IN_HAND
    flow.answer(WATER, "已整改完成")
    assert flow.state == State.ANSWERED


def test_urging_counts_and_changes_nothing_else(room):
    flow = Flow(room)
    flow.assign(WATER)
    for _ in range(2):
        room.wait(hours=1)
        flow.unit(urge, WATER, person="陈科长", text="请今日报来")
    row = flow.full.assignments[0]
    assert (row.urged_count, row.urged_at, flow.state) == (2, room.now, State.ASSIGNED)


def test_waiting_is_seen_with_its_reason_and_ends(room):
    flow = Flow(room)
    asked = Wait(id=flow.id, waiting_for="省防办", text="等候补充附件")
    room.do(wait, asked)
    assert (flow.full.matter.waiting_for, flow.full.matter.waiting_reason) == ("省防办", "等候补充附件")
    flow.plain(StepKind.RESUME, "附件已到")
    assert flow.full.matter.waiting_for == ""
    assert refused(room.do, wait, Wait(id=flow.id, waiting_for="省防办")).field == "text"


def test_no_limit_moves_without_a_reason_and_an_entry(room):
    flow = Flow(room, limits=(replied_by(room, hours=24),))
    clock = next(clock for clock in flow.full.clocks if clock.duty == Duty.REPLY)
    later = room.now + timedelta(hours=48)
    asked = MoveLimit(id=flow.id, item_id=clock.id, due_at=later)
    assert refused(room.do, move_limit, asked).code == "matter.reason.empty"
    seq = room.do(move_limit, MoveLimit(id=flow.id, item_id=clock.id, due_at=later, text="省防办同意延期"))
    entry = room.read(entry_in_full, seq)
    assert entry.event == "matter.limit_moved"
    assert '"from"' in (entry.payload or "")
    moved = next(found for found in flow.full.clocks if found.id == clock.id)
    assert (moved.due_at, moved.rule_key, moved.source) == (later, "hand", "省防办同意延期")
    past = MoveLimit(id=flow.id, item_id=clock.id, due_at=room.now - timedelta(hours=1), text="误")
    assert refused(room.do, move_limit, past).field == "due_at"


def test_a_further_limit_can_be_set(room):
    flow = Flow(room)
    room.do(add_limit, AddLimit(id=flow.id, duty=Duty.REPORT, due_at=room.now + timedelta(days=1), text="领导要求"))
    added = next(clock for clock in flow.full.clocks if clock.duty == Duty.REPORT)
    assert (added.due_at, added.rule_key) == (room.now + timedelta(days=1), "hand")


def test_a_limit_cannot_be_ticked_off_among_the_open_items(room):
    Flow(room)
    item = room.read(open_items)[0]
    assert refused(room.do, close_item, CloseItem(id=item.id, outcome="好了")).code == "item.of_matter"


def test_an_instruction_is_a_leaders(room):
    flow = Flow(room)
    assert refused(flow.instruct, leader="张伟").code == "matter.leader.unknown"
    assert refused(flow.instruct, leader=" ").code == "matter.leader.empty"
    assert flow.state == State.RECEIVED


@pytest.mark.parametrize(
    ("units", "code"),
    [
        ((), "matter.unit.empty"),
        ((WATER, WATER), "matter.unit.twice"),
        ((WATER, WEATHER), "matter.lead.several"),
        ((AssignTo(unit=WATER, role=Role.HELPER),), "matter.lead.none"),
    ],
)
def test_units_that_cannot_be_are_refused(room, units, code):
    flow = Flow(room)
    assert refused(flow.assign, *units).code == code
    assert flow.full.assignments == ()


def test_a_unit_added_later_helps_the_lead_that_stands(room):
    flow = Flow(room)
    flow.assign(WATER)
    flow.assign(WEATHER)
    assert [(row.unit, row.role) for row in flow.full.assignments] == [(WATER, "lead"), (WEATHER, "helper")]
    assert refused(flow.assign, WEATHER).code == "matter.unit.twice"


def test_a_step_that_is_not_possible_is_refused_with_the_state(room):
    flow = Flow(room)
    assert refused(flow.plain, StepKind.FILE).code == "matter.step.wrong"
    flow.plain(StepKind.VOID, "登记重复")
    assert refused(flow.plain, StepKind.NOTE, "再记一笔").facts["number"] == "收〔2026〕1号"


def test_a_void_number_is_not_given_again(room):
    flow = Flow(room)
    flow.plain(StepKind.VOID, "登记重复")
    assert Flow(room, document_number="").full.matter.number == "收〔2026〕2号"


def test_opening_again_brings_the_limit_back(room):
    flow = Flow(room)
    flow.close()
    flow.plain(StepKind.REOPEN, "省里要求补报")
    assert flow.state in OPEN
    assert [clock.duty for clock in flow.full.clocks if clock.state == "open"] == [Duty.CLOSE]


def test_two_matters_are_linked_once_and_read_from_both_sides(room):
    one, other = Flow(room), Flow(room, document_number="")
    room.do(link, Link(id=one.id, other_id=other.id, relation=Relation.ANSWERS))
    assert (
        refused(room.do, link, Link(id=other.id, other_id=one.id, relation=Relation.SAME)).code == "matter.link.twice"
    )
    assert refused(room.do, link, Link(id=one.id, other_id=one.id, relation=Relation.SAME)).code == "matter.link.self"
    found = other.full.links[0]
    assert (found.other_id, found.forward) == (one.id, False)
    room.do(unlink, Unlink(link_id=found.id, reason="误连"))
    assert one.full.links == ()


def test_a_step_from_the_future_or_before_the_notice_is_refused(room):
    flow = Flow(room)
    flow.assign(WATER)
    for span, code in ((timedelta(hours=1), "matter.step.future"), (-timedelta(days=2), "matter.step.before")):
        asked = UnitStep(id=flow.id, assignment_id=flow.of(WATER), text="请报", happened_at=room.now + span)
        assert refused(room.do, urge, asked).code == code


STEPS = st.sampled_from(
    ["propose", "instruct", "assign", "sign", "answer", "reply", "read", "close", "despite", "file", "return",
     "transfer", "reopen", "void", "note", "withdraw", "redo"]
)  # fmt: skip


def _take(flow: Flow, step: str) -> None:
    taken = {
        "propose": flow.propose,
        "instruct": flow.instruct,
        "assign": lambda: flow.assign(WATER, answer_by=flow.room.now + timedelta(hours=2)),
        "sign": lambda: flow.sign(WATER),
        "answer": lambda: flow.answer(WATER),
        "reply": lambda: flow.plain(StepKind.REPLY, "已回复"),
        "read": lambda: flow.plain(StepKind.READ, who="王建国"),
        "close": flow.close,
        "despite": lambda: flow.close(despite="不再需要"),
        "file": lambda: flow.plain(StepKind.FILE, "档1"),
        "return": lambda: flow.plain(StepKind.RETURN, "不属本市职责"),
        "transfer": lambda: flow.plain(StepKind.TRANSFER, "转市委办", "市委办"),
        "reopen": lambda: flow.plain(StepKind.REOPEN, "补办"),
        "void": lambda: flow.plain(StepKind.VOID, "重复"),
        "note": lambda: flow.plain(StepKind.NOTE, "备注"),
        "withdraw": lambda: flow.unit(withdraw, WATER, text="收回"),
        "redo": lambda: flow.unit(send_back, WATER, text="重办"),
    }
    taken[step]()


@pytest.fixture(scope="module")
def long_room(tmp_path_factory):
    made = Room(tmp_path_factory.mktemp("flow") / "room").open()
    yield made
    made.store.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=14), limited=st.booleans(), reading=st.booleans())
def test_whatever_is_done_what_is_open_has_a_clock_and_what_is_over_has_none(long_room, steps, limited, reading):
    limits = (replied_by(long_room, hours=24),) if limited else ()
    flow = Flow(long_room, limits=limits, for_reading=reading, document_number="")
    for step in steps:
        long_room.wait(seconds=5)
        before = long_room.read(matter_in_full, flow.id)
        try:
            _take(flow, step)
        except (Refusal, StopIteration):
            assert long_room.read(matter_in_full, flow.id) == before, "a refusal leaves nothing behind"
            continue
        full = flow.full
        running = [clock for clock in full.clocks if clock.state == "open"]
        assert bool(running) == (full.matter.state in OPEN), (step, full.matter.state)
        assert full.matter.due_at == min((clock.due_at for clock in running if clock.due_at), default=None)
        assert len(full.steps) == len(before.steps) + 1
    assert long_room.read(check_store, long_room.store.attachments).problems == ()

"""A case carried through on a real store: each clock on its own, and everybody who is late, wrong or second refused."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from dutyroom.actions.hotline import add_call
from dutyroom.actions.hotline_flow import dispatch
from dutyroom.actions.matters import close, instruct
from dutyroom.data.store import Store
from dutyroom.rules.hotline import Channel, Result
from dutyroom.rules.hotline_sheet import FurtherCall
from dutyroom.rules.hotline_steps import Dispatch
from dutyroom.rules.matter import Duty, State
from dutyroom.rules.matter_steps import AssignTo, Close, Instruct
from dutyroom.rules.refusal import Refusal
from tests.actions.hotline_case import CALLER, HELPER, LEAD, OTHER, PHONE, Case, is_sound


def test_a_case_goes_through_with_each_clock_met_on_its_own(room):
    case = Case(room, sub="signal")
    assert set(case.running) == {Duty.DISPATCH, Duty.RESPOND, Duty.CLOSE, Duty.ANSWER_CALLER}
    room.wait(minutes=3)
    case.dispatch(LEAD, HELPER)
    assert set(case.running) == {Duty.RESPOND, Duty.CLOSE, Duty.ANSWER_CALLER, Duty.SIGN}
    assert [clock.unit for clock in case.full.clocks if clock.duty == Duty.SIGN] == [LEAD, HELPER]
    assert (case.row.dispatched_at, case.full.matter.lead) == (room.now, LEAD)
    room.wait(minutes=10)
    case.respond()
    assert case.row.responded_at == room.now
    assert Duty.RESPOND not in case.running
    assert case.state == State.ASSIGNED, "that the caller was contacted is not that it is signed for"
    case.sign()
    case.feed_back()
    assert case.state == State.ANSWERED
    assert set(case.running) == {Duty.CLOSE, Duty.ANSWER_CALLER, Duty.SIGN}, "the helper has not signed"
    case.answer()
    case.close()
    assert (case.state, case.row.result) == (State.CLOSED, Result.SOLVED)
    assert set(case.running) == {Duty.CALL_BACK}
    case.call_back()
    assert case.running == {}
    late = {clock.duty for clock in case.full.clocks if clock.is_late}
    assert late == set()
    is_sound(room)


def test_a_limit_that_passed_is_late_for_ever_and_no_other_with_it(room):
    case = Case(room, sub="signal")
    room.wait(minutes=6)
    case.dispatch()
    room.wait(minutes=10)
    case.respond()
    assert {clock.duty for clock in case.full.clocks if clock.is_late} == {Duty.DISPATCH}
    assert case.row.dispatched_at > case.row.dispatch_due_at
    assert case.row.responded_at < case.row.respond_due_at


@pytest.mark.parametrize("stores", [1, 2])
def test_the_same_case_dispatched_twice_at_once_goes_to_one_unit_and_the_other_is_told_who_was_first(room, stores):
    case = Case(room)
    version = case.full.matter.version
    second = room.store if stores == 1 else Store(room.folder, lambda: room.now)
    gate, said = Barrier(2), []

    def send(store: Store, officer: str, unit: str) -> None:
        gate.wait()
        try:
            with store.desk(room.author(officer)) as desk:
                dispatch(desk, Dispatch(id=case.id, units=(AssignTo(unit=unit),), version=version))
            said.append(unit)
        except Refusal as refusal:
            said.append(refusal)

    threads = [
        Thread(target=send, args=(room.store, "李秀英", LEAD)),
        Thread(target=send, args=(second, "张伟", OTHER)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if second is not room.store:
        second.close()
    (refused,) = (each for each in said if isinstance(each, Refusal))
    (unit,) = (each for each in said if isinstance(each, str))
    assert refused.code == "hotline.dispatch.meanwhile"
    assert (refused.facts["unit"], refused.facts["officer"]) == (unit, {LEAD: "李秀英", OTHER: "张伟"}[unit])
    assert [row.unit for row in case.full.assignments] == [unit]
    is_sound(room)


def test_a_further_call_in_between_does_not_stop_the_dispatcher(room):
    case = Case(room)
    version = case.full.matter.version
    room.do(add_call, FurtherCall(id=case.id, text="还没有人来", name="样例乙", phone="13900001234"))
    case.dispatch(version=version)
    assert (case.state, case.row.calls) == (State.ASSIGNED, 2)


def test_a_helper_added_later_signs_by_a_limit_of_its_own(room):
    case = Case(room)
    case.dispatch()
    first = case.row.dispatched_at
    room.wait(days=1)
    case.dispatch(HELPER)
    assert {row.unit: row.role for row in case.full.assignments} == {LEAD: "lead", HELPER: "helper"}
    signs = [clock for clock in case.full.clocks if clock.duty == Duty.SIGN]
    assert signs[0].due_at < signs[1].due_at
    assert case.row.dispatched_at == first


def test_closing_without_a_reply_is_refused_unless_it_is_said_why(room):
    case = Case(room)
    case.dispatch()
    case.feed_back()
    before = case.full
    with pytest.raises(Refusal) as caught:
        case.close()
    assert (caught.value.code, caught.value.field) == ("hotline.close.reply", "despite")
    assert case.full == before
    case.close(despite="来电人当场表示无需答复")
    assert (case.state, case.row.replied_at) == (State.CLOSED, None)


def test_who_cannot_be_reached_gets_no_reply_and_who_wants_none_neither(room):
    case = Case(room)
    case.dispatch()
    case.feed_back()
    case.close(Result.UNREACHED, "三次联系未果")
    assert (case.state, case.row.result) == (State.CLOSED, Result.UNREACHED)
    silent = Case(room, wants_reply=False)
    silent.dispatch()
    silent.feed_back()
    silent.close()
    assert silent.running == {}, "nobody is called back who wants no reply"


def test_a_lead_that_has_not_answered_stands_in_the_way(room):
    case = Case(room)
    case.dispatch()
    case.answer()
    with pytest.raises(Refusal) as caught:
        case.close()
    assert caught.value.code == "matter.close.open"
    assert caught.value.facts["what"] == (LEAD,)


def test_a_case_is_not_closed_by_the_plain_step_which_says_no_result(room):
    case = Case(room)
    with pytest.raises(Refusal) as caught:
        room.do(close, Close(id=case.id, text="已办结"))
    assert caught.value.code == "hotline.close.result"


def test_a_reply_meets_the_first_answer_too_and_a_later_caller_waits_for_one_again(room):
    case = Case(room, channel=Channel.SMS)
    assert Duty.RESPOND in case.running
    room.wait(minutes=2)
    case.answer("已受理，正在派人处理")
    assert {Duty.RESPOND, Duty.ANSWER_CALLER}.isdisjoint(case.running)
    assert (case.row.answer, case.row.replied_by, case.row.responded_at) == ("已受理，正在派人处理", "李秀英", room.now)
    room.wait(minutes=5)
    room.do(add_call, FurtherCall(id=case.id, text="怎么还没来", name="样例乙", phone="13900001234"))
    assert Duty.ANSWER_CALLER in case.running


def test_taken_back_from_its_lead_it_waits_for_dispatch_again(room):
    case = Case(room)
    case.dispatch()
    assert case.row.dispatched_at is not None
    room.wait(hours=1)
    case.withdraw()
    assert (case.row.dispatched_at, case.full.matter.lead) == (None, "")
    assert case.running[Duty.DISPATCH].due_at == room.now + timedelta(minutes=5)
    assert case.row.dispatch_due_at == case.running[Duty.DISPATCH].due_at


def test_opened_again_its_limit_runs_on_and_what_is_owed_is_owed_again(room):
    case = Case(room).through()
    due = case.row.close_due_at
    case.reopen()
    assert (case.state, case.row.result, case.full.matter.closed_at) == (State.ANSWERED, "", None)
    assert case.running.keys() == {Duty.CLOSE}, "the caller had a reply, and calling back waits for the next closing"
    assert case.running[Duty.CLOSE].due_at == due
    case.close()
    assert set(case.running) == {Duty.CALL_BACK}
    is_sound(room)


def test_one_answered_at_once_gets_all_its_clocks_when_it_is_opened(room):
    case = Case(room, answer="拨打供电热线即可")
    assert case.running == {}
    case.reopen()
    assert (case.state, case.row.is_direct) == (State.RECEIVED, False)
    assert set(case.running) == {Duty.DISPATCH, Duty.CLOSE}
    is_sound(room)


def test_a_leader_instructs_on_it_as_on_every_matter(room):
    case = Case(room)
    room.do(instruct, Instruct(id=case.id, leader="王建国", text="请速办"))
    assert (case.state, case.full.steps[-1].leader) == (State.INSTRUCTED, "王建国")
    case.dispatch()
    case.urge()
    assert case.full.assignments[0].urged_count == 1


def test_what_units_and_officers_write_keeps_the_caller_out_of_sight(room):
    case = Case(room)
    case.dispatch()
    named = f"已联系{CALLER}（{PHONE}），其住处已通电"
    case.feed_back(text=named)
    case.answer(named)
    case.close(text=named)
    case.reopen(named)
    kept = (case.full.assignments[0].answer, *(clock.outcome for clock in case.full.clocks))
    case.close(text=named)
    kept += (case.full.matter.outcome,)
    entries = room.read(
        lambda session: session.connection().exec_driver_sql("SELECT text, payload FROM journal").fetchall()
    )
    for text in (*kept, *(str(part) for entry in entries for part in entry)):
        assert CALLER not in text
        assert PHONE not in text
    assert case.row.answer == named, "the case itself keeps what was said"

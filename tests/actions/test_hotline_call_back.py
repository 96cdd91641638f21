"""Callers called back: never before the close, tried as often as the rule says, done again where they are not content."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.actions.matters import take_step
from dutyroom.rules.matter import Duty, MatterKind, State, StepKind, next_step
from dutyroom.rules.matter_steps import PlainStep
from dutyroom.rules.refusal import Refusal
from tests.actions.hotline_case import LEAD, Case, is_sound


def refused(case: Case, **named) -> Refusal:
    before = (case.full, case.row.tries, len(case.call_backs))
    with pytest.raises(Refusal) as caught:
        case.call_back(**named)
    assert (case.full, case.row.tries, len(case.call_backs)) == before
    return caught.value


def test_nobody_is_called_back_before_the_close(room):
    case = Case(room)
    assert refused(case).code == "hotline.call_back.before"
    case.dispatch()
    case.feed_back()
    case.answer()
    room.wait(hours=5)
    case.close()
    early = refused(case, happened_at=room.now - timedelta(hours=1))
    assert (early.code, early.field) == ("hotline.call_back.early", "happened_at")


def test_what_a_caller_says_is_kept_with_the_case(room):
    case = Case(room).through()
    (call,) = case.calls
    room.wait(hours=20)
    case.call_back(solved=True, satisfied="5", call_id=call.id, text="很满意", by="样例回访员")
    row = case.row
    assert (row.reached, row.solved, row.satisfied, row.tries, row.redone) == (True, True, "5", 1, 0)
    assert row.called_back_at == room.now
    assert (case.state, case.running) == (State.CLOSED, {})
    assert (case.call_backs[0].caller_back, case.call_backs[0].call_id) == ("样例回访员", call.id)


def test_not_reached_the_next_attempt_is_planned_until_the_rule_has_had_enough(room):
    case = Case(room).through()
    room.wait(hours=3)
    tomorrow = room.now + timedelta(days=1)
    case.call_back(reached=False, next_at=tomorrow)
    assert case.running[Duty.CALL_BACK].due_at == tomorrow
    room.wait(days=1)
    case.call_back(reached=False)
    planned = case.running[Duty.CALL_BACK].due_at
    assert planned == case.call_backs[-1].next_at > room.now
    room.wait(days=1)
    case.call_back(reached=False, next_at=room.now + timedelta(days=1))
    assert (case.running, case.row.tries, case.row.reached) == ({}, 3, False)
    assert case.call_backs[-1].next_at is None
    case.call_back()
    assert (case.row.reached, case.row.tries) == (True, 4), "who calls in the end is heard"
    is_sound(room)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reached": False, "solved": True}, "hotline.call_back.unreached"),
        ({"reached": False, "satisfied": "3"}, "hotline.call_back.unreached"),
        ({"solved": None}, "hotline.call_back.solved"),
        ({"satisfied": "9"}, "hotline.call_back.grade"),
        ({"reached": False, "next_at": "past"}, "hotline.call_back.next"),
        ({"call_id": 99}, "hotline.call_back.caller"),
    ],
)
def test_what_cannot_have_been_said_is_refused(room, said, code):
    case = Case(room).through()
    if said.get("next_at") == "past":
        said = {**said, "next_at": room.now}
    assert refused(case, **said).code == code


@pytest.mark.parametrize("said", [{"solved": False, "satisfied": "3"}, {"satisfied": "2"}, {"satisfied": "1"}])
def test_not_solved_or_not_content_it_is_done_again_by_its_lead(room, said):
    case = Case(room).through()
    room.wait(days=1)
    case.call_back(**said, text="路灯又灭了")
    row = case.row
    assert (case.state, row.redone, row.result, row.replied_at) == (State.IN_HAND, 1, "", None)
    assert (case.full.matter.lead, case.full.assignments[0].state) == (LEAD, "signed")
    assert set(case.running) == {Duty.CLOSE, Duty.ANSWER_CALLER}
    assert case.running[Duty.CLOSE].due_at == row.close_due_at > room.now + timedelta(days=4)
    assert refused(case).code == "hotline.call_back.before"
    case.feed_back()
    case.answer("已更换线路")
    case.close()
    case.call_back()
    assert (case.state, case.row.satisfied, case.row.tries) == (State.CLOSED, "4", 2)
    is_sound(room)


def test_a_wish_that_nobody_can_fulfil_stays_closed_with_the_reason(room):
    case = Case(room).through()
    case.call_back(solved=False, satisfied="2", text="要求赔偿", stays_closed="诉求于法无据，已解释")
    assert (case.state, case.row.redone, case.row.satisfied) == (State.CLOSED, 0, "2")
    assert case.full.steps[-1].text == "要求赔偿\n诉求于法无据，已解释"


def test_tries_begin_anew_after_a_case_was_done_again(room):
    case = Case(room).through()
    case.call_back(reached=False)
    case.call_back(reached=False)
    case.call_back(solved=False, satisfied="2")
    case.feed_back()
    case.answer()
    room.wait(hours=1)
    case.close()
    case.call_back(reached=False)
    assert Duty.CALL_BACK in case.running


def test_filed_already_a_caller_is_still_owed_the_call_back(room):
    case = Case(room).through()
    case.room.do(take_step, PlainStep(id=case.id, step=StepKind.FILE, text="2026-热-001"))
    assert (case.state, set(case.running)) == (State.FILED, {Duty.CALL_BACK})
    assert next_step(MatterKind.HOTLINE, State.FILED, running=[Duty.CALL_BACK]) is StepKind.CALL_BACK
    case.call_back(reached=False)
    assert (case.state, set(case.running)) == (State.FILED, {Duty.CALL_BACK})
    case.call_back(solved=False, satisfied="2")
    assert (case.state, case.row.redone) == (State.IN_HAND, 1)
    is_sound(room)


def test_an_objection_that_nobody_decided_waits_again_when_the_case_is_to_be_redone(room):
    case = Case(room)
    case.dispatch()
    case.object_to()
    case.close(despite="来电人催促，先行办结")
    assert Duty.DECIDE_RETURN not in case.running
    case.call_back(solved=False, satisfied="2", text="未解决")
    assert case.running[Duty.DECIDE_RETURN].due_at > room.now
    is_sound(room)

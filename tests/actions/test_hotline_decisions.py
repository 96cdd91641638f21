"""What units ask for: objections and more time, decided once and with a reason; cards that never go back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.rules.hotline import Card
from dutyroom.rules.matter import Duty, State, StepKind, next_step
from dutyroom.rules.matter_kinds import MatterKind
from dutyroom.rules.refusal import Refusal
from tests.actions.hotline_case import HELPER, LEAD, OTHER, Case, is_sound


def refused(do, *args, **named) -> Refusal:
    with pytest.raises(Refusal) as caught:
        do(*args, **named)
    return caught.value


def coming(case: Case) -> StepKind | None:
    running = [Duty(duty) for duty in case.running]
    return next_step(MatterKind.HOTLINE, State(case.state), running=running)


def test_an_objection_that_is_granted_frees_the_case_for_another_unit(room):
    case = Case(room)
    case.dispatch(LEAD, HELPER)
    case.object_to(proposed=OTHER)
    assert (case.state, coming(case)) == (State.ASSIGNED, StepKind.DECIDE_RETURN)
    assert case.running[Duty.DECIDE_RETURN].unit == LEAD
    room.wait(hours=1)
    case.decide_return(granted=True)
    (row,) = case.returns
    assert (row.state, row.proposed, row.decided_by, row.decision) == ("granted", OTHER, "李秀英", "路灯归口管理已明确")
    assert (case.row.returned, case.full.matter.lead, case.row.dispatched_at) == (1, "", None)
    assert [clock.unit for clock in case.full.clocks if clock.duty == Duty.SIGN and clock.state == "open"] == [HELPER]
    assert Duty.DECIDE_RETURN not in case.running
    assert coming(case) is StepKind.ASSIGN
    assert refused(case.dispatch, LEAD).code == "hotline.dispatch.returned"
    case.dispatch(OTHER)
    assert case.full.matter.lead == OTHER
    is_sound(room)


def test_who_was_right_to_return_it_gets_it_again_only_with_a_reason(room):
    case = Case(room)
    case.dispatch()
    case.object_to()
    case.decide_return(granted=True)
    assert case.state == State.INSTRUCTED
    case.dispatch(LEAD, despite="市领导明确由其牵头")
    assert case.state == State.ASSIGNED


def test_a_unit_whose_objection_was_refused_may_not_return_it_again(room):
    case = Case(room)
    case.dispatch()
    case.object_to()
    assert refused(case.object_to).code == "hotline.return.asked"
    assert refused(case.decide_return, granted=False, text=" ").code == "matter.reason.empty"
    number = case.returns[0].id
    case.decide_return(granted=False)
    assert (case.state, case.row.returned, case.full.matter.lead) == (State.ASSIGNED, 0, LEAD)
    again = refused(case.object_to)
    assert (again.code, again.facts["decision"]) == ("hotline.return.again", "路灯归口管理已明确")
    assert refused(case.decide_return, granted=True, number=number).code == "hotline.return.done"
    is_sound(room)


def test_an_objection_after_its_day_is_heard_only_for_a_reason(room):
    case = Case(room)
    case.dispatch()
    case.sign()
    room.wait(days=2)
    late = refused(case.object_to)
    assert (late.code, late.field, late.facts["unit"]) == ("hotline.return.late", "despite", LEAD)
    case.object_to(despite="职责当日才调整")
    assert case.full.steps[-1].text == "不属于本单位职责\n职责当日才调整"


def test_what_is_to_be_decided_is_decided_and_not_gone_round(room):
    case = Case(room)
    case.dispatch()
    case.object_to()
    assert refused(case.withdraw).code == "hotline.return.open"
    case.answer()
    assert refused(case.close).code == "matter.close.open"
    case.feed_back()
    assert refused(case.decide_return, granted=True).code == "matter.assignment.done"
    case.decide_return(granted=False)
    case.close()
    assert case.state == State.CLOSED


def test_each_unit_s_objection_has_a_decision_of_its_own(room):
    case = Case(room)
    case.dispatch(LEAD, HELPER)
    first, second = case.object_to(LEAD), case.object_to(HELPER)
    case.decide_return(granted=True, number=second)
    assert [clock.unit for clock in case.full.clocks if clock.duty == Duty.DECIDE_RETURN and clock.state == "open"] == [
        LEAD
    ]
    case.decide_return(granted=False, number=first)
    assert (case.full.matter.lead, case.row.returned) == (LEAD, 1)


def test_more_time_moves_the_limit_once_and_no_more(room):
    case = Case(room)
    case.dispatch()
    former = case.row.close_due_at
    case.ask_time(days=5, assignment_id=case.of(LEAD))
    assert case.row.close_due_at == former, "asked is not granted"
    assert (coming(case), case.running[Duty.DECIDE_TIME].unit) == (StepKind.DECIDE_TIME, LEAD)
    assert refused(case.ask_time).code == "hotline.time.asked"
    case.decide_time(granted=True)
    assert case.row.close_due_at == case.running[Duty.CLOSE].due_at == former + timedelta(days=5)
    assert (case.row.extended, case.extensions[0].former_due_at) == (1, former)
    assert Duty.DECIDE_TIME not in case.running
    most = refused(case.ask_time)
    assert (most.code, most.facts["times"]) == ("hotline.time.most", 1)
    is_sound(room)


def test_more_time_refused_leaves_the_limit_and_may_be_asked_again(room):
    case = Case(room)
    former = case.row.close_due_at
    number = case.ask_time()
    case.decide_time(granted=False)
    assert (case.row.close_due_at, case.row.extended, case.extensions[0].state) == (former, 0, "refused")
    assert refused(case.decide_time, granted=True, number=number).code == "hotline.time.done"
    case.ask_time(days=3)
    case.decide_time(granted=True, due_at=former + timedelta(days=2))
    assert case.row.close_due_at == former + timedelta(days=2), "less than was asked"


def test_more_time_is_later_and_still_to_come(room):
    case = Case(room)
    assert refused(case.ask_time, due_at=case.row.close_due_at).code == "hotline.time.earlier"
    number = case.ask_time(days=1)
    room.wait(days=30)
    assert refused(case.decide_time, granted=True, number=number).code == "matter.limit.past"


def test_cards_are_given_when_the_rule_says_and_never_go_back(room):
    case = Case(room)
    case.dispatch()
    early = refused(case.card, Card.YELLOW)
    assert (early.code, early.field) == ("hotline.card.early", "text")
    room.wait(days=9)
    case.card(Card.YELLOW)
    assert (case.row.card, case.full.steps[-1].unit) == ("yellow", LEAD)
    assert refused(case.card, Card.YELLOW).code == "hotline.card.back"
    assert refused(case.card, Card.RED).code == "hotline.card.early"
    case.card(Card.RED, "屡次催办无果")
    assert case.row.card == "red"
    assert refused(case.card, Card.YELLOW, "从轻").code == "hotline.card.back"
    is_sound(room)

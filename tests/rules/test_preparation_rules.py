"""The stages of preparing a plan: their order by property, what each needs, the day of filing, who gets the plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.matter import FLOW, MatterKind, State, StepKind, check_kind, matter_number, next_step, other_steps
from dutyroom.rules.matter_clock import BY_HAND
from dutyroom.rules.plan_filing import filed_with
from dutyroom.rules.preparation import (
    KINDS,
    NEEDS,
    ExpertFact,
    FilingFact,
    Level,
    OpinionFact,
    Stage,
    StageFact,
    Verdict,
    Way,
    check_day,
    check_experts,
    check_filings,
    check_opinions,
    check_reopen,
    check_settle,
    check_start,
    in_order,
    may_be_settled,
    missing_before,
    next_stage,
    opinion_due,
    progress,
    stage_clock,
)
from dutyroom.rules.preparation_next import Act, NextStep, next_act
from dutyroom.rules.refusal import Refusal

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 3, 2)


def settled(stages) -> list[StageFact]:
    return [StageFact(stage=stage, done_on=DAY if stage in stages else None) for stage in Stage]


def refused(call, *args, **named) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **named)
    return caught.value


def test_the_needs_of_a_stage_come_before_it():
    order = list(Stage)
    assert all(order.index(need) < order.index(stage) for stage, needs in NEEDS.items() for need in needs)
    assert set(NEEDS) == set(Stage)


@given(st.lists(st.sampled_from(list(Stage)), max_size=60))
def test_whatever_is_tried_in_whatever_order_no_stage_is_settled_before_what_it_rests_on(tries):
    done: list[Stage] = []
    for stage in tries:
        if stage in done or not set(NEEDS[stage]) <= set(done):
            code = "preparation.stage.done" if stage in done else "preparation.stage.order"
            assert refused(check_settle, stage, settled(done)).code == code
            continue
        check_settle(stage, settled(done))
        assert set(NEEDS[stage]) <= set(done)
        done.append(stage)
    assert progress(settled(done)) == (len(done), len(Stage))


@given(st.randoms(use_true_random=False))
def test_taking_any_stage_that_may_be_settled_always_comes_to_the_end(random):
    facts = settled(())
    for count in range(len(Stage)):
        offered = may_be_settled(facts)
        assert offered, "something is always possible until all is done"
        assert next_stage(facts) in offered
        assert all(not missing_before(stage, facts) for stage in offered)
        chosen = random.choice(offered)
        skip = random.random() < 0.3
        new = StageFact(stage=chosen, done_on=None if skip else DAY, skipped="不适用" if skip else "")
        facts = [new if fact.stage is chosen else fact for fact in facts]
        assert progress(facts)[0] == count + 1
    assert next_stage(facts) is None
    assert may_be_settled(facts) == ()


@given(st.integers(0, len(Stage)))
def test_only_a_stage_on_which_nothing_settled_rests_is_opened_again(count):
    done = list(Stage)[:count]
    for stage in Stage:
        free = stage in done and not any(stage in NEEDS[other] for other in done)
        if free:
            check_reopen(stage, settled(done))
            continue
        code = "preparation.stage.followed" if stage in done else "preparation.stage.open"
        assert refused(check_reopen, stage, settled(done)).code == code


def test_stages_that_are_not_kept_are_open():
    assert [fact.stage for fact in in_order(())] == list(Stage)
    assert next_stage(()) is Stage.PROGRAMME


@given(st.dates(date(2026, 1, 1), date(2026, 11, 15)))
def test_filing_is_due_on_the_twentieth_working_day_after_the_issue(issued):
    book = shipped_rules()
    clock = stage_clock(StageFact(stage=Stage.FILING), issued, book, ZONE, issued, is_next=True)
    assert clock is not None
    assert clock.due_at is not None
    assert clock.rule_key == "plan.filing_workdays"
    assert "第二十六条" in clock.source
    due = clock.due_at.astimezone(ZONE)
    assert due.time() == book.hours(issued).end
    assert book.holidays.count_workdays(issued, due.date()) == 20
    assert book.holidays.is_workday(due.date())


def test_a_planned_day_is_a_limit_and_only_the_next_stage_runs_without_one():
    book = shipped_rules()
    planned = stage_clock(StageFact(stage=Stage.DRAFT, planned_on=DAY), None, book, ZONE, DAY, is_next=False)
    assert planned is not None
    assert planned.due_at == datetime.combine(DAY, book.hours(DAY).end, ZONE)
    assert (planned.rule_key, planned.duty) == (BY_HAND, "stage_draft")
    assert stage_clock(StageFact(stage=Stage.DRAFT), None, book, ZONE, DAY, is_next=False) is None
    endless = stage_clock(StageFact(stage=Stage.DRAFT), None, book, ZONE, DAY, is_next=True)
    assert endless is not None
    assert endless.due_at is None
    by_plan = stage_clock(StageFact(stage=Stage.FILING, planned_on=DAY), None, book, ZONE, DAY, is_next=False)
    assert by_plan is not None
    assert by_plan.rule_key == BY_HAND  # before the issue nothing runs by the rule


@given(st.dates(date(2026, 1, 1), date(2026, 11, 1)))
def test_units_have_ten_working_days_where_nobody_says_otherwise(sent):
    book = shipped_rules()
    assert book.holidays.count_workdays(sent, opinion_due(sent, book)) == 10


def test_opinions_without_decision_stop_the_stage_unless_it_is_said_why():
    assert refused(check_opinions, [], "").code == "preparation.opinions.none"
    assert refused(check_opinions, [OpinionFact(unit="市水利局", void=True)], "").code == "preparation.opinions.none"
    rows = [
        OpinionFact(unit="市水利局", adopted="yes"),
        OpinionFact(unit="市公安局"),
        OpinionFact(unit="误发", void=True),
    ]
    refusal = refused(check_opinions, rows, " ")
    assert (refusal.code, refusal.field, refusal.facts["units"]) == (
        "preparation.opinions.open",
        "despite",
        ("市公安局",),
    )
    assert check_opinions(rows, "逾期未反馈，视为同意") == ("市公安局",)
    assert check_opinions(rows[:1], "") == ()


def test_what_experts_found_must_be_settled():
    assert refused(check_experts, [], "").code == "preparation.experts.none"
    passed = ExpertFact(name="甲", result=Verdict.PASS)
    open_ = [ExpertFact(name="乙", result=Verdict.REVISE), ExpertFact(name="丙")]
    assert refused(check_experts, [passed, *open_], "").facts["names"] == ("乙", "丙")
    assert check_experts([passed, ExpertFact(name="乙", result=Verdict.REJECT, settled="已重写第三章")], "") == ()


def test_filing_needs_something_sent_and_its_receipt():
    copy = FilingFact(recipient="省应急管理厅", way=Way.COPY, sent_on=DAY)
    assert refused(check_filings, [copy], "").code == "preparation.filings.none"
    sent = FilingFact(recipient="省级牵头部门", way=Way.FILE, sent_on=DAY)
    assert refused(check_filings, [copy, sent], "").facts["recipients"] == ("省级牵头部门",)
    assert check_filings([sent], "电话确认收到") == ("省级牵头部门",)


@pytest.mark.parametrize(
    ("kind", "level", "to"),
    [
        ("overall", "city", ["省人民政府（径送省应急管理厅） file", "省人民政府有关部门 copy"]),
        ("special", "city", ["省级牵头部门 file", "省应急管理厅 copy"]),
        ("department", "city", ["市人民政府（径送市应急管理局） file"]),
        ("special", "district", ["市级牵头部门 file", "市应急管理局 copy"]),
        ("overall", "township", ["区县（市）人民政府（径送区县（市）应急管理局） file"]),
        ("overall", "unit", ["乡镇人民政府（街道办事处） file"]),
        ("manual", "city", []),
        ("overall", "", []),
    ],
)
def test_who_gets_a_plan_follows_its_kind_and_level(kind, level, to):
    assert [f"{each.recipient} {each.way}" for each in filed_with(kind, level)] == to


def test_every_kind_and_level_is_answered():
    for kind in KINDS:
        for level in ("", *Level):
            assert isinstance(filed_with(kind, level), tuple)


def test_a_start_without_title_or_kind_and_a_day_to_come_are_refused():
    assert refused(check_start, " ", "special", 2026, DAY).field == "title"
    assert refused(check_start, "预案", "law", 2026, DAY).field == "plan_kind"
    assert refused(check_start, "预案", "special", 20, DAY).facts["year"] == 2026
    assert refused(check_start, "预" * 501, "special", 2026, DAY).code == "matter.title.long"
    assert refused(check_day, DAY + timedelta(days=1), DAY, "done_on").code == "preparation.day.future"
    assert refused(check_day, None, DAY, "done_on").code == "preparation.day.empty"


def test_only_the_steps_that_fit_are_offered_and_taken():
    assert matter_number(MatterKind.PREPARATION, 2026, 3) == "预〔2026〕3号"
    assert next_step(MatterKind.PREPARATION, State.IN_HAND) is StepKind.STAGE
    offered = other_steps(State.IN_HAND, StepKind.STAGE, MatterKind.PREPARATION)
    assert StepKind.NOTE in offered
    assert not {StepKind.ASSIGN, StepKind.FEEDBACK, StepKind.LIFT, StepKind.ACTIVATE} & set(offered)
    own = {step for step in FLOW if step not in other_steps(State.IN_HAND, None)}
    assert {StepKind.STAGE, StepKind.CONSULT, StepKind.SUBMIT} <= own, "no notice goes through stages"
    refusal = refused(check_kind, StepKind.ASSIGN, MatterKind.PREPARATION, "预〔2026〕1号")
    assert refusal.code == "matter.step.preparation"
    check_kind(StepKind.STAGE, MatterKind.PREPARATION, "预〔2026〕1号")


def test_what_comes_next_is_what_the_next_stage_still_lacks():
    def after(count, opinions=(), experts=(), filings=()):
        return next_act(settled(list(Stage)[:count]), opinions, experts, filings)

    assert after(0) == NextStep(Act.FINISH, Stage.PROGRAMME)
    assert after(6) == NextStep(Act.ASK_UNITS, Stage.OPINIONS)
    asked = [OpinionFact(unit="误发", void=True), OpinionFact(unit="甲", adopted="yes"), OpinionFact(unit="乙")]
    assert after(6, asked[:1]) == NextStep(Act.ASK_UNITS, Stage.OPINIONS)
    assert after(6, asked) == NextStep(Act.OPINION, Stage.OPINIONS, 2)
    assert after(6, asked[:2]) == NextStep(Act.FINISH, Stage.OPINIONS)
    assert after(7) == NextStep(Act.EXPERT, Stage.REVIEW)
    assert after(7, experts=[ExpertFact(name="丙")]) == NextStep(Act.EXPERT, Stage.REVIEW, 0)
    copy = FilingFact(recipient="省厅", way=Way.COPY, sent_on=DAY)
    sent = FilingFact(recipient="省政府", way=Way.FILE, sent_on=DAY)
    assert after(10, filings=[copy]) == NextStep(Act.SEND, Stage.FILING)
    assert after(10, filings=[copy, sent]) == NextStep(Act.RECEIPT, Stage.FILING, 1)
    assert after(12) == NextStep(Act.CLOSE)

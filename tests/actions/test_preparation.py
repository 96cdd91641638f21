"""Preparing a plan on a real store: from the programme to the training, the order of stages, their clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dutyroom.actions.matters import assign, close, instruct, take_step
from dutyroom.actions.preparation import (
    correct_preparation,
    plan_days,
    reopen_stage,
    skip_stage,
)
from dutyroom.data.queries.journal import entry_rows
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.preparations import (
    preparation_rows,
    programme_rows,
)
from dutyroom.rules.matter import Duty, StepKind
from dutyroom.rules.matter_steps import Assign, AssignTo, Close, Instruct, PlainStep
from dutyroom.rules.preparation import Stage
from dutyroom.rules.preparation_steps import (
    CorrectPreparation,
    PlanDays,
    ReopenStage,
    SkipStage,
)
from tests.actions.preparations import FACTS, TODAY, finish, full, refused, running, sound, started, until


def test_it_gets_its_number_its_stages_and_a_clock_for_each_planned_day(room):
    days = {Stage.PROGRAMME: TODAY, Stage.DRAFT: TODAY + timedelta(days=60)}
    number = started(room, days)
    found = full(room, number)
    assert (found.matter.number, found.matter.title, found.matter.lead) == (
        "预〔2026〕1号",
        FACTS.title,
        FACTS.lead_unit,
    )
    assert [row.stage for row in found.stages] == list(Stage)
    assert running(room, number) == {Duty.STAGE_PROGRAMME: TODAY, Duty.STAGE_DRAFT: TODAY + timedelta(days=60)}
    (first, _) = room.read(open_items)
    assert (first.record, first.title) == (("preparation", number), f"预〔2026〕1号 {FACTS.title}")
    assert found.matter.due_at == first.due_at
    (step,) = found.common.steps
    assert step.text == "专项应急预案，2026年度编制计划\n牵头单位：郑州市应急管理局\n机构调整，原预案满三年"
    assert sound(room)


def test_from_the_programme_to_the_training(room):
    number = started(room)
    until(room, number, Stage.TRAINING)
    finish(room, number, Stage.TRAINING, note="培训120人次")
    found = full(room, number)
    assert found.next is None
    assert running(room, number) == {Duty.CLOSE: None}
    assert (found.group, found.approved_by, found.document_number) == ("钱样例", "市政府常务会议", "郑政办〔2026〕9号")
    room.do(close, Close(id=number, text="已印发备案"))
    assert full(room, number).matter.state == "closed"
    assert room.read(open_items) == []
    room.do(take_step, PlainStep(id=number, step=StepKind.REOPEN, text="补充培训"))
    assert running(room, number) == {Duty.CLOSE: None}
    assert sound(room)


def test_the_order_is_kept_and_a_stage_left_out_keeps_its_reason(room):
    number = started(room)
    refusal = refused(finish, room, number, Stage.DRAFT)
    assert (refusal.code, refusal.facts["missing"]) == (
        "preparation.stage.order", ("Risk assessment", "Resource survey", "Case study"),
    )  # fmt: skip
    until(room, number, Stage.CASES)
    assert refused(room.do, skip_stage, SkipStage(id=number, stage=Stage.CASES, reason=" ")).field == "reason"
    room.do(skip_stage, SkipStage(id=number, stage=Stage.CASES, reason="本市近十年无同类事件"))
    assert full(room, number).stage(Stage.CASES).skipped == "本市近十年无同类事件"
    finish(room, number, Stage.DRAFT)
    refusal = refused(room.do, reopen_stage, ReopenStage(id=number, stage=Stage.CASES, reason="有案例"))
    assert refusal.code == "preparation.stage.followed"
    room.do(reopen_stage, ReopenStage(id=number, stage=Stage.DRAFT, reason="重写"))
    room.do(reopen_stage, ReopenStage(id=number, stage=Stage.CASES, reason="有案例"))
    assert full(room, number).next is Stage.CASES
    assert refused(finish, room, number, Stage.RISK).code == "preparation.stage.done"


@pytest.mark.parametrize(
    ("stage", "field"),
    [(Stage.GROUP, "group"), (Stage.APPROVAL, "approved_by"), (Stage.ISSUE, "document_number")],
)
def test_a_stage_asks_for_what_it_needs(room, stage, field):
    number = started(room)
    until(room, number, stage)
    assert refused(finish, room, number, stage).field == field
    assert full(room, number).next is stage


def test_nothing_is_done_in_the_future_and_nothing_is_left_of_what_was_refused(room):
    number = started(room)
    before = len(full(room, number).common.steps)
    assert refused(finish, room, number, Stage.PROGRAMME, done_on=TODAY + timedelta(days=1)).field == "done_on"
    assert len(full(room, number).common.steps) == before
    finish(room, number, Stage.PROGRAMME, done_on=TODAY - timedelta(days=3))
    assert full(room, number).stage(Stage.PROGRAMME).done_on == TODAY - timedelta(days=3)


def test_days_are_planned_and_moved_and_each_is_a_clock(room):
    number = started(room)
    version = full(room, number).version
    days = {Stage.GROUP: TODAY + timedelta(days=5), Stage.RISK: TODAY + timedelta(days=20)}
    room.do(plan_days, PlanDays(id=number, version=version, days=days))
    assert running(room, number) == {
        Duty.STAGE_PROGRAMME: None, Duty.STAGE_GROUP: days[Stage.GROUP], Duty.STAGE_RISK: days[Stage.RISK],
    }  # fmt: skip
    stale = PlanDays(id=number, version=version, days={Stage.GROUP: TODAY})
    assert refused(room.do, plan_days, stale).code == "record.changed_meanwhile"
    version = full(room, number).version
    moved = {Stage.GROUP: TODAY + timedelta(days=9), Stage.RISK: None}
    room.do(plan_days, PlanDays(id=number, version=version, days=moved, text="牵头单位申请延期"))
    assert running(room, number) == {Duty.STAGE_PROGRAMME: None, Duty.STAGE_GROUP: TODAY + timedelta(days=9)}
    assert "牵头单位申请延期" in full(room, number).common.steps[-1].text
    again = PlanDays(id=number, version=full(room, number).version, days=moved)
    assert refused(room.do, plan_days, again).code == "preparation.nothing"


def test_a_stage_done_after_its_day_was_late(room):
    number = started(room, {Stage.PROGRAMME: TODAY - timedelta(days=5), Stage.GROUP: TODAY - timedelta(days=1)})
    finish(room, number, Stage.PROGRAMME, done_on=TODAY - timedelta(days=6))
    finish(room, number, Stage.GROUP, group="钱样例")
    late = {clock.duty: clock.is_late for clock in full(room, number).common.clocks if clock.state == "closed"}
    assert late == {Duty.STAGE_PROGRAMME: False, Duty.STAGE_GROUP: True}


def test_only_the_steps_that_fit_are_taken(room):
    number = started(room)
    refusal = refused(room.do, assign, Assign(id=number, units=(AssignTo(unit="市水利局"),)))
    assert refusal.code == "matter.step.preparation"
    assert refused(room.do, close, Close(id=number, text="算了")).code == "matter.close.open"
    room.do(instruct, Instruct(id=number, leader="王建国", text="抓紧编制"))
    room.do(take_step, PlainStep(id=number, step=StepKind.VOID, text="重复"))
    assert room.read(open_items) == []
    assert refused(finish, room, number, Stage.PROGRAMME).code == "matter.step.wrong"
    assert room.read(programme_rows, 2026) == []


def test_a_correction_keeps_what_was_and_needs_a_reason(room):
    number = started(room)
    found = full(room, number)
    asked = CorrectPreparation(
        id=number, version=found.version, facts=replace(FACTS, title="郑州市防汛抗旱应急预案"), reason=""
    )
    assert refused(room.do, correct_preparation, asked).field == "reason"
    room.do(correct_preparation, replace(asked, reason="名称有误"))
    assert full(room, number).matter.title == "郑州市防汛抗旱应急预案"
    (item,) = room.read(open_items)
    assert item.title.endswith("郑州市防汛抗旱应急预案")
    assert ("title", FACTS.title, "郑州市防汛抗旱应急预案") in full(room, number).common.steps[-1].changes
    again = replace(asked, version=full(room, number).version, facts=replace(asked.facts), reason="再来")
    assert refused(room.do, correct_preparation, again).code == "preparation.nothing"


def test_every_step_is_one_entry_and_rows_cost_two_statements(room):
    number = started(room)
    until(room, number, Stage.FILING)
    entries = [entry for entry in room.read(entry_rows, range(1, 60)) if entry.record_id == number]
    assert len(entries) == len(full(room, number).common.steps)
    assert {(entry.record_kind, entry.event) for entry in entries} == {
        ("matter", event)
        for event in (
            "matter.registered", "preparation.stage_settled", "preparation.units_asked", "preparation.opinion_kept",
            "preparation.expert_kept",
        )
    }  # fmt: skip
    asked = room.asked()
    room.read(preparation_rows, [number])
    assert sum(each.startswith("SELECT") for each in asked) == 2

"""Correcting what a matter was put under supervision with, on a real store."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dutyroom.actions.matters import take_step
from dutyroom.actions.officers import change_officer
from dutyroom.actions.supervision import correct_supervision, record_result, set_up_supervision
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.officers import officer_rows
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.search_matters import search_supervision
from dutyroom.data.queries.supervision import supervision_in_full
from dutyroom.data.verify import check_store
from dutyroom.rules.matter import StepKind
from dutyroom.rules.matter_steps import PlainStep
from dutyroom.rules.officer import ChangeOfficer, Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import Basis, CorrectSupervision, RecordResult, SetUpSupervision
from tests.actions.matters import Flow
from tests.samples import Room

FACTS = SetUpSupervision(
    basis=Basis.INSTRUCTION, title="嵩山路积水点整治", asked="月底前完成改造", leader="王建国", is_hard=True
)
PROPOSAL = SetUpSupervision(
    basis=Basis.CPPCC, title="增设避难场所", asked="研究答复", proposers="示例委员", proposal_number="第12号"
)


def set_up(room: Room, facts: SetUpSupervision = FACTS) -> int:
    return int(room.do(set_up_supervision, facts))


def full(room: Room, number: int):
    return room.read(supervision_in_full, number)


def correct(
    room: Room, number: int, facts: SetUpSupervision, reason: str = "录入有误", version: int | None = None
) -> int:
    version = full(room, number).matter.version if version is None else version
    asked = CorrectSupervision(id=number, version=version, facts=facts, reason=reason)
    return int(room.do(correct_supervision, asked))


def refused(room: Room, number: int, facts: SetUpSupervision, **named) -> tuple[str, str | None]:
    before = full(room, number)
    with pytest.raises(Refusal) as caught:
        correct(room, number, facts, **named)
    assert full(room, number) == before, "a refusal changes nothing"
    return caught.value.code, caught.value.field


def test_one_entry_names_each_fact_with_what_it_was_and_is_and_no_limit_moves(room):
    number = set_up(room)
    before = full(room, number)
    entry = room.read(
        entry_in_full,
        correct(
            room, number, replace(FACTS, asked="年底前完成改造", is_hard=False, is_urgent=True, source="专题会议纪要")
        ),
    )
    now = full(room, number)
    assert (now.facts.asked, now.facts.is_hard) == ("年底前完成改造", False)
    assert (now.matter.source, now.matter.urgency) == ("专题会议纪要", "特急")
    assert now.matter.version == before.matter.version + 1, "each change counts once: who made it is read by that"
    assert (now.common.clocks, now.matter.due_at) == (before.common.clocks, before.matter.due_at)
    assert (entry.event, json.loads(entry.payload or "")["changes"]) == (
        "matter.corrected",
        {
            "asked": ["月底前完成改造", "年底前完成改造"],
            "is_hard": [True, False],
            "source": ["王建国", "专题会议纪要"],
            "urgency": ["", "特急"],
        },
    )
    step = now.common.steps[-1]
    assert (step.kind, step.text, step.entry_seq) == (StepKind.CORRECT, "录入有误", entry.seq)
    assert ("asked", "月底前完成改造", "年底前完成改造") in step.changes
    assert now.common.steps[0] == before.common.steps[0], "what was written when it was set up stays"
    assert room.read(check_store, room.store.attachments).problems == ()


def test_what_is_open_is_called_by_the_new_title(room):
    number = set_up(room)
    correct(room, number, replace(FACTS, title="航海路积水点整治", is_urgent=True))
    assert [(item.title, item.urgent) for item in room.read(open_items)] == [("督〔2026〕1号 航海路积水点整治", True)]


def test_it_is_found_by_its_new_words(room):
    number = set_up(room)
    correct(room, number, replace(FACTS, title="航海路积水点整治"))
    assert [hit.title for hit in room.read(search_supervision, "航海路").hits] == ["航海路积水点整治"]
    assert room.read(search_supervision, "嵩山路").hits == ()


def test_what_was_set_up_wrongly_is_refused_in_words_and_changes_nothing(room):
    number = set_up(room)
    assert refused(room, number, FACTS) == ("entry.amend.same", "title")
    other = replace(FACTS, title="另一标题")
    assert refused(room, number, other, reason=" ") == ("matter.reason.empty", "reason")
    assert refused(room, number, replace(FACTS, title=" ")) == ("matter.title.empty", "title")
    assert refused(room, number, replace(FACTS, asked="")) == ("supervision.asked.empty", "asked")
    assert refused(room, number, replace(FACTS, leader="无此人")) == ("matter.leader.unknown", "leader")
    assert refused(room, number, replace(FACTS, basis=Basis.NPC)) == ("supervision.proposers.empty", "proposers")
    version = full(room, number).matter.version
    correct(room, number, other)
    assert refused(room, number, FACTS, version=version) == ("record.changed_meanwhile", "title")


def test_a_void_matter_and_a_notice_are_not_corrected(room):
    number = set_up(room)
    room.do(take_step, PlainStep(id=number, step=StepKind.VOID, text="重复立项"))
    assert refused(room, number, replace(FACTS, title="另一标题")) == ("matter.step.wrong", "step")
    notice = Flow(room)
    asked = CorrectSupervision(id=notice.id, version=notice.full.matter.version, facts=FACTS, reason="录入有误")
    with pytest.raises(Refusal) as caught:
        room.do(correct_supervision, asked)
    assert caught.value.code == "matter.unknown"


def test_a_proposal_with_a_result_stays_a_proposal(room):
    number = set_up(room, PROPOSAL)
    room.do(record_result, RecordResult(id=number, result="A"))
    meeting = replace(PROPOSAL, basis=Basis.MEETING)
    assert refused(room, number, meeting) == ("supervision.basis.result", "basis")
    correct(room, number, replace(PROPOSAL, basis=Basis.NPC, proposal_number="第21号"))
    facts = full(room, number).facts
    assert (facts.basis, facts.proposal_number, facts.result) == (Basis.NPC, "第21号", "A")


def test_a_leader_who_has_left_is_no_obstacle_to_correcting_the_title(room):
    number = set_up(room)
    leader = next(row for row in room.read(officer_rows) if row.name == "王建国")
    roles = leader.roles - {Role.LEADER}
    gone = ChangeOfficer(id=leader.id, version=leader.version, name=leader.name, roles=roles, initials=leader.initials)
    room.do(change_officer, gone, by="王建国")
    correct(room, number, replace(FACTS, title="另一标题"))
    assert room.read(matter_in_full, number).matter.title == "另一标题"

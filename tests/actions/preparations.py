"""Builders for tests of plans in preparation: one as it begins, its stages and answers by short names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dutyroom.actions.preparation import (
    finish_stage,
    start_preparation,
)
from dutyroom.actions.preparation_parts import ask_units, keep_expert, keep_filing, keep_opinion
from dutyroom.data.queries.preparations import (
    PreparationInFull,
    preparation_in_full,
)
from dutyroom.data.verify import check_store
from dutyroom.rules.preparation import Adopted, Stage, Verdict, Way
from dutyroom.rules.preparation_steps import (
    AskedUnit,
    AskUnits,
    FinishStage,
    KeepExpert,
    KeepFiling,
    KeepOpinion,
    PreparationFacts,
    StartPreparation,
)
from dutyroom.rules.refusal import Refusal
from tests.samples import NOON, ZONE, Room

TODAY = NOON.astimezone(ZONE).date()
FACTS = PreparationFacts(
    title="郑州市防汛应急预案",
    plan_kind="special",
    plan_level="city",
    year=2026,
    lead_unit="郑州市应急管理局",
    basis="机构调整，原预案满三年",
)


def started(room: Room, days: dict[Stage, date] | None = None, **named) -> int:
    return int(room.do(start_preparation, StartPreparation(facts=replace(FACTS, **named), days=days or {})))


def full(room: Room, number: int) -> PreparationInFull:
    found = room.read(preparation_in_full, number)
    assert found is not None
    return found


def finish(room: Room, number: int, stage: Stage, **named) -> int:
    return int(room.do(finish_stage, FinishStage(id=number, stage=stage, **named)))


def until(room: Room, number: int, stage: Stage) -> None:
    """Finish every stage before this one."""
    asked = [AskedUnit(unit="市水利局")]
    for each in list(Stage)[: list(Stage).index(stage)]:
        if each is Stage.OPINIONS:
            room.do(ask_units, AskUnits(id=number, units=tuple(asked)))
            answer(room, number, adopted=Adopted.YES, opinion="同意", answered_on=TODAY)
        if each is Stage.REVIEW:
            room.do(keep_expert, KeepExpert(id=number, name="孙样例", result=Verdict.PASS))
        if each is Stage.FILING:
            room.do(keep_filing, KeepFiling(id=number, recipient="省级牵头部门", way=Way.FILE, received_on=TODAY))
        finish(room, number, each, group="钱样例", approved_by="市政府常务会议", document_number="郑政办〔2026〕9号")


def answer(room: Room, number: int, place: int = 0, **named) -> int:
    line = full(room, number).opinions[place]
    asked = KeepOpinion(id=number, opinion_id=line.id, version=line.version, **named)
    return int(room.do(keep_opinion, asked))


def refused(call, *args, **named) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **named)
    return caught.value


def running(room: Room, number: int) -> dict[str, date | None]:
    clocks = [clock for clock in full(room, number).common.clocks if clock.state == "open"]
    return {clock.duty: clock.due_at.astimezone(ZONE).date() if clock.due_at else None for clock in clocks}


def sound(room: Room) -> bool:
    return not room.read(check_store, room.folder / "attachments").problems

"""The sample's plans in preparation: one out for opinions, one just put into the programme; every text is invented and says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from dutyroom.actions.preparation import day_here, finish_stage, skip_stage, start_preparation, write_outline
from dutyroom.actions.preparation_parts import ask_units, keep_opinion
from dutyroom.data.desk import Desk
from dutyroom.data.outlines import shipped_outline
from dutyroom.data.queries.preparations import PreparationInFull, preparation_in_full
from dutyroom.data.tables import Plan
from dutyroom.rules.preparation import Adopted, Level, Stage
from dutyroom.rules.preparation_steps import (
    AskedUnit,
    AskUnits,
    FinishStage,
    KeepOpinion,
    PreparationFacts,
    SkipStage,
    StartPreparation,
    WriteOutline,
)
from dutyroom.rules.refusal import Refusal

PREPARATION_ENTRIES: Final = 13
"""How many entries they take of those that the sample is to hold."""
_FLOOD: Final = 1
"""The plan of the sample that is revised, by its number."""
_UNITS: Final = ("市水利局", "市公安局", "市城市管理局")


def add_preparations(desk: Desk) -> None:
    """Write them, as of today."""
    today = day_here(desk)
    plan = desk.session.get_one(Plan, _FLOOD)
    facts = PreparationFacts(
        title=plan.title,
        plan_kind="special",
        plan_level=Level.CITY.value,
        year=today.year,
        lead_unit="市应急管理局",
        basis="指挥机构成员单位调整，原预案实施满三年（示例）。",
        plan_id=plan.id,
    )
    days = {
        Stage.REVIEW: today + timedelta(days=20),
        Stage.APPROVAL: today + timedelta(days=35),
        Stage.ISSUE: today + timedelta(days=50),
    }
    _revision(desk, start_preparation(desk, StartPreparation(facts=facts, days=days)))
    metro = PreparationFacts(
        title="郑州市轨道交通运营突发事件应急预案（示例）",
        plan_kind="special",
        plan_level=Level.CITY.value,
        year=today.year,
        lead_unit="市交通运输局",
        basis="新线开通，风险发生变化（示例）。",
    )
    days = {Stage.GROUP: today + timedelta(days=6), Stage.DRAFT: today + timedelta(days=60)}
    number = start_preparation(desk, StartPreparation(facts=metro, days=days))
    finish_stage(desk, FinishStage(id=number, stage=Stage.PROGRAMME, done_on=today - timedelta(days=1)))


def _revision(desk: Desk, number: int) -> None:
    """Written, and out for opinions: one adopted, one to be decided on, one waited for."""
    today = day_here(desk)
    done = {Stage.PROGRAMME: 120, Stage.GROUP: 105, Stage.RISK: 60, Stage.RESOURCES: 58}
    for stage, before in done.items():
        note = "报告已由样例大学完成（示例）" if stage in (Stage.RISK, Stage.RESOURCES) else ""
        group = "组长：周样例\n成员：吴样例、郑样例"
        asked = FinishStage(id=number, stage=stage, done_on=today - timedelta(days=before), note=note, group=group)
        finish_stage(desk, asked)
    skip_stage(desk, SkipStage(id=number, stage=Stage.CASES, reason="与地震预案案例分析合并开展（示例）"))
    outline = WriteOutline(id=number, version=_of(desk, number).version, outline=shipped_outline("special"))
    write_outline(desk, outline)
    finish_stage(desk, FinishStage(id=number, stage=Stage.DRAFT, done_on=today - timedelta(days=14)))
    sent_on, due_on = today - timedelta(days=9), today + timedelta(days=4)
    units = tuple(AskedUnit(unit=name) for name in _UNITS)
    ask_units(desk, AskUnits(id=number, units=units, sent_on=sent_on, due_on=due_on))
    first, second, _ = _of(desk, number).opinions
    keep_opinion(
        desk,
        KeepOpinion(
            id=number,
            opinion_id=first.id,
            version=first.version,
            answered_on=today - timedelta(days=3),
            opinion="建议将蓄滞洪区运用程序单列一节（示例）。",
            adopted=Adopted.YES.value,
        ),
    )
    keep_opinion(
        desk,
        KeepOpinion(
            id=number,
            opinion_id=second.id,
            version=second.version,
            answered_on=today - timedelta(days=1),
            opinion="建议明确交通管制的批准权限（示例）。",
        ),
    )


def _of(desk: Desk, number: int) -> PreparationInFull:
    found = preparation_in_full(desk.session, number)
    if found is None:
        raise Refusal("preparation.unknown", id=number)
    return found

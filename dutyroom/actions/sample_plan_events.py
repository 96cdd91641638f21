"""The sample's drills and evaluations: one planned, one held with findings under supervision, one overdue, an open cause of
a revision; every text is invented and says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dutyroom.actions.plan_events import hold_exercise, office_day, plan_exercise, set_plan_due
from dutyroom.actions.plan_findings import supervise_findings
from dutyroom.actions.plan_triggers import record_triggers
from dutyroom.data.desk import Desk
from dutyroom.data.queries.plan_events import event_in_full
from dutyroom.data.tables import Plan
from dutyroom.rules.plan_events import (
    EventFacts,
    EventKind,
    HoldExercise,
    PlanExercise,
    RecordTriggers,
    SetPlanDue,
    SuperviseFindings,
    TriggerLine,
)

PLAN_EVENT_ENTRIES: Final = 9
"""How many entries they take."""
_FLOOD, _GAS, _POWER, _SNOW, _CHEMICALS = range(1, 6)
"""The plans of the sample, by their number."""


def add_plan_events(desk: Desk) -> None:
    """Write them, as of today."""
    today = office_day(desk)
    _held(desk, today - timedelta(days=40))
    _plan(desk, _POWER, EventKind.DRILL, today + timedelta(days=12), "大面积停电桌面推演（示例）", "tabletop")
    _plan(desk, _GAS, EventKind.ASSESSMENT, today - timedelta(days=9), "燃气泄漏预案定期评估（示例）")
    _evaluated(desk, today - timedelta(days=75))
    day = today + timedelta(days=25)
    desk.session.flush()
    version = desk.session.get_one(Plan, _SNOW).version
    asked = SetPlanDue(plan_id=_SNOW, version=version, drill_due_on=day, reason="入冬前完成一次演练（示例）")
    set_plan_due(desk, asked)
    line = TriggerLine(
        plan_id=_POWER,
        cause="body",
        happened_on=today - timedelta(days=18),
        text="市级指挥部成员单位调整，原牵头单位职责划转（示例）",
    )
    record_triggers(desk, RecordTriggers(lines=(line,)))


def _held(desk: Desk, day: date) -> None:
    """A live drill whose findings went to a unit, one of them left to be handed over."""
    facts = EventFacts(
        held_on=day,
        form="live",
        title="汛期综合演练（示例）",
        participants="市应急管理局\n市城市管理局\n二七区人民政府",
        scenario="城区短时强降雨，下穿隧道积水，一处小区断电（示例）。",
        record="8时30分启动Ⅲ级响应，8时55分隧道封闭，9时40分群众转移完毕，10时10分演练结束（示例）。",
        result="基本达到目标（示例）",
    )
    found = ("隧道口广播听不清（示例）", "泵车到场晚于预案12分钟（示例）", "小区联系人名单过期（示例）")
    number = hold_exercise(desk, HoldExercise(plan_id=_FLOOD, facts=facts, findings=found))
    full = event_in_full(desk.session, number)
    ids = tuple(row.id for row in full.findings[:2]) if full is not None else ()
    until = office_day(desk) + timedelta(days=30)
    supervise_findings(desk, SuperviseFindings(event_id=number, ids=ids, unit="市城市管理局", due_on=until))


def _evaluated(desk: Desk, day: date) -> None:
    facts = EventFacts(
        held_on=day,
        title="定期评估（示例）",
        participants="市应急管理局\n专家组（示例）",
        record="逐章核对职责、流程和联系方式，组织机构与现行一致（示例）。",
        result="keep",
    )
    hold_exercise(desk, HoldExercise(plan_id=_CHEMICALS, kind=EventKind.ASSESSMENT, facts=facts))


def _plan(desk: Desk, plan: int, kind: EventKind, day: date, title: str, form: str = "") -> None:
    facts = EventFacts(planned_on=day, form=form, title=title, participants="市应急管理局\n总值班室")
    plan_exercise(desk, PlanExercise(plan_id=plan, kind=kind, facts=facts))

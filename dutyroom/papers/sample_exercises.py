"""Sample facts of the papers of drills and evaluations, to print without a store; no name or event is real."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from dutyroom.papers.plan_event_facts import FindingFact, PlanEventFacts, PlanYearFacts, YearLineFact

_PLAN: Final = "示例市防汛应急预案（示例）"
_OTHER: Final = "示例市城镇燃气泄漏事故应急预案（示例）"
_AT: Final = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def _office() -> dict[str, Any]:
    return {
        "office_zh": "郑州市人民政府总值班室",
        "office_en": "Duty Room of the Zhengzhou Municipal Government",
        "store_kind": "sample",
        "printed_at": _AT,
    }


def sample_plan_event() -> PlanEventFacts:
    """A live drill with three findings, one of them mended."""
    return PlanEventFacts(
        **_office(),
        plan=_PLAN,
        version=2,
        form="live",
        planned_on=date(2026, 5, 15),
        held_on=date(2026, 5, 18),
        title="汛前综合演练（示例）",
        participants="市应急管理局（示例）\n市城市管理局（示例）\n二七区人民政府（示例）",
        scenario="城区短时强降雨，下穿隧道积水，一处小区断电（示例）。",
        record="8时30分启动Ⅲ级响应，8时55分隧道封闭，9时40分群众转移完毕，10时10分演练结束（示例）。",
        result="基本达到目标（示例）",
        findings=(
            FindingFact(text="隧道口广播听不清（示例）", unit="市城市管理局（示例）", due_on=date(2026, 6, 30),
                        state="mended", matter="督〔2026〕9号", outcome="已更换广播设备（示例）"),
            FindingFact(text="泵车到场晚于预案12分钟（示例）", unit="市城市管理局（示例）", due_on=date(2026, 12, 31),
                        matter="督〔2026〕10号"),
            FindingFact(text="小区联系人名单过期（示例）"),
        ),
    )  # fmt: skip


def sample_plan_year() -> PlanYearFacts:
    """A year with drills, an evaluation and a training."""
    return PlanYearFacts(
        **_office(),
        year=2026,
        kept=7,
        asked=9,
        lines=(
            YearLineFact(plan=_OTHER, kind="training", state="held", day=date(2026, 3, 12), title="新修订预案培训（示例）"),
            YearLineFact(plan=_PLAN, kind="drill", state="held", day=date(2026, 5, 18), form="live",
                         title="汛前综合演练（示例）", participants="市应急管理局（示例）\n市城市管理局（示例）"),
            YearLineFact(plan=_OTHER, kind="drill", state="planned", day=date(2026, 12, 10), form="tabletop"),
            YearLineFact(plan=_PLAN, kind="assessment", state="planned", day=date(2026, 12, 15)),
        ),
    )  # fmt: skip

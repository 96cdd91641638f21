"""Sample facts of the papers of plans in preparation; no name, unit's answer or number is real."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from dutyroom.papers.preparation_facts import (
    ExpertPaperFact,
    FilingPaperFact,
    OpinionPaperFact,
    PreparationPaperFacts,
    ProgrammePaperFacts,
    ProgrammeRowFact,
    StagePaperFact,
)

_ON: Final = date(2026, 11, 23)
_TITLE: Final = "郑州市防汛应急预案（示例）"


def _office() -> dict[str, Any]:
    return {
        "office_zh": "郑州市人民政府总值班室",
        "office_en": "Duty Room of the Zhengzhou Municipal Government",
        "store_kind": "sample",
        "printed_at": datetime(2026, 11, 23, 11, tzinfo=timezone(timedelta(hours=8))),
    }


def sample_preparation() -> PreparationPaperFacts:
    """A special plan that is under review: one unit has not answered, the case study was left out."""
    return PreparationPaperFacts(
        **_office(), on=_ON, number="预〔2026〕1号", title=_TITLE, plan_kind="special", plan_level="city", year=2026,
        lead_unit="郑州市应急管理局", basis="机构职责调整，原预案实施满三年（示例）。",
        group="组长：周样例\n成员：吴示例、郑样例", stages=_stages(), opinions=_opinions(),
        experts=(
            ExpertPaperFact(
                name="冯样例", organisation="样例大学", speciality="水文", result="revise",
                findings="四级响应的启动条件缺少雨量阈值（示例）。", settled="已补充3小时雨量阈值（示例）。",
            ),
        ),
        filings=(FilingPaperFact(recipient="省级牵头部门", way="file", sent_on=None),),
    )  # fmt: skip


def sample_programme() -> ProgrammePaperFacts:
    """Four plans of a year, one issued, one overdue."""
    rows = (
        ProgrammeRowFact(
            number="预〔2026〕1号", title=_TITLE, plan_kind="special", lead_unit="郑州市应急管理局",
            draft_on=date(2026, 6, 15), issue_on=date(2026, 12, 31), stage="opinions", settled=6, stages=12, late=True,
        ),
        ProgrammeRowFact(
            number="预〔2026〕2号", title="郑州市轨道交通运营突发事件应急预案（示例）", plan_kind="special",
            lead_unit="市交通运输局", draft_on=date(2026, 4, 30), issue_on=date(2026, 9, 30),
            issued_on=date(2026, 9, 18), document_number="郑政办〔示例〕31号", stage="training", settled=11, stages=12,
        ),
        ProgrammeRowFact(
            number="预〔2026〕3号", title="市生态环境局突发环境事件部门预案（示例）", plan_kind="department",
            lead_unit="市生态环境局", draft_on=date(2026, 11, 30), issue_on=date(2027, 1, 31), stage="draft", settled=5,
            stages=12,
        ),
        ProgrammeRowFact(
            number="预〔2026〕4号", title="国庆文艺晚会活动应急预案（示例）", plan_kind="event", lead_unit="市文化广电旅游局",
            draft_on=date(2026, 8, 10), issue_on=date(2026, 9, 10), issued_on=date(2026, 9, 8),
            document_number="郑应急〔示例〕8号", settled=12, stages=12, closed=True,
        ),
    )  # fmt: skip
    return ProgrammePaperFacts(**_office(), on=_ON, year=2026, rows=rows)


def _stages() -> tuple[StagePaperFact, ...]:
    done = {
        "programme": (1, 12), "group": (2, 2), "risk": (3, 20), "resources": (3, 27), "draft": (6, 30),
    }  # fmt: skip
    planned = {
        "group": date(2026, 2, 6), "risk": date(2026, 3, 31), "resources": date(2026, 3, 31), "draft": date(2026, 6, 15),
        "opinions": date(2026, 11, 20), "review": date(2026, 12, 10), "approval": date(2026, 12, 25),
    }  # fmt: skip
    people = {"group": "组长：周样例\n成员：吴示例、郑样例", "risk": "样例大学安全工程学院"}
    stages = (
        "programme", "group", "risk", "resources", "cases", "draft", "opinions", "review", "approval", "issue", "filing",
        "training",
    )  # fmt: skip
    return tuple(
        StagePaperFact(
            stage=name,
            planned_on=planned.get(name),
            done_on=date(2026, *done[name]) if name in done else None,
            people=people.get(name, ""),
            skipped="与地震预案案例分析合并开展（示例）" if name == "cases" else "",
            late=name in ("draft", "opinions"),
        )
        for name in stages
    )


def _opinions() -> tuple[OpinionPaperFact, ...]:
    return (
        OpinionPaperFact(
            unit="市水利局", sent_on=date(2026, 11, 2), due_on=date(2026, 11, 16), answered_on=date(2026, 11, 12),
            opinion="建议将蓄滞洪区运用程序单列一节（示例）。", adopted="yes",
        ),
        OpinionPaperFact(
            unit="市城市管理局", sent_on=date(2026, 11, 2), due_on=date(2026, 11, 16), answered_on=date(2026, 11, 16),
            opinion="建议由水利部门统一发布积水信息（示例）。", adopted="no", reason="与三定规定不一致（示例）",
        ),
        OpinionPaperFact(unit="市公安局", sent_on=date(2026, 11, 2), due_on=date(2026, 11, 16), late=True),
    )  # fmt: skip

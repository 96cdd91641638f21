"""Invented facts of plans, so that every paper of the library can be printed without a store; marked as sample."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from dutyroom.papers.plan_facts import (
    ActionFact,
    PlanFacts,
    PlanNumberFact,
    PlanNumbersFacts,
    SectionFact,
    StartFact,
)

_AT: Final = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
_CHECKED: Final = datetime(2026, 10, 8, 2, 30, tzinfo=UTC)
_TITLE: Final = "示例市内涝灾害应急预案（示例）"
_OFFICE_ZH: Final = "示例市人民政府总值班室"
_OFFICE_EN: Final = "Duty Room of the Sample Municipal Government"
_TABLE: Final = "\n".join(
    (
        "物资 | 数量 | 存放地点 | 保管单位",
        "移动排水泵车 | 12台 | 示例区第一仓库 | 示例市城市管理局",
        "冲锋舟 | 30艘 | 示例区水上救援站 | 示例市应急管理局",
        "编织袋 | 20万条 | 示例县防汛仓库 | 示例市水利局",
        "发电机组 | 45台 | 示例区第二仓库 | 示例市应急管理局",
    )
)


def sample_plan() -> PlanFacts:
    """A plan with a table, actions of three roles, numbers and start conditions."""
    return PlanFacts(
        office_zh=_OFFICE_ZH,
        office_en=_OFFICE_EN,
        store_kind="sample",
        title=_TITLE,
        kind="special",
        level="city",
        issuer="示例市人民政府办公室",
        number="示政办〔2026〕12号",
        issued_on="2026-05-18",
        effective_on="2026-06-01",
        version="3",
        lead_unit="示例市城市管理局",
        sections=_sections(),
        actions=_actions(),
        numbers=_numbers(),
        starts=_starts(),
    )


def sample_plan_section() -> PlanFacts:
    """One chapter of the plan."""
    whole = sample_plan()
    chapter = next(place for place, section in enumerate(whole.sections) if section.number == "四、")
    return PlanFacts(
        office_zh=whole.office_zh,
        office_en=whole.office_en,
        store_kind=whole.store_kind,
        title=whole.title,
        issuer=whole.issuer,
        number=whole.number,
        issued_on=whole.issued_on,
        version=whole.version,
        part="四、应急响应",
        sections=whole.sections[chapter : chapter + 4],
    )


def sample_plan_numbers() -> PlanNumbersFacts:
    """The numbers that the plan quotes."""
    return PlanNumbersFacts(
        office_zh=_OFFICE_ZH,
        office_en=_OFFICE_EN,
        store_kind="sample",
        title=_TITLE,
        numbers=_numbers(),
        printed_at=_AT,
    )


def _sections() -> tuple[SectionFact, ...]:
    return (
        SectionFact(level=1, number="一、", title="总则"),
        SectionFact(
            level=2, number="（一）", title="编制目的", body="规范本市内涝灾害的应对工作，减少人员伤亡和财产损失。"
        ),
        SectionFact(level=2, number="（二）", title="适用范围", body="本预案适用于示例市市区内涝灾害的防范和处置。"),
        SectionFact(level=1, number="二、", title="组织体系"),
        SectionFact(
            level=2,
            number="（一）",
            title="指挥部",
            body="市内涝防治指挥部由分管副市长任指挥长，办公室设在市城市管理局。",
        ),
        SectionFact(
            level=2,
            number="（二）",
            title="成员单位",
            body="市水利局负责河道水位调度；市公安局负责积水路段交通管制；市卫生健康委员会负责伤员救治。",
        ),
        SectionFact(level=1, number="三、", title="监测和预警", body="市气象局每小时向指挥部办公室通报雨情。"),
        SectionFact(level=1, number="四、", title="应急响应"),
        SectionFact(
            level=2,
            number="（一）",
            title="Ⅰ级响应",
            body="指挥长到指挥部坐镇，成员单位主要负责人三十分钟内到岗。\n必要时停课、停业、停运。",
        ),
        SectionFact(
            level=2,
            number="（二）",
            title="Ⅱ级响应",
            body="副指挥长坐镇，成员单位分管负责人一小时内到岗。\n积水路段由市公安局实行交通管制。",
        ),
        SectionFact(level=2, number="（三）", title="响应终止", body="降雨停止、积水排除后，由指挥部宣布终止响应。"),
        SectionFact(level=1, number="五、", title="应急保障", body=f"主要物资储备如下。\n{_TABLE}"),
        SectionFact(level=1, number="六、", title="附则", body="本预案自印发之日起施行。"),
    )


def _actions() -> tuple[ActionFact, ...]:
    return (
        ActionFact(level="Ⅰ", role="值班员", text="立即电话报告带班领导和市长，记录时间。", first=1),
        ActionFact(level="Ⅰ", role="值班员", text="通知市城市管理局、市水利局、市公安局启动Ⅰ级响应。", first=2),
        ActionFact(level="Ⅰ", role="值班员", text="三十分钟内电话报告省政府总值班室，一小时内书面报告。", first=3),
        ActionFact(level="Ⅰ", role="值班员", text="向各区县（市）下发紧急通知，逐一核对收到情况。", first=4),
        ActionFact(level="Ⅰ", role="值班员", text="每小时汇总一次雨情、积水点和人员转移情况。", first=5),
        ActionFact(level="Ⅰ", role="指挥部办公室", text="组织会商，提出停课、停业、停运建议。"),
        ActionFact(level="Ⅰ", role="指挥部办公室", text="协调市应急管理局调运冲锋舟和排水泵车。", is_checked=False),
        ActionFact(level="Ⅱ", role="值班员", text="报告带班领导，通知成员单位分管负责人到岗。"),
        ActionFact(level="Ⅱ", role="值班员", text="每两小时汇总一次积水点情况。", is_checked=False),
        ActionFact(level="Ⅱ", role="交通管制组", text="会同市公安局封闭下穿立交，设置警示标志。"),
    )


def _numbers() -> tuple[PlanNumberFact, ...]:
    return (
        PlanNumberFact(unit="示例市城市管理局", post="值班室", phone="0371-55501001", checked_at=_CHECKED),
        PlanNumberFact(
            unit="示例市水利局",
            name="示例甲",
            post="防汛科科长",
            phone="0371-55502001",
            directory_phone="0371-55502088",
            checked_at=_CHECKED,
        ),
        PlanNumberFact(unit="示例市公安局", post="指挥中心", phone="0371-55503001", checked_at=_CHECKED),
        PlanNumberFact(unit="示例市应急管理局", post="值班室", phone="0371-55504001", is_stale=True),
        PlanNumberFact(
            unit="示例市卫生健康委员会", name="示例乙", post="应急办主任", phone="0371-55505001", is_checked=False
        ),
    )


def _starts() -> tuple[StartFact, ...]:
    return (
        StartFact(
            level="Ⅰ",
            conditions="一小时降雨100毫米以上且仍将持续，或者市区出现大面积严重积水。",
            authority="指挥长（分管副市长）",
        ),
        StartFact(
            level="Ⅱ", conditions="三小时降雨100毫米以上，或者主要道路多处积水超过40厘米。", authority="副指挥长"
        ),
    )

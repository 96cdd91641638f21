"""Sample facts of the catalogue of plans; every name in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from dutyroom.papers.plan_catalogue import PlanCatalogueFacts, PlanLineFact

_PLAN: Final = PlanLineFact(
    title="示例市防汛抗旱应急预案（示例）",
    kind="special",
    level="city",
    category="natural",
    subtype="flood",
    lead_unit="应急管理局",
    version=3,
    number="示政办〔2025〕1号",
    issued_on=date(2025, 5, 12),
    is_public=True,
    filed_on=date(2025, 5, 28),
    drill_on=date(2028, 5, 12),
    assess_on=date(2028, 5, 12),
)
_GAS: Final = replace(
    _PLAN,
    title="示例市城镇燃气事故应急预案（示例）",
    category="accident",
    subtype="gas",
    lead_unit="城市管理局",
    version=1,
    number="示政办〔2023〕7号",
    issued_on=date(2023, 3, 20),
    filed_on=None,
    drill_on=date(2026, 3, 20),
    assess_on=date(2026, 12, 20),
)
_OVERALL: Final = PlanLineFact(
    title="示例市突发事件总体应急预案（示例）",
    kind="overall",
    level="city",
    lead_unit="应急管理局",
    version=2,
    issued_on=date(2024, 9, 1),
    drill_on=date(2027, 9, 1),
)
_GAP: Final = PlanLineFact(
    title="地震应急预案", kind="special", lead_unit="应急管理局", source="本单位清单第八项（示例）"
)


def sample_plan_catalogue() -> PlanCatalogueFacts:
    """Three plans of two kinds, one with an overdue drill, and two that are missing."""
    return PlanCatalogueFacts(
        office_zh="示例市人民政府总值班室",
        office_en="Duty Room of Sample City",
        store_kind="sample",
        on=date(2026, 11, 23),
        plans=(_OVERALL, _PLAN, _GAS),
        gaps=(_GAP, replace(_GAP, title="粮食应急预案", lead_unit="发展和改革委员会")),
    )

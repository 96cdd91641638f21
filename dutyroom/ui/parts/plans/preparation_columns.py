"""The columns of the list of plans in preparation, in the order in which they stand and drop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.wording import mark
from dutyroom.ui.parts.matter.words import due_said, left_said, matter_tone
from dutyroom.ui.parts.plans.preparation_words import how_far, is_over, kind_said
from dutyroom.ui.parts.register_model import Column

_SOON: Final = timedelta(days=7)
"""A stage that is due within a week stands out."""


def preparation_columns(clock: Callable[[], datetime], zone: Callable[[], ZoneInfo]) -> tuple[Column, ...]:
    """Plan, year, kind, lead unit, the next stage, due, number."""
    return (
        Column(
            key="title", title=mark("Plan"), text=lambda row: row.matter.title, width=160, stretches=True,
            struck=lambda row: row.matter.state == "void", tooltip=lambda row: row.matter.title,
        ),
        Column(key="year", title=mark("Year"), text=lambda row: str(row.year), width=60, drop_order=3),
        Column(
            key="kind", title=mark("Kind of plan"), text=lambda row: kind_said(row.plan_kind), width=112, drop_order=2
        ),
        Column(key="lead", title=mark("Leading unit"), text=lambda row: row.lead_unit, width=120, drop_order=1),
        Column(
            key="stage", title=mark("Next stage"), text=how_far, width=164,
            tone=lambda row: "done" if is_over(row) else "",
        ),
        Column(
            key="due", title=mark("Nearest limit"), text=lambda row: left_said(row.matter.due_at, clock()), width=136, tooltip=lambda row: due_said(row.matter.due_at, clock(), zone()),
            tone=lambda row: matter_tone(row.matter, clock(), _SOON), sorts=True, drop_order=5,
        ),
        Column(
            key="number", title=mark("Number"), text=lambda row: row.matter.number, width=124, sorts=True, drop_order=4
        ),
    )  # fmt: skip

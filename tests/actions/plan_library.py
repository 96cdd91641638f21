"""Plans for tests of what becomes of them: kept without a file, issued long ago."""

from __future__ import annotations

from datetime import date

from dutyroom.actions.plans import keep_plan
from dutyroom.rules.plan import KeepPlan
from tests.samples import Room


def a_plan(room: Room, title: str = "郑州市防汛应急预案（示例）", body: str = "为做好示例工作。", **named) -> int:
    """A special plan of 2020."""
    usual = {"title": title, "kind": "special", "issuer": "", "number": "", "issued_on": date(2020, 5, 1)}
    keep = KeepPlan(
        **{**usual, **named},
        text_missing=False,
        sections=((1, "第一章", "总则", body),),
        file_name=f"{title}.md",
        path="",
    )
    return int(room.do(keep_plan, keep).plan)

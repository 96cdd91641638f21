"""The columns of what is due, and of drills, evaluations and causes of a revision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dutyroom.rules.plan_events import EventKind
from dutyroom.rules.wording import Wording, mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.plans.exercise_words import (
    REMINDER_TONES,
    cause_said,
    day_said,
    form_said,
    kind_said,
    left_said,
    result_said,
    rule_said,
    source_said,
    stand_said,
    state_tone,
    what_said,
)
from dutyroom.ui.parts.register_model import Column
from dutyroom.ui.parts.said_time import MONTHS


def due_columns(today: Callable[[], date], wording: Callable[[], Wording]) -> tuple[Column, ...]:
    """What a plan owes: how near, what, by which rule and source."""

    def rule(line: Any) -> str:
        return rule_said(line.duty, today(), wording())

    def whole(line: Any) -> str:
        return "\n".join(part for part in (rule(line), source_said(line.duty)) if part)

    return (
        Column(
            key="left",
            title=mark("Days left"),
            text=lambda line: left_said(line.duty),
            width=124,
            tone=lambda line: REMINDER_TONES[line.duty.reminder],
        ),
        Column(key="due", title=mark("Due on"), text=lambda line: day_said(line.duty.due_on), width=108),
        Column(key="what", title=mark("Owed"), text=lambda line: what_said(line.duty.what), width=92),
        Column(
            key="plan",
            title=mark("Plan"),
            text=lambda line: line.plan.title,
            width=200,
            stretches=True,
            tooltip=lambda line: line.plan.title,
        ),
        Column(
            key="last",
            title=mark("Last held"),
            text=lambda line: day_said(line.duty.last_on),
            width=108,
            drop_order=2,
            tone=lambda _: "secondary",
        ),
        Column(
            key="rule",
            title=mark("Rule and source"),
            text=lambda line: " · ".join(part for part in (rule(line), source_said(line.duty)) if part),
            width=240,
            drop_order=1,
            tooltip=whole,
            tone=lambda _: "secondary",
        ),
    )


def event_columns(today: Callable[[], date], *, by_month: bool = False, with_plan: bool = True) -> tuple[Column, ...]:
    """Events by their day; ``by_month`` names the month ahead of it, ``with_plan`` off leaves the plan to the heading."""
    month = Column(key="month", title=mark("Month"), text=_month, width=68, tone=lambda _: "strong")
    return (
        *((month,) if by_month else ()),
        Column(key="day", title=mark("Day"), text=lambda row: day_said(row.day), width=108),
        Column(key="kind", title=mark("Kind"), text=_kind, width=120, drop_order=3),
        *((_plan_column(),) if with_plan else ()),
        Column(
            key="title",
            title=mark("What about"),
            text=lambda row: cause_said(row.cause) if row.kind == EventKind.TRIGGER else row.title,
            width=150,
            drop_order=2 if with_plan else 0,
            stretches=not with_plan,
            tone=lambda _: "secondary",
        ),
        Column(
            key="state",
            title=mark("State"),
            text=lambda row: stand_said(row, today()),
            width=136,
            tone=lambda row: state_tone(row, today()),
            struck=lambda row: row.state == "void",
        ),
        Column(key="result", title=mark("Outcome"), text=result_said, width=130, drop_order=1),
        _found_column(),
    )


def _plan_column() -> Column:
    return Column(
        key="plan",
        title=mark("Plan"),
        text=lambda row: row.plan_title,
        width=170,
        stretches=True,
        tooltip=lambda row: row.plan_title,
    )


def _found_column() -> Column:
    return Column(
        key="findings",
        title=mark("Findings"),
        text=_findings,
        width=124,
        align="right",
        drop_order=4,
        tone=lambda row: "warning" if row.findings_open else "secondary",
    )


def _month(row: Any) -> str:
    day = row.day
    return translated(MONTHS[day.month - 1]) if day is not None else ""


def _kind(row: Any) -> str:
    return form_said(row.form) if row.kind == EventKind.DRILL and row.form else kind_said(row.kind)


def _findings(row: Any) -> str:
    if not row.findings:
        return ""
    return translated(mark("{open} of {all} open")).format(open=row.findings_open, all=row.findings)

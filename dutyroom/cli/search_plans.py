"""What ``dutyroom search`` narrows the plans to: kind, level, lead unit, in force, days of issue, earlier versions."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from dutyroom.cli.call import Call, Stop
from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS
from dutyroom.rules.plan_filter import SHELF_WORDS, PlanFilter
from dutyroom.rules.wording import Wording, mark

_ONE_OF: Final = mark("{option} is one of {known}.")
_NO_DAY: Final = mark("{option} is a day like 2026-11-23.")
_ONLY_PLANS: Final = mark("{options} narrow the plans; say --in plans, or leave them out.")


def add_options(parser: Any, wording: Wording) -> None:
    """The options that narrow the plans."""
    add = parser.options.add_argument
    add(
        "--shelf", default="", metavar="SHELF", help=wording.say("plans only: one of {known}", known=tuple(SHELF_WORDS))
    )
    add("--kind", default="", metavar="KIND", help=wording.say("plans only: one of {known}", known=tuple(KIND_WORDS)))
    add(
        "--level", default="", metavar="LEVEL", help=wording.say("plans only: one of {known}", known=tuple(LEVEL_WORDS))
    )
    add("--unit", default="", metavar="NAME", help=wording.say("plans only: a part of the lead unit's name"))
    add("--in-force", action="store_true", help=wording.say("plans only: what is in force today"))
    add("--since", default="", metavar="DATE", help=wording.say("plans only: issued on this day or later"))
    add("--until", default="", metavar="DATE", help=wording.say("plans only: issued on this day or earlier"))
    add("--old-versions", action="store_true", help=wording.say("plans only: earlier versions of the texts too"))


def plan_filter(call: Call, where: str) -> PlanFilter:
    """What the options narrow the plans to; raises ``Stop`` for what cannot be, or where no plans are asked."""
    asked = call.asked
    narrowed = PlanFilter(
        shelf=_one_of(call, "--shelf", asked.shelf, SHELF_WORDS),
        kind=_one_of(call, "--kind", asked.kind, KIND_WORDS),
        level=_one_of(call, "--level", asked.level, LEVEL_WORDS),
        unit=asked.unit.strip(),
        in_force=asked.in_force,
        since=_day(call, "--since", asked.since),
        until=_day(call, "--until", asked.until),
        old_versions=asked.old_versions,
    )
    if narrowed != PlanFilter() and where not in ("plans", "all"):
        raise Stop(call.say(_ONLY_PLANS, options="--kind, --level, --unit …"))
    return narrowed


def _one_of(call: Call, option: str, value: str, known: dict[str, str]) -> str:
    if value and value not in known:
        raise Stop(call.say(_ONE_OF, option=option, known=tuple(known)))
    return value


def _day(call: Call, option: str, value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Stop(call.say(_NO_DAY, option=option)) from None

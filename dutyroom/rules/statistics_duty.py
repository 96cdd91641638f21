"""What is counted of rosters and of spot checks (domain.md §1, §9): every measure once, with what it counts in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dutyroom.rules.spot_check import SpotFinding
from dutyroom.rules.statistics_facts import Basis, Subject
from dutyroom.rules.statistics_measure import Measure, Test
from dutyroom.rules.wording import mark


def _any(_: Any, __: datetime) -> bool:
    return True


def roster_measures() -> tuple[Measure, ...]:
    """The duties of the duty room's own rosters: how many, by night, on holidays, swapped."""

    def share(key: str, zh: str, name: str, words: str, num: Test) -> Measure:
        basis = Basis.PLANNED
        return Measure(
            key=f"roster.{key}", subject=Subject.ROSTER, zh=zh, name=name, words=words, basis=basis, den=_any, num=num
        )

    return (
        Measure(
            key="roster.duties",
            subject=Subject.ROSTER,
            zh="值班人次",
            name=mark("Duties planned"),
            words=mark("duties that begin within the period, by the duty room's own rosters that are not void"),
            basis=Basis.PLANNED,
            den=_any,
        ),
        share(
            "nights",
            "夜班占比",
            mark("By night"),
            mark("duties that last past midnight / all planned within the period"),
            lambda facts, _: facts.is_night,
        ),
        share(
            "free_days",
            "休息日和节假日占比",
            mark("On free days"),
            mark("duties on weekends and holidays by the holiday table / all planned within the period"),
            lambda facts, _: facts.day_kind in ("rest", "holiday"),
        ),
        share(
            "holidays",
            "节假日占比",
            mark("On holidays"),
            mark("duties on holidays by the holiday table / all planned within the period"),
            lambda facts, _: facts.day_kind == "holiday",
        ),
        share(
            "swaps",
            "调班率",
            mark("Swapped"),
            mark("duties that somebody else took over / all planned within the period"),
            lambda facts, _: facts.is_swapped,
        ),
    )


def spot_check_measures() -> tuple[Measure, ...]:
    """The calls to units' duty desks: how many, answered, in time, the leader reached, nothing found."""

    def share(key: str, zh: str, name: str, words: str, num: Test, den: Test = _any) -> Measure:
        return Measure(
            key=f"spot_checks.{key}",
            subject=Subject.SPOT_CHECKS,
            zh=zh,
            name=name,
            words=words,
            basis=Basis.CALLED,
            den=den,
            num=num,
            good=True,
        )

    return (
        Measure(
            key="spot_checks.called",
            subject=Subject.SPOT_CHECKS,
            zh="抽查次数",
            name=mark("Calls made"),
            words=mark("spot checks made within the period, not void"),
            basis=Basis.CALLED,
            den=_any,
        ),
        share(
            "answered",
            "接听率",
            mark("Calls answered"),
            mark("calls that somebody answered / all made within the period"),
            lambda facts, _: facts.is_answered,
        ),
        share(
            "on_time",
            "及时接听率",
            mark("Answered in good time"),
            mark("calls answered within the rings or seconds of the rule / all made within the period"),
            lambda facts, _: facts.is_on_time,
        ),
        share(
            "leader",
            "带班领导在岗率",
            mark("Leader reached"),
            mark("calls in which the leader on duty was reached / all that asked for the leader"),
            lambda facts, _: facts.leader_reached is True,
            lambda facts, _: facts.leader_reached is not None,
        ),
        share(
            "in_order",
            "合格率",
            mark("In order"),
            mark("calls with nothing found / all made within the period"),
            lambda facts, _: facts.finding == SpotFinding.IN_ORDER,
        ),
    )

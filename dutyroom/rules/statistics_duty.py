"""What is counted of rosters and of spot checks (domain.md §1, §9): every measure once, with what it counts in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from dutyroom.rules.spot_check import SpotFinding
from dutyroom.rules.statistics_facts import Basis, Subject
from dutyroom.rules.statistics_measure import Measure, Test
from dutyroom.rules.wording import mark


def _any(_: Any, __: datetime) -> bool:
    return True


def _measure(key: str, zh: str, name: str, words: str, num: Test | None = None, den: Test = _any) -> Measure:
    """A count, or with ``num`` a share; of spot checks more is better, of duties neither is."""
    subject = Subject(key.partition(".")[0])
    is_roster = subject is Subject.ROSTER
    return Measure(
        key=key,
        subject=subject,
        zh=zh,
        name=name,
        words=words,
        basis=Basis.PLANNED if is_roster else Basis.CALLED,
        den=den,
        num=num,
        good=None if is_roster or num is None else True,
    )


ROSTER_MEASURES: Final = (
    _measure(
        "roster.duties",
        "值班人次",
        mark("Duties planned"),
        mark("duties that begin within the period, by the duty room's own rosters that are not void"),
    ),
    _measure(
        "roster.nights",
        "夜班占比",
        mark("By night"),
        mark("duties that last past midnight / all planned within the period"),
        lambda facts, _: facts.is_night,
    ),
    _measure(
        "roster.free_days",
        "休息日和节假日占比",
        mark("On free days"),
        mark("duties on weekends and holidays by the holiday table / all planned within the period"),
        lambda facts, _: facts.day_kind in ("rest", "holiday"),
    ),
    _measure(
        "roster.holidays",
        "节假日占比",
        mark("On holidays"),
        mark("duties on holidays by the holiday table / all planned within the period"),
        lambda facts, _: facts.day_kind == "holiday",
    ),
    _measure(
        "roster.swaps",
        "调班率",
        mark("Swapped"),
        mark("duties that somebody else took over / all planned within the period"),
        lambda facts, _: facts.is_swapped,
    ),
)
SPOT_CHECK_MEASURES: Final = (
    _measure(
        "spot_checks.called",
        "抽查次数",
        mark("Calls made"),
        mark("spot checks made within the period, not void"),
    ),
    _measure(
        "spot_checks.answered",
        "接听率",
        mark("Calls answered"),
        mark("calls that somebody answered / all made within the period"),
        lambda facts, _: facts.is_answered,
    ),
    _measure(
        "spot_checks.on_time",
        "及时接听率",
        mark("Answered in good time"),
        mark("calls answered within the rings or seconds of the rule / all made within the period"),
        lambda facts, _: facts.is_on_time,
    ),
    _measure(
        "spot_checks.leader",
        "带班领导在岗率",
        mark("Leader reached"),
        mark("calls in which the leader on duty was reached / all that asked for the leader"),
        lambda facts, _: facts.leader_reached is True,
        lambda facts, _: facts.leader_reached is not None,
    ),
    _measure(
        "spot_checks.in_order",
        "合格率",
        mark("In order"),
        mark("calls with nothing found / all made within the period"),
        lambda facts, _: facts.finding == SpotFinding.IN_ORDER,
    ),
)

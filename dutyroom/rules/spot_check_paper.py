"""The bulletin about spot checks (值班抽查通报) from the register: how many were called, each call, what does not fit.

Content: domain.md §5.1; the rate of those answered in time is said with its numerator and denominator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.briefing_matter import clock_said, heading
from dutyroom.rules.briefing_text import Drafted, Source
from dutyroom.rules.spot_check import FINDING_WORDS, SpotFinding
from dutyroom.rules.wording import Worded, Wording, mark

_HEADS: Final = (
    *(mark("No."), mark("Unit"), mark("Time called"), mark("Who answered"), mark("Rings"), mark("Leader")),
    *(mark("Result"), mark("Remark")),
)
_NONE: Final = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSpot:
    """One call as the bulletin tells of it; ``seq`` is its entry in the log."""

    seq: int
    called_at: datetime
    unit: str
    is_answered: bool
    answerer: str
    answerer_post: str
    rings: int | None
    seconds: int | None
    is_on_time: bool
    leader_reached: bool | None
    finding: str
    remark: str


def spot_parts(
    checks: Sequence[ToldSpot], since: datetime, until: datetime, wording: Wording, zone: ZoneInfo
) -> tuple[Drafted, ...]:
    """The parts in their order, earliest call first; where nobody was called that is said."""
    parts: list[Drafted] = []
    calls = sorted(checks, key=lambda each: (each.called_at, each.seq))
    title = heading(1, 1, wording.say("The checks"), wording)
    parts.append(Drafted(key="head:checks", level=1, text=title))
    parts.append(_overview(calls, since, until, wording, zone))
    wrong = [each for each in calls if each.finding != SpotFinding.IN_ORDER]
    if wrong:
        title = heading(1, 2, wording.say("What was found"), wording)
        parts.append(Drafted(key="head:found", level=1, text=title))
        parts += _found(wrong, wording, zone)
    return tuple(parts)


def _overview(calls: Sequence[ToldSpot], since: datetime, until: datetime, wording: Wording, zone: ZoneInfo) -> Drafted:
    when = {"since": clock_said(since, wording, zone), "until": clock_said(until, wording, zone)}
    if not calls:
        return Drafted(key="checks", text=wording.say("From {since} to {until} no duty room was called.", **when))
    text = wording.say(
        "From {since} to {until} the duty room made {n} calls to the duty rooms of {units} units: {answered} were "
        "answered, {on_time} of {n} in time; the leader on duty was reached in {reached} of the {asked} calls that asked.",
        **when,
        n=len(calls),
        units=len({each.unit for each in calls}),
        answered=sum(each.is_answered for each in calls),
        on_time=sum(each.is_on_time for each in calls),
        reached=sum(each.leader_reached is True for each in calls),
        asked=sum(each.leader_reached is not None for each in calls),
    )
    rows = tuple(_row(place, each, wording, zone) for place, each in enumerate(calls, 1))
    heads = tuple(wording.say(head) for head in _HEADS)
    sources = tuple(Source("journal", each.seq) for each in calls)
    return Drafted(key="checks", text=text, rows=(heads, *rows), sources=sources)


def _row(place: int, each: ToldSpot, wording: Wording, zone: ZoneInfo) -> tuple[str, ...]:
    reached = {None: _NONE, True: wording.say("reached"), False: wording.say("not reached")}[each.leader_reached]
    return (
        str(place),
        each.unit,
        f"{each.called_at.astimezone(zone):%m-%d %H:%M}",
        " ".join(filter(None, (each.answerer_post, each.answerer))) or _NONE,
        _soon(each, wording),
        reached,
        wording.say(FINDING_WORDS[each.finding]),
        each.remark,
    )


def _soon(each: ToldSpot, wording: Wording) -> str:
    if each.rings is not None:
        return str(each.rings)
    return wording.say("{n} s", n=each.seconds) if each.seconds is not None else _NONE


def _found(wrong: Sequence[ToldSpot], wording: Wording, zone: ZoneInfo) -> Iterator[Drafted]:
    for place, each in enumerate(wrong, 1):
        said = wording.say(
            "{unit}, {when}: {finding}",
            unit=each.unit,
            when=clock_said(each.called_at, wording, zone),
            finding=Worded(FINDING_WORDS[each.finding]),
        )
        end = "。" if wording.language.startswith("zh") else "."
        remark = each.remark.rstrip("。. ")
        text = f"{place}. {said}" + (("，" if end == "。" else "; ") + remark if remark else "") + end
        yield Drafted(key=f"spot:{each.seq}", text=text, sources=(Source("journal", each.seq),))

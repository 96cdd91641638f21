"""Spot checks (值班抽查): the duty room calls a unit's duty desk and notes who answered, how soon, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.rules.directory import one_line
from dutyroom.rules.entry import clean_text
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "spot_check.unknown": mark("There is no spot check {id}."),
    "spot_check.unit": mark("Name the unit that was called."),
    "spot_check.caller": mark("Say who called."),
    "spot_check.future": mark("{at} has not come yet. Enter when it was called."),
    "spot_check.rings": mark("“{value}” rings cannot be: between 0 and {most}."),
    "spot_check.seconds": mark("“{value}” seconds cannot be: between 0 and {most}."),
    "spot_check.silent": mark("Nobody answered, so nobody can be named as who did. Leave the name and the rings empty, or say that it was answered."),
    "spot_check.leader": mark("Nobody answered, so no leader was reached. Leave that open."),
    "spot_check.finding": mark("“{value}” is no finding; known are {known}."),
    "spot_check.finding.silent": mark("It was answered: “nobody answered” cannot be the finding."),
    "spot_check.finding.answered": mark("Nobody answered: the finding cannot be “{finding}”."),
    "spot_check.remark": mark("Say in the remark what was found."),
    "spot_check.long": mark("“{value}…” is longer than {most} characters."),
    "spot_check.reason": mark("Say why it does not count."),
    "spot_check.void": mark("The spot check is void ({reason}). Restore it first."),
    "spot_check.valid": mark("The spot check is not void; there is nothing to restore."),
    "spot_check.same": mark("That is how it stands already."),
    "spot_check.matter": mark("{number} is no matter under supervision."),
    "spot_check.none": mark("No spot check is kept yet. “dutyroom spot-checks add” notes one."),
}  # fmt: skip

RINGS: Final = "roster.spot_rings"
SECONDS: Final = "roster.spot_seconds"
"""The rules of what counts as answered in time."""
RINGS_MOST: Final = 99
SECONDS_MOST: Final = 3600
SHORT_MOST: Final = 100
_SLACK: Final = timedelta(minutes=2)


class SpotFinding(StrEnum):
    """What a call found."""

    IN_ORDER = "ok"
    SILENT = "unanswered"
    LATE = "late"
    ABSENT = "absent"
    FORWARDED = "forwarded"
    NO_LEADER = "no_leader"
    UNVERSED = "unversed"
    NOT_STAFF = "not_staff"
    OTHER = "other"


FINDING_WORDS: Final[dict[str, str]] = {
    SpotFinding.IN_ORDER: mark("in order"),
    SpotFinding.SILENT: mark("nobody answered"),
    SpotFinding.LATE: mark("answered late"),
    SpotFinding.ABSENT: mark("nobody of the post there"),
    SpotFinding.FORWARDED: mark("forwarded to a mobile"),
    SpotFinding.NO_LEADER: mark("leader not reached"),
    SpotFinding.UNVERSED: mark("does not know the work"),
    SpotFinding.NOT_STAFF: mark("not of the regular staff"),
    SpotFinding.OTHER: mark("something else"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotFacts:
    """One call. ``rings``, ``seconds`` and ``leader_reached`` None: not counted, not asked. ``called_at`` None: now."""

    unit: str
    called_at: datetime | None = None
    phone: str = ""
    caller: str = ""
    is_answered: bool = True
    answerer: str = ""
    answerer_post: str = ""
    rings: int | None = None
    seconds: int | None = None
    leader: str = ""
    leader_reached: bool | None = None
    finding: str = ""
    """Empty: what the facts say by themselves."""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSpotCheck:
    """A call was made."""

    facts: SpotFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSpotCheck:
    """What was noted of a call is corrected."""

    id: int
    version: int
    facts: SpotFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidSpotCheck:
    """A call does not count, with a reason; ``back`` restores it."""

    id: int
    version: int
    reason: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSpotCheck:
    """A call led to a matter under supervision; ``matter_id`` None takes that back."""

    id: int
    version: int
    matter_id: int | None


@dataclass(frozen=True, slots=True)
class InTime:
    """Within how many rings, and where only seconds were counted within how many, a call must be answered."""

    rings: int
    seconds: int


def is_on_time(facts: SpotFacts, limit: InTime) -> bool:
    """Whether a call was answered in time: by rings where they were counted, else by seconds, else as the finding says."""
    if not facts.is_answered:
        return False
    if facts.rings is not None:
        return facts.rings <= limit.rings
    if facts.seconds is not None:
        return facts.seconds <= limit.seconds
    return facts.finding != SpotFinding.LATE


def checked_spot(facts: SpotFacts, now: datetime, limit: InTime) -> SpotFacts:
    """The call as it is kept, with a finding; refused where its parts contradict each other."""
    kept = replace(
        facts,
        unit=_short(facts.unit, "unit"),
        phone=_short(facts.phone, "phone"),
        caller=_short(facts.caller, "caller"),
        answerer=_short(facts.answerer, "answerer"),
        answerer_post=_short(facts.answerer_post, "answerer_post"),
        leader=_short(facts.leader, "leader"),
        remark=clean_text(facts.remark),
        called_at=facts.called_at or now,
    )
    if not kept.unit:
        raise Refusal("spot_check.unit", field="unit")
    if not kept.caller:
        raise Refusal("spot_check.caller", field="caller")
    if kept.called_at is not None and kept.called_at > now + _SLACK:
        raise Refusal("spot_check.future", field="called_at", at=kept.called_at)
    _check_counts(kept)
    if not kept.is_answered:
        _check_silent(kept)
    return _with_finding(kept, limit)


def _with_finding(facts: SpotFacts, limit: InTime) -> SpotFacts:
    if facts.finding and facts.finding not in FINDING_WORDS:
        known = tuple(FINDING_WORDS)
        raise Refusal("spot_check.finding", field="finding", value=facts.finding, known=known)
    if facts.is_answered and facts.finding == SpotFinding.SILENT:
        raise Refusal("spot_check.finding.silent", field="finding")
    if not facts.is_answered and facts.finding not in ("", SpotFinding.SILENT, SpotFinding.OTHER):
        raise Refusal("spot_check.finding.answered", field="finding", finding=Worded(FINDING_WORDS[facts.finding]))
    if facts.finding == SpotFinding.OTHER and not facts.remark:
        raise Refusal("spot_check.remark", field="remark")
    return replace(facts, finding=facts.finding or proposed_finding(facts, limit))


def proposed_finding(facts: SpotFacts, limit: InTime) -> SpotFinding:
    """What the facts say by themselves: silent, late, leader not reached, else in order."""
    if not facts.is_answered:
        return SpotFinding.SILENT
    if not is_on_time(facts, limit):
        return SpotFinding.LATE
    return SpotFinding.NO_LEADER if facts.leader_reached is False else SpotFinding.IN_ORDER


def _check_counts(facts: SpotFacts) -> None:
    if facts.rings is not None and not 0 <= facts.rings <= RINGS_MOST:
        raise Refusal("spot_check.rings", field="rings", value=facts.rings, most=RINGS_MOST)
    if facts.seconds is not None and not 0 <= facts.seconds <= SECONDS_MOST:
        raise Refusal("spot_check.seconds", field="seconds", value=facts.seconds, most=SECONDS_MOST)


def _check_silent(facts: SpotFacts) -> None:
    if facts.answerer or facts.answerer_post:
        raise Refusal("spot_check.silent", field="answerer")
    if facts.leader_reached:
        raise Refusal("spot_check.leader", field="leader_reached")


def _short(text: str, field: str) -> str:
    kept = one_line(text)
    if len(kept) > SHORT_MOST:
        raise Refusal("spot_check.long", field=field, value=kept[:20], most=SHORT_MOST)
    return kept

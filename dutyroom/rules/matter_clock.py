"""Clocks of matters: one for each obligation, each with the rule that set it; never merged into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.rules.matter import MET_BY, Duty, StepKind

BY_PAPER: Final = "paper"
BY_HAND: Final = "hand"
OF_A_UNIT: Final = frozenset({Duty.SIGN, Duty.ANSWER, Duty.DECIDE_RETURN, Duty.DECIDE_TIME})
"""Duties that a unit has for itself, and what is owed to it: stopped by that unit's step alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStart:
    """A clock that begins. ``due_at`` None: nothing says by when, and it runs all the same until it is met.

    ``rule_key`` names the rule, or is :data:`BY_PAPER` or :data:`BY_HAND`; ``source`` is what stands beside the
    countdown; ``start_event`` is the step that started it; ``unsure`` are years without a holiday table.
    """

    duty: Duty
    due_at: datetime | None
    rule_key: str
    source: str = ""
    start_event: str = "received"
    unsure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A clock that runs, as far as the rules need it."""

    id: int
    duty: Duty
    assignment_id: int | None = None


def by_hand(duty: Duty, due_at: datetime, start_event: str, said: str = "") -> ClockStart:
    """A clock that a person set."""
    return ClockStart(duty=duty, due_at=due_at, rule_key=BY_HAND, source=said, start_event=start_event)


def met(running: Iterable[Running], step: StepKind, assignment_id: int | None) -> list[int]:
    """The clocks that a step stops; ``assignment_id`` is whose step it is, None for the matter's own."""
    return [
        clock.id
        for clock in running
        if step in MET_BY[clock.duty] and (clock.duty not in OF_A_UNIT or clock.assignment_id == assignment_id)
    ]


def is_late(due_at: datetime | None, met_at: datetime) -> bool:
    """Whether it was met after its due time; late is late for ever."""
    return due_at is not None and met_at > due_at

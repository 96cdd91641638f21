"""Clocks of open items: how urgent each is now, and when its alarm speaks again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Protocol, TypeVar


class Stage(IntEnum):
    """How far the clock of an item has run."""

    CALM = 0
    WARNING = 1
    OVERDUE = 2


class Timed(Protocol):
    """Something with a clock."""

    @property
    def id(self) -> int: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def put_off_until(self) -> datetime | None: ...


T = TypeVar("T", bound=Timed)


@dataclass(frozen=True, slots=True)
class Spoken:
    """When the alarm of an item last sounded, and at which stage."""

    at: datetime
    stage: Stage


def stage_of(due_at: datetime | None, now: datetime, *, warn: timedelta) -> Stage:
    """The stage at ``now``: warning from ``warn`` before the due time, overdue from the due time on."""
    if due_at is None or now < due_at - warn:
        return Stage.CALM
    return Stage.OVERDUE if now >= due_at else Stage.WARNING


def is_put_off(item: Timed, now: datetime) -> bool:
    """Whether somebody consciously silenced the alarm for now."""
    return item.put_off_until is not None and now < item.put_off_until


def alarming(items: Iterable[T], now: datetime, *, warn: timedelta) -> list[tuple[T, Stage]]:
    """The items whose alarm stands now, the most pressing first; those put off are left out."""
    standing = [(item, stage_of(item.due_at, now, warn=warn)) for item in items if not is_put_off(item, now)]
    return sorted((pair for pair in standing if pair[1] > Stage.CALM), key=lambda pair: pair[0].due_at or now)


def to_sound(
    standing: Iterable[tuple[T, Stage]], spoken: Mapping[int, Spoken], now: datetime, *, repeat: timedelta
) -> list[tuple[T, Stage]]:
    """The alarms that must sound now: never sounded, come to a new stage, or ``repeat`` has passed since."""
    return [
        (item, stage)
        for item, stage in standing
        if (last := spoken.get(item.id)) is None or stage > last.stage or now - last.at >= repeat
    ]

"""A figure of the statistics with what it stands for, and the term of a filter that leads to exactly its records.

``figure:notices.received;2026-11-01..2026-11-30;urgency=特急;at=1-08`` — measure, days (``2026-11-27T21:50`` ends early),
what it is narrowed to, weekday (1 Monday) and hour. ``/met`` or ``/missed`` after a measure are the parts of a share.
A figure is one term without blanks, so that any register can be narrowed to it and any kept filter can hold it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final
from urllib.parse import unquote

from dutyroom.rules.statistics_period import Stretch

TERM: Final = "figure"
"""How the term is called in the line of a filter."""
EXAMPLE: Final = "notices.received;2026-11-01..2026-11-30"


class Part(StrEnum):
    """Which records of a measure: all that are counted or judged, those that met it, those that did not."""

    ALL = "all"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number: of which measure, which part of it, of which days, narrowed to what."""

    measure: str
    stretch: Stretch
    part: Part = Part.ALL
    where: tuple[tuple[str, str], ...] = ()
    """Cut and value."""
    weekday: int | None = None
    """0 is Monday."""
    hour: int | None = None

    @property
    def subject(self) -> str:
        """What it is counted of."""
        return self.measure.partition(".")[0]

    def written(self) -> str:
        """As the value of the term; :func:`read_figure` understands it."""
        measure = self.measure if self.part is Part.ALL else f"{self.measure}/{self.part}"
        clock = f"T{self.stretch.clock:%H:%M}" if self.stretch.clock is not None else ""
        parts = [measure, f"{self.stretch.first}..{self.stretch.last}{clock}"]
        parts += [f"{cut}={_safe(value)}" for cut, value in self.where]
        if self.weekday is not None or self.hour is not None:
            weekday = "" if self.weekday is None else str(self.weekday + 1)
            parts.append(f"at={weekday}-{'' if self.hour is None else f'{self.hour:02}'}")
        return ";".join(parts)

    @property
    def filter_text(self) -> str:
        """The whole term, for the register's filter."""
        return f"{TERM}:{self.written()}"


_MEASURE: Final = re.compile(r"([a-z_]+\.[a-z_]+)(?:/(met|missed))?")
_DAYS: Final = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?")
_SLOT: Final = re.compile(r"([1-7])?-([01]\d|2[0-3])?")
_UNSAFE: Final = re.compile(r"[%;=:,\s\x00-\x1f\x7f]")


def read_figure(written: str) -> Figure | None:
    """The figure that the value of a term means; None where it means none."""
    head, _, rest = written.partition(";")
    days, *more = rest.split(";")
    measure, stretch = _MEASURE.fullmatch(head), _stretch(days)
    if measure is None or stretch is None:
        return None
    where: list[tuple[str, str]] = []
    slot: re.Match[str] | None = None
    for part in more:
        name, equals, value = part.partition("=")
        if not equals:
            return None
        if name == "at":
            slot = _SLOT.fullmatch(value)
            if slot is None or not any(slot.groups()):
                return None
        else:
            where.append((name, unquote(value)))
    return Figure(
        measure=measure[1],
        stretch=stretch,
        part=Part(measure[2] or Part.ALL),
        where=tuple(where),
        weekday=int(slot[1]) - 1 if slot and slot[1] else None,
        hour=int(slot[2]) if slot and slot[2] else None,
    )


def _stretch(written: str) -> Stretch | None:
    found = _DAYS.fullmatch(written)
    if found is None:
        return None
    try:
        clock = time.fromisoformat(found[3]) if found[3] else None
        stretch = Stretch(date.fromisoformat(found[1]), date.fromisoformat(found[2]), clock)
    except ValueError:
        return None
    return stretch if stretch.first <= stretch.last < date.max else None


def _safe(value: str) -> str:
    """A value without what divides a term: blanks and signs as %XX of their UTF-8."""
    return _UNSAFE.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), value)

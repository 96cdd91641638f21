"""The columns of the register of supervision and of its overview, in the order in which they stand and drop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.queries.supervision import SupervisionRow, UnitLights
from dutyroom.rules.supervision import Light
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import is_open, left_said, limit_said
from dutyroom.ui.parts.register_model import Column, Tone
from dutyroom.ui.parts.supervision.words import (
    COLOUR_TONES,
    LIGHT_TONES,
    basis_said,
    light_of,
    light_said,
    notices_said,
    stand_said,
    times_said,
)

Clock = Callable[[], datetime]
Zone = Callable[[], ZoneInfo]
Before = Callable[[], timedelta]


def supervision_columns(clock: Clock, zone: Zone, before: Before) -> tuple[Column, ...]:
    """Number, light, title, basis, lead, state, time left, colour of the last urging notice."""

    def shown(row: SupervisionRow) -> Light:
        return light_of(row.matter, clock(), before())

    return (
        Column(
            key="number", title=mark("Number"), text=lambda row: row.matter.number, width=136, sorts=True, drop_order=4
        ),
        Column(
            key="light",
            title=mark("Its light"),
            text=lambda row: light_said(shown(row)),
            width=128,
            tone=lambda row: LIGHT_TONES[shown(row)],
            tooltip=lambda row: stand_said(row.matter.state),
        ),
        Column(
            key="title",
            title=mark("Title"),
            text=lambda row: row.matter.title,
            width=200,
            stretches=True,
            struck=lambda row: row.matter.state == "void",
        ),
        Column(key="basis", title=mark("Basis"), text=lambda row: basis_said(row.basis), width=132, drop_order=2),
        Column(key="lead", title=mark("Lead"), text=_units, tooltip=_helpers, width=112, drop_order=5),
        Column(key="state", title=mark("State"), text=lambda row: stand_said(row.matter.state), drop_order=1),
        Column(
            key="due",
            title=mark("Time left"),
            text=lambda row: left_said(row.matter.due_at, clock()) if is_open(row.matter) else "",
            tooltip=lambda row: limit_said(row.matter.due_at, clock(), zone()),
            width=150,
            tone=lambda row: LIGHT_TONES[shown(row)] if shown(row) is not Light.GREEN else "",
            sorts=True,
            drop_order=6,
        ),
        _last_urged(),
    )


def _last_urged() -> Column:
    return Column(
        key="urged",
        title=mark("Last urged"),
        text=_urged,
        width=96,
        tone=_urged_tone,
        tooltip=lambda row: notices_said(row.notices),
        drop_order=3,
    )


UNIT_COLUMNS: Final[tuple[Column, ...]] = (
    Column(key="unit", title=mark("Unit"), text=lambda row: row.unit or nobody_said(), width=150, stretches=True),
    Column(key="open", title=mark("Still open"), text=lambda row: str(row.open), width=84, align="right"),
    *(
        Column(
            key=light.value,
            title=title,
            text=lambda row, name=light.value: str(getattr(row, name)),  # type: ignore[misc]  # bound now
            width=100,
            align="right",
            tone=lambda row, name=light.value: LIGHT_TONES[name] if getattr(row, name) else "secondary",  # type: ignore[misc]  # bound now
        )
        for light, title in (
            (Light.GREEN, mark("● on time")),
            (Light.YELLOW, mark("● due soon")),
            (Light.RED, mark("● past it")),
        )
    ),
    Column(key="over", title=mark("Closed this year"), text=lambda row: str(row.over), width=120, align="right"),
    Column(
        key="rate",
        title=mark("Limit kept"),
        text=lambda row: rate_said(row.kept, row.judged),
        width=150,
        align="right",
        tone=lambda row: "warning" if row.kept < row.judged else "",
    ),
)
"""The overview: a unit, how its matters stand, and how many of those whose limit is over were closed in time."""


def rate_said(kept: int, judged: int) -> str:
    """A rate with what it is counted from; nothing is said of nothing."""
    return f"{kept * 100 // judged} % ({kept}/{judged})" if judged else "—"


def nobody_said() -> str:
    """In the place of a unit where nobody has a matter in hand."""
    return translated(mark("(with nobody yet)"))


def totals(rows: list[UnitLights]) -> UnitLights:
    """All units together."""
    names = ("green", "yellow", "red", "over", "kept", "judged")
    return UnitLights(unit="", **{name: sum(getattr(row, name) for row in rows) for name in names})


def _units(row: SupervisionRow) -> str:
    return f"{row.matter.lead} +{len(row.helpers)}" if row.helpers else row.matter.lead


def _helpers(row: SupervisionRow) -> str:
    return "\n".join(unit for unit in (row.matter.lead, *row.helpers) if unit)


def _urged(row: SupervisionRow) -> str:
    if not row.urged:
        return ""
    return times_said(row.colour, row.urged)


def _urged_tone(row: SupervisionRow) -> Tone:
    return COLOUR_TONES.get(row.colour, "")

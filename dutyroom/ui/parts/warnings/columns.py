"""The columns of the register of warnings, in the order in which they stand and drop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.queries.warnings import WarningRow
from dutyroom.rules.warning import Standing, is_real
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.matter.words import due_said
from dutyroom.ui.parts.register_model import Column
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.warning_swatch import colour_said, swatch_of
from dutyroom.ui.parts.warnings.words import (
    STANDING_TONES,
    mark_said,
    standing_of,
    standing_said,
    status_said,
)

_OVER: Final = (Standing.LIFTED, Standing.VOID)
_AREAS: Final = Column(
    key="areas",
    title=mark("Areas"),
    text=lambda row: "、".join(row.areas.splitlines()),
    width=150,
    tooltip=lambda row: row.areas,
    drop_order=3,
)


def warning_columns(clock: Callable[[], datetime], zone: Callable[[], ZoneInfo]) -> tuple[Column, ...]:
    """Colour, whether it is real, title, areas, issued, until, how it stands, number."""

    def until(row: WarningRow) -> str:
        if standing_of(row, clock()) in _OVER:
            return moment_said(row.expires_at, clock(), zone()) if row.expires_at else ""
        return due_said(row.expires_at, clock(), zone())

    return (
        Column(
            key="colour",
            title=mark("Colour"),
            text=lambda row: colour_said(row.colour),
            width=104,
            icon=lambda row: swatch_of(row.colour),
        ),
        Column(
            key="status",
            title=mark("Real?"),
            text=lambda row: mark_said(row.status),
            width=72,
            tone=lambda _: "warning",
            tooltip=lambda row: "" if is_real(row.status) else status_said(row.status),
            drop_order=1,
        ),
        Column(
            key="title",
            title=mark("Warning"),
            text=lambda row: row.matter.title,
            width=152,
            stretches=True,
            struck=lambda row: row.matter.state == "void",
        ),
        _AREAS,
        *_timed(clock, zone, until),
        Column(
            key="number", title=mark("Number"), text=lambda row: row.matter.number, width=136, sorts=True, drop_order=4
        ),
    )


def _timed(
    clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], until: Callable[[WarningRow], str]
) -> tuple[Column, ...]:
    return (
        Column(
            key="received",
            title=mark("Issued"),
            text=lambda row: moment_said(row.issued_at, clock(), zone()),
            width=118,
            tone=lambda _: "secondary",
            sorts=True,
            drop_order=2,
        ),
        Column(
            key="due",
            title=mark("Until"),
            text=until,
            width=138,
            tone=lambda row: STANDING_TONES[standing_of(row, clock())],
            sorts=True,
            drop_order=5,
        ),
        Column(
            key="state",
            title=mark("State"),
            text=lambda row: standing_said(standing_of(row, clock())),
            width=86,
            tone=lambda row: STANDING_TONES[standing_of(row, clock())],
        ),
    )

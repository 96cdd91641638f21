"""The columns of the register of issued papers."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from dutyroom.data.queries.briefings import BriefingRow
from dutyroom.rules.briefing import BriefingState
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.briefing.words import kind_said, period_said, receipts_said, state_said, state_tone
from dutyroom.ui.parts.register_model import Column


def briefing_columns(zone: Callable[[], ZoneInfo]) -> tuple[Column, ...]:
    """State, kind, number, title, of when, by whom signed, receipts."""
    return (
        Column(key="state", title=mark("State"), text=state_said, tone=state_tone, width=84),
        Column(key="kind", title=mark("Kind"), text=lambda row: kind_said(row.kind), width=104, drop_order=4),
        Column(key="number", title=mark("Number"), text=lambda row: row.number, width=136, drop_order=5),
        Column(
            key="title",
            title=mark("Title"),
            text=lambda row: row.title,
            tooltip=_tip,
            struck=_is_off,
            width=180,
            stretches=True,
        ),
        Column(
            key="period", title=mark("Of"), text=lambda row: period_said(row, zone()), width=104, drop_order=3
        ),
        Column(key="signed", title=mark("Signed by"), text=lambda row: row.signed_by, width=84, drop_order=1),
        Column(
            key="receipts",
            title=mark("Receipts"),
            text=receipts_said,
            tone=lambda row: "done" if row.recipients and row.receipts == row.recipients else "secondary",
            width=72,
            align="right",
            drop_order=2,
        ),
    )  # fmt: skip


def _is_off(row: BriefingRow) -> bool:
    return row.state in (BriefingState.WITHDRAWN, BriefingState.VOID)


def _tip(row: BriefingRow) -> str:
    return row.withdrawn_because or row.void_reason or row.title

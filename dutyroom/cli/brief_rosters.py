"""Rosters for ``dutyroom brief``: from the register where no form in JSON is named."""

from __future__ import annotations

import calendar
import re
from datetime import date
from pathlib import Path
from typing import Final

from dutyroom.actions.papers import default_cache, office_day
from dutyroom.cli.call import Call, warn_of
from dutyroom.data.store import Store
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

MONTH: Final = "roster"
HOLIDAY: Final = "holiday-roster"
KEPT: Final = "roster-kept"
"""Under which name the printing of one roster, named by its number, is journalled."""
ROSTER_KINDS: Final[dict[str, str]] = {
    MONTH: mark(
        "duty roster of a month as it is kept; ID is a month like 2026-10 (default: this month) or the roster's number, or a form in JSON: --form, --issue"
    ),
    HOLIDAY: mark(
        "duty roster of a holiday for the room above, as it is kept; ID is the holiday or a day of it (default: the next one), or a form in JSON: --form, --issue"
    ),
}
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def is_kept_roster(call: Call) -> bool:
    """Whether the store is asked for the paper, rather than a form in JSON or a sample."""
    asked = call.asked
    if asked.sample or asked.kind not in ROSTER_KINDS:
        return False
    return asked.id is None or not (str(asked.id).lower().endswith(".json") or Path(asked.id).exists())


def kept_roster(call: Call, store: Store) -> tuple[bytes, int, str]:
    """The paper asked for, under which number and name its printing is journalled; what does not fit is warned of."""
    from dutyroom.actions import roster_papers as papers  # noqa: PLC0415  # slow import

    said, words, cache = call.asked.id, call.paper_wording, default_cache()
    today = office_day(store, call.clock())
    if call.asked.kind == HOLIDAY:
        with store.reading() as session:
            festival = papers.festival_meant(session, said, today)
        pdf = papers.holiday_pdf(store, festival, words, cache)
        _warn(call, store, festival.first, festival.last)
        return pdf, int(festival.first.strftime("%Y%m%d")), HOLIDAY
    if said is not None and said.isdecimal():
        number = int(said)
        pdf = papers.roster_pdf(store, number, words, cache)
        return pdf, number, KEPT
    match = _MONTH.fullmatch(said or f"{today:%Y-%m}")
    if match is None:
        raise Refusal("roster.month", value=said)
    year, month = int(match[1]), int(match[2])
    pdf = papers.month_pdf(store, year, month, words, cache)
    _warn(call, store, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return pdf, year * 100 + month, MONTH


def _warn(call: Call, store: Store, first: date, last: date) -> None:
    """Say on standard error what does not fit on these days."""
    from dutyroom.data.queries.rosters import own_rosters, roster_in_full  # noqa: PLC0415  # slow import

    with store.reading() as session:
        full = [roster_in_full(session, row.id) for row in own_rosters(session, first, last)]
    faults = [fault for each in full if each is not None for fault in each.faults if first <= fault.day <= last]
    if faults:
        warn_of(call, len(faults), faults[0].said(call.wording))

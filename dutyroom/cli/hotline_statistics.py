"""``dutyroom export hotline-statistics``: one table of the statistics of the mayor's telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom.actions.hotline_table_files import TABLE_FILES, write_table
from dutyroom.cli.call import Call, Stop, opened, show, told_day
from dutyroom.data.queries.hotline_views import figure_table
from dutyroom.data.queries.office import office_settings
from dutyroom.rules.hotline_period import Days, Length, days_around, own_days
from dutyroom.rules.hotline_views import CUTS, LEVELS, AskTable, View

HOTLINE_STATISTICS: Final = "hotline-statistics"


def export_statistics(call: Call, target: Path) -> int:
    """Write the table that ``--view`` and ``--by`` name, of the week that runs or of the days that were named."""
    if target.suffix.lower() not in TABLE_FILES:
        raise Stop(call.say("{path}: the name must end in .csv, .xlsx or .json.", path=target))
    view, by = View(call.asked.view), call.asked.by
    known = CUTS if view is View.COUNTS else LEVELS
    if by not in known:
        raise Stop(call.say("--by {by} does not go with --view {view}: {known}.", by=by, view=view, known=tuple(known)))
    asked = AskTable(view=view, days=_days(call), by=by, english=call.wording.language == "en")
    with opened(call) as store, store.reading() as session:
        table = figure_table(session, asked, call.clock())
        zone = office_settings(session).zone
    count = write_table(target, table, call.wording, zone)
    show(call.say("{count} rows written: {path}", count=count, path=target))
    return 0


def _days(call: Call) -> Days:
    today = call.clock().astimezone(call.zone).date()
    first, last = told_day(call, call.asked.since), told_day(call, call.asked.until)
    if first is None and last is None:
        return days_around(Length.WEEK, today)
    return own_days(first or last or today, last or max(today, first or today))

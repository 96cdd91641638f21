"""The statistics of subjects as files for other programs: workbook with native charts, CSV, JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dutyroom.actions.hotline_table_files import write_rows
from dutyroom.data.statistics_workbook import StatisticsSheet, write_statistics_workbook
from dutyroom.rules.statistics_charts import charts_of
from dutyroom.rules.statistics_facts import SUBJECT_WORDS
from dutyroom.rules.statistics_report import COLUMNS, SubjectReport, flat_rows
from dutyroom.rules.wording import Wording

STATISTICS_FILES: Final = (".xlsx", ".csv", ".json")


def write_statistics(target: Path, reports: Sequence[SubjectReport], wording: Wording) -> int:
    """Write the reports by the ending of the name, in one language, whole or not at all. Returns the rows."""
    if target.suffix.lower() == ".xlsx":
        return write_statistics_workbook(target, [_sheet(report, wording) for report in reports])
    rows = [row for report in reports for row in flat_rows(report, wording)]
    write_rows(target, COLUMNS, rows)
    return len(rows)


def _sheet(report: SubjectReport, wording: Wording) -> StatisticsSheet:
    name = wording.say(SUBJECT_WORDS[report.subject])
    return StatisticsSheet(
        name=name,
        charts_name=wording.say("{subject}, charts", subject=name),
        columns=COLUMNS,
        rows=list(flat_rows(report, wording)),
        charts=charts_of(report, wording),
    )

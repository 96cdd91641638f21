"""The statistics of the mayor's telephone as files for other programs: workbook, CSV, JSON; written whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.folders import refuse_special
from dutyroom.data.trouble import Trouble
from dutyroom.data.workbook import Table, write_workbook
from dutyroom.rules.hotline_views import VIEW_WORDS, FigureTable
from dutyroom.rules.wording import Wording

TABLE_FILES: Final = (".xlsx", ".csv", ".json")
_WIDE: Final = 40.0
_USUAL: Final = 14.0


def write_table(target: Path, table: FigureTable, wording: Wording, zone: ZoneInfo) -> int:
    """Write a table by the ending of the name; CSV is UTF-8 with a mark, so that Excel reads it. Returns the rows."""
    columns, rows = table.flat_columns(), list(table.flat_rows(wording))
    if target.suffix.lower() == ".xlsx":
        widths = {heading.key: _WIDE if heading.is_text else _USUAL for heading in table.headings}
        sheet = wording.say(VIEW_WORDS[table.asked.view])
        write_workbook(target, Table(sheet=sheet, columns=columns, widths=widths, zone=zone), rows)
    else:
        write_rows(target, columns, rows)
    return len(rows)


def write_rows(target: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write rows as CSV or JSON by the ending of the name, whole or not at all. Raises ``Trouble`` where it cannot."""
    refuse_special(target)
    part = target.with_name(target.name + ".part")
    try:
        try:
            if target.suffix.lower() == ".csv":
                with part.open("w", encoding="utf-8-sig", newline="") as file:
                    csv.writer(file).writerows([columns, *rows])
            else:
                records = [dict(zip(columns, row, strict=True)) for row in rows]
                part.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=target, detail=error.strerror or str(error)) from error

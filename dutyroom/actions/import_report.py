"""The report of an import as a table that Excel and WPS open."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from dutyroom.data.folders import refuse_special
from dutyroom.data.trouble import Trouble


def csv_of(rows: Sequence[Sequence[object]]) -> bytes:
    """Rows as CSV in UTF-8 with its mark; a cell that a program would take for a formula is text."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([_text(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def write_report(target: Path, rows: Sequence[Sequence[object]]) -> None:
    """Write the rows, whole or not at all; raises ``Trouble`` where the file cannot be written."""
    refuse_special(target)
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(csv_of(rows))
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Trouble("file.unwritable", path=target, detail=error.strerror or str(error)) from error


def _text(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell

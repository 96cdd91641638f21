"""``dutyroom export``: a register as a table for other programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TextIO

from dutyroom.cli.arguments import Commands
from dutyroom.cli.call import Call, Stop, opened, show
from dutyroom.cli.search import NOT_YET
from dutyroom.data.queries.export import JOURNAL_COLUMNS, journal_records
from dutyroom.data.queries.office import office_settings
from dutyroom.data.trouble import Trouble
from dutyroom.rules.wording import Wording

JOURNAL: Final = "journal"
FORMATS: Final = (".csv", ".json")


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = commands.add("export", export, wording.say("write a register as a table"))
    parser.add_argument("register", metavar="REGISTER", help=wording.say("journal"))
    parser.options.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.csv|.json")


def export(call: Call) -> int:
    """Write the register asked for, whole or not at all."""
    target: Path = call.asked.output
    ending = target.suffix.lower()
    if call.asked.register != JOURNAL:
        raise Stop(call.say(NOT_YET, what=f"export {call.asked.register}"))
    if ending == ".xlsx":
        raise Stop(call.say("A workbook cannot be written in this version. Choose .csv, which Excel and WPS open."))
    if ending not in FORMATS:
        raise Stop(call.say("{path}: the name must end in .csv or .json.", path=target))
    with opened(call) as store, store.reading() as session:
        records = journal_records(session, office_settings(session).zone)
        with _written(target, "utf-8-sig" if ending == ".csv" else "utf-8") as file:
            count = _write_csv(file, records) if ending == ".csv" else _write_json(file, records)
    show(call.say("{count} entries written: {path}", count=count, path=target))
    return 0


@contextmanager
def _written(target: Path, encoding: str) -> Iterator[TextIO]:
    part = target.with_name(target.name + ".part")
    try:
        try:
            with part.open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
                yield file
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=target, detail=error.strerror or str(error)) from error


def _write_csv(file: TextIO, records: Iterator[dict[str, Any]]) -> int:
    table = csv.DictWriter(file, JOURNAL_COLUMNS)
    table.writeheader()
    count = 0
    for record in records:
        table.writerow(record)
        count += 1
    return count


def _write_json(file: TextIO, records: Iterator[dict[str, Any]]) -> int:
    count = 0
    file.write("[")
    for record in records:
        file.write(",\n" if count else "\n")
        json.dump(record, file, ensure_ascii=False)
        count += 1
    file.write("\n]\n")
    return count

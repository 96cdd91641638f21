"""``dutyroom import roster``: a roster from a table, a line for every row left out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.roster_import import ImportRoster, RosterTable, counted, import_roster
from dutyroom.cli.call import Call, Stop, opened, show, show_json, writer
from dutyroom.cli.matters_in import NOTHING_IN
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.wording import mark

ROSTER: Final = "roster"
_WORDS: Final = {
    "added": mark("added"),
    "changed": mark("changed"),
    "same": mark("already there"),
    "skipped": mark("left out"),
}


def import_rosters(call: Call, chosen: Mapping[str, str | None] | None) -> int:
    """Import the file, or say what importing it would do."""
    asked = call.asked
    content = _read(call, asked.file)
    with opened(call, create=True) as store, store.desk(writer(call, store)) as desk:
        table = import_roster(desk, content, ImportRoster(file=asked.file.name, chosen=chosen, dry_run=asked.dry_run))
    left_out = [
        {"row": each.row, "sheet": each.sheet, "title": each.said, "reason": said(each.reason, call.wording, call.zone)}
        for each in table.outcomes
        if each.reason is not None
    ]
    if call.wants_json:
        counts = {name: count for name, count in counted(table).items() if name != "skipped"}
        told = {"rows": len(table.outcomes), **counts, "skipped": left_out, "rosters": list(table.rosters)}
        show_json(told | {"map": dict(table.columns)})
    else:
        _show(
            call,
            table,
            [f"{each['sheet']} {each['row']}".strip() + f"  {each['title']}  {each['reason']}" for each in left_out],
        )
    if left_out and len(left_out) == len(table.outcomes):
        raise Stop(call.say(NOTHING_IN, count=len(left_out), reason=left_out[0]["reason"]))
    return 0


def _show(call: Call, table: RosterTable, left_out: list[str]) -> None:
    for heading, kind in table.columns.items():
        if kind is None and heading:
            show(call.say("The column “{heading}” is left out.", heading=heading))
    for line in left_out:
        show(line)
    words = [f"{count} {call.say(_WORDS[name])}" for name, count in counted(table).items() if count]
    show(", ".join((call.say("{count} rows", count=len(table.outcomes)), *words)))
    if call.asked.dry_run:
        show(call.say("Nothing was changed."))


def _read(call: Call, path: Path) -> ContactFile:
    with Reader() as reader:
        reading = reader.read_table(path)
    if reading.contacts is None:
        reason = said_of_file(reading.detail, dict(reading.facts), call.wording, call.zone)
        raise Stop(call.say("{path}: {reason}", path=path.name, reason=reason))
    return reading.contacts

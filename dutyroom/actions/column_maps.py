"""Remembering which column of a register's table is which field, so that the next file with these headings needs no look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dutyroom.data.desk import Desk
from dutyroom.data.queries.column_maps import column_maps
from dutyroom.data.reading import Session
from dutyroom.data.tables import Setting
from dutyroom.readers.document import ContactFile
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.column_map import MAPS, Columns, chosen_of, sheet_heads
from dutyroom.rules.directory import KEEPERS
from dutyroom.rules.matter_table import Vocabulary
from dutyroom.rules.officer import require


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberMaps:
    """Maps of columns by the keys of their sheets; ``file`` is the one that they were made for."""

    register: str
    maps: Mapping[str, Columns]
    file: str


def remember_maps(desk: Desk, asked: RememberMaps) -> bool:
    """Keep the maps that differ from what is remembered, in one entry; False where none does."""
    require(desk.author, *KEEPERS)
    known = column_maps(desk.session, asked.register)
    new = {key: dict(columns) for key, columns in asked.maps.items() if known.get(key) != columns}
    if not new:
        return False
    rows = {row.key: row for row in desk.settings()}
    for key, columns in new.items():
        name, value = f"{MAPS}{asked.register}.{key}", canonical_json(columns)
        if name in rows:
            rows[name].value = value
        else:
            desk.session.add(Setting(key=name, value=value))
    desk.journal("import.map_kept", text=asked.file, payload={"register": asked.register, "maps": new})
    return True


def as_remembered(
    session: Session, register: str, file: ContactFile, vocabulary: Vocabulary
) -> tuple[ContactFile, Columns]:
    """The sheets to take of a file and what their headings are, where the window has remembered it; else as it is."""
    kept = column_maps(session, register)
    heads = sheet_heads(file.sheets, vocabulary, kept)
    if not any(sheet.key in kept for sheet in heads):
        return file, {}
    taken = [sheet.name for sheet in heads if sheet.taken]
    sheets = tuple(sheet for sheet in file.sheets if sheet.name in taken)
    return replace(file, sheets=sheets), chosen_of(heads, {}, taken)

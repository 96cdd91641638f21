"""The chain of the journal: how a row becomes the canonical parts that its hash is taken over."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement

from dutyroom.data.tables import Table
from dutyroom.rules.canon import CANON_VERSION, canonical_json, digest

_METADATA = (
    "seq",
    "kind",
    "event",
    "happened_at",
    "written_at",
    "author_id",
    "author_name",
    "shift_id",
    "record_kind",
    "record_id",
    "amends",
    "important",
    "paper_number",
    "paper_writer",
)


def metadata_text(entry: Mapping[Any, Any]) -> str:
    """The canonical metadata of an entry: everything but its text, party and payload."""
    return canonical_json([CANON_VERSION, *(entry[name] for name in _METADATA)])


def payload_text(entry: Mapping[Any, Any]) -> str:
    """The canonical payload of an entry: with whom, and the values of the command."""
    return canonical_json([entry["unit"], entry["person"], entry["phone"], entry["payload"]])


@lru_cache
def _digested(table: type[Table]) -> tuple[ColumnElement[Any], ...]:
    return tuple(
        column for column in table.__table__.columns if column.name != "version" and column.info.get("digest", True)
    )


def digested_columns(table: type[Table]) -> tuple[ColumnElement[Any], ...]:
    """The columns of a register that its rows' digests cover, in the table's order."""
    return _digested(table)


@lru_cache
def _names(table: type[Table]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the columns that always count, and of those that count once they are used."""
    columns = _digested(table)
    added = tuple(column.name for column in columns if column.info.get("added"))
    return tuple(column.name for column in columns if column.name not in added), added


def row_digest(table: type[Table], values: Mapping[Any, Any]) -> bytes:
    """The digest of a register row from its values by column name; a column added later counts once it is used."""
    always, added = _names(table)
    counted = {name: values[name] for name in always}
    for name in added:
        value = values.get(name)
        if value is not None:
            counted[name] = value
    return digest(canonical_json(counted))

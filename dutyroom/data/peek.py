"""A first look at a store before it is opened, with nothing but the driver: enough to show its window in its language."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dutyroom.data.folders import DATABASE
from dutyroom.data.migrations import HEAD
from dutyroom.data.notes import DUE, INDEX_NOTES, UNINDEXED
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.officer import Author, Role
from dutyroom.rules.tokeniser import TOKENISER_VERSION

_CHIEF: Final = (
    "SELECT o.id, o.name, o.roles FROM shift s JOIN officer o ON o.id = s.chief_id"
    " WHERE s.ended_at IS NULL AND o.active ORDER BY s.id DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Glance:
    """What the window needs of a store that opening will leave as it is; ``chief`` is on duty in the running shift."""

    kind: str
    settings: OfficeSettings
    chief: Author | None


def peek_settings(folder: Path) -> dict[str, str]:
    """The office's language and time zone as the store in ``folder`` keeps them; what cannot be read is left out."""
    try:
        with _look(folder) as connection:
            rows = connection.execute(
                "SELECT key, value FROM setting WHERE key IN ('language', 'zone_name')"
            ).fetchall()
        return {str(key): str(json.loads(value)) for key, value in rows}
    except (OSError, sqlite3.Error, ValueError):
        return {}


def glance(folder: Path) -> Glance | None:
    """A look at a store in daily use; None where opening it will take a while, may fail, or leads elsewhere.

    So None for a store of another schema, one that must be indexed first, one without accounts, and none at all: what
    is to be done about those is known by whoever opens it.
    """
    try:
        with _look(folder) as connection:
            if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(HEAD,)]:
                return None
            notes = dict(connection.execute("SELECT key, value FROM store_note"))
            if not _is_ready(notes):
                return None
            if connection.execute("SELECT 1 FROM officer WHERE password_hash IS NOT NULL LIMIT 1").fetchone() is None:
                return None
            settings = {key: json.loads(value) for key, value in connection.execute("SELECT key, value FROM setting")}
            chief = connection.execute(_CHIEF).fetchone()
        return Glance(
            kind=notes.get("kind", "live"),
            settings=OfficeSettings.from_plain(settings),
            chief=Author(chief[0], chief[1], frozenset(Role(role) for role in chief[2].split())) if chief else None,
        )
    except (OSError, sqlite3.Error, ValueError, TypeError, KeyError):
        return None


def _is_ready(notes: dict[str, str]) -> bool:
    """Whether nothing is to be done to the store before it is worked with."""
    current = notes.get("tokeniser") == str(TOKENISER_VERSION) and notes.keys() >= set(INDEX_NOTES)
    return current and not notes.keys() & {UNINDEXED, DUE}


@contextmanager
def _look(folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / DATABASE
    if not path.is_file():
        raise FileNotFoundError(path)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1)) as connection:
        yield connection

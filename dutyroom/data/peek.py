"""A first look at a store before it is opened: enough to speak the office's language about what is wrong with it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from dutyroom.data.store import DATABASE


def peek_settings(folder: Path) -> dict[str, str]:
    """The office's language and time zone as the store in ``folder`` keeps them; what cannot be read is left out."""
    path = folder / DATABASE
    try:
        if not path.is_file():
            return {}
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1)) as connection:
            rows = connection.execute(
                "SELECT key, value FROM setting WHERE key IN ('language', 'zone_name')"
            ).fetchall()
        return {str(key): str(json.loads(value)) for key, value in rows}
    except (OSError, sqlite3.Error, ValueError):
        return {}

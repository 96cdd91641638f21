"""The maps of columns that the store remembers from earlier imports."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Setting
from dutyroom.rules.column_map import MAPS, Columns


def column_maps(session: Session, register: str) -> dict[str, Columns]:
    """The maps of a register by the keys of the sheets' headings."""
    start = f"{MAPS}{register}."
    rows = session.execute(select(Setting.key, Setting.value).where(Setting.key.startswith(start, autoescape=True)))
    return {row.key.removeprefix(start): json.loads(row.value) for row in rows}

"""The index of what plans hold beside their text: contacts, actions, bodies of command, start conditions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from dutyroom.data.pinyin import pinyin_of
from dutyroom.data.tables import PlanAction, PlanBody, PlanContact, PlanStart, Table
from dutyroom.rules.phone import AREA_CODE, digits_of
from dutyroom.rules.terms import index_text

KINDS: Final[tuple[type[Table], ...]] = (PlanAction, PlanContact, PlanBody, PlanStart)
"""Their places are part of the index's row numbers: a number of the index is four times the row's, and the place."""
_DROPPED: Final = "dropped"
_TAKE: Final = text("DELETE FROM plan_content_index WHERE rowid = :id")
_PUT: Final = "INSERT INTO plan_content_index(rowid, words) VALUES (:id, :words)"
_COLUMNS: Final = {
    PlanAction: ("role", "text"),
    PlanContact: ("name", "unit", "post", "phone"),
    PlanBody: ("name", "head", "members", "duties"),
    PlanStart: ("level", "conditions", "authority"),
}


def is_content(row: Table) -> bool:
    """Whether a row is such a line of a plan."""
    return isinstance(row, KINDS)


def index_contents(session: Session, rows: Iterable[Any]) -> None:
    """Make lines findable as they are now; what was dropped is found no more."""
    connection = session.connection()
    for row in rows:
        kind = next(kind for kind in KINDS if isinstance(row, kind))
        number = row.id * len(KINDS) + KINDS.index(kind)
        connection.execute(_TAKE, {"id": number})
        if row.state != _DROPPED:
            words = _words(kind, {name: getattr(row, name) for name in _COLUMNS[kind]})
            connection.execute(text(_PUT), {"id": number, "words": words})


def renew_contents(connection: sqlite3.Connection) -> None:
    """Index all lines anew, inside the transaction of the connection."""
    connection.execute("DELETE FROM plan_content_index")
    for place, kind in enumerate(KINDS):
        columns = _COLUMNS[kind]
        asked = f"SELECT id, {', '.join(columns)} FROM {kind.__tablename__} WHERE state <> 'dropped'"  # noqa: S608  # our own words
        for number, *said in connection.execute(asked).fetchall():
            words = _words(kind, dict(zip(columns, said, strict=True)))
            connection.execute(_PUT, {"id": number * len(KINDS) + place, "words": words})


def _words(kind: type[Table], said: dict[str, str]) -> str:
    parts = [part for part in said.values() if part]
    if kind is PlanContact:
        # With and without the area code, however the plan writes it; a name by its pinyin too.
        for digits in digits_of(said["phone"]).split():
            parts += [digits, digits.removeprefix(AREA_CODE)]
        parts += pinyin_of(said["name"], person=True) if said["name"] else ()
        parts += pinyin_of(said["unit"]) if said["unit"] else ()
    return index_text("\n".join(parts))

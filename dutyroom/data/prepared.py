"""Statements compiled once and run on the driver itself, for the reads that must cost no more than their SQL.

Building, caching and unpacking a mapped statement takes a millisecond or two whatever it finds; a list that answers as
fast as somebody types has not got them. The statement is SQLAlchemy's all the same, so that it fits another engine;
what comes back are the plain tuples of the driver: instants as microseconds, truths as 0 and 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Dialect, Executable
from sqlalchemy.orm import Session

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Built:
    """A statement as it is sent: ``order`` names its values where they go by place, ``own`` are those it brings."""

    sql: str
    order: tuple[str, ...] | None
    own: Mapping[str, Any]

    def values(self, given: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        known = {**self.own, **given} if self.own else given
        return tuple([known[name] for name in self.order]) if self.order is not None else known


class Prepared:
    """One statement with named values; built on its first use with an engine's dialect."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._built: dict[str, Built] = {}

    def rows(self, session: Session, values: Mapping[str, Any] | None = None) -> Rows:
        """All rows as the driver gives them; ``values`` by the names of the statement. What is pending is written first."""
        if session.autoflush:
            session.flush()
        connection = session.connection()
        built = self._built.get(connection.dialect.name) or self.built(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(built.sql, built.values(values or {}))
            rows = cast("Rows", cursor.fetchall())
        finally:
            cursor.close()
        return rows

    def built(self, dialect: Dialect) -> Built:
        """The statement for an engine."""
        compiled = self._statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # every statement has it
        own = {name: value for name, value in compiled.params.items() if value is not None}
        order = tuple(compiled.positiontup) if compiled.positional else None
        self._built[dialect.name] = made = Built(str(compiled), order, own)
        return made

"""The base of all tables: names of constraints, column types that carry over to another engine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Dialect, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from dutyroom.rules.canon import instant, microseconds

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


ADDED: Final[dict[str, bool]] = {"added": True}
"""``info`` of a column that a register got later: null until it is used, and left out of the digest while it is, so
that what the journal holds of older rows stays true."""


class Instant(TypeDecorator[datetime]):
    """An instant as integer microseconds UTC; Python sees aware UTC datetimes."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Aware datetime to microseconds; a naive one is a bug and raises."""
        if value is None:
            return None
        return microseconds(value.astimezone(UTC))

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Microseconds to an aware UTC datetime."""
        return None if value is None else instant(value)


class Table(DeclarativeBase):
    """Every mapped class; a register's rows are digested into the journal entry that changed them."""

    metadata = MetaData(naming_convention=NAMING)
    register = True
    """Whether a change needs a journal entry; drafts, numbers and kept papers are no register."""

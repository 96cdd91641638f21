"""The names that the directory and the officers' list know, to hold a text against."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Officer, Person, Unit


def known_units(session: Session) -> frozenset[str]:
    """The full, short and English names of every unit, retired ones as well."""
    rows = session.execute(select(Unit.name, Unit.short, Unit.name_en))
    return frozenset(name for row in rows for name in row if name)


def known_people(session: Session) -> frozenset[str]:
    """The names of the officers and of every person of the directory."""
    officers = session.scalars(select(Officer.name))
    people = session.scalars(select(Person.name))
    return frozenset(name for names in (officers, people) for name in names if name)

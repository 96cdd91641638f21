"""Whether a store has the directory that the program is shipped with, and what it would be completed with."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import ContactGroup, StoreNote, Unit

SHIPPED: Final = "directory"
"""The store's note that says which shipped directory it was given."""


def directory_is_shipped(session: Session) -> bool:
    """Whether there is nothing to complete: it was done before, or there are no units yet."""
    if session.scalar(select(StoreNote.value).where(StoreNote.key == SHIPPED)) is not None:
        return True
    return session.scalar(select(Unit.id).limit(1)) is None


def known_units(session: Session) -> dict[str, Unit]:
    """The units by key, and by kind and name: ``bureau 水利局``."""
    units = session.scalars(select(Unit)).all()
    return {f"{unit.kind} {unit.name}": unit for unit in units} | {unit.key: unit for unit in units}


def known_groups(session: Session) -> set[str]:
    """The names of the groups, retired ones among them."""
    return set(session.scalars(select(ContactGroup.name)))

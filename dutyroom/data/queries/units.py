"""Reads of units and the numbers kept for them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Contact, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit as shown in pickers; ``phones`` are (person, phone)."""

    id: int
    key: str
    kind: str
    name: str
    short: str
    name_en: str
    initials: str
    pinyin: str
    phones: tuple[tuple[str, str], ...]


def unit_rows(session: Session) -> list[UnitRow]:
    """All units in the office's order, with the numbers kept for each."""
    kept: dict[int | None, list[tuple[str, str]]] = {}
    contacts = select(Contact.unit_id, Contact.person, Contact.phone).where(Contact.active.is_(True))
    for unit, person, phone in session.execute(contacts.order_by(Contact.id)):
        kept.setdefault(unit, []).append((person, phone))
    units = session.scalars(select(Unit).where(Unit.active.is_(True)).order_by(Unit.position))
    return [
        UnitRow(
            id=unit.id,
            key=unit.key,
            kind=unit.kind,
            name=unit.name,
            short=unit.short,
            name_en=unit.name_en,
            initials=unit.initials,
            pinyin=unit.pinyin,
            phones=tuple(kept.get(unit.id, ())),
        )
        for unit in units
    ]


def unit_named(session: Session, name: str) -> UnitRow | None:
    """The unit of that full or short name."""
    name = name.strip()
    return next((unit for unit in unit_rows(session) if name and name in (unit.name, unit.short, unit.name_en)), None)

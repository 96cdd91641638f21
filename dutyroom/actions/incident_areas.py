"""The areas that a report may name: those of the directory, or the ones that the program is shipped with."""

from __future__ import annotations

from dutyroom.actions.directory_shipped import shipped_units
from dutyroom.data.queries.units import unit_rows
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.rules.directory import UnitKind
from dutyroom.rules.incident_text_area import AreaNames


def known_areas(store: Store) -> tuple[AreaNames, ...]:
    """The areas of the directory by all their names; the shipped ones where it has none yet."""
    with store.reading() as session:
        return areas_in(session)


def areas_in(session: Session) -> tuple[AreaNames, ...]:
    """As :func:`known_areas`, where the store is being read already."""
    rows = unit_rows(session)
    found = tuple(AreaNames(row.name, row.short, row.name_en) for row in rows if row.kind == UnitKind.AREA)
    return found or shipped_areas()


def shipped_areas() -> tuple[AreaNames, ...]:
    """The areas that the program is shipped with, for where there is no store."""
    units = shipped_units()
    return tuple(AreaNames(unit.name, unit.short, unit.name_en) for unit in units if unit.kind == UnitKind.AREA)

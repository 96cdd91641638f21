"""Those who take a call at once, with the numbers that the directory has for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dutyroom.data.queries.directory import NumberRow, numbers_of_units
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.hotline_refusal import own_number, transfer_units, turns
from dutyroom.rules.phone import Label

_NOT_SPOKEN = frozenset({Label.FAX, Label.SECURE_FAX, Label.EMAIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRow:
    """Who takes a call at once: ``phones`` are its own number first, then those of its unit, day and night first."""

    name: str
    unit: str
    unit_id: int | None
    phones: tuple[str, ...]


def transfer_rows(session: Session, on: date) -> list[TransferRow]:
    """All of them in the order of the rule of that day. A unit that the directory has not has no number."""
    named = transfer_units(rule_book(session), on)
    units = {unit.name: unit for unit in unit_rows(session)}
    wanted = [units[unit].id for unit in named.values() if unit in units]
    numbers = numbers_of_units(session, wanted)
    return [_row(name, unit, units.get(unit), numbers) for name, unit in named.items()]


def turn_rows(session: Session, on: date) -> dict[str, str]:
    """Where callers are told to turn to, by the reason of not accepting."""
    return turns(rule_book(session), on)


def _row(name: str, unit: str, known: UnitRow | None, numbers: dict[int | None, tuple[NumberRow, ...]]) -> TransferRow:
    kept = numbers.get(known.id, ()) if known is not None else ()
    spoken = [number for number in kept if number.label not in _NOT_SPOKEN]
    spoken.sort(key=lambda number: not number.is_day_and_night)
    phones = dict.fromkeys(filter(None, (own_number(name), *(number.phone for number in spoken))))
    return TransferRow(name=name, unit=unit, unit_id=known.id if known else None, phones=tuple(phones))

"""What an export of matters says beside the columns of a register: units, clocks, links, the slip, supervision."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import Duty, Progress, Relation, Role
from dutyroom.rules.notice import Slip
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import Colour

PARTS: Final = ("steps", "units", "clocks", "links", "slip", "supervision", "attachments")
"""Columns that hold JSON; all but ``steps`` are understood in an export only."""
MOST: Final = 2_000
CLOCK_STATES: Final = ("open", "closed", "stopped")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedUnit:
    """A unit that has or had it in hand, as an export writes it."""

    unit: str
    role: Role
    state: Progress
    assigned_at: datetime
    signed_at: datetime | None = None
    signed_by: str = ""
    answered_at: datetime | None = None
    answer: str = ""
    urged_at: datetime | None = None
    urged_count: int = 0
    reason: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedClock:
    """An obligation with its limit; ``of_unit`` is the place of the unit whose it is among the units, from 1."""

    duty: Duty
    opened_at: datetime
    state: str
    of_unit: int | None = None
    due_at: datetime | None = None
    rule_key: str = ""
    rule_source: str = ""
    start_event: str = ""
    unsure: str = ""
    closed_at: datetime | None = None
    outcome: str = ""
    put_off_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLink:
    """Another matter that belongs to it, by the number that it has in the export."""

    number: str
    relation: Relation
    forward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSupervision:
    """What a matter under supervision has beside the columns of the register."""

    asked: str = ""
    leader: str = ""
    session: str = ""
    proposal_number: str = ""
    proposers: str = ""
    contact: str = ""
    is_hard: bool = False
    met_on: date | None = None
    met_how: str = ""
    reply_number: str = ""
    replied_on: date | None = None
    result: str = ""
    satisfied: str = ""
    redo_count: int = 0

    def without_text(self) -> ImportedSupervision:
        """That of a secret matter."""
        return replace(self, asked="", met_how="")


def read_units(text: str) -> tuple[ImportedUnit, ...]:
    """The units of an export."""
    return tuple(_each(text, lambda one: _unit(one)))


def read_clocks(text: str) -> tuple[ImportedClock, ...] | None:
    """The clocks of an export; None where nothing is said of them."""
    return tuple(_each(text, _clock)) if text else None


def read_links(text: str) -> tuple[ImportedLink, ...]:
    """The links of an export."""
    return tuple(_each(text, _link))


def read_files(text: str) -> tuple[str, ...]:
    """The names of the files that an export does not hold."""
    return tuple(_each(text, lambda one: clean_text(_of(one, str))))


def read_slip(text: str) -> Slip | None:
    """What was asked on the telephone; None where it did not come so."""
    return _whole(text, Slip)


def read_supervision(text: str) -> ImportedSupervision | None:
    """What a matter under supervision has beside the register; None for every other."""
    return _whole(text, ImportedSupervision)


def written(text: str, read: Callable[[Any], T]) -> T | None:
    """What ``read`` makes of JSON as an export writes it; None for an empty cell. Refused: ``import.matter.part``."""
    if not text:
        return None
    try:
        return read(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal("import.matter.part", value=text[:60]) from error


def moment(value: object) -> datetime | None:
    """A time of an export, with its zone."""
    if value in ("", None):
        return None
    at = datetime.fromisoformat(_of(value, str))
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC)


def _each(text: str, read: Callable[[Any], T]) -> list[T]:
    return written(text, lambda found: [read(one) for one in _of(found, list)[:MOST]]) or []


def _whole(text: str, kind: type[T]) -> T | None:
    """A record of an export whose fields are texts, truths, counts, days and times."""
    return written(text, lambda found: kind(**_values(kind, _of(found, dict))) if found else None)


def _unit(one: Mapping[str, Any]) -> ImportedUnit:
    values = _values(ImportedUnit, one)
    values |= {"role": Role(one["role"]), "state": Progress(one["state"])}
    if values["colour"]:
        Colour(values["colour"])
    if not values["unit"] or values["assigned_at"] is None:
        raise ValueError("no unit or no time")
    return ImportedUnit(**values)


def _clock(one: Mapping[str, Any]) -> ImportedClock:
    values = _values(ImportedClock, one) | {"duty": Duty(one["duty"])}
    if values["state"] not in CLOCK_STATES or values["opened_at"] is None:
        raise ValueError("no state or no time")
    if values["of_unit"] is not None:
        values["of_unit"] = _of(values["of_unit"], int)
    return ImportedClock(**values)


def _link(one: Mapping[str, Any]) -> ImportedLink:
    return ImportedLink(
        number=_of(one["number"], str), relation=Relation(one["relation"]), forward=_of(one["forward"], bool)
    )


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "str": lambda value: clean_text(_of(value, str)),
    "bool": lambda value: _of(value, bool),
    "int": lambda value: _of(value, int),
    "datetime": moment,
    "datetime | None": moment,
    "date | None": lambda value: date.fromisoformat(value) if value else None,
}


def _values(kind: type[Any], one: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record out of what is written of them; other kinds of value are left as they are."""
    return {
        field.name: _READ.get(str(field.type), lambda value: value)(one[field.name])
        for field in fields(kind)
        if field.name in one
    } | {field.name: None for field in fields(kind) if field.type == "datetime" and field.name not in one}


def _of(value: Any, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"not {kind.__name__}")
    return value

"""The directory as a table for other programs: a row for each unit and each person, numbers by their kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from dutyroom.data.queries.directory import NumberRow, people_in_full, units_in_full
from dutyroom.rules.phone import Label

DIRECTORY_COLUMNS: Final = (
    "unit", "kind", "short", "name", "post", "fields", "functions", "duty_phone", "office_phone", "mobile_phone",
    "home_phone", "fax", "secure_fax", "email", "other_number", "address", "note", "unit_en", "checked_at",
)  # fmt: skip
"""Headings that an import knows again."""
BETWEEN: Final = "; "
_COLUMN_OF: Final = {
    Label.DUTY: "duty_phone",
    Label.OFFICE: "office_phone",
    Label.MOBILE: "mobile_phone",
    Label.HOME: "home_phone",
    Label.FAX: "fax",
    Label.SECURE_FAX: "secure_fax",
    Label.EMAIL: "email",
    Label.OTHER: "other_number",
}


def directory_records(session: Session) -> Iterator[dict[str, Any]]:
    """Units and people in use, in the order of the directory, by column name."""
    for unit in units_in_full(session):
        record = dict.fromkeys(DIRECTORY_COLUMNS, "") | {
            "unit": unit.name,
            "kind": unit.kind.value,
            "short": unit.short,
            "fields": BETWEEN.join(unit.fields),
            "functions": BETWEEN.join(unit.functions),
            "address": unit.address,
            "note": unit.note,
            "unit_en": unit.name_en,
        }
        yield record | _numbers(unit.numbers)
        for person in unit.people:
            yield _person(person, unit.name, unit.kind.value)
    for person in people_in_full(session):
        if person.unit_id is None and person.active:
            yield _person(person, "", "")


def directory_values(session: Session) -> Iterator[Sequence[Any]]:
    """The same in the order of the columns."""
    for record in directory_records(session):
        yield [record[column] for column in DIRECTORY_COLUMNS]


def _person(person: Any, unit: str, kind: str) -> dict[str, Any]:
    record = dict.fromkeys(DIRECTORY_COLUMNS, "") | {"unit": unit, "kind": kind, "name": person.name}
    record |= {"post": person.post, "fields": BETWEEN.join(person.fields), "note": person.note}
    return record | _numbers(person.numbers)


def _numbers(numbers: Sequence[NumberRow]) -> dict[str, Any]:
    """The numbers by column; ``checked_at`` is the day since which nobody has called the oldest of them."""
    found: dict[str, list[str]] = {}
    checked = []
    for number in numbers:
        if not number.active:
            continue
        column = _COLUMN_OF[Label(number.label)] if number.label else "other_number"
        remark = " ".join(part for part in (number.person, number.note) if part)
        found.setdefault(column, []).append(f"{number.phone}({remark})" if remark else number.phone)
        checked.append(number.checked_at)
    day = "" if not checked or None in checked else min(at for at in checked if at).date().isoformat()
    return {column: BETWEEN.join(texts) for column, texts in found.items()} | {"checked_at": day}

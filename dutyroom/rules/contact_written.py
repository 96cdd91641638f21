"""The directory as its own export writes it: what stands in each column, and how an import reads it back unchanged."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.contact_card import Card, CardNumber, Member, Remark
from dutyroom.rules.directory import UNIT_KIND_WORDS, UnitKind
from dutyroom.rules.fold import fold
from dutyroom.rules.phone import Label
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.table_cells import read_day

NUMBER_COLUMNS: Final[Mapping[Label, str]] = {
    Label.DUTY: "duty_phone",
    Label.OFFICE: "office_phone",
    Label.MOBILE: "mobile_phone",
    Label.HOME: "home_phone",
    Label.FAX: "fax",
    Label.SECURE_FAX: "secure_fax",
    Label.EMAIL: "email",
    Label.OTHER: "other_number",
}
DIRECTORY_COLUMNS: Final = (
    "unit", "kind", "short", "name", "post", "fields", "functions", *NUMBER_COLUMNS.values(), "address", "note",
    "unit_en", "checked_at", "fields_en", "functions_en", "belongs_to", "numbers_in_full", "group", "members",
)  # fmt: skip
"""Headings that an import knows again."""
MARKS: Final = frozenset({"unit", "kind", "short", "functions", "unit_en", "checked_at"})
"""Headings that no other table has together: by them the program knows its own."""
_BETWEEN: Final = "; "
_ALL: Final = "[]"


def written_list(parts: Sequence[str]) -> str:
    """Several things in one cell; as JSON where they could not be told apart otherwise."""
    if any(_BETWEEN in part for part in parts) or (parts and parts[0].startswith("[")):
        return json.dumps(list(parts), ensure_ascii=False)
    return _BETWEEN.join(parts)


def read_list(text: str) -> tuple[str, ...]:
    """What :func:`written_list` wrote."""
    if text.startswith("["):
        try:
            return tuple(str(part) for part in json.loads(text))
        except ValueError:
            pass
    return tuple(part for part in text.split(_BETWEEN) if part)


def number_cells(numbers: Sequence[CardNumber], zone: ZoneInfo | None) -> dict[str, str]:
    """The numbers by column, and the day since which nobody has called the oldest of them; None: times as they are."""
    found: dict[str, list[str]] = {}
    for number in numbers:
        remark = " ".join(part for part in (number.person, number.note) if part)
        column = NUMBER_COLUMNS[number.label or Label.OTHER]
        found.setdefault(column, []).append(f"{number.text}({remark})" if remark else number.text)
    called = [number.checked_at for number in numbers]
    days = [(at.astimezone(zone) if zone else at).date().isoformat() for at in called if at is not None]
    day = min(days) if days and len(days) == len(called) else ""
    return {column: _BETWEEN.join(texts) for column, texts in found.items()} | {"checked_at": day}


def numbers_in_full(numbers: Sequence[CardNumber], zone: ZoneInfo) -> list[dict[str, Any]]:
    """Each number with all that is kept of it."""
    return [
        {
            "label": number.label.value if number.label else "",
            "phone": number.text,
            "person": number.person,
            "note": number.note,
            "day_and_night": number.is_day_and_night,
            "checked_at": number.checked_at.astimezone(zone).isoformat() if number.checked_at else "",
        }
        for number in numbers
    ]


def is_written(headings: Collection[str]) -> bool:
    """Whether the program's own export wrote a table with these headings."""
    return set(headings) >= MARKS


def read_facts(cells: Mapping[str, str]) -> dict[str, Any]:
    """Kind, short and English name, functions and the day of the last call, by the names that a card has for them.

    A word that is none of the kinds, and a day that is none, is left out; the remarks say so.
    """
    remarks: list[Remark] = []
    facts: dict[str, Any] = {"short": cells.get("short", ""), "unit_en": cells.get("unit_en", "")}
    facts["functions"] = read_list(cells.get("functions", ""))
    kind, day = cells.get("kind", ""), cells.get("checked_at", "")
    facts["kind"] = _kind(kind)
    if kind and facts["kind"] is None:
        remarks.append(("import.kind", (("value", kind), ("known", ", ".join(UnitKind)))))
    try:
        facts["checked_at"] = read_day(day)
    except Refusal:
        remarks.append(("import.checked", (("value", day),)))
    return facts | {"remarks": tuple(remarks)}


def read_written(row: int, sheet: str, cells: Mapping[str, str], card: Card) -> Card:
    """A row of the export. ``card`` is what any table with these cells says: it counts where a number was edited."""
    cell = {name: cells.get(name, "") for name in DIRECTORY_COLUMNS}
    if cell["group"]:
        return _group(row, sheet, cell)
    numbers, problem = _numbers(cell)
    if numbers is not None:
        card = replace(card, numbers=numbers, checked_at=None)
    return replace(
        card,
        unit=cell["unit"],
        name=cell["name"],
        post=cell["post"],
        fields=read_list(cell["fields"]),
        fields_en=read_list(cell["fields_en"]),
        functions_en=read_list(cell["functions_en"]),
        belongs_to=cell["belongs_to"],
        address=cell["address"],
        note=cell["note"],
        remarks=(*card.remarks, *problem),
        is_written=True,
    )


def _kind(text: str) -> UnitKind | None:
    words = fold(text)
    return next((kind for kind in UnitKind if words in (kind.value, fold(UNIT_KIND_WORDS[kind]))), None)


def _numbers(cell: Mapping[str, str]) -> tuple[tuple[CardNumber, ...] | None, tuple[Remark, ...]]:
    """The numbers in full; None where somebody changed what stands in the columns beside them."""
    if not cell["numbers_in_full"]:
        return None, ()
    try:
        found = tuple(_number(one) for one in list(json.loads(cell["numbers_in_full"])))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, (("import.numbers", ()),)
    said = number_cells(found, None)
    if any(said.get(column, "") != cell[column] for column in (*NUMBER_COLUMNS.values(), "checked_at")):
        return None, ()
    utc = (replace(n, checked_at=n.checked_at.astimezone(UTC)) if n.checked_at else n for n in found)
    return tuple(utc), ()


def _number(one: Mapping[str, Any]) -> CardNumber:
    at = datetime.fromisoformat(one["checked_at"]) if one["checked_at"] else None
    if at is not None and at.tzinfo is None:
        raise ValueError("a time without a zone")
    return CardNumber(
        text=str(one["phone"]),
        label=Label(one["label"]) if one["label"] else None,
        note=str(one["note"]),
        person=str(one["person"]),
        is_day_and_night=one["day_and_night"] is True,
        checked_at=at,
    )


def _group(row: int, sheet: str, cell: Mapping[str, str]) -> Card:
    """A group: its purpose stands in ``note``, its members in their order."""
    try:
        members = tuple(
            Member(unit=str(one["unit"]), name=str(one["name"]), post=str(one["post"]))
            for one in list(json.loads(cell["members"] or _ALL))
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Card(row=row, sheet=sheet, group=cell["group"], problem="import.members")
    return Card(row=row, sheet=sheet, group=cell["group"], note=cell["note"], members=members, is_written=True)


def written_members(members: Sequence[Member]) -> list[dict[str, str]]:
    """The members of a group: a unit, or a person by unit, name and post."""
    return [{"unit": member.unit, "name": member.name, "post": member.post} for member in members]

"""The directory of the sample duty room: the shipped units with invented people and numbers that belong to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from dutyroom.actions.directory_shipped import SHIPPED_NOW, ShippedUnit, shipped_groups, shipped_units
from dutyroom.actions.pinyin import pinyin_of
from dutyroom.actions.sample_words import sample_phone
from dutyroom.data.bulk import BulkWriter
from dutyroom.data.queries.directory_shipped import SHIPPED
from dutyroom.data.tables import Contact, ContactGroup, GroupMember, Person, Table, Unit
from dutyroom.rules.phone import Label

_DAY: Final = 86_400_000_000
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻"
_POSTS: Final = {
    "area": ("办公室主任（示例）", "应急办值班员（示例）"),
    "bureau": ("值班科长（示例）",),
    "superior": ("值班员（示例）",),
    "party": ("值班员（示例）",),
    "partner": ("调度员（示例）",),
    "office": ("处长（示例）",),
}
_WITH_DUTY_PHONE: Final = frozenset(("area", "bureau", "superior", "party", "partner"))


@dataclass(slots=True)
class _Directory:
    """Counts what is put, so that every row has a number of its own."""

    writer: BulkWriter | None
    """None only counts."""
    at: int
    contacts: int = 0
    people: int = 0
    names: Iterator[str] = field(default_factory=lambda: _names())

    def put(self, table: type[Table], row: dict[str, Any]) -> None:
        """Put a row where there is somewhere to put it."""
        if self.writer is not None:
            self.writer.put(table, row)

    def number(self, label: Label | None, phone: str, **owner: Any) -> None:
        """A number, called last so long ago that some of them are stale."""
        self.contacts += 1
        row = {"id": self.contacts, "unit_id": None, "person": "", "phone": phone, "active": True, **owner}
        if label is not None:
            days = (self.contacts * 37) % 240
            row |= {"label": label.value, "checked_at": self.at - days * _DAY if self.contacts % 9 else None}
            row["is_day_and_night"] = True if label is Label.DUTY else None
        self.put(Contact, row)

    def person(self, unit: int, place: int, post: str) -> None:
        """Somebody with an invented name, a mobile and an office number."""
        self.people += 1
        name = next(self.names)
        initials, pinyin = pinyin_of(name, person=True)
        row = {"id": self.people, "unit_id": unit, "name": name, "post": post, "fields": "", "initials": initials}
        self.put(Person, {**row, "pinyin": pinyin, "position": place, "note": "", "active": True})
        self.number(Label.MOBILE, f"1990002{self.people:04}", person_id=self.people)
        if place == 0:
            self.number(Label.OFFICE, f"0371-556{self.people:05}", person_id=self.people)


def put_directory(writer: BulkWriter, at: int) -> None:
    """Units with people and numbers, and the shipped groups; the caller's entry vouches for all of them."""
    units = shipped_units()
    made = _Directory(writer, at)
    numbers: dict[str, int] = {}
    for number, unit in enumerate(units, 1):
        numbers[unit.key] = number
        _put_unit(made, number, unit)
    members = 0
    for number, group in enumerate(shipped_groups(units), 1):
        row = {"id": number, "name": group.name, "purpose": group.purpose, "position": number - 1, "active": True}
        writer.put(ContactGroup, row)
        for place, key in enumerate(group.members):
            members += 1
            row = {"id": members, "group_id": number, "unit_id": numbers[key], "person_id": None}
            writer.put(GroupMember, {**row, "position": place, "active": True})
    writer.note(SHIPPED, SHIPPED_NOW)


def duty_numbers() -> dict[str, tuple[int, str]]:
    """The duty phone of each unit of the sample by the unit's name: its number in the directory, and what is dialled."""
    found: dict[str, tuple[int, str]] = {}
    made = _Directory(None, 0)
    for number, unit in enumerate(shipped_units(), 1):
        before = made.contacts
        _put_unit(made, number, unit)
        if unit.kind in _WITH_DUTY_PHONE:
            found[unit.name] = (before + (2 if unit.kind == "area" else 1), sample_phone(f"{unit.name}值班"))
    return found


def _put_unit(made: _Directory, number: int, unit: ShippedUnit) -> None:
    initials, pinyin = pinyin_of(unit.name)
    row = {**asdict(unit), "id": number, "initials": initials, "pinyin": pinyin, "position": number - 1, "active": True}
    made.put(Unit, row)
    if unit.kind == "area":
        made.number(None, sample_phone(unit.name), unit_id=number, person="值班室（示例）")
    if unit.kind in _WITH_DUTY_PHONE:
        made.number(Label.DUTY, sample_phone(f"{unit.name}值班"), unit_id=number)
        made.number(Label.FAX, sample_phone(f"{unit.name}传真"), unit_id=number)
    for place, post in enumerate(_POSTS[unit.kind]):
        made.person(number, place, post)


def _names() -> Iterator[str]:
    """Names that end in a word for "sample", so that none can be taken for a real one."""
    round_ = 0
    while True:
        for place, surname in enumerate(_SURNAMES):
            yield f"{surname}{'样例' if (place + round_) % 2 else '示例'}{'甲乙丙丁戊己庚辛壬癸'[round_ % 10]}"
        round_ += 1

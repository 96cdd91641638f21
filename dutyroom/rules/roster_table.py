"""Rosters as offices keep them in tables: a row for each person, or a row for each day with a column for each post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.directory import one_line
from dutyroom.rules.matter_table import Record, Vocabulary
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_posts import POST_WORDS, STAFF, post_key
from dutyroom.rules.roster_record import Named, read_people
from dutyroom.rules.table_cells import read_day, read_instant

_WORDS: Final = {
    "day": "日期 值班日期 时间 值班时间 day date",
    "post": "岗位 班次 值班岗位 职责 类别 班别 post",
    "name": "姓名 值班人 人员 值班人姓名 人员姓名 name",
    "phone": "电话 手机 联系电话 手机号码 手机号 电话号码 联系方式 phone mobile",
    "office": "职务 单位职务 单位及职务 office",
    "remark": "备注 说明 remark note",
    "starts_at": "上班时间 开始时间 起 from startsat",
    "ends_at": "下班时间 结束时间 止 until endsat",
    "unit": "值班单位 unit",
    "head": "总带班 总带班领导",
    "leader": "带班领导 值班领导 带班人员 带班 leader",
    "chief": "主班 值班长 主班人员 chief",
    "deputy": "副班 副班人员 deputy",
    "staff": "值班人员 值班员 staff",
    "driver": "司机 驾驶员 值班司机 driver",
}
ROSTER: Final = Vocabulary(
    {word: name for name, words in _WORDS.items() for word in words.split()}, tuple(_WORDS), frozenset({"day"})
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One person at one post on one day, as a row of a table says it."""

    row: int
    sheet: str
    day: date
    post: str
    person: Named
    remark: str = ""
    unit: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def has_names(columns: frozenset[str]) -> bool:
    """Whether a table with these columns says who is on duty: by a name, or by a column of a post."""
    return "day" in columns and bool(columns & {"name", *POST_WORDS})


def planned_rows(record: Record, zone: ZoneInfo) -> Iterator[PlannedRow]:
    """Everybody whom a row names. Raises ``Refusal`` where it names no day, nobody, or a person without a post."""
    day = _day(record)
    times = {name: _instant(record, name, day, zone) for name in ("starts_at", "ends_at")}
    remark, unit = record.cell("remark"), one_line(record.cell("unit"))
    found: list[tuple[str, Named]] = []
    post = post_key(record.cell("post"))
    # Beside a column of posts 值班人员 is a heading for names, not a post.
    named = record.cell("name") or (record.cell(STAFF) if post else "")
    if named:
        if not post:
            raise Refusal("roster.table.post", field="post")
        found += [(post, _with(person, record)) for person in read_people(named)]
    columns = [each for each in POST_WORDS if record.cell(each) and not (post and each == STAFF)]
    for each in columns:
        people = read_people(record.cell(each))
        found += [(each, _with(one, record) if len(columns) == 1 == len(people) else one) for one in people]
    if not found:
        raise Refusal("roster.name", field="name")
    for held, person in found:
        yield PlannedRow(
            row=record.row, sheet=record.sheet, day=day, post=held, person=person, remark=remark, unit=unit, **times
        )


def _with(person: Named, record: Record) -> Named:
    """Somebody with the phone and the office that stand in columns of their own."""
    return Named(
        name=person.name, phone=person.phone or record.cell("phone"), office=person.office or record.cell("office")
    )


def _day(record: Record) -> date:
    cell = record.cell("day")
    try:
        found = read_day(cell.split("T")[0], year=record.year)
    except Refusal as refusal:
        raise Refusal("roster.table.day", field="day", value=cell) from refusal
    if found is None:
        raise Refusal("roster.table.noday", field="day")
    return found


def _instant(record: Record, name: str, day: date, zone: ZoneInfo) -> datetime | None:
    """An hour alone is one of the row's day; 24 hours later where the end would not come after."""
    cell = record.cell(name)
    if not cell:
        return None
    said = cell if "-" in cell or "月" in cell or "/" in cell else f"{day.isoformat()} {cell}"
    return read_instant(said, zone=zone, year=record.year or day.year)

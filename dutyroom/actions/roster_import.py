"""Bringing a roster in from a table: a row for each person or for each day; a line for every row, one entry for all."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from dutyroom.actions.rosters import fill_rows, new_roster, wanted_rows
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rosters import posts_of, roster_to_change, rosters_of_unit
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Roster
from dutyroom.readers.document import ContactFile
from dutyroom.rules.matter_table import MatterTable, read_tables
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_posts import POST_WORDS
from dutyroom.rules.roster_record import KEEPERS, FillPost, RosterFacts, RosterKind
from dutyroom.rules.roster_table import ROSTER, PlannedRow, has_names, planned_rows
from dutyroom.rules.workdays import Holidays

Came = Literal["added", "changed", "same", "skipped"]
_Place = tuple[str, date, str]
"""Unit, day, post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRoster:
    """A table of the file of that name; ``chosen`` says which column is what; ``dry_run`` only says what would be."""

    file: str
    chosen: Mapping[str, str | None] | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterOutcome:
    """What became of a row; ``reason`` is why it was left out."""

    row: int
    sheet: str
    said: str
    result: Came
    reason: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterTable:
    """What was made of a table: what each heading was taken for, a line for every row, the rosters it went into."""

    columns: Mapping[str, str | None]
    outcomes: tuple[RosterOutcome, ...]
    rosters: tuple[int, ...] = ()


def import_roster(desk: Desk, content: ContactFile, wish: ImportRoster) -> RosterTable:
    """Take over a table as it was read: what a post of a day says there stands; nothing is written for a trial.

    Days without a roster get one: of the holiday where the whole file lies in one, else of the month.
    """
    require(desk.author, *KEEPERS)
    table = _table(content, wish)
    read, outcomes = _read(desk, table)
    holidays = rule_book(desk.session).holidays
    rosters: dict[int, Roster] = {}
    for place, rows in _places(read).items():
        try:
            result = _bring(desk, place, rows, read, holidays, rosters, wish)
        except Refusal as refusal:
            outcomes += [_outcome(row, "skipped", refusal) for row in rows]
        else:
            outcomes += [_outcome(row, result) for row in rows]
    done = tuple(sorted(outcomes, key=lambda each: (each.sheet, each.row)))
    brought = {name: sum(each.result == name for each in done) for name in ("added", "changed")}
    if any(brought.values()) and not wish.dry_run:
        payload = {"file": wish.file, "rosters": sorted(rosters), **brought}
        desk.journal("roster.imported", text=f"{wish.file}：{sum(brought.values())}", payload=payload)
    return RosterTable(columns=dict(table.columns), outcomes=done, rosters=tuple(sorted(rosters)))


def _table(content: ContactFile, wish: ImportRoster) -> MatterTable:
    try:
        table = read_tables(content.sheets, wish.chosen, ROSTER)
    except Refusal as refusal:
        if refusal.code != "import.matter.headings":
            raise
        raise Refusal("roster.table.heads", field="file") from refusal
    if not has_names(frozenset(filter(None, table.columns.values()))):
        raise Refusal("roster.table.heads", field="file")
    return table


def _read(desk: Desk, table: MatterTable) -> tuple[list[PlannedRow], list[RosterOutcome]]:
    zone = office_settings(desk.session).zone
    read: list[PlannedRow] = []
    left_out: list[RosterOutcome] = []
    seen: dict[tuple[_Place, str], int] = {}
    for record in table.records:
        said = " ".join(filter(None, (record.cell("day"), record.cell("post"), record.cell("name"))))
        try:
            rows = list(planned_rows(record, zone))
        except Refusal as refusal:
            outcome = RosterOutcome(row=record.row, sheet=record.sheet, said=said, result="skipped", reason=refusal)
            left_out.append(outcome)
            continue
        for row in rows:
            key = ((row.unit, row.day, row.post), row.person.name)
            if key in seen:
                left_out.append(_outcome(row, "skipped", Refusal("roster.table.twice", row=seen[key])))
            else:
                seen[key] = row.row
                read.append(row)
    return read, left_out


def _places(rows: Sequence[PlannedRow]) -> dict[_Place, list[PlannedRow]]:
    found: dict[_Place, list[PlannedRow]] = {}
    for row in rows:
        found.setdefault((row.unit, row.day, row.post), []).append(row)
    return found


def _bring(
    desk: Desk,
    place: _Place,
    rows: Sequence[PlannedRow],
    read: Sequence[PlannedRow],
    holidays: Holidays,
    rosters: dict[int, Roster],
    wish: ImportRoster,
) -> Came:
    unit, day, post = place
    roster = _roster_of(desk, unit, day)
    fill = FillPost(
        roster_id=roster.id if roster is not None else 0,
        day=day,
        post=post,
        people=tuple(row.person for row in rows),
        remark=next((row.remark for row in rows if row.remark), None),
        starts_at=rows[0].starts_at,
        ends_at=rows[0].ends_at,
    )
    if wish.dry_run:
        return wanted_rows(desk, roster, fill).result
    if roster is None:
        roster = new_roster(desk, _facts(desk, unit, day, read, holidays))
    if post not in posts_of(roster.posts):
        roster.posts = "\n".join(_in_order([*posts_of(roster.posts), post]))
    rosters[roster.id] = roster
    result = wanted_rows(desk, roster, fill).result
    if result != "same":
        fill_rows(desk, roster, replace(fill, roster_id=roster.id))
    return result


def _roster_of(desk: Desk, unit: str, day: date) -> Roster | None:
    found = next((row for row in rosters_of_unit(desk.session, unit) if row.first <= day <= row.last), None)
    return roster_to_change(desk.session, found.id) if found is not None else None


def _facts(desk: Desk, unit: str, day: date, read: Sequence[PlannedRow], holidays: Holidays) -> RosterFacts:
    """A roster for a day that has none: the holiday, else what other rosters leave of its month."""
    spans = [span for table in holidays.tables for span in table.spans()]
    own = [row for row in read if row.unit == unit]
    days = [row.day for row in own]
    festival = next((span for span in spans if span[1] <= min(days) and max(days) <= span[2]), None)
    if festival is not None:
        first, last, title = festival[1], festival[2], f"{day.year}年{festival[0]}值班表"
    else:
        first, last = day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
        title = f"{day.year}年{day.month}月值班表"
    for other in rosters_of_unit(desk.session, unit):
        if other.last < day:
            first = max(first, other.last + timedelta(days=1))
        elif other.first > day:
            last = min(last, other.first - timedelta(days=1))
    kind = RosterKind.HOLIDAY if festival is not None else RosterKind.ORDINARY
    posts = tuple(_in_order([row.post for row in own]))
    return RosterFacts(first=first, last=last, title=f"{unit}{title}", kind=kind, unit=unit, posts=posts)


def _in_order(posts: Sequence[str]) -> list[str]:
    """Known posts in their order, others after them as they came."""
    known = [post for post in POST_WORDS if post in posts]
    return [*known, *(post for post in dict.fromkeys(posts) if post not in known)]


def _outcome(row: PlannedRow, result: Came, reason: Refusal | None = None) -> RosterOutcome:
    said = f"{row.day.isoformat()} {row.person.name}"
    return RosterOutcome(row=row.row, sheet=row.sheet, said=said, result=result, reason=reason)


def counted(table: RosterTable) -> dict[str, Any]:
    """How many rows became what."""
    return {
        name: sum(each.result == name for each in table.outcomes) for name in ("added", "changed", "same", "skipped")
    }

"""A year's holidays in TOML: ``year``, ``source``, ``checked``, ``makeup`` and a ``[[holiday]]`` for each feast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final, Protocol

from dutyroom.rules.holiday_table import TableFault, days_between, span_faults, table_faults
from dutyroom.rules.toml_lines import TomlLines
from dutyroom.rules.workdays import HolidayTable

_KNOWN: Final = frozenset({"year", "source", "checked", "makeup", "holiday"})
_OF_HOLIDAY: Final = ("name", "first", "last")
_NAMED_YEAR: Final = re.compile(r"holidays?[-_](\d{4})\b")


class Wrong(Protocol):
    """Notes a fault: its code, line, key and facts."""

    def __call__(self, what: str, line: int, key: str, **facts: object) -> None: ...


def read_holiday_table(
    content: dict[str, Any], lines: TomlLines, wrong: Wrong, *, file: str
) -> tuple[HolidayTable | None, int]:
    """The table of a file and the line of its year; None where it cannot be used. Faults are told to ``wrong``."""
    faults: list[str] = []

    def note(what: str, line: int, key: str, **facts: object) -> None:
        faults.append(what)
        wrong(what, line, key, **facts)

    _check_top(content, lines, note)
    line = lines.of_name("year")
    year = content.get("year")
    if not isinstance(year, int) or isinstance(year, bool):
        note("rules.field.missing", line, "holiday", field="year")
        return None, line
    named = _NAMED_YEAR.search(file)
    if named and int(named[1]) != year:
        note("holidays.year.name", line, str(year), named=int(named[1]), year=year)
    table = HolidayTable(
        year=year,
        holidays=tuple(_holidays(content.get("holiday", []), lines, note)),
        makeup=tuple(_makeup(content.get("makeup", []), lines, note)),
        source=str(content.get("source", "")).strip(),
        checked=content.get("checked") is True,
    )
    for fault in table_faults(table):
        note(fault.what, _line_of(fault, lines), fault.about, **fault.facts)
    return (None if faults else table), line


def _check_top(content: dict[str, Any], lines: TomlLines, note: Wrong) -> None:
    for key in content.keys() - _KNOWN:
        note("rules.table.unknown", lines.of_name(key), key)
    source = content.get("source")
    if not isinstance(source, str) or not source.strip():
        note("rules.source.missing", lines.of_name("source"), str(content.get("year", "")))
    if not isinstance(content.get("checked", True), bool):
        value = str(content["checked"])
        note("rules.field.type", lines.of_name("checked"), str(content.get("year", "")), field="checked", value=value)


def _holidays(rows: object, lines: TomlLines, note: Wrong) -> Iterator[tuple[date, str]]:
    if not isinstance(rows, list):
        note("rules.table.type", lines.of_name("holiday"), "holiday")
        return
    for place, row in enumerate(rows):
        line = lines.of_table("holiday", place, row.get("name") if isinstance(row, dict) else None)
        if not isinstance(row, dict):
            note("rules.table.type", line, "holiday")
            continue
        name = str(row.get("name", ""))
        missing = [field for field in _OF_HOLIDAY if field not in row]
        for field in missing:
            note("rules.field.missing", line, name or "holiday", field=field)
        for field in row.keys() - set(_OF_HOLIDAY):
            note("rules.field.unknown", lines.of_field(line, field), name, field=field)
        unfit = [field for field in ("first", "last") if field in row and not _is_day(row[field])]
        for field in unfit:
            note("rules.field.type", lines.of_field(line, field), name, field=field, value=str(row[field]))
        if missing or unfit:
            continue
        wrong = list(span_faults(name, row["first"], row["last"]))
        for fault in wrong:
            note(fault.what, lines.of_field(line, "last"), fault.about, **fault.facts)
        if not wrong:
            yield from ((day, name.strip()) for day in days_between(row["first"], row["last"]))


def _makeup(days: object, lines: TomlLines, note: Wrong) -> Iterator[date]:
    line = lines.of_name("makeup")
    if not isinstance(days, list):
        note("rules.field.type", line, "makeup", field="makeup", value=str(days))
        return
    for day in days:
        if _is_day(day):
            yield day
        else:
            note("rules.field.type", line, "makeup", field="makeup", value=str(day))


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _line_of(fault: TableFault, lines: TomlLines) -> int:
    """Where the day or the holiday that is at fault stands."""
    if fault.what.startswith("holidays.makeup"):
        return lines.of_text(fault.about, lines.of_name("makeup") - 1)
    if fault.what in ("holidays.year.range", "holidays.empty"):
        return lines.of_name("year")
    return lines.of_text(f'"{fault.about}"' if lines.holds(f'"{fault.about}"') else fault.about)

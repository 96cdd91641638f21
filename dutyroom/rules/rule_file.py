"""Rule files: TOML text to rules and holidays, and everything that is wrong with them, with file, line and key.

A file holds either rows ``[[rule]]`` (key, value, unit, zh, en, source, checked; ``begins`` where a value holds only
from a day on), or the holidays of one ``year``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from dutyroom.rules.holiday_file import read_holiday_table
from dutyroom.rules.rule_book import ALWAYS, HOURS, Rule, RuleBook
from dutyroom.rules.rule_fault import RuleFault
from dutyroom.rules.rule_value import UNITS, Unfit, read_value
from dutyroom.rules.toml_lines import TomlLines
from dutyroom.rules.workdays import Holidays, HolidayTable

KEY: Final = re.compile(r"[a-z][a-z_]*(?:\.\w+)+")
_TEXTS: Final = ("zh", "en")
_NEEDED: Final = ("value", "unit", *_TEXTS, "checked")
_KNOWN: Final = frozenset({"key", "source", "begins", *_NEEDED})
READ_ELSEWHERE: Final = frozenset({"routing"})
"""Tables that lie in the same folder and have a shape and a reader of their own: which words lead to which office."""
_AT_LINE: Final = re.compile(r"\s*\(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What one file holds: rules with the lines they begin at, perhaps a year, and its faults."""

    name: str
    rules: tuple[tuple[int, Rule], ...] = ()
    year: tuple[int, HolidayTable] | None = None
    faults: tuple[RuleFault, ...] = ()


@dataclass(slots=True)
class _Reading:
    """A file while it is read."""

    name: str
    lines: TomlLines
    faults: list[RuleFault] = field(default_factory=list)

    def wrong(self, what: str, line: int, key: str, **facts: object) -> None:
        """Note a fault."""
        self.faults.append(RuleFault(file=self.name, line=line, key=key, what=what, facts=facts))


def read_rule_file(name: str, text: str) -> RuleFile:
    """The rules or holidays of one file; what is wrong with it stands in its faults."""
    reading = _Reading(name, TomlLines.of(text))
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = _AT_LINE.search(said)
        line = int(at[1]) if at else reading.lines.count
        reading.wrong("rules.toml", line, "", detail=_AT_LINE.sub("", said).removesuffix(" (at end of document)"))
        return RuleFile(name, faults=tuple(reading.faults))
    if "year" in content or "holiday" in content:
        table, line = read_holiday_table(content, reading.lines, reading.wrong, file=name)
        return RuleFile(name, year=(line, table) if table else None, faults=tuple(reading.faults))
    for key in content:
        if key != "rule" and key not in READ_ELSEWHERE:
            reading.wrong("rules.table.unknown", reading.lines.of_name(key), key)
    rows = content.get("rule", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        reading.wrong("rules.table.type", reading.lines.of_name("rule"), "rule")
        rows = []
    elif not content:
        reading.wrong("rules.none", 1, "")
    rules = tuple(_rules(rows, reading))
    return RuleFile(name, rules=rules, faults=tuple(reading.faults))


def make_rule_book(files: Iterable[RuleFile]) -> tuple[RuleBook, tuple[RuleFault, ...]]:
    """The book of several files, and all their faults: those of each, then what does not fit between them."""
    read = tuple(files)
    faults = [fault for file in read for fault in file.faults]
    faults += _between_rules(read)
    faults += _between_years(read)
    rules = [rule for file in read for _, rule in file.rules]
    tables = {file.year[1].year: file.year[1] for file in read if file.year}
    book = RuleBook.of(rules, Holidays(tuple(tables.values())))
    if not hours_in_order(book):
        file, line = next((file, line) for file in read for line, rule in file.rules if rule.key == "office.day_end")
        faults.append(RuleFault(file=file.name, line=line, key="office.day_end", what="rules.hours.order"))
    return book, tuple(faults)


def hours_in_order(book: RuleBook) -> bool:
    """Whether the office's hours follow one another on every day on which one of them begins to hold."""
    if not all(key in book.versions for key in HOURS):
        return True
    days = {rule.begins for key in HOURS for rule in book.versions[key]}
    return all(book.hours(day).in_order for day in days if all(book.rule(key, day) for key in HOURS))


def _rules(rows: list[dict[str, Any]], reading: _Reading) -> Iterator[tuple[int, Rule]]:
    for place, row in enumerate(rows):
        line = reading.lines.of_table("rule", place, row.get("key"))
        key = row.get("key")
        if not isinstance(key, str) or not key.strip():
            reading.wrong("rules.key.missing", line, "")
            continue
        if not KEY.fullmatch(key):
            reading.wrong("rules.key.form", reading.lines.of_field(line, "key"), key)
        before = len(reading.faults)
        _check_fields(row, line, key, reading)
        if len(reading.faults) == before:
            rule = _rule(row, line, key, reading)
            if rule is not None:
                yield line, rule


def _check_fields(row: dict[str, Any], line: int, key: str, reading: _Reading) -> None:
    lines = reading.lines
    for name in _NEEDED:
        if name not in row:
            reading.wrong("rules.field.missing", line, key, field=name)
    for name in row.keys() - _KNOWN:
        reading.wrong("rules.field.unknown", lines.of_field(line, name), key, field=name)
    source = row.get("source")
    if not isinstance(source, str) or not source.strip():
        reading.wrong("rules.source.missing", lines.of_field(line, "source"), key)
    for name in _TEXTS:
        value = row.get(name, "–")
        if not isinstance(value, str) or not value.strip():
            reading.wrong("rules.field.type", lines.of_field(line, name), key, field=name, value=_shown(value))
    if not isinstance(row.get("checked", False), bool):
        shown = _shown(row["checked"])
        reading.wrong("rules.field.type", lines.of_field(line, "checked"), key, field="checked", value=shown)
    begins = row.get("begins", ALWAYS)
    if not isinstance(begins, date) or isinstance(begins, datetime):
        shown = _shown(begins)
        reading.wrong("rules.field.type", lines.of_field(line, "begins"), key, field="begins", value=shown)
    if "unit" in row and row["unit"] not in UNITS:
        units = ", ".join(UNITS)
        reading.wrong("rules.unit.unknown", lines.of_field(line, "unit"), key, value=row["unit"], units=units)


def _rule(row: dict[str, Any], line: int, key: str, reading: _Reading) -> Rule | None:
    try:
        value = read_value(row["value"], row["unit"])
    except Unfit as unfit:
        reading.wrong(unfit.code, reading.lines.of_field(line, "value"), key, **unfit.facts)
        return None
    return Rule(
        key=key,
        value=value,
        unit=row["unit"],
        zh=row["zh"].strip(),
        en=row["en"].strip(),
        source=row["source"].strip(),
        checked=row["checked"],
        begins=row.get("begins", ALWAYS),
    )


def _between_rules(files: tuple[RuleFile, ...]) -> Iterator[RuleFault]:
    """Keys that come twice for the same day, and versions of a rule in different units."""
    first: dict[str, tuple[str, Rule]] = {}
    placed: dict[tuple[str, date], tuple[str, int]] = {}
    for file in files:
        for line, rule in file.rules:
            before = placed.setdefault((rule.key, rule.begins), (file.name, line))
            if before != (file.name, line):
                yield RuleFault(
                    file=file.name,
                    line=line,
                    key=rule.key,
                    what="rules.key.twice",
                    facts={"other": before[0], "other_line": before[1]},
                )
            other, known = first.setdefault(rule.key, (file.name, rule))
            if known.unit != rule.unit:
                yield RuleFault(
                    file=file.name,
                    line=line,
                    key=rule.key,
                    what="rules.unit.changed",
                    facts={"value": rule.unit, "other": other, "other_unit": known.unit},
                )


def _between_years(files: tuple[RuleFile, ...]) -> Iterator[RuleFault]:
    seen: dict[int, str] = {}
    for file in files:
        if file.year is None:
            continue
        line, table = file.year
        if table.year in seen:
            facts = {"year": table.year, "other": seen[table.year]}
            yield RuleFault(file=file.name, line=line, key=str(table.year), what="holidays.year.twice", facts=facts)
        seen.setdefault(table.year, file.name)


def _shown(value: object) -> str:
    """A value of a file as it is put into a sentence, not longer than a line."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"

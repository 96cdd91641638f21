"""What the administrator may do to the rules: set a value from a day on, take it back, confirm it, load a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dutyroom.rules.holiday_table import table_faults
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import Rule, RuleBook
from dutyroom.rules.rule_file import hours_in_order
from dutyroom.rules.rule_value import Unfit, Value, read_value
from dutyroom.rules.wording import mark
from dutyroom.rules.workdays import Holidays, HolidayTable

SENTENCES: Final[dict[str, str]] = {
    "rule.unknown": mark("There is no rule {key}."),
    "rule.source.empty": mark("Say why: the regulation, or the decision of the office."),
    "rule.from.past": mark("A value cannot begin in the past: {day} is over. Matters begun then keep the value they had."),
    "rule.from.far": mark("{day} is more than ten years ahead. Check the year."),
    "rule.same": mark("That is the value already in force on {day}. Confirm it, or set another one."),
    "rule.confirmed": mark("This value is confirmed already."),
    "rule.own.unknown": mark("The office has set no such value."),
    "rule.own.withdrawn": mark("This value was withdrawn already."),
    "rule.own.begun": mark("This value has been in force since {day}; matters were begun under it. Set another one from today on instead."),
    "holidays.source.empty": mark("Name the notice that this comes from."),
    "holidays.same": mark("The holidays of {year} stand there like this already."),
}  # fmt: skip

_FARTHEST: Final = 3653
"""Days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule:
    """Another value for a rule from a day on; ``source`` is the regulation or the reason."""

    key: str
    value: Value
    from_on: date
    source: str
    checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRule:
    """The office takes a value of its own back before it has been in force; ``id`` is its number."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRule:
    """Somebody compared the value in force on a day with what the office goes by, and it is right."""

    key: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadHolidays:
    """The holidays of a year, in the place of any that were there for it."""

    table: HolidayTable


def check_set(book: RuleBook, change: SetRule, today: date) -> tuple[Rule, Rule | None]:
    """The rule as it would be, and the one it replaces; refused where it cannot be set so."""
    known = book.versions.get(change.key)
    if not known:
        raise Refusal("rule.unknown", field="key", key=change.key)
    try:
        value = read_value(change.value, known[0].unit)
    except Unfit as unfit:
        raise Refusal(unfit.code, field="value", **unfit.facts) from unfit
    if not change.source.strip():
        raise Refusal("rule.source.empty", field="source")
    if change.from_on < today:
        raise Refusal("rule.from.past", field="from_on", day=change.from_on.isoformat())
    if (change.from_on - today).days > _FARTHEST:
        raise Refusal("rule.from.far", field="from_on", day=change.from_on.isoformat())
    before = book.rule(change.key, change.from_on)
    if before is not None and before.value == value and before.checked >= change.checked:
        raise Refusal("rule.same", field="value", day=change.from_on.isoformat())
    rule = Rule(
        key=change.key,
        value=value,
        unit=known[0].unit,
        zh=known[0].zh,
        en=known[0].en,
        source=change.source.strip(),
        checked=change.checked,
        begins=change.from_on,
    )
    if not hours_in_order(book.with_own([rule], [])):
        raise Refusal("rules.hours.order", field="value")
    return rule, before


def check_withdrawal(begins: date, *, active: bool, reason: str, today: date) -> None:
    """Refuse to take back what is gone, what was in force before today, or without a reason."""
    if not active:
        raise Refusal("rule.own.withdrawn")
    if begins < today:
        raise Refusal("rule.own.begun", day=begins.isoformat())
    if not reason.strip():
        raise Refusal("rule.source.empty", field="source")


def check_confirmation(book: RuleBook, confirm: ConfirmRule) -> Rule:
    """The rule that is confirmed; refused where there is none, or it was confirmed before."""
    rule = book.rule(confirm.key, confirm.on)
    if rule is None:
        raise Refusal("rule.unknown", field="key", key=confirm.key)
    if rule.checked:
        raise Refusal("rule.confirmed")
    return rule


def check_holidays(holidays: Holidays, table: HolidayTable) -> None:
    """Refuse a table without a source, one that cannot be, or the one that is there."""
    if not table.source.strip():
        raise Refusal("holidays.source.empty", field="source")
    for fault in table_faults(table):
        raise Refusal(fault.what, field="text", **fault.facts)
    known = holidays.table(table.year)
    if known is not None and _days(known) == _days(table) and known.source == table.source:
        raise Refusal("holidays.same", field="text", year=table.year)


def plain_table(table: HolidayTable) -> dict[str, Any]:
    """A table's days as the store keeps them."""
    return {
        "holiday": {day.isoformat(): name for day, name in sorted(table.holidays)},
        "makeup": [day.isoformat() for day in sorted(table.makeup)],
    }


def table_from_plain(year: int, days: Any, source: str) -> HolidayTable | None:
    """A table from what the store keeps; None where that is none."""
    try:
        table = HolidayTable(
            year=year,
            holidays=tuple((date.fromisoformat(day), str(name)) for day, name in days["holiday"].items()),
            makeup=tuple(date.fromisoformat(day) for day in days["makeup"]),
            source=source,
            own=True,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return None if any(table_faults(table)) else table


def _days(table: HolidayTable) -> tuple[set[tuple[date, str]], set[date]]:
    return set(table.holidays), set(table.makeup)

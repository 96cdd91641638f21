"""Reads of the rules: the shipped ones with what the office set over them."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.rule_book import shipped_rules
from dutyroom.data.tables import HolidayYear, RuleValue
from dutyroom.rules.rule_book import Rule, RuleBook
from dutyroom.rules.rule_change import table_from_plain
from dutyroom.rules.rule_fault import RuleFault
from dutyroom.rules.rule_value import Unfit, read_value
from dutyroom.rules.workdays import HolidayTable


def rule_book(session: Session) -> RuleBook:
    """The rules in force here: the shipped ones, the office's own values and years over them.

    An own value that no longer fits stands in ``faults`` and the shipped one holds. Raises ``Trouble`` where the
    shipped files are at fault.
    """
    shipped = shipped_rules()
    values = session.scalars(select(RuleValue).where(RuleValue.active.is_(True)).order_by(RuleValue.id)).all()
    years = session.scalars(select(HolidayYear).order_by(HolidayYear.year)).all()
    if not (values or years):
        return shipped
    read = [_own_rule(shipped, row) for row in values]
    tables = [_own_table(row) for row in years]
    faults = [fault for fault in (*read, *tables) if isinstance(fault, RuleFault)]
    return shipped.with_own(
        [rule for rule in read if isinstance(rule, Rule)],
        [table for table in tables if isinstance(table, HolidayTable)],
        tuple(faults),
    )


def holiday_year(session: Session, year: int) -> HolidayYear | None:
    """The office's own row of a year, to be changed."""
    return session.scalar(select(HolidayYear).where(HolidayYear.year == year))


def own_values(session: Session, key: str, begins: date) -> list[RuleValue]:
    """The office's own values of a rule that begin on one day and were not withdrawn, to be changed."""
    asked = select(RuleValue).where(RuleValue.key == key, RuleValue.from_on == begins, RuleValue.active.is_(True))
    return list(session.scalars(asked))


def _own_rule(shipped: RuleBook, row: RuleValue) -> Rule | RuleFault:
    known = shipped.versions.get(row.key)
    if not known:
        return _fault(row, "own.value.unknown")
    try:
        value = read_value(json.loads(row.value), known[0].unit)
    except (Unfit, ValueError):
        return _fault(row, "own.value.unfit")
    return Rule(
        key=row.key,
        value=value,
        unit=known[0].unit,
        zh=known[0].zh,
        en=known[0].en,
        source=row.source,
        checked=row.checked,
        begins=row.from_on,
        own=row.id,
    )


def _fault(row: RuleValue, what: str) -> RuleFault:
    return RuleFault(file=RuleValue.__tablename__, line=row.id, key=row.key, what=what)


def _own_table(row: HolidayYear) -> HolidayTable | RuleFault:
    try:
        table = table_from_plain(row.year, json.loads(row.days), row.source)
    except ValueError:
        table = None
    if table is None:
        return RuleFault(file=HolidayYear.__tablename__, line=row.id, key=str(row.year), what="own.holidays.unfit")
    return table

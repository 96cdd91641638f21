"""The rules: the administrator sets values from a day on, takes them back, confirms them, loads a year's holidays."""

from __future__ import annotations

import json
from datetime import date

from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import holiday_year, own_values, rule_book
from dutyroom.data.tables import HolidayYear, RuleValue
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.officer import Role, require
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import Rule
from dutyroom.rules.rule_change import (
    ConfirmRule,
    LoadHolidays,
    SetRule,
    WithdrawRule,
    check_confirmation,
    check_holidays,
    check_set,
    check_withdrawal,
    plain_table,
)
from dutyroom.rules.rule_file import hours_in_order
from dutyroom.rules.rule_value import plain_value


def set_rule(desk: Desk, change: SetRule) -> int:
    """Set another value from a day on; returns its number. Needs an administrator.

    A value of the office's own that was to begin on the same day gives way to it. Refused: ``rule.unknown``, a value
    that does not fit its unit, ``rule.source.empty``, ``rule.from.past``, ``rule.same``, ``rules.hours.order``.
    """
    require(desk.author, Role.ADMINISTRATOR)
    rule, before = check_set(rule_book(desk.session), change, today_of(desk))
    for row in own_values(desk.session, rule.key, rule.begins):
        row.active = False
    row = _add(desk, rule)
    desk.journal(
        "rule.set",
        text=f"{rule.zh}（{rule.key}）：{_shown(before)} → {_shown(rule)}，{rule.begins.isoformat()}",
        record=("rule_value", row.id),
        payload={
            "key": rule.key,
            "value": plain_value(rule.value),
            "unit": rule.unit,
            "before": plain_value(before.value) if before else None,
            "from_on": rule.begins,
            "source": rule.source,
        },
    )
    return row.id


def withdraw_rule(desk: Desk, withdraw: WithdrawRule) -> None:
    """Take back a value of the office's own that has not been in force before today. Needs an administrator.

    Refused: ``rule.own.unknown``, ``rule.own.withdrawn``, ``rule.own.begun``, ``rule.source.empty``.
    """
    require(desk.author, Role.ADMINISTRATOR)
    row = desk.session.get(RuleValue, withdraw.id)
    if row is None:
        raise Refusal("rule.own.unknown")
    check_withdrawal(row.from_on, active=row.active, reason=withdraw.reason, today=today_of(desk))
    row.active = False
    desk.session.flush()
    book = rule_book(desk.session)
    if not hours_in_order(book):
        raise Refusal("rules.hours.order")
    rule = book.versions[row.key][0] if row.key in book.versions else None
    desk.journal(
        "rule.withdrawn",
        text=f"{rule.zh if rule else ''}（{row.key}）：{row.value}，{row.from_on.isoformat()}",
        record=("rule_value", row.id),
        payload={"key": row.key, "value": json.loads(row.value), "from_on": row.from_on, "reason": withdraw.reason},
    )


def confirm_rule(desk: Desk, confirm: ConfirmRule) -> int:
    """Say that the value in force on a day is right for this office; returns its number. Needs an administrator.

    The value and its begin stay: a shipped one becomes the office's own, so that a later version of the program does
    not change what was confirmed. Refused: ``rule.unknown``, ``rule.confirmed``.
    """
    require(desk.author, Role.ADMINISTRATOR)
    rule = check_confirmation(rule_book(desk.session), confirm)
    row = desk.session.get(RuleValue, rule.own) if rule.own is not None else None
    if row is None:
        row = _add(desk, rule)
    row.checked = True
    desk.session.flush()
    desk.journal(
        "rule.confirmed",
        text=f"{rule.zh}（{rule.key}）：{_shown(rule)}",
        record=("rule_value", row.id),
        payload={
            "key": rule.key,
            "value": plain_value(rule.value),
            "begins": rule.begins,
            "note": confirm.note.strip(),
        },
    )
    return row.id


def load_holidays(desk: Desk, load: LoadHolidays) -> int:
    """Keep a year's holidays, in the place of any that were there; returns the row's number. Needs an administrator.

    Due times that were set before stay as they are. Refused: ``holidays.source.empty``, ``holidays.same``, and every
    fault of a table (``holidays.outside``, ``holidays.makeup.holiday`` …).
    """
    require(desk.author, Role.ADMINISTRATOR)
    table = load.table
    check_holidays(rule_book(desk.session).holidays, table)
    row = holiday_year(desk.session, table.year)
    days = canonical_json(plain_table(table))
    if row is None:
        row = HolidayYear(year=table.year, days=days, source=table.source.strip())
        desk.session.add(row)
    else:
        row.days, row.source = days, table.source.strip()
    desk.session.flush()
    desk.journal(
        "holidays.loaded",
        text=f"{table.year}：{'、'.join(dict.fromkeys(name for name, _, _ in table.spans()))}",
        record=("holiday_year", row.id),
        payload={**plain_table(table), "source": row.source},
    )
    return row.id


def today_of(desk: Desk) -> date:
    """The day it is in the office's zone."""
    return desk.now.astimezone(office_settings(desk.session).zone).date()


def _add(desk: Desk, rule: Rule) -> RuleValue:
    row = RuleValue(
        key=rule.key,
        value=canonical_json(plain_value(rule.value)),
        from_on=rule.begins,
        source=rule.source,
        checked=rule.checked,
        made_at=desk.now,
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def _shown(rule: Rule | None) -> str:
    """The value in a few characters that read the same in every language."""
    if rule is None:
        return "—"
    value = plain_value(rule.value)
    shown = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{shown} {rule.unit}" if isinstance(value, int) and not isinstance(value, bool) else shown

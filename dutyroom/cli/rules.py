"""``dutyroom rules``: check the rules, show those in force. Needs no store; where there is one, its own values count."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dutyroom.cli.arguments import Commands, json_option
from dutyroom.cli.call import BAD_INPUT, OUT_OF_REACH, Call, Stop, opened, show, show_json, warn, warn_of
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.rule_book import read_rules, shipped_rules
from dutyroom.data.store import DATABASE
from dutyroom.data.verify import rule_faults
from dutyroom.rules.rule_book import ALWAYS, Rule, RuleBook
from dutyroom.rules.rule_change import plain_table
from dutyroom.rules.rule_fault import RuleFault, fault_said
from dutyroom.rules.rule_value import plain_value, value_said
from dutyroom.rules.wording import Wording
from dutyroom.rules.workdays import HolidayTable


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    rules = commands.add("rules", None, wording.say("check the rules, show those in force"))
    below = Commands(rules, "rules_command", required=True)
    parser = below.add("check", check_rules, wording.say("check the rules in force, or the files named"))
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=wording.say("files of rules (.toml) to be checked instead")
    )
    json_option(parser)
    parser = below.add("show", show_rules, wording.say("show the rules in force, and where they come from"))
    parser.options.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="DATE",
        help=wording.say("on which day, such as 2026-11-23 (default: today)"),
    )
    json_option(parser)


def check_rules(call: Call) -> int:
    """Check the files named (status 2 for a fault), otherwise what is in force here (status 3)."""
    if call.asked.files:
        book, faults = _of_files(call)
        return _checked(call, book, faults, BAD_INPUT)
    faults = rule_faults(None)
    if faults:
        return _checked(call, RuleBook({}), faults, OUT_OF_REACH)
    book, today = in_force(call)
    return _checked(call, book, book.faults, OUT_OF_REACH, today)


def show_rules(call: Call) -> int:
    """Every rule in force on a day, then the holidays of each year that has a table."""
    book, today = in_force(call)
    on: date = call.asked.on or today
    rules = book.rules(on)
    if call.wants_json:
        show_json([*(_plain(rule) for rule in rules), *(_plain_year(table) for table in book.holidays.tables)])
        return 0
    for rule in rules:
        show(_line(call, rule))
    for table in book.holidays.tables:
        show(_year_line(call, table))
    for year in book.holidays.unsure(on, on):
        show(call.say("There is no table of holidays for {year}.", year=year))
    for fault in book.faults:
        warn("dutyroom: " + fault_said(fault.what, fault.plain(), call.wording))
    return 0


def in_force(call: Call) -> tuple[RuleBook, date]:
    """The rules of the store where there is one, otherwise the shipped ones; and the office's today."""
    if not (call.folder / DATABASE).exists():
        return shipped_rules(), call.clock().astimezone(call.zone).date()
    with opened(call) as store, store.reading() as session:
        zone = office_settings(session).zone
        return rule_book(session), call.clock().astimezone(zone).date()


def _of_files(call: Call) -> tuple[RuleBook, tuple[RuleFault, ...]]:
    files: list[Path] = call.asked.files
    absent = next((path for path in files if not path.exists()), None)
    if absent is not None:
        raise Stop(call.say("{path} is not there.", path=absent))
    return read_rules(files)


def _checked(call: Call, book: RuleBook, faults: tuple[RuleFault, ...], status: int, today: date | None = None) -> int:
    on = today or date.max
    rules = book.rules(on)
    unconfirmed = [rule.key for rule in rules if not rule.checked]
    unsure = book.holidays.unsure(today, today) if today else ()
    sentences = [fault_said(fault.what, fault.plain(), call.wording) for fault in faults]
    if call.wants_json:
        problems = [{"code": f.what, "sentence": s, **f.plain()} for f, s in zip(faults, sentences, strict=True)]
        show_json(
            {
                "ok": not faults,
                "rules": len(rules),
                "unconfirmed": unconfirmed,
                "holidays": list(book.holidays.years),
                "unsure": list(unsure),
                "problems": problems,
            }
        )
        return status if faults else 0
    for sentence in sentences:
        show(sentence)
    if faults:
        warn_of(call, len(faults), sentences[0])
        return status
    show(call.say("Everything fits: {rules} rules, holidays of {years}.", rules=len(rules), years=_years(book)))
    if unconfirmed:
        show(call.say("{count} of them are not confirmed by the office yet.", count=len(unconfirmed)))
    for year in unsure:
        show(call.say("There is no table of holidays for {year}.", year=year))
    return 0


def _years(book: RuleBook) -> str:
    return ", ".join(map(str, book.holidays.years)) or "—"


def _plain(rule: Rule) -> dict[str, Any]:
    return {
        "key": rule.key,
        "value": plain_value(rule.value),
        "unit": rule.unit,
        "name": {"zh": rule.zh, "en": rule.en},
        "source": rule.source,
        "checked": rule.checked,
        "since": rule.begins.isoformat() if rule.begins > ALWAYS else None,
        "own": rule.own is not None,
    }


def _plain_year(table: HolidayTable) -> dict[str, Any]:
    return {
        "key": f"holidays.{table.year}",
        "value": plain_table(table),
        "unit": "holidays",
        "name": {"zh": f"{table.year}年节假日", "en": f"Holidays of {table.year}"},
        "source": table.source,
        "checked": table.checked,
        "since": None,
        "own": table.own,
    }


def _line(call: Call, rule: Rule) -> str:
    said = value_said(rule.value, rule.unit, call.wording)
    confirmed = "" if rule.checked else call.say("(not confirmed)")
    since = call.say("since {day}", day=rule.begins.isoformat()) if rule.begins > ALWAYS else ""
    own = call.say("(the office's own)") if rule.own is not None else ""
    parts = (rule.key, rule.name(call.wording.language), said, confirmed, since, own, rule.source)
    return "  ".join(part for part in parts if part)


def _year_line(call: Call, table: HolidayTable) -> str:
    spans = [f"{name} {first:%m-%d}–{last:%m-%d}" for name, first, last in table.spans()]
    makeup = call.say("worked: {days}", days=", ".join(f"{day:%m-%d}" for day in table.makeup)) if table.makeup else ""
    parts = (f"holidays.{table.year}", ", ".join(spans), makeup, table.source)
    return "  ".join(part for part in parts if part)

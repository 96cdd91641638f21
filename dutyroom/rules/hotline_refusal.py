"""What is not accepted: where the caller is told to turn to; and those who take a call at once, with their units.

The addresses are values of rules (``hotline.turn_to.…``), so that each office states its own.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from dutyroom.rules.hotline import Refused
from dutyroom.rules.rule_book import RuleBook

TURN_TO: Final = "hotline.turn_to."
TRANSFER: Final = "hotline.transfer"
TRANSFER_UNITS: Final = "hotline.transfer_units"
_IS: Final = ("=", "＝")


def turn_to_of(book: RuleBook, reason: str, on: date) -> str:
    """Where a caller is told to turn to for a reason of not accepting; empty where there is nobody else."""
    rule = book.rule(f"{TURN_TO}{reason}", on)
    return rule.value if rule is not None and isinstance(rule.value, str) else ""


def turns(book: RuleBook, on: date) -> dict[str, str]:
    """The same for every reason that has somebody."""
    found = {reason.value: turn_to_of(book, reason, on) for reason in Refused}
    return {reason: told for reason, told in found.items() if told}


def transfer_units(book: RuleBook, on: date) -> dict[str, str]:
    """Those who take a call at once, in the order of the rule, each with its unit; empty where none is named."""
    named: dict[str, str] = {}
    for word in book.words(TRANSFER_UNITS, on):
        for sign in _IS:
            name, found, unit = word.partition(sign)
            if found:
                named[name.strip()] = unit.strip()
                break
    return {name: named.get(name, "") for name in book.words(TRANSFER, on)}


def own_number(name: str) -> str:
    """The number that a name is itself: 110, 119, 120, 122; empty for 供水."""
    return name if name.isdecimal() else ""

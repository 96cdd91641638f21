"""The rule book: every rule with its versions by the day they begin, and the holidays. Frozen; made by the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Final

from dutyroom.rules.limits import Limit, is_limit_unit
from dutyroom.rules.office_hours import OfficeHours
from dutyroom.rules.rule_fault import RuleFault
from dutyroom.rules.rule_value import Value
from dutyroom.rules.workdays import Holidays, HolidayTable

ALWAYS: Final = date.min
"""The begin of a value that holds for everything before any other."""
NO_HOLIDAYS: Final = Holidays()
HOURS: Final = ("office.day_start", "paper_flow.noon", "office.day_end", "paper_flow.hand_to_documents")
"""The rules that are the office's hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One value of a rule, from the day it begins.

    ``source`` is the regulation it comes from, or the office's reason; ``checked`` says whether somebody has
    confirmed it. ``own`` is the number of the office's value in the store, None where it came with the program.
    """

    key: str
    value: Value
    unit: str
    zh: str
    en: str
    source: str
    checked: bool = False
    begins: date = ALWAYS
    own: int | None = None

    def name(self, language: str) -> str:
        """What the rule is called in a language."""
        return self.en if language == "en" else self.zh

    @property
    def group(self) -> str:
        """The first part of the key: urgency, supervise …"""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules. Asked with the day a matter began, a rule keeps the value it had then.

    ``faults`` are values of the office's own that no longer fit a rule; in their place the shipped value holds.
    """

    versions: Mapping[str, tuple[Rule, ...]]
    holidays: Holidays = NO_HOLIDAYS
    faults: tuple[RuleFault, ...] = ()

    @classmethod
    def of(cls, rules: Iterable[Rule], holidays: Holidays, faults: tuple[RuleFault, ...] = ()) -> RuleBook:
        """A book of these rules, in the order in which their keys first come; of two that begin on the same day
        the later one counts."""
        versions: dict[str, dict[date, Rule]] = {}
        for rule in rules:
            versions.setdefault(rule.key, {})[rule.begins] = rule
        ordered = {key: tuple(found[day] for day in sorted(found)) for key, found in versions.items()}
        return cls(MappingProxyType(ordered), holidays, faults)

    def with_own(
        self, rules: Iterable[Rule], tables: Iterable[HolidayTable], faults: tuple[RuleFault, ...] = ()
    ) -> RuleBook:
        """The book with the office's own values and years put over the shipped ones."""
        shipped = [rule for found in self.versions.values() for rule in found]
        years = {table.year: table for table in (*self.holidays.tables, *tables)}
        return RuleBook.of([*shipped, *rules], Holidays(tuple(years.values())), (*self.faults, *faults))

    def rule(self, key: str, on: date) -> Rule | None:
        """The rule as it is in force on a day; None where there is none."""
        begun = [rule for rule in self.versions.get(key, ()) if rule.begins <= on]
        return begun[-1] if begun else None

    def upcoming(self, key: str, on: date) -> Rule | None:
        """The next value of a rule that begins after a day."""
        return next((rule for rule in self.versions.get(key, ()) if rule.begins > on), None)

    def rules(self, on: date) -> tuple[Rule, ...]:
        """Every rule in force on a day, in the order of the files."""
        found = (self.rule(key, on) for key in self.versions)
        return tuple(rule for rule in found if rule is not None)

    def limit(self, key: str, on: date) -> Limit | None:
        """The limit that a rule sets; None where there is no such rule or it sets none."""
        rule = self.rule(key, on)
        if rule is None or not isinstance(rule.value, int) or not is_limit_unit(rule.unit):
            return None
        return Limit(rule.value, rule.unit, rule.key, rule.source, rule.checked)

    def number(self, key: str, on: date) -> int:
        """The number of a rule that the program is shipped with; raises ``KeyError`` where it is none."""
        value = self._value(key, on)
        if not isinstance(value, int) or isinstance(value, bool):
            raise KeyError(key)
        return value

    def flag(self, key: str, on: date) -> bool:
        """Yes or no; raises ``KeyError`` as :meth:`number`."""
        value = self._value(key, on)
        if not isinstance(value, bool):
            raise KeyError(key)
        return value

    def text(self, key: str, on: date) -> str:
        """A text; raises ``KeyError`` as :meth:`number`."""
        value = self._value(key, on)
        if not isinstance(value, str):
            raise KeyError(key)
        return value

    def words(self, key: str, on: date) -> tuple[str, ...]:
        """Words in their order; raises ``KeyError`` as :meth:`number`."""
        value = self._value(key, on)
        if not isinstance(value, tuple):
            raise KeyError(key)
        return value

    def clock(self, key: str, on: date) -> time:
        """A time of day; raises ``KeyError`` as :meth:`number`."""
        value = self._value(key, on)
        if not isinstance(value, time):
            raise KeyError(key)
        return value

    def hours(self, on: date) -> OfficeHours:
        """The office's hours of a day."""
        start, noon, end, documents = (self.clock(key, on) for key in HOURS)
        return OfficeHours(start=start, noon=noon, end=end, documents=documents)

    def _value(self, key: str, on: date) -> Value:
        rule = self.rule(key, on)
        if rule is None:
            raise KeyError(key)
        return rule.value

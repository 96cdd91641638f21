"""What can be wrong with a rule file or with the office's own values, with the place where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dutyroom.rules import rule_value
from dutyroom.rules.wording import Wording, mark

FAULTS: Final[dict[str, str]] = {
    **rule_value.SENTENCES,
    "rules.none": mark("There are no rules here."),
    "rules.unreadable": mark("The file cannot be read: {detail}."),
    "rules.large": mark("The file is too large to hold rules."),
    "rules.encoding": mark("This is no text in UTF-8."),
    "rules.toml": mark("This is no TOML: {detail}."),
    "rules.table.unknown": mark("“{key}” does not belong here: a file holds [[rule]], or year and [[holiday]]."),
    "rules.table.type": mark("Write it as [[{key}]], once for each."),
    "rules.key.missing": mark("The rule has no key."),
    "rules.key.form": mark("“{key}” is no key; write words joined by dots, such as supervise.paper."),
    "rules.key.twice": mark("The key stands already in {other}, line {other_line}."),
    "rules.field.missing": mark("“{field}” is missing."),
    "rules.field.unknown": mark("“{field}” is not known here."),
    "rules.field.type": mark("“{field}” cannot be {value}."),
    "rules.source.missing": mark("The source is missing: name the regulation, or K for common practice."),
    "rules.unit.unknown": mark("The unit “{value}” is not known; use one of {units}."),
    "rules.unit.changed": mark("The unit is {value}, but {other_unit} in {other}."),
    "rules.hours.order": mark("The office's hours are not in order: it begins before noon, ends after it, and takes papers in between."),
    "holidays.none": mark("There are no holidays of a year here."),
    "holidays.year.range": mark("{value} is no year that can be meant."),
    "holidays.year.name": mark("The file's name says {named}, but its year is {year}."),
    "holidays.year.twice": mark("The year {year} stands already in {other}."),
    "holidays.empty": mark("The year {year} has no holiday."),
    "holidays.name.empty": mark("A holiday has no name."),
    "holidays.outside": mark("{day} does not lie in {year}."),
    "holidays.order": mark("{last} comes before {first}."),
    "holidays.long": mark("{count} days are more than a holiday has."),
    "holidays.twice": mark("{day} is {other} already."),
    "holidays.makeup.holiday": mark("{day} cannot be made a working day: it is {other}."),
    "holidays.makeup.weekday": mark("{day} cannot be made a working day: it is neither Saturday nor Sunday."),
    "holidays.makeup.twice": mark("{day} is made a working day twice."),
    "own.value.unknown": mark("The office's own value: there is no such rule any more, nothing uses it."),
    "own.value.unfit": mark("The office's own value no longer fits the rule; the shipped one holds. Set it anew in Settings."),
    "own.holidays.unfit": mark("The holidays that the office loaded cannot be used. Load them again in Settings."),
}  # fmt: skip
"""Whole sentences, without the place; :func:`fault_said` puts it in front."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFault:
    """One thing that is wrong: in which file, at which line, with which key; ``what`` is a code of :data:`FAULTS`.

    Of the office's own values ``file`` is the table and ``line`` the row's number.
    """

    file: str
    line: int
    key: str
    what: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The place and the facts in one, as a sentence and JSON take them."""
        return {"file": self.file, "line": self.line, "key": self.key, **self.facts}


def fault_said(what: str, facts: Mapping[str, object], wording: Wording) -> str:
    """The sentence of a fault; the place goes in front as far as the facts name it: file, line, key."""
    sentence = wording.say(FAULTS[what], **facts)
    if facts.get("file") and facts.get("key"):
        return wording.say(mark("{file}, line {line}, {key}: {fault}"), **{**facts, "fault": sentence})
    if facts.get("file"):
        return wording.say(mark("{file}, line {line}: {fault}"), **{**facts, "fault": sentence})
    if facts.get("line"):
        return wording.say(mark("Line {line}: {fault}"), **{**facts, "fault": sentence})
    return sentence

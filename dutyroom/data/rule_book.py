"""Loading the rules: the files that are shipped, once; a year's holidays from a file that somebody brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from dutyroom.data.resources import resource_path
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.rule_fault import RuleFault
from dutyroom.rules.rule_file import RuleFile, make_rule_book, read_rule_file
from dutyroom.rules.workdays import HolidayTable

MOST_BYTES: Final = 1_000_000
"""A rule file has some kilobytes; whatever is larger is something else."""


@cache
def shipped_rules() -> RuleBook:
    """The rules that the program is shipped with; read and validated at the first call.

    Raises ``Trouble`` that names file, line and key of the first fault.
    """
    return load_rules(resource_path("rules"))


def load_rules(folder: Path) -> RuleBook:
    """The rules of a folder; raises ``Trouble`` for the first fault."""
    book, faults = read_rules(rule_files(folder))
    for fault in faults:
        raise Trouble(fault.what, **fault.plain())
    return book


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder in the order in which they are read."""
    return sorted(folder.glob("*.toml"))


def read_rules(paths: list[Path]) -> tuple[RuleBook, tuple[RuleFault, ...]]:
    """The book of these files, and everything that is wrong with them."""
    return make_rule_book([_read(path) for path in paths])


def read_holiday_file(path: Path) -> HolidayTable:
    """A year's holidays from a file in TOML. Raises ``Refusal`` that names file, line and key."""
    read = _read(path)
    for fault in read.faults:
        raise Refusal(fault.what, field="text", **fault.plain())
    if read.year is None:
        raise Refusal("holidays.none", field="text", file=path.name, line=1)
    return read.year[1]


def _read(path: Path) -> RuleFile:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return _unread(path, "rules.unreadable", detail=error.strerror or type(error).__name__)
    if len(content) > MOST_BYTES:
        return _unread(path, "rules.large")
    try:
        return read_rule_file(path.name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _unread(path, "rules.encoding", line=content.count(b"\n", 0, error.start) + 1)


def _unread(path: Path, what: str, *, line: int = 1, **facts: object) -> RuleFile:
    return RuleFile(path.name, faults=(RuleFault(file=path.name, line=line, key="", what=what, facts=facts),))

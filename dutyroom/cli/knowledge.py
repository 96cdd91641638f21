"""``dutyroom import knowledge|hotline-classes``: the shelf and the table of classes from a table, a line for every row left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.hotline_classes import ImportClasses, import_classes
from dutyroom.actions.knowledge_import import ImportKnowledge, import_knowledge
from dutyroom.cli.call import Call, Stop, opened, show, show_json, writer
from dutyroom.cli.matters_in import NOTHING_IN
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

KNOWLEDGE: Final = "knowledge"
CLASSES: Final = "hotline-classes"
_WORDS: Final = {
    "added": mark("added"),
    "changed": mark("changed"),
    "withdrawn": mark("withdrawn"),
    "same": mark("already there"),
    "skipped": mark("left out"),
}


class _Outcome(Protocol):
    """What both kinds of row have in common."""

    @property
    def row(self) -> int: ...
    @property
    def sheet(self) -> str: ...
    @property
    def result(self) -> str: ...
    @property
    def reason(self) -> Refusal | None: ...


def import_shelf(call: Call, chosen: Mapping[str, str | None] | None) -> int:
    """Import the file, or say what importing it would do."""
    asked = call.asked
    content = _read(call, asked.file)
    with opened(call, create=True) as store, store.desk(writer(call, store)) as desk:
        if asked.register == KNOWLEDGE:
            wish = ImportKnowledge(file=asked.file.name, chosen=chosen, dry_run=asked.dry_run)
            table = import_knowledge(desk, content, wish)
            _tell(call, table.outcomes, lambda each: each.question, dict(table.columns))
        else:
            outcomes = import_classes(desk, content, ImportClasses(file=asked.file.name, dry_run=asked.dry_run))
            _tell(call, outcomes, lambda each: f"{each.code} {each.name}".strip(), {})
    return 0


def _tell(
    call: Call, outcomes: Sequence[_Outcome], name: Callable[[Any], str], columns: Mapping[str, str | None]
) -> None:
    """Say what became of the rows; raises ``Stop`` where every one was left out, so that nothing is written."""
    counts = {result: sum(each.result == result for each in outcomes) for result in _WORDS}
    lines = [(each, name(each), _reasons(call, each)) for each in outcomes]
    if call.wants_json:
        told = [
            {"row": each.row, "title": title, "reason": why} | ({"sheet": each.sheet} if each.sheet else {})
            for each, title, why in lines
            if each.result == "skipped"
        ]
        remarks = [
            {"row": each.row, "title": title, "reason": why}
            for each, title, why in lines
            if why and each.result != "skipped"
        ]
        rest = {result: count for result, count in counts.items() if result != "skipped"}
        show_json({"rows": len(outcomes), **rest, "skipped": told, "remarks": remarks, "map": dict(columns)})
    else:
        for heading, kind in columns.items():
            if kind is None:
                show(call.say("The column “{heading}” is left out.", heading=heading))
        for each, title, why in lines:
            if why:
                where = f"{each.sheet} {each.row}".strip()
                show("  ".join((where, call.say(_WORDS[each.result]), title, why)))
        words = [f"{count} {call.say(_WORDS[result])}" for result, count in counts.items() if count]
        rows = call.say("{count} rows", count=len(outcomes))
        show(f"{rows}: " + ", ".join(words) if words else rows)
        if call.asked.dry_run:
            show(call.say("Nothing was changed."))
    if outcomes and counts["skipped"] == len(outcomes):
        raise Stop(call.say(NOTHING_IN, count=len(outcomes), reason=lines[0][2]))


def _reasons(call: Call, outcome: _Outcome) -> str:
    refusals = (outcome.reason, getattr(outcome, "remark", None))
    return " ".join(said(each, call.wording, call.zone) for each in refusals if each is not None)


def _read(call: Call, path: Path) -> ContactFile:
    with Reader() as reader:
        reading = reader.read_table(path)
    if reading.contacts is None:
        reason = said_of_file(reading.detail, dict(reading.facts), call.wording, call.zone)
        raise Stop(call.say("{path}: {reason}", path=path.name, reason=reason))
    return reading.contacts

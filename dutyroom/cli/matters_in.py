"""``dutyroom import notices|incidents|matters|hotline``: a register as an export writes it, or as an office keeps it in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from dutyroom.actions import hotline_import
from dutyroom.actions.column_maps import as_remembered
from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.hotline_import import import_cases, import_cases_slice, propose_cases, read_cases
from dutyroom.actions.incident_import import (
    SLICE,
    Brought,
    Row,
    import_incidents_slice,
    propose_incidents,
    read_incidents,
)
from dutyroom.actions.matter_import import (
    ImportRows,
    Outcome,
    Said,
    Seen,
    count_results,
    how_to_read,
    import_rows,
    import_rows_slice,
    is_further_copy,
    propose_rows,
    read_rows,
)
from dutyroom.cli.call import Call, Stop, opened, show, show_json, writer
from dutyroom.data.store import Store
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.hotline_import import CASES
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_import import RESULT_WORDS
from dutyroom.rules.matter_table import MATTERS, MatterTable
from dutyroom.rules.officer import Author
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

REGISTERS: Final[Mapping[str, MatterKind]] = {
    "notices": MatterKind.NOTICE,
    "incidents": MatterKind.INCIDENT,
    "matters": MatterKind.NOTICE,
    "hotline": MatterKind.HOTLINE,
}
"""What can be brought in, and the kind of a row that does not say its own."""
_SHOWN_MOST: Final = 60
NOTHING_IN: Final = mark("Every one of the {count} rows was left out; the first: {reason}")


def import_matters(call: Call, chosen: Mapping[str, str | None] | None) -> int:
    """Import the file, or say what importing it would do."""
    asked = call.asked
    content = _read(call, asked.file)
    if REGISTERS[asked.register] is MatterKind.HOTLINE:
        table, outcomes = _hotline(call, content, chosen)
        return _tell(call, table, outcomes)
    with opened(call, create=True) as store:
        author = writer(call, store)
        with store.reading() as session:
            how = how_to_read(session, REGISTERS[asked.register], store.clock())
            if how.kind is MatterKind.INCIDENT:
                table, incidents = read_incidents(content, how, chosen)
                outcomes = propose_incidents(session, incidents) if asked.dry_run else ()
            else:
                if chosen is None:
                    content, chosen = as_remembered(session, "matters", content, MATTERS)
                table, rows = read_rows(content, how, chosen)
                wish = ImportRows(file=asked.file.name, rows=rows, link=asked.link)
                outcomes = propose_rows(session, wish) if asked.dry_run else ()
        if not asked.dry_run and how.kind is MatterKind.INCIDENT:
            outcomes = _import_incidents(store, author, incidents, asked.file.name)
        elif not asked.dry_run:
            outcomes = _import(store, author, wish)
    return _tell(call, table, outcomes)


def _hotline(
    call: Call, content: ContactFile, chosen: Mapping[str, str | None] | None
) -> tuple[MatterTable, tuple[Outcome, ...]]:
    """Cases of the mayor's telephone: what importing them would do, or what it did."""
    asked = call.asked
    with opened(call, create=True) as store:
        author = writer(call, store)
        with store.reading() as session:
            if chosen is None:
                content, chosen = as_remembered(session, "hotline", content, CASES)
            table, rows = read_cases(content, hotline_import.how_to_read(session, store.clock()), chosen)
            if asked.dry_run:
                return table, propose_cases(session, rows)

        def keep(some: tuple[hotline_import.Row, ...], brought: hotline_import.Brought) -> tuple[Outcome, ...]:
            with store.desk(author) as desk:
                return import_cases_slice(desk, some, asked.file.name, brought)

        return table, import_cases(keep, rows)


def _tell(call: Call, table: MatterTable, outcomes: tuple[Outcome, ...]) -> int:
    outcomes = tuple(replace(outcome, field=table.headings.get(outcome.field, outcome.field)) for outcome in outcomes)
    if call.wants_json:
        show_json(_plain(call, table, outcomes))
    else:
        _show(call, table, outcomes)
    if outcomes and all(outcome.result == "skipped" for outcome in outcomes):
        raise Stop(call.say(NOTHING_IN, count=len(outcomes), reason=" ".join(_reasons(call, outcomes[0]))))
    return 0


def _read(call: Call, path: Path) -> ContactFile:
    with Reader() as reader:
        reading = reader.read_table(path)
    if reading.contacts is None:
        reason = said_of_file(reading.detail, dict(reading.facts), call.wording, call.zone)
        raise Stop(call.say("{path}: {reason}", path=path.name, reason=reason))
    return reading.contacts


def _import(store: Store, author: Author, wish: ImportRows) -> tuple[Outcome, ...]:
    def keep(rows: ImportRows, seen: Seen) -> tuple[Outcome, ...]:
        with store.desk(author) as desk:
            return import_rows_slice(desk, rows, seen)

    return import_rows(keep, wish)


def _import_incidents(store: Store, author: Author, rows: tuple[Row, ...], file: str) -> tuple[Outcome, ...]:
    brought, done = Brought(), list[Outcome]()
    for start in range(0, len(rows), SLICE):
        with store.desk(author) as desk:
            done += import_incidents_slice(desk, rows[start : start + SLICE], file, brought)
    return tuple(done)


def _worded(call: Call, words: Said) -> str:
    code, facts = words
    named: dict[str, Any] = dict(facts)
    return said(Refusal(code, **named), call.wording, call.zone)


def _reasons(call: Call, outcome: Outcome) -> list[str]:
    """Why, and what to do about it."""
    reasons = [_worded(call, words) for words in (*([outcome.reason] if outcome.reason else []), *outcome.remarks)]
    if is_further_copy(outcome):
        reasons.append(call.say("With --link it is kept as another copy, linked to that one."))
    return reasons


def _plain(call: Call, table: MatterTable, outcomes: tuple[Outcome, ...]) -> dict[str, Any]:
    counts = count_results(outcomes)
    return {
        "rows": len(outcomes),
        "imported": counts["imported"],
        "linked": counts["linked"],
        "same": counts["same"],
        "skipped": [_line(call, outcome) for outcome in outcomes if outcome.result == "skipped"],
        "remarks": [_line(call, outcome) for outcome in outcomes if outcome.remarks],
        "map": dict(table.columns),
    }


def _line(call: Call, outcome: Outcome) -> dict[str, Any]:
    line: dict[str, Any] = {"row": outcome.row, "title": outcome.title}
    known = {"sheet": outcome.sheet, "field": outcome.field, "value": outcome.value, "number": outcome.number}
    line |= {name: value for name, value in known.items() if value}
    return line | {"reason": " ".join(_reasons(call, outcome))}


def _show(call: Call, table: MatterTable, outcomes: tuple[Outcome, ...]) -> None:
    for heading, kind in table.columns.items():
        if kind is None:
            show(call.say("The column “{heading}” is left out.", heading=heading))
    for outcome in outcomes:
        if outcome.result in ("skipped", "same") or outcome.remarks:
            show("  ".join(_parts(call, outcome)))
    counts = count_results(outcomes)
    words = [f"{counts[result]} {call.say(word)}" for result, word in RESULT_WORDS.items() if counts[result]]
    rows = call.say("{count} rows", count=len(outcomes))
    show(f"{rows}: " + ", ".join(words) if words else rows)
    if call.asked.dry_run:
        show(call.say("Nothing was changed."))


def _parts(call: Call, outcome: Outcome) -> list[str]:
    where = f"{outcome.field}: {_short(outcome.value)}" if outcome.field and outcome.value else outcome.field
    parts = [f"{outcome.sheet} {outcome.row}".strip(), call.say(RESULT_WORDS[outcome.result]), _short(outcome.title)]
    return [part for part in (*parts, where, *_reasons(call, outcome)) if part]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_MOST else line[: _SHOWN_MOST - 1] + "…"

"""Bringing incidents in from a table: first a proposal that changes nothing, then what is new, an entry each.

What a table of former incidents says starts no clock: the limits of reporting begin when one is graded here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dutyroom.actions.incidents import record_incident
from dutyroom.actions.matter_import import SLICE, Outcome
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.matter_known import matter_numbered, matters_received
from dutyroom.data.queries.units import unit_rows
from dutyroom.data.reading import Session
from dutyroom.data.tables import MatterStep
from dutyroom.readers.document import ContactFile
from dutyroom.rules.directory import KEEPERS
from dutyroom.rules.entry import Kind
from dutyroom.rules.fold import fold
from dutyroom.rules.incident_import import INCIDENTS, ImportedIncident, read_incident
from dutyroom.rules.matter import MatterKind, State, StepKind
from dutyroom.rules.matter_import import Reading, RowFault
from dutyroom.rules.matter_table import MatterTable, read_tables
from dutyroom.rules.officer import require

Row = ImportedIncident | RowFault
__all__ = ["SLICE", "Brought", "import_incidents_slice", "propose_incidents", "read_incidents"]


@dataclass(slots=True)
class Brought:
    """What earlier rows of the same file were; kept from slice to slice."""

    titles: set[tuple[object, str]] = field(default_factory=set)


def read_incidents(
    file: ContactFile, how: Reading, chosen: Mapping[str, str | None] | None = None
) -> tuple[MatterTable, tuple[Row, ...]]:
    """The rows of a file as it was read. Raises ``Refusal`` without headings."""
    table = read_tables(file.sheets, chosen, INCIDENTS)
    return table, tuple(read_incident(record, how) for record in table.records)


def propose_incidents(session: Session, rows: tuple[Row, ...]) -> tuple[Outcome, ...]:
    """What importing these rows would do; nothing is changed."""
    brought = Brought()
    return tuple(_decided(session, row, brought) for row in rows)


def import_incidents_slice(desk: Desk, rows: tuple[Row, ...], file: str, brought: Brought) -> tuple[Outcome, ...]:
    """Import some rows in one transaction; decided anew on what the register holds now."""
    require(desk.author, *KEEPERS)
    units = {fold(unit.name): unit.id for unit in unit_rows(desk.session)}
    found = []
    for row in rows:
        outcome = _decided(desk.session, row, brought)
        if isinstance(row, ImportedIncident) and outcome.result == "imported":
            outcome = _written(desk, row, file, units, outcome)
        found.append(outcome)
    return tuple(found)


def _decided(session: Session, row: Row, brought: Brought) -> Outcome:
    if isinstance(row, RowFault):
        return Outcome.of_fault(row)
    kind = MatterKind.INCIDENT
    same = next((o for o in matters_received(session, kind, row.received_at) if fold(o.title) == fold(row.title)), None)
    usual = {"row": row.row, "sheet": row.sheet, "title": row.title}
    if same is not None:
        reason = ("import.matter.same", (("number", same.number),))
        return Outcome(**usual, result="same", number=same.number, id=same.id, reason=reason)  # type: ignore[arg-type]  # as they are named
    key = (row.received_at, fold(row.title))
    if key in brought.titles:
        return Outcome(**usual, result="same", reason=("import.matter.twice", (("row", row.row), ("title", row.title))))  # type: ignore[arg-type]  # as they are named
    brought.titles.add(key)
    return Outcome(**usual, result="imported")  # type: ignore[arg-type]  # as they are named


def _written(desk: Desk, row: ImportedIncident, file: str, units: Mapping[str, int], outcome: Outcome) -> Outcome:
    """One incident as its row says, with one entry of the program's own kind."""
    facts = row.incident
    asked = replace(facts, area_id=units.get(fold(facts.area)), source_id=units.get(fold(facts.source)))
    kept = row.numbered
    if kept is not None and matter_numbered(desk.session, MatterKind.INCIDENT, *kept) is not None:
        kept = None
    matter, _ = record_incident(desk, asked, row.received_at, numbered=kept)
    matter.state = row.state.value
    if row.state is not State.RECEIVED:
        matter.closed_at = row.received_at
    desk.session.add(
        MatterStep(
            matter_id=matter.id,
            kind=StepKind.RECEIVE.value,
            happened_at=row.received_at,
            author_id=desk.author.id,
            author=desk.author.name,
            entry_seq=desk.next_seq,
        )
    )
    desk.session.flush()
    index_matter(desk.session, matter.id)
    payload = {"file": file, "row": row.row, "sheet": row.sheet, "state": row.state, "grade": facts.grade}
    desk.journal(
        "matter.imported",
        text=f"{matter.number} {matter.title}",
        kind=Kind.SYSTEM,
        happened_at=row.received_at,
        record=("matter", matter.id),
        unit=matter.source or None,
        payload={name: value for name, value in payload.items() if value},
    )
    return replace(outcome, number=matter.number, id=matter.id)

"""Bringing cases of the mayor's telephone in from a workbook: first a proposal, then what is new, an entry each.

What a table of former cases says starts no clock but the one to close what is open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.actions.clocks import start_clock
from dutyroom.actions.hotline_rows import call_values, callers_in, case_row, matter_row, zone_of
from dutyroom.actions.matter_import import Outcome, Said
from dutyroom.data.desk import Desk
from dutyroom.data.hotline_index import index_case
from dutyroom.data.queries.directory import units_by_name
from dutyroom.data.queries.hotline_callers import knows_class
from dutyroom.data.queries.hotline_known import HeldCase, case_outside, cases_received, code_of_class
from dutyroom.data.queries.matter_known import matter_numbered
from dutyroom.data.queries.matters import next_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.reading import Session
from dutyroom.data.tables import Assignment, HotlineCall, HotlineCase, Matter, MatterStep
from dutyroom.readers.document import ContactFile
from dutyroom.rules.directory import KEEPERS
from dutyroom.rules.entry import Kind
from dutyroom.rules.fold import fold
from dutyroom.rules.hotline_import import CASES, How, ImportedCase, read_case
from dutyroom.rules.hotline_privacy import masked_text
from dutyroom.rules.matter import Duty, MatterKind, Progress, State, StepKind
from dutyroom.rules.matter import Role as UnitRole
from dutyroom.rules.matter_clock import BY_HAND, ClockStart
from dutyroom.rules.matter_import import RowFault
from dutyroom.rules.matter_table import MatterTable, read_tables
from dutyroom.rules.officer import Role, require

SLICE = 3
"""So many rows go into one transaction: what is written beside an import waits less than 50 ms for it."""
Row = ImportedCase | RowFault
_PROGRESS: Final = {State.ASSIGNED: Progress.ASSIGNED, State.IN_HAND: Progress.SIGNED}


@dataclass(slots=True)
class Brought:
    """What earlier rows of the same file were; kept from slice to slice."""

    outside: dict[str, int] = field(default_factory=dict)
    said: dict[tuple[datetime, str], int] = field(default_factory=dict)


def how_to_read(session: Session, now: datetime) -> How:
    """How rows are read here."""
    return How(now=now, zone=office_settings(session).zone)


def read_cases(
    file: ContactFile, how: How, chosen: Mapping[str, str | None] | None = None
) -> tuple[MatterTable, tuple[Row, ...]]:
    """The rows of all sheets that have headings. Raises ``Refusal`` where none has."""
    table = read_tables(file.sheets, chosen, CASES)
    return table, tuple(read_case(record, how) for record in table.records)


def propose_cases(session: Session, rows: tuple[Row, ...], brought: Brought | None = None) -> tuple[Outcome, ...]:
    """What importing these rows would do; nothing is changed."""
    brought = brought or Brought()
    return tuple(_decided(session, row, brought) for row in rows)


def import_cases_slice(desk: Desk, rows: tuple[Row, ...], file: str, brought: Brought) -> tuple[Outcome, ...]:
    """Import some rows in one transaction; decided anew on what the register holds now."""
    require(desk.author, *KEEPERS, Role.HOTLINE)
    units, zone = units_by_name(desk.session), zone_of(desk)
    found = []
    for row in rows:
        outcome = _decided(desk.session, row, brought)
        if isinstance(row, ImportedCase) and outcome.result == "imported":
            matter = _write(desk, row, file, units, zone)
            outcome = replace(outcome, number=matter.number, id=matter.id)
        found.append(outcome)
    return tuple(found)


def import_cases(
    keep: Callable[[tuple[Row, ...], Brought], tuple[Outcome, ...]],
    rows: tuple[Row, ...],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Outcome, ...]:
    """Import all rows, some at a time; ``keep`` runs :func:`import_cases_slice` in a transaction of its own."""
    brought, done = Brought(), list[Outcome]()
    for start in range(0, len(rows), SLICE):
        if cancelled():
            break
        done += keep(rows[start : start + SLICE], brought)
        if progress is not None:
            progress(len(done), len(rows))
    return tuple(done)


def _decided(session: Session, row: Row, brought: Brought) -> Outcome:
    if isinstance(row, RowFault):
        return Outcome.of_fault(row)
    usual = Outcome(row=row.row, sheet=row.sheet, title=row.title, result="same")
    outside, said = row.call.outside_number, (row.received_at, fold(row.call.text or row.call.title))
    former = brought.outside.get(outside) if outside else brought.said.get(said)
    if former is not None:
        return replace(usual, reason=_said("matter.twice", row=former, title=row.title))
    held = _held(session, row)
    if held is not None:
        changed = _changed(row, held)
        if not changed:
            return replace(usual, number=held.number, id=held.id, reason=_said("matter.same", number=held.number))
        reason = _said("hotline.changed", number=held.number, what="、".join(changed))
        return replace(usual, result="skipped", number=held.number, id=held.id, field=changed[0], reason=reason)
    if outside:
        brought.outside[outside] = row.row
    brought.said[said] = row.row
    remarks: tuple[Said, ...] = tuple((code, ()) for code in row.remarks)
    if (row.class_name or row.call.code) and not _class(session, row):
        remarks = (*remarks, _said("hotline.class"))
    return replace(usual, result="imported", remarks=remarks)


def _said(code: str, **facts: object) -> Said:
    return f"import.{code}", tuple(facts.items())


def _held(session: Session, row: ImportedCase) -> HeldCase | None:
    """The case that the row is, registered before: by its outside number, or by when it came and what was said."""
    if row.call.outside_number:
        return case_outside(session, row.call.outside_number)
    wanted = fold(row.call.text or row.call.title)
    return next(
        (case for case in cases_received(session, row.received_at) if fold(case.text or case.title) == wanted), None
    )


def _changed(row: ImportedCase, held: HeldCase) -> list[str]:
    """In what the row differs from the case as it stands; what the row does not say is no difference."""
    pairs = (
        ("received_at", row.received_at, held.received_at),
        ("demand", row.call.demand if "import.hotline.demand" not in row.remarks else "", held.demand),
        ("title", row.call.title, held.title),
        ("text", row.call.text, held.text),
        ("lead", row.lead, held.lead),
        ("answer", row.call.answer, held.answer),
    )
    found = [name for name, new, old in pairs if new and new != old]
    # A case that went on here is not taken back by an older workbook, nor is it the same as a newer one.
    return [*found, "state"] if row.state is State.CLOSED and held.state != State.CLOSED else found


def _class(session: Session, row: ImportedCase) -> str:
    code = row.call.code or (code_of_class(session, row.class_name) if row.class_name else "")
    return code if code and knows_class(session, code) else ""


def _write(desk: Desk, row: ImportedCase, file: str, units: Mapping[str, int], zone: ZoneInfo) -> Matter:
    """One case as its row says, with one entry of the program's own kind."""
    call = replace(row.call, code=_class(desk.session, row))
    call = replace(call, area_id=units.get(fold(call.area)))
    matter = matter_row(call, row.received_at, *_numbered(desk, row, zone))
    matter.state, matter.lead, matter.lead_id = row.state.value, row.lead, units.get(fold(row.lead))
    who = callers_in(call)
    if not row.is_open:
        matter.closed_at, matter.outcome = row.closed_at or row.received_at, masked_text(call.answer, *who)
    desk.session.add(matter)
    desk.session.flush()
    case = case_row(matter, call)
    _tell(case, row)
    values = call_values(call)
    caller = HotlineCall(matter_id=matter.id, called_at=row.received_at, entry_seq=desk.next_seq, **values)
    desk.session.add_all((case, caller))
    _keep_lead(desk, matter, row)
    if row.is_open:
        start_clock(desk, matter, ClockStart(duty=Duty.CLOSE, due_at=row.due_at, rule_key=BY_HAND))
        matter.due_at = row.due_at
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
    index_case(desk.session, matter.id)
    _write_entry(desk, matter, row, file)
    return matter


def _write_entry(desk: Desk, matter: Matter, row: ImportedCase, file: str) -> None:
    outside = row.call.outside_number
    facts = {"outside_number": outside, "state": row.state.value, "lead": row.lead, "sheet": row.sheet}
    desk.journal(
        "matter.imported",
        text=f"{matter.number} {matter.title}",
        kind=Kind.SYSTEM,
        happened_at=row.received_at,
        record=("matter", matter.id),
        payload={"file": file, "row": row.row, **{name: value for name, value in facts.items() if value}},
    )


def _tell(case: HotlineCase, row: ImportedCase) -> None:
    """What the table says of how it went on."""
    case.answer, case.result, case.satisfied = row.call.answer, row.result, row.satisfied
    case.dispatched_at, case.close_due_at = row.dispatched_at, row.due_at
    if row.call.answer and not row.is_open:
        case.replied_at = row.closed_at
    case.called_back_at = row.called_back_at
    if row.satisfied or row.called_back_at is not None:
        case.reached = True if row.satisfied else None
        case.tries = 1
    if row.result in ("solved", "partly", "explained"):
        case.solved = row.result == "solved"


def _numbered(desk: Desk, row: ImportedCase, zone: ZoneInfo) -> tuple[int, int]:
    """The number that the table gives it, where it is free; else the next of the year."""
    if row.numbered is not None and matter_numbered(desk.session, MatterKind.HOTLINE, *row.numbered) is None:
        return row.numbered
    year = row.received_at.astimezone(zone).year
    return year, next_serial(desk.session, MatterKind.HOTLINE, year)


def _keep_lead(desk: Desk, matter: Matter, row: ImportedCase) -> None:
    if not row.lead:
        return
    progress = _PROGRESS.get(row.state, Progress.ANSWERED)
    at = row.dispatched_at or row.received_at
    desk.session.add(
        Assignment(
            matter_id=matter.id,
            unit_id=matter.lead_id,
            unit=row.lead,
            role=UnitRole.LEAD.value,
            state=progress.value,
            assigned_at=at,
            signed_at=at if progress is not Progress.ASSIGNED else None,
            answered_at=(row.closed_at or at) if progress is Progress.ANSWERED else None,
        )
    )

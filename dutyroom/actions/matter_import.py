"""Bringing registers in: first a proposal that changes nothing, then what is new, in small transactions.

A matter of a table is written as it stands there, with one entry of the journal; nothing is overwritten and nothing
doubled. What was brought in by mistake is made void like any other matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from dutyroom.actions.matter_import_rows import write_matter
from dutyroom.data.desk import Desk
from dutyroom.data.queries.matter_known import matter_numbered, matters_of_document, matters_received
from dutyroom.data.queries.matters import MatterRow
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.readers.document import ContactFile
from dutyroom.rules.directory import KEEPERS
from dutyroom.rules.fold import fold
from dutyroom.rules.matter import Duty, MatterKind
from dutyroom.rules.matter_import import RESULTS, ImportedMatter, Result, RowFault, read_row
from dutyroom.rules.matter_import import Reading as How
from dutyroom.rules.matter_table import MatterTable, read_tables
from dutyroom.rules.officer import require

SLICE = 25
"""So many rows go into one transaction, so that nobody who writes beside an import waits for it."""

_COPIES = ("import.matter.there", "import.matter.twice")
Row = ImportedMatter | RowFault
Said = tuple[str, tuple[tuple[str, object], ...]]
"""A code of the sentences and its facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of a row. ``number`` is the matter's, or of the one that it is; ``heading`` names the column."""

    row: int
    sheet: str
    result: Result
    title: str
    number: str = ""
    id: int | None = None
    field: str = ""
    value: str = ""
    reason: Said | None = None
    remarks: tuple[Said, ...] = ()

    @classmethod
    def of_fault(cls, row: RowFault) -> Outcome:
        """A row that cannot be registered is left out, and says why."""
        return cls(
            row=row.row,
            sheet=row.sheet,
            result="skipped",
            title=row.title,
            field=row.field,
            value=row.value,
            reason=(row.code, row.facts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRows:
    """Some rows of one file. With ``link`` another copy of a notice is kept and linked; else it is left out."""

    file: str
    rows: tuple[Row, ...]
    link: bool = False


@dataclass(slots=True)
class Seen:
    """What earlier rows of the same file were, as far as the store does not say it yet; kept from slice to slice."""

    documents: dict[str, list[tuple[ImportedMatter, str]]] = field(default_factory=dict)
    numbers: set[tuple[str, int, int]] = field(default_factory=set)
    moments: dict[tuple[str, object], list[ImportedMatter]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    """The matters of the register that rows of the file are, by the numbers that they have there."""
    formers: set[str] = field(default_factory=set)

    def find(self, row: Row, outcome: Outcome) -> None:
        """Remember which matter a row is, whether it came in now or before."""
        if isinstance(row, ImportedMatter) and row.former and outcome.result in ("imported", "linked", "same"):
            self.formers.add(row.former)
            if outcome.id is not None and outcome.result != "linked":
                self.ids[row.former] = outcome.id

    def add(self, row: ImportedMatter, number: str) -> None:
        """Remember a row that is registered, or would be."""
        self.documents.setdefault(row.notice.document_number, []).append((row, number))
        self.moments.setdefault((row.kind, row.received_at), []).append(row)
        if row.numbered is not None:
            self.numbers.add((row.kind, *row.numbered))


def how_to_read(session: Session, kind: MatterKind, now: datetime) -> How:
    """How rows are read here: the office's zone, the end of its day, the kind of a row that does not say its own."""
    zone = office_settings(session).zone
    return How(now, zone, rule_book(session).hours(now.astimezone(zone).date()).end, kind)


def read_rows(
    file: ContactFile, how: How, chosen: Mapping[str, str | None] | None = None
) -> tuple[MatterTable, tuple[Row, ...]]:
    """The rows of a file as it was read; ``chosen`` says which column is what. Raises ``Refusal`` without headings."""
    table = read_tables(file.sheets, chosen)
    if table.is_export:  # its limits are times; a day alone would run to the end of the office's day
        how = replace(how, day_end=time(), is_export=True)
    return table, tuple(read_row(record, how) for record in table.records)


def propose_rows(session: Session, wish: ImportRows, seen: Seen | None = None) -> tuple[Outcome, ...]:
    """What importing these rows would do; nothing is changed. ``seen`` holds the rows of the file before them."""
    seen = seen or Seen()
    found = []
    for row in wish.rows:
        outcome = _decided(session, row, seen, link=wish.link)
        if isinstance(row, ImportedMatter) and outcome.result in ("imported", "linked"):
            seen.add(row, outcome.number)
        seen.find(row, outcome)
        found.append(outcome)
    return tuple(found)


def import_rows_slice(desk: Desk, wish: ImportRows, seen: Seen) -> tuple[Outcome, ...]:
    """Import some rows in one transaction, an entry each; decided anew on what the register holds now."""
    require(desk.author, *KEEPERS)
    found = []
    for row in wish.rows:
        outcome = _decided(desk.session, row, seen, link=wish.link)
        if isinstance(row, ImportedMatter) and outcome.result in ("imported", "linked"):
            copy_of = outcome.id if outcome.result == "linked" else None
            written = write_matter(desk, row, file=wish.file, copy_of=copy_of, known=seen.ids)
            outcome = replace(outcome, number=written.number, id=written.id)
            seen.add(row, written.number)
            if row.former:
                seen.ids[row.former] = written.id
        seen.find(row, outcome)
        found.append(outcome)
    return tuple(found)


def import_rows(
    keep: Callable[[ImportRows, Seen], tuple[Outcome, ...]],
    wish: ImportRows,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Outcome, ...]:
    """Import all rows, some at a time; ``keep`` runs :func:`import_rows_slice` in a transaction of its own."""
    done: list[Outcome] = []
    seen = Seen()
    for start in range(0, len(wish.rows), SLICE):
        if cancelled():
            break
        done += keep(replace(wish, rows=wish.rows[start : start + SLICE]), seen)
        if progress:
            progress(len(done), len(wish.rows))
    return tuple(done)


def is_further_copy(outcome: Outcome) -> bool:
    """Whether it was left out as a copy of what is registered, and can be kept all the same."""
    return outcome.result == "skipped" and outcome.reason is not None and outcome.reason[0] in _COPIES


def count_results(outcomes: Sequence[Outcome]) -> dict[Result, int]:
    """How many rows came out how."""
    return {result: sum(outcome.result == result for outcome in outcomes) for result in RESULTS}


def _decided(session: Session, row: Row, seen: Seen, *, link: bool) -> Outcome:
    if isinstance(row, RowFault):
        return Outcome.of_fault(row)
    own = matter_numbered(session, row.kind, *row.numbered) if row.numbered is not None else None
    same = own if own is not None and _is_same(row, own) else _same(session, row, own)
    if same is not None:
        return _outcome(row, "same", number=same.number, id=same.id, reason=_said("same", number=same.number))
    remarks = list(_remarks(row, own, seen))
    copy, twice = _copy(session, row, seen), _twice(row, seen)
    if copy is not None and link:
        return _outcome(row, "linked", id=copy.id, remarks=(*remarks, _said("linked", number=copy.number)))
    if copy is not None:
        return _left_out(row, _said("there", number=copy.number, title=copy.title), copy.number)
    if twice is not None and not row.notice.document_number:
        return _outcome(row, "same", reason=_said("twice", row=twice.row, title=twice.notice.title))
    if twice is not None and not link:
        return _left_out(row, _said("twice", row=twice.row, title=twice.notice.title))
    return _outcome(row, "imported" if twice is None else "linked", remarks=tuple(remarks))


def _said(code: str, **facts: object) -> Said:
    return f"import.matter.{code}", tuple(facts.items())


def _outcome(row: ImportedMatter, result: Result, **facts: Any) -> Outcome:
    return Outcome(row=row.row, sheet=row.sheet, title=row.notice.title, result=result, **facts)


def _left_out(row: ImportedMatter, reason: Said, number: str = "") -> Outcome:
    value = row.notice.document_number
    return _outcome(row, "skipped", field="document_number", value=value, reason=reason, number=number)


def _remarks(row: ImportedMatter, own: MatterRow | None, seen: Seen) -> Iterator[Said]:
    taken = own is not None or (row.numbered is not None and (row.kind, *row.numbered) in seen.numbers)
    if row.former and (taken or row.numbered is None):
        yield _said("renumbered", former=row.former)
    absent = [link.number for link in row.links if link.number not in seen.formers]
    if absent:
        yield _said("unlinked", number=", ".join(absent))
    if row.files:
        yield _said("files", names=", ".join(row.files))
    if any(clock.duty in (Duty.RELAY, Duty.RETURNS) and clock.state == "open" for clock in row.clocks or ()):
        yield _said("relays")
    if row.left_out:
        yield _said("secret", secrecy=row.notice.secrecy)


def _is_same(row: ImportedMatter, other: MatterRow) -> bool:
    return fold(row.notice.title) == fold(other.title) and fold(row.notice.source) == fold(other.source)


def _same(session: Session, row: ImportedMatter, own: MatterRow | None) -> MatterRow | None:
    """The very row, registered before: it came in at the same instant under the same title from the same body.

    Under a number of the register that is still free it is another one: what is registered twice has two numbers.
    """
    if row.numbered is not None and own is None:
        return None
    return next((other for other in matters_received(session, row.kind, row.received_at) if _is_same(row, other)), None)


def _copy(session: Session, row: ImportedMatter, seen: Seen) -> MatterRow | None:
    """The notice that has this document number already. One without the letters of its body needs the same sender.

    Where an export says all of a matter, other rows of it do not count: they are two matters there as well.
    """
    number = row.notice.document_number
    if row.kind is not MatterKind.NOTICE or not number:
        return None
    own = set(seen.ids.values()) if row.is_restored else ()
    found = (other for other in matters_of_document(session, number) if other.id not in own)
    return next(
        (other for other in found if _names_body(number) or fold(other.source) == fold(row.notice.source)), None
    )


def _twice(row: ImportedMatter, seen: Seen) -> ImportedMatter | None:
    """The same among the earlier rows of the file: of one document, or all alike where there is none."""
    number = row.notice.document_number
    if row.is_restored and row.numbered is not None:
        return None
    if row.kind is MatterKind.NOTICE and number:
        rows = [other for other, _ in seen.documents.get(number, ())]
        return next((o for o in rows if _names_body(number) or fold(o.notice.source) == fold(row.notice.source)), None)
    alike = seen.moments.get((row.kind, row.received_at), ())
    return next((o for o in alike if row.numbered is None and fold(o.notice.title) == fold(row.notice.title)), None)


def _names_body(number: str) -> bool:
    """Whether a document number begins with the letters of the body that gave it: 豫政办〔2026〕12号."""
    return bool(number) and number[0] not in "〔第0123456789"

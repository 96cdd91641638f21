"""Does the journal hold? The tail at every start; everything on request."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from dutyroom.data.chain import digested_columns, metadata_text, payload_text, row_digest
from dutyroom.data.index import SECTION_TEXTS, plan_text_hash, waiting_texts
from dutyroom.data.queries.removal import witnesses
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.resources import resource_path
from dutyroom.data.rule_book import read_rules, rule_files
from dutyroom.data.tables import (
    Attachment,
    Briefing,
    HotlineCase,
    JournalEntry,
    JournalRow,
    KeptPaper,
    KnowledgeItem,
    Matter,
    PlanSection,
    PlanText,
    Shift,
    Table,
)
from dutyroom.data.trouble import Trouble
from dutyroom.rules.briefing import BriefingState
from dutyroom.rules.canon import CANON_VERSION, GENESIS, chain_hash, digest, digest_bytes, rows_digest
from dutyroom.rules.rule_fault import FAULTS, RuleFault, fault_said
from dutyroom.rules.wording import Wording, mark

PROBLEMS: Final[Mapping[str, str]] = {
    "chain.canon": mark("Entry {seq}: written by a canon this program does not know ({canon})."),
    "chain.gap": mark("Entry {seq}: the entry before it is missing."),
    "chain.previous": mark("Entry {seq}: does not follow the entry before it."),
    "chain.text": mark("Entry {seq}: the text was changed."),
    "chain.payload": mark("Entry {seq}: with whom, or its values, were changed."),
    "chain.rows": mark("Entry {seq}: its list of changed records was changed."),
    "chain.hash": mark("Entry {seq}: time, author or kind was changed."),
    "chain.end": mark("Entries after {seq} are missing: shift {shift} was signed over {count} entries."),
    "chain.head": mark("Shift {shift} was signed over a head that no longer lies on the chain."),
    "row.changed": mark("{record} {id}: changed behind the journal's back."),
    "row.unknown": mark("{record} {id}: the journal does not know it."),
    "row.missing": mark("{record} {id}: was removed behind the journal's back."),
    "foreign_key": mark("{record} {id}: points at something that is not there ({parent})."),
    "foreign_key.several": mark(
        "{record}: {count} rows point at something that is not there ({parent}); the first: {ids}."
    ),
    "index.missing": mark("The search index does not hold every entry, section and matter; it can be rebuilt."),
    "index.damaged": mark("The search index is damaged ({detail}); it can be rebuilt."),
    "attachment.missing": mark("The attachment {name} is missing."),
    "attachment.changed": mark("The attachment {name} was changed."),
    "plan.changed": mark("Plan text {id}: its sections were changed."),
    "paper.changed": mark("A kept paper ({kind} {id}) was changed."),
    "removal.unwitnessed": mark("Entry {seq}: its text is gone, and no entry of the journal says who removed it."),
    "database": mark("The database file is damaged: {detail}."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not fit; ``code`` is a key of :data:`PROBLEMS` or of the faults of rules."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


def problem_said(problem: Problem, wording: Wording) -> str:
    """The sentence of a problem; its code where it has none."""
    if problem.code in FAULTS:
        return fault_said(problem.code, problem.facts, wording)
    known = PROBLEMS.get(problem.code)
    return wording.say(known, **problem.facts) if known else problem.code


def in_groups(problems: Sequence[Problem]) -> list[Problem]:
    """The same to be read: rows of one table that point nowhere are one line, with how many and which come first."""
    groups: dict[tuple[str, object, object], list[Problem]] = {}
    for place, problem in enumerate(problems):
        facts = problem.facts
        of_key = problem.code == "foreign_key"
        groups.setdefault((problem.code, facts["record"], facts["parent"]) if of_key else ("", place, ""), []).append(
            problem
        )
    return [_together(group) for group in groups.values()]


def _together(group: list[Problem]) -> Problem:
    if len(group) == 1:
        return group[0]
    facts = group[0].facts
    ids = tuple(str(problem.facts["id"]) for problem in group[:_IDS_SAID])
    told = {"record": facts["record"], "parent": facts["parent"], "count": len(group), "ids": ids}
    return Problem("foreign_key.several", told)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a full check found. ``head`` is the newest entry's hash, 64 hexadecimal digits."""

    head: str
    entries: int
    problems: tuple[Problem, ...]
    removed: int = 0
    """Entries whose text was removed by two people; each is named by a witness entry."""
    unused: int = 0
    """Attached files that no row names: harmless, left by a crash or by a restore of an older store."""

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class HeadFound:
    """Where a printed head lies on the chain: at ``seq``, with ``after`` entries written since."""

    seq: int
    after: int


_CHUNK = 5000
_IDS_SAID = 5
Progress = Callable[[int, int], None]


def verify_tail(session: Session) -> None:
    """Verify the entries since the last signed handover; raises ``Trouble`` at the first that does not fit."""
    signed = session.execute(
        select(Shift.id, Shift.head, Shift.entry_count)
        .where(Shift.head.is_not(None))
        .order_by(Shift.id.desc())
        .limit(1)
    ).first()
    start, previous = 0, GENESIS
    if signed is not None:
        at_head = session.execute(
            select(JournalEntry.hash).where(JournalEntry.seq == signed.entry_count)
        ).scalar_one_or_none()
        if at_head != signed.head:
            raise Trouble("store.chain_broken", seq=signed.entry_count, detail=f"shift {signed.id}")
        start, previous = signed.entry_count, signed.head
    for problem in _chain_problems(session, start, previous, None):
        raise Trouble("store.chain_broken", seq=problem.facts.get("seq", start), detail=problem.code)


def check_store(session: Session, attachments: Path, progress: Progress | None = None) -> CheckResult:
    """Check the chain, the registers against it, foreign keys, index, attachments, rules and the file itself."""
    problems: list[Problem] = []
    answer = session.execute(text("PRAGMA quick_check(1)")).scalar_one()
    if answer != "ok":
        problems.append(Problem("database", {"detail": answer}))
    problems.extend(_chain_problems(session, 0, GENESIS, progress))
    said = witnesses(session)
    removed = _removed_entries(session)
    problems.extend(_removal_problems(removed, said))
    problems.extend(_signed_problems(session))
    problems.extend(_row_problems(session))
    for table, rowid, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        problems.append(Problem("foreign_key", {"record": table, "id": rowid, "parent": parent}))
    problems.extend(_index_problems(session))
    problems.extend(_plan_problems(session, _named(said, "plan_texts")))
    problems.extend(_paper_problems(session, _named(said, "papers")))
    problems.extend(_attachment_problems(session, attachments, _named(said, "attachments")))
    problems.extend(Problem(fault.what, fault.plain()) for fault in rule_faults(session))
    last = session.execute(
        select(JournalEntry.seq, JournalEntry.hash).order_by(JournalEntry.seq.desc()).limit(1)
    ).first()
    count = session.execute(select(func.count()).select_from(JournalEntry)).scalar_one()
    return CheckResult(
        (last.hash if last else GENESIS).hex(),
        count,
        tuple(problems),
        len(removed),
        _count_unused(session, attachments),
    )


def find_head(session: Session, head: bytes) -> HeadFound | None:
    """Where a printed head lies on the chain; None when it does not."""
    seq = session.execute(select(JournalEntry.seq).where(JournalEntry.hash == head)).scalar_one_or_none()
    if seq is None:
        return None
    newest = session.execute(select(func.max(JournalEntry.seq))).scalar_one()
    return HeadFound(seq, newest - seq)


def _chain_problems(session: Session, start: int, previous: bytes, progress: Progress | None) -> Iterator[Problem]:
    total = session.execute(select(func.max(JournalEntry.seq))).scalar_one() or 0
    expected = start + 1
    while True:
        entries = session.execute(
            select(JournalEntry.__table__).where(JournalEntry.seq >= expected).order_by(JournalEntry.seq).limit(_CHUNK)
        ).all()
        if not entries:
            return
        rows = _rows_of(session, entries[0].seq, entries[-1].seq)
        for entry in entries:
            if entry.seq != expected:
                yield Problem("chain.gap", {"seq": entry.seq})
            elif entry.previous_hash != previous:
                yield Problem("chain.previous", {"seq": entry.seq})
            yield from _entry_problems(entry, rows.get(entry.seq, []))
            expected, previous = entry.seq + 1, entry.hash
        if progress:
            progress(expected - 1, total)


def _rows_of(session: Session, first: int, last: int) -> dict[int, list[tuple[str, int, bytes]]]:
    found: dict[int, list[tuple[str, int, bytes]]] = {}
    rows = session.execute(
        select(JournalRow.seq, JournalRow.record_kind, JournalRow.record_id, JournalRow.digest)
        .where(JournalRow.seq.between(first, last))
        .order_by(JournalRow.seq, JournalRow.record_kind, JournalRow.record_id)
    )
    for seq, kind, number, value in rows:
        found.setdefault(seq, []).append((kind, number, value))
    return found


def _entry_problems(entry: Row[Any], rows: list[tuple[str, int, bytes]]) -> Iterator[Problem]:
    values = entry._mapping  # noqa: SLF001  # the documented way to a row's names
    where = {"seq": entry.seq}
    if entry.canon != CANON_VERSION:
        yield Problem("chain.canon", {**where, "canon": entry.canon})
        return
    if entry.purged_by is None:
        if entry.text is None or digest(entry.text) != entry.text_hash:
            yield Problem("chain.text", where)
        if digest(payload_text(values)) != entry.payload_hash:
            yield Problem("chain.payload", where)
    if rows_digest(rows) != entry.rows_hash:
        yield Problem("chain.rows", where)
    sealed = chain_hash(
        entry.previous_hash, metadata_text(values), entry.text_hash, entry.payload_hash, entry.rows_hash
    )
    if sealed != entry.hash:
        yield Problem("chain.hash", where)


def _signed_problems(session: Session) -> Iterator[Problem]:
    newest = session.execute(select(func.max(JournalEntry.seq))).scalar_one() or 0
    signed = session.execute(select(Shift.id, Shift.head, Shift.entry_count).where(Shift.head.is_not(None))).all()
    hashes = dict(
        session.execute(
            select(JournalEntry.seq, JournalEntry.hash).where(JournalEntry.seq.in_([s.entry_count for s in signed]))
        ).all()
    )
    for shift in signed:
        if shift.entry_count > newest:
            yield Problem("chain.end", {"seq": newest, "shift": shift.id, "count": shift.entry_count})
        elif hashes.get(shift.entry_count) != shift.head:
            yield Problem("chain.head", {"shift": shift.id})


def registers() -> list[type[Table]]:
    """The mapped classes whose rows the journal vouches for, by table name."""
    classes = [mapper.class_ for mapper in Table.registry.mappers]
    return sorted((c for c in classes if c.register), key=lambda c: c.__tablename__)


def _row_problems(session: Session) -> Iterator[Problem]:
    newest = (
        select(JournalRow.record_kind, JournalRow.record_id, func.max(JournalRow.seq).label("seq"))
        .group_by(JournalRow.record_kind, JournalRow.record_id)
        .subquery()
    )
    held = select(JournalRow.record_kind, JournalRow.record_id, JournalRow.digest).join(
        newest,
        (JournalRow.seq == newest.c.seq)
        & (JournalRow.record_kind == newest.c.record_kind)
        & (JournalRow.record_id == newest.c.record_id),
    )
    known = {(kind, number): value for kind, number, value in session.execute(held)}
    for table in registers():
        name = table.__tablename__
        for row in session.execute(select(*digested_columns(table))):
            values = row._mapping  # noqa: SLF001  # the documented way to a row's names
            value = known.pop((name, values["id"]), None)
            if value is None:
                yield Problem("row.unknown", {"record": name, "id": values["id"]})
            elif value != row_digest(table, values):
                yield Problem("row.changed", {"record": name, "id": values["id"]})
    for name, number in sorted(known):
        yield Problem("row.missing", {"record": name, "id": number})


def _index_problems(session: Session) -> Iterator[Problem]:
    entries = session.execute(select(func.count()).select_from(JournalEntry)).scalar_one()
    sections = session.execute(select(func.count()).select_from(PlanSection)).scalar_one()
    matters = session.execute(select(func.count()).select_from(Matter).where(Matter.kind != "hotline")).scalar_one()
    standing = select(func.count()).select_from(HotlineCase).where(HotlineCase.duplicate_of.is_(None))
    cases = session.execute(standing).scalar_one()
    waits = bool(waiting_texts(session))  # a long plan is being indexed: its sections are not missing
    items = session.execute(select(func.count()).select_from(KnowledgeItem).where(KnowledgeItem.active)).scalar_one()
    indexes = {"journal_index": entries, "plan_index": sections, "matter_index": matters, "hotline_index": cases}
    indexes["knowledge_index"] = items
    papers = select(func.count()).select_from(Briefing).where(Briefing.state != BriefingState.VOID.value)
    indexes["briefing_index"] = session.execute(papers).scalar_one()
    for table, expected in indexes.items():
        if waits and table == "plan_index":
            continue
        held = session.execute(text(f"SELECT count(*) FROM {table}_docsize")).scalar_one()  # noqa: S608  # our names
        if held != expected:
            yield Problem("index.missing")
            return


def _removed_entries(session: Session) -> dict[int, int]:
    """The witness that each emptied entry names."""
    asked = select(JournalEntry.seq, JournalEntry.purged_by).where(JournalEntry.purged_by.is_not(None))
    return {row.seq: row.purged_by or 0 for row in session.execute(asked)}


def _removal_problems(removed: Mapping[int, int], said: Mapping[int, Mapping[str, Any]]) -> Iterator[Problem]:
    for seq, witness in removed.items():
        if seq not in said.get(witness, {}).get("entries", ()):
            yield Problem("removal.unwitnessed", {"seq": seq})


def _named(said: Mapping[int, Mapping[str, Any]], what: str) -> frozenset[Any]:
    return frozenset(each for values in said.values() for each in values.get(what, ()))


def _paper_problems(session: Session, removed: frozenset[Any]) -> Iterator[Problem]:
    asked = select(KeptPaper.id, KeptPaper.kind, KeptPaper.record_id, KeptPaper.sha256, KeptPaper.pdf)
    for row in session.execute(asked, execution_options={"yield_per": 20}):
        if digest_bytes(row.pdf) != row.sha256 and not (row.pdf == b"" and row.id in removed):
            yield Problem("paper.changed", {"kind": row.kind, "id": row.record_id})


def _plan_problems(session: Session, removed: frozenset[Any]) -> Iterator[Problem]:
    for number, stored in session.execute(select(PlanText.id, PlanText.text_hash)).all():
        if number in removed:
            continue  # parts of it are gone, as its witness says; what it was nobody can prove any more
        sections = session.execute(SECTION_TEXTS, {"text_id": number}).all()
        if plan_text_hash(sections) != stored:
            yield Problem("plan.changed", {"id": number})


def rule_faults(session: Session | None) -> tuple[RuleFault, ...]:
    """What is wrong with the shipped rules, read anew; where nothing is, with the office's own of a store."""
    _, faults = read_rules(rule_files(resource_path("rules")))
    return faults or (rule_book(session).faults if session is not None else ())


def _attachment_problems(session: Session, folder: Path, removed: frozenset[Any]) -> Iterator[Problem]:
    for value, name in session.execute(select(Attachment.hash, Attachment.name)).all():
        if value.hex() in removed:
            continue
        path = attachment_path(folder, value)
        if not path.is_file():
            yield Problem("attachment.missing", {"name": name})
            continue
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != value:
                yield Problem("attachment.changed", {"name": name})


def _count_unused(session: Session, folder: Path) -> int:
    named = {attachment_path(folder, value) for value in session.scalars(select(Attachment.hash))}
    return sum(path.is_file() and path not in named for path in folder.glob("??/*"))


def attachment_path(folder: Path, value: bytes) -> Path:
    """Where an attachment lies: two levels by the hash of its content."""
    name = value.hex()
    return folder / name[:2] / name

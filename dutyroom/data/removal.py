"""Taking text out of the rows that hold it: hashes stay, so that the chain still verifies; the index forgets it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import delete, insert, select, text, update

from dutyroom.data.briefing_index import index_briefing
from dutyroom.data.desk import Desk, searched_text
from dutyroom.data.hotline_index import reindexing_case
from dutyroom.data.index import index_matter, reindexing
from dutyroom.data.notes import DUE as DUE
from dutyroom.data.queries.removal import FACTS, Place, own_prose, prose, row_of
from dutyroom.data.tables import HotlineCase, JournalEntry, Notice, PlanSection, PlanText, Setting, StoreNote, Table
from dutyroom.rules.removal import DRAFT_REMOVED, REMOVED, emptied_facts, says
from dutyroom.rules.removal_settings import without_words
from dutyroom.rules.terms import index_text

_UNSAID: Final = {"text": None, "unit": None, "person": None, "phone": None, "payload": None}
# The index holds no text of its own: what is to go from it must be said again, word for word.
_FORGET: Final = text("INSERT INTO journal_index(journal_index, rowid, words) VALUES ('delete', :seq, :words)")
_BLANK: Final = text("INSERT INTO journal_index(rowid, words) VALUES (:seq, '')")
_MATTER_TABLES: Final = frozenset({"matter", "notice", "supervision", "incident", "public_warning", "hotline_case"})
_PAPERS: Final = frozenset({"briefing", "briefing_part"})
"""An issued paper that tells of what goes loses all that it says, its tables as well."""
_OF_A_MATTER: Final = frozenset({"matter_step", "incident_statement", "incident_report", "hotline_call"})


@dataclass(slots=True)
class Emptied:
    """What lost its text, as the witness entry names it: numbers and hashes, never words."""

    entries: list[int] = field(default_factory=list)
    rows: list[tuple[str, int]] = field(default_factory=list)
    papers: list[int] = field(default_factory=list)
    plan_texts: list[int] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    drafts: int = 0

    def said(self) -> dict[str, Any]:
        """The same as values of the journal."""
        named = ("entries", "rows", "papers", "plan_texts", "attachments", "drafts")
        return {name: getattr(self, name) for name in named}


def empty_places(desk: Desk, places: Sequence[Place], words: Sequence[str], witness: int) -> Emptied:
    """Take the text out of these rows; the caller writes the entry ``witness`` that covers them."""
    # Whatever happens to the pages afterwards, what is freed from here on is overwritten.
    desk.session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
    done = Emptied(entries=sorted(place.spot.number for place in places if place.spot.kind == "journal"))
    seqs = frozenset(done.entries)
    rows = [(place, row_of(desk.session, place.spot)) for place in places if place.spot.kind != "journal"]
    matters = {number for _, row in rows if row is not None for number in _matters_of(row)}
    cases = {number for number in matters if desk.session.get(HotlineCase, number) is not None}
    texts, plans = ([p.spot.number for p in places if p.spot.kind == kind] for kind in ("plan_text", "plan"))
    with ExitStack() as indexes:
        indexes.enter_context(reindexing(desk.session, texts, plans))
        for number in sorted(cases):
            indexes.enter_context(reindexing_case(desk.session, number))
        for place, row in rows:
            if row is not None:
                _empty_row(desk, row, place, words, seqs, done)
    for matter_id in sorted(matters - cases):
        index_matter(desk.session, matter_id)
    for paper in sorted({_briefing_of(row) for _, row in rows} - {0}):
        index_briefing(desk.session, paper)
    _empty_entries(desk, done.entries, witness)
    return done


def _matters_of(row: Table) -> set[int]:
    if row.__tablename__ in _MATTER_TABLES:
        return {row.id}  # type: ignore[attr-defined]  # each of these tables has it
    return {row.matter_id} if row.__tablename__ in _OF_A_MATTER else set()  # type: ignore[attr-defined]  # these have it


def _briefing_of(row: Table | None) -> int:
    """The issued paper that a row belongs to; 0 where it belongs to none."""
    if row is None or row.__tablename__ not in _PAPERS:
        return 0
    return int(row.id if row.__tablename__ == "briefing" else row.briefing_id)  # type: ignore[attr-defined]  # both have it


def _empty_row(desk: Desk, row: Any, place: Place, words: Sequence[str], seqs: frozenset[int], done: Emptied) -> None:
    match place.spot.kind:
        case "draft":
            desk.session.delete(row)
            desk.changed.add(f"{DRAFT_REMOVED}{row.id}")
            done.drafts += 1
            return
        case "attachment":
            row.name = REMOVED
            done.attachments.append(place.spot.id)
            return
        case "kept_paper":
            row.pdf = b""
            done.papers.append(row.id)
        case "plan_text":
            _empty_sections(desk, row, words, own=place.own)
            done.plan_texts.append(row.id)
    _empty_columns(row, words, seqs, own=place.own)
    if isinstance(row, Notice) and row.content in ("", REMOVED):
        row.text_hash = None
    if type(row).register:
        done.rows.append((place.spot.kind, place.spot.number))


def _empty_columns(row: Table, words: Sequence[str], seqs: frozenset[int], *, own: bool) -> None:
    if isinstance(row, Setting):  # choices and numbers beside what somebody wrote must stay what they are
        row.value = without_words(row.key, row.value, words)
        return
    table = type(row)
    is_paper = table.__tablename__ in _PAPERS
    keeps_facts = not is_paper and any(name == table.__tablename__ for name, _ in FACTS)
    whole = set(own_prose(table)) if own and not keeps_facts else set()
    for name in prose(table):
        value = getattr(row, name)
        if not value:
            continue
        if (table.__tablename__, name) in FACTS:
            is_list = own and is_paper and value.startswith("[")
            setattr(row, name, "[]" if is_list else emptied_facts(value, words, seqs))
        elif name in whole or says(value, words):
            setattr(row, name, REMOVED)


def _empty_sections(desk: Desk, row: PlanText, words: Sequence[str], *, own: bool) -> None:
    for section in desk.session.scalars(select(PlanSection).where(PlanSection.text_id == row.id)):
        if own or says(section.title, words) or says(section.body, words):
            section.title = section.body = REMOVED


def _empty_entries(desk: Desk, seqs: Sequence[int], witness: int) -> None:
    if not seqs:
        return
    connection = desk.session.connection()
    rows = connection.execute(select(JournalEntry.__table__).where(JournalEntry.seq.in_(seqs))).mappings().all()
    connection.execute(_FORGET, [{"seq": row["seq"], "words": _words(row)} for row in rows])
    connection.execute(_BLANK, [{"seq": row["seq"]} for row in rows])
    gone = update(JournalEntry).where(JournalEntry.seq.in_(seqs)).values(**_UNSAID, purged_by=witness)
    desk.session.execute(gone, execution_options={"synchronize_session": False})


def _words(row: Mapping[Any, Any]) -> str:
    return index_text(searched_text({str(name): value for name, value in row.items()}))


# --- what is left to do outside the transaction ------------------------------------------------------------------


def note_due(desk: Desk, done: Emptied, *, drop_backups: bool) -> None:
    """Note what must follow once this is committed, so that a crash in between leaves nothing behind."""
    known = read_due(desk)
    due = {
        "attachments": sorted({*known.get("attachments", ()), *done.attachments}),
        "entries": sorted({*known.get("entries", ()), *done.entries}),
        "drop_backups": drop_backups or bool(known.get("drop_backups")),
    }
    desk.session.execute(delete(StoreNote).where(StoreNote.key == DUE))
    desk.session.execute(insert(StoreNote), [{"key": DUE, "value": json.dumps(due)}])


def read_due(desk: Desk) -> dict[str, Any]:
    """What is noted; empty where nothing is due."""
    value = desk.session.scalar(select(StoreNote.value).where(StoreNote.key == DUE))
    return dict(json.loads(value)) if value else {}


def forget_due(desk: Desk) -> None:
    """It is done."""
    desk.session.execute(delete(StoreNote).where(StoreNote.key == DUE))

"""Reads of issued papers: the register's rows, one in full with its parts, their sources and who got it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select, text
from sqlalchemy.orm import Session, aliased

from dutyroom.data.queries.journal import EntryRow, entry_rows
from dutyroom.data.tables import Briefing, BriefingPart, BriefingRecipient, BriefingSource, JournalEntry, Matter
from dutyroom.rules.briefing import OPEN_STATES, BriefingState
from dutyroom.rules.terms import match_query


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingSearch:
    """What the register's filter asks for; empty fields ask for everything. What was discarded is asked for by state."""

    words: str = ""
    kinds: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    matter_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingRow:
    """A paper as its register shows it. ``replaces`` and ``replaced_by`` are numbers of other papers."""

    id: int
    kind: str
    state: str
    language: str
    title: str
    masthead: str
    issuer: str
    year: int | None
    serial: int | None
    number: str
    period_from: datetime | None
    period_until: datetime | None
    matter_id: int | None
    contact: str
    copies: int | None
    drafted_by: str
    drafted_at: datetime
    submitted_by: str
    submitted_at: datetime | None
    returned_because: str
    reviewed_by: str
    reviewed_at: datetime | None
    signed_by: str
    signed_at: datetime | None
    issued_by: str
    issued_at: datetime | None
    accepted: str
    replaces_id: int | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    void_reason: str
    version: int
    replaces: str = ""
    replaced_by_id: int | None = None
    replaced_by: str = ""
    recipients: int = 0
    receipts: int = 0
    """How many of the recipients acknowledged it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A record that a part was drafted from: ``said`` names it, ``matter_id`` and ``seq`` open it; ``matter_kind`` says
    in which register the matter is."""

    record_kind: str
    record_id: int
    said: str
    matter_id: int | None = None
    matter_kind: str = ""
    seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A heading or paragraph with what it was drafted from."""

    id: int
    position: int
    key: str
    level: int
    text: str
    drafted: str
    is_unverified: bool
    rows: tuple[tuple[str, ...], ...]
    is_removed: bool
    version: int
    sources: tuple[SourceRow, ...] = ()

    @property
    def is_edited(self) -> bool:
        """The program drafted it otherwise."""
        return bool(self.drafted) and self.text != self.drafted

    @property
    def is_typed(self) -> bool:
        """Somebody wrote it: the program drafted nothing here."""
        return not self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRow:
    """A body that the paper goes to."""

    id: int
    position: int
    role: str
    name: str
    unit_id: int | None
    channel: str
    sent_at: datetime | None
    receipt_at: datetime | None
    receipt_by: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingInFull:
    """A paper with everything that hangs on it. ``facts`` are what it was composed from: day, figures."""

    row: BriefingRow
    fields: tuple[tuple[str, str], ...]
    facts: Mapping[str, Any]
    parts: tuple[PartRow, ...]
    """Those that were taken out as well, in their order."""
    recipients: tuple[RecipientRow, ...]

    @property
    def id(self) -> int:
        """The number of the paper in the register."""
        return self.row.id

    @property
    def standing(self) -> tuple[PartRow, ...]:
        """The parts that are printed."""
        return tuple(part for part in self.parts if not part.is_removed)


_COLUMNS: Final = tuple(field.name for field in fields(BriefingRow) if hasattr(Briefing, field.name))
_WORDS: Final = "briefing.id IN (SELECT rowid FROM briefing_index WHERE briefing_index MATCH :words)"


def find_briefings(session: Session, search: BriefingSearch) -> Sequence[int]:
    """The ids of the papers that match, the newest first."""
    asked = select(Briefing.id).where(*_conditions(search)).order_by(Briefing.id.desc())
    words = match_query(search.words) if search.words.strip() else None
    if words is not None:
        asked = asked.where(text(_WORDS).bindparams(words=words))
    return session.scalars(asked).all()


def _conditions(search: BriefingSearch) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.kinds:
        found.append(Briefing.kind.in_(sorted(search.kinds)))
    if search.states:
        found.append(Briefing.state.in_(sorted(search.states)))
    elif search.open_only:
        found.append(Briefing.state.in_(OPEN_STATES))
    else:
        found.append(Briefing.state != BriefingState.VOID.value)
    if search.matter_id is not None:
        found.append(Briefing.matter_id == search.matter_id)
    at = func.coalesce(Briefing.period_from, Briefing.drafted_at)
    if search.since is not None:
        found.append(at >= search.since)
    if search.until is not None:
        found.append(at < search.until)
    return found


def briefing_rows(session: Session, numbers: Sequence[int]) -> list[BriefingRow]:
    """The rows of these papers, in the order asked for; three queries whatever their number."""
    if not numbers:
        return []
    other = aliased(Briefing)
    columns = [getattr(Briefing, name) for name in _COLUMNS]
    asked = (
        select(*columns, other.number)
        .outerjoin(other, other.id == Briefing.replaces_id)
        .where(Briefing.id.in_(list(numbers)))
    )
    after, counts = _replaced(session, numbers), _counts(session, numbers)
    found = {}
    for *values, replaces in session.execute(asked):
        named: dict[str, Any] = dict(zip(_COLUMNS, values, strict=True))
        later, by = after.get(named["id"], (None, ""))
        of, got = counts.get(named["id"], (0, 0))
        more: dict[str, Any] = {"replaces": replaces or "", "replaced_by_id": later, "replaced_by": by}
        found[named["id"]] = BriefingRow(**named, **more, recipients=of, receipts=got)
    return [found[number] for number in numbers if number in found]


def _replaced(session: Session, numbers: Sequence[int]) -> dict[int, tuple[int, str]]:
    asked = select(Briefing.replaces_id, Briefing.id, Briefing.number).where(
        Briefing.replaces_id.in_(list(numbers)),
        Briefing.state.in_((BriefingState.ISSUED.value, BriefingState.WITHDRAWN.value)),
    )
    return {row[0] or 0: (row[1], row[2]) for row in session.execute(asked.order_by(Briefing.id))}


def _counts(session: Session, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    asked = select(BriefingRecipient.briefing_id, func.count(), func.count(BriefingRecipient.receipt_at)).where(
        BriefingRecipient.briefing_id.in_(list(numbers)), BriefingRecipient.is_removed.is_(False)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(asked.group_by(BriefingRecipient.briefing_id))}


def briefing_in_full(session: Session, number: int) -> BriefingInFull | None:
    """A paper with its parts, their sources and its recipients; None where there is none."""
    rows = briefing_rows(session, [number])
    if not rows:
        return None
    held = session.execute(select(Briefing.fields, Briefing.facts).where(Briefing.id == number)).one()
    return BriefingInFull(
        row=rows[0],
        fields=tuple((label, said) for label, said in json.loads(held.fields)),
        facts=json.loads(held.facts),
        parts=tuple(_parts(session, number)),
        recipients=tuple(recipients_of(session, number)),
    )


def _parts(session: Session, number: int) -> list[PartRow]:
    asked = select(BriefingPart).where(BriefingPart.briefing_id == number)
    parts = session.scalars(asked.order_by(BriefingPart.position, BriefingPart.id)).all()
    sources = sources_of(session, [part.id for part in parts])
    return [
        PartRow(
            id=part.id,
            position=part.position,
            key=part.key,
            level=part.level,
            text=part.text,
            drafted=part.drafted,
            is_unverified=part.is_unverified,
            rows=tuple(tuple(row) for row in json.loads(part.rows)),
            is_removed=part.is_removed,
            version=part.version,
            sources=tuple(sources.get(part.id, ())),
        )
        for part in parts
    ]


def sources_of(session: Session, parts: Sequence[int]) -> dict[int, list[SourceRow]]:
    """What these parts were drafted from, each record with the words that name it."""
    asked = (
        select(
            BriefingSource.part_id,
            BriefingSource.record_kind,
            BriefingSource.record_id,
            Matter.number,
            Matter.title,
            Matter.kind,
            JournalEntry.text,
        )
        .outerjoin(Matter, (BriefingSource.record_kind == "matter") & (Matter.id == BriefingSource.record_id))
        .outerjoin(
            JournalEntry, (BriefingSource.record_kind == "journal") & (JournalEntry.seq == BriefingSource.record_id)
        )
        .where(BriefingSource.part_id.in_(list(parts)))
        .order_by(BriefingSource.part_id, BriefingSource.position)
    )
    found: dict[int, list[SourceRow]] = {}
    for part, kind, record, number, title, of_kind, said in session.execute(asked):
        names = f"{number} {title}".strip() if kind == "matter" else " ".join((said or "").split())
        row = SourceRow(
            record_kind=kind,
            record_id=record,
            said=names,
            matter_id=record if kind == "matter" else None,
            matter_kind=of_kind or "",
            seq=record if kind == "journal" else None,
        )
        found.setdefault(part, []).append(row)
    return found


def briefing_history(session: Session, number: int) -> list[EntryRow]:
    """What was written of a paper, oldest first: its steps, and the issue of the one that replaced it."""
    replaced = select(Briefing.id).where(Briefing.replaces_id == number, Briefing.issued_at.is_not(None))
    later = session.scalars(replaced).all()
    of_later = and_(JournalEntry.record_id.in_(later), JournalEntry.event == "briefing.issued")
    asked = select(JournalEntry.seq).where(
        JournalEntry.record_kind == "briefing", or_(JournalEntry.record_id == number, of_later)
    )
    return entry_rows(session, session.scalars(asked.order_by(JournalEntry.seq)).all())


def recipients_of(session: Session, number: int) -> list[RecipientRow]:
    """To whom a paper goes, in the order of the list."""
    columns = [getattr(BriefingRecipient, field.name) for field in fields(RecipientRow)]
    asked = select(*columns).where(
        BriefingRecipient.briefing_id == number, BriefingRecipient.is_removed.is_(False)
    )  # columns, not entities: there may be thousands, and the paper is issued while nobody else can write
    rows = session.execute(asked.order_by(BriefingRecipient.position, BriefingRecipient.id)).mappings()
    return [RecipientRow(**row) for row in rows]


def next_briefing_serial(session: Session, kind: str, year: int) -> int:
    """The next number of a kind in a year; asked inside the transaction that takes it, so that none is left out."""
    newest = session.scalar(select(func.max(Briefing.serial)).where(Briefing.kind == kind, Briefing.year == year))
    return (newest or 0) + 1


def last_issued(session: Session, kind: str) -> int | None:
    """The newest issued paper of a kind; None where there is none."""
    asked = select(Briefing.id).where(Briefing.kind == kind, Briefing.issued_at.is_not(None))
    return session.scalar(asked.order_by(Briefing.issued_at.desc(), Briefing.id.desc()).limit(1))


def briefing_of_period(session: Session, kind: str, since: datetime, until: datetime) -> int | None:
    """The paper of a kind about this period that holds: the newest issued one, else the newest draft; None for none."""
    return _holding(session, Briefing.kind == kind, Briefing.period_from == since, Briefing.period_until == until)


def briefing_of_matter(session: Session, kind: str, matter_id: int) -> int | None:
    """The same of a matter."""
    return _holding(session, Briefing.kind == kind, Briefing.matter_id == matter_id)


def _holding(session: Session, *wanted: ColumnElement[bool]) -> int | None:
    is_draft = case((Briefing.state == BriefingState.ISSUED.value, 0), else_=1)
    states = [BriefingState.ISSUED.value, *(state.value for state in OPEN_STATES)]
    asked = select(Briefing.id).where(*wanted, Briefing.state.in_(states))
    return session.scalar(asked.order_by(is_draft, Briefing.id.desc()).limit(1))


def open_correction(session: Session, number: int) -> str:
    """The title of a correction of this paper that is not issued yet; empty where there is none."""
    asked = select(Briefing.title).where(Briefing.replaces_id == number, Briefing.state.in_(OPEN_STATES))
    return session.scalar(asked.limit(1)) or ""


def briefing_counts(session: Session) -> dict[str, int]:
    """How many papers are in each state, for the Desk; what was discarded is left out."""
    asked = select(Briefing.state, func.count()).where(Briefing.state != BriefingState.VOID.value)
    return dict(session.execute(asked.group_by(Briefing.state)).all())


def parts_of_briefing(session: Session, number: int) -> list[BriefingPart]:
    """The parts of a paper as rows to be changed, in their order."""
    asked = select(BriefingPart).where(BriefingPart.briefing_id == number)
    return list(session.scalars(asked.order_by(BriefingPart.position, BriefingPart.id)))


def rows_of_sources(session: Session, part_id: int) -> list[BriefingSource]:
    """What a part was drafted from, as rows."""
    asked = select(BriefingSource).where(BriefingSource.part_id == part_id)
    return list(session.scalars(asked.order_by(BriefingSource.position)))


def rows_of_recipients(session: Session, number: int) -> list[BriefingRecipient]:
    """The recipients of a paper as rows to be changed, those that were taken out as well."""
    asked = select(BriefingRecipient).where(BriefingRecipient.briefing_id == number)
    return list(session.scalars(asked.order_by(BriefingRecipient.position, BriefingRecipient.id)))

"""The desk: one transaction of one person, which cannot change a register without writing the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, event, insert, select, text
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import flag_modified

from dutyroom.data.chain import metadata_text, payload_text, row_digest
from dutyroom.data.content_index import index_contents, is_content
from dutyroom.data.tables import JournalEntry, JournalRow, Setting, Table
from dutyroom.rules.canon import CANON_VERSION, GENESIS, canonical_json, chain_hash, digest, rows_digest
from dutyroom.rules.entry import Kind, straight
from dutyroom.rules.officer import Author
from dutyroom.rules.terms import index_text


class UnjournaledChange(Exception):
    """A register was changed and the journal does not say so: a bug, the transaction is undone."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The newest entry of the chain."""

    seq: int
    hash: bytes
    written_at: datetime | None


# Statements of the way that every entry goes are built once: building them costs more than running them.
_TAIL: Final = (
    select(JournalEntry.seq, JournalEntry.hash, JournalEntry.written_at).order_by(JournalEntry.seq.desc()).limit(1)
)
_INSERT_ENTRY: Final = insert(JournalEntry.__table__)  # type: ignore[arg-type]  # every entity has a Table
_INSERT_ROW: Final = insert(JournalRow.__table__)  # type: ignore[arg-type]  # as above
_INSERT_INDEX: Final = text("INSERT INTO journal_index(rowid, words) VALUES (:seq, :words)")
_CLOCK_SLACK: Final = timedelta(seconds=2)
_DESK: Final = "desk"
"""Where a session keeps its desk."""


def read_tail(connection: Connection) -> Tail:
    """The newest entry, or the genesis where there is none."""
    row = connection.execute(_TAIL).first()
    return Tail(row.seq, row.hash, row.written_at) if row else Tail(0, GENESIS, None)


def searched_text(entry: Mapping[str, Any]) -> str:
    """What the index holds of an entry: its text and with whom."""
    parts = (entry["text"], entry["unit"], entry["person"], entry["phone"], entry["paper_number"])
    return "\n".join(part for part in parts if part)


class Desk:
    """What an action gets: a session, one instant, the author, and the journal.

    ``now`` is taken once, so that all rows of the transaction carry the same instant.
    """

    def __init__(self, session: DeskWork, *, folder: Path, author: Author, now: datetime) -> None:
        self.session = session
        self.folder = folder
        self.author = author
        self.now = now
        self.changed: set[str] = set()
        self.despite: list[tuple[Callable[..., None], tuple[object, ...]]] = []
        self.tail = read_tail(session.connection())
        self._pending: dict[tuple[type[Table], int], Table] = {}
        self._journaled: dict[tuple[type[Table], int], bytes] = {}
        self._touched: list[Table] = []
        self._contents: dict[int, Table] = {}
        session.info[_DESK] = self

    @property
    def next_seq(self) -> int:
        """The number that the next journal entry of this transaction will carry."""
        return self.tail.seq + 1

    def journal(
        self,
        happened: str,
        *,
        text: str,
        kind: Kind = Kind.SYSTEM,
        happened_at: datetime | None = None,
        shift_id: int | None = None,
        record: tuple[str, int] | None = None,
        unit: str | None = None,
        person: str | None = None,
        phone: str | None = None,
        amends: int | None = None,
        important: bool = False,
        paper_number: str | None = None,
        paper_writer: str | None = None,
        payload: Mapping[str, Any] | None = None,
    ) -> int:
        """Append one entry that covers every register row changed since the last one; returns its number.

        ``happened`` is the event's name (``entry.written``), stored for ever.
        """
        rows = self._digests()
        values: dict[str, Any] = dict(payload or {})
        if self.tail.written_at and self.now < self.tail.written_at - _CLOCK_SLACK:
            values["clock_behind_s"] = int((self.tail.written_at - self.now).total_seconds())
        entry: dict[str, Any] = {
            "seq": self.next_seq,
            "canon": CANON_VERSION,
            "kind": kind.value,
            "event": happened,
            "happened_at": happened_at or self.now,
            "written_at": self.now,
            "author_id": self.author.id,
            "author_name": self.author.name,
            "shift_id": shift_id,
            "record_kind": record[0] if record else None,
            "record_id": record[1] if record else None,
            "amends": amends,
            "important": important,
            "paper_number": paper_number,
            "paper_writer": paper_writer,
            "text": straight(text),
            "unit": unit,
            "person": person,
            "phone": phone,
            "payload": canonical_json(values) if values else None,
        }
        self._append(entry, rows)
        self.changed.add("journal")
        return int(entry["seq"])

    def _append(self, entry: dict[str, Any], rows: list[tuple[str, int, bytes]]) -> None:
        entry["text_hash"] = digest(entry["text"])
        entry["payload_hash"] = digest(payload_text(entry))
        entry["rows_hash"] = rows_digest(rows)
        entry["previous_hash"] = self.tail.hash
        entry["hash"] = chain_hash(
            self.tail.hash, metadata_text(entry), entry["text_hash"], entry["payload_hash"], entry["rows_hash"]
        )
        connection = self.session.connection()
        connection.execute(_INSERT_ENTRY, entry)
        if rows:
            named = [{"seq": entry["seq"], "record_kind": k, "record_id": i, "digest": d} for k, i, d in rows]
            connection.execute(_INSERT_ROW, named)
        connection.execute(_INSERT_INDEX, {"seq": entry["seq"], "words": index_text(searched_text(entry))})
        self.tail = Tail(entry["seq"], entry["hash"], max(self.now, self.tail.written_at or self.now))

    def touch(self, row: Table) -> None:
        """Count a change of what hangs on this row as one of its own: it takes a new version."""
        column = next(each.key for each in row.__table__.columns if not each.primary_key)
        flag_modified(row, column)

    def settings(self) -> list[Setting]:
        """The office's settings as rows, to be changed."""
        return list(self.session.scalars(select(Setting)))

    def keep_despite(self, change: Callable[..., None], *args: object) -> None:
        """Do ``change(desk, *args)`` in a transaction of its own even though this one is refused: a wrong password."""
        self.despite.append((change, args))

    def close(self) -> None:
        """Refuse to commit a change that the journal does not know; what plans hold is made findable as it is now."""
        self.session.flush()
        self._gather()
        if self._contents:
            index_contents(self.session, self._contents.values())
        for key, row in self._pending.items():
            if self._journaled.get(key) != _digest_of(row):
                raise UnjournaledChange(f"{key[0].__tablename__} {key[1]} changed without a journal entry")

    def _digests(self) -> list[tuple[str, int, bytes]]:
        self.session.flush()
        self._gather()
        rows = []
        for (table, number), row in sorted(self._pending.items(), key=lambda kv: (kv[0][0].__tablename__, kv[0][1])):
            value = _digest_of(row)
            self._journaled[table, number] = value
            rows.append((table.__tablename__, number, value))
        self._pending.clear()
        return rows

    def _gather(self) -> None:
        for row in self._touched:
            self.changed.add(row.__tablename__)
            if is_content(row):
                self._contents[id(row)] = row
            if type(row).register:
                self._pending[type(row), row.id] = row  # type: ignore[attr-defined]  # every register counts its rows
        self._touched.clear()

    def note_flush(self, session: Session) -> None:
        """Remember what is about to be written; nothing is deleted from a register."""
        if any(type(row).register for row in session.deleted):
            raise UnjournaledChange("nothing is deleted from a register")
        self._touched.extend(session.new)
        self._touched.extend(row for row in session.dirty if session.is_modified(row))
        self.changed.update(row.__tablename__ for row in session.deleted)


class DeskWork(Session):
    """A session that tells its desk what it writes. Listened to as a class: once, not for each transaction."""


@event.listens_for(DeskWork, "before_flush")
def _before_flush(session: Session, *_: object) -> None:
    session.info[_DESK].note_flush(session)


@event.listens_for(DeskWork, "do_orm_execute")
def _before_execute(state: ORMExecuteState) -> None:
    if state.is_select:
        return
    mapper = state.bind_mapper
    if mapper is not None and getattr(mapper.class_, "register", False):
        raise UnjournaledChange(f"bulk change of {mapper.class_.__tablename__}")


def _digest_of(row: Table) -> bytes:
    table = type(row)
    return row_digest(table, {column.name: getattr(row, column.name) for column in table.__table__.columns})

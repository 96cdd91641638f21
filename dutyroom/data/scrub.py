"""After a removal: no freed page, no log of the database, no file and no automatic backup still says it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from dutyroom.data.backup import back_up
from dutyroom.data.folders import WAITING
from dutyroom.data.removal import DUE, forget_due, read_due
from dutyroom.data.store import Store
from dutyroom.data.tables import StoreNote
from dutyroom.data.trouble import troubles
from dutyroom.data.verify import attachment_path

_INDEXES: Final = (
    "journal_index",
    "plan_index",
    "plan_content_index",
    "matter_index",
    "hotline_index",
    "knowledge_index",
    "briefing_index",
)
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What was done beside the registers. ``left`` are backups that still say it; ``log_left``: another program reads."""

    backup: Path | None
    dropped: tuple[Path, ...]
    left: tuple[Path, ...]
    log_left: bool
    waiting: int = 0
    """Papers that waited for a printer: what each says cannot be told from its bytes, so all went."""


def backups_that_hold(folder: Path, seqs: Iterable[int]) -> tuple[Path, ...]:
    """The files among the automatic backups in which one of these entries still has its text, or may have it.

    What cannot be read as a store may hold anything, and a removal without entries may be in every one.
    """
    asked = sorted(seqs)
    return tuple(path for path in sorted(folder.glob("*")) if path.is_file() and _holds(path, asked))


def is_due(session: Session) -> bool:
    """Whether a removal has still to be finished."""
    return session.get(StoreNote, DUE) is not None


def finish_removal(store: Store) -> Finished | None:
    """Do what a removal noted to be done outside its transaction; None where nothing is due.

    Raises ``Trouble`` where the file cannot be rewritten or backed up: it stays due, and the next start tries again.
    """
    with store.desk() as desk:
        due = read_due(desk)
    if not due:
        return None
    for value in due["attachments"]:
        _shred(attachment_path(store.attachments, bytes.fromhex(value)))
    waiting = _drop_waiting(store.folder / WAITING)
    log_left = _rewrite(store)
    holding = backups_that_hold(store.backups, due["entries"])
    backup = back_up(store.path, store.backups, reason="daily", now=store.clock())
    holding = tuple(path for path in holding if path != backup)
    dropped = tuple(path for path in holding if due["drop_backups"] and _dropped(path))
    with store.desk() as desk:
        forget_due(desk)
    left = tuple(path for path in holding if path not in dropped)
    return Finished(backup=backup, dropped=dropped, left=left, log_left=log_left, waiting=waiting)


def _holds(path: Path, seqs: Sequence[int]) -> bool:
    if not seqs:
        return True
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            marks = ",".join("?" * len(seqs))
            asked = f"SELECT 1 FROM journal WHERE seq IN ({marks}) AND text IS NOT NULL LIMIT 1"  # noqa: S608  # marks only
            return connection.execute(asked, seqs).fetchone() is not None
    except sqlite3.DatabaseError:
        return True


def _rewrite(store: Store) -> bool:
    """Write the whole file anew, so that nothing freed is left in it, and empty the log; whether that must wait."""
    with store.alone(), troubles(store.path), closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA secure_delete = ON")
        for index in _INDEXES:
            # A word that went is only crossed out until the parts of the index are merged.
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608  # our own names
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(busy)


def _shred(path: Path) -> None:
    """Overwrite and remove a file; one that is gone already is no error."""
    with troubles(path), suppress(FileNotFoundError):
        with path.open("rb+") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(_PIECE, left)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def _drop_waiting(folder: Path) -> int:
    """Shred the papers that wait for a printer, and what is noted of each; how many they were."""
    files = [path for path in folder.glob("*") if path.is_file()] if folder.is_dir() else []
    for path in files:
        _shred(path)
    return sum(path.suffix == ".pdf" for path in files)


def _dropped(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True

"""Attachments: kept by the hash of their content, written and synced before the row that names them."""

from __future__ import annotations

import hashlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from dutyroom.data.desk import Desk
from dutyroom.data.store import Store
from dutyroom.data.tables import Attachment
from dutyroom.data.trouble import Trouble, troubles
from dutyroom.data.verify import attachment_path
from dutyroom.rules.removal import REMOVED

ATTACHMENTS: Final = "attachments"
"""The folder beside the database."""
_PIECE: Final = 1 << 20
_HEAD: Final = 64
_BROKEN_OFF_AFTER: Final = 86_400
"""Seconds; nothing is copied for so long."""
_PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class FileCopy:
    """A file copied beside the attachments and synced; it becomes one when a transaction keeps it."""

    part: Path
    name: str
    hash: bytes
    size: int

    def head(self) -> bytes:
        """The first bytes, by which a kind is known."""
        with self.part.open("rb") as stream:
            return stream.read(_HEAD)

    def drop(self) -> None:
        """Remove the copy where nothing kept it."""
        self.part.unlink(missing_ok=True)


def copy_file(folder: Path, source: Path, *, most: int | None = None) -> FileCopy:
    """Copy a file into the folder of attachments, outside any transaction.

    The hash is taken over what was copied, so that a file that changes or vanishes meanwhile leaves nothing wrong.
    Beyond ``most`` bytes a file that grows under way is not read on; ``size`` then says that there were more.
    """
    with troubles(folder):
        folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{uuid.uuid4().hex}{_PART}"
    try:
        return FileCopy(part, source.name, *_copied(source, part, most))
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def keep_copy(desk: Desk, copy: FileCopy) -> bytes:
    """Make the copy an attachment and name it; returns the SHA-256 of its content."""
    folder = desk.folder / ATTACHMENTS
    goal = attachment_path(folder, copy.hash)
    if not goal.exists():
        with troubles(folder):
            goal.parent.mkdir(parents=True, exist_ok=True)
            copy.part.replace(goal)
            _sync_folder(goal.parent)
    if desk.session.get(Attachment, copy.hash) is None:
        row = Attachment(hash=copy.hash, name=copy.name, size=goal.stat().st_size, kept_at=desk.now)
        desk.session.add(row)
        desk.session.flush()
    return copy.hash


def sweep_parts(store: Store) -> int:
    """Remove copies that a crash broke off, once they are a day old and so not under way; returns how many.

    A whole file that no row names stays: a store that was put aside by a restore may name it. ``check`` counts those.
    """
    before = store.clock().timestamp() - _BROKEN_OFF_AFTER
    old = [part for part in store.attachments.glob(f".*{_PART}") if part.stat().st_mtime < before]
    for part in old:
        part.unlink(missing_ok=True)
    return len(old)


def checked_copy(folder: Path, value: bytes, name: str, goal: Path) -> None:
    """Copy an attachment to ``goal``, which stands there whole or not at all.

    Raises ``Trouble``: ``attachment.lost`` where it is missing or no longer what its hash says, ``attachment.removed``
    where it was removed with the name it had.
    """
    if name == REMOVED:
        raise Trouble("attachment.removed")
    part = goal.with_name(f".{uuid.uuid4().hex}.part")
    try:
        found, _ = _copied(attachment_path(folder, value), part, None)
    except Trouble as trouble:
        part.unlink(missing_ok=True)
        raise Trouble("attachment.lost", name=name) if trouble.code == "file.unreadable" else trouble from trouble
    if found != value:
        part.unlink(missing_ok=True)
        raise Trouble("attachment.lost", name=name)
    with troubles(goal):
        part.replace(goal)


def _copied(source: Path, part: Path, most: int | None) -> tuple[bytes, int]:
    """Copy and sync; the hash and the size of what was written. Raises ``Trouble`` for either file."""
    found, size = hashlib.sha256(), 0
    try:
        reading = source.open("rb")
    except OSError as error:
        raise Trouble("file.unreadable", path=source, detail=str(error)) from error
    with reading, troubles(part.parent), part.open("wb") as writing:
        while (most is None or size <= most) and (piece := _read(reading, source)):
            size += len(piece)
            found.update(piece)
            writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())
    return found.digest(), size


def _sync_folder(folder: Path) -> None:
    """The name must be on the disk before the row that counts on it; other systems than POSIX sync it themselves."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(reading: BinaryIO, source: Path) -> bytes:
    try:
        return reading.read(_PIECE)
    except OSError as error:
        raise Trouble("file.unreadable", path=source, detail=str(error)) from error

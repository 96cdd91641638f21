"""Attachments: kept by the hash of their content, written and synced before the row that names them."""

from __future__ import annotations

import hashlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from dutyroom.data.desk import Desk
from dutyroom.data.tables import Attachment
from dutyroom.data.trouble import Trouble, troubles
from dutyroom.data.verify import attachment_path

_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FileCopy:
    """A file copied beside the attachments and synced; it becomes one when a transaction keeps it."""

    part: Path
    name: str
    hash: bytes

    def drop(self) -> None:
        """Remove the copy where nothing kept it."""
        self.part.unlink(missing_ok=True)


def copy_file(folder: Path, source: Path) -> FileCopy:
    """Copy a file into the folder of attachments, outside any transaction.

    The hash is taken over what was copied, so that a file that changes or vanishes meanwhile leaves nothing wrong.
    """
    with troubles(folder):
        folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{uuid.uuid4().hex}.part"
    try:
        return FileCopy(part, source.name, _copied(source, part))
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def keep_copy(desk: Desk, copy: FileCopy) -> bytes:
    """Make the copy an attachment and name it; returns the SHA-256 of its content."""
    folder = desk.folder / "attachments"
    goal = attachment_path(folder, copy.hash)
    if not goal.exists():
        with troubles(folder):
            goal.parent.mkdir(parents=True, exist_ok=True)
            copy.part.replace(goal)
    if desk.session.get(Attachment, copy.hash) is None:
        row = Attachment(hash=copy.hash, name=copy.name, size=goal.stat().st_size, kept_at=desk.now)
        desk.session.add(row)
        desk.session.flush()
    return copy.hash


def keep_attachment(desk: Desk, source: Path) -> bytes:
    """Copy a file beside the database and name it; returns the SHA-256 of its content."""
    copy = copy_file(desk.folder / "attachments", source)
    try:
        return keep_copy(desk, copy)
    finally:
        copy.drop()


def _copied(source: Path, part: Path) -> bytes:
    """Copy and sync; the hash of what was written. Raises ``Trouble`` for either file."""
    found = hashlib.sha256()
    try:
        reading = source.open("rb")
    except OSError as error:
        raise Trouble("file.unreadable", path=source, detail=str(error)) from error
    with reading, troubles(part.parent), part.open("wb") as writing:
        while piece := _read(reading, source):
            found.update(piece)
            writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())
    return found.digest()


def _read(reading: BinaryIO, source: Path) -> bytes:
    try:
        return reading.read(_PIECE)
    except OSError as error:
        raise Trouble("file.unreadable", path=source, detail=str(error)) from error

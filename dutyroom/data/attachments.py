"""Attachments: kept by the hash of their content, written and synced before the row that names them."""

from __future__ import annotations

import hashlib
import os
import uuid
from pathlib import Path
from typing import BinaryIO, Final

from dutyroom.data.desk import Desk
from dutyroom.data.tables import Attachment
from dutyroom.data.trouble import Trouble, troubles
from dutyroom.data.verify import attachment_path

_PIECE: Final = 1 << 20


def keep_attachment(desk: Desk, source: Path) -> bytes:
    """Copy a file beside the database and name it; returns the SHA-256 of its content.

    The hash is taken over what was copied, so that a file that changes or vanishes meanwhile leaves nothing wrong.
    """
    folder = desk.folder / "attachments"
    with troubles(folder):
        folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{uuid.uuid4().hex}.part"
    try:
        value = _copied(source, part)
        goal = attachment_path(folder, value)
        if not goal.exists():
            with troubles(folder):
                goal.parent.mkdir(parents=True, exist_ok=True)
                part.replace(goal)
    finally:
        part.unlink(missing_ok=True)
    if desk.session.get(Attachment, value) is None:
        desk.session.add(Attachment(hash=value, name=source.name, size=goal.stat().st_size, kept_at=desk.now))
        desk.session.flush()
    return value


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

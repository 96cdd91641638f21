"""Attachments: kept by the hash of their content, written and synced before the row that names them."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from dutyroom.data.desk import Desk
from dutyroom.data.tables import Attachment
from dutyroom.data.trouble import Trouble, troubles
from dutyroom.data.verify import attachment_path


def keep_attachment(desk: Desk, source: Path) -> bytes:
    """Copy a file beside the database and name it; returns the SHA-256 of its content."""
    folder = desk.folder / "attachments"
    try:
        with source.open("rb") as file:
            value = hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise Trouble("file.unreadable", path=source, detail=str(error)) from error
    goal = attachment_path(folder, value)
    if not goal.exists():
        with troubles(folder):
            goal.parent.mkdir(parents=True, exist_ok=True)
            part = goal.with_name(goal.name + ".part")
            shutil.copyfile(source, part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(goal)
    if desk.session.get(Attachment, value) is None:
        desk.session.add(Attachment(hash=value, name=source.name, size=goal.stat().st_size, kept_at=desk.now))
        desk.session.flush()
    return value

"""Trouble: what whoever keeps the machine can mend. The only place that knows the driver's errors."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "store.absent": mark("There is no store in {path}. Start the program once, or fill a sample with “dutyroom demo”."),
    "store.present": mark("There is already a store in {path}; choose an empty folder with --data."),
    "store.locked": mark("The store is being written by another program. Close it or try again in a moment; nothing typed is lost."),
    "store.read_only": mark("The store in {path} may not be written. Give this account the right to write there, then try again."),
    "store.damaged": mark("The store in {path} is damaged: {detail}. Restore the last backup with “dutyroom restore”."),
    "store.no_folder": mark("{path} cannot be made a folder for the store: {detail}. Choose another one with --data."),
    "store.not_a_store": mark("{path} is not a DutyRoom store."),
    "store.newer": mark("The store was written by a newer DutyRoom (schema {found}). Install that version; nothing was changed."),
    "store.network": mark("{path} lies on a network folder ({kind}), where a database can be destroyed. Choose a folder on this computer."),
    "store.disk_full": mark("The disk is full. Free some space, then try again; nothing typed is lost."),
    "store.out_of_reach": mark("The store in {path} cannot be opened: {detail}."),
    "store.input_output": mark("The disk reports an error while reading or writing ({detail}). Make a backup and have it checked."),
    "store.chain_broken": mark("The journal does not fit together at entry {seq}: {detail}. Run “dutyroom check” and keep the last backup."),
    "backup.damaged": mark("{path} is not a whole backup: {detail}. The present store was not touched."),
    "backup.not_live": mark("{path} holds sample or drill data, and the present store is a live one: nothing was changed. Restore it into an empty folder (--data)."),
    "backup.target_exists": mark("{path} exists already; choose another name."),
    "backup.is_folder": mark("No backup was made: {path} is a folder. Name a file in it."),
    "backup.read_only": mark("No backup was made: {path} may not be written to. Choose another folder, or give this account the right to write there."),
    "backup.disk_full": mark("No backup was made: the disk of {path} is full. Free some space there, or choose another disk."),
    "backup.no_folder": mark("No backup was made: {path} is a file and cannot be a folder. Choose another folder."),
    "backup.no_place": mark("No backup was made: {path} is not there. Put the drive in or make the folder, or choose another place."),
    "backup.unwritable": mark("No backup was made: {path} cannot be written ({detail}). Choose another place."),
    "file.unwritable": mark("{path} cannot be written: {detail}."),
    "file.disk_full": mark("{path} was not written: the disk is full. Free some space there, or choose another disk."),
    "file.special": mark("{path} is no ordinary file but a folder, a device or a pipe: nothing was written. Name a file."),
    "file.unreadable": mark("{path} cannot be read: {detail}."),
    "screen.none": mark("There is no screen to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set. Start the program at the desktop, or over “ssh -X”. The commands need no screen: see “dutyroom --help”."),
    "screen.away": mark("The screen {display} does not answer. Start the program at a desktop where somebody is signed in, or name its screen in DISPLAY. The commands need no screen: see “dutyroom --help”."),
    "screen.refused": mark("The window cannot be opened on this screen: {detail}. Install what is missing, or name another way in QT_QPA_PLATFORM. The commands need no screen: see “dutyroom --help”."),
    "attachment.removed": mark("The attachment was removed because it may not be kept here; the log says by whom, when and why."),
    "attachment.lost": mark("The attachment {name} is missing or changed on the disk. Restore it from a backup."),
}  # fmt: skip


class Trouble(Exception):
    """The environment stands in the way: disk, rights, another program, a newer file. Nothing was changed."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code}({', '.join(f'{k}={v!r}' for k, v in self.facts.items())})"


_PRIMARY: Final = {
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.not_a_store",
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_CANTOPEN: "store.out_of_reach",
    sqlite3.SQLITE_IOERR: "store.input_output",
}


_LEAST_FREE: Final = 1 << 16
"""Bytes: with less left on the disk SQLite cannot even make the files that stand beside an open store."""


def trouble_of(error: BaseException, path: object) -> Trouble | None:
    """The trouble that a driver's or the system's error stands for; None when it is a bug of ours."""
    wrapped = getattr(error, "orig", None)  # SQLAlchemy's errors hold the driver's
    if isinstance(wrapped, sqlite3.Error):
        error = wrapped
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        name = _PRIMARY.get(code & 0xFF) if code is not None else None
        if name in ("store.out_of_reach", "store.input_output"):
            name = _named_by_place(Path(str(path))) or name
        return Trouble(name, path=path, detail=str(error)) if name else None
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return Trouble("store.disk_full", path=path)
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return Trouble("store.read_only", path=path)
    return None


def _named_by_place(path: Path) -> str | None:
    """What is the matter with the disk or the folder where SQLite only says that it cannot open, read or write."""
    place = next((each for each in path.parents if each.is_dir()), None)
    if place is None:
        return None
    if shutil.disk_usage(place).free < _LEAST_FREE:
        return "store.disk_full"
    # Even reading needs files beside the store; on a read-only disk they cannot be made.
    return None if os.access(place, os.W_OK) else "store.read_only"


def _driver_errors() -> tuple[type[BaseException], ...]:
    """What a driver or the system raises; where SQLAlchemy is not loaded yet, none of its errors can be on the way."""
    loaded = sys.modules.get("sqlalchemy.exc")
    return (sqlite3.Error, OSError) if loaded is None else (loaded.DBAPIError, sqlite3.Error, OSError)


@contextmanager
def troubles(path: object) -> Iterator[None]:
    """Turn the driver's errors inside the block into :class:`Trouble`."""
    try:
        yield
    except _driver_errors() as error:
        trouble = trouble_of(error, path)
        if trouble is None:
            raise
        raise trouble from error

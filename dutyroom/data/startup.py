"""Opening a store: a list of steps, each of which can refuse in words before anything is touched."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import psutil

from dutyroom.data.backup import back_up, rotate_backups
from dutyroom.data.clock import Clock
from dutyroom.data.clock import utc_now as utc_now
from dutyroom.data.folders import DATABASE, make_folder
from dutyroom.data.migrations import HEAD, KNOWN
from dutyroom.data.notes import INDEX_NOTES
from dutyroom.data.store import Store, protect
from dutyroom.data.trouble import Trouble, troubles
from dutyroom.data.verify import verify_tail
from dutyroom.rules.tokeniser import TOKENISER_VERSION

NETWORK_KINDS = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afs",
        "afpfs",
        "webdav",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs2",
        "ncpfs",
        "9p",
        "fuse.gvfsd-fuse",
    ]
)
_DRIVE_REMOTE = 4
_SLICE = 15_000
"""Characters indexed in one transaction."""


def network_kind(folder: Path) -> str | None:
    """The kind of network folder that ``folder`` lies on, or None where it is on this computer."""
    if os.name == "nt":
        import ctypes  # noqa: PLC0415  # optional: only there

        anchor = folder.resolve().anchor
        windll = ctypes.windll  # type: ignore[attr-defined]  # on Windows only
        remote = anchor.startswith("\\\\") or windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
        return "SMB" if remote else None
    place = folder.resolve()
    best, kind = -1, ""
    for partition in psutil.disk_partitions(all=True):
        mount = Path(partition.mountpoint)
        if (place == mount or mount in place.parents) and len(mount.parts) >= best:
            best, kind = len(mount.parts), partition.fstype.lower()
    return kind if kind in NETWORK_KINDS else None


def open_store(folder: Path, *, clock: Clock = utc_now, report: Callable[[str], None] | None = None) -> Store:
    """Open the store in ``folder``: check the place and version, back up and migrate if due, verify the tail.

    Raises ``Trouble`` (``store.absent``, ``store.newer``, ``store.network`` …) before anything is changed.
    """
    path = folder / DATABASE
    with troubles(path):
        there = path.exists()
    if not there:
        raise Trouble("store.absent", path=folder)
    _refuse_network(folder)
    with troubles(path):
        found = _schema(path)
    if found is None:
        raise Trouble("store.not_a_store", path=path)
    if found not in KNOWN:
        raise Trouble("store.newer", path=path, found=found)
    if found != HEAD:
        if report:
            report("migrate")
        back_up(path, folder / "backups", reason=f"before-{HEAD}", now=clock())
        migrate(path)
    with troubles(path):
        store = Store(folder, clock)
        try:
            with store.reading() as session:
                verify_tail(session)
            _renew_index(store)
            _finish_removal(store)
        except BaseException:
            store.close()
            raise
    return store


def create_store(folder: Path, *, kind: str = "live", clock: Clock = utc_now) -> Store:
    """Make an empty store in ``folder`` and open it; refused where one is already."""
    path = folder / DATABASE
    make_folder(folder)
    with troubles(path):
        if path.exists():
            raise Trouble("store.present", path=folder)
        _refuse_network(folder)
        (folder / "attachments").mkdir(exist_ok=True)
        # Built beside its place and moved there whole: a crash half-way leaves no half store.
        raw = path.with_suffix(".new")
        raw.unlink(missing_ok=True)
        migrate(raw)
        notes = {"kind": kind, "identity": uuid.uuid4().hex, "tokeniser": str(TOKENISER_VERSION)}
        notes |= dict.fromkeys(INDEX_NOTES, "yes")
        with closing(sqlite3.connect(raw)) as connection, connection:
            connection.executemany("INSERT INTO store_note(key, value) VALUES (?, ?)", notes.items())
        protect(raw)
        raw.replace(path)
    return Store(folder, clock)


def daily_backup(store: Store, *, keep: int) -> Path | None:
    """A verified backup once a day at the first start; keeps the newest ``keep`` of them."""
    today = store.clock().strftime("%Y%m%d")
    if any(store.backups.glob(f"daily-{today}-*.db")):
        return None
    from dutyroom.data.attachments import sweep_parts  # noqa: PLC0415  # slow import

    with suppress(Trouble, OSError):  # a file that nobody needs is no reason to go without a backup
        sweep_parts(store)
    path = back_up(store.path, store.backups, reason="daily", now=store.clock())
    rotate_backups(store.backups, keep=keep)
    return path


def migrate(path: Path) -> None:
    """Bring the schema of the file to the newest step."""
    from alembic import command  # noqa: PLC0415  # slow import
    from alembic.config import Config  # noqa: PLC0415  # slow import
    from sqlalchemy import create_engine  # noqa: PLC0415  # slow import

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{path.as_posix()}")
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
    finally:
        engine.dispose()


def _refuse_network(folder: Path) -> None:
    kind = network_kind(folder)
    if kind:
        raise Trouble("store.network", path=folder, kind=kind)


def _schema(path: Path) -> str | None:
    """The schema's number, read without SQLAlchemy so that nothing heavy is loaded for it."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return None
            raise
    return str(row[0]) if row else None


def _finish_removal(store: Store) -> None:
    """Finish a removal that a crash or a full disk has broken off; where that fails the next start tries again."""
    from dutyroom.data.scrub import finish_removal, is_due  # noqa: PLC0415  # slow import: seldom needed

    with store.reading() as session:
        due = is_due(session)
    if due:
        with suppress(Trouble):
            finish_removal(store)


def _renew_index(store: Store) -> None:
    """Rebuild an index of another tokeniser or of an earlier version; finish what a broken-off import left."""
    from dutyroom.data.index import (  # noqa: PLC0415  # slow import: seldom needed
        index_waiting,
        lacks_headings,
        lacks_words,
        renew_index,
        renew_plans,
        tokeniser_of,
        waiting_texts,
    )

    with store.reading() as session:
        stale = tokeniser_of(session) != str(TOKENISER_VERSION) or lacks_words(session)
        plain = lacks_headings(session)
        waiting = waiting_texts(session)
    if stale or plain:
        (renew_index if stale else renew_plans)(store.path)
        return
    while waiting:
        with store.desk() as desk:
            index_waiting(desk.session, _SLICE)
            waiting = waiting_texts(desk.session)

"""Backup and restore: one verified file, safe while the store is in use; attachments travel inside it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dutyroom.data.folders import make_folder
from dutyroom.data.trouble import Trouble, trouble_of, troubles

_MEMBER = "dutyroom.db"
_INVENTED: Final = frozenset({"sample", "drill"})
_AT_PLACE: Final = {
    "store.disk_full": "backup.disk_full",
    "store.read_only": "backup.read_only",
    "store.out_of_reach": "backup.unwritable",
    "store.input_output": "backup.unwritable",
}
"""What a driver's or the system's error means where a backup is being written."""
_ABSENT: Final = (errno.ENOENT, errno.ENODEV, errno.ENXIO)
_DRIVES: Final = frozenset(map(Path, ("/media", "/mnt", "/Volumes", "/run/media")))
"""Where drives appear; nothing is made there by a program."""


def back_up(path: Path, folder: Path, *, reason: str, now: datetime) -> Path:
    """A consistent, verified copy of the database in ``folder``; returns its path."""
    with writing_backup(folder):
        _make_place(folder)
        target = folder / f"{reason}-{now:%Y%m%d-%H%M%S}.db"
        _copy(path, target)
    return target


@contextmanager
def writing_backup(place: Path) -> Iterator[None]:
    """Name what stands in the way of a backup by its place; the store's own trouble stays what it is."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _trouble_at(place, error) from error


def _trouble_at(place: Path, error: sqlite3.Error | OSError) -> Exception:
    known = trouble_of(error, place)
    code = _AT_PLACE.get(known.code) if known is not None else None
    if code is not None:
        return Trouble(code, path=place, detail=_detail(error))
    if known is not None:
        return known
    if isinstance(error, OSError):
        if _lies_under_file(place):
            return Trouble("backup.no_folder", path=next(each for each in place.parents if each.is_file()))
        code = "backup.no_place" if error.errno in _ABSENT else "backup.unwritable"
        return Trouble(code, path=place, detail=_detail(error))
    return error


def _detail(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _lies_under_file(place: Path) -> bool:
    return any(each.is_file() for each in place.parents)


def _make_place(folder: Path) -> None:
    """Make the folder of a backup, but none above it: where that is missing, a drive is missing or a name is wrong."""
    if folder.is_file():
        raise Trouble("backup.no_folder", path=folder)
    if folder.parent in _DRIVES and not folder.exists():
        raise Trouble("backup.no_place", path=folder)  # made there it would lie on the computer's own disk
    folder.mkdir(exist_ok=True)


def rotate_backups(folder: Path, *, keep: int) -> None:
    """Keep the newest ``keep`` daily backups, and the first of each month whatever its age."""
    daily = sorted(folder.glob("daily-*.db"))
    months: set[str] = set()
    for backup in daily:
        month = backup.name[6:12]
        first = month not in months
        months.add(month)
        if not first and backup not in daily[-keep:]:
            backup.unlink(missing_ok=True)


def newest_backup(folder: Path) -> datetime | None:
    """When the newest backup in the folder of automatic ones was made, by its name; None where there is none."""
    made = []
    for path in folder.glob("*.db"):
        with suppress(ValueError):  # a file of another name is none of ours
            made.append(datetime.strptime("-".join(path.stem.rsplit("-", 2)[1:]), "%Y%m%d-%H%M%S").replace(tzinfo=UTC))
    return max(made, default=None)


def write_backup(folder: Path, target: Path) -> Path:
    """One file with the database and all attachments; refused where ``target`` exists."""
    if target.exists():
        raise Trouble("backup.is_folder" if target.is_dir() else "backup.target_exists", path=target)
    made = not target.parent.exists()
    with writing_backup(target):
        _make_place(target.parent)
        copy = target.with_name(target.name + ".database")
        part = target.with_name(target.name + ".part")
        try:
            _copy(folder / _MEMBER, copy)
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.write(copy, _MEMBER)
                for file in sorted((folder / "attachments").rglob("*")):
                    if file.is_file() and not file.name.endswith(".part"):
                        archive.write(file, file.relative_to(folder).as_posix())
            _sync(part)
            _verify(part)
            part.replace(target)
        finally:
            _clear(copy, part)
            if made and not target.exists():
                with suppress(OSError):
                    target.parent.rmdir()
    return target


def _clear(*halves: Path) -> None:
    """Leave nothing half-written behind; what the disk does not let go must not hide why the backup failed."""
    for half in halves:
        for each in (half, half.with_name(half.name + "-journal")):
            with suppress(OSError):
                each.unlink(missing_ok=True)


def kinds_met(source: Path, folder: Path) -> tuple[str, str]:
    """The kinds of a backup and of the store that it would replace, as :func:`kind_of` says them.

    Raises ``Trouble("backup.not_live")`` where :func:`restore_backup` would.
    """
    _refuse_unreadable(source)
    present = kind_of(folder / _MEMBER)
    if not present:
        return "", ""
    with troubles(folder / _MEMBER), tempfile.TemporaryDirectory(prefix="looking-", dir=folder) as place:
        if zipfile.is_zipfile(source):
            _verify(source)
            with zipfile.ZipFile(source) as archive:
                kind = kind_of(Path(archive.extract(_MEMBER, place)))
        else:
            kind = kind_of(source)
    _refuse_invented(kind, present, source)
    return kind, present


def kind_of(database: Path) -> str:
    """Live, sample or drill; empty where there is no store, nothing in its log, or none that can be read."""
    # As if nothing ever changed it, so that a backup on a medium that is read only needs no file beside it.
    lone = not database.with_name(database.name + "-wal").exists()
    uri = f"{database.resolve().as_uri()}?mode=ro{'&immutable=1' if lone else ''}"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
            if connection.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is None:
                return ""
            row = connection.execute("SELECT value FROM store_note WHERE key = 'kind'").fetchone()
    except sqlite3.DatabaseError:
        return ""
    return str(row[0]) if row else "live"


def _refuse_invented(kind: str, present: str, source: Path) -> None:
    """Invented records must never stand where real ones are looked for; the other way round is somebody's choice."""
    if present == "live" and kind in _INVENTED:
        raise Trouble("backup.not_live", path=source)


def restore_backup(source: Path, folder: Path) -> Path | None:
    """Put a backup in the store's place; what was there is moved aside, never thrown away.

    Returns where the former store went. Raises ``Trouble`` before anything is touched when the backup is not whole,
    or of another kind than may stand there.
    """
    _refuse_unreadable(source)
    make_folder(folder)
    with troubles(folder / _MEMBER):
        fresh = folder / "restoring"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        try:
            if zipfile.is_zipfile(source):
                _verify(source)
                with zipfile.ZipFile(source) as archive:
                    for member in archive.infolist():
                        if member.filename == _MEMBER or member.filename.startswith("attachments/"):
                            archive.extract(member, fresh)
            else:
                shutil.copyfile(source, fresh / _MEMBER)
            _whole(fresh / _MEMBER, source)
            _refuse_invented(kind_of(fresh / _MEMBER), kind_of(folder / _MEMBER), source)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        return _exchange(fresh, folder, source)


def _refuse_unreadable(source: Path) -> None:
    if not source.is_file():
        raise Trouble("file.unreadable", path=source, detail=os.strerror(errno.ENOENT))
    try:
        source.open("rb").close()
    except OSError as error:
        raise Trouble("file.unreadable", path=source, detail=error.strerror) from error


def _exchange(fresh: Path, folder: Path, source: Path) -> Path | None:
    former = None
    database = folder / _MEMBER
    if database.exists():
        _fold(database)
        former = (
            folder
            / "backups"
            / f"replaced-{hashlib.sha256(source.name.encode()).hexdigest()[:6]}-{_stamp(database)}.db"
        )
        former.parent.mkdir(exist_ok=True)
        shutil.copyfile(database, former)
        _sync(former)
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    (fresh / _MEMBER).replace(database)
    # Attachments are named by their content, so those of both stores can lie side by side.
    for file in sorted((fresh / "attachments").rglob("*")):
        if file.is_file():
            goal = folder / file.relative_to(fresh)
            goal.parent.mkdir(parents=True, exist_ok=True)
            file.replace(goal)
    shutil.rmtree(fresh, ignore_errors=True)
    return former


def _fold(database: Path) -> None:
    """Fold the write-ahead log into the file, refused while another program has the store open."""
    try:
        with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        # A damaged store is just what a restore is for: it is kept aside as it is.


def _stamp(database: Path) -> str:
    return f"{int(database.stat().st_mtime)}"


def _copy(path: Path, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            with troubles(path):  # the store's own trouble, not that of the place of the copy
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=2048)
            copy.execute("PRAGMA journal_mode = DELETE")
        _whole(part, target)
        _sync(part)
        part.replace(target)
    finally:
        _clear(part)


def _whole(database: Path, named: Path) -> None:
    """Refuse a copy that does not read back whole."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            connection.execute("SELECT seq FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        raise Trouble("backup.damaged", path=named, detail=str(error)) from error
    if answer != "ok":
        raise Trouble("backup.damaged", path=named, detail=str(answer))


def _verify(archive: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as opened:
            bad = opened.testzip()
            if bad or _MEMBER not in opened.namelist():
                raise Trouble("backup.damaged", path=archive, detail=bad or _MEMBER)
            if any(Path(name).is_absolute() or ".." in Path(name).parts for name in opened.namelist()):
                raise Trouble("backup.damaged", path=archive, detail="paths")
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise Trouble("backup.damaged", path=archive, detail=str(error)) from error


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())

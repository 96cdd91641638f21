"""A backup to a place that cannot be written: named by its place and why, and nothing half-written stays behind."""

from __future__ import annotations

import errno
import sqlite3
import zipfile
from pathlib import Path

import pytest

from dutyroom.data import backup
from dutyroom.data.backup import back_up, write_backup
from dutyroom.data.startup import daily_backup
from dutyroom.data.trouble import SENTENCES, Trouble


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "backup.disk_full"),
        (errno.EDQUOT, "backup.disk_full"),
        (errno.EACCES, "backup.read_only"),
        (errno.EROFS, "backup.read_only"),
        (errno.ENODEV, "backup.no_place"),
        (errno.EIO, "backup.unwritable"),
        (errno.ENAMETOOLONG, "backup.unwritable"),
    ],
)
def test_what_the_disk_refuses_is_named_with_the_place(room, tmp_path, monkeypatch, number, code):
    def refuse(*_args, **_named):
        raise OSError(number, "the system's own words")

    target = tmp_path / "usb" / "room.backup"
    monkeypatch.setattr(zipfile.ZipFile, "write", refuse)
    with pytest.raises(Trouble) as trouble:
        write_backup(room.folder, target)
    assert trouble.value.code == code
    assert trouble.value.facts["path"] == target
    assert {"path", "detail"} >= set(trouble.value.facts)
    assert code in SENTENCES
    assert not target.parent.exists()
    monkeypatch.undo()
    assert write_backup(room.folder, target) == target


def test_a_disk_that_fills_while_the_database_is_copied_is_named_too(room, tmp_path, monkeypatch):
    def full(part: Path, _named: Path) -> None:
        part.with_name(part.name + "-journal").touch()
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(backup, "_whole", full)
    with pytest.raises(Trouble) as trouble:
        write_backup(room.folder, tmp_path / "room.backup")
    assert trouble.value.code == "backup.disk_full"
    assert left(tmp_path) == left(room.folder)


@pytest.mark.parametrize(
    ("made", "asked", "code", "named"),
    [
        ("", "gone/drive/room.backup", "backup.no_place", "gone/drive/room.backup"),
        ("usb", "usb/room.backup", "backup.no_folder", "usb"),
        ("usb", "usb/deep/room.backup", "backup.no_folder", "usb"),
    ],
)
def test_a_missing_drive_and_a_file_in_place_of_a_folder(room, tmp_path, made, asked, code, named):
    if made:
        (tmp_path / made).write_text("a file")
    with pytest.raises(Trouble) as trouble:
        write_backup(room.folder, tmp_path / asked)
    assert (trouble.value.code, trouble.value.facts["path"]) == (code, tmp_path / named)
    assert not (tmp_path / "gone").exists()


def test_nothing_is_made_where_drives_appear(room):
    with pytest.raises(Trouble) as trouble:
        write_backup(room.folder, Path("/mnt/no-such-drive/room.backup"))
    assert trouble.value.code == "backup.no_place"


def test_a_folder_is_no_file(room, tmp_path):
    with pytest.raises(Trouble) as trouble:
        write_backup(room.folder, tmp_path)
    assert trouble.value.code == "backup.is_folder"


def test_the_daily_backup_names_its_folder_and_works_once_that_is_mended(room):
    room.store.backups.write_text("a file in place of the folder")
    with pytest.raises(Trouble) as trouble:
        daily_backup(room.store, keep=3)
    assert (trouble.value.code, trouble.value.facts["path"]) == ("backup.no_folder", room.store.backups)
    room.store.backups.unlink()
    assert daily_backup(room.store, keep=3) is not None


def test_a_damaged_store_is_not_taken_for_a_damaged_disk(room, tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 100)
    with pytest.raises(Trouble) as trouble:
        back_up(broken, tmp_path / "backups", reason="daily", now=room.now)
    assert trouble.value.code == "store.not_a_store"

"""What is the matter with the machine, named as it is: on real disks, where the system lets us make one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dutyroom.data.backup import restore_backup, write_backup
from dutyroom.data.bulk import filling
from dutyroom.data.startup import create_store, open_store
from dutyroom.data.trouble import Trouble
from tests.samples import Room

ON_A_DISK_OF_ITS_OWN = """
set -e
mount -t tmpfs -o size=3m tmpfs "$1"
cp -r "$2"/. "$1"
if [ "$3" = full ]; then
    dd if=/dev/zero of="$1/fill" bs=1k 2>/dev/null || true
else
    mount -o remount,ro "$1"
fi
exec "$4" -c "$5" "$1" "$6"
"""
OPEN = """
import json, sys
from pathlib import Path
from dutyroom.data.backup import write_backup
from dutyroom.data.startup import open_store
from dutyroom.data.trouble import Trouble
said = []
for what in (lambda: open_store(Path(sys.argv[1])).close(), lambda: write_backup(Path(sys.argv[1]), Path(sys.argv[2]))):
    try:
        what()
    except Trouble as trouble:
        said.append((trouble.code, str(trouble.facts.get("path"))))
print(json.dumps(said))
"""


def on_a_disk(state: str, store: Path, mount: Path, backup: Path) -> list[list[str]]:
    """What opening and backing up the store says on a disk that is full, or may not be written."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare here")
    mount.mkdir()
    words = [ON_A_DISK_OF_ITS_OWN, "sh", mount, store, state, sys.executable, OPEN, backup]
    ran = subprocess.run(
        [unshare, "--mount", "--map-root-user", "sh", "-c", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if ran.returncode and not ran.stdout:
        pytest.skip(f"no disk of its own: {ran.stderr.strip()[-200:]}")
    return json.loads(ran.stdout)


@pytest.mark.parametrize(("state", "code"), [("read-only", "store.read_only"), ("full", "store.disk_full")])
def test_a_disk_that_is_full_or_may_not_be_written_is_named(room: Room, tmp_path: Path, state: str, code: str) -> None:
    room.store.close()
    mount = tmp_path / "disk"
    said = on_a_disk(state, room.folder, mount, tmp_path / "backup.zip")
    assert said == [[code, f"{mount}/dutyroom.db"]] * 2, "of the store, not of the place of the backup"


@pytest.fixture
def no_folder(tmp_path: Path) -> Path:
    """A place where no folder can be made: below a file."""
    (tmp_path / "file").write_text("x")
    return tmp_path / "file" / "store"


def test_where_no_folder_can_be_made_that_is_said(room: Room, tmp_path: Path, no_folder: Path) -> None:
    backup = write_backup(room.folder, tmp_path / "keep.zip")

    def fill() -> None:
        with filling(no_folder, kind="sample"):
            pass

    for make in (fill, lambda: create_store(no_folder), lambda: restore_backup(backup, no_folder)):
        with pytest.raises(Trouble) as caught:
            make()
        assert (caught.value.code, caught.value.facts["path"]) == ("store.no_folder", no_folder)
    with pytest.raises(Trouble, match=r"store\.absent"):
        open_store(no_folder)


def test_a_backup_that_is_not_there_is_named_not_the_store(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"file\.unreadable"):
        restore_backup(tmp_path / "nothing.zip", tmp_path / "store")
    assert not (tmp_path / "store").exists()

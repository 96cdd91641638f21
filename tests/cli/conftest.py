"""The command line as a person calls it, a store in a folder of its own.

One test of each command starts the process that a person starts; the others look at the answer and stay in this one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dutyroom.__main__ import main
from dutyroom.actions.office import set_up_office
from dutyroom.actions.sample import fill_sample
from dutyroom.data.startup import create_store
from dutyroom.rules.office import FirstPerson, OfficeSettings, SetUpOffice
from tests.ready_made import furnished, quick_hashes

UNTIL = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
Ran = subprocess.CompletedProcess[str]
Call = Callable[..., Ran]


@pytest.fixture
def dutyroom(tmp_path: Path) -> Call:
    """Call ``dutyroom`` with the store in ``tmp_path/store``; ``password`` is what DUTYROOM_PASSWORD says."""

    def call(*words: object, password: str | None = None, language: str | None = "en") -> Ran:
        env = {**os.environ, "DUTYROOM_PASSWORD": password} if password is not None else dict(os.environ)
        named = ["--lang", language] if language else []
        return subprocess.run(
            [sys.executable, "-m", "dutyroom", "--data", str(tmp_path / "store"), *named, *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=env,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=120,
        )

    return call


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """The same in this process, without the second that a process takes to start."""

    def call(*words: object, password: str | None = None, language: str | None = "en") -> Ran:
        named = ["--lang", language] if language else []
        argv = ["--data", str(tmp_path / "store"), *named, *map(str, words)]
        with pytest.MonkeyPatch.context() as patch:
            if password is not None:
                patch.setenv("DUTYROOM_PASSWORD", password)
            status = main(argv)
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(argv, status, out, err)

    return call


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample store that nobody changes."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    with quick_hashes():
        fill_sample(folder, entries=150, seed=3, until=UNTIL)
    return folder


@pytest.fixture
def sample(sample_once: Path, tmp_path: Path) -> Path:
    """A sample store to call upon."""
    return Path(shutil.copytree(sample_once, tmp_path / "store"))


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A live store with an administrator and an officer, both with accounts."""
    folder = tmp_path / "store"
    furnished(folder, "command line", _set_up)
    return folder


def _set_up(folder: Path) -> None:
    people = (
        FirstPerson(name="王一", roles=frozenset({"officer", "administrator"}), password="secret1"),
        FirstPerson(name="李二", roles=frozenset({"officer"}), password="secret2"),
    )
    with closing(create_store(folder, clock=lambda: UNTIL)) as store, store.desk() as desk:
        set_up_office(desk, SetUpOffice(settings=OfficeSettings(), people=people))

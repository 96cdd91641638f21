"""Stores furnished once a process and copied for each test: migrating and hashing passwords takes a second."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import argon2
import pytest

from dutyroom.data import startup
from dutyroom.data.store import DATABASE

Found = TypeVar("Found")
_MADE: dict[Hashable, tuple[Path, object]] = {}


def furnished(folder: Path, key: Hashable, furnish: Callable[[Path], Found]) -> Found:
    """Copy into ``folder`` the store that ``furnish`` makes and closes; what it returned comes with each copy.

    Stores of the same ``key`` are the same, but for the identity: two copies are two duty rooms.
    """
    if key not in _MADE:
        home = Path(tempfile.mkdtemp(prefix="dutyroom-furnished-"))
        with quick_hashes():
            _MADE[key] = (home / "store", furnish(home / "store"))
    original, found = _MADE[key]
    shutil.copytree(original, folder, dirs_exist_ok=True)
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.execute("UPDATE store_note SET value = ? WHERE key = 'identity'", (uuid.uuid4().hex,))
    return found  # type: ignore[return-value]


def forget() -> None:
    """Remove the stores that were furnished; to be called when the process has run its tests."""
    for home, _ in _MADE.values():
        shutil.rmtree(home, ignore_errors=True)
    _MADE.clear()


@contextmanager
def migrated_once(folder: Path) -> Iterator[None]:
    """Take every new store through the steps of the schema once and copy what came of it: the steps take half a second.

    A store that is there already goes through them as ever.
    """
    pristine = folder / "pristine.db"
    real = startup.migrate

    def migrate(path: Path) -> None:
        if path.exists():
            real(path)
            return
        if not pristine.exists():
            real(pristine)
        shutil.copyfile(pristine, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup, "migrate", migrate)
        yield


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Hash passwords with little work; a hash says itself how it is verified, so the program need not know."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2, "PasswordHasher", partial(argon2.PasswordHasher, time_cost=1, memory_cost=64))
        yield

"""Where the duty room's data lies on this computer."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Final

from dutyroom.data.trouble import Trouble, trouble_of

DATABASE: Final = "dutyroom.db"
"""The file of a store in its folder."""

WAITING: Final = "waiting-prints"
"""The folder of papers that wait for a printer, beside the store."""


def data_folder(given: Path | None = None) -> Path:
    """The folder of the store: the one given, otherwise the platform's place for a user's data."""
    if given is not None:
        return given.expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415  # slow import: only where no folder is named

    return user_data_path("dutyroom", appauthor=False)


def sample_folder(live: Path) -> Path:
    """The folder of the sample that belongs to a live folder; never the live one."""
    return live.with_name(live.name + "-sample")


def drill_folder(live: Path) -> Path:
    """A folder beside the live one in which nothing lies yet, for a drill."""
    names = (f"{live.name}-drill{f'-{number}' if number > 1 else ''}" for number in count(1))
    return next(folder for folder in map(live.with_name, names) if not folder.exists())


def faces_cache() -> Path:
    """The folder of faces made ready for paper, shared by every store; may be thrown away."""
    from platformdirs import user_cache_path  # noqa: PLC0415  # slow import: only for paper

    return user_cache_path("DutyRoom", appauthor=False) / "fonts"


def make_folder(folder: Path) -> None:
    """Make the folder of a store where it is not there yet. Raises ``Trouble`` where there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise trouble_of(error, folder) or Trouble("store.no_folder", path=folder, detail=error.strerror) from error


def refuse_special(target: Path) -> None:
    """A file is written beside its place and moved there: a device, a pipe or a folder must not be moved away by it."""
    try:
        is_special = target.exists() and not target.is_file()
    except OSError as error:
        raise Trouble("file.unwritable", path=target, detail=error.strerror or str(error)) from error
    if is_special:
        raise Trouble("file.special", path=target)

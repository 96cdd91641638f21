"""Containers: the files inside a zip or a mail, unpacked beside one another, each named by its path inside.

An archive may mean harm: names that lead elsewhere, links, bombs, archives in archives. What is not unpacked is named.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dutyroom.readers.document import Member, ReadFailure
from dutyroom.readers.eml import attached, open_mail, says_little
from dutyroom.readers.filekind import LARGEST_FILE_MB, file_kind
from dutyroom.readers.zip_names import is_safe_name, member_names

MOST_MEMBERS: Final = 20_000
MOST_UNPACKED_MB: Final = 1_000
DEEPEST: Final = 3
"""Archives inside one another."""
_MB: Final = 1_000_000
_ABSURD_RATIO: Final = 200
_RATIO_FROM: Final = 20_000_000
_PIECE: Final = 1 << 20
_LONGEST_ENDING: Final = 12
_SKIPPED: Final = frozenset(("thumbs.db", "desktop.ini"))


@dataclass(slots=True)
class _Room:
    """Where files are unpacked, and how much more of them there may be."""

    folder: Path
    left: int = MOST_UNPACKED_MB * _MB
    count: int = 0

    def place(self, name: str) -> Path:
        """Where the next file goes: a number, so that no name means harm, with the ending that tells its kind."""
        self.count += 1
        ending = Path(name).suffix.lower()
        fits = ending.isascii() and ending[1:].isalnum() and len(ending) <= _LONGEST_ENDING
        return self.folder / f"{self.count:05}{ending if fits else ''}"


def expanded(path: Path, folder: Path) -> tuple[Member, ...] | None:
    """What the container holds, unpacked into ``folder``; None where the file is no container.

    Raises :class:`ReadFailure` for one that cannot be opened at all.
    """
    kind = file_kind(path)
    if kind not in ("zip", "eml"):
        return None
    return tuple(_inside(path, kind, _Room(folder), 1))


def _inside(path: Path, kind: str, room: _Room, depth: int) -> Iterator[Member]:
    found = _zipped(path, room) if kind == "zip" else _mailed(path, room)
    for member in found:
        inner = _container_kind(member) if member.name and member.result == "ok" else None
        if inner is None:
            yield member
        elif depth >= DEEPEST:
            yield replace(member, file="", result="too-large", detail="file.member.deep", facts={"limit": DEEPEST})
        else:
            yield from _opened_inside(member, inner, room, depth)


def _opened_inside(member: Member, kind: str, room: _Room, depth: int) -> Iterator[Member]:
    try:
        for each in _inside(Path(member.file), kind, room, depth + 1):
            yield replace(each, name=f"{member.name}/{each.name}".rstrip("/"))
    except ReadFailure as failure:
        yield _refused(member.name, failure)
    if kind == "zip":
        Path(member.file).unlink(missing_ok=True)


def _container_kind(member: Member) -> str | None:
    if not member.file.endswith((".zip", ".eml")):
        return None
    try:
        kind = file_kind(Path(member.file))
    except ReadFailure:
        return None  # reading it will say why
    return kind if kind in ("zip", "eml") else None


def _refused(name: str, failure: ReadFailure) -> Member:
    return Member(name=name, result=failure.result, detail=failure.detail, facts=failure.facts)


def _zipped(path: Path, room: _Room) -> Iterator[Member]:
    """The files of a zip, in their order."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            packed = max(1, path.stat().st_size)
            unpacked = sum(part.file_size for part in parts)
            if unpacked > room.left or (unpacked > _RATIO_FROM and unpacked > _ABSURD_RATIO * packed):
                raise ReadFailure("too-large", "file.bomb", limit=MOST_UNPACKED_MB)
            for part, name in zip(parts, member_names(parts), strict=True):
                if part.is_dir() or name.endswith("/") or _is_skipped(name):
                    continue
                if room.count >= MOST_MEMBERS:
                    yield Member(name="…", result="too-large", detail="file.member.many", facts={"limit": MOST_MEMBERS})
                    return
                yield _unpacked(archive, part, name, room)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as problem:
        raise ReadFailure("damaged", "file.damaged", kind="zip") from problem


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, room: _Room) -> Member:
    if not is_safe_name(name):
        return Member(name=name, result="unsupported", detail="file.member.name")
    if stat.S_ISLNK(part.external_attr >> 16):
        return Member(name=name, result="unsupported", detail="file.member.link")
    if part.flag_bits & 1:
        return Member(name=name, result="encrypted", detail="file.encrypted")
    goal = room.place(name)
    try:
        _copy_part(archive, part, goal, room)
    except ReadFailure as failure:
        goal.unlink(missing_ok=True)
        return _refused(name, failure)
    except NotImplementedError:
        return Member(name=name, result="unsupported", detail="file.member.method")
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        goal.unlink(missing_ok=True)
        return Member(name=name, result="damaged", detail="file.damaged", facts={"kind": "zip"})
    return Member(name=name, file=str(goal))


def _copy_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, goal: Path, room: _Room) -> None:
    """Unpack one file, counting what really comes out: an archive may lie about its sizes."""
    size = 0
    with archive.open(part) as stream, goal.open("wb") as writing:
        while piece := stream.read(_PIECE):
            size += len(piece)
            room.left -= len(piece)
            if size > LARGEST_FILE_MB * _MB:
                raise ReadFailure("too-large", "file.too_large", limit=LARGEST_FILE_MB)
            if room.left < 0:
                raise ReadFailure("too-large", "file.bomb", limit=MOST_UNPACKED_MB)
            writing.write(piece)


def _is_skipped(name: str) -> bool:
    """What systems leave behind, as in a folder: hidden files, locks of office programs."""
    parts = name.split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return hidden or parts[0] == "__MACOSX" or parts[-1].startswith("~$") or parts[-1].lower() in _SKIPPED


def _mailed(path: Path, room: _Room) -> Iterator[Member]:
    """The mail itself, then what is attached to it; a mail that only hands over its files is no document."""
    mail = open_mail(path)
    files = list(attached(mail))
    if not files or not says_little(mail):
        yield Member(name="", file=str(path))
    for name, content in files:
        bare = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "").strip() or "1"
        if len(content) > room.left:
            yield Member(name=bare, result="too-large", detail="file.bomb", facts={"limit": MOST_UNPACKED_MB})
            continue
        room.left -= len(content)
        goal = room.place(bare)
        goal.write_bytes(content)
        yield Member(name=bare, file=str(goal))

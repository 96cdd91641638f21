"""Reading ahead: files are read in several processes while the one before is kept; they come back in their order."""

from __future__ import annotations

import queue
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from dutyroom.readers.document import Reading
from dutyroom.readers.filekind import CONTAINER_SUFFIXES
from dutyroom.rules.plan_import import shown_path

_AHEAD: Final = 2
"""Files that wait to be kept, for each process that reads."""


class PlanReader(Protocol):
    """Reads a file elsewhere; see :mod:`dutyroom.readers.reading`."""

    def read_plan(self, path: Path, name: str = ..., /) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that was read: ``shown`` is its path for people, ``path`` where it lies (of a member: unpacked).

    ``size`` and ``changed_at`` (nanoseconds) are those of the file chosen, from before it was read. Without a reading
    it says that every file of a container was seen to: its path ends with a slash, ``path`` is where it was unpacked.
    """

    shown: str
    path: Path
    name: str
    size: int
    changed_at: int
    reading: Any
    is_member: bool = False


class ReadingAhead:
    """Reads the files in turn with all the readers; ``is_done(shown, size, changed_at)`` tells which to leave out.

    ``found(count)`` tells how many files a container holds beside itself.
    """

    def __init__(
        self,
        files: Iterable[Path],
        readers: Sequence[PlanReader],
        *,
        is_done: Callable[[str, int, int], bool] = lambda *_: False,
        found: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._files = files
        self._free: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for reader in readers:
            self._free.put(reader)
        self._count = len(readers)
        self._is_done, self._found = is_done, found
        self._folders: list[Path] = []

    def read(self) -> Iterator[Incoming]:
        """The files as they were read, in order."""
        pool = ThreadPoolExecutor(self._count, "reading ahead")
        waiting: deque[Future[Incoming]] = deque()
        try:
            for job in self._jobs():
                waiting.append(pool.submit(job))
                while len(waiting) > self._count * _AHEAD:
                    yield from self._next(waiting)
            while waiting:
                yield from self._next(waiting)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            for folder in self._folders:
                shutil.rmtree(folder, ignore_errors=True)

    def _next(self, waiting: deque[Future[Incoming]]) -> Iterator[Incoming]:
        """The next file; what was unpacked of a container goes once all of it was seen to."""
        item = waiting.popleft().result()
        yield item
        if item.reading is None:
            shutil.rmtree(item.path, ignore_errors=True)
            self._folders.remove(item.path)

    def read_again(self, item: Incoming) -> Incoming:
        """Read a file anew that changed meanwhile."""
        return self._one(item.path)

    def _jobs(self) -> Iterator[Callable[[], Incoming]]:
        for path in self._files:
            shown = shown_path(str(path))
            size, changed_at, failure = _stamp(path)
            if failure is not None:
                yield _job(_incoming(shown, path, size, changed_at, failure))
            elif self._is_done(shown, size, changed_at) or self._is_done(f"{shown}/", size, changed_at):
                continue
            elif path.suffix.lower() in CONTAINER_SUFFIXES:
                yield from self._members(path, shown, size, changed_at)
            else:
                yield partial(self._one, path)

    def _members(self, path: Path, shown: str, size: int, changed_at: int) -> Iterator[Callable[[], Incoming]]:
        folder = Path(tempfile.mkdtemp(prefix="dutyroom-import-"))
        self._folders.append(folder)
        with self._reader() as reader:
            opened: Reading = reader.unpack(path, folder)
        if opened.result != "ok":
            yield _job(_incoming(shown, path, size, changed_at, opened))
            return
        if opened.members is None:
            yield partial(self._one, path)
            return
        self._found(len(opened.members) - 1)
        for member in opened.members:
            within = f"{shown}/{member.name}" if member.name else shown
            if self._is_done(within, size, changed_at):
                continue
            item = Incoming(
                shown=within,
                path=Path(member.file),
                name=(member.name or path.name).rsplit("/", 1)[-1],
                size=size,
                changed_at=changed_at,
                reading=Reading(member.result, detail=member.detail, facts=member.facts),
                is_member=True,
            )
            yield partial(self._member, item) if member.result == "ok" else _job(item)
        yield _job(_incoming(f"{shown}/", folder, size, changed_at, None))

    def _member(self, item: Incoming) -> Incoming:
        with self._reader() as reader:
            reading = _read(reader, item.path, item.name)
        return Incoming(
            shown=item.shown,
            path=item.path,
            name=item.name,
            size=item.size,
            changed_at=item.changed_at,
            reading=reading,
            is_member=True,
        )

    def _one(self, path: Path) -> Incoming:
        size, changed_at, failure = _stamp(path)
        if failure is None:
            with self._reader() as reader:
                failure = _read(reader, path, shown_path(path.name))
        return _incoming(shown_path(str(path)), path, size, changed_at, failure)

    @contextmanager
    def _reader(self) -> Iterator[Any]:
        reader = self._free.get()
        try:
            yield reader
        finally:
            self._free.put(reader)


def _read(reader: Any, path: Path, name: str) -> Any:
    """Read a file as a plan; the text of a scanned one is recognised where that is installed."""
    reading = reader.read_plan(path) if name == path.name else reader.read_plan(path, name)
    if reading.result == "no-text" and reading.facts.get("scanned"):
        return reader.recognise_plan(path, int(reading.facts["pages"]), name)
    return reading


def _job(item: Incoming) -> Callable[[], Incoming]:
    return lambda: item


def _incoming(shown: str, path: Path, size: int, changed_at: int, reading: Any) -> Incoming:
    return Incoming(
        shown=shown, path=path, name=shown_path(path.name), size=size, changed_at=changed_at, reading=reading
    )


def _stamp(path: Path) -> tuple[int, int, Reading | None]:
    """Size and time of the last writing; a failure where the file is gone or may not be looked at."""
    try:
        about = path.stat()
        if path.is_dir():  # a folder that may not be listed stands among the files, so that the report names it
            next(path.iterdir(), None)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        return 0, 0, Reading("damaged", detail="file.unreadable", facts={"reason": reason})
    return about.st_size, about.st_mtime_ns, None

"""Reading: files to documents in a child process that a hostile file may take down, never the desk."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Final

import psutil

from dutyroom.readers.document import Document, Reading
from dutyroom.readers.wire import unpacked

DEFAULT_SECONDS: Final = 60.0
DEFAULT_MEGABYTES: Final = 1024
SECONDS_A_PAGE: Final = 30.0
"""For recognising a scanned page; four or five are usual."""
OCR_MEGABYTES: Final = 2560
"""For recognising; the models and one page take about 800."""
_START_SECONDS: Final = 60.0
_WATCH_EVERY: Final = 0.1
_NEAR_LIMIT: Final = 0.8
_ROOT: Final = Path(__file__).resolve().parents[2]
_SKIPPED: Final = frozenset(("thumbs.db", "desktop.ini"))


def read_document(path: Path) -> Document:
    """The text of one trusted file, read in this process; raises :class:`ReadFailure` where there is none."""
    from dutyroom.readers.opening import open_document  # slow import  # noqa: PLC0415

    return open_document(path)


def gather_files(paths: Iterable[Path]) -> list[Path]:
    """The files named and those in the folders named, each once, folders in order of name.

    Files of kinds that cannot be read are among them, so that a report can name
    them, and so are links that lead to themselves and folders that may not be listed; hidden files, lock files of
    office programs and links out are not.
    """
    found: dict[Path, None] = {}

    def note(problem: OSError) -> None:
        found[Path(os.fsdecode(problem.filename))] = None

    for path in paths:
        if path.is_dir():
            root = path.resolve()
            for folder, folders, names in os.walk(path, onerror=note):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                inside = (Path(folder) / name for name in sorted(names) if not _is_skipped(name))
                found.update(dict.fromkeys(file for file in inside if not _leads_out(file, root)))
        else:
            found[path] = None
    return list(found)


def _leads_out(file: Path, root: Path) -> bool:
    """Whether the file is a link to something outside the folder."""
    if not file.is_symlink():
        return False
    try:
        return not file.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False  # it leads to itself: opening it will say so


def _is_skipped(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SKIPPED


class Reader:
    """One child process that reads files, with limits of time and memory for each.

    A child that dies or exceeds a limit is replaced; the file's reading says
    why. Not for use from several threads at once. ``is_stopped`` is asked while a
    file is being read: where nobody waits for it any more, the child is ended.
    """

    def __init__(
        self,
        *,
        seconds: float = DEFAULT_SECONDS,
        megabytes: int = DEFAULT_MEGABYTES,
        is_stopped: Callable[[], bool] = bool,
    ) -> None:
        self._seconds = seconds
        self._is_stopped = is_stopped
        self._megabytes = megabytes
        self._child: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> Reading:
        """The text of one file, or why there is none."""
        return self._ask(path, want="text")

    def read_plan(self, path: Path, name: str = "") -> Reading:
        """The text of one file with its structure, or why there is none; ``name`` where it lies under another."""
        return self._ask(path, want="plan", name=name)

    def recognise_plan(self, path: Path, pages: int, name: str = "") -> Reading:
        """The text of a scanned file with its structure, recognised; takes seconds a page and more memory."""
        usual = self._seconds, self._megabytes
        self._seconds, self._megabytes = usual[0] + SECONDS_A_PAGE * pages, max(usual[1], OCR_MEGABYTES)
        try:
            return self._ask(path, want="scan", name=name)
        finally:
            self._seconds, self._megabytes = usual
            self.close()  # the models stay in its memory

    def read_contacts(self, path: Path) -> Reading:
        """The cards or sheets of one file of contacts, or why there are none."""
        return self._ask(path, want="contacts")

    def look(self, path: Path) -> Reading:
        """What the file is, to be shown: its text or the sizes of its pages."""
        return self._ask(path, want="look")

    def look_at_page(self, path: Path, page: int, width: int) -> Reading:
        """One page (0 is the first) as pixels, so many wide."""
        return self._ask(path, want="page", page=page, width=width)

    def page_text(self, path: Path, page: int) -> Reading:
        """The text of one page."""
        return self._ask(path, want="page_text", page=page)

    def read_table(self, path: Path) -> Reading:
        """The sheets of a register as a table, or why there are none."""
        return self._ask(path, want="table")

    def read_cap(self, path: Path) -> Reading:
        """The messages of one CAP file, or why there are none."""
        return self._ask(path, want="cap")

    def unpack(self, path: Path, folder: Path) -> Reading:
        """The files of an archive or a mail, unpacked into the folder; no members where the file is neither."""
        return self._ask(path, want="members", folder=str(folder.absolute()))

    def close(self) -> None:
        """End the child; the next reading would start another."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.poll() is None:
            _end(child)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close(pipe)

    def _ask(self, path: Path, *, want: str, **more: int | str) -> Reading:
        child = self._running()
        order = json.dumps({"path": str(path.absolute()), "want": want, **more})
        try:
            assert child.stdin is not None  # noqa: S101 - it was opened as a pipe
            child.stdin.write(order + "\n")
            child.stdin.flush()
        except OSError:
            return self._gone(0)
        return self._awaited(child)

    def _awaited(self, child: subprocess.Popen[str]) -> Reading:
        """Wait for the answer, watching the clock and the child's memory."""
        deadline = time.monotonic() + self._seconds
        largest = 0
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                self.close()
                return Reading("too-large", detail="file.time", facts={"seconds": int(self._seconds)})
            try:
                answer = self._answers.get(timeout=min(_WATCH_EVERY, left))
            except queue.Empty:
                if self._is_stopped():
                    return self._gone(0)
                largest = max(largest, _memory(child.pid))
                if largest > self._megabytes:
                    self.close()
                    return Reading("too-large", detail="file.memory", facts={"limit": self._megabytes})
                continue
            if answer is None:
                return self._gone(largest)
            return self._understood(answer)

    def _understood(self, answer: str) -> Reading:
        """The reading in the child's answer; a child out of memory is replaced."""
        try:
            reading = unpacked(answer)
        except (ValueError, KeyError, TypeError):
            self.close()
            return Reading("damaged", detail="file.crashed")
        if reading.detail == "file.memory":
            self.close()
        return reading

    def _gone(self, largest: int) -> Reading:
        """The reading for a file under which the child died."""
        self.close()
        if largest > _NEAR_LIMIT * self._megabytes:
            return Reading("too-large", detail="file.memory", facts={"limit": self._megabytes})
        return Reading("damaged", detail="file.crashed")

    def _running(self) -> subprocess.Popen[str]:
        """The child, started where there is none or it has died since."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        self._answers = queue.SimpleQueue()
        self._child = self._started(self._answers)
        if self._answers.get(timeout=_START_SECONDS) is None:
            self.close()
            raise RuntimeError("the reading process does not start")
        return self._child

    def _started(self, answers: queue.SimpleQueue[str | None]) -> subprocess.Popen[str]:
        """A new child; ``-P`` keeps modules lying about in the working folder out of it."""
        search = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "dutyroom.readers.worker", str(self._megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
            env={**os.environ, "PYTHONPATH": search},
            start_new_session=True,
        )
        assert child.stdout is not None  # noqa: S101 - it was opened as a pipe
        threading.Thread(target=_listen, args=(child.stdout, answers), name="reader", daemon=True).start()
        return child


def _listen(pipe: IO[str], answers: queue.SimpleQueue[str | None]) -> None:
    """Pass the child's lines on; ``None`` says that it is gone."""
    try:
        for line in pipe:
            answers.put(line)
    except (OSError, ValueError):
        pass  # the pipe was closed under us: the child is being replaced
    answers.put(None)


def _memory(pid: int) -> int:
    """Megabytes that the child takes, 0 when it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss) // (1024 * 1024)
    except psutil.Error:
        return 0


def _end(child: subprocess.Popen[str]) -> None:
    """End the child and what it started."""
    if sys.platform == "win32":
        child.kill()
        return
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _close(pipe: IO[str]) -> None:
    try:
        pipe.close()
    except OSError:
        return

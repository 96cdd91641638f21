"""Importing plans while the window stays alive: files are read elsewhere, each kept in short transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dutyroom.actions.importing import ImportJob, ImportResult, ImportStopped, resume_import, run_import
from dutyroom.data.queries.imports import RunRow
from dutyroom.data.trouble import Trouble
from dutyroom.readers.reading import Reader
from dutyroom.rules.officer import Author
from dutyroom.ui.courier import Courier

READERS: Final = 2
"""Processes that read; the window and the one that writes want their share of the machine, too."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the files of one import; ``left`` counts those not reached.

    ``trouble`` is what stopped it, if it was neither the end nor a person.
    """

    results: tuple[ImportResult, ...]
    left: int = 0
    trouble: Trouble | None = None


class PlanImport(QObject):
    """One import at a time. ``advanced`` says how many files are done, of how many, and which was the last."""

    begun = Signal()
    advanced = Signal(int, int, str)
    ended = Signal(ImportReport)
    _stepped = Signal(int, int, str)

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._stop = threading.Event()
        self._running = False
        self._results: list[ImportResult] = []
        self._before = 0
        self._total = 0
        self._stepped.connect(self._advance, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether an import is under way."""
        return self._running

    def begin(self, paths: Sequence[Path]) -> bool:
        """Import these files and folders in the name of whoever is signed in now; False while another import runs."""
        return bool(paths) and self._begin(partial(_import_all, paths=tuple(paths)), ())

    def go_on(self, run: RunRow, done: Sequence[ImportResult]) -> bool:
        """Go on with an import that was broken off after ``done``; False while another import runs."""
        return self._begin(partial(_go_on, run=run), done)

    def cancel(self) -> None:
        """Stop now: the file in hand is not kept, what was imported stays, and the import can go on later."""
        self._stop.set()

    def _begin(self, work: Callable[[ImportJob], None], done: Sequence[ImportResult]) -> bool:
        if self._running:
            return False
        self._running = True
        self._stop = threading.Event()
        self._results, self._before, self._total = list(done), len(done), 0
        self.begun.emit()
        self._courier.work_long(
            self, self._read_and_keep, work, self._courier.author, then=self._end, failed=self._fail
        )
        return True

    def _read_and_keep(self, work: Callable[[ImportJob], None], author: Author) -> None:
        """The job; runs on the courier's thread for long work."""
        stop = self._stop

        def is_stopped() -> bool:
            return stop.is_set() or self._courier.is_stopping

        with ExitStack() as stack:
            readers = [stack.enter_context(Reader(is_stopped=is_stopped)) for _ in range(READERS)]
            work(
                ImportJob(
                    do=partial(self._courier.keep, author=author),
                    store=self._courier.store,
                    readers=readers,
                    progress=self._noted,
                    found=self._counted,
                    cancelled=is_stopped,
                )
            )

    def _noted(self, result: ImportResult) -> None:
        # A file that was imported before it changed has its former line: the later one counts.
        self._results = [each for each in self._results if each.file != result.file] if self._before else self._results
        self._results.append(result)
        self._step(result.file.rsplit("/", 1)[-1])

    def _counted(self, total: int) -> None:
        self._total = total
        self._step("")

    def _step(self, name: str) -> None:
        if isValid(self):  # the page may be gone while the last file is read
            self._stepped.emit(len(self._results), self._total, name)

    def _advance(self, done: int, total: int, name: str) -> None:
        if self._running:
            self.advanced.emit(done, total, name)

    def _end(self, _: None) -> None:
        self._report(None)

    def _fail(self, error: Exception) -> None:
        """A disk that is full stops the import; what is kept by then is reported all the same."""
        if isinstance(error, ImportStopped):
            self._report(error.trouble)
        elif isinstance(error, Trouble):
            self._report(error)
        else:
            self._report(None)
            self._courier.failed.emit(error)

    def _report(self, trouble: Trouble | None) -> None:
        self._running = False
        results = tuple(self._results)
        self.ended.emit(ImportReport(results, max(0, self._total - len(results)), trouble))


def _import_all(job: ImportJob, *, paths: Sequence[Path]) -> None:
    run_import(job, paths)


def _go_on(job: ImportJob, *, run: RunRow) -> None:
    resume_import(job, run)

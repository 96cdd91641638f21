"""Importing plans while the window stays alive: files are read elsewhere, each kept in short transactions."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dutyroom.actions.importing import ImportResult, import_plans
from dutyroom.actions.plans import keep_in_slices
from dutyroom.data.trouble import Trouble
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.rules.officer import Author
from dutyroom.rules.plan import KeepPlan, Kept
from dutyroom.ui.courier import Courier


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the files of one import; ``left`` counts those not reached.

    ``trouble`` is what stopped it, if it was neither the end nor a person.
    """

    results: tuple[ImportResult, ...]
    left: int = 0
    trouble: Trouble | None = None


class PlanImport(QObject):
    """One import at a time. ``advanced`` says how many files are done, of how many, and which is in hand."""

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
        self._total = 0
        self._stepped.connect(self._advance, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether an import is under way."""
        return self._running

    def begin(self, paths: Sequence[Path]) -> bool:
        """Import these files and folders in the name of whoever is signed in now; False while another import runs."""
        if self._running or not paths:
            return False
        self._running = True
        self._stop = threading.Event()
        self._results, self._total = [], 0
        self.begun.emit()
        self._courier.work_long(
            self, self._read_and_keep, tuple(paths), self._courier.author, then=self._end, failed=self._fail
        )
        return True

    def cancel(self) -> None:
        """Stop after the file in hand; what was imported stays."""
        self._stop.set()

    def _read_and_keep(self, paths: tuple[Path, ...], author: Author) -> None:
        """The job; runs on the courier's thread for long work."""
        stop = self._stop
        files = gather_files(paths)
        self._total = len(files)
        self._step(0, files[0].name if files else "")

        def keep(plan: KeepPlan) -> Kept:
            return keep_in_slices(partial(self._courier.keep, author=author), self._courier.store.folder, plan)

        def noted(done: int, result: ImportResult) -> None:
            self._results.append(result)
            self._step(done, files[done].name if done < len(files) else "")

        with Reader() as reader:
            import_plans(
                files,
                reader,
                keep,
                progress=noted,
                cancelled=lambda: stop.is_set() or self._courier.is_stopping,
            )

    def _step(self, done: int, name: str) -> None:
        if isValid(self):  # the page may be gone while the last file is read
            self._stepped.emit(done, self._total, name)

    def _advance(self, done: int, total: int, name: str) -> None:
        if self._running:
            self.advanced.emit(done, total, name)

    def _end(self, _: None) -> None:
        self._report(None)

    def _fail(self, error: Exception) -> None:
        """A disk that is full stops the import; what is kept by then is reported all the same."""
        trouble = error if isinstance(error, Trouble) else None
        self._report(trouble)
        if trouble is None:
            self._courier.failed.emit(error)

    def _report(self, trouble: Trouble | None) -> None:
        self._running = False
        results = tuple(self._results)
        self.ended.emit(ImportReport(results, max(0, self._total - len(results)), trouble))

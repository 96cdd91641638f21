"""Importing a file into a register while the window stays alive: read elsewhere, proposed, then kept some at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dutyroom.data.trouble import Trouble
from dutyroom.readers.document import ContactFile, Reading
from dutyroom.readers.reading import Reader
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier


class FileImport(QObject):
    """One file at a time. ``proposed`` or ``unread`` follows on :meth:`read`; ``ended`` once it was kept, or failed.

    ``unread`` carries a ``Reading`` that failed, or a ``Refusal``; ``advanced`` how many are done, of how many;
    ``ended`` what was done (``nothing``, where it failed) and the error, if any.
    """

    begun = Signal(str)
    advanced = Signal(int, int)
    proposed = Signal(object)
    unread = Signal(object)
    ended = Signal(object, object)
    _stepped = Signal(int, int)

    def __init__(
        self,
        courier: Courier,
        ask: Callable[[Reader, Path], Reading],
        understand: Callable[[Path, ContactFile], None],
        nothing: object,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._courier, self._ask, self._understand, self._nothing = courier, ask, understand, nothing
        self._stop = threading.Event()
        self._running = False
        self._stepped.connect(self._advance, Qt.ConnectionType.QueuedConnection)

    def read(self, path: Path) -> bool:
        """Read a file and propose what to do with it; False while another is in hand."""

        def job() -> Reading:
            with Reader() as reader:
                return self._ask(reader, path)

        def read(reading: Reading) -> None:
            if reading.contacts is None:
                self._leave_unread(reading)
            else:
                self._understand(path, reading.contacts)

        if not self._begin(path):
            return False
        self._courier.work_long(self, job, then=read, failed=self._failed)
        return True

    def cancel(self) -> None:
        """Stop after those in hand; what was kept stays."""
        self._stop.set()

    def _begin(self, path: Path) -> bool:
        if self._running:
            return False
        self._running = True
        self._stop = threading.Event()
        self.begun.emit(path.name)
        return True

    def _is_cancelled(self) -> Callable[[], bool]:
        """For the job begun just now: whether to stop between two steps."""
        stop = self._stop
        return lambda: stop.is_set() or self._courier.is_stopping

    def _propose(self, wish: object) -> None:
        self._running = False
        self.proposed.emit(wish)

    def _leave_unread(self, why: Reading | Refusal) -> None:
        self._running = False
        self.unread.emit(why)

    def _end(self, done: object) -> None:
        self._running = False
        self.ended.emit(done, None)

    def _step(self, done: int, total: int) -> None:
        if isValid(self):
            self._stepped.emit(done, total)

    def _advance(self, done: int, total: int) -> None:
        if self._running:
            self.advanced.emit(done, total)

    def _failed(self, error: Exception) -> None:
        self._running = False
        if isinstance(error, Trouble):
            self._courier.troubled.emit(error)
        elif not isinstance(error, Refusal):
            self._courier.failed.emit(error)
        self.ended.emit(self._nothing, error)

"""Work beside the window before there is a courier: one job after the other, answered on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

Failed = Callable[[BaseException], None]


class OneThread(QObject):
    """Runs jobs on a thread of its own; ``failed`` hears of an error that the asker does not take."""

    _came = Signal(object, object, object)

    def __init__(self, name: str, failed: Failed, parent: QObject) -> None:
        super().__init__(parent)
        self._failed = failed
        self._threads = ThreadPoolExecutor(1, name)
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, job: Callable[[], Any], then: Callable[[Any], None], failed: Failed | None = None) -> None:
        """Run ``job``; its answer goes to ``then``."""
        future: Future[Any] = self._threads.submit(job)
        future.add_done_callback(lambda done: self._came.emit(done, then, failed or self._failed))

    def end(self) -> None:
        """Wait for what was begun."""
        self._threads.shutdown(wait=True)

    def _deliver(self, future: Future[Any], then: Callable[[Any], None], failed: Failed) -> None:
        error = future.exception()
        if error is not None:
            failed(error)
        else:
            then(future.result())

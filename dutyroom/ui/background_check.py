"""The full check after the start: in a process of its own and at low priority, so that nobody waits for it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

AFTER_MS: Final = 20_000
"""So long after the start; a store of a million entries takes most of a minute of one processor."""
_POLITE: Final = ("nice", "-n", "15")


class BackgroundCheck(QObject):
    """Runs ``dutyroom check --json`` once; ``found`` carries the problems only when something is wrong."""

    found = Signal(list)
    """The problems as the command line names them, one dictionary each."""
    finished = Signal()

    def __init__(self, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._process = QProcess(self)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(lambda _: self.finished.emit())
        self._start = QTimer(self, singleShot=True)
        self._start.timeout.connect(self.run)

    def run_later(self, after_ms: int = AFTER_MS) -> None:
        """Run it once the start is over."""
        self._start.start(after_ms)

    def run(self) -> None:
        """Run it now."""
        polite = list(_POLITE) if shutil.which(_POLITE[0]) else []
        program, *arguments = [*polite, *self._command]
        self._process.start(program, arguments)

    def stop(self) -> None:
        """Give it up: the program ends. A check only reads, so nothing is lost."""
        self._start.stop()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(2000)

    def _ended(self) -> None:
        try:
            answer = json.loads(bytes(self._process.readAllStandardOutput().data()))
        except ValueError:
            answer = {}
        problems = answer.get("problems") if isinstance(answer, dict) and answer.get("ok") is False else None
        if problems:
            self.found.emit(problems)
        self.finished.emit()

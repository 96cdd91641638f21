"""Importing a register while the window stays alive: read elsewhere, proposed, then kept some rows at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dutyroom.actions.matter_import import (
    ImportRows,
    Outcome,
    Row,
    Seen,
    how_to_read,
    import_rows,
    import_rows_slice,
    propose_rows,
    read_rows,
)
from dutyroom.data.trouble import Trouble
from dutyroom.readers.document import Reading
from dutyroom.readers.reading import Reader
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_import import Reading as How
from dutyroom.rules.matter_table import MatterTable
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier

_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class RegisterProposal:
    """The rows of a file and what importing them would do."""

    path: Path
    table: MatterTable
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]


class MatterImport(QObject):
    """One file at a time. ``proposed`` or ``unread`` follows on :meth:`read`, ``ended`` on :meth:`keep`.

    ``unread`` carries a ``Reading`` that failed, or a ``Refusal``; ``ended`` the outcomes and the error, if any.
    """

    begun = Signal(str)
    advanced = Signal(int, int)
    proposed = Signal(RegisterProposal)
    unread = Signal(object)
    ended = Signal(object, object)
    _stepped = Signal(int, int)

    def __init__(self, courier: Courier, kind: MatterKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier, self._kind = courier, kind
        self._stop = threading.Event()
        self._running = False
        self._stepped.connect(self._advance, Qt.ConnectionType.QueuedConnection)

    def read(self, path: Path) -> bool:
        """Read a file and propose what to do with it; False while another is in hand."""
        if self._running:
            return False
        self._running = True
        self.begun.emit(path.name)

        def job() -> Reading:
            with Reader() as reader:
                return reader.read_table(path)

        self._courier.work_long(self, job, then=lambda reading: self._read(path, reading), failed=self._failed)
        return True

    def keep(self, wish: RegisterProposal, *, link: bool) -> bool:
        """Do what was proposed; False while another import runs."""
        if self._running:
            return False
        self._running = True
        self._stop = threading.Event()
        self.begun.emit(wish.path.name)
        author, stop = self._courier.author, self._stop
        asked = ImportRows(file=wish.path.name, rows=wish.rows, link=link)

        def keep(rows: ImportRows, seen: Seen) -> tuple[Outcome, ...]:
            return self._courier.keep(import_rows_slice, rows, seen, author=author)

        def job() -> tuple[Outcome, ...]:
            return import_rows(
                keep, asked, progress=self._step, cancelled=lambda: stop.is_set() or self._courier.is_stopping
            )

        self._courier.work_long(self, job, then=self._done, failed=self._failed)
        return True

    def cancel(self) -> None:
        """Stop after the rows in hand; what was kept stays."""
        self._stop.set()

    def _read(self, path: Path, reading: Reading) -> None:
        content = reading.contacts
        if content is None:
            self._running = False
            self.unread.emit(reading)
            return

        def understand(how: How) -> None:
            then = partial(self._propose, path)
            self._courier.work_long(self, lambda: read_rows(content, how), then=then, failed=self._failed)

        now = self._courier.store.clock()
        self._courier.ask(self, how_to_read, self._kind, now, then=understand, failed=self._failed)

    def _propose(self, path: Path, understood: tuple[MatterTable, tuple[Row, ...]]) -> None:
        table, rows = understood
        self._ask_more(RegisterProposal(path, table, rows, ()), Seen())

    def _ask_more(self, so_far: RegisterProposal, seen: Seen) -> None:
        """Some rows at a time, so that whoever reads meanwhile does not wait."""
        done = len(so_far.outcomes)
        if done == len(so_far.rows):
            self._running = False
            self.proposed.emit(so_far)
            return
        self.advanced.emit(done, len(so_far.rows))
        wish = ImportRows(file=so_far.path.name, rows=so_far.rows[done : done + _AT_ONCE])

        def came(outcomes: tuple[Outcome, ...]) -> None:
            self._ask_more(replace(so_far, outcomes=so_far.outcomes + outcomes), seen)

        self._courier.ask(self, propose_rows, wish, seen, then=came, failed=self._failed)

    def _done(self, outcomes: Sequence[Outcome]) -> None:
        self._running = False
        self.ended.emit(tuple(outcomes), None)

    def _step(self, done: int, total: int) -> None:
        if isValid(self):
            self._stepped.emit(done, total)

    def _advance(self, done: int, total: int) -> None:
        if self._running:
            self.advanced.emit(done, total)

    def _refused(self, refusal: Refusal) -> None:
        self._running = False
        self.unread.emit(refusal)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._refused(error)
            return
        self._running = False
        if isinstance(error, Trouble):
            self._courier.troubled.emit(error)
        else:
            self._courier.failed.emit(error)
        self.ended.emit((), error)

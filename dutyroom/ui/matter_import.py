"""Importing a register of matters while the window stays alive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

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
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_import import Reading as How
from dutyroom.rules.matter_table import MatterTable
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier
from dutyroom.ui.file_import import FileImport

_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class RegisterProposal:
    """The rows of a file and what importing them would do."""

    path: Path
    table: MatterTable
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]


class MatterImport(FileImport):
    """``proposed`` carries a :class:`RegisterProposal`, ``ended`` the outcomes; a refusal leaves the file unread."""

    def __init__(self, courier: Courier, kind: MatterKind, parent: QObject | None = None) -> None:
        super().__init__(courier, Reader.read_table, self._table_came, (), parent)
        self._kind = kind

    def keep(self, wish: RegisterProposal, *, link: bool) -> bool:
        """Do what was proposed; False while another import runs."""
        if not self._begin(wish.path):
            return False
        author, cancelled = self._courier.author, self._is_cancelled()
        asked = ImportRows(file=wish.path.name, rows=wish.rows, link=link)

        def keep(rows: ImportRows, seen: Seen) -> tuple[Outcome, ...]:
            return self._courier.keep(import_rows_slice, rows, seen, author=author)

        def job() -> tuple[Outcome, ...]:
            return import_rows(keep, asked, progress=self._step, cancelled=cancelled)

        self._courier.work_long(self, job, then=self._end, failed=self._failed)
        return True

    def _table_came(self, path: Path, file: ContactFile) -> None:
        def understand(how: How) -> None:
            then = partial(self._understood, path)
            self._courier.work_long(self, lambda: read_rows(file, how), then=then, failed=self._failed)

        now = self._courier.store.clock()
        self._courier.ask(self, how_to_read, self._kind, now, then=understand, failed=self._failed)

    def _understood(self, path: Path, understood: tuple[MatterTable, tuple[Row, ...]]) -> None:
        table, rows = understood
        self._ask_more(RegisterProposal(path, table, rows, ()), Seen())

    def _ask_more(self, so_far: RegisterProposal, seen: Seen) -> None:
        """Some rows at a time, so that whoever reads meanwhile does not wait."""
        done = len(so_far.outcomes)
        if done == len(so_far.rows):
            self._propose(so_far)
            return
        self.advanced.emit(done, len(so_far.rows))
        wish = ImportRows(file=so_far.path.name, rows=so_far.rows[done : done + _AT_ONCE])

        def came(outcomes: tuple[Outcome, ...]) -> None:
            self._ask_more(replace(so_far, outcomes=so_far.outcomes + outcomes), seen)

        self._courier.ask(self, propose_rows, wish, seen, then=came, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._leave_unread(error)
        else:
            super()._failed(error)

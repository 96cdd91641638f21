"""Importing cases of the mayor's telephone from a workbook while the window stays alive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from dutyroom.actions.hotline_import import (
    Brought,
    Row,
    how_to_read,
    import_cases,
    import_cases_slice,
    propose_cases,
    read_cases,
)
from dutyroom.actions.matter_import import Outcome
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.hotline_import import How
from dutyroom.rules.matter_table import MatterTable
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier
from dutyroom.ui.file_import import FileImport

_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class CasesProposal:
    """The rows of a workbook and what importing them would do."""

    path: Path
    table: MatterTable
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]


class CaseImport(FileImport):
    """``proposed`` carries a :class:`CasesProposal`, ``ended`` the outcomes; a refusal leaves the file unread."""

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(courier, Reader.read_table, self._table_came, (), parent)

    def keep(self, wish: CasesProposal) -> bool:
        """Do what was proposed; False while another import runs."""
        if not self._begin(wish.path):
            return False
        author, cancelled = self._courier.author, self._is_cancelled()

        def keep(rows: tuple[Row, ...], brought: Brought) -> tuple[Outcome, ...]:
            return self._courier.keep(import_cases_slice, rows, wish.path.name, brought, author=author)

        def job() -> tuple[Outcome, ...]:
            return import_cases(keep, wish.rows, progress=self._step, cancelled=cancelled)

        self._courier.work_long(self, job, then=self._end, failed=self._failed)
        return True

    def _table_came(self, path: Path, file: ContactFile) -> None:
        def understand(how: How) -> None:
            then = partial(self._understood, path)
            self._courier.work_long(self, lambda: read_cases(file, how), then=then, failed=self._failed)

        now = self._courier.store.clock()
        self._courier.ask(self, how_to_read, now, then=understand, failed=self._failed)

    def _understood(self, path: Path, understood: tuple[MatterTable, tuple[Row, ...]]) -> None:
        self._ask_more(CasesProposal(path, *understood, ()), Brought())

    def _ask_more(self, so_far: CasesProposal, brought: Brought) -> None:
        """Some rows at a time, so that whoever reads meanwhile does not wait."""
        done = len(so_far.outcomes)
        if done == len(so_far.rows):
            self._propose(so_far)
            return
        self.advanced.emit(done, len(so_far.rows))

        def came(outcomes: tuple[Outcome, ...]) -> None:
            self._ask_more(replace(so_far, outcomes=so_far.outcomes + outcomes), brought)

        rows = so_far.rows[done : done + _AT_ONCE]
        self._courier.ask(self, propose_cases, rows, brought, then=came, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._leave_unread(error)
        else:
            super()._failed(error)

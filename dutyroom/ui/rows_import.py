"""Importing the rows of a table into a register while the window stays alive: read, proposed some at a time, then kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject

from dutyroom.actions.matter_import import Outcome
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.matter_table import MatterTable
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier
from dutyroom.ui.file_import import FileImport

_AT_ONCE: Final = 50
Question = tuple[Callable[..., Any], tuple[Any, ...]]
"""A question to the store, and what is asked beside it."""
Step = Callable[[int, int], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class RowsProposal:
    """The rows of a file and what importing them would do."""

    path: Path
    table: MatterTable
    rows: tuple[Any, ...]
    outcomes: tuple[Outcome, ...]


class RowsImport(FileImport):
    """``proposed`` carries a :class:`RowsProposal`, ``ended`` the outcomes; a refusal leaves the file unread.

    A subclass says how its rows are read, proposed and kept.
    """

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(courier, Reader.read_table, self._table_came, (), parent)

    def keep(self, wish: RowsProposal, *, link: bool = False) -> bool:
        """Do what was proposed; False while another import runs. With ``link`` further copies are kept and linked."""
        if not self._begin(wish.path):
            return False
        job = partial(self.kept, wish, link=link, author=self._courier.author, cancelled=self._is_cancelled())
        self._courier.work_long(self, job, then=self._end, failed=self._failed)
        return True

    @abstractmethod
    def how(self, now: datetime) -> Question:
        """What must be known to read the rows."""

    @abstractmethod
    def read_rows(self, file: ContactFile, how: Any) -> tuple[MatterTable, tuple[Any, ...]]:
        """The columns as they were understood, and the rows; runs on a working thread."""

    @abstractmethod
    def seen(self) -> Any:
        """What is remembered of the rows from one question to the next."""

    @abstractmethod
    def proposing(self, path: Path, rows: tuple[Any, ...], seen: Any) -> Question:
        """What would become of some rows."""

    @abstractmethod
    def kept(self, wish: RowsProposal, *, link: bool, author: Any, cancelled: Stop) -> tuple[Outcome, ...]:
        """Keep the rows, some in a transaction; runs on a working thread."""

    def _table_came(self, path: Path, file: ContactFile) -> None:
        def understand(how: Any) -> None:
            then = partial(self._understood, path)
            self._courier.work_long(self, lambda: self.read_rows(file, how), then=then, failed=self._failed)

        question, facts = self.how(self._courier.store.clock())
        self._courier.ask(self, question, *facts, then=understand, failed=self._failed)

    def _understood(self, path: Path, understood: tuple[MatterTable, tuple[Any, ...]]) -> None:
        self._ask_more(RowsProposal(path, *understood, ()), self.seen())

    def _ask_more(self, so_far: RowsProposal, seen: Any) -> None:
        """Some rows at a time, so that whoever reads meanwhile does not wait."""
        done = len(so_far.outcomes)
        if done == len(so_far.rows):
            self._propose(so_far)
            return
        self.advanced.emit(done, len(so_far.rows))

        def came(outcomes: tuple[Outcome, ...]) -> None:
            self._ask_more(replace(so_far, outcomes=so_far.outcomes + outcomes), seen)

        question, facts = self.proposing(so_far.path, so_far.rows[done : done + _AT_ONCE], seen)
        self._courier.ask(self, question, *facts, then=came, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._leave_unread(error)
        else:
            super()._failed(error)

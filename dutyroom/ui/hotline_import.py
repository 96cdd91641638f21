"""Importing cases of the mayor's telephone from a workbook while the window stays alive."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

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
from dutyroom.rules.column_map import Columns
from dutyroom.rules.hotline_import import CASES
from dutyroom.rules.matter_table import MatterTable
from dutyroom.ui.rows_import import Question, RowsImport, RowsProposal, Stop


class CaseImport(RowsImport):
    """Cases of any sheet of a workbook."""

    REGISTER = "hotline"
    VOCABULARY = CASES

    def how(self, now: datetime) -> Question:
        """See :class:`RowsImport`."""
        return how_to_read, (now,)

    def read_rows(self, file: ContactFile, how: Any, chosen: Columns) -> tuple[MatterTable, tuple[Any, ...]]:
        """See :class:`RowsImport`."""
        return read_cases(file, how, chosen)

    def seen(self) -> Brought:
        """See :class:`RowsImport`."""
        return Brought()

    def proposing(self, path: Path, rows: tuple[Any, ...], seen: Any) -> Question:
        """See :class:`RowsImport`."""
        del path
        return propose_cases, (rows, seen)

    def kept(self, wish: RowsProposal, *, link: bool, author: Any, cancelled: Stop) -> tuple[Outcome, ...]:
        """See :class:`RowsImport`."""
        del link

        def keep(rows: tuple[Row, ...], brought: Brought) -> tuple[Outcome, ...]:
            return self._courier.keep(import_cases_slice, rows, wish.path.name, brought, author=author)

        return import_cases(keep, wish.rows, progress=self._step, cancelled=cancelled)

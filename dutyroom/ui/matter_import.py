"""Importing a register of matters while the window stays alive."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from dutyroom.actions.matter_import import (
    ImportRows,
    Outcome,
    Seen,
    how_to_read,
    import_rows,
    import_rows_slice,
    propose_rows,
    read_rows,
)
from dutyroom.readers.document import ContactFile
from dutyroom.rules.column_map import Columns
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_table import MatterTable
from dutyroom.ui.courier import Courier
from dutyroom.ui.rows_import import Question, RowsImport, RowsProposal, Stop


class MatterImport(RowsImport):
    """Matters of one kind."""

    REGISTER = "matters"

    def __init__(self, courier: Courier, kind: MatterKind, parent: QObject | None = None) -> None:
        super().__init__(courier, parent)
        self._kind = kind

    def how(self, now: datetime) -> Question:
        """See :class:`RowsImport`."""
        return how_to_read, (self._kind, now)

    def read_rows(self, file: ContactFile, how: Any, chosen: Columns) -> tuple[MatterTable, tuple[Any, ...]]:
        """See :class:`RowsImport`."""
        return read_rows(file, how, chosen)

    def seen(self) -> Seen:
        """See :class:`RowsImport`."""
        return Seen()

    def proposing(self, path: Path, rows: tuple[Any, ...], seen: Any) -> Question:
        """See :class:`RowsImport`."""
        return propose_rows, (ImportRows(file=path.name, rows=rows), seen)

    def kept(self, wish: RowsProposal, *, link: bool, author: Any, cancelled: Stop) -> tuple[Outcome, ...]:
        """See :class:`RowsImport`."""
        asked = ImportRows(file=wish.path.name, rows=wish.rows, link=link)

        def keep(rows: ImportRows, seen: Seen) -> tuple[Outcome, ...]:
            return self._courier.keep(import_rows_slice, rows, seen, author=author)

        return import_rows(keep, asked, progress=self._step, cancelled=cancelled)

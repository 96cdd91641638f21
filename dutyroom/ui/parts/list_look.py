"""The look and the keys that every table has which is read row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dutyroom.ui.tokens import ROW


def as_list(table: QTableView) -> QHeaderView:
    """Show a table as a list: no grid, one row chosen at a time, titles at the left, Tab leads on; gives its titles."""
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    titles = table.horizontalHeader()
    titles.setHighlightSections(False)
    titles.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return titles


def as_file_list(table: QTableView, widths: Sequence[int]) -> None:
    """The same for the rows of a file: one line each, the columns as wide as said (px), the last takes the rest."""
    titles = as_list(table)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(ROW)
    titles.setStretchLastSection(True)
    titles.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)

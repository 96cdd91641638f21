"""The duties behind a figure of the statistics, as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.rosters import DutyRow
from dutyroom.rules.roster_posts import post_said
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.theme import put_look


class DutyList(QWidget):
    """``left`` goes back to the roster."""

    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._rows: dict[int, DutyRow] = {}
        self.count, self.back = QLabel(self), QPushButton(self)
        put_look(self.count, type="secondary")
        self.table = RegisterTable(RegisterModel(self._columns(), self._fetch, self), self)
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.back.clicked.connect(self.left)
        self.retranslate()

    def show_duties(self, rows: Sequence[DutyRow]) -> None:
        """Show these."""
        self._rows = {row.id: row for row in rows}
        self.table.set_ids([row.id for row in rows])
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.count.setText(self.tr("{count} duties of the figure").format(count=len(self._rows)))
        self.back.setText(self.tr("Show the roster"))
        self.table.setAccessibleName(self.tr("Duties of the figure"))
        self.table.empty.set_words(self.tr("No duty stands behind this figure."))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _columns(self) -> tuple[Column, ...]:
        wording = self.tools.wording
        return (
            Column(key="day", title=mark("Day"), text=lambda row: row.day.isoformat(), width=108),
            Column(key="post", title=mark("Post"), text=lambda row: post_said(row.post, wording()), width=128),
            Column(key="name", title=mark("Person"), text=lambda row: row.name, width=120),
            Column(key="phone", title=mark("Phone"), text=lambda row: row.phone, width=128, drop_order=2),
            Column(key="instead", title=mark("Instead of"), text=lambda row: row.instead_of, width=108, drop_order=3),
            Column(
                key="remark",
                title=mark("Remark"),
                text=lambda row: "  ".join(filter(None, (row.swap_reason, row.remark))),
                width=160,
                stretches=True,
            ),
        )

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._rows[number] for number in ids if number in self._rows])

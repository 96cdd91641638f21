"""Trying the table of words: a text is typed or pasted, and the offices stand beside it with the words that led there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QPlainTextEdit,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from dutyroom.data.queries.routing import TriedRow, routes_tried
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.settings.routing_words import tried_said
from dutyroom.ui.theme import label_of

_WAIT_MS: Final = 250
_HIGH: Final = 116
"""px."""


class RoutingTrial(QWidget):
    """Changes nothing. The first line of the text counts as the title."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._rows: list[TriedRow] | None = None
        self.heading = label_of("strong", parent=self)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("routing_trial")
        self.text.setTabChangesFocus(True)
        self.table = QTableWidget(0, 3, self)
        self.said = label_of("small", parent=self)
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self.ask)
        self.text.textChanged.connect(self._wait.start)
        self._lay_out()
        self.retranslate()

    def ask(self) -> None:
        """Ask the store where this text leads now."""
        text = self.text.toPlainText()
        self._wait.stop()
        if text.strip():
            self._tools.courier.ask(self, routes_tried, text, then=lambda rows: self._came(text, rows))
        else:
            self._came(text, None)

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Try it"))
        self.text.setPlaceholderText(self.tr("Title of a notice; its text below"))
        self.text.setAccessibleName(self.tr("Text to try"))
        self.table.setAccessibleName(self.tr("Offices that the text leads to"))
        self.table.setHorizontalHeaderLabels([self.tr("Leads to"), self.tr("Points"), self.tr("Words that led there")])
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        titles = as_list(self.table)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        titles.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.heading, 0, 0, 1, 2)
        grid.addWidget(self.text, 1, 0)
        right = QWidget(self)
        self._shown = QStackedLayout(right)
        self._shown.addWidget(self.table)
        self._shown.addWidget(self.said)
        grid.addWidget(right, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for part in (self.text, right):
            part.setFixedHeight(_HIGH)

    def _came(self, text: str, rows: list[TriedRow] | None) -> None:
        if text == self.text.toPlainText():
            self._rows = rows
            self._show()

    def _show(self) -> None:
        rows = self._rows or []
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, words in enumerate(tried_said(row)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if column == 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(place, column, item)
        if self._rows is None:
            self.said.setText(
                self.tr(
                    "Here stands which office would be proposed, and why. A word's points: its length × place (title 3,"
                    " text once 1, more often 2) × weight, doubled where a decision taught it."
                )
            )
        else:
            self.said.setText(self.tr("No word of the table stands in this text: no office would be proposed."))
        self._shown.setCurrentWidget(self.table if rows else self.said)

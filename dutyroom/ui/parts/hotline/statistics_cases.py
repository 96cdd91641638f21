"""The cases behind a figure: exactly those that it counts, from which each leads to its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.hotline import case_rows
from dutyroom.data.queries.hotline_statistics import cases_behind
from dutyroom.rules.hotline_figure import MISSED_WORDS, PART_WORDS, Figure, Part
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.parts.hotline.columns import case_columns
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.searching import NewestQuestion
from dutyroom.ui.theme import label_of, put_look


class CasesBehind(QWidget):
    """``case_chosen`` carries the case that was opened; Esc steps back to the figures."""

    case_chosen = Signal(int)
    step_back_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.figure: Figure | None = None
        self._words = ""
        self._asking = NewestQuestion(tools.courier, self)
        self.back, self.title = QPushButton(self), label_of("section", parent=self)
        self.parts = {part: QPushButton(self) for part in Part}
        columns = case_columns(tools.clock, lambda: tools.zone, self._warn, self._is_english)
        self.table = RegisterTable(RegisterModel(columns, self._fetch, self), self)
        self.table.setObjectName("hotline_cases_behind")
        self._count: int | None = None
        self._lay_out()
        self.back.clicked.connect(self.step_back_asked)
        self.table.row_opened.connect(self.case_chosen)
        for part, button in self.parts.items():
            button.clicked.connect(partial(self._choose, part))
        self.retranslate()

    def begin(self, figure: Figure, words: str) -> None:
        """Show the cases of a figure, which is called ``words``."""
        self.figure, self._words, self._count = figure, words, None
        self.table.set_ids([])
        self.ask()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Ask for them again."""
        if self.figure is not None:
            self._asking.ask(cases_behind, self.figure, then=self._came)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.back.setText(self.tr("To the figures"))
        self.back.setToolTip(self.tr("Back to the figures (Esc)"))
        self.table.setAccessibleName(self.tr("Cases behind the figure"))
        figure = self.figure
        for part, button in self.parts.items():
            words = MISSED_WORDS.get(figure.measure, "") if figure is not None and part is Part.MISSED else ""
            button.setText(translated(words or PART_WORDS[part]))
            button.setVisible(figure is not None and bool(figure.measure))
            button.setChecked(figure is not None and part is figure.part)
        if self._count is None:
            self.title.setText(self._words)
            self.table.empty.set_words(self.tr("Reading the register…"))
            return
        pattern = self.tr("{what}: {count} case") if self._count == 1 else self.tr("{what}: {count} cases")
        self.title.setText(pattern.format(what=self._words, count=f"{self._count:,}"))
        self.table.empty.set_words(self.tr("No case stands behind this figure."), self.tr("To the figures"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back; Enter presses the button that has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        elif enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head, parts = QHBoxLayout(), QHBoxLayout()
        for row in (head, parts):
            row.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        for button in self.parts.values():
            button.setCheckable(True)
            put_look(button, look="plain")
            parts.addWidget(button)
        parts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(parts)
        column.addWidget(self.table, 1)
        self.table.empty.step_taken.connect(self.step_back_asked)

    def _choose(self, part: Part) -> None:
        if self.figure is not None:
            self.figure, self._count = replace(self.figure, part=part), None
            self.ask()

    def _came(self, ids: list[int]) -> None:
        self._count = len(ids)
        self.table.set_ids(ids)
        if ids and self.table.current_id() is None:
            self.table.choose(ids[0])
        self.retranslate()

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, case_rows, list(ids), then=then)

    def _warn(self) -> timedelta:
        return timedelta(minutes=self.tools.office().warn_minutes)

    def _is_english(self) -> bool:
        return self.tools.wording().language == "en"

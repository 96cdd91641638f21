"""A register of matters as a page: filter bar, table and pane in one face, which further faces may lie over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.rules.matter import MatterKind
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Page, Place, Tools
from dutyroom.ui.parts.focus import give_focus
from dutyroom.ui.parts.matter.filter_bar import MatterFilterBar
from dutyroom.ui.parts.matter.finding import MatterFinding
from dutyroom.ui.parts.matter.matter_pane import MatterPane
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable

FOLDS_BELOW: Final = 900
_WIDEST: Final = 16_777_215
_TICK_MS: Final = 30_000


class RegisterPage(Page):
    """A subclass names its kind, what it hears of and the query of its rows, and calls ``make_list`` once."""

    KIND: MatterKind
    HEARS: frozenset[str]
    ROWS: Callable[..., Any]
    bar: MatterFilterBar

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: int | None = None
        self._reading = False
        self.finding = self.make_finding()
        self.faces = QStackedWidget(self)
        self.list = QWidget(self.faces)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._ticked)

    def make_finding(self) -> MatterFinding:
        """What asks for the numbers of the list."""
        return MatterFinding(self.tools, self.KIND, self)

    def make_list(
        self, bar: MatterFilterBar, columns: tuple[Column, ...], pane: MatterPane, buttons: Sequence[QPushButton]
    ) -> None:
        """Lay out the list: the bar with buttons at its end, the table, the pane beside it."""
        self.bar, self._pane = bar, pane
        self.table = RegisterTable(RegisterModel(columns, self._fetch, self), self.list)
        self.table.setObjectName(f"{self.KEY}_table")
        both, line = QHBoxLayout(), QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(pane)
        line.setSpacing(8)
        line.addWidget(bar, 1)
        for button in buttons:
            line.addWidget(button)
        inside = QVBoxLayout(self.list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(line)
        inside.addLayout(both, 1)
        self.faces.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.faces)
        stops = (bar, *buttons, self.table, pane)
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)
        self._connect_list()

    def arrive_at(self, place: Place | None) -> None:
        """Show a matter, or narrow the list, where the place says so."""
        self._tick.start()
        if place is not None and place.id is not None:
            self._wanted = place.id
            self.show_list()
        if place is not None and ((place.words and not place.step) or place.step.startswith("filter:")):
            self.show_list()
            written = place.step.removeprefix("filter:") if place.step else place.words
            self.bar.show_filter(self.bar.read(written))

    def ask(self) -> None:
        """Ask for what answers the filter."""
        self.finding.ask()

    def heard(self, changed: Changed) -> None:
        """Something of a matter changed: ask again, keep the place."""
        if changed.kinds & self.HEARS and (self.finding.has_answer or self._tick.isActive()):
            self.ask()
            self._pane.refresh()

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.show_list()
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    def show_list(self) -> None:
        """The list with its pane."""
        self.show_face(self.list)

    def show_face(self, face: QWidget) -> None:
        """Show a face; a subclass keeps what was typed in the one that is left."""
        self.faces.setCurrentWidget(face)

    def _ticked(self) -> None:
        """Half a minute went by: what is said of time left is another."""
        self.table.viewport().update()

    def _word_state(self) -> None:
        """Say how many there are, or why there are none."""
        raise NotImplementedError

    def _empty_step(self) -> None:
        """The step that is offered where there are none."""
        raise NotImplementedError

    def show_new(self, number: int) -> None:
        """A matter was just registered: show it."""
        self._wanted = number
        self.show_list()
        self.finding.ask()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word the page anew."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pane where the page is narrow."""
        super().resizeEvent(event)
        self._fold()

    def _connect_list(self) -> None:
        self.bar.changed.connect(self.finding.narrow)
        self.bar.left.connect(self._to_table)
        self.bar.kept.keep_in(self.tools.courier.store.folder, f"{self.KEY}/filters")
        self.finding.found.connect(self._ids_came)
        self.finding.failed.connect(self._asking_failed)
        self.table.current_changed.connect(lambda number: self._pane.show_matter(number if number > 0 else None))
        self.table.row_opened.connect(lambda _: self._open_pane())
        self.table.order_asked.connect(self.finding.sort)
        self.table.empty.step_taken.connect(self._empty_step)
        self._pane.step_back_asked.connect(self._to_table)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, type(self).ROWS, ids, then=then)

    def _ids_came(self, ids: Sequence[int]) -> None:
        self.table.set_ids(ids)
        self._word_state()
        if self._wanted is not None:
            self._show_wanted()
        elif self.table.current_id() is None and len(ids):  # the first answer, or the row that was read is not in it
            self.table.choose(ids[0])
        elif self._pane.matter_id is None:
            self._pane.show_matter(self.table.current_id())  # the row that is marked is read beside it

    def _asking_failed(self, sentence: str) -> None:
        self.table.set_ids(())
        self.bar.say_count("")
        self.table.empty.set_words(sentence, self.tr("Try again"))

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if self.table.choose(wanted):
            self._open_pane()
        elif self.finding.filter != self.bar.read(""):
            self._wanted = wanted
            self.bar.show_filter(self.bar.read(""))
        else:
            self._pane.show_matter(wanted)
            self._open_pane()

    def _fold(self) -> None:
        folded = self.width() < FOLDS_BELOW
        self._pane.back.setVisible(folded)
        self.table.setVisible(not folded or not self._reading)
        self._pane.setVisible(not folded or self._reading)
        if folded:
            self._pane.setMaximumWidth(_WIDEST)
            self._pane.setMinimumWidth(0)
        else:
            self._pane.setFixedWidth(max(380, min(round(self.width() * 0.42), 620)))

    def _open_pane(self) -> None:
        if self.width() < FOLDS_BELOW:
            self._reading = True
            self._fold()
            give_focus(self._pane.next if self._pane.next.isVisible() else self._pane.more, self)
        else:
            give_focus(self.table, self)

    def _to_table(self) -> None:
        self._reading = False
        self._fold()
        give_focus(self.table, self)

    def to_list(self) -> None:
        """See :class:`Page`."""
        self.show_list()
        self._to_table()

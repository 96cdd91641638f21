"""The open items on the Desk in order of time left; rows stay where they are while their clocks run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.ui.page import Place
from dutyroom.ui.parts.desk_item import DeskItem
from dutyroom.ui.theme import is_look_change, put_look

if TYPE_CHECKING:
    from dutyroom.data.queries.open_items import OpenItemRow

AT_ONCE: Final = 8
"""Rows made before the first picture; the others follow when the window has been drawn."""


class DeskItems(QScrollArea):
    """Rows of open items. ``done_asked`` carries the outcome, ``put_off_asked`` minutes, ``place_asked`` where it is shown."""

    done_asked = Signal(int, str)
    put_off_asked = Signal(int, int)
    place_asked = Signal(Place)
    all_asked = Signal()

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._warn = timedelta(minutes=15)
        self._items: list[OpenItemRow] = []
        self._total = 0
        self._rows: dict[int, DeskItem] = {}
        self._current: int | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._make_more)
        self._page = QWidget(self)
        self._page.setProperty("look", "page")
        self.more = QPushButton(self._page)
        put_look(self.more, look="link")
        self.more.clicked.connect(self.all_asked)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._word_more()

    def rows(self) -> list[DeskItem]:
        """The rows made so far, the most pressing first."""
        return [self._rows[item.id] for item in self._items if item.id in self._rows]

    def row_of(self, item_id: int) -> DeskItem | None:
        """The row of an item, if it is shown."""
        return self._rows.get(item_id)

    def current(self) -> DeskItem | None:
        """The row that the focus is in or was in last; the first one where there was none."""
        focus = QApplication.focusWidget()
        for row in self.rows():
            if focus is not None and (row is focus or row.isAncestorOf(focus)):
                return row
        return self._rows.get(self._current or 0) or next(iter(self.rows()), None)

    def show_items(self, items: Sequence[OpenItemRow], total: int, warn: timedelta) -> None:
        """Show these of ``total`` items; a row in which somebody writes stays even when its item is gone."""
        self._warn, self._total = warn, total
        present = {item.id for item in items}
        held = [row.item for number, row in self._rows.items() if number not in present and row.is_written_in]
        place = self._place_of_current()
        self._items = [*items, *held]
        for number in [number for number in self._rows if number not in {item.id for item in self._items}]:
            self._drop(number)
        self._make(AT_ONCE if not self._rows else len(self._items))
        self._arrange()
        self._keep_focus(place)
        self._word_more()

    def tick(self) -> None:
        """A second has passed."""
        now = self._clock()
        for row in self._rows.values():
            row.tick(now, self._warn)

    def closed(self, item_id: int) -> None:
        """An item is done: what was typed for it is no more wanted."""
        row = self._rows.get(item_id)
        if row is not None and row.form is not None:
            row.form.outcome.clear()
            row.form.send.setEnabled(True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for row in self._rows.values():
                row.show_item(row.item, self._clock(), self._zone(), self._warn)
            self._word_more()
        elif is_look_change(event):
            for row in self._rows.values():
                row.tint()

    def _make_more(self) -> None:
        self._make(len(self._rows) + AT_ONCE)
        self._arrange()

    def _make(self, most: int) -> None:
        now, zone = self._clock(), self._zone()
        for item in self._items:
            row = self._rows.get(item.id)
            if row is None:
                if len(self._rows) >= most:
                    self._later.start()
                    return
                row = self._rows[item.id] = DeskItem(self._page)
                row.done_asked.connect(self.done_asked)
                row.put_off_asked.connect(self.put_off_asked)
                row.place_asked.connect(self.place_asked)
                row.step_asked.connect(self._step)
            row.show_item(item, now, zone, self._warn)

    def _arrange(self) -> None:
        for place, row in enumerate(self.rows()):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            put_look(row.done, look="primary" if place == 0 else "")
            row.setVisible(True)
        self._let_tab_follow()

    def _let_tab_follow(self) -> None:
        """From row to row, then *more*, all where *more* stands in the order of the page."""
        walk: list[QWidget] = [self.more]
        for row in self.rows():
            walk += row.tab_stops()
        for before, after in pairwise([*walk, self.more]):
            QWidget.setTabOrder(before, after)

    def _place_of_current(self) -> int | None:
        """Where the focus is among the rows, None where it is elsewhere."""
        focus = QApplication.focusWidget()
        for place, row in enumerate(self.rows()):
            if focus is not None and (row is focus or row.isAncestorOf(focus)):
                self._current = row.item.id
                return place
        return None

    def _keep_focus(self, place: int | None) -> None:
        """The row that had the focus is gone: its neighbour has it now."""
        rows = self.rows()
        if place is None or self._current in self._rows or not rows:
            return
        rows[min(place, len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, number: int) -> None:
        row = self._rows.pop(number)
        self._column.removeWidget(row)
        row.setVisible(False)
        row.deleteLater()

    def _step(self, rows_down: int) -> None:
        rows, sender = self.rows(), self.sender()
        places = [place for place, row in enumerate(rows) if row is sender]
        if places:
            row = rows[min(max(places[0] + rows_down, 0), len(rows) - 1)]
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self._current = row.item.id
            self.ensureWidgetVisible(row)

    def _word_more(self) -> None:
        hidden = self._total - len(self._items)
        self.more.setVisible(hidden > 0)
        self.more.setText(self.tr("{count} more…").format(count=f"{hidden:,}"))
        self.setAccessibleName(self.tr("Open items in order of time left"))

"""The model of every table: it holds ids only and fetches rows by the page, when they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QIcon

from dutyroom.ui.fonts import sized
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT

PAGE: Final = 200
PAGES_KEPT: Final = 64
ASKED_AT_ONCE: Final = 2
WAITING: Final = "…"

Row = Any
Fetch = Callable[[Sequence[int], Callable[[Sequence[Row]], None]], None]
Tone = Literal["", "strong", "secondary", "overdue", "warning", "done", "info"]
_Index = QModelIndex | QPersistentModelIndex
_ALIGN: Final = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a register.

    ``title`` is an English source sentence (``mark``), ``width`` px; ``stretches`` takes what is left over.
    ``drop_order`` 0 never drops; 1 drops first when the table is narrow, then 2, and so on. ``tone`` colours the
    text, ``icon`` names an icon before it, ``struck`` strikes it through, ``tooltip`` says more than the cell.
    ``sorts`` lets a click on the title ask for another order.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 96
    align: Literal["left", "right", "center"] = "left"
    drop_order: int = 0
    stretches: bool = False
    tooltip: Callable[[Row], str] | None = None
    tone: Callable[[Row], Tone] | None = None
    icon: Callable[[Row], str] | None = None
    struck: Callable[[Row], bool] | None = None
    sorts: bool = False


def _id_of(row: Row) -> int:
    return int(row.id)


class RegisterModel(QAbstractTableModel):
    """Ids of a register and the pages of rows around what is looked at; never sorts or filters."""

    fetched = Signal(int, int)

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        parent: QObject | None = None,
        *,
        row_id: Callable[[Row], int] = _id_of,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(replace(column, text=partial(_seen_of, column.text)) for column in columns)
        self._fetch, self._row_id = fetch, row_id
        self._ids: Sequence[int] = ()
        self._search = 0
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._stale: dict[int, Row] = {}
        self._asked: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._ask)

    @property
    def ids(self) -> Sequence[int]:
        """The ids shown, in order."""
        return self._ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these ids; rows already seen stand in until the fresh ones have come."""
        self._search += 1
        known = {self._row_id(row): row for page in self._pages.values() for row in page if row is not None}
        self.beginResetModel()
        self._ids = ids
        self._stale = known or self._stale
        self._pages.clear()
        self._asked.clear()
        self._wanted.clear()
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """The row at a place, or None while it is on its way (it is asked for then)."""
        if not 0 <= place < len(self._ids):
            return None
        number, offset = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return self._stale.get(self._ids[place])
        self._pages.move_to_end(number)
        return page[offset]

    def known_row(self, place: int) -> Row | None:
        """The row at a place if it is here already; asks for nothing."""
        if not 0 <= place < len(self._ids):
            return None
        page = self._pages.get(place // PAGE)
        return page[place % PAGE] if page is not None else self._stale.get(self._ids[place])

    def place_of(self, id_: int, *, near: Sequence[int] = ()) -> int:
        """Where an id stands, or -1; places ``near`` are tried before all of them are searched."""
        for place in near:
            if 0 <= place < len(self._ids) and self._ids[place] == id_:
                return place
        try:
            return self._ids.index(id_)
        except ValueError:
            return -1

    def forget_look(self) -> None:
        """Colours have changed: tint icons anew."""
        self._icons.clear()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """The number of ids."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """The number of columns, shown or dropped."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles, in the window's language."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.tr(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[section].align]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell; an ellipsis while its row is on its way."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        if role == Qt.ItemDataRole.UserRole:
            return self._ids[index.row()]
        row = self.row(index.row())
        if row is None:
            return WAITING if role == Qt.ItemDataRole.DisplayRole else None
        return self._cell(column, row, role)

    def _cell(self, column: Column, row: Row, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            # one line per row: a cell shows the text's lines one after the other
            return column.text(row).replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(row) if column.tooltip else None
        tone = column.tone(row) if column.tone else ""
        if role == Qt.ItemDataRole.ForegroundRole and tone not in ("", "strong"):
            return QBrush(QColor(getattr(tokens_in_use(), tone)))
        if role == Qt.ItemDataRole.FontRole:
            return self._font(tone, struck=bool(column.struck and column.struck(row)))
        if role == Qt.ItemDataRole.DecorationRole and column.icon:
            return self._icon(column.icon(row), tone)
        return None

    def _font(self, tone: str, *, struck: bool) -> QFont | None:
        bold = tone in ("strong", "overdue")
        if not bold and not struck:
            return None
        font = sized(BASE_PT, bold=bold)
        font.setStrikeOut(struck)
        return font

    def _icon(self, name: str, tone: str) -> QIcon | None:
        if not name:
            return None
        tokens = tokens_in_use()
        colour = getattr(tokens, tone) if tone not in ("", "strong") else tokens.secondary
        found = self._icons.get((name, colour))
        if found is None:
            found = self._icons[(name, colour)] = icon(name, colour, size=18)
        return found

    def _want(self, number: int) -> None:
        if number in self._asked:
            return
        self._wanted[number] = None
        self._wanted.move_to_end(number)
        # what scrolled past is not worth fetching any more
        while len(self._wanted) > ASKED_AT_ONCE * 2:
            self._wanted.popitem(last=False)
        if not self._turn.isActive():
            self._turn.start()

    def _ask(self) -> None:
        while self._wanted and len(self._asked) < ASKED_AT_ONCE:
            number, _ = self._wanted.popitem(last=True)
            self._asked.add(number)
            part = self._ids[number * PAGE : (number + 1) * PAGE]
            search = self._search
            self._fetch(part, partial(self._come, number, search))

    def _come(self, number: int, search: int, rows: Sequence[Row]) -> None:
        if search != self._search:
            return  # overtaken by a newer search
        self._asked.discard(number)
        by_id = {self._row_id(row): row for row in rows}
        part = self._ids[number * PAGE : (number + 1) * PAGE]
        self._pages[number] = [by_id.get(id_) for id_ in part]
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first, last = number * PAGE, number * PAGE + len(part) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.fetched.emit(first, last)
        if self._wanted:
            self._turn.start()


def _seen_of(text: Callable[[Row], str], row: Row) -> str:
    return seen(text(row))

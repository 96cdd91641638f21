"""The log as a table: two lines a row, a rule where the shift changes, hits marked, amended text struck through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from dutyroom.data.queries.journal import EntryRow
from dutyroom.rules.wording import mark
from dutyroom.ui.entry_text import entries_text
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.entry_words import (
    author_said,
    is_written_later,
    kind_said,
    open_said,
    open_tone,
    paper_said,
    party_said,
    text_said,
    translated,
)
from dutyroom.ui.parts.hits import qt_hits, split_at, units
from dutyroom.ui.parts.register_model import Column, Fetch, RegisterModel, Row, Tone
from dutyroom.ui.parts.register_table import SELECTION_KEPT, CellDelegate, RegisterTable
from dutyroom.ui.parts.said_time import clock_said, day_said, moment_said
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT, SMALL_PT, Tokens

ROW_TALL = 46
"""Height of a row of two lines in px."""
_PAD = 8
_SHOWN_CHARACTERS = 160
"""No row shows more than so many characters, so more are not laid out."""

Clock = Callable[[], datetime]
Zone = Callable[[], ZoneInfo]


def entry_columns(clock: Clock, zone: Zone) -> tuple[Column, ...]:
    """The columns of the log; ``zone`` is the office's."""

    def when(entry: EntryRow) -> str:
        return f"{clock_said(entry.happened_at, zone())}\n{day_said(entry.happened_at, zone())}"

    def written(entry: EntryRow) -> str:
        return moment_said(entry.written_at, entry.happened_at, zone()) if is_written_later(entry) else ""

    def number(entry: EntryRow) -> str:
        return f"{entry.seq}\n{paper_said(entry)}" if entry.paper_number else str(entry.seq)

    return (
        Column(key="time", title=mark("Time"), text=when, width=92),
        Column(key="kind", title=mark("Kind"), text=kind_said, width=96, icon=lambda entry: entry.kind),
        Column(key="text", title=mark("What happened"), text=text_said, width=240, stretches=True, tooltip=text_said),
        Column(key="party", title=mark("With whom"), text=party_said, width=132, drop_order=3),
        Column(
            key="open",
            title=mark("Open, due"),
            text=lambda entry: open_said(entry, clock(), zone()),
            tone=lambda entry: open_tone(entry, clock()),
            width=112,
            drop_order=5,
        ),
        Column(key="author", title=mark("Written by"), text=author_said, width=76, drop_order=2, tone=_quiet),
        Column(key="written", title=mark("Written"), text=written, width=92, drop_order=1, tone=_quiet),
        Column(key="number", title=mark("No."), text=number, width=80, align="right", drop_order=4, tone=_quiet),
    )


def _quiet(_: Row) -> Tone:
    return "secondary"


class EntryTable(RegisterTable):
    """A register table of ``EntryRow``; ``words`` are marked where they stand, Ctrl+C copies entries as text."""

    def __init__(
        self, fetch: Fetch, clock: Clock, zone: Zone, parent: QWidget | None = None, *, sticks_to_end: bool = True
    ) -> None:
        self._zone = zone
        self.words = ""
        super().__init__(
            RegisterModel(entry_columns(clock, zone), fetch), parent, sticks_to_end=sticks_to_end, row_height=ROW_TALL
        )
        self.setItemDelegate(EntryDelegate(self))

    def text_of_selection(self) -> str:
        """The selected entries as plain text for the telephone or a message."""
        rows = [self.register.row(self.register.place_of(id_)) for id_ in self.selected_ids()[:SELECTION_KEPT]]
        return entries_text([row for row in rows if row is not None], self._zone())


class EntryDelegate(CellDelegate):
    """Paints the cells of the log; nothing is measured that is not shown."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One cell, with the rule of a new shift above it."""
        entry = self._table.register.row(index.row())
        if entry is None:
            super().paint(painter, option, index)
        else:
            painter.save()
            tokens = tokens_in_use()
            self._paint_ground(painter, option, tokens)
            self._paint_cell(painter, option, index, entry)
            painter.restore()
        self._paint_rule(painter, option, index, entry)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selected))

    def _paint_cell(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        entry: EntryRow,
    ) -> None:
        box: QRect = option.rect.adjusted(_PAD, 2, -_PAD, -2)
        column = self._table.register.columns[index.column()]
        if column.key == "text":
            _paint_text(painter, box, entry, self._table.words)
            return
        tokens = tokens_in_use()
        tone = column.tone(entry) if column.tone else ""
        colour = getattr(tokens, tone) if tone not in ("", "strong") else tokens.text
        if column.key == "kind":
            icon = index.data(Qt.ItemDataRole.DecorationRole)
            if icon is not None:
                icon.paint(painter, QRect(box.left(), box.center().y() - 8, 18, 18))
            box = box.adjusted(24, 0, 0, 0)
        first, _, second = column.text(entry).partition("\n")
        right = column.align == "right"
        if column.key == "party":
            _paint_two_lines(painter, box, first, colour)
        elif second:
            half = box.height() // 2
            top, foot = QRect(box), QRect(box)
            top.setHeight(half + 1)
            foot.setTop(box.top() + half)
            strong = column.key == "time"
            _paint_line(painter, top, first, colour, sized(BASE_PT, bold=strong), right=right)
            _paint_line(painter, foot, second, tokens.secondary, sized(SMALL_PT), right=right)
        else:
            _paint_line(painter, box, first, colour, sized(BASE_PT, bold=tone == "overdue"), right=right)

    def _paint_rule(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        entry: EntryRow | None,
    ) -> None:
        before = self._table.register.known_row(index.row() - 1)
        rect: QRect = option.rect
        if entry is not None and before is not None and before.shift_id != entry.shift_id:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), QColor(tokens_in_use().accent))
        elif index.row():
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(tokens_in_use().line))


def _paint_line(painter: QPainter, box: QRect, text: str, colour: str, font: QFont, *, right: bool) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, cut)


def _paint_two_lines(painter: QPainter, box: QRect, text: str, colour: str) -> None:
    layout = _laid_out(text, sized(BASE_PT), box.width(), [])
    _draw(painter, layout, box, colour)


def _paint_text(painter: QPainter, box: QRect, entry: EntryRow, words: str) -> None:
    tokens = tokens_in_use()
    text = " ".join(text_said(entry)[:_SHOWN_CHARACTERS].split())
    if entry.important:
        text = f"★ {text}"
    font = sized(BASE_PT, bold=entry.important)
    if entry.amended_by is not None:
        note = translated(mark("amended by {seq}")).format(seq=entry.amended_by)
        foot = QRect(box.left(), box.top() + box.height() // 2, box.width(), box.height() // 2)
        box = QRect(box.left(), box.top(), box.width(), box.height() // 2 + 1)
        font.setStrikeOut(True)
        _paint_line(painter, box, text, tokens.secondary, font, right=False)
        _paint_line(painter, foot, note, tokens.warning, sized(SMALL_PT), right=False)
        return
    if entry.amends is not None:
        text = translated(mark("Amends {seq}: {text}")).format(seq=entry.amends, text=text)
    hits = []
    for start, length in qt_hits(text, words):
        shown = QTextLayout.FormatRange()
        marked = QTextCharFormat()
        marked.setBackground(QColor(tokens.hit_ground))
        marked.setForeground(QColor(tokens.text))
        shown.start, shown.length, shown.format = start, length, marked
        hits.append(shown)
    _draw(painter, _laid_out(text, font, box.width(), hits), box, tokens.text)


def _laid_out(text: str, font: QFont, width: int, hits: list[QTextLayout.FormatRange]) -> QTextLayout:
    """Two lines at the most, the second one cut with an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(hits)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    above, below = split_at(text, line.textLength())
    layout.endLayout()
    if not below:
        return layout
    metrics = QFontMetrics(font)
    below = metrics.elidedText(below, Qt.TextElideMode.ElideRight, width - 4)
    first_length, whole_length = units(above), units(above + below)
    layout.setText(above + below)
    layout.setFormats([hit for hit in hits if hit.start + hit.length <= whole_length])
    layout.beginLayout()
    first, second = layout.createLine(), layout.createLine()
    first.setNumColumns(first_length)
    second.setNumColumns(whole_length - first_length)
    second.setPosition(QPointF(0, metrics.lineSpacing()))
    layout.endLayout()
    return layout


def _draw(painter: QPainter, layout: QTextLayout, box: QRect, colour: str) -> None:
    tall = QFontMetrics(layout.font()).lineSpacing() * layout.lineCount()
    painter.setPen(QColor(colour))
    painter.setClipRect(box)
    layout.draw(painter, QPointF(box.left(), box.top() + max((box.height() - tall) / 2, 0)))
    painter.setClipping(False)

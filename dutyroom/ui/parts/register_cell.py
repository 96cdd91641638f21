"""Paints the cells of a register, and says all of a cell that was cut."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QIcon, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.register_model import WAITING, Column, RegisterModel
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT, ROW, Tokens

PADDING: Final = 11
ICON: Final = 18
SHOWN_MOST: Final = 400
"""No cell shows more characters than this, and measuring a long text takes long."""
_SIDE: Final = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Asks the row once per cell instead of the model once per role: a screen of rows in a few milliseconds."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._tokens = tokens_in_use()
        self._fonts: dict[tuple[bool, bool], tuple[QFont, QFontMetrics]] = {}

    def forget_look(self) -> None:
        """Colours or sizes have changed."""
        self._tokens = tokens_in_use()
        self._fonts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the whole cell."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")[:SHOWN_MOST]
        wide = option.fontMetrics.horizontalAdvance(text) + 2 * PADDING
        return QSize(wide + (ICON + 6 if _model(index).columns[index.column()].icon else 0), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell."""
        model = _model(index)
        column, row = model.columns[index.column()], model.row(index.row())
        box: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self._tokens.selected))
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        if row is None:
            painter.setPen(QColor(self._tokens.secondary))
            painter.drawText(inner, _SIDE[column.align], WAITING)
            return
        tone = column.tone(row) if column.tone else ""
        if column.icon:
            picture = index.data(Qt.ItemDataRole.DecorationRole)
            if isinstance(picture, QIcon):
                picture.paint(painter, QRect(inner.left(), box.top() + (box.height() - ICON) // 2, ICON, ICON))
            inner.setLeft(inner.left() + ICON + 6)
        struck = bool(column.struck and column.struck(row))
        font, metrics = self._font(bold=tone in ("strong", "overdue"), struck=struck)
        painter.setFont(font)
        painter.setPen(QColor(_colour(self._tokens, tone)))
        painter.drawText(inner, _SIDE[column.align], _cut(column, row, metrics, inner.width()))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """The column's own tooltip, or the text where it does not fit."""
        said = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        if index.isValid() and not said and self.sizeHint(option, index).width() > view.visualRect(index).width():
            said = index.data(Qt.ItemDataRole.DisplayRole)
        QToolTip.showText(event.globalPos(), _wrapped(str(said)) if said else "", view)
        return True

    def _font(self, *, bold: bool, struck: bool) -> tuple[QFont, QFontMetrics]:
        found = self._fonts.get((bold, struck))
        if found is None:
            font = sized(BASE_PT, bold=bold)
            font.setStrikeOut(struck)
            found = self._fonts[(bold, struck)] = (font, QFontMetrics(font))
        return found


def _model(index: _Index) -> RegisterModel:
    return cast("RegisterModel", index.model())


def _colour(tokens: Tokens, tone: str) -> str:
    return str(getattr(tokens, tone)) if tone not in ("", "strong") else tokens.text


def _cut(column: Column, row: object, metrics: QFontMetrics, room: int) -> str:
    text = column.text(row)[:SHOWN_MOST].replace("\n", " ")
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))


def _wrapped(text: str) -> str:
    """Text as a tooltip that breaks its lines; never markup."""
    safe = text[:2000].replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<p style='white-space:normal'>{safe}</p>"

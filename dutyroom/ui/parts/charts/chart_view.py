"""A chart on screen: arrow keys go from number to number, Enter opens the records behind one, so does a click."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dutyroom.rules.chart import Chart
from dutyroom.rules.chart_drawing import drawn, height_of
from dutyroom.rules.chart_shapes import Drawing, Spot
from dutyroom.ui.parts.charts.painting import colours_of, measured, paint
from dutyroom.ui.parts.focus import announce, is_enter
from dutyroom.ui.theme import is_look_change, tokens_in_use
from dutyroom.ui.tokens import CORNER, SMALL_PT

LABEL_PX: Final = SMALL_PT * 96 / 72
"""Px of the labels: the smallest type of the window."""
_WIDE: Final = 560
_NARROWEST: Final = 280


class ChartView(QWidget):
    """``figure_chosen`` carries the figure and what it is called; a number without records behind it carries nothing."""

    figure_chosen = Signal(object, str)
    current_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self._drawing = Drawing(0, 0)
        self._current: Spot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumWidth(_NARROWEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> Spot | None:
        """The number that the keys are at."""
        return self._current

    def show_chart(self, chart: Chart) -> None:
        """Draw this chart; the place of the keys is kept where it has one."""
        place = (self._current.series, self._current.place) if self._current is not None else None
        self.chart = chart
        self._lay_out()
        self._current = next((each for each in self._drawing.spots if (each.series, each.place) == place), None)
        self.setAccessibleName(chart.title)
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as it is best read at its width."""
        return QSize(_WIDE, self.heightForWidth(max(self.width(), _NARROWEST)))

    def hasHeightForWidth(self) -> bool:
        """Bars need a line each, whatever the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at a width in px."""
        return round(height_of(self.chart, LABEL_PX, width)) + 2 * CORNER if self.chart is not None else 0

    def spot_at(self, at: QPoint) -> Spot | None:
        """The number under a point; of several the one of the first series."""
        under = [each for each in self._drawing.spots if _area(each).adjusted(-2, -2, 2, 2).contains(at)]
        return min(under, key=lambda each: each.series, default=None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right along the categories, up and down among the series, Home and End, Enter opens."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        spots = self._drawing.spots
        if is_enter(event) and self._current is not None:
            self._open(self._current)
        elif event.key() in steps and spots:
            self._go(*steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and spots:
            self._stand(spots[0] if event.key() == Qt.Key.Key_Home else spots[-1])
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A number leads to its records."""
        spot = self.spot_at(event.position().toPoint())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self._stand(spot)
            self._open(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the number under the pointer, and show whether it leads somewhere."""
        spot = self.spot_at(event.position().toPoint())
        leads = spot is not None and self._figure(spot) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        if spot is not None and self.chart is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self._said(spot), self, _area(spot).toRect())
        else:
            QToolTip.hideText()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first number."""
        if self._current is None and self._drawing.spots:
            self._stand(self._drawing.spots[0])
        super().focusInEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out anew, the keys staying where they were."""
        super().resizeEvent(event)
        if self.chart is not None:
            self.show_chart(self.chart)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if is_look_change(event):
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """The shapes, and a ring around the number that the keys are at."""
        painter, tokens = QPainter(self), tokens_in_use()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.translate(0, CORNER / 2)
        paint(painter, self._drawing, colours_of(tokens))
        if self.hasFocus() and self._current is not None:
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_area(self._current).translated(0, -CORNER / 2).adjusted(-2, -2, 2, 2), 3, 3)
        painter.end()

    def _lay_out(self) -> None:
        if self.chart is None:
            return
        height = max(self.height(), self.heightForWidth(self.width())) - CORNER
        self._drawing = drawn(self.chart, self.width(), height, LABEL_PX, measured)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def _go(self, series: int, place: int) -> None:
        """To the next number that way: past gaps, and no further than the last."""
        at = self._current or self._drawing.spots[0]
        along = [
            spot
            for spot in self._drawing.spots
            if (spot.series == at.series and (spot.place - at.place) * place > 0)
            or (spot.place == at.place and (spot.series - at.series) * series > 0)
        ]
        along = [spot for spot in along if (spot.series == at.series) == bool(place)]
        if along:
            self._stand(min(along, key=lambda spot: abs(spot.place - at.place) + abs(spot.series - at.series)))

    def _stand(self, spot: Spot) -> None:
        self._current = spot
        self._say()
        if self.hasFocus():
            announce(self)
        self.update()

    def _say(self) -> None:
        said = self._said(self._current) if self._current is not None else ""
        self.setAccessibleDescription(said)
        self.current_changed.emit(said)

    def _said(self, spot: Spot) -> str:
        return self.chart.said(spot.series, spot.place) if self.chart is not None else ""

    def _figure(self, spot: Spot) -> object:
        return self.chart.series[spot.series].figure(spot.place) if self.chart is not None else None

    def _open(self, spot: Spot) -> None:
        figure = self._figure(spot)
        if figure is not None:
            self.figure_chosen.emit(figure, self._said(spot))


def _area(spot: Spot) -> QRectF:
    """Where a spot lies in the widget: the shapes are drawn a little below its edge."""
    return QRectF(spot.x, spot.y + CORNER / 2, spot.width, spot.height)

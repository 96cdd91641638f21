"""Shapes of a chart put onto a painter, in the colours of a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from dutyroom.rules.chart_shapes import DASHES, Box, Drawing, Stroke, Tone, Words
from dutyroom.rules.chart_svg import colour_of
from dutyroom.ui.fonts import sized
from dutyroom.ui.tokens import Tokens

Colours = Mapping[tuple[Tone, int], str]
_SHADES: Final = (0.0, 0.10, 0.22, 0.36, 0.85, 1.0)
"""How much of the accent is in each level; 4 and 5 take the text that stands on the accent."""
_PX_IN_PT: Final = 72 / 96


def colours_of(tokens: Tokens) -> Colours:
    """The colours of a scheme by tone and index; lines and hatching tell series apart without them."""
    series = (tokens.accent, tokens.warning, tokens.done, tokens.secondary, tokens.info, tokens.field_line)
    found = {
        (Tone.TEXT, 0): tokens.text,
        (Tone.SECONDARY, 0): tokens.secondary,
        (Tone.GRID, 0): tokens.line,
        (Tone.AXIS, 0): tokens.field_line,
        (Tone.ON_LEVEL, 0): tokens.on_accent,
    }
    for index, colour in enumerate(series):
        found[Tone.SERIES, index] = colour
        found[Tone.TINT, index] = mixed(tokens.surface, colour, 0.14)
    for index, part in enumerate(_SHADES):
        found[Tone.LEVEL, index] = mixed(tokens.surface, tokens.accent, part) if index else tokens.ground
    return found


def mixed(one: str, other: str, part: float) -> str:
    """A colour between two, ``part`` of the way to the other."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def measured(text: str, size: float) -> float:
    """The width of a text in px at a size in px, in the face of the window."""
    return QFontMetricsF(sized(size * _PX_IN_PT)).horizontalAdvance(text)


def paint(painter: QPainter, drawing: Drawing, colours: Colours) -> None:
    """Draw the shapes in their order."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in drawing.shapes:
        colour = QColor(colour_of(colours, shape.tone, shape.index))
        if isinstance(shape, Stroke):
            painter.setPen(_pen(colour, shape))
            painter.drawPolyline([QPointF(x, y) for x, y in shape.points])
        elif isinstance(shape, Box):
            _box(painter, shape, colour, colours)
        else:
            _write(painter, shape, colour)


def _pen(colour: QColor, stroke: Stroke) -> QPen:
    pen = QPen(colour, stroke.width * 1.25)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dash:
        # Qt counts dashes in widths of the pen.
        pen.setDashPattern([each / pen.widthF() * 1.25 for each in DASHES[stroke.dash]])
    return pen


def _box(painter: QPainter, box: Box, colour: QColor, colours: Colours) -> None:
    area = QRectF(box.x, box.y, box.width, box.height)
    painter.fillRect(area, colour)
    if box.edge:
        edge = Tone.AXIS if box.tone is Tone.LEVEL else Tone.SERIES
        painter.setPen(QPen(QColor(colour_of(colours, edge, box.index)), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)


def _write(painter: QPainter, words: Words, colour: QColor) -> None:
    painter.setFont(sized(words.size * _PX_IN_PT, bold=words.bold))
    painter.setPen(colour)
    wide = painter.fontMetrics().horizontalAdvance(words.text)
    x = words.x - {-1: 0.0, 0: wide / 2, 1: float(wide)}[words.align]
    painter.drawText(QPointF(x, words.y), words.text)

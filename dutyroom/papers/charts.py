"""Charts on paper: vectors in grey, told apart by full and hatched bars and by dashes, never by colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from dutyroom.papers.blocks import Block, Pen
from dutyroom.papers.fonts import Faces
from dutyroom.rules.chart import Chart
from dutyroom.rules.chart_drawing import drawn, height_of
from dutyroom.rules.chart_shapes import Box, Drawing, Stroke, Tone, Words, segments

LABEL: Final = 8.0
"""Points of the labels."""
_HIGHEST: Final = 330.0
_LEVELS: Final = (1.0, 0.93, 0.84, 0.72, 0.5, 0.25)
_SERIES: Final = (0.12, 0.25, 0.25, 0.25, 0.25, 0.45)
_GREYS: Final = {
    Tone.TEXT: 0.0,
    Tone.SECONDARY: 0.25,
    Tone.GRID: 0.8,
    Tone.AXIS: 0.2,
    Tone.TINT: 0.95,
    Tone.ON_LEVEL: 1.0,
}


@dataclass(slots=True)
class ChartBlock:
    """A chart on a page; it is never parted."""

    faces: Faces
    chart: Chart
    space_before: float = 8.0
    stays_with_next: bool = False

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        return min(_HIGHEST, height_of(self.chart, LABEL, width))

    def least(self, width: float) -> float:
        """See :class:`Block`."""
        return self.height(width)

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        drawing = drawn(self.chart, width, self.height(width), LABEL, self._measure)
        put(pen.canvas, self.faces, drawing, x, top)

    def _measure(self, text: str, size: float) -> float:
        return self.faces.width("hei", text) * size


def put(canvas: Any, faces: Faces, drawing: Drawing, left: float, top: float) -> None:
    """Draw the shapes with the upper left corner at ``left`` and ``top``."""
    canvas.saveState()
    for shape in drawing.shapes:
        if isinstance(shape, Stroke):
            canvas.setStrokeGray(_grey(shape.tone, shape.index))
            canvas.setLineWidth(shape.width)
            lines = [(left + x, top - y, left + to_x, top - to_y) for x, y, to_x, to_y in segments(shape)]
            if lines:
                canvas.lines(lines)
        elif isinstance(shape, Box):
            canvas.setFillGray(_grey(shape.tone, shape.index))
            canvas.setStrokeGray(0.6 if shape.tone is Tone.LEVEL else _grey(Tone.SERIES, shape.index))
            canvas.setLineWidth(0.5)
            y = top - shape.y - shape.height
            canvas.rect(left + shape.x, y, shape.width, shape.height, stroke=int(shape.edge), fill=1)
        else:
            _write(canvas, faces, shape, left, top)
    canvas.restoreState()


def _write(canvas: Any, faces: Faces, words: Words, left: float, top: float) -> None:
    runs = list(faces.runs("hei", words.text))
    wide = sum(run[2] for run in runs) * words.size
    x = left + words.x - {-1: 0.0, 0: wide / 2, 1: wide}[words.align]
    text = canvas.beginText()
    text.setFillGray(_grey(words.tone, words.index))
    text.setTextOrigin(x, top - words.y)
    for face, piece, _ in runs:
        text.setFont(face, words.size)
        text.textOut(piece)
    canvas.drawText(text)


def _grey(tone: Tone, index: int) -> float:
    if tone is Tone.LEVEL:
        return _LEVELS[index]
    return _SERIES[index % len(_SERIES)] if tone is Tone.SERIES else _GREYS[tone]

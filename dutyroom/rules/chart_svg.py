"""A drawing as SVG: the same shapes as on screen and paper, in light colours, with the words as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from dutyroom.rules.chart_shapes import DASHES, Box, Drawing, Shape, Stroke, Tone

FACES: Final = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif"
_ANCHORS: Final = {-1: "start", 0: "middle", 1: "end"}


def as_svg(drawing: Drawing, colours: Mapping[tuple[Tone, int], str], ground: str, title: str) -> str:
    """The drawing as a document; ``colours`` are ``#RRGGBB`` by tone and index, those without index under 0."""
    width, height = f"{drawing.width:g}", f"{drawing.height:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f" font-family={quoteattr(FACES)}>"
    )
    shapes = [_shape(shape, colours) for shape in drawing.shapes]
    back = f'<rect width="{width}" height="{height}" fill="{ground}"/>'
    return "\n".join((head, f"<title>{escape(title)}</title>", back, *shapes, "</svg>", ""))


def colour_of(colours: Mapping[tuple[Tone, int], str], tone: Tone, index: int) -> str:
    """The colour of a tone: of its index where it has several, going round where there are more series than colours."""
    count = sum(each is tone for each, _ in colours)
    return colours[tone, index % max(1, count)]


def _shape(shape: Shape, colours: Mapping[tuple[Tone, int], str]) -> str:
    colour = colour_of(colours, shape.tone, shape.index)
    if isinstance(shape, Stroke):
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in shape.points)
        dash = f' stroke-dasharray="{" ".join(f"{each:g}" for each in DASHES[shape.dash])}"' if shape.dash else ""
        return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{shape.width:g}"{dash}/>'
    if isinstance(shape, Box):
        edge = colour_of(colours, Tone.GRID if shape.tone is Tone.LEVEL else Tone.SERIES, shape.index)
        line = f' stroke="{edge}" stroke-width="0.7"' if shape.edge else ""
        size = f'x="{shape.x:.2f}" y="{shape.y:.2f}" width="{shape.width:.2f}" height="{shape.height:.2f}"'
        return f'<rect {size} fill="{colour}"{line}/>'
    weight = ' font-weight="bold"' if shape.bold else ""
    where = f'x="{shape.x:.2f}" y="{shape.y:.2f}" font-size="{shape.size:g}" text-anchor="{_ANCHORS[shape.align]}"'
    return f'<text {where} fill="{colour}"{weight}>{escape(shape.text)}</text>'

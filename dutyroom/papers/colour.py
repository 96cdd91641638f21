"""Colours of supervision and of warnings that survive a black-and-white printer: each has a pattern, a frame or a shape of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from dutyroom.papers.blocks import Block, Pen
from dutyroom.papers.matter_facts import Colour, Light

_INK: Final[dict[Colour, tuple[float, float, float]]] = {
    "blue": (0.10, 0.29, 0.62),
    "orange": (0.85, 0.44, 0.04),
    "red": (0.74, 0.05, 0.09),
}
_LIGHT_INK: Final[dict[Light, tuple[float, float, float]]] = {
    "green": (0.09, 0.50, 0.24),
    "yellow": (0.93, 0.67, 0.05),
    "red": (0.78, 0.07, 0.10),
    "closed": (0.45, 0.45, 0.45),
}
_WARNING_INK: Final[dict[str, tuple[float, float, float]]] = {
    "red": (0.80, 0.05, 0.09),
    "orange": (0.95, 0.52, 0.05),
    "yellow": (0.99, 0.85, 0.10),
    "blue": (0.10, 0.36, 0.75),
}
_STRIPE: Final = 9.0  # pt between two stripes
_OUTSIDE: Final = 8.0  # pt from the text to the frame
# Line widths of the frame, from the outside in: one thin line, two, a thick one with a thin one inside.
_FRAMES: Final[dict[Colour, tuple[float, ...]]] = {"blue": (0.9,), "orange": (0.9, 0.9), "red": (2.8, 0.7)}


@dataclass(slots=True)
class ColourBar:
    """A bar across the page: blue is plain, orange is striped, red is crossed by stripes both ways."""

    colour: Colour
    thick: float = 13.0
    space_before: float = 0.0
    stays_with_next: bool = True

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        del width
        return self.thick

    def least(self, width: float) -> float:
        """See :class:`Block`."""
        return self.height(width)

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        canvas = pen.canvas
        canvas.saveState()
        outline = canvas.beginPath()
        outline.rect(x, top - self.thick, width, self.thick)
        canvas.clipPath(outline, stroke=0, fill=0)
        canvas.setFillColorRGB(*_INK[self.colour])
        canvas.rect(x, top - self.thick, width, self.thick, stroke=0, fill=1)
        canvas.setStrokeGray(1)
        canvas.setLineWidth(2.2)
        if self.colour != "blue":
            canvas.lines(stripes(x, top, width, self.thick, lean=1))
        if self.colour == "red":
            canvas.lines(stripes(x, top, width, self.thick, lean=-1))
        canvas.restoreState()


@dataclass(slots=True)
class CardBar:
    """A bar across a letter with a card: yellow has dark stripes one way, red white ones both ways."""

    card: str
    thick: float = 13.0
    space_before: float = 0.0
    stays_with_next: bool = True

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        del width
        return self.thick

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        canvas, red = pen.canvas, self.card == "red"
        canvas.saveState()
        outline = canvas.beginPath()
        outline.rect(x, top - self.thick, width, self.thick)
        canvas.clipPath(outline, stroke=0, fill=0)
        canvas.setFillColorRGB(*(_INK["red"] if red else _LIGHT_INK["yellow"]))
        canvas.rect(x, top - self.thick, width, self.thick, stroke=0, fill=1)
        canvas.setStrokeGray(1 if red else 0.15)
        canvas.setLineWidth(2.2)
        canvas.lines(stripes(x, top, width, self.thick, lean=1))
        if red:
            canvas.lines(stripes(x, top, width, self.thick, lean=-1))
        canvas.restoreState()


def stripes(x: float, top: float, width: float, thick: float, *, lean: int) -> list[tuple[float, float, float, float]]:
    """Slanting lines over a bar, to be clipped to it; ``lean`` 1 or -1 says which way."""
    count = int((width + 2 * thick) / _STRIPE) + 1
    starts = (x - thick + number * _STRIPE for number in range(count))
    return [(at, top - thick, at + lean * thick, top) for at in starts]


def draw_frame(colour: Colour, canvas: Any, x: float, y: float, width: float, height: float) -> None:
    """The frame of a notice's page, in its colour and with lines that tell the colour without it."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*_INK[colour])
    out = _OUTSIDE
    for weight in _FRAMES[colour]:
        canvas.setLineWidth(weight)
        canvas.rect(x - out, y - out, width + 2 * out, height + 2 * out, stroke=1, fill=0)
        out -= 3.0
    canvas.restoreState()


@dataclass(slots=True)
class WarningBar:
    """A bar in the colour of a warning, grey where it has none; the word beside it tells the colour without it."""

    colour: str
    thick: float = 10.0
    space_before: float = 4.0
    stays_with_next: bool = True

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        del width
        return self.thick

    def least(self, width: float) -> float:
        """See :class:`Block`."""
        return self.height(width)

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, room, full
        return None, self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        canvas = pen.canvas
        canvas.saveState()
        canvas.setFillColorRGB(*_WARNING_INK.get(self.colour, (0.6, 0.6, 0.6)))
        canvas.setStrokeGray(0.3)
        canvas.setLineWidth(0.5)
        canvas.rect(x, top - self.thick, width, self.thick, stroke=1, fill=1)
        canvas.restoreState()


@dataclass(slots=True)
class LightMark:
    """A light in the ledger: a green disc, a yellow triangle, a red square, a hollow grey ring for what is closed."""

    light: Light
    side: float = 10.0
    space_before: float = 0.0
    stays_with_next: bool = False

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        del width
        return self.side + 2

    def least(self, width: float) -> float:
        """See :class:`Block`."""
        return self.height(width)

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del full
        return (self, None) if room >= self.height(width) else (None, self)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        canvas, side = pen.canvas, self.side
        left, low = x + (width - side) / 2, top - side - 1
        canvas.saveState()
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.5)
        canvas.setFillColorRGB(*_LIGHT_INK[self.light])
        if self.light == "yellow":
            triangle = canvas.beginPath()
            triangle.moveTo(left, low)
            triangle.lineTo(left + side, low)
            triangle.lineTo(left + side / 2, low + side)
            triangle.close()
            canvas.drawPath(triangle, stroke=1, fill=1)
        elif self.light == "red":
            canvas.rect(left, low, side, side, stroke=1, fill=1)
        else:
            canvas.circle(left + side / 2, low + side / 2, side / 2, stroke=1, fill=int(self.light == "green"))
        canvas.restoreState()

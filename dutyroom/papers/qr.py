"""A QR code as a block: what it holds can be read back from the paper with any telephone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dutyroom.papers.blocks import Block, Pen

_BORDER: Final = 2
"""Light squares around the code."""


@dataclass(slots=True)
class QrBlock:
    """A square code of ``side`` points, flush right in its cell."""

    value: str
    side: float = 74.0
    space_before: float = 0.0
    stays_with_next: bool = False

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        del width
        return self.side

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        del width, full
        return (self, None) if room >= self.side else (None, self)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        canvas, rows = pen.canvas, _modules(self.value)
        size = self.side / (len(rows) + 2 * _BORDER)
        left, high = x + (width - self.side) / 2 + _BORDER * size, top - _BORDER * size
        canvas.setFillGray(0)
        for down, row in enumerate(rows, 1):
            at = 0
            for dark, run in groupby(row):
                count = len(list(run))
                if dark:  # a little higher than its row, so that no light shows between two rows
                    canvas.rect(left + at * size, high - down * size, count * size, size * 1.05, stroke=0, fill=1)
                at += count


def _modules(value: str) -> list[list[bool]]:
    """The squares of the code, row by row; true is dark."""
    from reportlab.graphics.barcode.qr import QrCode  # noqa: PLC0415  # slow import

    code = QrCode(value, qrLevel="M").qr
    code.make()
    return [[bool(square) for square in row] for row in code.modules]

"""A QR code as a block: what it holds can be read back from the paper with any telephone."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.papers.blocks import Block, Pen


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
        from reportlab.graphics.barcode.qr import QrCode  # noqa: PLC0415  # slow import

        pen.canvas.setFillGray(0)
        code = QrCode(self.value, width=self.side, height=self.side, qrLevel="M", qrBorder=2)
        code.drawOn(pen.canvas, x + (width - self.side) / 2, top - self.side)

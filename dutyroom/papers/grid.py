"""Tables: ruled cells with repeated heads; a row too long for what is left of the page is parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Final, Literal

from dutyroom.papers.blocks import RULE, Block, Pen

PAD_X: Final = 4.0
PAD_Y: Final = 2.5
_FRAME: Final = 0.9  # pt, the outer rule
_TALL: Final = 0.35  # of a page: such rows are parted, shorter ones moved whole
_WORTH: Final = 48.0  # pt: less room than this is not worth parting a row for


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row, over ``span`` columns; ``shade`` is the grey behind it, 1 being white.

    ``again``: where the row is parted, both parts have the cell whole, as the name of a field must.
    """

    blocks: Sequence[Block]
    span: int = 1
    shade: float = 1.0
    place: Literal["top", "middle", "bottom"] = "top"
    again: bool = False

    def height(self, width: float) -> float:
        """What the cell takes at this outer width, padding included."""
        inner = width - 2 * PAD_X
        return sum(b.height(inner) + (b.space_before if n else 0) for n, b in enumerate(self.blocks)) + 2 * PAD_Y

    def split(self, width: float, room: float, full: float) -> tuple[Cell, Cell]:
        """The part that fits into ``room`` and the rest; either may be without blocks."""
        if self.again:
            return self, self
        inner, left = width - 2 * PAD_X, room - 2 * PAD_Y
        for number, block in enumerate(self.blocks):
            gap = block.space_before if number else 0.0
            height = block.height(inner)
            if gap + height <= left:
                left -= gap + height
                continue
            head, rest = block.split(inner, left - gap, full)
            first = [*self.blocks[:number], *([head] if head else [])]
            return replace(self, blocks=first), replace(
                self, blocks=[*([rest] if rest else []), *self.blocks[number + 1 :]]
            )
        return self, replace(self, blocks=())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells that together span all columns."""

    cells: Sequence[Cell]
    least: float = 0.0

    def height(self, columns: Sequence[float]) -> float:
        """The height of the tallest cell."""
        return max(self.least, *(cell.height(width) for cell, _x, width in self.laid(columns)))

    def laid(self, columns: Sequence[float]) -> list[tuple[Cell, float, float]]:
        """Each cell with its left edge and width."""
        edges = [0.0, *accumulate(columns)]
        placed, at = [], 0
        for cell in self.cells:
            placed.append((cell, edges[at], edges[at + cell.span] - edges[at]))
            at += cell.span
        return placed

    def split(self, columns: Sequence[float], room: float, full: float) -> tuple[Row, Row] | None:
        """The row parted, or None where nothing of it fits."""
        parted = [cell.split(width, room, full) for cell, _x, width in self.laid(columns)]
        texts = [(head, rest) for head, rest in parted if not head.again]
        head, rest = max(texts, key=lambda pair: len(pair[1].blocks), default=(Cell(()), Cell(())))
        if not head.blocks or not rest.blocks:
            return None
        first = Row([head for head, _rest in parted])
        if first.height(columns) > room:
            return None  # a cell that is said again is higher than what is left
        return first, Row([rest for _head, rest in parted])


@dataclass(slots=True)
class Grid:
    """A table; ``columns`` are widths in relation to one another, ``heads`` rows are repeated on each page."""

    columns: Sequence[float]
    rows: Sequence[Row]
    heads: Sequence[Row] = ()
    space_before: float = 0.0
    stays_with_next: bool = False
    together: bool = False
    _measured: dict[int, tuple[Row, float]] = field(default_factory=dict, repr=False)
    """Shared by the parts of a table, so that a row is measured once however many pages there are."""
    _whole: float | None = field(default=None, repr=False)
    """What the rows take together, so that the rest of a table on the next page need not be added up anew."""

    def _widths(self, width: float) -> list[float]:
        whole = sum(self.columns)
        return [column * width / whole for column in self.columns]

    def _height(self, row: Row, widths: Sequence[float]) -> float:
        # Keyed by identity, the row kept so that its identity stays its own; the width of a page never changes.
        known = self._measured.get(id(row))
        if known is None:
            known = self._measured[id(row)] = row, row.height(widths)
        return known[1]

    def height(self, width: float) -> float:
        """See :class:`Block`."""
        widths = self._widths(width)
        return sum(self._height(row, widths) for row in self.heads) + self._rows_height(widths)

    def _rows_height(self, widths: Sequence[float]) -> float:
        if self._whole is None:
            self._whole = sum(self._height(row, widths) for row in self.rows)
        return self._whole

    def split(self, width: float, room: float, full: float) -> tuple[Block | None, Block | None]:
        """See :class:`Block`."""
        if self.together and room < full:
            return None, self
        widths = self._widths(width)
        heads = sum(self._height(row, widths) for row in self.heads)
        left, fits = room - heads, 0
        for row in self.rows:
            height = self._height(row, widths)
            if height > left:
                break
            left -= height
            fits += 1
        head, rest = list(self.rows[:fits]), list(self.rows[fits:])
        whole = self._rows_height(widths) - sum(self._height(row, widths) for row in head)
        if rest and left >= _WORTH and self._height(rest[0], widths) > _TALL * (full - heads):
            parted = rest[0].split(widths, left, full)
            if parted:
                head.append(parted[0])
                whole += self._height(parted[1], widths) - self._height(rest[0], widths)
                rest[0] = parted[1]
        if not head:
            return None, self
        tail = replace(self, rows=rest, space_before=0.0, _whole=whole) if rest else None
        return replace(self, rows=head, _whole=None), tail

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`Block`."""
        widths = self._widths(width)
        rows = (*self.heads, *self.rows)
        y = top
        for row in rows:
            height = self._height(row, widths)
            self._shade(pen, row, widths, x, y, height)
            y -= height
        y = top
        for row in rows:
            height = self._height(row, widths)
            for cell, left, wide in row.laid(widths):
                _draw_cell(pen, cell, x + left, y, wide, height)
            y -= height
        self._rules(pen, rows, widths, x, top)

    def _shade(self, pen: Pen, row: Row, widths: Sequence[float], x: float, y: float, height: float) -> None:
        for cell, left, wide in row.laid(widths):
            if cell.shade < 1:
                pen.canvas.setFillGray(cell.shade)
                pen.canvas.rect(x + left, y - height, wide, height, stroke=0, fill=1)

    def _rules(self, pen: Pen, rows: Sequence[Row], widths: Sequence[float], x: float, top: float) -> None:
        canvas = pen.canvas
        canvas.setStrokeGray(0)
        canvas.setLineWidth(RULE)
        whole, y, lines = sum(widths), top, []
        for number, row in enumerate(rows):
            height = self._height(row, widths)
            if number:
                lines.append((x, y, x + whole, y))
            lines += [(x + left, y, x + left, y - height) for _cell, left, _wide in row.laid(widths)[1:]]
            y -= height
        if lines:
            canvas.lines(lines)
        canvas.setLineWidth(_FRAME)
        canvas.rect(x, y, whole, top - y, stroke=1, fill=0)


def _draw_cell(pen: Pen, cell: Cell, x: float, top: float, width: float, height: float) -> None:
    y = top - PAD_Y
    if cell.place != "top":
        y -= (height - cell.height(width)) / (2 if cell.place == "middle" else 1)
    for number, block in enumerate(cell.blocks):
        y -= block.space_before if number else 0.0
        block.draw(pen, x + PAD_X, y, width - 2 * PAD_X)
        y -= block.height(width - 2 * PAD_X)

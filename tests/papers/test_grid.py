"""Long tables: each row is measured once, and what a page costs does not grow with the pages that follow."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.sheet import paginate

ROOM = 700.0


@dataclass
class Box:
    """A block of one height that counts how often it is measured."""

    high: float
    measured: int = 0
    space_before = 0.0
    stays_with_next = False

    def height(self, width):
        self.measured += 1
        return self.high

    def split(self, width, room, full):
        return None, self

    def draw(self, pen, x, top, width):
        raise AssertionError("nothing is drawn here")


def paged(count):
    boxes = [Box(20 + number % 7) for number in range(count)]
    head = Box(30)
    grid = Grid((1,), [Row([Cell([box])]) for box in boxes], [Row([Cell([head])])])
    return boxes, head, paginate([grid], 500, ROOM)


def test_each_row_is_measured_once_however_many_pages_there_are():
    boxes, head, pages = paged(2000)
    assert len(pages) > 80
    assert {box.measured for box in boxes} == {1}
    assert head.measured == 1
    shown = [row for page in pages for grid, _ in page for row in grid.rows]
    assert [row.cells[0].blocks[0] for row in shown] == boxes, "every row once, in its order"
    assert all(sum(grid.height(500) for grid, _ in page) <= ROOM + 0.01 for page in pages)


def test_what_is_looked_up_grows_with_the_rows_and_not_with_rows_times_pages(monkeypatch):
    asked = []
    plain = Grid._height
    monkeypatch.setattr(Grid, "_height", lambda self, row, widths: asked.append(1) or plain(self, row, widths))
    paged(500)
    few = len(asked)
    asked.clear()
    paged(2000)
    assert len(asked) < 5 * few


def test_the_rest_of_a_parted_row_is_counted_with_what_follows():
    blocks = [Box(60) for _ in range(9)]
    grid = Grid((1,), [Row([Cell(blocks)]), Row([Cell([Box(40)])])])
    head, rest = grid.split(500, 300, 700)
    assert head is not None
    assert rest is not None
    assert rest.height(500) == sum(Grid((1,), [row]).height(500) for row in rest.rows)

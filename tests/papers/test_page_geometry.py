"""The measuring itself: planted faults are found."""

from __future__ import annotations

from dutyroom.papers.blocks import Block, Paragraph
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import DUTY_SHEET, LANDSCAPE, Sheet
from dutyroom.rules.wording import ENGLISH
from tests.papers.page_geometry import crossings, outside, overlaps, pages

STYLE = Style(size=12, leading=16)


def made(faces: Faces, blocks: list[Block], **more: object) -> bytes:
    return Sheet(faces=faces, phrases=Phrases(ENGLISH), title="x", author="y", blocks=blocks, **more).pdf()  # type: ignore[arg-type]


def table(faces: Faces, indent: float) -> Grid:
    style = Style(size=12, leading=16, indent=indent)
    cells = [Cell([Paragraph(faces, [Span("值班")], style)]), Cell([Paragraph(faces, [Span("记录")], STYLE)])]
    return Grid((1, 1), [Row(cells)])


def test_a_plain_table_is_in_order(faces: Faces) -> None:
    (page,) = pages(made(faces, [table(faces, 0)]))
    assert len(page.lines) >= 5
    assert "".join(mark.char for mark in page.marks).startswith("值班记录")
    assert not crossings(page)
    assert not overlaps(page)
    assert not outside(page, DUTY_SHEET.left, DUTY_SHEET.right)


def test_text_across_a_rule_is_found(faces: Faces) -> None:
    (page,) = pages(made(faces, [table(faces, -0.9)]))
    assert crossings(page)
    assert outside(page, DUTY_SHEET.left, DUTY_SHEET.right)


def test_text_on_text_is_found(faces: Faces) -> None:
    upper = Paragraph(faces, [Span("值班")], Style(size=12, leading=4))
    (page,) = pages(made(faces, [upper, Paragraph(faces, [Span("记录")], Style(size=12, leading=4))]))
    assert overlaps(page)


def test_a_sheet_may_lie_across(faces: Faces) -> None:
    (page,) = pages(made(faces, [table(faces, 0)], size=LANDSCAPE))
    assert (round(page.width), round(page.height)) == (842, 595)

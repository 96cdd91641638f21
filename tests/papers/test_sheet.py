"""Pages: everything placed once, in order, nothing over the edge; tables part where they must."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.papers.blocks import Block, PageBreak, Paragraph
from dutyroom.papers.fonts import Faces
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import LANDSCAPE, LEDGER, MM, Sheet, paginate
from dutyroom.rules.wording import ENGLISH
from tests.papers.reading_pdf import page_texts, squeezed

STYLE = Style(size=10, leading=15)
WIDTH, ROOM = 300.0, 200.0


def paragraph(faces: Faces, text: str, *, heading: bool = False, gap: float = 4.0) -> Paragraph:
    return Paragraph(faces, [Span(text)], STYLE, gap, heading)


def table(faces: Faces, lengths: list[int], *, together: bool = False) -> Grid:
    rows = [
        Row([Cell([paragraph(faces, str(n))]), Cell([paragraph(faces, "值" * length)])])
        for n, length in enumerate(lengths)
    ]
    return Grid(
        (1, 5), rows, [Row([Cell([paragraph(faces, "号")]), Cell([paragraph(faces, "文")])])], 4.0, together=together
    )


def drawn(block: Block, width: float = WIDTH) -> str:
    if isinstance(block, Paragraph):
        return "".join(line.text for line in block.lines(width))
    assert isinstance(block, Grid)
    return "".join(
        drawn(part, 100000) for row in block.rows for part in row.cells[1].blocks if isinstance(part, Paragraph)
    )


def check_geometry(blocks: list[Block]) -> list[list[tuple[Block, float]]]:
    pages = paginate(blocks, WIDTH, ROOM)
    for page in pages:
        bottom = 0.0
        for block, top in page:
            assert top >= bottom - 0.01
            bottom = top + block.height(WIDTH)
        assert bottom <= ROOM + 0.02
    return pages


@given(st.lists(st.tuples(st.integers(0, 900), st.booleans()), max_size=12))
@settings(max_examples=60)
def test_paragraphs_are_placed_once_and_in_order(faces: Faces, made: list[tuple[int, bool]]) -> None:
    blocks: list[Block] = [paragraph(faces, "甲" if head else "值" * n, heading=head) for n, head in made]
    pages = check_geometry(blocks)
    assert "".join(drawn(b) for page in pages for b, _ in page) == "".join(
        "甲" if head else "值" * n for n, head in made
    )


@given(st.lists(st.one_of(st.integers(0, 60), st.integers(300, 2500)), min_size=1, max_size=10))
@settings(max_examples=60)
def test_tables_lose_nothing_and_repeat_their_head(faces: Faces, lengths: list[int]) -> None:
    pages = check_geometry([table(faces, lengths)])
    counted = 0
    for page in pages:
        for block, _top in page:
            assert isinstance(block, Grid)
            assert len(block.heads) == 1
            for row in block.rows:
                for part in row.cells[1].blocks:
                    assert isinstance(part, Paragraph)
                    counted += sum(len(line.text) for line in part.lines(WIDTH * 5 / 6 - 8))
    assert counted == sum(lengths)


def test_a_short_row_moves_whole_to_the_next_page(faces: Faces) -> None:
    pages = check_geometry([table(faces, [40] * 12)])
    rows = [len(block.rows) for page in pages for block, _ in page if isinstance(block, Grid)]
    assert sum(rows) == 12


def test_a_table_that_stays_together_moves_whole(faces: Faces) -> None:
    blocks: list[Block] = [paragraph(faces, "值" * 270), table(faces, [20, 20, 20], together=True)]
    pages = check_geometry(blocks)
    assert [len(page) for page in pages] == [1, 1]


def test_headings_go_with_what_follows(faces: Faces) -> None:
    for fill in range(1, 13):
        blocks: list[Block] = [
            paragraph(faces, "\n".join("值" * fill)),
            paragraph(faces, "甲", heading=True),
            paragraph(faces, "乙", heading=True),
            table(faces, [10]),
        ]
        for page in check_geometry(blocks):
            assert not page[-1][0].stays_with_next


KINDS = st.one_of(
    st.tuples(st.just("text"), st.integers(1, 16)),
    st.tuples(st.just("table"), st.lists(st.one_of(st.integers(0, 60), st.integers(61, 2500)), min_size=1, max_size=5)),
    st.tuples(st.just("whole"), st.lists(st.integers(0, 120), min_size=1, max_size=4)),
    st.tuples(st.just("heading"), st.just(0)),
)


@given(st.lists(KINDS, min_size=1, max_size=14))
@settings(max_examples=150)
def test_no_page_ends_with_a_heading(faces: Faces, made: list[tuple[str, Any]]) -> None:
    """Whatever follows it: text, rows of any height, a table that stays together."""
    blocks: list[Block] = []
    for kind, size in [*made, ("text", 1)]:
        if kind == "text":
            blocks.append(paragraph(faces, "\n".join("值" * size)))
        elif kind == "heading":
            blocks.append(paragraph(faces, "甲", heading=True, gap=11.0))
        else:
            blocks.append(table(faces, size, together=kind == "whole"))
    chain = max((len(list(run)) for head, run in groupby(blocks, lambda b: b.stays_with_next) if head), default=0)
    pages = check_geometry(blocks)
    if chain <= 4:  # a chain of headings that leaves no room for what it heads cannot be helped
        assert not any(page[-1][0].stays_with_next for page in pages)


def test_a_heading_goes_with_a_first_row_that_is_moved_whole(faces: Faces) -> None:
    """Where the row is too high for what is left and too short to be parted, as matters of three lines are."""
    for fill in range(60, 180):
        blocks: list[Block] = [
            Paragraph(faces, [Span("值")], Style(size=10, leading=fill)),
            paragraph(faces, "三、未办结事项", heading=True, gap=11.0),
            table(faces, [70, 20, 20]),
        ]
        for page in check_geometry(blocks):
            assert not page[-1][0].stays_with_next, fill


def test_a_table_that_stays_together_is_parted_rather_than_parted_from_its_heading(faces: Faces) -> None:
    whole = table(faces, [20] * 9, together=True)
    assert ROOM - 15 < whole.height(WIDTH) <= ROOM
    pages = check_geometry([paragraph(faces, "甲", heading=True), whole])
    assert len(pages[0]) == 2


def test_page_breaks_make_no_empty_pages(faces: Faces) -> None:
    blocks: list[Block] = [
        PageBreak(),
        paragraph(faces, "一"),
        PageBreak(),
        PageBreak(),
        paragraph(faces, "二"),
        PageBreak(),
    ]
    assert [len(page) for page in check_geometry(blocks)] == [1, 1]
    assert paginate([], WIDTH, ROOM) == [[]]


def test_a_running_head_too_long_for_its_line_ends_with_dots(faces: Faces) -> None:
    sheet = Sheet(
        faces=faces,
        phrases=Phrases(ENGLISH),
        title="x",
        author="y",
        blocks=[paragraph(faces, "一"), PageBreak(), paragraph(faces, "二")],
        running="郑州市人民政府总值班室" * 12,
    )
    assert "…" in squeezed(page_texts(sheet.pdf())[1])


def labelled(faces: Faces, lines: int, *, room: float = 0.0) -> Row:
    named = Cell([paragraph(faces, "拟办意见")], place="middle", again=True)
    return Row([named, Cell([paragraph(faces, "\n".join(["值"] * lines))] if lines else [])], room)


@given(st.integers(0, 60), st.integers(1, 90))
@settings(max_examples=40)
def test_a_parted_row_says_its_name_on_every_page(faces: Faces, before: int, lines: int) -> None:
    grid = Grid((1, 3), [*[labelled(faces, 1)] * (before % 9), labelled(faces, lines)])
    counted = 0
    for page in check_geometry([grid]):
        for block, _top in page:
            assert isinstance(block, Grid)
            for row in block.rows:
                assert [drawn(part) for part in row.cells[0].blocks] == ["拟办意见"]
                counted += sum(drawn(part, WIDTH * 3 / 4 - 8).count("值") for part in row.cells[1].blocks)
    assert counted == before % 9 + lines


def test_room_for_handwriting_is_never_parted(faces: Faces) -> None:
    grid = Grid((1, 3), [labelled(faces, 0, room=120), labelled(faces, 0, room=120)])
    pages = check_geometry([grid])
    assert [len(block.rows) for page in pages for block, _top in page if isinstance(block, Grid)] == [1, 1]


def test_a_border_goes_around_the_text_of_every_page(faces: Faces) -> None:
    asked: list[tuple[float, ...]] = []
    sheet = Sheet(
        faces=faces,
        phrases=Phrases(ENGLISH),
        title="x",
        author="y",
        blocks=[paragraph(faces, "一"), PageBreak(), paragraph(faces, "二")],
        margins=LEDGER,
        size=LANDSCAPE,
        border=lambda _canvas, *place: asked.append(place),
    )
    sheet.pdf()
    assert len(asked) == 2
    assert [round(number / MM) for number in asked[0]] == [20, 18, 257, 168]

"""Papers for both sides of the sheet: the margins of GB/T 9704-2012 mirrored on even pages, each of several on a front."""

from __future__ import annotations

import pypdfium2
import pytest

from dutyroom.papers.archive import About
from dutyroom.papers.fonts import Faces
from dutyroom.papers.frame import Margins
from dutyroom.papers.official import make_official
from dutyroom.papers.paper_file import PaperFile
from dutyroom.papers.sample_official import sample_official
from dutyroom.papers.sheet import LANDSCAPE, OFFICIAL, PAGE
from dutyroom.papers.stack import stack_papers
from dutyroom.papers.two_sided import two_sided
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording
from tests.papers.archived import Archived
from tests.papers.reading_pdf import outline, page_texts
from tests.papers.test_official import characters

MM = 72 / 25.4


def edges(pdf: bytes, page: int) -> tuple[float, float]:
    """How far the text (the number of the page is smaller) stands from the left and the right edge of a page, in mm."""
    with pypdfium2.PdfDocument(pdf) as opened:
        left, _, right, _ = opened[page].get_mediabox()
    text = [char for char in characters(pdf, page) if char[4] > 15]
    return min(char[1] for char in text) - left / MM, right / MM - max(char[2] for char in text)


def pages(count: int, margins: Margins | None = OFFICIAL, size: tuple[float, float] = PAGE) -> bytes:
    file = PaperFile(size, About(title="样例", author="样例"), margins)
    for _ in range(count):
        file.canvas.line(100, 100, 200, 100)
        file.end_page()
    return file.pdf()


def lefts(pdf: bytes) -> list[float]:
    """How far the box of each page was moved to the right, in mm."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [round(page.get_mediabox()[0] / MM, 1) for page in opened]


def test_inner_and_outer_margin_of_an_official_document_change_sides(faces: Faces, chinese: Wording) -> None:
    plain = make_official(sample_official("document"), faces=faces, wording=chinese)
    turned = two_sided(plain)
    assert edges(plain, 1) == pytest.approx((28, 26), abs=0.15)
    assert edges(turned, 0) == pytest.approx(edges(plain, 0), abs=0.01)
    assert edges(turned, 1) == pytest.approx((26, 28), abs=0.15)
    assert page_texts(turned) == page_texts(plain)
    assert outline(turned) == outline(plain)
    assert (Archived(turned).faults, Archived(turned).metadata()["part"]) == ([], "2")
    assert two_sided(plain) == turned


@pytest.mark.parametrize(
    ("size", "margins"), [(LANDSCAPE, OFFICIAL), (PAGE, None), (PAGE, Margins(20, 20, 20, 20))], ids=str
)
def test_what_is_not_bound_on_the_left_stays(size: tuple[float, float], margins: Margins | None) -> None:
    assert lefts(two_sided(pages(2, margins, size))) == [0, 0]


def test_each_of_several_papers_begins_on_a_front_and_counts_for_itself() -> None:
    stacked = stack_papers([("一", pages(3)), ("二", pages(2)), ("三", pages(2))])
    turned = two_sided(stacked)
    assert lefts(turned) == [0, 2, 0, 0, 0, 2, 0, 2]  # the fourth is blank
    with pypdfium2.PdfDocument(turned) as opened:
        assert [mark.get_dest().get_index() for mark in opened.get_toc()] == [0, 4, 6]
        assert [opened.get_page_label(page) for page in (0, 2, 4, 5, 6)] == ["1", "3", "1", "2", "1"]
    assert lefts(two_sided(stacked, blanks=False)) == [0, 2, 0, 0, 2, 0, 2]


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(Refusal, match=r"paper\.unreadable"):
        two_sided(b"%PDF-1.4 nothing")

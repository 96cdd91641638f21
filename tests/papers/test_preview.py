"""Pages as pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from dutyroom.papers.fonts import Faces
from dutyroom.papers.handover import make_handover
from dutyroom.papers.preview import count_pages, page_sizes, render_pages
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording
from tests.papers.paper_facts import a_handover, entries


@pytest.fixture(scope="module")
def pdf(faces: Faces, english: Wording) -> bytes:
    return make_handover(a_handover(entries=entries(20)), faces=faces, wording=english)


def test_pages_come_at_the_size_asked(pdf: bytes) -> None:
    pictures = list(render_pages(pdf, dpi=72))
    assert len(pictures) == count_pages(pdf) > 1
    for picture in pictures:
        assert abs(picture.width - 595) <= 1
        assert abs(picture.height - 842) <= 1
        assert len(picture.pixels) == picture.width * picture.height * 4
        assert set(picture.pixels[3::4]) == {255}


def test_only_the_pages_asked_for(pdf: bytes) -> None:
    assert [picture.number for picture in render_pages(pdf, dpi=36, pages=range(1, 2))] == [2]
    assert list(render_pages(pdf, dpi=36, pages=range(90, 95))) == []


def test_png_is_the_same_picture(pdf: bytes) -> None:
    picture = next(render_pages(pdf, dpi=50))
    with Image.open(io.BytesIO(picture.png())) as image:
        assert image.size == (picture.width, picture.height)
        assert image.convert("RGBA").tobytes() == picture.pixels
        dark = sum(image.convert("L").histogram()[:128])
    assert dark > 500  # there is something on it


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.3 half", b"\0" * 100])
def test_what_is_no_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        list(render_pages(broken, dpi=72))
    assert refused.value.code == "paper.unreadable"
    with pytest.raises(Refusal):
        count_pages(broken)


def test_sizes_are_told_without_drawing(pdf: bytes) -> None:
    sizes = page_sizes(pdf)
    assert len(sizes) == count_pages(pdf)
    assert {(round(wide, 1), round(tall, 1)) for wide, tall in sizes} == {(595.3, 841.9)}
    with pytest.raises(Refusal, match=r"paper\.unreadable"):
        page_sizes(b"%PDF-1.4 nothing")

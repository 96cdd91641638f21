"""Scanned pages: what is recognised becomes lines and paragraphs, and says how sure it is; without the extra, the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from dutyroom.actions.importing import import_plans
from dutyroom.actions.plans import keep_plan
from dutyroom.data.queries.plans import plan_rows
from dutyroom.readers import ocr
from dutyroom.readers.document import ReadFailure
from dutyroom.readers.ocr import Found, document_of, rows_of
from dutyroom.readers.opening import open_document, open_reading
from dutyroom.readers.reading import Reader

HAS_OCR = ocr.can_recognise()
LINES = ("Example City Flood Plan", "1 General", "This plan applies to the whole of the city.", "2 Response", "The room calls 0371-60000001 at once.")  # fmt: skip


def a_scan(path: Path, pages: int = 1) -> Path:
    """A PDF of pictures with a few lines of text in them."""
    sheets = []
    for _ in range(pages):
        sheet = Image.new("L", (1654, 2339), 250)
        pen = ImageDraw.Draw(sheet)
        for number, line in enumerate(LINES):
            pen.text((200, 240 + 90 * number), line, font=ImageFont.load_default(44), fill=20)
        sheets.append(sheet.rotate(0.3, fillcolor=250))
    sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=200)
    return path


def piece(text: str, left: float, top: float, *, wide: float = 100, tall: float = 12, sure: float = 0.9) -> Found:
    return Found(text, left, top, left + wide, top + tall, sure)


def test_pieces_in_one_row_are_one_line_and_far_ones_are_cells() -> None:
    page = rows_of(
        [
            piece("电话", 300, 101),
            piece("单位", 50, 100),
            piece("值班室负责", 50, 130),
            piece("接报", 152, 131),
            piece("Duty", 50, 160),
            piece("room", 155, 160),
        ],
        842,
    )
    assert [line.text for line in page] == ["单位 | 电话", "值班室负责接报", "Duty room"]
    assert page[0].bottom == pytest.approx(842 - 113)
    assert page[0].bottom > page[1].bottom > page[2].bottom


def test_the_confidence_weighs_letters_and_page_numbers_go() -> None:
    pages = [
        (
            842.0,
            [piece(f"第{n}页的正文在这里说完。", 72, 200, sure=1.0), piece(f"- {n} -", 280, 800, wide=30, sure=0.5)],
        )
        for n in (1, 2, 3)
    ]
    document = document_of(pages)
    assert [line.text for line in document.lines] == [f"第{n}页的正文在这里说完。" for n in (1, 2, 3)]
    assert document.confidence == 85
    with pytest.raises(ReadFailure):
        document_of([(842.0, [])])


def test_a_scan_names_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_scan(tmp_path / "scan.pdf", 2)
    monkeypatch.setattr(ocr, "can_recognise", lambda: False)
    with pytest.raises(ReadFailure) as failure:
        open_document(path)
    assert (failure.value.result, failure.value.detail) == ("no-text", "file.scanned")
    assert failure.value.facts == {"pages": 2, "scanned": 0}


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_PAGES", 1)
    reading = open_reading(a_scan(tmp_path / "scan.pdf", 2), plan=True, scanned=True)
    assert (reading.result, reading.detail) == ("too-large", "file.scanned.many")


@pytest.mark.skipif(not HAS_OCR, reason="the extra ocr is not installed")
def test_a_scan_is_imported_with_its_confidence(room, tmp_path: Path) -> None:
    path = a_scan(tmp_path / "scan.pdf")
    with Reader() as reader:
        (result,) = import_plans([path], reader, lambda keep: room.do(keep_plan, keep))
    assert result.result == "imported"
    (row,) = room.read(plan_rows)
    assert row.confidence is not None
    assert 80 <= row.confidence <= 100

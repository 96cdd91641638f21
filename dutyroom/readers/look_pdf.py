"""A PDF as pages: their sizes, one of them as a picture, the text of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pypdfium2

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.look import MOST_CHARACTERS, MOST_PAGES, MOST_PIXELS, Look, Pixels
from dutyroom.readers.pdf import is_whole

_A4: Final = (595.0, 842.0)


def open_pdf(path: Path) -> Look:
    """The sizes of the pages; raises :class:`ReadFailure` for a locked or broken file."""
    with _opened(path) as document:
        count = len(document)
        sizes = tuple(_size(document, number) for number in range(min(count, MOST_PAGES)))
    if not sizes:
        raise ReadFailure("damaged", "file.damaged", kind="PDF")
    return Look(kind="pdf", sizes=sizes, is_cut=count > MOST_PAGES)


def pdf_page(path: Path, page: int, width: int) -> Pixels:
    """One page drawn ``width`` pixels wide; what a page asks to be done (scripts, forms) is not done."""
    with _opened(path) as document:
        wide, tall = _size(document, page)
        scale = max(width, 1) / wide
        if scale * wide * scale * tall > MOST_PIXELS * 0.98:
            scale = (MOST_PIXELS * 0.98 / (wide * tall)) ** 0.5
        try:
            bitmap = document[page].render(scale=scale, rev_byteorder=True, maybe_alpha=False)
        except pypdfium2.PdfiumError as problem:
            raise ReadFailure("damaged", "look.page.damaged", page=page + 1) from problem
        row, raw = 3 * bitmap.width, memoryview(bitmap.buffer).cast("B")
        rows = b"".join(raw[at : at + row] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        return Pixels(width=bitmap.width, height=bitmap.height, pixels=rows)


def pdf_text(path: Path, page: int) -> str:
    """The text of one page as the file holds it."""
    with _opened(path) as document:
        try:
            text = str(document[page].get_textpage().get_text_range())
        except pypdfium2.PdfiumError as problem:
            raise ReadFailure("damaged", "look.page.damaged", page=page + 1) from problem
    return text.replace("\r\n", "\n")[:MOST_CHARACTERS]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise ReadFailure("encrypted", "look.encrypted") from problem
        if not is_whole(path):
            raise ReadFailure("damaged", "file.truncated") from problem
        raise ReadFailure("damaged", "file.damaged", kind="PDF") from problem
    try:
        yield document
    finally:
        document.close()


def _size(document: Any, page: int) -> tuple[float, float]:
    try:
        wide, tall = document.get_page_size(page)
    except pypdfium2.PdfiumError:
        return _A4
    return (min(max(wide, 10.0), 5_000.0), min(max(tall, 10.0), 5_000.0))

"""PDF: the text of all pages in reading order, without running heads, feet and page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pypdfium2

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.readers.paragraphs import glued_lines, paragraphs
from dutyroom.readers.pdf_headings import heading_levels
from dutyroom.readers.pdf_page import Page, without_edges
from dutyroom.readers.pdf_text import printed_page
from dutyroom.rules.cover import reads_as_plan_title

_TAIL: Final = 4096
_TOP: Final = 12


def read_pdf(path: Path) -> Document:
    """A PDF file; raises :class:`ReadFailure` for a locked, broken or scanned one."""
    if not is_whole(path):
        raise ReadFailure("damaged", "file.truncated")
    try:
        opened = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise ReadFailure("encrypted", "file.encrypted") from problem
        raise ReadFailure("damaged", "file.damaged", kind="PDF") from problem
    try:
        pages = _pages(opened)
        title = (opened.get_metadata_value("Title") or "").strip()
    except pypdfium2.PdfiumError as problem:
        raise ReadFailure("damaged", "file.damaged", kind="PDF") from problem
    finally:
        opened.close()
    if not pages:
        raise ReadFailure("damaged", "file.damaged", kind="PDF")
    kept, running = without_edges(pages)
    found = paragraphs(kept)
    if not found:
        raise _without_text(len(pages))
    texts = [glued_lines(paragraph) for paragraph in found]
    lines = tuple(Line(text, level) for text, level in zip(texts, heading_levels(found), strict=True))
    return Document(lines, "pdf", None, _title(title, pages[0], texts, running))


def _without_text(pages: int) -> ReadFailure:
    """Pages without text are pictures: they may be recognised where that is installed."""
    from dutyroom.readers.ocr import can_recognise  # noqa: PLC0415  # slow import: only for scans

    detail = "file.scanned" if not can_recognise() else "file.no_text"
    return ReadFailure("no-text", detail, pages=pages, scanned=int(can_recognise()))


def _title(stated: str, page: Page, lines: Sequence[str], running: Sequence[str]) -> str | None:
    """The title among the file's properties where the first page says it, or that of the running lines."""
    top = "".join(line.text for line in page[:_TOP]) + "".join(running)
    if stated and "".join(stated.split()) in "".join(top.split()):
        return stated
    if any(reads_as_plan_title(line) for line in lines[:_TOP]):
        return None
    return next((line for line in running if reads_as_plan_title(line)), None)


def is_whole(path: Path) -> bool:
    """Whether the end mark stands near the end: a file that was cut off would lose pages without a word."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        tail = stream.read()
    return b"%%EOF" in tail or b"startxref" in tail


def _pages(opened: Any) -> list[Page]:
    """The lines of every page; a single page that cannot be read is left out."""
    pages: list[Page] = []
    broken = 0
    for number in range(len(opened)):
        try:
            page = opened[number]
            pages.append(printed_page(page))
            page.close()
        except pypdfium2.PdfiumError:
            broken += 1
    return pages if broken <= len(pages) else []

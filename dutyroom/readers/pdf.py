"""PDF: the text of all pages in reading order, without running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pypdfium2

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.readers.txt import clean, unwrapped
from dutyroom.rules.headings import Candidate, pieces

_PAGE_NUMBER: Final = re.compile(
    r"[-–—－·\s第]*\d{1,4}\s*(?:页\s*)?(?:(?:/|共|of)\s*\d{1,4}\s*页?)?[-–—－·\s]*", re.IGNORECASE
)
_EDGE: Final = 2
_TAIL: Final = 4096
_REPEATED: Final = 0.5
_FEWEST_PAGES: Final = 3


def read_pdf(path: Path) -> Document:
    """A PDF file; raises :class:`ReadFailure` for a locked, broken or scanned one."""
    if not _is_whole(path):
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
    lines = unwrapped([line for page in _without_edges(pages) for line in page])
    if not lines:
        raise ReadFailure("no-text", "file.no_text")
    top = "".join(lines[:12])
    return Document(tuple(Line(line) for line in lines), "pdf", None, title if title and title in top else None)


def _is_whole(path: Path) -> bool:
    """Whether the end mark stands near the end: a file that was cut off would lose pages without a word."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        tail = stream.read()
    return b"%%EOF" in tail or b"startxref" in tail


def _pages(opened: Any) -> list[list[str]]:
    """The lines of every page; a single page that cannot be read is left out."""
    pages: list[list[str]] = []
    broken = 0
    for number in range(len(opened)):
        try:
            page = opened[number]
            text = page.get_textpage()
            pages.append([line for line in clean(text.get_text_range()).split("\n") if line.strip()])
            text.close()
            page.close()
        except pypdfium2.PdfiumError:
            broken += 1
    return pages if broken <= len(pages) else []


def _without_edges(pages: Sequence[list[str]]) -> list[list[str]]:
    """Pages without page numbers, and without lines that stand at the edge of most pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = {
        shape for shape, count in seen.items() if len(pages) >= _FEWEST_PAGES and count > max(2, _REPEATED * len(pages))
    }
    return [_trimmed(page, often) for page in pages]


def _shape(line: str) -> str:
    """The line without spaces, and without its numbers where it is no numbered heading."""
    bare = re.sub(r"\s", "", line)
    first = pieces(line)[0]
    return bare if isinstance(first, Candidate) and first.title else re.sub(r"\d+", "#", bare)


def _trimmed(page: list[str], often: set[str]) -> list[str]:
    """The page from the first to the last line that is its own."""
    first, last = 0, len(page)
    while first < min(_EDGE, last) and _is_edge(page[first], often):
        first += 1
    while last > max(first, len(page) - _EDGE) and _is_edge(page[last - 1], often):
        last -= 1
    return page[first:last]


def _is_edge(line: str, often: set[str]) -> bool:
    return _PAGE_NUMBER.fullmatch(line) is not None or _shape(line) in often

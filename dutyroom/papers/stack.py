"""Several papers as one PDF, to be printed in one go: the pages one after the other, a bookmark at each paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from typing import Final

from dutyroom.rules.refusal import Refusal

_ROOT: Final = re.compile(rb"/Root\s+(\d+)\s+0\s+R")
_SIZE: Final = re.compile(rb"/Size\s+(\d+)")
_INFO: Final = re.compile(rb"/Info\s+\d+\s+0\s+R")
_KIDS: Final = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REF: Final = re.compile(rb"(\d+)\s+0\s+R")
_LANG: Final = re.compile(rb"/Lang ?\([A-Za-z-]*\)")
_XREF: Final = re.compile(rb"startxref\s+(\d+)")


def stack_papers(papers: Sequence[tuple[str, bytes]]) -> bytes:
    """The papers (title and PDF) in their order; fonts stay embedded as they are. Refused: ``paper.unreadable``.

    One without a title belongs to that before it and has no bookmark.

    PDFium is not made for threads: call it from one thread only.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  # slow import

    begins: list[tuple[str, int]] = []
    with closing(PdfDocument.new()) as whole:
        for title, pdf in papers:
            if title:
                begins.append((title, len(whole)))
            try:
                with closing(PdfDocument(pdf)) as one:
                    whole.import_pages(one)
            except PdfiumError as error:
                raise Refusal("paper.unreadable") from error
        count, written = len(whole), BytesIO()
        whole.save(written)
    spoken = _LANG.search(papers[0][1]) if papers else None
    return _with_bookmarks(written.getvalue(), begins, count, spoken[0] if spoken else b"")


def title_of(pdf: bytes) -> str:
    """What a paper calls itself; empty where it does not."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415  # slow import

    with closing(PdfDocument(pdf)) as paper:
        return str(paper.get_metadata_value("Title"))


def _with_bookmarks(pdf: bytes, begins: Sequence[tuple[str, int]], count: int, more: bytes) -> bytes:
    """The same with an outline and ``more`` entries, added behind it as PDF allows; PDFium itself writes none."""
    root, size, former = (_last(pattern, pdf) for pattern in (_ROOT, _SIZE, _XREF))
    catalog = _object(pdf, root)
    pages = _REF.findall(_last_of(_KIDS, _object(pdf, int(_REF.findall(catalog[catalog.index(b"/Pages") :])[0]))))
    if len(pages) != count or not begins:
        return pdf
    first = size + 1
    objects = {
        root: catalog.rstrip().removesuffix(b">>") + b"%b/Outlines %d 0 R/PageMode/UseOutlines>>" % (more, size),
        size: b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, size + len(begins), len(begins)),
    }
    for place, (title, page) in enumerate(begins):
        number = first + place
        beside = b"/Prev %d 0 R" % (number - 1) if place else b""
        beside += b"/Next %d 0 R" % (number + 1) if place + 1 < len(begins) else b""
        name = ("\ufeff" + title).encode("utf-16-be").hex().encode()
        dest = b"[%s 0 R/Fit]" % pages[page]
        objects[number] = b"<</Title<%s>/Parent %d 0 R/Dest%s%s>>" % (name, size, dest, beside)
    added, table = bytearray(b"\n"), bytearray(b"xref\n")
    for number, content in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(pdf) + len(added))
        added += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    at = len(pdf) + len(added)
    info = _INFO.findall(pdf)
    known = b"/Root %d 0 R/Size %d/Prev %d%s" % (root, first + len(begins), former, info[-1] if info else b"")
    return pdf + added + table + b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (known, at)


def _last(pattern: re.Pattern[bytes], pdf: bytes) -> int:
    return int(_last_of(pattern, pdf))


def _last_of(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.findall(text)
    return bytes(found[-1]) if found else b"0"


def _object(pdf: bytes, number: int) -> bytes:
    """What stands in an object of a PDF that PDFium wrote: each begins a line."""
    found = re.search(rb"(?:^|[\r\n])%d 0 obj\s*(.*?)\s*endobj" % number, pdf, re.DOTALL)
    return found[1] if found else b"<</Pages 0 0 R>>"

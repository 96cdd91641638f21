"""Several papers as one PDF, to be printed in one go: the pages one after the other, a bookmark at each paper.

Where every paper keeps to PDF/A the whole says so too, once: one description, one intent of colours.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from typing import Final

from dutyroom.papers.archive import COLOURS, About, info_entries, is_archival, packet
from dutyroom.papers.pdf_file import dictionary
from dutyroom.papers.saved_file import SavedFile
from dutyroom.papers.srgb import srgb_profile
from dutyroom.rules.refusal import Refusal

_LANG: Final = re.compile(rb"/Lang ?\(([A-Za-z-]*)\)")


def stack_papers(papers: Sequence[tuple[str, bytes]], about: About | None = None, *, fit: bool | None = None) -> bytes:
    """The papers (title and PDF) in their order; fonts stay embedded as they are. Refused: ``paper.unreadable``.

    One without a title belongs to that before it and has no bookmark. ``about`` is what the whole says of itself, in the
    language of the first; ``fit`` whether all are known to keep to PDF/A, told from what they say where it is None.
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
    saved = SavedFile(written.getvalue())
    pages = saved.pages()
    if len(pages) != count or not begins:
        return saved.pdf
    keeps = all(is_archival(pdf) for _, pdf in papers) if fit is None else fit
    return _closed(saved, pages, begins, replace(about, language=language_of(papers[0][1])) if about else None, keeps)


def title_of(pdf: bytes) -> str:
    """What a paper calls itself; empty where it does not."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415  # slow import

    with closing(PdfDocument(pdf)) as paper:
        return str(paper.get_metadata_value("Title"))


def language_of(pdf: bytes) -> str:
    """In which language a paper of ours speaks; Chinese where it does not say."""
    spoken = _LANG.search(pdf)
    return spoken[1].decode() if spoken else "zh-CN"


def _closed(
    saved: SavedFile, pages: Sequence[bytes], begins: Sequence[tuple[str, int]], about: About | None, keeps: bool
) -> bytes:
    """The file with its outline and what it says of itself; PDFium itself writes neither."""
    root = saved.size
    objects = {
        root: b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (root + 1, root + len(begins), len(begins))
    }
    for place, (title, page) in enumerate(begins):
        number = root + 1 + place
        beside = b"/Prev %d 0 R" % (number - 1) if place else b""
        beside += b"/Next %d 0 R" % (number + 1) if place + 1 < len(begins) else b""
        name = ("\ufeff" + title).encode("utf-16-be").hex().encode()
        dest = b"[%s 0 R/Fit]" % pages[page]
        objects[number] = b"<</Title<%s>/Parent %d 0 R/Dest%s%s>>" % (name, root, dest, beside)
    labels = b"".join(b"%d<</S/D>>" % page for _, page in begins)
    more = b"/Outlines %d 0 R/PageMode/UseOutlines/PageLabels<</Nums[%s]>>" % (root, labels)
    info = None
    if about is not None:
        more += b"/Lang(%s)" % about.language.encode()
        info = root + len(begins) + 1
        objects[info] = dictionary(info_entries(about)).encode("ascii")
        objects[info + 1] = _stream(packet(about, claims=keeps), "/Type /Metadata /Subtype /XML ")
        more += b"/Metadata %d 0 R/ViewerPreferences<</DisplayDocTitle true>>" % (info + 1)
        if keeps:
            colours = zlib.compress(srgb_profile(), 6)
            objects[info + 2] = _stream(colours, "/Filter /FlateDecode /N 3 ")
            more += b"/OutputIntents" + COLOURS.format(info + 2).encode("ascii")
    objects[saved.root] = saved.catalog + more + b">>"
    return saved.appended(objects, info=info)


def _stream(content: bytes, more: str) -> bytes:
    return f"<< /Length {len(content)} {more}>>\nstream\n".encode("ascii") + content + b"\r\nendstream"

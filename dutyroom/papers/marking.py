"""A mark over a finished paper, such as 副本 COPY: what lies in the archive stays as it is, the print says what it is."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from typing import Final

from dutyroom.papers.archive import About
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import DRAFT, MARKS
from dutyroom.papers.frame import Frame, Margins
from dutyroom.papers.paper_file import PaperFile
from dutyroom.rules.refusal import Refusal

PRINT_MARKS: Final = {"draft": DRAFT, "drill": MARKS["drill"], "copy": "副本 COPY"}
"""In both languages always, as the marks that a paper has by itself."""
_EDGE: Final = Margins(14.5, 14.5, 18, 18)
"""Millimetres: above the box of marks that the paper itself may have."""
_ABOVE: Final = ("", "", "")
"""Lines left free below the mark, where the paper's own marks lie."""


def marked(pdf: bytes, mark: str, faces: Faces) -> bytes:
    """The paper with a mark on every page, under its text; bookmarks and text stay. Refused: ``paper.unreadable``.

    PDFium is not made for threads: call it from one thread only.
    """
    from pypdfium2 import PdfDocument, PdfiumError, raw  # noqa: PLC0415  # slow import

    try:
        with closing(PdfDocument(pdf)) as paper:
            for page in paper:
                with closing(PdfDocument(_stamp(page.get_size(), mark, faces))) as stamp:
                    drawn = stamp.page_as_xobject(0, paper).as_pageobject()
                    # Multiplied, it leaves black text black although it is drawn last.
                    raw.FPDFPageObj_SetBlendMode(drawn.raw, b"Multiply")
                    page.insert_obj(drawn)
                    page.gen_content()
                page.close()
            out = BytesIO()
            paper.save(out)
    except PdfiumError as error:
        raise Refusal("paper.unreadable") from error
    return out.getvalue()


def _stamp(size: tuple[float, float], mark: str, faces: Faces) -> bytes:
    file = PaperFile(size, About(title=mark, author=""))
    Frame(faces=faces, size=size, margins=_EDGE, marks=(mark, *_ABOVE)).watermark(file.canvas)
    Frame(faces=faces, size=size, margins=_EDGE, marks=(mark,)).head(file.canvas, "")
    file.end_page()
    return file.pdf()

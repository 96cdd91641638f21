"""A paper with what is attached to it, to be printed in one go: each file behind a sheet that says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from dutyroom.papers.archive import About, is_archival
from dutyroom.papers.blocks import Block, Paragraph, Rule
from dutyroom.papers.bundle import Bundled
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import MARKS
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import MM, PAGE, Sheet
from dutyroom.papers.stack import stack_papers
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

ATTACHMENT_N: Final = mark("Attachment {n}")
ATTACHED_TO: Final = mark("Attached to: {name}")
MISSING: Final = mark("This file is not in its place and could not be printed.")
LOCKED: Final = mark("This file is damaged or locked by a password and could not be printed.")
OTHER: Final = mark("A file of this kind is not printed here. Open it with its own program and print it there.")
_LABEL: Final = Style(role="hei", size=16, leading=28)
_NAME: Final = Style(role="song", size=22, leading=32, bold=True)
_LINE: Final = Style(role="fang", size=16, leading=26)
_EDGE: Final = 15 * MM
"""Around a picture."""
_MOST_PIXELS: Final = 40_000_000


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file and what is in it; None where it is not in its place."""

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A paper, what it is called, by which office, and its files in their order; ``store_kind`` marks the sheets."""

    pdf: bytes
    title: str
    office: str
    files: Sequence[AttachedFile]
    store_kind: str = "live"


def with_attachments(bundle: Bundle, *, faces: Faces, phrases: Phrases) -> Bundled:
    """One PDF with a bookmark at the paper and at each attachment; a file that cannot be printed is named on its sheet.

    PDFium is not made for threads: call it from one thread only. Refused: ``paper.unreadable`` of the paper itself.
    """
    papers, unfit = [(bundle.title, bundle.pdf)], list[str]()
    for number, file in enumerate(bundle.files, 1):
        pages, problem = _pages_of(file)
        drawn = pages is not file.content
        label = phrases.say(ATTACHMENT_N, n=number)
        papers.append((f"{label}　{file.name}", _caption(bundle, label, file.name, problem, faces, phrases)))
        if pages is not None:
            papers.append(("", pages))
            if not drawn and not is_archival(pages):
                unfit.append(file.name)
    about = About(title=bundle.title, author=bundle.office)
    fit = not unfit and is_archival(bundle.pdf)
    return Bundled(stack_papers(papers, about, fit=fit), tuple(unfit))


def _caption(bundle: Bundle, label: str, name: str, problem: str, faces: Faces, phrases: Phrases) -> bytes:
    blocks: list[Block] = [
        Paragraph(faces, [Span(label)], _LABEL, stays_with_next=True, outline=(0, label)),
        Paragraph(faces, [Span(name)], _NAME, 40),
        Rule(0.7, space_before=12),
        Paragraph(faces, [Span(phrases.say(ATTACHED_TO, name=bundle.title))], _LINE, 12),
    ]
    if problem:
        blocks.append(Paragraph(faces, [Span(phrases.say(problem))], _LINE, 24))
    marks = tuple(filter(None, (MARKS.get(bundle.store_kind),)))
    return Sheet(
        faces=faces, phrases=phrases, title=f"{label} {name}", author=bundle.office, blocks=blocks, marks=marks
    ).pdf()


def _pages_of(file: AttachedFile) -> tuple[bytes | None, str]:
    """The file as PDF, and what kept it from being printed."""
    if file.content is None:
        return None, MISSING
    if file.content.startswith(b"%PDF-"):
        return (file.content, "") if _opens(file.content) else (None, LOCKED)
    return _picture(file.content)


def _opens(pdf: bytes) -> bool:
    """Whether all its pages can be taken over."""
    try:
        stack_papers([("", pdf)])
    except Refusal:
        return False
    return True


def _picture(content: bytes) -> tuple[bytes | None, str]:
    """A picture on an A4 sheet, turned where it is wider than high."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  # slow import

    try:
        with Image.open(BytesIO(content)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None, OTHER
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except UnidentifiedImageError:
        return None, OTHER
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None, LOCKED
    return _on_sheet(upright), ""


def _on_sheet(picture: Any) -> bytes:
    from pypdfium2 import PdfBitmap, PdfDocument, PdfImage, PdfMatrix  # noqa: PLC0415  # slow import

    width, height = PAGE if picture.height >= picture.width else (PAGE[1], PAGE[0])
    scale = min((width - 2 * _EDGE) / picture.width, (height - 2 * _EDGE) / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    with closing(PdfDocument.new()) as document:
        page, drawn = document.new_page(width, height), PdfImage.new(document)
        drawn.set_bitmap(PdfBitmap.from_pil(picture))
        drawn.set_matrix(PdfMatrix().scale(wide, high).translate((width - wide) / 2, (height - high) / 2))
        page.insert_obj(drawn)
        page.gen_content()
        page.close()
        out = BytesIO()
        document.save(out)
    return out.getvalue()

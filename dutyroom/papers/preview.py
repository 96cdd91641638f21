"""Pages of a PDF as pixels, for the preview in the window and for pictures on the command line."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.refusal import Refusal

_POINTS_PER_INCH: Final = 72
_CODE: Final = re.compile(r"〔U\+([0-9A-F]{4,6})〕")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page; ``pixels`` are rows of R, G, B, A bytes without padding, ``number`` counts from 1."""

    number: int
    width: int
    height: int
    pixels: bytes

    def png(self) -> bytes:
        """The picture as a PNG file."""
        stride = self.width * 4
        rows = b"".join(
            b"\0" + self.pixels[at : at + stride] for at in range(0, stride * self.height, stride)
        )  # 0: the row is not filtered
        head = struct.pack(">LLBBBBB", self.width, self.height, 8, 6, 0, 0, 0)
        parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def count_pages(pdf: bytes) -> int:
    """How many pages the PDF has. Refused: ``paper.unreadable``."""
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  # slow import

    try:
        with PdfDocument(pdf) as document:
            return len(document)
    except PdfiumError as error:
        raise Refusal("paper.unreadable") from error


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """The size of each page in points, wide and tall, without drawing any. Refused: ``paper.unreadable``."""
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  # slow import

    try:
        with PdfDocument(pdf) as document:
            return tuple(document.get_page_size(number) for number in range(len(document)))
    except PdfiumError as error:
        raise Refusal("paper.unreadable") from error


def missing_characters(pdf: bytes) -> tuple[str, ...]:
    """The characters for which the paper prints their code, because no face has them, in order of code."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415  # slow import

    with PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    found = {int(code, 16) for code in _CODE.findall(re.sub(r"\s", "", text))}
    return tuple(chr(code) for code in sorted(found))


def render_pages(pdf: bytes, *, dpi: int, pages: range | None = None) -> Iterator[PagePicture]:
    """The pages (0 is the first) at ``dpi`` dots per inch, all of them where ``pages`` is None.

    PDFium is not made for threads: call it from one thread only. Refused: ``paper.unreadable``.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  # slow import

    try:
        document = PdfDocument(pdf)
    except PdfiumError as error:
        raise Refusal("paper.unreadable") from error
    with document:
        whole = range(len(document))
        for number in whole if pages is None else (n for n in pages if n in whole):
            bitmap = document[number].render(
                scale=dpi / _POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True, maybe_alpha=False
            )
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            raw = bytes(bitmap.buffer)
            rows = (
                raw
                if stride == width * 4
                else b"".join(raw[y * stride : y * stride + width * 4] for y in range(height))
            )
            yield PagePicture(number=number + 1, width=width, height=height, pixels=_opaque(rows))
            bitmap.close()


def _opaque(pixels: bytes) -> bytes:
    """With the unused fourth byte set, so that it reads as full alpha."""
    filled = bytearray(pixels)
    filled[3::4] = b"\xff" * (len(filled) // 4)
    return bytes(filled)

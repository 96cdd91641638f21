"""A finished paper made ready for both sides of the sheet: bound on the left, its margins mirror on even pages.

GB/T 9704-2012 binds on the left (订口 28 mm) and lets the type areas of both sides lie one over the other within 2 mm; only
mirrored margins do that exactly. What the archive holds stays as it is: the box of the page is moved over its content.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from typing import Any, Final

from dutyroom.papers.saved_file import SavedFile
from dutyroom.rules.refusal import Refusal

_NUMS: Final = re.compile(rb"/PageLabels\s*<<\s*/Nums\s*\[(.*?)\]\s*>>", re.DOTALL)
_RANGE: Final = re.compile(rb"(\d+)(\s*<<)")


def two_sided(pdf: bytes, *, blanks: bool = True) -> bytes:
    """The paper for both sides; of several in one file each begins on a front, after a blank back where ``blanks``.

    PDFium is not made for threads: call it from one thread only. Refused: ``paper.unreadable``.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  # slow import

    labels = _NUMS.search(pdf)
    begins = [int(first) for first, _ in _RANGE.findall(labels[1])] if labels else []
    try:
        with closing(PdfDocument(pdf)) as paper:
            count = len(paper)
            begins = sorted({0, *(page for page in begins if page < count)})
            for number in range(count):
                if (number - begins[bisect_right(begins, number) - 1]) % 2:
                    page = paper[number]
                    _mirror(page)
                    page.close()
            moved = _with_blanks(paper, begins) if blanks else {}
            out = BytesIO()
            paper.save(out)
    except PdfiumError as error:
        raise Refusal("paper.unreadable") from error
    saved = SavedFile(out.getvalue())
    if not moved:
        return saved.pdf
    # The numbers of the pages go with their pages.
    shifted = _RANGE.sub(lambda found: b"%d%s" % (moved.get(int(found[1]), int(found[1])), found[2]), saved.catalog)
    return saved.appended({saved.root: shifted + b">>"})


def _mirror(page: Any) -> None:
    """Lay the wider margin at the right; a page that names no type area is bound nowhere."""
    area = page.get_artbox(fallback_ok=False)
    if area is None:
        return
    left, bottom, right, top = page.get_mediabox()
    shift = (area[0] - left) - (right - area[2])
    page.set_mediabox(left + shift, bottom, right + shift, top)


def _with_blanks(paper: Any, begins: Sequence[int]) -> dict[int, int]:
    """Blank pages before those papers that would begin on a back; where each begins then."""
    moved: dict[int, int] = {}
    added = 0
    for first in begins:
        if (first + added) % 2:
            paper.new_page(*paper[first + added].get_size(), index=first + added)
            added += 1
        moved[first] = first + added
    return moved if added else {}

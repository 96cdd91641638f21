"""A paper that is laid out on A4, in the sizes that can be carried: A5, or a booklet on folded A4."""

from __future__ import annotations

import io

from dutyroom.papers.book import Book, Leaf
from dutyroom.papers.formats import FORMATS, FormatKey
from dutyroom.papers.sheet import Sheet, paginate


def sheet_pdf(sheet: Sheet, form: FormatKey) -> bytes:
    """The sheet in this format; on A4 with the margins of its own."""
    if form == "a4":
        return sheet.pdf()
    out = io.BytesIO()
    book = Book(out, sheet.faces, sheet.phrases, FORMATS[form], sheet.marks)
    pages = paginate(sheet.blocks, book.frame.width, book.frame.room)
    leaves = [
        Leaf(
            placed=placed,
            running=sheet.running if number > 1 else "",
            left=sheet.foot,
            number=sheet.phrases.say("Page {n} of {m}", n=number, m=len(pages)),
            right=sheet.foot_right,
        )
        for number, placed in enumerate(pages, 1)
    ]
    book.add(leaves)
    book.finish(sheet.title, sheet.author, sheet.running or sheet.title)
    return out.getvalue()

"""Reading a made PDF back: its text, its fonts, its pages."""

from __future__ import annotations

import re

import pypdfium2


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, line ends made single."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            reading = page.get_textpage()
            texts.append(reading.get_text_bounded().replace("\r\n", "\n"))
            reading.close()
            page.close()
        return texts


def squeezed(text: str) -> str:
    """Without any space or line end, for looking up what may be broken over lines."""
    return re.sub(r"\s", "", text)


def font_names(pdf: bytes) -> set[str]:
    """The names of all fonts that the file declares."""
    return {name.decode() for name in re.findall(rb"/BaseFont\s*/([^\s/]+)", pdf)}


def unembedded(pdf: bytes) -> set[str]:
    """The fonts that are declared without a file of their own."""
    found = set()
    for part in pdf.split(b"endobj"):
        name = re.search(rb"/BaseFont\s*/([^\s/]+)", part)
        if name and b"/FontDescriptor" not in part and b"/DescendantFonts" not in part:
            found.add(name[1].decode())
    descriptors = [part for part in pdf.split(b"endobj") if b"/Type /FontDescriptor" in part]
    found |= {"descriptor without a file" for part in descriptors if b"/FontFile2" not in part}
    return found


def outline(pdf: bytes) -> list[tuple[int, str]]:
    """The bookmarks as level and title."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(mark.level, mark.get_title()) for mark in document.get_toc()]

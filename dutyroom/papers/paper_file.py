"""A paper's pages into a file, one after the other, with its bookmarks: what the blocks of one sheet size are drawn with."""

from __future__ import annotations

import io
from typing import Final

from dutyroom.papers.archive import About, Whole, close_file
from dutyroom.papers.frame import Margins, bound_area
from dutyroom.papers.page_canvas import PageCanvas
from dutyroom.papers.pdf_faces import PdfFaces
from dutyroom.papers.pdf_file import Bookmark, Node, PdfFile, dictionary

_ABOVE: Final = 6.0
"""Points: a bookmark leads to a little above its heading."""


class PaperFile:
    """Draw a page with ``canvas``, end it, draw the next; the same drawing always gives the same bytes.

    ``margins`` are those of a sheet bound on the left: its pages name their type area, so that a print on both sides can
    mirror them. It is a :class:`dutyroom.papers.blocks.Pen`.
    """

    def __init__(self, size: tuple[float, float], about: About, margins: Margins | None = None) -> None:
        self._size, self._about = size, about
        self._area = bound_area(size, margins) if margins else {}
        self._out = io.BytesIO()
        self._file = PdfFile(self._out)
        self._faces = PdfFaces(self._file)
        self._resources = self._file.new()
        self._nodes: list[Node] = []
        self._marks: list[Bookmark] = []
        self._level = -1
        self._page = 0
        self.canvas = PageCanvas(self._faces)

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add an entry to the document's outline, never more than one level below the one before."""
        self._level = min(level, self._level + 1)
        self._marks.append(Bookmark(self._level, title, self._number(), top + _ABOVE))

    def end_page(self) -> None:
        """The page is full; what follows stands on the next one."""
        file, (width, height) = self._file, self._size
        content = file.put_stream(file.new(), "\n".join(self.canvas.code).encode("ascii"))
        if not self._nodes or self._nodes[-1].is_full:
            self._nodes.append(Node(file.new()))
        page, self._page = self._number(), 0
        self._nodes[-1].kids.append(page)
        entries = {
            "Type": "/Page",
            "Parent": f"{self._nodes[-1].number} 0 R",
            "MediaBox": f"[0 0 {width:.2f} {height:.2f}]",
            "Resources": f"{self._resources} 0 R",
            "Contents": f"{content} 0 R",
            **self._area,
        }
        file.put(page, dictionary(entries))
        self.canvas = PageCanvas(self._faces)

    def pdf(self) -> bytes:
        """The whole file; no page may follow."""
        write_faces(self._file, self._faces, self._resources)
        close_file(self._file, Whole(nodes=self._nodes, marks=self._marks), self._about)
        return self._out.getvalue()

    def _number(self) -> int:
        """The object of the page that is drawn, taken on need: none is left over at the end."""
        self._page = self._page or self._file.new()
        return self._page


def write_faces(file: PdfFile, faces: PdfFaces, resources: int) -> None:
    """Write the faces that pages used, and the dictionary that leads to them."""
    faces.write()
    file.put(resources, f"<< /ProcSet [/PDF /Text] /Font << {faces.resources()} >> >>")

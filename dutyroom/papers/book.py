"""Pages into a file as they are made: in any format, with bookmarks, links and page labels, memory bounded by one part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from dutyroom.papers.archive import About, Whole, close_file
from dutyroom.papers.blocks import Block
from dutyroom.papers.fonts import Faces
from dutyroom.papers.formats import Format
from dutyroom.papers.frame import MM, Frame, bound_area
from dutyroom.papers.imposition import folded, in_order
from dutyroom.papers.page_canvas import Matrix, PageCanvas, on_sheet
from dutyroom.papers.paper_file import write_faces
from dutyroom.papers.pdf_faces import PdfFaces
from dutyroom.papers.pdf_file import Bookmark, Node, PdfFile, dictionary
from dutyroom.papers.phrases import Phrases

_CUT: Final = 5 * MM  # length of a cutting mark
_ABOVE: Final = 6.0  # pt: a bookmark leads to a little above its heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page: its blocks with their distance from the upper edge, the running head, the three parts of the foot."""

    placed: Sequence[tuple[Block, float]]
    running: str = ""
    left: str = ""
    number: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a link leads to: the object of its sheet, the height there."""

    sheet: int
    top: float


class Book:
    """A file of pages in one format. Add parts in any order that suits, then :meth:`finish`."""

    def __init__(self, out: BinaryIO, faces: Faces, phrases: Phrases, form: Format, marks: Sequence[str]) -> None:
        self.form = form
        self.frame = Frame(faces=faces, size=form.laid_out, margins=form.laid_margins, marks=marks)
        self._phrases = phrases
        self._file = PdfFile(out)
        self._faces = PdfFaces(self._file)
        self._resources = self._file.new()
        self._body, self._front = _Pages(self._file), _Pages(self._file)

    def add(
        self,
        leaves: Sequence[Leaf],
        *,
        front: bool = False,
        base: int = 0,
        deepest: int = 9,
        under: str = "",
        spots: Sequence[Spot] | None = None,
    ) -> list[Spot]:
        """Draw pages that belong together; the place of each is given back, for links to it.

        ``front`` pages stand before all others. Bookmarks begin at the level ``base`` and end at ``deepest``; ``under``
        is a bookmark above them. Links name their goal by its place among ``spots``; None stands for the pages themselves.
        """
        pages = self._front if front else self._body
        sides = folded(len(leaves)) if self.form.folds else in_order(len(leaves), len(self.form.places))
        sheets = [self._file.new() for _ in sides]
        own: list[Spot] = [Spot(0, 0.0)] * len(leaves)
        for sheet, side in zip(sheets, sides, strict=True):
            for place, number in enumerate(side):
                if number is not None:
                    own[number] = Spot(sheet, (self.form.places[place][1] + self.form.page[1]) * MM)
        pens = []
        for sheet, side in zip(sheets, sides, strict=True):
            pen = _Pen(PageCanvas(self._faces), sheet, own if spots is None else spots)
            self._draw(pen, leaves, side)
            self._write(pages, pen)
            pens.append(pen)
        found = sorted((mark for pen in pens for mark in pen.marks), key=lambda mark: mark[0])
        if under:
            pages.marks.append(Bookmark(0, under, own[0].sheet, own[0].top))
        pages.keep([mark for _, mark in found], base, deepest)
        return own

    def finish(self, title: str, author: str, subject: str = "", *, labelled: bool = False) -> None:
        """Write what belongs to the whole; with ``labelled`` the front pages are counted i, ii, iii and the others 1, 2, 3."""
        write_faces(self._file, self._faces, self._resources)
        labels = f"<< /Nums [0 << /S /r >> {self._front.count} << /S /D >>] >>" if labelled else ""
        nodes, marks = [*self._front.nodes, *self._body.nodes], [*self._front.marks, *self._body.marks]
        language = "zh-CN" if self._phrases.chinese else "en"
        about = About(title=title, author=author, subject=subject, language=language)
        close_file(self._file, Whole(nodes=nodes, marks=marks, labels=labels), about)

    def _draw(self, pen: _Pen, leaves: Sequence[Leaf], side: Sequence[int | None]) -> None:
        form, frame, canvas = self.form, self.frame, pen.canvas
        left, top = frame.margins.left * MM, frame.size[1] - frame.margins.top * MM
        for (x, y), number in zip(form.places, side, strict=True):
            if number is None:
                continue
            leaf, pen.leaf = leaves[number], number
            canvas.saveState()
            canvas.transform(form.scale, 0, 0, form.scale, x * MM, y * MM)
            frame.watermark(canvas)
            for block, down in leaf.placed:
                block.draw(pen, left, top - down, frame.width)
            frame.head(canvas, leaf.running)
            frame.foot(canvas, leaf.left, leaf.number, leaf.right)
            canvas.restoreState()
        if form.cuts:
            _cut_marks(canvas, form)

    def _write(self, pages: _Pages, pen: _Pen) -> None:
        file = self._file
        content = file.put_stream(file.new(), "\n".join(pen.canvas.code).encode("ascii"))
        width, height = self.form.sheet[0] * MM, self.form.sheet[1] * MM
        entries = {
            "Type": "/Page",
            "Parent": f"{pages.node_for(pen.sheet)} 0 R",
            "MediaBox": f"[0 0 {width:.2f} {height:.2f}]",
            "Resources": f"{self._resources} 0 R",
            "Contents": f"{content} 0 R",
        }
        if len(self.form.places) == 1:
            entries |= bound_area((width, height), self.form.margins)
        if pen.links:
            entries["Annots"] = f"[{' '.join(pen.links)}]"
        file.put(pen.sheet, dictionary(entries))


@dataclass(slots=True)
class _Pages:
    """The pages of the front, or of the rest, in their order, with their bookmarks."""

    file: PdfFile
    nodes: list[Node] = field(default_factory=list)
    marks: list[Bookmark] = field(default_factory=list)
    count: int = 0

    def node_for(self, page: int) -> int:
        """Note a page; the number of the node that holds it."""
        if not self.nodes or self.nodes[-1].is_full:
            self.nodes.append(Node(self.file.new()))
        self.nodes[-1].kids.append(page)
        self.count += 1
        return self.nodes[-1].number

    def keep(self, marks: Sequence[Bookmark], base: int, deepest: int) -> None:
        """Take bookmarks over; none stands more than one level below the one before."""
        level = base - 1
        for mark in marks:
            if base + mark.level <= deepest:
                level = min(base + mark.level, level + 1)
                self.marks.append(Bookmark(level, mark.title, mark.page, mark.top))


@dataclass(slots=True)
class _Pen:
    """Draws one sheet; see :class:`dutyroom.papers.blocks.Pen`."""

    canvas: PageCanvas
    sheet: int
    spots: Sequence[Spot]
    leaf: int = 0
    marks: list[tuple[int, Bookmark]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add an entry to the document's outline."""
        height = on_sheet(self.canvas.matrix, 0, top + _ABOVE)[1]
        self.marks.append((self.leaf, Bookmark(level, title, self.sheet, height)))

    def link(self, box: tuple[float, float, float, float], goal: int) -> None:
        """Let a box (left, lower, right, upper) lead to the page with this place among the spots."""
        matrix: Matrix = self.canvas.matrix
        (left, low), (right, high) = on_sheet(matrix, box[0], box[1]), on_sheet(matrix, box[2], box[3])
        spot = self.spots[goal]
        self.links.append(
            f"<< /Type /Annot /Subtype /Link /F 4 /Rect [{left:.2f} {low:.2f} {right:.2f} {high:.2f}] /Border [0 0 0] "
            f"/Dest [{spot.sheet} 0 R /XYZ 0 {spot.top:.2f} null] >>"
        )


def _cut_marks(canvas: PageCanvas, form: Format) -> None:
    """Short lines at the edges of the sheet, and crosses inside, where it is cut."""
    width, height = form.sheet[0] * MM, form.sheet[1] * MM
    across = sorted({x * MM for x, _ in form.places if x})
    up = sorted({y * MM for _, y in form.places if y})
    lines = [line for x in across for line in ((x, 0, x, _CUT), (x, height - _CUT, x, height))]
    lines += [line for y in up for line in ((0, y, _CUT, y), (width - _CUT, y, width, y))]
    half = _CUT / 2
    for x in across:
        lines += [line for y in up for line in ((x - half, y, x + half, y), (x, y - half, x, y + half))]
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.4)
    canvas.lines(lines)

"""A PDF as pages on the screen, drawn off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from dutyroom.papers.preview import PagePicture, missing_characters, page_sizes, render_pages
from dutyroom.ui.courier import Courier
from dutyroom.ui.parts.pdf_view import PX_PER_POINT, PdfView, View

_SKETCH_DPI: Final = 36
_SKETCHES: Final = 8
"""Pages that are sketched at once; others are drawn as they come into view."""
_POINTS: Final = 72


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF just opened: sizes of its pages in points, and the page looked at as it is read, ``wide`` pixels wide."""

    sizes: tuple[tuple[float, float], ...]
    page: int
    wide: int
    picture: PagePicture | None


@dataclass(frozen=True, slots=True)
class Sketched:
    """What is known of it soon after: a small picture of the first pages, characters that no face has."""

    sketches: tuple[PagePicture, ...]
    missing: tuple[str, ...]


def open_at(pdf: bytes, page: int, view: View) -> Opened:
    """Open a PDF and draw the page looked at; for the courier's third thread. Refused: ``paper.unreadable``."""
    sizes = page_sizes(pdf)
    if not sizes:
        return Opened(sizes, 0, 0, None)
    page = min(page, len(sizes) - 1)
    wide = view.width_of(sizes, page)
    return Opened(sizes, page, wide, page_at(pdf, page, dpi_for(wide, sizes[page][0])))


def sketch(pdf: bytes) -> Sketched:
    """What else is to be known; for the courier's third thread."""
    return Sketched(tuple(render_pages(pdf, dpi=_SKETCH_DPI, pages=range(_SKETCHES))), missing_characters(pdf))


def dpi_for(wide: int, points: float) -> int:
    """The resolution at which a page so many points wide is drawn for so many pixels."""
    return max(int(wide / points * _POINTS + 0.5), int(_POINTS * PX_PER_POINT * 0.5))


def page_at(pdf: bytes, page: int, dpi: int) -> PagePicture:
    """One page (0 is the first); for the courier's third thread."""
    return next(render_pages(pdf, dpi=dpi, pages=range(page, page + 1)))


def image_of(picture: PagePicture) -> QImage:
    """A picture as Qt holds it, with its own copy of the pixels."""
    made = QImage(picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGBA8888)
    return made.copy()


class PaperPages(PdfView):
    """Shows the bytes of a PDF; a newer one takes the place of the older without leaving the page looked at.

    ``opened`` comes with the page looked at, ``read`` once the whole was looked through: with what no face has.
    """

    opened = Signal()
    read = Signal(tuple)
    unreadable = Signal(Exception)

    def __init__(self, courier: Courier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._pdf = b""
        self._turn = 0
        self.page_wanted.connect(self._fetch)

    @property
    def pdf(self) -> bytes:
        """What is shown; empty before anything is."""
        return self._pdf

    def show_pdf(self, pdf: bytes) -> None:
        """Show these bytes."""
        if pdf == self._pdf:
            return
        self._turn += 1
        turn = self._turn
        self._courier.work(
            self,
            open_at,
            pdf,
            self.page(),
            self.as_seen,
            then=lambda found: self._opened(turn, pdf, found),
            failed=self.unreadable.emit,
        )

    def _opened(self, turn: int, pdf: bytes, found: Opened) -> None:
        if turn != self._turn:
            return
        place = self.area.verticalScrollBar().value()
        self._pdf = pdf
        self.set_pages(found.sizes)
        if found.picture is not None:
            self.set_picture(found.page, image_of(found.picture), wide=found.wide)
        self.area.verticalScrollBar().setValue(place)
        self.opened.emit()
        self._courier.work(self, sketch, pdf, then=lambda more: self._sketched(turn, more), failed=self.unreadable.emit)

    def _sketched(self, turn: int, more: Sketched) -> None:
        if turn != self._turn:
            return
        for number, picture in enumerate(more.sketches):
            if not self.has_picture(number):
                self.set_picture(number, image_of(picture))
        self.read.emit(more.missing)

    def _fetch(self, page: int, wide: int) -> None:
        turn, pdf = self._turn, self._pdf
        points = self.page_width(page)
        dpi = dpi_for(wide, points)

        def draw(picture: PagePicture) -> None:
            if turn == self._turn:
                self.set_picture(page, image_of(picture))

        self._courier.work(self, page_at, pdf, page, dpi, then=draw, failed=self.unreadable.emit)

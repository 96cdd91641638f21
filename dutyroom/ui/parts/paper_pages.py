"""A PDF as pages on the screen, drawn off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from dutyroom.papers.preview import PagePicture, missing_characters, render_pages
from dutyroom.ui.courier import Courier
from dutyroom.ui.parts.pdf_view import PX_PER_POINT, PdfView

_SKETCH_DPI: Final = 36
_POINTS: Final = 72


@dataclass(frozen=True, slots=True)
class Sketched:
    """A PDF just opened: sizes of its pages in points, a small picture of each, characters that no face has."""

    sizes: tuple[tuple[float, float], ...]
    sketches: tuple[PagePicture, ...]
    missing: tuple[str, ...]


def sketch(pdf: bytes) -> Sketched:
    """Open a PDF; for the courier's third thread. Refused: ``paper.unreadable``."""
    pictures = tuple(render_pages(pdf, dpi=_SKETCH_DPI))
    scale = _POINTS / _SKETCH_DPI
    sizes = tuple((picture.width * scale, picture.height * scale) for picture in pictures)
    return Sketched(sizes, pictures, missing_characters(pdf))


def page_at(pdf: bytes, page: int, dpi: int) -> PagePicture:
    """One page (0 is the first); for the courier's third thread."""
    return next(render_pages(pdf, dpi=dpi, pages=range(page, page + 1)))


def image_of(picture: PagePicture) -> QImage:
    """A picture as Qt holds it, with its own copy of the pixels."""
    made = QImage(picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGBA8888)
    return made.copy()


class PaperPages(PdfView):
    """Shows the bytes of a PDF; a newer one takes the place of the older without leaving the page looked at."""

    opened = Signal(object)
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
            sketch,
            pdf,
            then=lambda found: self._sketched(turn, pdf, found),
            failed=self.unreadable.emit,
        )

    def _sketched(self, turn: int, pdf: bytes, found: Sketched) -> None:
        if turn != self._turn:
            return
        place = self.area.verticalScrollBar().value()
        self._pdf = pdf
        self.set_pages(found.sizes)
        for number, picture in enumerate(found.sketches[:8]):
            self.set_picture(number, image_of(picture))
        self.area.verticalScrollBar().setValue(place)
        self.opened.emit(found)

    def _fetch(self, page: int, wide: int) -> None:
        turn, pdf = self._turn, self._pdf
        points = self.page_width(page)
        dpi = max(int(wide / points * _POINTS + 0.5), int(_POINTS * PX_PER_POINT * 0.5))

        def draw(picture: PagePicture) -> None:
            if turn == self._turn:
                self.set_picture(page, image_of(picture))

        self._courier.work(self, page_at, pdf, page, dpi, then=draw, failed=self.unreadable.emit)

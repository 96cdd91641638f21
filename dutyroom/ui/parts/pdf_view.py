"""Pages of a paper as pictures, one below the other, with zoom and page number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.theme import is_look_change, put_look, tokens_in_use

GAP: Final = 12
PX_PER_POINT: Final = 96 / 72
ZOOMS: Final = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
KEPT_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class View:
    """How wide pages are shown: in ``room`` pixels where there is no ``zoom``; ``ratio`` is that of the screen's pixels."""

    room: int
    zoom: float | None
    ratio: float

    def zoom_of(self, sizes: Sequence[tuple[float, float]]) -> float:
        """The zoom at which pages of these sizes are shown."""
        if self.zoom is not None:
            return self.zoom
        return min(max(self.room / (max(wide for wide, _ in sizes) * PX_PER_POINT), 0.3), 2.0)

    def width_of(self, sizes: Sequence[tuple[float, float]], page: int) -> int:
        """The width of a page in pixels of the screen."""
        return round(int(sizes[page][0] * self.zoom_of(sizes) * PX_PER_POINT) * self.ratio)


class _Sheets(QWidget):
    """Paints the pages; knows their places."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.pictures: dict[int, QImage] = {}
        self.zoom = 1.0
        self._tops: list[int] = []
        self._tops_for: tuple[float, tuple[tuple[float, float], ...]] = (0.0, ())

    def tops(self) -> list[int]:
        """Where each page begins, and where the next one would; reckoned once for sizes and zoom."""
        if self._tops_for[0] != self.zoom or self._tops_for[1] is not self.sizes:
            scale = self.zoom * PX_PER_POINT
            self._tops = list(accumulate((int(tall * scale) + GAP for _, tall in self.sizes), initial=GAP))
            self._tops_for = (self.zoom, self.sizes)
        return self._tops

    def page_box(self, page: int) -> QRect:
        scale = self.zoom * PX_PER_POINT
        wide, tall = (int(part * scale) for part in self.sizes[page])
        return QRect((self.width() - wide) // 2, self.tops()[page], wide, tall)

    def pages_at(self, top: int, bottom: int) -> range:
        """The pages of which something lies between these heights."""
        tops = self.tops()
        return range(max(bisect_right(tops, top) - 1, 0), min(bisect_right(tops, bottom), len(self.sizes)))

    def needed(self) -> QSize:
        scale = self.zoom * PX_PER_POINT
        wide = max((int(wide * scale) for wide, _ in self.sizes), default=0) + 2 * GAP
        return QSize(wide, self.tops()[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_in_use()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self.pages_at(event.rect().top(), event.rect().bottom()):
            box = self.page_box(page)
            if not box.intersects(event.rect()):
                continue
            painter.fillRect(box, Qt.GlobalColor.white)
            picture = self.pictures.get(page)
            if picture is not None:
                painter.drawImage(QRectF(box), picture)
            painter.setPen(QColor(tokens.line))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.end()


class PdfView(QWidget):
    """Shows pages; asks for a picture of each page looked at by ``page_wanted(page, width in device px)``.

    Pages count from 0 in signals and setters, from 1 on the screen.
    """

    page_wanted = Signal(int, int)
    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets = _Sheets()
        self._asked: dict[int, int] = {}
        self._fits_width = True
        self._page = 0
        self.area = QScrollArea(self)
        self.area.setWidget(self._sheets)
        self.area.setWidgetResizable(False)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.smaller, self.larger = QToolButton(self), QToolButton(self)
        self.whole = QPushButton(self)
        self.number = QLabel(self)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(40)
        self._look.timeout.connect(self._want_visible)
        self._lay_out()
        tab_as_laid_out(self)
        self.retranslate()
        self._tint()

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show a paper whose pages have these sizes in points; pictures are asked for then."""
        self._sheets.sizes = tuple(sizes)
        self._sheets.pictures.clear()
        self._asked.clear()
        self._page = 0
        self.area.verticalScrollBar().setValue(0)
        self._arrange()

    @property
    def as_seen(self) -> View:
        """How wide pages are shown now."""
        zoom = None if self._fits_width else self._sheets.zoom
        return View(room=self._room() - 2 * GAP, zoom=zoom, ratio=self.devicePixelRatioF())

    def has_picture(self, page: int) -> bool:
        """Whether the page is shown already."""
        return page in self._sheets.pictures

    def set_picture(self, page: int, picture: QImage, *, wide: int = 0) -> None:
        """The picture of a page, of any resolution; one drawn for ``wide`` pixels is not asked for again at that width."""
        self._sheets.pictures[page] = picture
        if wide:
            self._asked[page] = wide
        while len(self._sheets.pictures) > KEPT_MOST:
            farthest = max(self._sheets.pictures, key=lambda each: abs(each - self._page))
            del self._sheets.pictures[farthest]
            self._asked.pop(farthest, None)
        self._sheets.update()

    def page_count(self) -> int:
        """The number of pages."""
        return len(self._sheets.sizes)

    def page(self) -> int:
        """The page looked at; 0 is the first."""
        return self._page

    def page_width(self, page: int) -> float:
        """The width of a page in points."""
        return self._sheets.sizes[page][0]

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        if self._sheets.sizes:
            page = min(max(page, 0), self.page_count() - 1)
            self.area.verticalScrollBar().setValue(self._sheets.page_box(page).top() - GAP)

    def step_zoom(self, by: int) -> None:
        """One step larger or smaller; 0 fits the width."""
        self._step_zoom(by) if by else self.fit_width()

    def zoom(self) -> float:
        """1.0 shows the paper in its own size at 96 dpi."""
        return self._sheets.zoom

    def set_zoom(self, zoom: float) -> None:
        """Show the paper larger or smaller, the same page staying in view."""
        self._fits_width = False
        self._set_zoom(zoom)

    def fit_width(self) -> None:
        """As wide as the view, now and when it changes."""
        self._fits_width = True
        self._arrange()

    def retranslate(self) -> None:
        """Word the buttons anew."""
        self.smaller.setToolTip(self.tr("Smaller (Ctrl+-)"))
        self.smaller.setAccessibleName(self.tr("Smaller"))
        self.larger.setToolTip(self.tr("Larger (Ctrl++)"))
        self.larger.setAccessibleName(self.tr("Larger"))
        self.whole.setText(self.tr("Fit width"))
        self.whole.setToolTip(self.tr("As wide as the view (Ctrl+0)"))
        self.area.setAccessibleName(self.tr("Paper"))
        self._show_number()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl + and − zoom, Ctrl+0 fits, Page keys turn pages, Home and End go to the ends."""
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if held and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._step_zoom(1)
        elif held and key == Qt.Key.Key_Minus:
            self._step_zoom(-1)
        elif held and key == Qt.Key.Key_0:
            self.fit_width()
        elif key == Qt.Key.Key_PageDown:
            self.go_to(self._page + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self._page - 1)
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(self.page_count() - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew where the paper fits the width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def _lay_out(self) -> None:
        for button, step in ((self.smaller, -1), (self.larger, 1)):
            put_look(button, look="plain")
            button.clicked.connect(lambda _=False, by=step: self._step_zoom(by))
        put_look(self.whole, look="plain")
        self.whole.clicked.connect(self.fit_width)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.number)
        line.addStretch(1)
        line.addWidget(self.smaller)
        line.addWidget(self.larger)
        line.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.area, 1)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _tint(self) -> None:
        self.smaller.setIcon(icon("zoom_out"))
        self.larger.setIcon(icon("zoom_in"))

    def _arrange(self) -> None:
        if not self._sheets.sizes:
            self._sheets.resize(0, 0)
            self._show_number()
            return
        if self._fits_width:
            self._set_zoom(self.as_seen.zoom_of(self._sheets.sizes))
        else:
            self._set_zoom(self._sheets.zoom)

    def _room(self) -> int:
        return self.area.width() - self.area.verticalScrollBar().sizeHint().width() - 4

    def _set_zoom(self, zoom: float) -> None:
        if not self._sheets.sizes:
            return
        page = self._page
        within = self.area.verticalScrollBar().value() - self._sheets.page_box(page).top() + GAP
        ratio = zoom / self._sheets.zoom
        self._sheets.zoom = zoom
        needed = self._sheets.needed()
        # The upright bar comes as soon as there is more than fits; the room beside it is what counts.
        self._sheets.resize(max(needed.width(), self._room()), needed.height())
        self.area.verticalScrollBar().setValue(self._sheets.page_box(page).top() - GAP + round(within * ratio))
        self._sheets.update()
        self._scrolled()

    def _step_zoom(self, by: int) -> None:
        current = self._sheets.zoom
        ladder = ZOOMS if by > 0 else tuple(reversed(ZOOMS))
        step = next((zoom for zoom in ladder if (zoom - current) * by > 0.01), current)
        self.set_zoom(step)

    def _scrolled(self) -> None:
        middle = self.area.verticalScrollBar().value() + self.area.viewport().height() // 3
        page = max(bisect_right(self._sheets.tops(), middle, hi=self.page_count()) - 1, 0)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._show_number()
        self._look.start()

    def _show_number(self) -> None:
        pattern = self.tr("Page {page} of {pages}")
        count = self.page_count()
        self.number.setText(pattern.format(page=self._page + 1, pages=count) if count else "")

    def _want_visible(self) -> None:
        top = self.area.verticalScrollBar().value()
        view = QRect(0, top, max(self._sheets.width(), 1), self.area.viewport().height())
        for page in self._sheets.pages_at(top, view.bottom()):
            box = self._sheets.page_box(page)
            wide = round(box.width() * self.devicePixelRatioF())
            if box.intersects(view) and self._asked.get(page) != wide:
                self._asked[page] = wide
                self.page_wanted.emit(page, wide)

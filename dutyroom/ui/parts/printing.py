"""Printers of this computer: the PDF itself where the system takes it, otherwise its pages as pictures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QProcess, QRect, QTemporaryFile, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from dutyroom.papers.preview import PagePicture, count_pages
from dutyroom.papers.two_sided import two_sided
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.courier import Courier
from dutyroom.ui.parts.paper_pages import image_of, page_at
from dutyroom.ui.print_keeping import Sides

PRINT_DPI: Final = 300
_RANGE: Final = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")

NO_PRINTER: Final = mark(
    "No printer is set up on this computer. The paper is kept here: save it as PDF, or set up a printer and try again."
)
GONE: Final = mark("The printer {name} is not there. Switch it on or choose another one; the paper is kept here.")
FAILED: Final = mark(
    "The printer {name} did not take the paper: {detail}. It is kept here; try again or save it as PDF."
)
NO_PAGES: Final = mark("“{text}” are no pages of this paper. Write for example 1-3, 5; empty means all {pages}.")


_LP_SIDES: Final[dict[Sides, str]] = {
    "one": "one-sided",
    "long": "two-sided-long-edge",
    "short": "two-sided-short-edge",
}
_DUPLEX: Final[dict[Sides, QPrinter.DuplexMode]] = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintWish:
    """What is to be printed: pages count from 0."""

    printer: str
    copies: int
    pages: tuple[int, ...]
    all_pages: bool
    sides: Sides = "one"


def pages_of(text: str, count: int) -> tuple[int, ...] | None:
    """The pages (from 0) that ``1-3, 5`` names of a paper with ``count`` pages; None where it names none of them."""
    cleaned = text.strip().replace("，", ",").replace("、", ",").replace("–", "-").replace("－", "-")
    if not cleaned:
        return tuple(range(count))
    found: list[int] = []
    for part in (piece.strip() for piece in cleaned.split(",")):
        match = _RANGE.fullmatch(part)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            return None
        found.extend(page - 1 for page in range(first, last + 1) if page - 1 not in found)
    return tuple(found)


def _for_both_sides(pdf: bytes, wish: PrintWish) -> tuple[bytes, PrintWish]:
    """The paper with mirrored margins; all of it with blank backs where one of several papers ends on a front."""
    turned = two_sided(pdf, blanks=wish.all_pages)
    return turned, replace(wish, pages=tuple(range(count_pages(turned)))) if wish.all_pages else wish


def _detail(error: Exception) -> str:
    return error.code if isinstance(error, Refusal) else str(error)


class Printers(QObject):
    """Knows the printers and sends papers to them; ``sent`` or ``refused`` comes once for each."""

    sent = Signal(str)
    refused = Signal(str, dict)
    advanced = Signal(int, int)

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._command = shutil.which("lp") or ""

    def names(self) -> list[str]:
        """The printers set up on this computer, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))

    def send(self, pdf: bytes, wish: PrintWish) -> None:
        """Print; the paper stays as it is whatever becomes of it."""
        if not wish.printer:
            self.refused.emit(NO_PRINTER, {})
        elif wish.printer not in self.names():
            self.refused.emit(GONE, {"name": wish.printer})
        elif wish.sides == "long":
            self._courier.work(
                self,
                _for_both_sides,
                pdf,
                wish,
                then=lambda made: self._give(*made),
                failed=lambda error: self._drawn(wish.printer, _detail(error)),
            )
        else:
            self._give(pdf, wish)

    def _give(self, pdf: bytes, wish: PrintWish) -> None:
        if self._command:
            self._hand_over(pdf, wish)
        else:
            self._draw(pdf, wish)

    def _hand_over(self, pdf: bytes, wish: PrintWish) -> None:
        """Give the PDF itself to the system's spooler."""
        file = QTemporaryFile(self)
        file.open()
        file.write(pdf)
        file.flush()
        words = ["-d", wish.printer, "-n", str(wish.copies)]
        words += ["-o", f"sides={_LP_SIDES[wish.sides]}"]
        if not wish.all_pages:
            words += ["-P", ",".join(str(page + 1) for page in wish.pages)]
        spooler = QProcess(self)

        def ended(code: int) -> None:
            detail = bytes(spooler.readAllStandardError().data()).decode(errors="replace").strip()
            file.close()
            if code == 0:
                self.sent.emit(wish.printer)
            else:
                self.refused.emit(FAILED, {"name": wish.printer, "detail": detail or str(code)})

        spooler.finished.connect(ended)
        spooler.errorOccurred.connect(lambda _: self.refused.emit(FAILED, {"name": wish.printer, "detail": "lp"}))
        spooler.start(self._command, [*words, "--", file.fileName()])

    def _draw(self, pdf: bytes, wish: PrintWish) -> None:
        printer = QPrinter(QPrinterInfo.printerInfo(wish.printer), QPrinter.PrinterMode.HighResolution)
        printer.setCopyCount(wish.copies)
        printer.setDuplex(_DUPLEX[wish.sides])
        draw_pages(
            self,
            self._courier,
            pdf,
            wish.pages,
            printer,
            advanced=self.advanced.emit,
            ended=lambda detail: self._drawn(wish.printer, detail),
        )

    def _drawn(self, name: str, detail: str) -> None:
        if detail:
            self.refused.emit(FAILED, {"name": name, "detail": detail})
        else:
            self.sent.emit(name)


def draw_pages(
    owner: QObject,
    courier: Courier,
    pdf: bytes,
    pages: Sequence[int],
    printer: QPrinter,
    *,
    advanced: Callable[[int, int], None],
    ended: Callable[[str], None],
) -> None:
    """Draw pages on a printer one after the other, each rendered off the window's thread.

    ``ended`` gets an empty text, or what went wrong.
    """
    printer.setResolution(PRINT_DPI)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, printer.pageLayout().margins()
        )
    )
    printer.setFullPage(True)
    painter = QPainter()
    if not pages or not painter.begin(printer):
        ended("no answer")
        return

    def draw(place: int, picture: PagePicture) -> None:
        box = printer.paperRect(QPrinter.Unit.DevicePixel)
        painter.drawImage(QRect(0, 0, round(box.width()), round(box.height())), image_of(picture))
        advanced(place + 1, len(pages))
        if place + 1 == len(pages):
            painter.end()
            ended("")
        elif printer.newPage():
            fetch(place + 1)
        else:
            painter.end()
            ended("no answer")

    def failed(error: Exception) -> None:
        printer.abort()
        painter.end()
        ended(_detail(error))

    def fetch(place: int) -> None:
        courier.work(owner, page_at, pdf, pages[place], PRINT_DPI, then=lambda got: draw(place, got), failed=failed)

    fetch(0)

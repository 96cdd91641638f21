"""The sizes that papers of the plan library come in: how large a page is, how large its type, what sheet it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from dutyroom.papers.frame import MM, Margins

FormatKey = Literal["a4", "a5", "booklet", "card-a4", "card-a5", "card-a6"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A size in millimetres. Text is laid out on the page made larger by ``1 / scale`` and drawn smaller by ``scale``.

    ``places`` are the lower left corners of the pages on a sheet; ``folds`` orders them for folding, ``cuts`` draws marks.
    """

    page: tuple[float, float]
    margins: Margins
    scale: float = 1.0
    sheet: tuple[float, float]
    places: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    folds: bool = False
    cuts: bool = False

    @property
    def laid_out(self) -> tuple[float, float]:
        """The size in points on which text is laid out."""
        return self.page[0] * MM / self.scale, self.page[1] * MM / self.scale

    @property
    def laid_margins(self) -> Margins:
        """The margins there, in millimetres."""
        edges = (self.margins.top, self.margins.bottom, self.margins.left, self.margins.right)
        return Margins(*(edge / self.scale for edge in edges))


_A4: Final = (210.0, 297.0)
_A4_ACROSS: Final = (297.0, 210.0)
_A5: Final = (148.0, 210.0)
_HALF: Final = (148.5, 210.0)
_SMALL: Final = Margins(15, 14, 13, 13)
_CARD: Final = Margins(14, 12, 10, 10)

FORMATS: Final[dict[str, Format]] = {
    "a4": Format(page=_A4, margins=Margins(20, 19, 25, 18), sheet=_A4),
    "a5": Format(page=_A5, margins=_SMALL, scale=0.75, sheet=_A5),
    "booklet": Format(
        page=_HALF, margins=_SMALL, scale=0.75, sheet=_A4_ACROSS, places=((0.0, 0.0), (148.5, 0.0)), folds=True
    ),
    "card-a4": Format(page=_A4, margins=Margins(20, 19, 20, 20), scale=1.1, sheet=_A4),
    "card-a5": Format(
        page=_HALF, margins=_CARD, scale=0.85, sheet=_A4_ACROSS, places=((0.0, 0.0), (148.5, 0.0)), cuts=True
    ),
    "card-a6": Format(
        page=(105.0, 148.5),
        margins=Margins(12, 10, 8, 8),
        scale=0.7,
        sheet=_A4,
        places=((0.0, 148.5), (105.0, 148.5), (0.0, 0.0), (105.0, 0.0)),
        cuts=True,
    ),
}

"""A canvas for one page after another: what the blocks of papers draw with, written out as soon as a page is full.

It answers to the names of reportlab's canvas, which keeps every page until the end, declares a face that is not
embedded, and ends its streams as no archive takes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dutyroom.papers.pdf_faces import PdfFaces

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_HOW: Final = {(1, 0): "S", (0, 1): "f", (1, 1): "B", (0, 0): "n"}
_BEND: Final = 0.5523
"""How far the handles of a quarter of a circle stand off, of its radius."""


def on_sheet(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point stands on the sheet."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


class TextRun:
    """Text between two turns of the canvas, as reportlab's text object."""

    def __init__(self, faces: PdfFaces) -> None:
        self._faces = faces
        self._face = ""
        self.parts = ["BT"]

    def setFillGray(self, grey: float) -> None:
        """The grey of what follows, 1 being white."""
        self.parts.append(f"{grey:g} g")

    def setFillColorRGB(self, red: float, green: float, blue: float) -> None:
        """The colour of what follows."""
        self.parts.append(f"{red:.4g} {green:.4g} {blue:.4g} rg")

    def setTextOrigin(self, x: float, y: float) -> None:
        """Where the next line begins."""
        self.parts.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")

    def setFont(self, face: str, size: float) -> None:
        """The face of what follows, and its size in points."""
        self._face = face
        self.parts.append(f"/{self._faces.face(face).key} {size:g} Tf")

    def setCharSpace(self, space: float) -> None:
        """What is added after each character, in points."""
        self.parts.append(f"{space:.4f} Tc")

    def setTextRenderMode(self, mode: int) -> None:
        """0 fills, 2 fills and draws the edge."""
        self.parts.append(f"{mode} Tr")

    def textOut(self, text: str) -> None:
        """Draw text and go on behind it."""
        if text:
            self.parts.append(f"<{self._faces.face(self._face).written(text)}> Tj")


class Outline:
    """Lines that enclose an area, as reportlab's path object."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def moveTo(self, x: float, y: float) -> None:
        """Begin at a point."""
        self.parts.append(f"{x:.2f} {y:.2f} m")

    def lineTo(self, x: float, y: float) -> None:
        """Go on to a point."""
        self.parts.append(f"{x:.2f} {y:.2f} l")

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        """A box from its lower left corner."""
        self.parts.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re")

    def close(self) -> None:
        """Go back to where it began."""
        self.parts.append("h")


@dataclass(slots=True)
class PageCanvas:
    """Draws one page; ``code`` is what stands in its stream so far. ``matrix`` tells where a point is on the sheet."""

    faces: PdfFaces
    code: list[str] = field(default_factory=list)
    matrix: Matrix = _PLAIN
    _kept: list[Matrix] = field(default_factory=list)

    def saveState(self) -> None:
        """Keep how things are drawn until the state is restored."""
        self._kept.append(self.matrix)
        self.code.append("q")

    def restoreState(self) -> None:
        """Go back to what was kept."""
        self.matrix = self._kept.pop()
        self.code.append("Q")

    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        """Lay another system of coordinates over the present one."""
        p, q, r, s, t, u = self.matrix
        self.matrix = (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
        self.code.append(f"{a:.5f} {b:.5f} {c:.5f} {d:.5f} {e:.3f} {f:.3f} cm")

    def setLineWidth(self, width: float) -> None:
        """The weight of lines, in points."""
        self.code.append(f"{width:.3g} w")

    def setStrokeGray(self, grey: float) -> None:
        """The grey of lines, 1 being white."""
        self.code.append(f"{grey:g} G")

    def setFillGray(self, grey: float) -> None:
        """The grey of areas, 1 being white."""
        self.code.append(f"{grey:g} g")

    def setFillColorRGB(self, red: float, green: float, blue: float) -> None:
        """The colour of areas."""
        self.code.append(f"{red:.4g} {green:.4g} {blue:.4g} rg")

    def setStrokeColorRGB(self, red: float, green: float, blue: float) -> None:
        """The colour of lines."""
        self.code.append(f"{red:.4g} {green:.4g} {blue:.4g} RG")

    def line(self, x: float, y: float, right: float, top: float) -> None:
        """A line from one point to another."""
        self.code.append(f"{x:.2f} {y:.2f} m {right:.2f} {top:.2f} l S")

    def lines(self, lines: Sequence[tuple[float, float, float, float]]) -> None:
        """Lines, each from one point to another."""
        drawn = [f"{x:.2f} {y:.2f} m {right:.2f} {top:.2f} l" for x, y, right, top in lines]
        self.code += [*drawn, "S"]

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None:
        """A box from its lower left corner, drawn, filled or both."""
        self.code.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re {_HOW[stroke, fill]}")

    def circle(self, x: float, y: float, radius: float, stroke: int = 1, fill: int = 0) -> None:
        """A circle around a point, drawn, filled or both."""
        turn = [(1.0, 0.0), (1.0, _BEND), (_BEND, 1.0), (0.0, 1.0)]
        points = [(x + radius * across, y + radius * up) for across, up in turn]
        path = [f"{points[0][0]:.2f} {points[0][1]:.2f} m"]
        for _ in range(4):
            path.append(" ".join(f"{across:.2f} {up:.2f}" for across, up in points[1:]) + " c")
            points = [(x - (up - y), y + (across - x)) for across, up in points]
        self.code.append(f"{' '.join(path)} h {_HOW[stroke, fill]}")

    def beginPath(self) -> Outline:
        """An area to be drawn by :meth:`drawPath` or kept to by :meth:`clipPath`."""
        return Outline()

    def drawPath(self, path: Outline, stroke: int = 1, fill: int = 0) -> None:
        """An area drawn, filled or both."""
        self.code.append(f"{' '.join(path.parts)} {_HOW[stroke, fill]}")

    def clipPath(self, path: Outline, stroke: int = 1, fill: int = 0) -> None:
        """Draw nothing outside an area until the state is restored."""
        self.code.append(f"{' '.join(path.parts)} W {_HOW[stroke, fill]}")

    def beginText(self) -> TextRun:
        """Text to be drawn by :meth:`drawText`."""
        return TextRun(self.faces)

    def drawText(self, text: TextRun) -> None:
        """Draw text."""
        self.code += [*text.parts, "ET"]

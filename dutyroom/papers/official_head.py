"""The head of an official paper: copy number, secrecy, urgency, the red mark, number and signers, the red rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dutyroom.papers.blocks import Pen, draw_lines
from dutyroom.papers.fonts import Faces
from dutyroom.papers.gbt9704 import (
    AREA,
    BODY,
    CHAR,
    FLUSH,
    LABEL,
    LETTER_GAP,
    LETTER_RULE,
    LETTER_TOP,
    MARK_LARGEST,
    MARK_TOP,
    MM,
    OFFICIAL,
    PAGE,
    PITCH,
    RED,
    RED_RULE,
    RULE_BELOW,
    THICK,
    THIN,
    chars,
    slot,
)
from dutyroom.papers.lines import Align, Span, Style, set_lines
from dutyroom.papers.official_facts import OfficialFacts

_NAMES_A_LINE: Final = 2
_BLANK: Final = 2
"""Lines left free between the mark and the number, and between the rule and the title."""


def body_bottom(top: float) -> float:
    """Where the characters of a line of the grid end, below the upper edge of its slot at ``top``; in points."""
    return top + (PITCH + CHAR) / 2


@dataclass(slots=True)
class _Head:
    """What all heads share: one block at the top of the first page, never parted."""

    faces: Faces
    facts: OfficialFacts
    space_before: float = 0.0
    stays_with_next: bool = True

    def split(self, width: float, room: float, full: float) -> tuple[None, Any]:
        """See :class:`dutyroom.papers.blocks.Block`."""
        del width, room, full
        return None, self

    def line(self, pen: Pen, text: str, style: Style, x: float, top: float, width: float, align: Align) -> None:
        """One line whose slot begins at ``top``."""
        if text:
            lines = set_lines(self.faces, [Span(text)], replace(style, align=align), width)
            draw_lines(pen.canvas, lines[:1], style, x, top)

    def mark_size(self) -> float:
        """The size of the mark in points: as wide as the type area allows, at most the largest."""
        wide = self.faces.width("song", self.faces.drawable("song", self.facts.head)) or 1.0
        return min(MARK_LARGEST, AREA[0] * MM / wide)

    def red_mark(self, pen: Pen, x: float, upper: float, width: float) -> float:
        """The red mark with its upper edge there, centred on the paper's type area; returns its lower edge."""
        size = self.mark_size()
        style = Style(role="song", size=size, leading=size, align="center", bold=True, ink=RED)
        lines = set_lines(self.faces, [Span(self.facts.head)], style, width + size)
        draw_lines(pen.canvas, lines[:1], style, x - size / 2, upper)
        return upper - size

    def corner(self) -> list[tuple[str, Style]]:
        """What stands in the upper left corner, line by line: copy number, secrecy, urgency."""
        text = self.facts.text
        rows = ((text.copy_number, FLUSH), (text.secrecy, LABEL), (text.urgency, LABEL))
        return [(said, style) for said, style in rows if said]


class DocumentHead(_Head):
    """The head of a document and of minutes."""

    def height(self, width: float) -> float:
        """Down to the red rule."""
        del width
        return self._rule()

    def _number(self) -> float:
        """The slot of the number, below the type area's edge."""
        return MARK_TOP * MM + self.mark_size() + slot(_BLANK) + slot(max(0, len(self._signers()) - 1))

    def _rule(self) -> float:
        return body_bottom(self._number()) + RULE_BELOW * MM

    def _signers(self) -> list[str]:
        names = self.facts.text.signers
        return ["　".join(names[at : at + _NAMES_A_LINE]) for at in range(0, len(names), _NAMES_A_LINE)]

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`dutyroom.papers.blocks.Block`."""
        for place, (said, style) in enumerate(self.corner()):
            self.line(pen, said, style, x, top - slot(place), width, "left")
        self.red_mark(pen, x, top - MARK_TOP * MM, width)
        number, signers = top - self._number(), self._signers()
        if signers:
            self.line(pen, self.facts.text.number, FLUSH, x + chars(1), number, width, "left")
            self._sign(pen, signers, x, number, width)
        else:
            self.line(pen, self.facts.text.number, FLUSH, x, number, width, "center")
        rule(pen, x, top - self._rule(), width, RED_RULE)

    def _sign(self, pen: Pen, signers: Sequence[str], x: float, number: float, width: float) -> None:
        """签发人： in 仿宋 with the names in 楷体 behind it, the last line of them beside the number."""
        names = replace(FLUSH, role="kai")
        wide = max(self.faces.width("kai", each) for each in signers) * CHAR
        left = x + width - chars(1) - wide
        first = number + slot(len(signers) - 1)
        self.line(pen, "签发人：", FLUSH, left - chars(4), first, chars(4.5), "left")
        for place, each in enumerate(signers):
            self.line(pen, each, names, left, first - slot(place), wide + CHAR, "left")


class LetterHead(_Head):
    """The head of a letter: the mark 30 mm from the paper's edge over a double rule, the number at the right."""

    def height(self, width: float) -> float:
        """Down to the line of the number, or to the last of what stands at the left of it."""
        del width
        return self._below() + slot(max(1, len(self.corner())))

    def _above(self) -> float:
        """How far the mark's upper edge lies above the type area."""
        return (OFFICIAL.top - LETTER_TOP) * MM

    def _rule(self) -> float:
        return self.mark_size() - self._above() + RULE_BELOW * MM

    def _below(self) -> float:
        return self._rule() + LETTER_GAP * MM + PITCH / 2

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """See :class:`dutyroom.papers.blocks.Block`."""
        self.red_mark(pen, x, top + self._above(), width)
        left = (PAGE[0] - LETTER_RULE * MM) / 2
        double_rule(pen, left, top - self._rule(), LETTER_RULE * MM, thick_first=True)
        for place, (said, style) in enumerate(self.corner()):
            self.line(pen, said, style, x, top - self._below() - slot(place), width, "left")
        self.line(pen, self.facts.text.number, FLUSH, x, top - self._below(), width, "right")


def rule(pen: Pen, x: float, y: float, width: float, weight: float, *, red: bool = True) -> None:
    """A horizontal line with its middle at ``y``; ``weight`` in millimetres."""
    if red:
        pen.canvas.setStrokeColorRGB(*RED)
    else:
        pen.canvas.setStrokeGray(0)
    pen.canvas.setLineWidth(weight * MM)
    pen.canvas.line(x, y, x + width, y)


def double_rule(pen: Pen, x: float, y: float, width: float, *, thick_first: bool) -> None:
    """Two red rules, the upper one with its middle at ``y``."""
    upper, lower = (2 * THICK, THIN) if thick_first else (THIN, 2 * THICK)
    rule(pen, x, y, width, upper)
    rule(pen, x, y - LETTER_GAP * MM, width, lower)


__all__ = ["BODY", "DocumentHead", "LetterHead", "double_rule", "rule"]

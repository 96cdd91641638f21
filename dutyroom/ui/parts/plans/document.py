"""A plan as one document to read: headings by level, running text, and where each section stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from dutyroom.data.queries.plans import SectionRow
from dutyroom.rules.terms import Asked, find_hits, snippet
from dutyroom.ui.parts.text_units import in_units, unit_length

LINE_HEIGHT: Final = 1.5
"""From line to line, in heights of the type."""
MARGIN: Final = 16
_SIZES: Final = (1.3, 1.3, 1.12, 1.0)
_DEEPEST: Final = 6
_TIGHT: Final = ("、", "）", ")", "．", "】", "〕")
BLANKS: Final = str.maketrans(
    {chr(code): " " for code in (*range(9), 11, 12, *range(13, 32), 0x7F, 0x85, 0x2028, 0x2029, 0xFDD0, 0xFDD1, 0xFFFC)}
)
"""Qt breaks lines at these, or stores them otherwise: each becomes a blank, so that places stay true."""
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SectionMarks:
    """Where a search answers in one section as it is shown; ``best`` is the range that the best passage begins with."""

    ranges: Ranges
    best: int = 0


@dataclass(frozen=True, slots=True)
class PlanPages:
    """The document, and where the heading of each section begins in it."""

    document: QTextDocument
    places: tuple[int, ...]


def heading_of(section: SectionRow) -> str:
    """The heading as it is shown: number and title."""
    number, title = section.number.strip(), " ".join(section.title.split())
    if not number or not title:
        return number or title
    return f"{number}{title}" if number.endswith(_TIGHT) else f"{number}\N{EN SPACE}{title}"


def shown_text(section: SectionRow) -> str:
    """A section's heading and text as they stand in the document."""
    return "\n".join(part for part in (heading_of(section), section.body.strip("\n")) if part).translate(BLANKS)


def find_marks(section: SectionRow, words: str | Asked, *, with_best: bool = False) -> SectionMarks | None:
    """Where the words stand in a section, or None where nowhere; heading and text answer apart.

    The best passage is looked for only where it is asked for: it costs as much again.
    """
    text = shown_text(section)
    head = len(heading_of(section))
    split = min(len(text), head + 1) if head else 0
    ranges = _joined(text, find_hits(text[:head], words)) if head else []
    body = text[split:]
    below = _joined(body, find_hits(body, words))
    if not ranges and not below:
        return None
    best = len(ranges) + _best_of(body, below, words) if below and with_best else 0
    return SectionMarks(tuple(in_units(text, [*ranges, *((a + split, b + split) for a, b in below)])), best)


def _joined(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words that follow one another are one hit."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and text[joined[-1][1] : start] in (" ", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _best_of(body: str, ranges: list[tuple[int, int]], words: str | Asked) -> int:
    """The range that the best passage begins with."""
    passage = snippet(body, words)
    if not passage.marks or len(ranges) == 1:
        return 0
    start = passage.marks[0][0]
    wanted = "".join(passage.text[start : start + 24].rstrip("…").split())
    for number, (begin, _) in enumerate(ranges):
        if "".join(body[begin : begin + 60].split()).startswith(wanted):
            return number
    return 0


def lay_out(sections: Sequence[SectionRow], texts: Sequence[str], font: QFont) -> PlanPages:
    """Make the document from the sections and their :func:`shown_text`; nothing is laid out before it is shown."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    document.setDocumentMargin(MARGIN)
    document.setPlainText("\n".join(texts))
    places: list[int] = []
    place = 0
    for text in texts:
        places.append(place)
        place += unit_length(text) + 1
    _shape(document, sections, texts, font)
    return PlanPages(document, tuple(places))


def _shape(document: QTextDocument, sections: Sequence[SectionRow], texts: Sequence[str], font: QFont) -> None:
    em = QFontMetricsF(font).horizontalAdvance("国")
    running, listed = _paragraph(em, indent=2 * em), _paragraph(em, indent=0)
    headings = [_heading(level, font, em) for level in range(_DEEPEST + 1)]
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(running)
    place = 0
    for section, text in zip(sections, texts, strict=True):
        is_heading = bool(heading_of(section))
        for line in text.split("\n"):
            length = unit_length(line)
            if is_heading:
                shape, letters = headings[min(max(section.level, 0), _DEEPEST)]
                cursor.setPosition(place)
                cursor.setBlockFormat(shape)
                cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(letters)
                is_heading = False
            elif not _is_running(line):
                cursor.setPosition(place)
                cursor.setBlockFormat(listed)
            place += length + 1


def _heading(level: int, font: QFont, em: float) -> tuple[QTextBlockFormat, QTextCharFormat]:
    shape = _paragraph(em, indent=0)
    shape.setTopMargin(em * (1.2 if level <= 1 else 0.6))
    shape.setHeadingLevel(max(level, 1))
    letters = QTextCharFormat()
    letters.setFontWeight(QFont.Weight.Bold)
    letters.setFontPointSize(font.pointSizeF() * _SIZES[min(level, len(_SIZES) - 1)])
    return shape, letters


def _paragraph(em: float, *, indent: float) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(LINE_HEIGHT * em, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    shape.setTextIndent(indent)
    shape.setBottomMargin(em * 0.4)
    return shape


def _is_running(line: str) -> bool:
    """Whether a paragraph begins as running Chinese text does; lists, tables and English stand at the edge."""
    start = line[:1]
    return ("\u3400" <= start <= "\u9fff" or start in "（《“〔①②③④⑤⑥⑦⑧⑨" or start > "\uffff") and start != ""

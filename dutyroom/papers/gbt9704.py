"""GB/T 9704-2012 in numbers: page, grid, sizes of type, distances. Millimetres, type in points.

The grid follows from the type area: 156 mm hold 28 characters, 225 mm hold 22 lines. 三号 is 16 pt, of which 28 would take
158 mm; it is drawn at the pitch of the grid.
"""

from __future__ import annotations

from typing import Final

from dutyroom.papers.lines import Ink, Style
from dutyroom.papers.sheet import MM, OFFICIAL, PAGE

AREA: Final = (156.0, 225.0)
LINES: Final = 22
CHARS: Final = 28
PITCH: Final = AREA[1] / LINES * MM
"""From one line to the next, in points."""
CHAR: Final = AREA[0] / CHARS * MM
"""From one character to the next, in points: what 三号 is drawn at."""
TITLE_SIZE: Final = 22.0
SMALL_SIZE: Final = 14.0
"""四号."""
SQUEEZE: Final = 1 / CHARS
"""How much closer the characters of a line may stand, in em, so that a closing mark still fits behind the last one."""
MARK_TOP: Final = 35.0
"""Upper edge of the issuing body's mark, below the type area's; of a letter below the paper's: see LETTER_TOP."""
MARK_LARGEST: Final = 62.0
RULE_BELOW: Final = 4.0
"""The red rule below the number."""
RED_RULE: Final = 0.7
"""Its thickness, which the standard leaves open."""
THICK: Final = 0.35
THIN: Final = 0.25
FOLIO_BELOW: Final = 7.0
"""The dash of the page number below the type area."""
LETTER_TOP: Final = 30.0
LETTER_RULE: Final = 170.0
LETTER_FOOT: Final = 20.0
"""The lower double rule above the paper's edge."""
LETTER_GAP: Final = 0.8
RED: Final[Ink] = (0.85, 0.0, 0.0)

BODY: Final = Style(role="fang", size=CHAR, leading=PITCH, align="justify", indent=2.0, squeeze=SQUEEZE)
FLUSH: Final = Style(role="fang", size=CHAR, leading=PITCH, squeeze=SQUEEZE)
LABEL: Final = Style(role="hei", size=CHAR, leading=PITCH)
TITLE: Final = Style(role="song", size=TITLE_SIZE, leading=PITCH, align="center", bold=True)
FOLIO: Final = Style(role="song", size=SMALL_SIZE, leading=SMALL_SIZE)
RECORD: Final = Style(role="fang", size=SMALL_SIZE, leading=20.0)


def slot(number: float) -> float:
    """How far the upper edge of a line of the grid lies below that of the type area, in points."""
    return number * PITCH


def chars(count: float) -> float:
    """The width of so many characters of the grid, in points."""
    return count * CHAR


__all__ = ["MM", "OFFICIAL", "PAGE"]

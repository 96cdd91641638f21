"""Titles of several lines: broken into lines of like length, never inside a number or a word (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

from dutyroom.papers.fonts import Faces
from dutyroom.papers.lines import Style, may_break


def balanced(faces: Faces, title: str, style: Style, width: float) -> str:
    """A title with line ends where its lines begin; ``width`` in points."""
    room = width / style.size
    count = -int(-faces.width("song", title) // room)
    lines: list[str] = []
    rest = title
    for left in range(count, 1, -1):
        at = round(len(rest) / left)
        while 0 < at < len(rest) and not may_break(rest, at):
            at -= 1
        lines.append(rest[:at])
        rest = rest[at:]
    return "\n".join(filter(None, (*lines, rest)))

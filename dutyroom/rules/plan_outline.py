"""Outlines that a draft starts from: headings a line, indented by level, behind ｜ what belongs under each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_HINT: Final = "｜"
_INDENT: Final = 2
DEEPEST: Final = 6
"""Levels; a deeper one is taken for this."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an outline; ``number`` is 1, 1.1, 1.1.1 as it counts through, level 1 is a chapter."""

    level: int
    number: str
    title: str
    hint: str = ""

    @property
    def line(self) -> str:
        """As it stands over its section."""
        return f"{self.number} {self.title}"


def read_outline(text: str) -> tuple[Heading, ...]:
    """The headings that a text means; a level that skips one is taken for the next below."""
    found: list[Heading] = []
    counts: list[int] = []
    for line in text.expandtabs(_INDENT).splitlines():
        title, _, hint = line.strip().partition(_HINT)
        title = title.strip()
        if not title:
            continue
        indent = len(line) - len(line.lstrip(" \u3000")) + line[: len(line) - len(line.lstrip())].count("\u3000")
        level = min(indent // _INDENT + 1, len(counts) + 1, DEEPEST)
        counts = counts[:level]
        if len(counts) < level:
            counts.append(0)
        counts[level - 1] += 1
        found.append(Heading(level, ".".join(map(str, counts)), title, hint.strip()))
    return tuple(found)


def written_outline(headings: Iterable[Heading]) -> str:
    """The text that means these headings."""
    return "\n".join(
        " " * _INDENT * (each.level - 1) + each.title + (f"{_HINT}{each.hint}" if each.hint else "")
        for each in headings
    )


def plain_outline(title: str, headings: Iterable[Heading]) -> str:
    """The outline as a text to write in: the plan's title, the numbered headings, what belongs under each in brackets."""
    lines = [title, ""]
    for each in headings:
        lines.append(each.line)
        lines += [f"（{each.hint}）", ""] if each.hint else [""]
    return "\n".join(lines).rstrip() + "\n"

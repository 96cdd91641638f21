"""What the program proposes from a plan's text, and how the text is walked: sections with what stands above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

NUMBERED: Final = re.compile(
    r"^\s*(?:[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[.．]\d{1,2}){1,4}[、.．]?(?!\d)"
    r"|\d{1,2}(?:[、)）]|[.．](?!\d))|[①-⑳]|[-•·*●■◆○□☐√]|第?[一二三四五六七八九十]{1,2}是)[、.．]?\s*"
)
"""The number or sign that an item of a list begins with."""


class Text(Protocol):
    """A section of a plan, as far as proposing needs it."""

    @property
    def level(self) -> int:
        """1 is a chapter."""

    @property
    def number(self) -> str:
        """Of its heading."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def body(self) -> str:
        """Its text."""


@dataclass(frozen=True, slots=True)
class ProposedAction:
    """One thing to do; ``section`` is the place of its section, an empty level is every level."""

    section: int
    level: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class ProposedContact:
    """A number with whose it is."""

    section: int
    name: str
    unit: str
    post: str
    phone: str


@dataclass(frozen=True, slots=True)
class ProposedBody:
    """A body of command, or a unit with its duties."""

    section: int
    name: str
    head: str
    members: str
    duties: str


@dataclass(frozen=True, slots=True)
class ProposedStart:
    """When a level begins and who may begin it; an empty level is every level."""

    section: int
    level: str
    conditions: str
    authority: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A section with its place and the headings above it, the nearest first."""

    place: int
    text: Text
    above: tuple[Text, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """Its own heading and those above it, the nearest first."""
        return (self.text.title, *(each.title for each in self.above))


def placed(sections: Sequence[Text]) -> Iterator[Placed]:
    """The sections in order, each with what stands above it."""
    stack: list[Text] = []
    for place, section in enumerate(sections):
        while stack and stack[-1].level >= section.level:
            stack.pop()
        yield Placed(place, section, tuple(reversed(stack)))
        stack.append(section)


def lines_of(body: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in (line.rstrip() for line in body.splitlines()) if line.strip()]


def bare(line: str) -> str:
    """A line without the number or sign that it begins with."""
    return NUMBERED.sub("", line).strip()


def is_numbered(line: str) -> bool:
    """Whether a line is an item of a list."""
    return NUMBERED.match(line) is not None

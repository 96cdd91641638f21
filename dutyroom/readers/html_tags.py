"""HTML by its tags: the lines that they part, and pages that nest too deep for a tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any, Final

from dutyroom.readers.document import Line
from dutyroom.readers.set_apart import Heavy

_DROPPED: Final = frozenset(
    [
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "iframe",
        "svg",
        "button",
        "select",
        "option",
        "textarea",
        "head",
        "object",
        "video",
        "audio",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "caption",
        "pre",
        "blockquote",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "details",
        "summary",
        "body",
        "html",
        "center",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "br",
    ]
)
_CELLS: Final = frozenset(("td", "th"))
_BOLD: Final = frozenset(("b", "strong"))
_HEADING: Final = re.compile(r"h([1-6])\Z")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMPTY: Final = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr", "col", "base", "area", "embed", "source"))
_ENDED_BY_NEXT: Final = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "option"))


def is_dropped(name: str, attributes: Mapping[str, Any]) -> bool:
    """Whether an element holds nothing to read: scripts, menus, what is hidden."""
    if not name or name in _DROPPED:
        return True
    return attributes.get("hidden") is not None or bool(_HIDDEN.search(attributes.get("style") or ""))


class Gathered:
    """Text as it is walked over, cut into lines at block elements."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.text: list[str] = []
        self.level: int | None = None
        self.cells = 0
        self._bold = 0
        self._heavy: list[tuple[int, int]] = []
        self._bold_from = 0

    def end_line(self) -> None:
        """What was gathered becomes a line, outside a table row."""
        if self.cells:
            self.text.append(" ")
            return
        joined = re.sub(r"\s+", " ", "".join(self.text).replace("\u3000", " ")).strip(" |")
        if joined:
            self.lines.append(Line(Heavy(joined) if self._is_heavy() else joined, self.level))
        self.text = []
        self._heavy, self._bold_from = [], 0

    def _is_heavy(self) -> bool:
        """Whether everything gathered stands within bold elements."""
        spans = [*self._heavy, *([(self._bold_from, len(self.text))] if self._bold else [])]
        at = 0
        for start, end in [*spans, (len(self.text), 0)]:
            if any(part.strip() for part in self.text[at:start]):
                return False
            at = end
        return bool(spans) and self.level is None

    def enter(self, name: str) -> None:
        """An element begins."""
        if name in _BLOCKS:
            self.end_line()
        if name in _BOLD:
            self._bold_from = len(self.text) if not self._bold else self._bold_from
            self._bold += 1
        if name in _CELLS:
            self.cells += 1
        if found := _HEADING.match(name):
            self.level = int(found[1]) if not self.cells else None

    def leave(self, name: str) -> None:
        """An element ends."""
        if name in _BOLD and self._bold:
            self._bold -= 1
            if not self._bold:
                self._heavy.append((self._bold_from, len(self.text)))
        if name in _CELLS:
            self.cells = max(0, self.cells - 1)
            if not self.cells:
                self.text.append(" | ")
        if name in _BLOCKS:
            self.end_line()
        if _HEADING.match(name):
            self.level = None


def read_by_tags(text: str) -> tuple[list[Line], str]:
    """The lines of a page and its title without a tree, so that it may nest as deep as it likes."""
    walk = _Tags()
    walk.feed(text)
    walk.close()
    walk.gathered.cells = 0
    walk.gathered.end_line()
    return walk.gathered.lines, " ".join("".join(walk.title).split())


class _Tags(HTMLParser):
    """One pass over the tags; end tags that are missing are made up for where a line or a cell would never end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.gathered = Gathered()
        self.title: list[str] = []
        self._in_title = False
        self._skipped: list[str] = []
        self._tables = 0
        self._open_cells: list[int] = []

    def begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; inside what is dropped only its end is looked for."""
        self._in_title = tag == "title"
        if self._skipped and not self._ends_skipping(tag):
            if tag == self._skipped[0] and tag not in _EMPTY:
                self._skipped.append(tag)
            return
        if tag not in _EMPTY and is_dropped(tag, {name: value or "" for name, value in attrs}):
            self._skipped = [tag]
            return
        if tag in _CELLS or tag == "tr":
            self._end_cell()
        if tag in _CELLS:
            self._open_cells.append(self._tables)
        self._tables += tag == "table"
        if tag in _BLOCKS and not _HEADING.match(tag) and self.gathered.level is not None:
            self.gathered.leave(f"h{self.gathered.level}")
        self.gathered.enter(tag)

    def end(self, tag: str) -> None:
        """An element ends: with it the line, the cell or what is dropped."""
        self._in_title = False
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
            return
        if tag in ("tr", "table"):
            self._end_cell()
        if tag == "table":
            self._tables = max(0, self._tables - 1)
        if tag in _CELLS:
            self._end_cell()
        else:
            self.gathered.leave(tag)

    def say(self, data: str) -> None:
        """Words between the tags."""
        if self._in_title:
            self.title.append(data)
        elif not self._skipped:
            self.gathered.text.append(data)

    # The names by which the parser calls them.
    handle_starttag = begin
    handle_endtag = end
    handle_data = say

    def _ends_skipping(self, tag: str) -> bool:
        """Whether what is dropped ends here although its own end tag is missing."""
        first = self._skipped[0]
        if (first == "head" and tag == "body") or (
            len(self._skipped) == 1 and tag == first and first in _ENDED_BY_NEXT
        ):
            self._skipped = []
            return True
        return False

    def _end_cell(self) -> None:
        """End the cell that is open in this table."""
        if self._open_cells and self._open_cells[-1] >= self._tables:
            self._open_cells.pop()
            self.gathered.leave("td")

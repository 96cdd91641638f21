"""A PDF file written piece by piece, so that a library of any size needs no more memory than a page and its bookmarks."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final

_HEAD: Final = b"%PDF-1.5\n%\xe4\xbd\xa0\xe5\xa5\xbd\n"
_KIDS: Final = 128  # pages of one node of the page tree


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its level from 0, what it says, the number of its page's object, its height there."""

    level: int
    title: str
    page: int
    top: float


class PdfFile:
    """Objects one after another into ``out``; the same objects always give the same bytes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._places = array("Q", [0])
        self._seal = hashlib.md5(usedforsecurity=False)
        self._write(_HEAD)

    def new(self) -> int:
        """The number of an object that is written later."""
        self._places.append(0)
        return len(self._places) - 1

    def put(self, number: int, body: str) -> int:
        """Write an object; its number is given back."""
        self._begin(number)
        self._write(body.encode("ascii") + b"\nendobj\n")
        return number

    def put_stream(self, number: int, content: bytes, more: str = "") -> int:
        """Write a compressed stream with further entries of its dictionary."""
        return self.put_plain(number, zlib.compress(content, 6), f"/Filter /FlateDecode {more}")

    def put_plain(self, number: int, content: bytes, more: str = "") -> int:
        """Write a stream as it is."""
        self._begin(number)
        self._write(f"<< /Length {len(content)} {more}>>\nstream\n".encode("ascii"))
        # CR LF: before a lone LF a stream that ends in CR would seem to be a byte shorter than it says.
        self._write(content + b"\r\nendstream\nendobj\n")
        return number

    def finish(self, root: int, info: int) -> None:
        """Write the table of objects and the end of the file."""
        start = self._at
        lines = [b"xref\n0 %d\n0000000000 65535 f \n" % len(self._places)]
        lines += [b"%010d 00000 n \n" % place for place in self._places[1:]]
        self._write(b"".join(lines))
        seal = self._seal.hexdigest()
        trailer = f"trailer\n<< /Size {len(self._places)} /Root {root} 0 R /Info {info} 0 R /ID [<{seal}><{seal}>] >>\n"
        self._write(f"{trailer}startxref\n{start}\n%%EOF\n".encode("ascii"))

    def _begin(self, number: int) -> None:
        self._places[number] = self._at
        self._write(b"%d 0 obj\n" % number)

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._seal.update(content)
        self._at += len(content)


def text_of(text: str) -> str:
    """A text as PDF writes it."""
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary of PDF."""
    return "<< " + " ".join(f"/{name} {value}" for name, value in entries.items()) + " >>"


@dataclass(frozen=True, slots=True)
class Node:
    """Some pages of the page tree that follow one another."""

    number: int
    kids: list[int] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether the next page belongs to another node."""
        return len(self.kids) >= _KIDS


def page_tree(file: PdfFile, nodes: Sequence[Node]) -> int:
    """Write the tree over these nodes; the root's number."""
    root = file.new()
    for node in nodes:
        named = " ".join(f"{kid} 0 R" for kid in node.kids)
        file.put(node.number, f"<< /Type /Pages /Parent {root} 0 R /Count {len(node.kids)} /Kids [{named}] >>")
    named = " ".join(f"{node.number} 0 R" for node in nodes)
    count = sum(len(node.kids) for node in nodes)
    return file.put(root, f"<< /Type /Pages /Count {count} /Kids [{named}] >>")


def outline_tree(file: PdfFile, marks: Sequence[Bookmark]) -> int | None:
    """Write the bookmarks, everything below the first level folded away; None where there are none."""
    if not marks:
        return None
    root, numbers = file.new(), [file.new() for _ in marks]
    links = _links(marks)
    for place, (mark, link) in enumerate(zip(marks, links, strict=True)):
        entries = {"Title": text_of(mark.title), "Parent": f"{numbers[link.parent] if link.parent >= 0 else root} 0 R"}
        near = (("Prev", link.before), ("Next", link.after), ("First", link.first), ("Last", link.last))
        entries |= {name: f"{numbers[other]} 0 R" for name, other in near if other >= 0}
        if link.children:
            entries["Count"] = str(link.children if mark.level == 0 else -link.children)
        entries["Dest"] = f"[{mark.page} 0 R /XYZ 0 {mark.top:.2f} null]"
        file.put(numbers[place], dictionary(entries))
    tops = [place for place, link in enumerate(links) if link.parent < 0]
    shown = len(tops) + sum(links[place].children for place in tops)
    ends = f"/First {numbers[tops[0]]} 0 R /Last {numbers[tops[-1]]} 0 R"
    return file.put(root, f"<< /Type /Outlines {ends} /Count {shown} >>")


@dataclass(slots=True)
class _Link:
    """Whose neighbours an entry of the outline has, by place; -1 is nobody."""

    parent: int
    before: int = -1
    after: int = -1
    first: int = -1
    last: int = -1
    children: int = 0


def _links(marks: Sequence[Bookmark]) -> list[_Link]:
    links: list[_Link] = []
    above: list[int] = []
    last_top = -1
    for place, mark in enumerate(marks):
        while above and marks[above[-1]].level >= mark.level:
            above.pop()
        parent = above[-1] if above else -1
        before = links[parent].last if parent >= 0 else last_top
        links.append(_Link(parent, before))
        if before >= 0:
            links[before].after = place
        if parent >= 0:
            family = links[parent]
            family.first = place if family.first < 0 else family.first
            family.last = place
            family.children += 1
        else:
            last_top = place
        above.append(place)
    return links

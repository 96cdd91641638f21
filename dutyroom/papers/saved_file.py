"""A PDF as PDFium saves it, and what is added behind it as PDF allows: bookmarks, what the archive asks for, page labels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

_ROOT: Final = re.compile(rb"/Root\s+(\d+)\s+0\s+R")
_SIZE: Final = re.compile(rb"/Size\s+(\d+)")
_INFO: Final = re.compile(rb"/Info\s+(\d+)\s+0\s+R")
_KIDS: Final = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REF: Final = re.compile(rb"(\d+)\s+0\s+R")
_XREF: Final = re.compile(rb"startxref\s+(\d+)")
_MADE: Final = re.compile(rb"/CreationDate\(D:\d{14}(?=[^)]*\)\s*/Creator\(PDFium\))")
_HALF: Final = re.compile(rb"[0-9A-Fa-f]{32}")
_SEAL: Final = re.compile(rb"/ID\s*\[\s*<[0-9A-Fa-f]{32}>\s*<[0-9A-Fa-f]{32}>\s*\]")


class SavedFile:
    """One table of objects, each of which begins a line. The clock and the chance in what PDFium saves are taken out."""

    def __init__(self, saved: bytes) -> None:
        steady = _MADE.sub(b"/CreationDate(D:19700101000000", saved)
        plain = _SEAL.sub(lambda found: _HALF.sub(b"0" * 32, found[0]), steady)
        self.pdf = _SEAL.sub(lambda found: _HALF.sub(_seal(plain), found[0]), plain)
        self.root, self.size, self._xref = (int(_last(pattern, self.pdf)) for pattern in (_ROOT, _SIZE, _XREF))

    @cached_property
    def catalog(self) -> bytes:
        """The dictionary that leads to everything, without its end."""
        return self.object(self.root).rstrip().removesuffix(b">>")

    def pages(self) -> list[bytes]:
        """The objects of its pages, as far as they lie flat."""
        first = _REF.findall(self.catalog[self.catalog.index(b"/Pages") :])[0]
        return [bytes(number) for number in _REF.findall(_last(_KIDS, self.object(int(first))))]

    def object(self, number: int) -> bytes:
        """What stands in an object."""
        found = re.search(rb"(?:^|[\r\n])%d 0 obj\s*(.*?)\s*endobj" % number, self.pdf, re.DOTALL)
        return found[1] if found else b"<</Pages 0 0 R>>"

    def appended(self, objects: Mapping[int, bytes], *, info: int | None = None) -> bytes:
        """The file with these objects behind it, the former ones of the same numbers replaced."""
        added, table = bytearray(b"\n"), bytearray(b"xref\n")
        for number, content in sorted(objects.items()):
            table += b"%d 1\n%010d 00000 n \n" % (number, len(self.pdf) + len(added))
            added += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        at, size = len(self.pdf) + len(added), max(self.size, *(number + 1 for number in objects))
        former = _INFO.findall(self.pdf)
        about = info or (int(former[-1]) if former else 0)
        known = b"/Root %d 0 R/Size %d/Prev %d" % (self.root, size, self._xref)
        known += b"/Info %d 0 R" % about if about else b""
        whole = self.pdf + added
        seal = _seal(whole)
        return whole + table + b"trailer\n<<%s/ID [<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n" % (known, seal, seal, at)


def _seal(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).hexdigest().encode()


def _last(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.findall(text)
    return bytes(found[-1]) if found else b"0"

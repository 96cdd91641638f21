"""Reading a PDF as an archive would: what ISO 19005-2 asks of its structure, told from the bytes."""

from __future__ import annotations

import io
import re
import zlib
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

_FORBIDDEN: Final = (
    "/Encrypt",
    "/JavaScript",
    "/JS",
    "/AA ",
    "/SMask",
    "/ca ",
    "/CA ",
    "/BM",
    "/LZWDecode",
    "/EmbeddedFile",
)
_OPAQUE: Final = "/BM/Normal/CA 1/ca 1"
"""What PDFium says of a picture that hides what is below it."""
_OBJECT: Final = re.compile(rb"(\d+) 0 obj\r?\n(.*?)\r?\nendobj", re.DOTALL)
_STREAM: Final = re.compile(rb"(>>\r?\n?stream\r?\n)")
_TABLE: Final = re.compile(rb"xref\r?\n(.*?)trailer(.*?)startxref\r?\n(\d+)\r?\n%%EOF", re.DOTALL)
_NAMES: Final = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/"}
_NAMES |= {"pdfaid": "http://www.aiim.org/pdfa/ns/id/", "xmp": "http://ns.adobe.com/xap/1.0/"}


def _places(pdf: bytes) -> tuple[dict[int, int], set[int]]:
    """Where each object stands by the newest table that names it; where anything begins."""
    start = int(re.search(rb"startxref\r?\n(\d+)\r?\n%%EOF\r?\n$", pdf)[1])
    places: dict[int, int] = {}
    marks: set[int] = set()
    while start is not None:
        marks.add(start)
        table, trailer, _ = _TABLE.match(pdf, start).groups()
        words = [int(word) if word.isdigit() else word for word in table.split()]
        while words:
            first, count, words = words[0], words[1], words[2:]
            for number in range(first, first + count):
                if words[2] == b"n":
                    places.setdefault(number, words[0])
                    marks.add(words[0])
                words = words[3:]
        former = re.search(rb"/Prev (\d+)", trailer)
        start = int(former[1]) if former else None
    return places, marks


class Archived:
    """The objects of one of our files: each dictionary, each stream as it was before it was packed."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.dictionaries: dict[int, str] = {}
        self.streams: dict[int, bytes] = {}
        self.faults: list[str] = []
        places, marks = _places(pdf)
        ends = dict(pairwise(sorted(marks)))
        for number, begin in places.items():
            written = _OBJECT.fullmatch(pdf[begin : ends[begin]].strip(b"\r\n"))
            if written is None or int(written[1]) != number:
                self.faults.append(f"object {number} is not where it should be")
                continue
            head, begun, rest = [*_STREAM.split(written[2], maxsplit=1), b"", b""][:3]
            self.dictionaries[number] = head.decode("latin-1")
            if begun:
                self._stream(number, rest)
        trailer = pdf[pdf.rindex(b"trailer") :].decode("ascii")
        self.faults += [
            name
            for name in _FORBIDDEN
            if any(name in text.replace(_OPAQUE, "") for text in (*self.dictionaries.values(), trailer))
        ]
        if not re.search(r"/ID ?\[<[0-9a-f]{32}><[0-9a-f]{32}>\]", trailer):
            self.faults.append("no file identifier")
        self.catalog, self.info = (self.dictionaries[self.number(trailer, name)] for name in ("Root", "Info"))

    def _stream(self, number: int, rest: bytes) -> None:
        length = int(re.search(r"/Length (\d+)", self.dictionaries[number])[1])
        if rest[length:] != b"\r\nendstream":
            self.faults.append(f"stream {number} does not end where it says")
        packed = "/FlateDecode" in self.dictionaries[number]
        self.streams[number] = zlib.decompress(rest[:length]) if packed else rest[:length]

    @staticmethod
    def number(dictionary: str, name: str) -> int:
        """The object that an entry leads to."""
        return int(re.search(rf"/{name} \[?(\d+) 0 R", dictionary)[1])

    def metadata(self) -> dict[str, str | None]:
        """What XMP says, by the names of the older dictionary; the stream is not packed."""
        number = self.number(self.catalog, "Metadata")
        assert "/Filter" not in self.dictionaries[number]
        tree = ElementTree.fromstring(self.streams[number].decode("utf-8"))
        paths = {
            "part": ".//pdfaid:part",
            "conformance": ".//pdfaid:conformance",
            "Title": ".//dc:title//rdf:li",
            "Author": ".//dc:creator//rdf:li",
            "Subject": ".//dc:description//rdf:li",
            "Creator": ".//xmp:CreatorTool",
            "CreationDate": ".//xmp:CreateDate",
        }
        return {name: tree.findtext(path, None, _NAMES) for name, path in paths.items()}

    def said(self, name: str) -> str | None:
        """An entry of the older dictionary; a moment as XMP writes it."""
        found = re.search(rf"/{name} (?:<FEFF([0-9A-F]*)>|\(([^)]*)\))", self.info)
        if found is None:
            return None
        if found[1] is not None:
            return bytes.fromhex(found[1]).decode("utf-16-be")
        moment = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-]\d\d)'(\d\d)'", found[2])
        return "{}-{}-{}T{}:{}:{}{}:{}".format(*moment.groups()) if moment else found[2]

    def profile(self) -> bytes:
        """The colours that the file is meant for."""
        return self.streams[self.number(self.catalog, "DestOutputProfile")]

    def badly_set(self) -> list[str]:
        """Faces of which a code has no glyph, or another width than its glyph, or no character to be copied."""
        found = []
        for number, outer in self.dictionaries.items():
            if "/Subtype /Type0" in outer:
                inner = self.dictionaries[self.number(outer, "DescendantFonts")]
                described = self.dictionaries[self.number(inner, "FontDescriptor")]
                face = TTFont(io.BytesIO(self.streams[self.number(described, "FontFile2")]))
                glyphs = self.streams[self.number(inner, "CIDToGIDMap")][2:]
                widths = list(map(float, re.search(r"/W \[1 \[([^]]*)\]", inner)[1].split()))
                copied = self.streams[self.number(outer, "ToUnicode")].count(b"> <") - 1
                if not len(widths) == len(glyphs) // 2 == copied:
                    found.append(f"{number}: {len(widths)} widths, {len(glyphs) // 2} glyphs, {copied} characters")
                order, metrics, unit = face.getGlyphOrder(), face["hmtx"], 1000 / face["head"].unitsPerEm
                for place, width in enumerate(widths):
                    glyph = int.from_bytes(glyphs[2 * place : 2 * place + 2], "big")
                    if glyph == 0 or abs(metrics[order[glyph]][0] * unit - width) > 1:
                        found.append(f"{number}: code {place + 1} is glyph {glyph}, {width} wide")
        return found

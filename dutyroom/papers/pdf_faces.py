"""Faces inside a PDF that is written piece by piece: each once, with the glyphs that its pages used.

Imports reportlab for reading and cutting TrueType files, so it is itself imported on use only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics

from dutyroom.papers.pdf_file import PdfFile

_MOST: Final = 100  # entries of one block of a table for copying


class PdfFaces:
    """Codes for characters, in the order in which they are first drawn; the faces are written at the end."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._faces: dict[str, _Face] = {}

    def face(self, name: str) -> _Face:
        """The face of this registered name, known from now on."""
        found = self._faces.get(name)
        if found is None:
            found = self._faces[name] = _Face(name, f"F{len(self._faces) + 1}", self._file.new())
        return found

    def resources(self) -> str:
        """The dictionary of all faces known so far."""
        return " ".join(f"/{face.key} {face.number} 0 R" for face in self._faces.values())

    def write(self) -> None:
        """Write every face with the glyphs that were used."""
        for place, face in enumerate(self._faces.values()):
            _write_face(self._file, face, _tag(place))


class _Face:
    """One face: what stands for each of its characters in the file."""

    def __init__(self, name: str, key: str, number: int) -> None:
        self.name, self.key, self.number = name, key, number
        self.codes: dict[int, str] = {}

    def written(self, text: str) -> str:
        """The text as hex digits of its codes, four each."""
        codes = self.codes
        try:
            return "".join([codes[letter] for letter in map(ord, text)])
        except KeyError:
            for letter in map(ord, text):
                if letter not in codes:
                    codes[letter] = f"{len(codes) + 1:04X}"
            return "".join([codes[letter] for letter in map(ord, text)])


def _tag(place: int) -> str:
    """The six letters before the name of a face of which only a part is there."""
    letters = []
    for _ in range(6):
        place, letter = divmod(place, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(reversed(letters))


def _write_face(file: PdfFile, face: _Face, tag: str) -> None:
    source: Any = pdfmetrics.getFont(face.name).face
    codes = list(face.codes)
    name = f"{tag}+{_plain(source.name)}"
    widths = " ".join(f"{source.charWidths.get(code, source.defaultWidth):g}" for code in codes)
    box = " ".join(f"{value:g}" for value in source.bbox)
    program = source.makeSubset(codes)
    stream = file.put_stream(file.new(), program, f"/Length1 {len(program)} ")
    described = file.put(
        file.new(),
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle {source.italicAngle:g} "
        f"/Ascent {source.ascent:g} /Descent {source.descent:g} /CapHeight {source.capHeight:g} /StemV 80 "
        f"/FontFile2 {stream} 0 R >>",
    )
    glyphs = file.put_stream(file.new(), _glyph_numbers(source, codes))
    copied = file.put_stream(file.new(), _copied(codes).encode("ascii"))
    below = file.put(
        file.new(),
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering (Identity) /Supplement 0 >> /FontDescriptor {described} 0 R /DW 1000 /W [1 [{widths}]] "
        f"/CIDToGIDMap {glyphs} 0 R >>",
    )
    file.put(
        face.number,
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{below} 0 R] "
        f"/ToUnicode {copied} 0 R >>",
    )


def _plain(name: Any) -> str:
    text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
    return "".join(letter for letter in text if letter.isascii() and (letter.isalnum() or letter in "-_")) or "Face"


def _glyph_numbers(source: Any, codes: Sequence[int]) -> bytes:
    """Which glyph each code draws, counted as reportlab's ``makeSubset`` counts: in order, one shape once."""
    seen: dict[int, int] = {0: 0}
    numbers = [0, *(seen.setdefault(source.charToGlyph.get(code, 0), len(seen)) for code in codes)]
    return b"".join(number.to_bytes(2, "big") for number in numbers)


def _copied(codes: Sequence[int]) -> str:
    """The table by which a reader copies text; UTF-16, as the standard asks, beyond U+FFFF too."""
    blocks = []
    for start in range(0, len(codes), _MOST):
        part = codes[start : start + _MOST]
        lines = [
            f"<{start + place + 1:04X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
            for place, code in enumerate(part)
        ]
        blocks += [f"{len(part)} beginbfchar", *lines, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *blocks,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )

"""From CFF outlines to TrueType: the shipped fonts, converted once into a cache.

A shipped font becomes several small faces: ``base`` (GB 2312, Latin, symbols),
``rest`` (everything else, made in the background) and, until that one is there,
blocks of 64 code points made when a character of them is first printed. All
are made from the same outlines, so what a character looks like never depends
on which of them drew it.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from dutyroom.papers.font_sources import ShippedFont

CONVERTER: Final = "c2"  # part of every cached name; raise it when the conversion changes
BLOCK: Final = 64
_ERROR_UNITS: Final = 1.0  # of 1000 units per em: a tenth of a dot at 600 dpi and 10 pt
_EPOCH_1904: Final = 3_786_912_000  # 2024-01-01 in the font's own count of seconds, so that bytes repeat


@cache
def base_characters() -> frozenset[int]:
    """GB 2312 with its symbols, Latin, Greek and the punctuation that office papers use."""
    codes = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x391, 0x3CA)) | set(range(0x2010, 0x2040))
    codes |= {0x2103, 0x2116, 0x20AC, 0x221A, 0x2713, 0x26A0, 0x00B7, 0x3007, 0xFFE5, 0x25A1, 0x25A0}
    codes |= set(range(0x2150, 0x2190)) | set(range(0x2460, 0x2474)) | set(range(0x3000, 0x3020))
    codes |= set(range(0xFF01, 0xFF5F))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            with contextlib.suppress(UnicodeDecodeError):
                codes.add(ord(bytes((high, low)).decode("gb2312")))
    return frozenset(codes)


def base_path(cache: Path, font: ShippedFont) -> Path:
    """Where the base face of a shipped font is kept."""
    return cache / f"{font.stamp}-{CONVERTER}-base.ttf"


def rest_path(cache: Path, font: ShippedFont) -> Path:
    """Where the face with all other characters is kept."""
    return cache / f"{font.stamp}-{CONVERTER}-rest.ttf"


def block_path(cache: Path, font: ShippedFont, code: int) -> Path:
    """Where the block of 64 code points around ``code`` is kept."""
    return cache / f"{font.stamp}-{CONVERTER}-{code // BLOCK * BLOCK:05X}.ttf"


def make_bases(cache: Path, fonts: Sequence[ShippedFont]) -> None:
    """Make the base faces that are not in the cache, each in a process of its own where that works."""
    _convert_all([(font, base_path(cache, font), base_characters()) for font in fonts])


def make_rests(cache: Path, fonts: Sequence[ShippedFont]) -> None:
    """Make the faces with all other characters that are not in the cache; takes most of a minute."""
    base = base_characters()
    _convert_all([(font, rest_path(cache, font), coverage(font) - base) for font in fonts])


def make_block(cache: Path, font: ShippedFont, code: int) -> Path:
    """Make the block face around ``code`` if it is not in the cache; returns where it is."""
    target = block_path(cache, font, code)
    start = code // BLOCK * BLOCK
    if not target.exists():
        convert(font.path, target, coverage(font).intersection(range(start, start + BLOCK)) - base_characters())
    return target


@cache
def coverage(font: ShippedFont) -> frozenset[int]:
    """The code points that a shipped font has glyphs for; read once, as the whole face must be read for it."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # slow import

    with TTFont(font.path, lazy=True) as source:
        return frozenset(source.getBestCmap())


def _convert_all(jobs: list[tuple[ShippedFont, Path, frozenset[int]]]) -> None:
    missing = [(font.path, target, codes) for font, target, codes in jobs if not target.exists()]
    if len(missing) > 1:
        with contextlib.suppress(OSError, BrokenProcessPool):
            # A frozen or embedded interpreter may be unable to start processes; then it is done here, below.
            with ProcessPoolExecutor(len(missing), mp_context=get_context("spawn")) as pool:
                list(pool.map(convert, *zip(*missing, strict=True)))
            return
    for path, target, codes in missing:
        convert(path, target, codes)


def convert(source: Path, target: Path, codes: Iterable[int]) -> None:
    """Write the glyphs of ``codes`` as a TrueType font; two programs doing it at once do not harm each other."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # slow import

    with TTFont(source, lazy=True) as font:
        # reportlab takes two faces of one PostScript name for the same face, so each has its own.
        family = f"{font['name'].getDebugName(6)}-{target.stem.rpartition('-')[2]}"
        built = _built(font, sorted(codes), family)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _atomic(target) as path:
        built.save(path)


def _built(font: Any, codes: Sequence[int], family: str) -> Any:
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415  # slow import

    best = font.getBestCmap()
    cmap = {code: best[code] for code in codes if code in best}
    order = list(dict.fromkeys([".notdef", *cmap.values()]))
    metrics = font["hmtx"].metrics
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(_outlines(font, order))
    glyf = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (metrics[name][0], getattr(glyf[name], "xMin", 0)) for name in order})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family, "fullName": family})
    builder.setupOS2(sTypoAscender=font["hhea"].ascent, sTypoDescender=font["hhea"].descent, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = _EPOCH_1904
    builder.font.recalcTimestamp = False
    return builder.font


def _outlines(font: Any, order: Sequence[str]) -> dict[str, Any]:
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415  # slow import
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415  # slow import

    glyphs = font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, _ERROR_UNITS, reverse_direction=True))
        outlines[name] = pen.glyph()
    return outlines


@contextlib.contextmanager
def _atomic(target: Path) -> Iterator[Path]:
    number, name = tempfile.mkstemp(prefix=target.stem, suffix=".part", dir=target.parent)
    os.close(number)
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        try:
            part.replace(target)
        except PermissionError:  # Windows: the other program was faster and has the same face open
            if not target.exists():
                raise
    finally:
        part.unlink(missing_ok=True)

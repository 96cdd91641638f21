"""Pictures as pages: opened with their size looked at first, scaled down to what is asked for."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import Image

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.look import MOST_PAGES, MOST_PIXELS, Look, Pixels

FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
MOST_POINTS: Final = 100_000_000
"""Of a picture that is unpacked; a sheet A3 scanned at 600 dpi has 70 million."""
_LONGEST_SIDE: Final = 1_000.0
_POINTS: Final = 72
_SCREEN_DPI: Final = 96.0
_SANE_DPI: Final = (70.0, 1_300.0)
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE: Final = frozenset((5, 6, 7, 8))
_BROKEN: Final = (OSError, ValueError, SyntaxError, EOFError, struct.error, KeyError, IndexError, TypeError)

Image.MAX_IMAGE_PIXELS = None  # the sides are checked here, with a sentence of their own


def open_picture(path: Path) -> Look:
    """The sizes of a picture's pages in points; a fax in one TIFF has several, anything that moves has one."""
    with _opened(path) as picture:
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        sizes = []
        for number in range(min(count, MOST_PAGES)):
            if number:
                picture.seek(number)
            sizes.append(_size_in_points(picture))
    return Look(kind="picture", sizes=tuple(sizes), is_cut=count > MOST_PAGES)


def picture_page(path: Path, page: int, width: int) -> Pixels:
    """One page, at most ``width`` points wide and never larger than it is."""
    with _opened(path) as picture:
        if page:
            picture.seek(page)
        _refuse_large(picture)
        wide, tall = _wanted(picture, width)
        turn = _orientation(picture)
        box = (tall, wide) if turn in _ON_ITS_SIDE else (wide, tall)
        picture.draft(None, box)
        picture.load()
        shown = _plain(_with_whole_colours(picture).resize(box, Image.Resampling.BOX, reducing_gap=2.0))
        if turn in _TURNS:
            shown = shown.transpose(_TURNS[turn])
        return Pixels(width=shown.width, height=shown.height, pixels=shown.tobytes())


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as picture:
                _refuse_large(picture)
                yield picture
    except _BROKEN as problem:
        raise ReadFailure("damaged", "look.picture.damaged") from problem


def _refuse_large(picture: Image.Image) -> None:
    wide, tall = picture.size
    if wide * tall > MOST_POINTS:
        raise ReadFailure("too-large", "look.picture.large", width=wide, height=tall, most=MOST_POINTS // 1_000_000)


def _size_in_points(picture: Image.Image) -> tuple[float, float]:
    """As large as it is on paper where the file says so; faxes have more lines one way than the other."""
    across, down = _resolution(picture)
    wide, tall = picture.size[0] * _POINTS / across, picture.size[1] * _POINTS / down
    if _orientation(picture) in _ON_ITS_SIDE:
        wide, tall = tall, wide
    shrunk = min(1.0, _LONGEST_SIDE / max(wide, tall, 1.0))
    return max(wide * shrunk, 10.0), max(tall * shrunk, 10.0)


def _resolution(picture: Image.Image) -> tuple[float, float]:
    try:
        across, down = (float(part) for part in picture.info.get("dpi", (_SCREEN_DPI, _SCREEN_DPI)))
    except (TypeError, ValueError, ZeroDivisionError):
        return _SCREEN_DPI, _SCREEN_DPI
    least, most = _SANE_DPI
    if least <= across <= most and least <= down <= most and max(across, down) <= 3 * min(across, down):
        return across, down
    return _SCREEN_DPI, _SCREEN_DPI


def _wanted(picture: Image.Image, width: int) -> tuple[int, int]:
    """Width and height in pixels as it will stand: not beyond what the picture has, nor what may be sent."""
    points_wide, points_tall = _size_in_points(picture)
    own = picture.size[1] if _orientation(picture) in _ON_ITS_SIDE else picture.size[0]
    wide = max(1, min(width, max(own, 1)))
    tall = max(1, round(wide * points_tall / points_wide))
    if wide * tall > MOST_PIXELS:
        shrunk = (MOST_PIXELS / (wide * tall)) ** 0.5
        wide, tall = max(1, int(wide * shrunk)), max(1, int(tall * shrunk))
    return wide, tall


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return 1


def _with_whole_colours(picture: Image.Image) -> Image.Image:
    """In a mode whose points can be averaged when it is made smaller."""
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode == "P":
        return picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        low, high = picture.getextrema()
        scale = 255.0 / (high - low) if high > low else 0.0  # type: ignore[operator]  # one band: two numbers
        return picture.convert("F").point(lambda value: value * scale - low * scale).convert("L")  # type: ignore[operator]  # so is this
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    """Three colours on white paper."""
    if "A" in picture.getbands() or "a" in picture.getbands():
        whole = picture.convert("RGBA")
        paper = Image.new("RGB", whole.size, "white")
        paper.paste(whole, mask=whole.getchannel("A"))
        return paper
    return picture.convert("RGB")

"""Look: what the reading process shows of a foreign file, as plain values that cross the pipe as JSON."""

from __future__ import annotations

import base64
import zlib
from dataclasses import asdict, dataclass
from typing import Any, Final

from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "look.encrypted": mark("The file is protected by a password, which is not asked for here. Have it opened outside, or ask the sender for one without."),
    "look.unsupported": mark("A file of this kind is not shown here: {kind}. Save it, or have it opened outside."),
    "look.renamed": mark("The file is named {suffix} but is {kind}. It is not shown; ask the sender what it is."),
    "look.no_text": mark("The file holds no text that could be shown. Save it, or have it opened outside."),
    "look.picture.large": mark("The picture has {width} × {height} points; {most} million points are the most that is shown. Save it, or have it opened outside."),
    "look.picture.damaged": mark("The picture is damaged or cut off and cannot be shown. Ask for it again."),
    "look.page.damaged": mark("Page {page} is damaged and cannot be shown."),
}  # fmt: skip

MOST_PIXELS: Final = 16_000_000
"""Of one page as it is sent to the desk."""
MOST_PAGES: Final = 500
MOST_CHARACTERS: Final = 1_000_000
MOST_IN_A_LINE: Final = 4_000
"""What is longer is parted, so that laying it out cannot hold up the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a file is, opened: its text, or the sizes of its pages in points (a picture is a page).

    ``is_cut`` says that more follows than is shown; ``known_as`` names the kind where the file's name says another.
    """

    kind: str
    text: str = ""
    encoding: str = ""
    sizes: tuple[tuple[float, float], ...] = ()
    is_cut: bool = False
    known_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """One page as rows of R, G, B bytes without padding."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The answer to one question about a file: one of the three is there."""

    look: Look | None = None
    page: Pixels | None = None
    text: str | None = None


def packed_seen(seen: Seen) -> dict[str, Any]:
    """As JSON takes it; pixels go compressed."""
    page = seen.page
    return {
        "look": asdict(seen.look) if seen.look else None,
        "page": None
        if page is None
        else {
            "width": page.width,
            "height": page.height,
            "pixels": base64.b64encode(zlib.compress(page.pixels, 1)).decode("ascii"),
        },
        "text": seen.text,
    }


def unpacked_seen(content: dict[str, Any]) -> Seen:
    """Out of what came; raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything else.

    The reading process may be in the hands of a hostile file: sizes are held to what was asked for.
    """
    look, page, text = content["look"], content["page"], content["text"]
    return Seen(
        look=None if look is None else _look(look),
        page=None if page is None else _page(page),
        text=None if text is None else str(text)[:MOST_CHARACTERS],
    )


def _look(content: dict[str, Any]) -> Look:
    sizes = tuple((_side(wide), _side(tall)) for wide, tall in content["sizes"][:MOST_PAGES])
    return Look(
        kind=str(content["kind"]),
        text=str(content["text"])[: 2 * MOST_CHARACTERS],
        encoding=str(content["encoding"]),
        sizes=sizes,
        is_cut=bool(content["is_cut"]),
        known_as=str(content["known_as"]),
    )


def _side(points: float) -> float:
    return min(max(float(points), 10.0), 5_000.0)


def _page(content: dict[str, Any]) -> Pixels:
    width, height = int(content["width"]), int(content["height"])
    if width < 1 or height < 1 or width * height > MOST_PIXELS:
        raise ValueError("a page of impossible size")
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(base64.b64decode(content["pixels"]), 3 * width * height + 1)
    except zlib.error as error:
        raise ValueError("a page that cannot be unpacked") from error
    if len(pixels) != 3 * width * height:
        raise ValueError("a page of another size than stated")
    return Pixels(width=width, height=height, pixels=pixels)

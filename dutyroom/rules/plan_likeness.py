"""Plan likeness: what a long text is like, in a few numbers, so that a newer version is found among thousands.

The runs of six characters of the text's words are hashed and dealt into bins; the least of each bin is kept, and three
bins make a *band*. Two texts agree in a band about as often as the cube of the share of runs that they have in
common. Figures do not count: dates and telephone numbers are what a revision changes first.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Final
from zlib import crc32

from dutyroom.rules.likeness import plain_words
from dutyroom.rules.wording import mark

BANDS: Final = 32
TITLE_BAND: Final = BANDS
"""The band of the title alone, beside those of the text."""
ENOUGH: Final = 4
"""So many bands in common, of 32, stand for half of the runs."""
SENTENCES: Final[dict[str, str]] = {
    "plan.like.newer": mark("Looks like a newer version of plan {other} ({percent} % alike)."),
    "plan.like.older": mark("Looks like an older version of plan {other} ({percent} % alike)."),
    "plan.like": mark("Looks like another version of plan {other} ({percent} % alike)."),
    "plan.like.title": mark("Has the title of plan {other} and another text."),
    "plan.like.kept": mark("Kept as version {number} of plan {other}."),
}
_RUN: Final = 6
_ROWS: Final = 3
_BINS: Final = BANDS * _ROWS
_FEWEST: Final = 60
"""Characters; a shorter text says too little to be like another."""
_MOST: Final = 200_000
_DIGITS: Final = re.compile(r"\d+")
_OF_VERSION: Final = re.compile(
    r"[（(【\[〔][^（()）】\]〕]{0,24}[）)】\]〕]|(?:19|20)\d\d年?(?:版|修[订正]版?)?|修[订正](?:版|稿|本)?$|(?:送审|征求意见)稿"
)


def text_bands(sections: Sequence[tuple[int, str, str, str]]) -> tuple[int, ...]:
    """The bands of a text's sections (level, number, title, body), signed 63-bit numbers; none of a short text."""
    text = "\n".join(f"{title}\n{body}" for _, _, title, body in sections)[:_MOST]
    words = _DIGITS.sub("", plain_words(text)).encode("utf-32-le", "surrogatepass")
    if len(words) < 4 * _FEWEST:
        return ()
    runs = set(map(crc32, [words[at : at + 4 * _RUN] for at in range(0, len(words) - 4 * _RUN + 1, 4)]))
    # The greatest first, so that the least of each bin is what stays.
    least = {run % _BINS: run // _BINS for run in sorted(runs, reverse=True)}
    whole = _filled([least.get(place) for place in range(_BINS)])
    return tuple(_band(whole[at : at + _ROWS]) for at in range(0, _BINS, _ROWS))


def _band(least: Sequence[int]) -> int:
    packed = struct.pack(f">{_ROWS}L", *least)
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "big") & 0x7FFF_FFFF_FFFF_FFFF


def _filled(least: list[int | None]) -> list[int]:
    """The bins of a short text that got nothing take the value of the next one that did, with how far it lies."""
    if all(value is None for value in least):
        return [0] * len(least)
    whole = []
    for at in range(len(least)):
        step = next(far for far in range(len(least)) if least[(at + far) % len(least)] is not None)
        value = least[(at + step) % len(least)] or 0
        whole.append((value + step * 0x1000_0001) & 0xFFFFFFFF)
    return whole


def bare_title(title: str) -> str:
    """A title without what tells its versions apart: the year, brackets, *revised*, *draft for comment*."""
    bare = plain_words(_OF_VERSION.sub("", title))
    return bare or plain_words(title)


def title_band(title: str) -> int:
    """The band of a title: equal for two versions of one plan."""
    words = bare_title(title).encode("utf-8", "surrogatepass")
    return crc32(words) << 31 | crc32(words[::-1]) >> 1


def percent_alike(in_common: int) -> int:
    """How much of two texts is the same, estimated from the bands in common; two texts are never quite the same."""
    return min(99, round(100 * math.pow(min(in_common, BANDS) / BANDS, 1 / _ROWS)))


def likeness_code(*, in_common: int, own: date | None, other: date | None) -> str:
    """Which sentence of ``SENTENCES`` says how a text that came is like one that is there; empty for not at all."""
    if in_common < ENOUGH:
        return "plan.like.title"
    if own is None or other is None or own == other:
        return "plan.like"
    return "plan.like.newer" if own > other else "plan.like.older"

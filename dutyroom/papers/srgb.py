"""The colours of the papers: sRGB as an ICC profile made from the numbers of IEC 61966-2-1, so that nobody's file is shipped."""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

_WHITE: Final = (0.9642, 1.0, 0.8249)
"""D50, to which profiles relate everything."""
_PRIMARIES: Final = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
"""Red, green and blue of sRGB, adapted to D50."""
_STEPS: Final = 1024
_NAME: Final = b"sRGB\x00"
_FREE: Final = b"No rights reserved\x00"
_MADE: Final = (2026, 1, 1, 0, 0, 0)


@cache
def srgb_profile() -> bytes:
    """An ICC profile of version 2.1 for screens."""
    curve = b"curv" + bytes(4) + struct.pack(f">I{_STEPS}H", _STEPS, *map(_linear, range(_STEPS)))
    described = b"desc" + bytes(4) + struct.pack(">I", len(_NAME)) + _NAME + bytes(4 + 4 + 2 + 1 + 67)
    tags = [
        (b"cprt", b"text" + bytes(4) + _FREE),
        (b"desc", described),
        (b"wtpt", _xyz(_WHITE)),
        *zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, _PRIMARIES), strict=True),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    at, places, table, body = 132 + 12 * len(tags), dict[bytes, int](), b"", b""
    for name, content in tags:
        if content not in places:
            places[content] = at + len(body)
            body += content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", places[content], len(content))
    head = struct.pack(
        ">I4sI4s4s4s6H4s", at + len(body), bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp"
    )
    head += bytes(28) + _xyz(_WHITE)[8:] + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + body


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(each * 65536) for each in value))


def _linear(step: int) -> int:
    """The light of a value of sRGB, both of 65535."""
    value = step / (_STEPS - 1)
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)

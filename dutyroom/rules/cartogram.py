"""The areas as tiles: roughly as they lie, drawn from no map, so that it may be shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

WIDE: Final = 8
"""Tiles beside one another."""
TILES: Final[Mapping[str, tuple[int, int]]] = {
    "惠济区": (0, 4),
    "巩义市": (1, 0),
    "上街区": (1, 1),
    "荥阳市": (1, 2),
    "高新技术产业开发区": (1, 3),
    "中原区": (1, 4),
    "金水区": (1, 5),
    "郑东新区": (1, 6),
    "中牟县": (1, 7),
    "二七区": (2, 4),
    "管城回族区": (2, 5),
    "经济技术开发区": (2, 6),
    "登封市": (3, 1),
    "新密市": (3, 3),
    "新郑市": (3, 5),
    "航空港经济综合实验区": (3, 6),
}
"""Row and column, from the north-west (K)."""


def laid_out(names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Row and column of each name, no two in one place; those of no known place follow in rows below."""
    found: dict[str, tuple[int, int]] = {}
    others: list[str] = []
    for name in dict.fromkeys(names):
        if name in TILES:
            found[name] = TILES[name]
        else:
            others.append(name)
    first = max((row for row, _ in found.values()), default=-1) + 1
    return found | {name: (first + place // WIDE, place % WIDE) for place, name in enumerate(others)}

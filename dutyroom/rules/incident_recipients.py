"""Who is meant where a rule says to whom an event is reported: 上级政府, 省应急管理厅; and the body that was told."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_SEVERAL: Final = "、"
_CITY: Final = ("郑州市", "中共郑州市")
_GOVERNMENT: Final = ("政府", "总值班室", "值班室", "应急办")
_NEXT_GOVERNMENT: Final = frozenset({"上级政府", "上一级政府"})


def bodies(recipient: str) -> tuple[str, ...]:
    """The bodies that a rule names together."""
    return tuple(part for part in recipient.split(_SEVERAL) if part)


def is_meant(recipient: str, told: str) -> bool:
    """Whether telling ``told`` meets what is owed to ``recipient``, one body as a rule names it.

    The next government is any government or its duty room that is not the city's own; 省应急管理厅 is whatever body
    bears that name, with or without the province before it; departments level by level are those of the province.
    """
    if not told:
        return False
    if recipient in _NEXT_GOVERNMENT:
        return not told.startswith(_CITY) and any(word in told for word in _GOVERNMENT)
    if recipient == "主管部门逐级":
        return "省" in told and not any(word in told for word in _GOVERNMENT)
    name = recipient.removeprefix("省级").removeprefix("省")
    return recipient in told or (recipient.startswith("省") and "省" in told and name in told)


def all_told(recipient: str, told: Collection[str]) -> bool:
    """Whether each body that a rule names together was told."""
    return all(any(is_meant(body, one) for one in told) for body in bodies(recipient))

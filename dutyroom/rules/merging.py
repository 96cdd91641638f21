"""Merging: one record changed by two people; which fields differ, and what stands in the end. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "record.choose": mark("Both of you changed this. Choose which of the two is to stand."),
}


class Side(StrEnum):
    """Whose value stands."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that differs. ``proposed`` is None where both changed it: then a person must choose."""

    name: str
    base: Any
    mine: Any
    theirs: Any
    proposed: Side | None


def differences(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> tuple[Difference, ...]:
    """The fields in which ``mine`` and ``theirs`` differ, in the order of ``mine``; both began from ``base``.

    What only one of the two touched keeps that one's value unless somebody chooses otherwise.
    """
    found = []
    for name, value in mine.items():
        began, other = base.get(name), theirs.get(name)
        if value == other:
            continue
        proposed = Side.THEIRS if value == began else Side.MINE if other == began else None
        found.append(Difference(name=name, base=began, mine=value, theirs=other, proposed=proposed))
    return tuple(found)


def merged(mine: Mapping[str, Any], found: tuple[Difference, ...], chosen: Mapping[str, Side | None]) -> dict[str, Any]:
    """Every field with what stands in the end. Refused where a field that both changed has not been decided."""
    result = dict(mine)
    for each in found:
        side = chosen.get(each.name) or each.proposed
        if side is None:
            raise Refusal("record.choose", field=each.name)
        result[each.name] = each.mine if side is Side.MINE else each.theirs
    return result

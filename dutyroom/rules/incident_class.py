"""Which kind of event is meant by a name: of a scale (生产安全), of a class (事故灾难), of a sub-type (道路交通事故)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.incident import CATEGORY_ZH, GRADES, SUBTYPE_OF, SUBTYPES, Category, Scale, Subtype
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "incident.class.unknown": mark("There is no class “{name}”; there are {names}."),
}

SENSITIVE: Final = "敏感"
"""How rules and the command line name what is reported whatever its grade, where nothing says why."""
_ASCII_GRADES: Final = ("I", "II", "III", "IV")
"""What NFKC makes of Ⅰ–Ⅳ, and what people type."""


@dataclass(frozen=True, slots=True)
class EventClass:
    """What an event is as far as rules tell events apart: its class, perhaps its scale and its sub-type."""

    category: Category
    scale: Scale | None = None
    subtype: Subtype | None = None

    @classmethod
    def of_subtype(cls, key: str) -> EventClass:
        """The class of a registered event; raises ``KeyError`` for a sub-type that does not exist."""
        subtype = SUBTYPE_OF[key]
        return cls(subtype.category, subtype.scale, subtype)

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """What rules may call it, the general names first."""
        kinds = tuple(name for name in (self.subtype.kin, self.subtype.zh) if name) if self.subtype else ()
        return ((CATEGORY_ZH[self.category],), (self.scale.value,) if self.scale else (), kinds)


def understand_scale(name: str) -> Scale | None:
    """The scale that grades what is named: itself, or that of a sub-type, None where the sub-type has none.

    Raises ``Refusal`` for a name that is neither; a whole class (事故灾难) has no scale of its own.
    """
    found = understand_class(name)
    if found.scale is None and found.subtype is None:
        raise _unknown(name, Scale)
    return found.scale


def understand_class(name: str) -> EventClass:
    """What is named by a scale, a class, a sub-type's name or key. Raises ``Refusal`` that lists the names."""
    folded = _folded(name)
    for scale in Scale:
        if folded == scale:
            # A scale is that of one class: the sub-types that it grades say of which.
            return EventClass(next(subtype.category for subtype in SUBTYPES if subtype.scale is scale), scale)
    for subtype in SUBTYPES:
        if folded in (subtype.key, subtype.zh, subtype.kin):
            return EventClass.of_subtype(subtype.key)
    for category in Category:
        if folded in (category.value, CATEGORY_ZH[category]):
            return EventClass(category)
    raise _unknown(name, (*Scale, *CATEGORY_ZH.values()))


def understand_grade(name: str) -> str | None:
    """Ⅰ–Ⅳ as it is typed: Ⅱ, II, 2; None for 敏感, which is no grade. Raises ``Refusal``."""
    folded = unicodedata.normalize("NFKC", name).strip().upper().removesuffix("级")
    for place, grade in enumerate(GRADES):
        if folded in (_ASCII_GRADES[place], str(place + 1)):
            return grade
    if folded == SENSITIVE:
        return None
    raise Refusal("incident.grade.unknown", field="grade", grade=name)


def _unknown(name: str, first: Iterable[str]) -> Refusal:
    names = tuple(dict.fromkeys([*map(str, first), *(subtype.zh for subtype in SUBTYPES)]))
    return Refusal("incident.class.unknown", field="class", name=name, names=names)


def _folded(name: str) -> str:
    """大面积停电（省会） is the power cut's full name in the regulations: the scale is for provincial capitals only."""
    return unicodedata.normalize("NFKC", name).strip().casefold().removesuffix("(省会)")

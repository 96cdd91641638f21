"""Plans that must exist: the list is the office's own; which plan fills a place is proposed by its title, never decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from dutyroom.rules.fold import fold
from dutyroom.rules.plan import KIND_WORDS, LAWS, LEVEL_WORDS, check_class
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "required.unknown": mark("There is no required plan {id}."),
    "required.title.empty": mark("Enter what the plan is to be called."),
    "required.title.twice": mark("“{title}” stands on the list already."),
    "required.kind": mark("Choose what kind of plan it is; a law or a standard is none."),
    "required.level": mark("Choose whose plan it is."),
    "required.reason": mark("Say why it need not exist any more."),
    "required.retired": mark("“{title}” was taken off the list ({reason}). Take it back first."),
    "required.plan.withdrawn": mark("{title} is withdrawn from the library: it fills nothing. Choose another plan."),
    "required.plan.law": mark("{title} is a law or a standard, no plan. Choose another one."),
}  # fmt: skip
ALIKE: Final = 0.5
"""From this likeness of titles on a plan is proposed; a person decides."""
_NAMED: Final = re.compile(
    r"^(?:中华人民共和国|国家|全国|.{2,7}?(?:省|自治区)|.{2,6}?(?:市(?![场政民区容])|自治州|区(?!域)|县|旗|街道|[镇乡]))+"
)
_COMMON: Final = re.compile(
    r"[(（〔\[【].*?[)）〕\]】]|应急救援预案|应急预案|专项|预案|突发公?共?|事件|事故|灾害|应急|处置|工作|防范|的|与|和|及|、"
)
_CORE_LEAST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredFacts:
    """A plan that must exist. ``source`` is the law or paper that asks for it."""

    title: str
    kind: str
    level: str = ""
    category: str = ""
    subtype: str = ""
    lead_unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequired:
    """A plan must exist from now on; ``plan_id`` is the one that does."""

    facts: RequiredFacts
    plan_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequired:
    """A line of the list is changed, and by that confirmed."""

    id: int
    version: int
    facts: RequiredFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FillRequired:
    """A plan of the library fills the place; None leaves it a gap again."""

    id: int
    version: int
    plan_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireRequired:
    """It need not exist any more, and why."""

    id: int
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class Likely:
    """A plan that may fill a place; ``score`` is how alike the titles are, 0 to 1."""

    plan: int
    title: str
    score: float


class Titled(Protocol):
    """A plan as far as its likeness counts."""

    @property
    def id(self) -> int:
        """Its number in the store."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def kind(self) -> str:
        """What kind of plan it is."""


def check_required(facts: RequiredFacts) -> None:
    """Refuse a line without a title, of a kind that is no plan, or of an unknown level or class."""
    if not facts.title.strip():
        raise Refusal("required.title.empty", field="title")
    if facts.kind not in KIND_WORDS or facts.kind in LAWS:
        raise Refusal("required.kind", field="kind")
    if facts.level and facts.level not in LEVEL_WORDS:
        raise Refusal("required.level", field="level")
    check_class(facts.category, facts.subtype)


@lru_cache(maxsize=16_384)  # every title of the library is compared with every gap
def core_of(title: str) -> str:
    """What a title is about: without whose it is, what kind of paper, and what stands in brackets."""
    folded = fold(title).replace(" ", "")
    bare = _NAMED.sub("", folded)
    core = _COMMON.sub("", bare)
    return core if len(core) >= _CORE_LEAST else _COMMON.sub("", folded) or folded


@lru_cache(maxsize=16_384)  # as above
def _pairs(title: str) -> frozenset[str]:
    core = core_of(title)
    return frozenset(core[at : at + 2] for at in range(len(core) - 1)) or frozenset({core})


def title_likeness(one: str, other: str) -> float:
    """How alike two titles are in what they are about, 0 to 1: the pairs of characters that they share, of all.

    A title that says all that the other says and more, 防汛 and 防汛抗旱, is weighed by the shorter one as well.
    """
    first, second = _pairs(one), _pairs(other)
    both = len(first & second)
    if not both:
        return 0.0
    of_all, of_shorter = 2 * both / (len(first) + len(second)), both / min(len(first), len(second))
    return (of_all + of_shorter) / 2


def likely_plans(facts: RequiredFacts, plans: Iterable[Titled], *, most: int = 5) -> list[Likely]:
    """The plans that may fill the place, the likeliest first; a law is none, and an overall plan fills only its own."""
    found = []
    for plan in plans:
        if plan.kind in LAWS or (plan.kind == "overall") != (facts.kind == "overall"):
            continue
        score = 1.0 if facts.kind == "overall" else title_likeness(facts.title, plan.title)
        if score >= ALIKE:
            found.append(Likely(plan.id, plan.title, score))
    return sorted(found, key=lambda each: (-each.score, len(each.title), each.plan))[:most]

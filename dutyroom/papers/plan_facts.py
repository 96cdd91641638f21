"""The facts of plans on paper: what a plan says, and what is kept beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dutyroom.papers.facts import StoreKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFact:
    """A section of a plan; ``level`` 1 is the highest, ``number`` as it stands in the plan."""

    level: int
    number: str = ""
    title: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFact:
    """One thing to do: at a level (Ⅰ to Ⅳ, empty for every one), by a role; ``first`` is its place among the first five."""

    text: str
    level: str = ""
    role: str = ""
    first: int | None = None
    is_checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNumberFact:
    """A number as a plan quotes it; ``directory_phone`` is the one of the directory where that says something else."""

    phone: str
    name: str = ""
    unit: str = ""
    post: str = ""
    plan: str = ""
    checked_at: datetime | None = None
    directory_phone: str = ""
    is_retired: bool = False
    """Whether the directory has it as no longer in use."""
    is_stale: bool = False
    is_checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFact:
    """When a level of response begins, and who may begin it."""

    level: str
    conditions: str = ""
    authority: str = ""
    is_checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """A plan or a part of it; ``part`` names the section that alone is printed."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    title: str
    kind: str = ""
    level: str = ""
    issuer: str = ""
    number: str = ""
    issued_on: str = ""
    effective_on: str = ""
    version: str = ""
    lead_unit: str = ""
    withdrawn: str = ""
    superseded_by: str = ""
    """The version that is in force, where this is another."""
    confidence: int | None = None
    """Percent, of text that was recognised in pictures."""
    text_missing: bool = False
    part: str = ""
    sections: tuple[SectionFact, ...] = ()
    actions: tuple[ActionFact, ...] = ()
    numbers: tuple[PlanNumberFact, ...] = ()
    starts: tuple[StartFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNumbersFacts:
    """The numbers that plans quote, of one or of many; ``title`` names the one plan, empty for all."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    title: str = ""
    plans: int = 1
    numbers: tuple[PlanNumberFact, ...] = ()
    stale_days: int = 180
    printed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFacts:
    """The cover of a whole library: how many plans, the day, the newest entry of the journal."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    title: str = ""
    """What it holds where that is not the whole library."""
    kinds: tuple[tuple[str, int], ...] = ()
    """The kinds in the order in which their plans stand, with how many of each."""
    head: str = ""
    entry_count: int = 0
    printed_at: datetime

    @property
    def plans(self) -> int:
        """How many plans there are."""
        return sum(count for _, count in self.kinds)


def day_of(on: date | None) -> str:
    """A day as facts hold it; empty where there is none."""
    return on.isoformat() if on else ""

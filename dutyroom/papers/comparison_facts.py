"""The facts of the paper that compares two versions of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.papers.facts import StoreKind


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFact:
    """Which version it is, with its number and date."""

    number: int
    document_number: str = ""
    issued_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceFact:
    """A section that differs; ``words`` are (removed or kept text, added or kept text, whether they differ)."""

    fate: str
    reworded: bool = False
    before: str = ""
    after: str = ""
    words: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFact:
    """A number or a name that changed."""

    is_number: bool
    who: str
    old: str
    new: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonFacts:
    """All that the comparison says; ``counts`` are sections by fate."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    title: str
    old: VersionFact
    new: VersionFact
    counts: tuple[tuple[str, int], ...] = ()
    renumbered: int = 0
    quotes: tuple[QuoteFact, ...] = ()
    sections: tuple[DifferenceFact, ...] = ()

"""Two versions and what differs between them, as the window shows it; made off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.data.queries.plan_versions import version_in_full
from dutyroom.data.queries.plans import PlanInFull, SectionRow
from dutyroom.data.reading import Session
from dutyroom.rules.plan_compare import Comparison, QuoteChange, SectionChange, compare
from dutyroom.rules.section_matching import SectionText

Pair = tuple[PlanInFull, PlanInFull]


@dataclass(frozen=True, slots=True)
class Compared:
    """The former version, the new one, and the comparison; ``new_number`` 0 is a text that is not kept yet."""

    old: PlanInFull
    new: PlanInFull
    comparison: Comparison

    def old_section(self, change: SectionChange | QuoteChange) -> SectionRow | None:
        """The section of the former version."""
        place = change.old if isinstance(change, SectionChange) else change.old_section
        return self.old.sections[place] if place is not None else None

    def new_section(self, change: SectionChange | QuoteChange) -> SectionRow | None:
        """The section of the new version."""
        place = change.new if isinstance(change, SectionChange) else change.new_section
        return self.new.sections[place] if place is not None else None

    def place_of(self, quote: QuoteChange) -> int:
        """Where in the comparison the section of a number or a name stands."""
        for place, change in enumerate(self.comparison.sections):
            if quote.new_section is not None:
                if change.new == quote.new_section:
                    return place
            elif change.old == quote.old_section:
                return place
        return 0


def texts_of(plan: PlanInFull) -> list[SectionText]:
    """The sections as they are compared."""
    return [(each.level, each.number, each.title, each.body) for each in plan.sections]


def read_pair(session: Session, plan_id: int, old: int, new: int) -> Pair | None:
    """Two versions of a plan by their numbers; None where one is not there."""
    one, other = version_in_full(session, plan_id, old), version_in_full(session, plan_id, new)
    return (one, other) if one is not None and other is not None else None


def compared(pair: Pair) -> Compared:
    """Compare two versions."""
    old, new = pair
    return Compared(old, new, compare(texts_of(old), texts_of(new)))

"""Opening a plan at a passage: what is read, and where the words stand, on the reading thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from dutyroom.data.queries.plan_versions import version_in_full
from dutyroom.data.queries.plans import PlanInFull, SectionRow, plan_in_full
from dutyroom.data.queries.search_near import ways_asked
from dutyroom.data.reading import Session
from dutyroom.rules.terms import Asked
from dutyroom.ui.parts.plans.document import SectionMarks, find_marks, shown_text


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A plan, the section asked for (its id), what is shown of each section, and the hits in the one asked for.

    Those elsewhere are found after the plan is shown. ``words`` are those that were found: where the section does
    not say the words as asked, their parts.
    """

    plan: PlanInFull
    section: int | None
    words: str | Asked
    texts: tuple[str, ...]
    marks: Mapping[int, SectionMarks] = field(default_factory=dict)


def open_plan(session: Session, number: int, section: int | None, words: str, version: int = 0) -> OpenedPlan | None:
    """Read a plan and find the words in the section asked for; None where there is no such plan.

    ``version`` is the number of another version than the one in force.
    """
    plan = version_in_full(session, number, version) if version else plan_in_full(session, number)
    if plan is None:
        return None
    marks: dict[int, SectionMarks] = {}
    place = next((place for place, row in enumerate(plan.sections) if row.id == section), None)
    ways = ways_asked(session, words) if words.strip() else iter(())
    asked: str | Asked = next(ways, "")
    if place is not None:
        for way in chain((asked,), ways) if asked else ():
            found = find_marks(plan.sections[place], way, with_best=True)
            if found is not None:
                marks[place], asked = found, way
                break
    return OpenedPlan(plan, section, asked, tuple(shown_text(row) for row in plan.sections), marks)


def find_every_mark(_session: Session, sections: tuple[SectionRow, ...], words: str | Asked) -> dict[int, SectionMarks]:
    """Where the words stand in all sections, by place."""
    found = ((place, find_marks(section, words)) for place, section in enumerate(sections))
    return {place: marks for place, marks in found if marks is not None}

"""What the rules of the office propose as the grade of an incident: of what stands in a sheet, or of a record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from dutyroom.data.queries.incidents import IncidentInFull
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.rules.grading import MOST, Grading, propose_grade
from dutyroom.rules.incident import SUBTYPE_OF, Figure
from dutyroom.rules.incident_facts import facts_now, figures_of

_BETWEEN = "、"


def proposed_grade(
    session: Session, subtype: str, figures: Mapping[Figure, int], sensitive: Collection[str], at: datetime
) -> Grading | None:
    """The proposal by the rules of that day; None while the kind of event is not known. What cannot be is left out."""
    kind = SUBTYPE_OF.get(subtype)
    if kind is None:
        return None
    day = at.astimezone(office_settings(session).zone).date()
    told = {figure.value: number for figure, number in figures.items() if 0 <= number <= MOST[figure]}
    return propose_grade(kind.scale, told, rule_book(session), day, tuple(sensitive))


def grade_of_record(session: Session, full: IncidentInFull) -> Grading | None:
    """The proposal for an incident as it stands now."""
    sensitive = [word for word in full.facts.sensitive.split(_BETWEEN) if word]
    figures = figures_of(facts_now(full.statements))
    return proposed_grade(session, full.facts.subtype, figures, sensitive, full.matter.received_at)

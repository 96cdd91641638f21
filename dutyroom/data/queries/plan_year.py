"""Reads for the yearly plan of drills and evaluations: what is proposed for a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dutyroom.data.queries.plan_due import PlanDutiesRow, plan_duties
from dutyroom.data.queries.plan_events import planned_in_year
from dutyroom.data.queries.rules import rule_book
from dutyroom.rules.plan_year import YearProposal, propose_year


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A drill or an evaluation that is proposed for a year, with its plan."""

    plan: PlanDutiesRow
    proposal: YearProposal


def year_proposals(session: Session, year: int, today: date) -> list[ProposedLine]:
    """What falls due by the end of a year and is not planned in it yet, with a day for each."""
    book = rule_book(session)
    rows = {row.plan_id: row for row in plan_duties(session, today, book)}
    duties = [(row.plan_id, duty) for row in rows.values() for duty in row.duties]
    found = propose_year(duties, year, today=today, holidays=book.holidays, planned=planned_in_year(session, year))
    return [ProposedLine(rows[each.plan_id], each) for each in found]

"""From the store to the paper of the catalogue of plans."""

from __future__ import annotations

from datetime import datetime

from dutyroom.actions.matter_facts import office_heading
from dutyroom.data.queries.catalogue import catalogue_rows
from dutyroom.data.queries.office import office_settings
from dutyroom.data.reading import Session
from dutyroom.papers.plan_catalogue import PlanCatalogueFacts, PlanLineFact
from dutyroom.rules.catalogue import CatalogueFilter, CatalogueRow, find_rows


def plan_catalogue_facts(session: Session, record: int, now: datetime) -> PlanCatalogueFacts:
    """预案目录 as it stands now: what is in force, what is missing. ``record`` is none: it is the whole library."""
    del record
    today = now.astimezone(office_settings(session).zone).date()
    found = find_rows(catalogue_rows(session, today), CatalogueFilter(), "kind", today)
    return PlanCatalogueFacts(
        **office_heading(session, now),
        on=today,
        plans=tuple(_line(row) for row in found.rows if not row.is_gap),
        gaps=tuple(_line(row) for row in found.rows if row.is_gap),
    )


def _line(row: CatalogueRow) -> PlanLineFact:
    return PlanLineFact(
        title=row.title,
        kind=row.kind,
        level=row.level,
        category=row.category,
        subtype=row.subtype,
        lead_unit=row.lead_unit,
        version=row.current,
        number=row.number,
        issued_on=row.issued_on,
        is_public=row.is_public,
        filed_on=row.filed_on,
        drill_on=row.drill_on,
        assess_on=row.assess_on,
        source=row.source,
    )

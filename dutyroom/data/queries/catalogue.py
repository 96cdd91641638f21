"""Reads of the catalogue of plans: every plan with its current version, and every gap."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.plan_due import PlanDutiesRow, plan_duties
from dutyroom.data.queries.required_plans import required_rows
from dutyroom.data.tables import Plan, RequiredPlan
from dutyroom.rules.catalogue import CatalogueFilter, CatalogueRow, Found, Standing, find_rows, standing_of
from dutyroom.rules.plan import LAWS

GAPS_FROM: Final = 1_000_000_000
"""A gap has the number of its required plan beyond this, so that it is no plan's; Qt's signals carry 32 bits."""
_COLUMNS: Final = (
    Plan.id,
    Plan.title,
    Plan.kind,
    Plan.level,
    Plan.category,
    Plan.subtype,
    Plan.lead_unit,
    Plan.current,
    Plan.number,
    Plan.issuer,
    Plan.issued_on,
    Plan.is_public,
    Plan.filed_where,
    Plan.filed_on,
    Plan.state,
    Plan.effective_on,
    Plan.ends_on,
    Plan.replaced_by,
    Plan.initials,
    Plan.pinyin,
    Plan.text_missing,
)


def find_in_catalogue(session: Session, asked: CatalogueFilter, order: str, today: date) -> Found:
    """The lines of the catalogue that answer a filter, in this order, with the counts of all."""
    return find_rows(catalogue_rows(session, today), asked, order, today)


def narrowed(
    _session: Session, rows: tuple[CatalogueRow, ...], asked: CatalogueFilter, order: str, today: date
) -> Found:
    """The same of lines that were read before, on the reading thread: nothing is asked of the store."""
    return find_rows(rows, asked, order, today)


def catalogue_rows(session: Session, today: date) -> tuple[CatalogueRow, ...]:
    """Every plan and every gap; laws and standards are none."""
    fills = {
        row.plan_id: row.id
        for row in session.execute(
            select(RequiredPlan.plan_id, RequiredPlan.id).where(
                RequiredPlan.plan_id.is_not(None), RequiredPlan.active.is_(True)
            )
        )
    }
    owed = {row.plan_id: row for row in plan_duties(session, today)}
    plans = session.execute(select(*_COLUMNS).where(Plan.kind.not_in(sorted(LAWS))))
    rows = [_plan(row, fills.get(row.id), owed.get(row.id), today) for row in plans]
    rows += [
        CatalogueRow(
            id=GAPS_FROM + row.id,
            plan=None,
            title=row.title,
            kind=row.kind,
            standing=Standing.MISSING,
            level=row.level,
            category=row.category,
            subtype=row.subtype,
            lead_unit=row.lead_unit,
            required=row.id,
            source=row.source,
            initials=row.initials,
            pinyin=row.pinyin,
        )
        for row in required_rows(session, today)
        if row.is_gap
    ]
    return tuple(rows)


def _plan(row: Any, required: int | None, owed: PlanDutiesRow | None, today: date) -> CatalogueRow:
    standing = standing_of(
        row.state,
        effective_on=row.effective_on,
        ends_on=row.ends_on,
        replaced=row.replaced_by is not None,
        today=today,
    )
    return CatalogueRow(
        id=row.id,
        plan=row.id,
        title=row.title,
        kind=row.kind,
        standing=standing,
        level=row.level or "",
        category=row.category or "",
        subtype=row.subtype or "",
        lead_unit=row.lead_unit or "",
        current=row.current,
        number=row.number,
        issuer=row.issuer,
        issued_on=row.issued_on,
        is_public=row.is_public,
        filed_where=row.filed_where or "",
        filed_on=row.filed_on,
        drill_on=owed.drill.due_on if owed is not None and owed.drill is not None else None,
        assess_on=owed.assessment.due_on if owed is not None and owed.assessment is not None else None,
        required=required,
        initials=row.initials or "",
        pinyin=row.pinyin or "",
        text_missing=row.text_missing,
    )

"""The catalogue of plans as a table for other programs: every plan that is kept or was, and every gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.catalogue import catalogue_rows
from dutyroom.data.tables import Plan, RequiredPlan
from dutyroom.rules.catalogue import CatalogueRow

CATALOGUE_COLUMNS: Final = (
    "standing", "level", "category", "subtype", "lead_unit", "helpers", "public", "approved_by", "approved_on",
    "effective_on", "ends_on", "replaced_by", "filed_where", "filed_on", "next_drill", "next_assessment", "required_as",
)  # fmt: skip
"""What the catalogue says of a plan beside its head; days as ISO 8601, null where nothing is known."""
PLAN_COLUMNS: Final = ("id", "title", "kind", "version", "issuer", "number", "issued_on", *CATALOGUE_COLUMNS)
_DAYS: Final = ("approved_on", "effective_on", "ends_on")


def plan_records(session: Session, today: date) -> Iterator[dict[str, Any]]:
    """Every line of the catalogue by column name, plans by number, then gaps; laws and standards are none."""
    for values in plan_values(session, today):
        yield dict(zip(PLAN_COLUMNS, values, strict=True))


def plan_values(session: Session, today: date) -> Iterator[Sequence[Any]]:
    """The same in the order of the columns; ``id`` is null for a gap, ``required_as`` says what it is."""
    further = {plan.id: plan for plan in session.scalars(select(Plan))}
    required: dict[int, list[str]] = {}
    asked = select(RequiredPlan.plan_id, RequiredPlan.title).where(RequiredPlan.active.is_(True))
    for number, title in session.execute(asked.order_by(RequiredPlan.position)):
        if number is not None:
            required.setdefault(number, []).append(title)
    for row in sorted(catalogue_rows(session, today), key=lambda row: row.id):
        yield _values(row, further.get(row.plan or 0), required)


def _values(row: CatalogueRow, plan: Plan | None, required: dict[int, list[str]]) -> list[Any]:
    said: dict[str, Any] = {name: getattr(plan, name) if plan is not None else None for name in _DAYS}
    said |= {
        "id": row.plan,
        "version": row.current or None,
        "standing": row.standing.value,
        "helpers": (plan.helpers or "").replace("\n", "、") if plan is not None else "",
        "public": row.is_public,
        "approved_by": (plan.approved_by or "") if plan is not None else "",
        "replaced_by": plan.replaced_by if plan is not None else None,
        "next_drill": row.drill_on,
        "next_assessment": row.assess_on,
        "required_as": row.title if row.is_gap else "、".join(required.get(row.id, ())),
    }
    return [_plain(said[name] if name in said else getattr(row, name)) for name in PLAN_COLUMNS]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

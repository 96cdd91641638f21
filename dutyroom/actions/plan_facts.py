"""From plans of the store to the facts of their papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.plan_contents import ContactRow, contents_of
from dutyroom.data.queries.plans import PlanInFull, SectionRow
from dutyroom.data.reading import Session
from dutyroom.papers.plan_facts import (
    ActionFact,
    PlanFacts,
    PlanNumberFact,
    PlanNumbersFacts,
    SectionFact,
    StartFact,
    day_of,
)
from dutyroom.rules.plan_contacts import Standing, is_stale, standing_of


def office_facts(session: Session) -> dict[str, Any]:
    """Whose papers these are: the office's names, its zone, the kind of store."""
    office = office_settings(session)
    return {
        "office_zh": office.name_zh,
        "office_en": office.name_en,
        "zone": office.zone_name,
        "store_kind": store_kind(session),
    }


def plan_facts(
    session: Session,
    plan: PlanInFull,
    now: datetime,
    *,
    only: Sequence[SectionRow] | None = None,
    with_lines: bool = True,
) -> PlanFacts:
    """A plan, or only some of its sections, to print; ``with_lines`` with its actions, numbers and start conditions."""
    row, more = plan.plan, plan.plan.particulars
    held = contents_of(session, row.text_id) if with_lines and only is None else None
    before = now - timedelta(days=office_settings(session).stale_days) if held else now
    return PlanFacts(
        **office_facts(session),
        title=row.title,
        kind=row.kind,
        level=more.level or "",
        issuer=row.issuer,
        number=row.number,
        issued_on=day_of(row.issued_on),
        effective_on=day_of(more.effective_on),
        version=str(row.text_number),
        lead_unit=more.lead_unit or "",
        withdrawn=row.void_reason if row.state == "void" else "",
        superseded_by=str(row.current) if row.is_superseded else "",
        text_missing=row.text_missing,
        confidence=row.confidence,
        part=_part(only) if only is not None else "",
        sections=tuple(
            SectionFact(level=s.level, number=s.number, title=s.title, body=s.body)
            for s in (plan.sections if only is None else only)
        ),
        actions=tuple(
            ActionFact(text=a.text, level=a.level, role=a.role, first=a.first, is_checked=a.is_checked)
            for a in (held.actions if held else ())
        ),
        numbers=number_facts(held.contacts if held else (), row.title, before),
        starts=tuple(
            StartFact(level=s.level, conditions=s.conditions, authority=s.authority, is_checked=s.is_checked)
            for s in (held.starts if held else ())
        ),
    )


def number_facts(rows: Sequence[ContactRow], plan: str, before: datetime) -> tuple[PlanNumberFact, ...]:
    """The numbers that a plan quotes beside the directory's; ``before`` is since when a number must have been called."""
    return tuple(_number(row, plan, before) for row in rows)


def _number(row: ContactRow, plan: str, before: datetime) -> PlanNumberFact:
    standing = standing_of(row)
    entry = row.entry
    return PlanNumberFact(
        phone=row.phone,
        name=row.name,
        unit=row.unit,
        post=row.post,
        plan=plan,
        checked_at=entry.checked_at if entry is not None else row.checked_at,
        directory_phone=entry.phone if entry is not None and standing == Standing.DIFFERS else "",
        is_retired=standing == Standing.RETIRED,
        is_stale=is_stale(row, before),
        is_checked=row.is_checked,
    )


def plan_numbers_facts(
    session: Session, plans: Sequence[tuple[str, Sequence[ContactRow]]], now: datetime, *, of_one: bool
) -> PlanNumbersFacts:
    """The numbers of one plan or of many, given as titles with their rows; by unit where there are many."""
    days = office_settings(session).stale_days
    before = now - timedelta(days=days)
    numbers = [number for title, rows in plans for number in number_facts(rows, title, before)]
    if not of_one:
        numbers.sort(key=lambda number: (not number.unit, number.unit, number.name))
    return PlanNumbersFacts(
        **office_facts(session),
        title=plans[0][0] if of_one and plans else "",
        plans=len(plans),
        numbers=tuple(numbers),
        stale_days=days,
        printed_at=now,
    )


def _part(sections: Sequence[SectionRow]) -> str:
    first = sections[0]
    between = "" if first.number.endswith(("、", "）", ")", "．")) else " "
    return f"{first.number}{between}{first.title}".strip()

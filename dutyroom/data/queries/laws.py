"""Reads of the shelf of laws and standards: one by its title, those of which another version's day has come."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Plan, PlanSection, PlanText
from dutyroom.rules.law import LAW_KINDS, law_key, repealed_titles, said_title


def law_titled(session: Session, title: str) -> Plan | None:
    """The law or standard of the library that a title names, whichever edition it is of; to be changed by an action."""
    bare, key = said_title(title), law_key(title)
    if not key:
        return None
    asked = select(Plan).where(Plan.kind.in_(LAW_KINDS), Plan.state == "kept").order_by(Plan.id)
    if key == law_key(bare) and any("\u3400" <= sign <= "\u9fff" for sign in bare[:4]):
        asked = asked.where(Plan.title.contains(bare, autoescape=True))
    return next((plan for plan in session.scalars(asked) if law_key(plan.title) == key), None)


def repealing_laws(session: Session, title: str) -> list[Plan]:
    """The laws of the library of which the text in force says that the law of this title is repealed by it."""
    key = law_key(title)
    named = PlanSection.body.contains("废止") & PlanSection.body.contains(said_title(title), autoescape=True)
    texts = (
        select(Plan, PlanText.id)
        .join(PlanText, (PlanText.plan_id == Plan.id) & (PlanText.number == Plan.current))
        .where(Plan.kind.in_(LAW_KINDS), Plan.state == "kept")
        .where(PlanText.id.in_(select(PlanSection.text_id).where(named)))
        .order_by(Plan.id)
    )
    found = []
    for plan, text in session.execute(texts):
        sections = session.execute(
            select(PlanSection.level, PlanSection.number, PlanSection.title, PlanSection.body)
            .where(PlanSection.text_id == text)
            .order_by(PlanSection.position)
        )
        said = [(level, number, heading, body) for level, number, heading, body in sections]
        if any(law_key(each) == key for each in repealed_titles(said, plan.title)):
            found.append(plan)
    return found


def laws_behind(session: Session, today: date) -> list[Plan]:
    """The laws of which a version not in force has begun later than the one in force; to be changed by an action."""
    of_version = func.coalesce(PlanText.effective_on, PlanText.issued_on)
    of_plan = func.coalesce(Plan.effective_on, Plan.issued_on)
    asked = (
        select(Plan)
        .join(PlanText, PlanText.plan_id == Plan.id)
        .where(Plan.kind.in_(LAW_KINDS), Plan.state == "kept", PlanText.number != Plan.current)
        .where(of_version <= today, of_version > of_plan)
        .distinct()
        .order_by(Plan.id)
    )
    return list(session.scalars(asked))

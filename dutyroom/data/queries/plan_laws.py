"""Which plans name a law that has changed since: 《…》 in a plan's text, against the laws and standards of the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Plan, PlanEvent, PlanSection, PlanText

_NAMED: Final = re.compile(r"《([^《》\n]{2,80})》")
_BRACKETS: Final = re.compile(r"[（(〔\[][^）)〕\]]*[）)〕\]]")
_REPUBLIC: Final = "中华人民共和国"
_CAUSE: Final = "law"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """A plan cites a law whose present version is younger than the plan."""

    plan_id: int
    plan_title: str
    plan_on: date
    law_title: str
    law_on: date


def law_name(title: str) -> str:
    """The name by which a law is cited: without the marks of its version and the name of the state."""
    bare = "".join(_BRACKETS.sub("", title.strip("《》 \u3000")).split())
    return bare.removeprefix(_REPUBLIC)


def law_changes(session: Session) -> list[LawChange]:
    """The plans in force that cite a law with a younger version, each plan and law once, by title.

    Left out is what a cause of a revision that names the law was recorded for already, since the law changed.
    """
    laws = _laws(session)
    plans = _plans(session)
    if not laws or not plans:
        return []
    known = _known(session)
    found = {}
    for plan_id, name in _citations(session, plans):
        law = laws.get(name)
        title, on = plans[plan_id]
        if law is None or law[1] <= on or (plan_id, name) in found:
            continue
        if any(law[0] in text and day >= law[1] for text, day in known.get(plan_id, ())):
            continue
        found[plan_id, name] = LawChange(plan_id=plan_id, plan_title=title, plan_on=on, law_title=law[0], law_on=law[1])
    return sorted(found.values(), key=lambda each: (each.plan_title, each.law_title))


def _laws(session: Session) -> dict[str, tuple[str, date]]:
    """Laws and standards by the name they are cited by: title and the day of the youngest version."""
    asked = (
        select(Plan.title, Plan.issued_on, Plan.effective_on, PlanText.issued_on, PlanText.effective_on)
        .join(PlanText, PlanText.plan_id == Plan.id)
        .where(Plan.kind.in_(("law", "standard")), Plan.state == "kept")
    )
    laws: dict[str, tuple[str, date]] = {}
    for title, *days in session.execute(asked):
        on = max((day for day in days if day is not None), default=None)
        name = law_name(title)
        if on is not None and (name not in laws or laws[name][1] < on):
            laws[name] = (title, on)
    return laws


def _plans(session: Session) -> dict[int, tuple[str, date]]:
    """The plans in force with the day that their text is of; one without a day cannot be older than a law."""
    asked = (
        select(Plan.id, Plan.title, Plan.issued_on, Plan.effective_on, PlanText.issued_on, PlanText.effective_on)
        .join(PlanText, (PlanText.plan_id == Plan.id) & (PlanText.number == Plan.current))
        .where(Plan.kind.not_in(("law", "standard", "playbook")), Plan.state == "kept", Plan.replaced_by.is_(None))
    )
    found = {}
    for number, title, *days in session.execute(asked):
        on = max((day for day in days if day is not None), default=None)
        if on is not None:
            found[number] = (title, on)
    return found


def _citations(session: Session, plans: dict[int, tuple[str, date]]) -> Iterator[tuple[int, str]]:
    asked = (
        select(PlanText.plan_id, PlanSection.body)
        .join(PlanText, PlanText.id == PlanSection.text_id)
        .join(Plan, (Plan.id == PlanText.plan_id) & (Plan.current == PlanText.number))
        .where(PlanSection.body.contains("《"))
    )
    for plan_id, body in session.execute(asked.execution_options(yield_per=500)):
        if plan_id in plans:
            for name in _NAMED.findall(body):
                yield plan_id, law_name(name)


def _known(session: Session) -> dict[int, list[tuple[str, date]]]:
    asked = select(PlanEvent.plan_id, PlanEvent.record, PlanEvent.held_on).where(
        PlanEvent.kind == "trigger", PlanEvent.cause == _CAUSE, PlanEvent.state != "void"
    )
    known: dict[int, list[tuple[str, date]]] = {}
    for plan_id, record, day in session.execute(asked):
        if day is not None:
            known.setdefault(plan_id, []).append((record, day))
    return known

"""Causes of a revision that the program finds by itself: laws that changed, numbers of the directory that changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.plan_contacts import plans_quoting_changed_numbers
from dutyroom.data.queries.plan_laws import law_changes
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import PlanEvent
from dutyroom.rules.plan_events import causes_that_count

_NAMED_MOST: Final = 5
LAW, NUMBERS = "law", "information"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCause:
    """A cause of a revision that a person may record: of which plan, which, since when, and what happened."""

    plan_id: int
    plan_title: str
    cause: str
    happened_on: date
    text: str


def counting_causes(session: Session, today: date) -> tuple[str, ...]:
    """The causes of a revision that the office's rules leave switched on today."""
    return causes_that_count(rule_book(session), today)


def proposed_causes(session: Session, today: date) -> list[ProposedCause]:
    """What was found over the whole library, by plan, of the causes that count; what is recorded already is left out."""
    counting = counting_causes(session, today)
    laws = [
        ProposedCause(
            plan_id=each.plan_id,
            plan_title=each.plan_title,
            cause=LAW,
            happened_on=each.law_on,
            text=f"《{each.law_title}》{each.law_on}版本晚于本预案（{each.plan_on}）",
        )
        for each in (law_changes(session) if LAW in counting else ())
    ]
    numbers = _numbers(session, today) if NUMBERS in counting else []
    return sorted((*laws, *numbers), key=lambda each: (each.plan_title, each.plan_id, each.cause))


def _numbers(session: Session, today: date) -> list[ProposedCause]:
    """One a plan, with whose numbers they are; the numbers themselves stand in the plan."""
    quoted: dict[tuple[int, str], list[str]] = defaultdict(list)
    for each in plans_quoting_changed_numbers(session):
        quoted[each.plan_id, each.title].append(" ".join(part for part in (each.unit, each.name) if part) or "—")
    asked = select(PlanEvent.plan_id, PlanEvent.record).where(PlanEvent.kind == "trigger", PlanEvent.state != "void")
    known = {(plan, record) for plan, record in session.execute(asked)}
    found = []
    for (number, title), names in quoted.items():
        listed = "、".join(dict.fromkeys(names[:_NAMED_MOST]))
        more = f"等{len(names)}个号码" if len(names) > _NAMED_MOST else ""
        text = f"预案引用的号码在通讯录中已变化：{listed}{more}"
        if (number, text) not in known:
            found.append(ProposedCause(plan_id=number, plan_title=title, cause=NUMBERS, happened_on=today, text=text))
    return found

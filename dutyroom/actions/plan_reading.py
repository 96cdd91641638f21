"""Reading the plan library: plans kept at hand, what an officer has searched for. Each officer's own, nobody's record."""

from __future__ import annotations

from typing import Final

from dutyroom.data.desk import Desk
from dutyroom.data.queries.plan_reading import oldest_searches, past_search, pin_of, searches_to_clear
from dutyroom.data.tables import PastSearch, Plan, PlanPin
from dutyroom.rules.refusal import Refusal

_LEAST: Final = 2
_LONGEST: Final = 200
KEPT_MOST: Final = 50
"""So many searches are kept of each officer; older ones go."""


def note_search(desk: Desk, words: str) -> None:
    """Remember words that led somewhere; the same words again count once more. One character is not worth it."""
    said = " ".join(words.split())[:_LONGEST]
    if len(said) < _LEAST:
        return
    row = past_search(desk.session, desk.author.id, said)
    if row is None:
        desk.session.add(PastSearch(officer_id=desk.author.id, words=said, asked_at=desk.now, times=1))
    else:
        row.asked_at, row.times = desk.now, row.times + 1
    desk.session.flush()
    for old in oldest_searches(desk.session, desk.author.id, KEPT_MOST):
        desk.session.delete(old)


def clear_searches(desk: Desk) -> None:
    """Forget all that this officer has searched for."""
    for row in searches_to_clear(desk.session, desk.author.id):
        desk.session.delete(row)


def pin_plan(desk: Desk, number: int) -> None:
    """Keep a plan at hand; doing it twice does no more."""
    if desk.session.get(Plan, number) is None:
        raise Refusal("plan.unknown", id=number)
    if pin_of(desk.session, desk.author.id, number) is None:
        desk.session.add(PlanPin(officer_id=desk.author.id, plan_id=number, pinned_at=desk.now))


def unpin_plan(desk: Desk, number: int) -> None:
    """Keep a plan at hand no more."""
    row = pin_of(desk.session, desk.author.id, number)
    if row is not None:
        desk.session.delete(row)

"""Clocks of matters in the store: each is an open item of its own, so that Desk, alarms and handover know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from dutyroom.data.desk import Desk
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.tables import Assignment, Matter, OpenItem
from dutyroom.rules.hotline import AT_ONCE
from dutyroom.rules.matter import FLOW, Duty, State, StepKind
from dutyroom.rules.matter_clock import BY_HAND, BY_PAPER, ClockStart, Running, is_late, met

URGENT = frozenset({"特提", "特急"})
_AT_ONCE: Final = frozenset({Duty.DISPATCH, Duty.RESPOND})
"""What of a case for at once (即办) cannot wait for the next shift; signing, closing and calling back take days."""
STOPPED = "stopped"
CORRECTED: Final = StepKind.CORRECT.value
"""Why a clock ended that a correction withdrew."""


def start_clock(desk: Desk, matter: Matter, start: ClockStart, *, assignment: Assignment | None = None) -> OpenItem:
    """A clock begins; it stands among the open items until the step comes that meets it."""
    item = OpenItem(
        title=f"{matter.number} {matter.title}",
        entry_seq=desk.next_seq,
        opened_at=desk.now,
        due_at=start.due_at,
        urgent=is_urgent(matter, start.duty),
        waiting_for=assignment.unit if assignment else "",
        matter_id=matter.id,
        assignment_id=assignment.id if assignment else None,
        duty=start.duty.value,
        rule_key=start.rule_key,
        rule_source=start.source,
        start_event=start.start_event,
        unsure=" ".join(map(str, start.unsure)) or None,
    )
    desk.session.add(item)
    return item


def is_urgent(matter: Matter, duty: str | None) -> bool:
    """Whether a clock of a matter stands out as urgent: all of an urgent paper, of a case for at once the first two."""
    return matter.urgency in URGENT or (matter.urgency == AT_ONCE and duty in _AT_ONCE)


def rename_clocks(desk: Desk, matter: Matter, former: str) -> None:
    """What still runs is called by the matter's title and stands out with its urgency: both follow a correction."""
    for item in items_of_matter(desk.session, matter.id):
        if item.title == f"{matter.number} {former}":
            item.title, item.urgent = f"{matter.number} {matter.title}", is_urgent(matter, item.duty)


def move_stated(desk: Desk, matter: Matter, former: datetime | None, now: datetime) -> list[list[Any]]:
    """The limits that were stated wrongly follow what was really said: each duty with its limit from and to.

    What was moved by hand since, or is over, stays; a limit that nobody had written down begins, where it can.
    """
    wrong = _stated_by(items_of_matter(desk.session, matter.id), former)
    for item in wrong:
        item.due_at, item.put_off_until = now, None
    if former is None and State(matter.state) in FLOW[StepKind.LIMIT]:
        start_clock(desk, matter, ClockStart(duty=Duty.REPLY, due_at=now, rule_key=BY_PAPER))
        return [[Duty.REPLY, None, now]]
    return [[item.duty, former, now] for item in wrong]


def end_stated(
    desk: Desk, matter: Matter, former: datetime | None, closing: Callable[[list[ClockStart]], ClockStart]
) -> list[list[Any]]:
    """A limit that nobody set after all: its clocks end; each duty with its limit from and to.

    Closing keeps a clock in any case: by ``closing``, which gets the limits that the paper states beside this one.
    """
    told: list[list[Any]] = []
    for item in _stated_by(items_of_matter(desk.session, matter.id), former):
        if item.duty == Duty.CLOSE:
            start = closing(_stated_beside(desk, matter, item))
            item.due_at, item.put_off_until, item.rule_key = start.due_at, None, start.rule_key
            item.rule_source, item.unsure = start.source, " ".join(map(str, start.unsure)) or None
        else:
            item.state, item.closed_at, item.outcome, item.put_off_until = STOPPED, desk.now, CORRECTED, None
        told.append([item.duty, former, item.due_at if item.duty == Duty.CLOSE else None])
    return told


def _stated_by(items: Iterable[OpenItem], at: datetime | None) -> list[OpenItem]:
    return [item for item in items if item.rule_key == BY_PAPER and at is not None and item.due_at == at]


def _stated_beside(desk: Desk, matter: Matter, closing: OpenItem) -> list[ClockStart]:
    """The limits that the paper states and that were never withdrawn, met ones too."""
    return [
        ClockStart(duty=Duty(item.duty or ""), due_at=item.due_at, rule_key=BY_PAPER, source=item.rule_source or "")
        for item in items_of_matter(desk.session, matter.id, running=False)
        if item.rule_key == BY_PAPER and item.state != STOPPED and item is not closing and item.due_at != closing.due_at
    ]


def meet_duties(
    desk: Desk, matter_id: int, step: StepKind, at: datetime, *, assignment: Assignment | None = None
) -> list[dict[str, Any]]:
    """Stop the clocks that the step meets; says of each whether it was late."""
    running = {item.id: item for item in items_of_matter(desk.session, matter_id) if item.duty}
    clocks = [
        Running(id=n, duty=Duty(item.duty or ""), assignment_id=item.assignment_id) for n, item in running.items()
    ]
    found = []
    for number in met(clocks, step, assignment.id if assignment else None):
        item = running[number]
        item.state, item.closed_at, item.put_off_until = "closed", at, None
        item.outcome = step.value
        found.append({"duty": item.duty, "due_at": item.due_at, "late": is_late(item.due_at, at)})
    return found


def stop_clocks(desk: Desk, matter_id: int, reason: str, *, assignment_id: int | None = None) -> None:
    """Stop what still runs, of the matter or of one unit, without its being met; the reason stands beside it."""
    for item in items_of_matter(desk.session, matter_id):
        if assignment_id is None or item.assignment_id == assignment_id:
            item.state, item.closed_at, item.outcome, item.put_off_until = STOPPED, desk.now, reason, None


def restart_close(desk: Desk, matter: Matter) -> None:
    """The matter is open again: its limit to close runs on as it was."""
    former = [item for item in items_of_matter(desk.session, matter.id, running=False) if item.duty == Duty.CLOSE]
    if former:
        item = former[-1]
        item.state, item.closed_at, item.outcome = "open", None, ""
    else:
        start_clock(desk, matter, ClockStart(duty=Duty.CLOSE, due_at=None, rule_key=BY_HAND, start_event="reopened"))


def nearest_due(desk: Desk, matter_id: int) -> datetime | None:
    """The nearest due time of the clocks that run."""
    return min((item.due_at for item in items_of_matter(desk.session, matter_id) if item.due_at), default=None)

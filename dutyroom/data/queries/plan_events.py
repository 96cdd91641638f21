"""Reads of drills, evaluations, trainings, findings and causes of a revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.plan_due import PlanDutiesRow, duties_of_plan
from dutyroom.data.tables import Matter, Plan, PlanEvent, PlanFinding, PlanText, Preparation
from dutyroom.rules.plan_events import EventKind, EventState, FindingState

_DAY: Final = func.coalesce(PlanEvent.held_on, PlanEvent.planned_on)
_ESCAPE: Final = "\\"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What of the events is looked for; empty parts narrow nothing. ``plan_id`` is one plan's."""

    kind: str = ""
    state: str = ""
    year: int | None = None
    words: str = ""
    plan_id: int | None = None
    exercises_only: bool = False
    oldest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEventRow:
    """An event as lists and its pane show it; ``text_number`` is the version that was drilled."""

    id: int
    plan_id: int
    plan_title: str
    kind: str
    state: str
    year: int | None
    planned_on: date | None
    held_on: date | None
    form: str
    title: str
    participants: str
    scenario: str
    record: str
    cause: str
    result: str
    reason: str
    text_number: int | None
    findings: int
    findings_open: int
    version: int

    @property
    def day(self) -> date | None:
        """When it was held, else when it is planned."""
        return self.held_on or self.planned_on


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """What was found; ``matter_…`` are of the supervised matter that it became."""

    id: int
    event_id: int
    text: str
    unit: str
    due_on: date | None
    state: str
    outcome: str
    version: int
    matter_id: int | None
    matter_number: str
    matter_state: str

    @property
    def is_free(self) -> bool:
        """Whether it is open and under no supervision, or under one that was made void."""
        return self.state == FindingState.OPEN and (self.matter_id is None or self.matter_state == "void")


@dataclass(frozen=True, slots=True)
class EventInFull:
    """An event with what it found."""

    event: PlanEventRow
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """What a plan owes, with what became of it so far, the newest first."""

    duties: PlanDutiesRow
    events: tuple[PlanEventRow, ...]


def plan_standing(session: Session, number: int, today: date) -> PlanStanding | None:
    """What a plan owes and every event of it; None where there is no such plan."""
    duties = duties_of_plan(session, number, today)
    if duties is None:
        return None
    return PlanStanding(duties, tuple(event_rows(session, find_events(session, EventFilter(plan_id=number)))))


def find_events(session: Session, wanted: EventFilter) -> list[int]:
    """The numbers of the events that answer a filter, the newest day first unless asked otherwise."""
    asked = select(PlanEvent.id).join(Plan, Plan.id == PlanEvent.plan_id)
    if wanted.plan_id is not None:
        asked = asked.where(PlanEvent.plan_id == wanted.plan_id)
    if wanted.kind:
        asked = asked.where(PlanEvent.kind == wanted.kind)
    elif wanted.exercises_only:
        asked = asked.where(PlanEvent.kind != EventKind.TRIGGER.value)
    if wanted.state:
        asked = asked.where(PlanEvent.state == wanted.state)
    elif wanted.exercises_only:
        asked = asked.where(PlanEvent.state.in_((EventState.PLANNED.value, EventState.HELD.value)))
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        of_year = _DAY.between(first, last)
        asked = asked.where(or_(PlanEvent.year == wanted.year, of_year) if wanted.exercises_only else of_year)
    for word in wanted.words.split():
        asked = asked.where(_says(word))
    order = (_DAY, PlanEvent.id) if wanted.oldest_first else (_DAY.desc(), PlanEvent.id.desc())
    return list(session.scalars(asked.order_by(*order)))


def event_rows(session: Session, ids: Sequence[int]) -> list[PlanEventRow]:
    """These events, in the order asked."""
    place = {number: at for at, number in enumerate(ids)}
    found = [_row(each) for each in session.execute(_events().where(PlanEvent.id.in_(ids)))]
    return sorted(found, key=lambda row: place[row.id])


def event_in_full(session: Session, number: int) -> EventInFull | None:
    """An event with its findings; None where there is none such."""
    rows = event_rows(session, [number])
    return EventInFull(rows[0], findings_of_event(session, number)) if rows else None


def findings_of_event(session: Session, number: int) -> tuple[FindingRow, ...]:
    """What an event found, in the order it was written."""
    asked = (
        select(PlanFinding, Matter.number, Matter.state)
        .outerjoin(Matter, Matter.id == PlanFinding.matter_id)
        .where(PlanFinding.event_id == number)
        .order_by(PlanFinding.id)
    )
    return tuple(
        FindingRow(
            id=row.id,
            event_id=row.event_id,
            text=row.text,
            unit=row.unit,
            due_on=row.due_on,
            state=row.state,
            outcome=row.outcome,
            version=row.version,
            matter_id=row.matter_id,
            matter_number=matter_number or "",
            matter_state=matter_state or "",
        )
        for row, matter_number, matter_state in session.execute(asked)
    )


def findings_under(session: Session, matter_id: int) -> list[PlanFinding]:
    """The findings that a supervised matter is to mend, to be changed."""
    asked = select(PlanFinding).where(PlanFinding.matter_id == matter_id, PlanFinding.state != FindingState.VOID.value)
    return list(session.scalars(asked.order_by(PlanFinding.id)))


def event_behind(session: Session, matter_id: int) -> PlanEventRow | None:
    """The drill or evaluation that a supervised matter grew out of; None where it is no finding's."""
    number = session.scalar(select(PlanFinding.event_id).where(PlanFinding.matter_id == matter_id).limit(1))
    return next(iter(event_rows(session, [number])), None) if number is not None else None


def planned_in_year(session: Session, year: int) -> set[tuple[int, str]]:
    """Which plans have a drill or an evaluation planned or held in a year already: plan and kind."""
    asked = select(PlanEvent.plan_id, PlanEvent.kind).where(
        or_(PlanEvent.year == year, _DAY.between(date(year, 1, 1), date(year, 12, 31))),
        PlanEvent.state.in_((EventState.PLANNED.value, EventState.HELD.value)),
    )
    return {(plan, kind) for plan, kind in session.execute(asked)}


def has_version_since(session: Session, plan_id: int, since: date | None) -> bool:
    """Whether a later version of a plan than its first was brought in, issued or in force from a day on."""
    asked = select(PlanText).where(PlanText.plan_id == plan_id, PlanText.number > 1)
    for text in session.scalars(asked):
        day = text.effective_on or text.issued_on or text.imported_at.date()
        if since is None or day >= since:
            return True
    return False


def is_being_revised(session: Session, plan_id: int) -> bool:
    """Whether a revision of a plan is being prepared, or was."""
    return bool(session.scalar(select(exists().where(Preparation.plan_id == plan_id))))


def event_years(session: Session) -> list[int]:
    """The years that events lie in, the newest first."""
    days = session.scalars(select(_DAY).where(_DAY.is_not(None)).distinct())
    return sorted({day.year for day in days}, reverse=True)


def _says(word: str) -> Any:
    like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    columns = (Plan.title, PlanEvent.title, PlanEvent.participants, PlanEvent.scenario, PlanEvent.record)
    return or_(*(column.ilike(like, escape=_ESCAPE) for column in columns))


def _events() -> Select[Any]:
    counted = (
        select(
            PlanFinding.event_id,
            func.count(PlanFinding.id).label("all"),
            func.sum(case((PlanFinding.state == FindingState.OPEN.value, 1), else_=0)).label("open"),
        )
        .where(PlanFinding.state != FindingState.VOID.value)
        .group_by(PlanFinding.event_id)
        .subquery()
    )
    return (
        select(PlanEvent, Plan.title, PlanText.number, counted.c.all, counted.c.open)
        .join(Plan, Plan.id == PlanEvent.plan_id)
        .outerjoin(PlanText, PlanText.id == PlanEvent.text_id)
        .outerjoin(counted, counted.c.event_id == PlanEvent.id)
    )


def _row(found: Any) -> PlanEventRow:
    event, title, number, findings, unmended = found
    names = ("id", "plan_id", "kind", "state", "year", "planned_on", "held_on", "form", "title", "participants")
    more = ("scenario", "record", "cause", "result", "reason", "version")
    return PlanEventRow(
        **{name: getattr(event, name) for name in (*names, *more)},
        plan_title=title,
        text_number=number,
        findings=findings or 0,
        findings_open=unmended or 0,
    )

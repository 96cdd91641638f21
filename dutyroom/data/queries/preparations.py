"""Reads of plans in preparation: rows, one in full with all that belongs to its stages, the programme of a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.matters import MatterInFull, MatterRow, matter_in_full, matter_row
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import (
    Matter,
    Plan,
    Preparation,
    PreparationExpert,
    PreparationFiling,
    PreparationOpinion,
    PreparationStage,
)
from dutyroom.rules.matter import OPEN, MatterKind, State
from dutyroom.rules.preparation import (
    ExpertFact,
    FilingFact,
    OpinionFact,
    Stage,
    StageFact,
    in_order,
    next_stage,
    opinion_due,
    progress,
)

_OF_MATTER: Final = ("number", "title", "state", "received_at", "due_at", "outcome", "closed_at", "void_reason")
_OWN: Final = (
    *("plan_kind", "plan_level", "year", "lead_unit", "group", "basis", "outline"),
    *("approved_by", "document_number", "issued_on"),
)
_LISTS: Final = ("stages", "opinions", "experts", "filings")
PREPARATION_COLUMNS: Final = (*_OF_MATTER[:3], *_OWN, *_OF_MATTER[3:], *_LISTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """A stage with its days, who took part, what was noted."""

    id: int
    stage: Stage
    planned_on: date | None
    done_on: date | None
    people: str
    note: str
    skipped: str

    @property
    def fact(self) -> StageFact:
        """As the rules need it."""
        return StageFact(stage=self.stage, planned_on=self.planned_on, done_on=self.done_on, skipped=self.skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRow:
    """A unit that was asked, its answer, what became of it."""

    id: int
    unit: str
    unit_id: int | None
    sent_on: date | None
    due_on: date | None
    answered_on: date | None
    opinion: str
    adopted: str
    reason: str
    void_reason: str
    version: int

    @property
    def fact(self) -> OpinionFact:
        """As the rules need it."""
        return OpinionFact(
            unit=self.unit,
            sent_on=self.sent_on,
            due_on=self.due_on,
            answered_on=self.answered_on,
            adopted=self.adopted,
            void=bool(self.void_reason),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertRow:
    """An expert, what he or she found, what became of that."""

    id: int
    name: str
    organisation: str
    field: str
    findings: str
    result: str
    settled: str
    void_reason: str
    version: int

    @property
    def fact(self) -> ExpertFact:
        """As the rules need it."""
        return ExpertFact(name=self.name, result=self.result, settled=self.settled, void=bool(self.void_reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRow:
    """To whom the plan was sent, and the receipt."""

    id: int
    recipient: str
    way: str
    sent_on: date | None
    received_on: date | None
    receipt: str
    void_reason: str
    version: int

    @property
    def fact(self) -> FilingFact:
        """As the rules need it."""
        return FilingFact(
            recipient=self.recipient,
            way=self.way,
            sent_on=self.sent_on,
            received_on=self.received_on,
            void=bool(self.void_reason),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationRow:
    """A preparation as its list shows it; ``next`` is None once every stage is settled."""

    matter: MatterRow
    plan_kind: str
    plan_level: str
    year: int
    lead_unit: str
    document_number: str
    issued_on: date | None
    stages: tuple[StageFact, ...]

    @property
    def id(self) -> int:
        """The number of the matter."""
        return self.matter.id

    @property
    def next(self) -> Stage | None:
        """The stage that comes next."""
        return next_stage(self.stages)

    @property
    def settled(self) -> tuple[int, int]:
        """How many stages are settled, of how many."""
        return progress(self.stages)

    def planned(self, stage: Stage) -> date | None:
        """The day planned for a stage."""
        return next((fact.planned_on for fact in self.stages if fact.stage is stage), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationInFull:
    """A preparation with everything that hangs on it; ``version`` is that of what it is about."""

    common: MatterInFull
    plan_id: int | None
    plan_title: str
    required_id: int | None
    plan_kind: str
    plan_level: str
    year: int
    lead_unit: str
    group: str
    basis: str
    outline: str
    approved_by: str
    document_number: str
    issued_on: date | None
    version: int
    stages: tuple[StageRow, ...]
    opinions: tuple[OpinionRow, ...]
    experts: tuple[ExpertRow, ...]
    filings: tuple[FilingRow, ...]

    @property
    def matter(self) -> MatterRow:
        """The matter."""
        return self.common.matter

    @property
    def facts(self) -> list[StageFact]:
        """The stages as the rules need them, in order."""
        return in_order(row.fact for row in self.stages)

    @property
    def next(self) -> Stage | None:
        """The stage that comes next."""
        return next_stage(self.facts)

    def stage(self, stage: Stage) -> StageRow:
        """One stage."""
        return next(row for row in self.stages if row.stage is stage)


def preparation_rows(session: Session, numbers: Sequence[int]) -> list[PreparationRow]:
    """The rows of these preparations, in the order asked for; two queries whatever their number."""
    if not numbers:
        return []
    stages = _stages(session, numbers)
    asked = select(Matter, Preparation).join(Preparation, Preparation.id == Matter.id)
    rows = session.execute(asked.where(Matter.id.in_(list(numbers))))
    found = {matter.id: _row(matter, row, stages.get(matter.id, ())) for matter, row in rows}
    return [found[number] for number in numbers if number in found]


def preparation_in_full(session: Session, number: int) -> PreparationInFull | None:
    """A preparation with all that every matter has; None where there is none."""
    common, row = matter_in_full(session, number), session.get(Preparation, number)
    if common is None or row is None:
        return None
    plan = session.get(Plan, row.plan_id) if row.plan_id is not None else None
    own: dict[str, Any] = {name: getattr(row, name) for name in (*_OWN, "plan_id", "required_id", "version")}
    return PreparationInFull(
        common=common,
        plan_title=plan.title if plan is not None else "",
        stages=tuple(stages_in_full(session, number)),
        opinions=tuple(_read(OpinionRow, each) for each in parts_of(session, PreparationOpinion, number)),
        experts=tuple(_read(ExpertRow, each) for each in parts_of(session, PreparationExpert, number)),
        filings=tuple(_read(FilingRow, each) for each in parts_of(session, PreparationFiling, number)),
        **own,
    )


def parts_of(session: Session, table: Any, number: int) -> list[Any]:
    """The rows of a table that belong to a preparation, to be changed, in the order they were written."""
    return list(session.scalars(select(table).where(table.matter_id == number).order_by(table.id)))


def stages_in_full(session: Session, number: int) -> list[StageRow]:
    """The stages of a preparation in order."""
    asked = select(PreparationStage).where(PreparationStage.matter_id == number).order_by(PreparationStage.position)
    return [
        StageRow(
            id=row.id,
            stage=Stage(row.stage),
            planned_on=row.planned_on,
            done_on=row.done_on,
            people=row.people,
            note=row.note,
            skipped=row.skipped,
        )
        for row in session.scalars(asked)
    ]


def programme_rows(session: Session, year: int) -> list[PreparationRow]:
    """What the programme of a year holds, in the order it was put in; what is void is left out."""
    asked = (
        select(Preparation.id)
        .join(Matter, Matter.id == Preparation.id)
        .where(Preparation.year == year, Matter.state != State.VOID.value)
        .order_by(Preparation.id)
    )
    return preparation_rows(session, list(session.scalars(asked)))


def preparation_years(session: Session) -> list[int]:
    """The years that have a programme, newest first."""
    return list(session.scalars(select(Preparation.year).distinct().order_by(Preparation.year.desc())))


def preparation_of_plan(session: Session, plan_id: int) -> PreparationRow | None:
    """The open preparation that revises a plan, the newest where there are several."""
    asked = (
        select(Preparation.id)
        .join(Matter, Matter.id == Preparation.id)
        .where(Preparation.plan_id == plan_id, Matter.kind == MatterKind.PREPARATION.value, Matter.state.in_(OPEN))
        .order_by(Preparation.id.desc())
        .limit(1)
    )
    rows = preparation_rows(session, list(session.scalars(asked)))
    return rows[0] if rows else None


def opinion_due_on(session: Session, sent_on: date) -> date:
    """By which day a unit that is asked on a day answers, by the rules in force."""
    return opinion_due(sent_on, rule_book(session))


def preparation_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every preparation, oldest first, by column name: times as ISO 8601 in ``zone``, stages and lines as lists."""
    for values in _every(session):
        yield {name: _plain(value, zone) for name, value in zip(PREPARATION_COLUMNS, values, strict=True)}


def preparation_values(session: Session) -> Iterator[Sequence[Any]]:
    """Every preparation in the order of the columns: aware times, days as texts, a stage or line in each line."""
    for values in _every(session):
        yield [_cell(value) for value in values]


def preparation_table(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """The records for a table of texts: a stage or line in each line of its cell."""
    for record in preparation_records(session, zone):
        yield {name: _cell(value) for name, value in record.items()}


def _every(session: Session) -> Iterator[Sequence[Any]]:
    asked = select(Matter, Preparation).join(Preparation, Preparation.id == Matter.id).order_by(Matter.id)
    for matter, row in session.execute(asked, execution_options={"yield_per": 200}):
        found = preparation_in_full(session, matter.id)
        lists: list[Any] = []
        if found is not None:
            lists = [
                [_line(each) for each in part] for part in (found.stages, found.opinions, found.experts, found.filings)
            ]
        own = [getattr(row, name) for name in _OWN]
        of_matter = {name: getattr(matter, name) for name in _OF_MATTER}
        yield [*(of_matter[n] for n in _OF_MATTER[:3]), *own, *(of_matter[n] for n in _OF_MATTER[3:]), *lists]


def _line(row: Any) -> dict[str, Any]:
    left_out = ("id", "unit_id", "version")
    values = {each.name: getattr(row, each.name) for each in fields(row) if each.name not in left_out}
    return {name: _day(value) for name, value in values.items() if value not in (None, "")}


def _day(value: Any) -> Any:
    if isinstance(value, Stage):
        return value.value
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def _plain(value: Any, zone: ZoneInfo) -> Any:
    return value.astimezone(zone).isoformat() if isinstance(value, datetime) else _day(value)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "\n".join("; ".join(f"{name}={said}" for name, said in line.items()) for line in value)
    return _day(value)


def _stages(session: Session, numbers: Sequence[int]) -> Mapping[int, tuple[StageFact, ...]]:
    asked = select(PreparationStage).where(PreparationStage.matter_id.in_(list(numbers)))
    found: dict[int, tuple[StageFact, ...]] = {}
    for row in session.scalars(asked.order_by(PreparationStage.matter_id, PreparationStage.position)):
        fact = StageFact(stage=Stage(row.stage), planned_on=row.planned_on, done_on=row.done_on, skipped=row.skipped)
        found[row.matter_id] = (*found.get(row.matter_id, ()), fact)
    return found


def _row(matter: Matter, row: Preparation, stages: tuple[StageFact, ...]) -> PreparationRow:
    return PreparationRow(
        matter=matter_row(matter),
        plan_kind=row.plan_kind,
        plan_level=row.plan_level,
        year=row.year,
        lead_unit=row.lead_unit,
        document_number=row.document_number,
        issued_on=row.issued_on,
        stages=stages,
    )


def _read(shape: Any, row: Any) -> Any:
    return shape(**{each.name: getattr(row, each.name) for each in fields(shape)})

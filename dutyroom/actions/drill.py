"""Drills: an exercise store made of a past incident, its script played in against the clock, and how it went."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from dutyroom.data.clock import Clock
from dutyroom.data.copying import copy_office
from dutyroom.data.desk import Desk
from dutyroom.data.folders import DATABASE
from dutyroom.data.queries.drills import DrillRow, drill_in_full, incidents_since
from dutyroom.data.queries.incidents import IncidentInFull, incident_in_full
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.data.startup import create_store
from dutyroom.data.store import Store
from dutyroom.data.tables import Drill, DrillInject
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.drill import Done, Inject, Mark, Obligation, Part, What, marks, score, script_of, to_play
from dutyroom.rules.incident import Surety
from dutyroom.rules.incident_facts import Statement, Story, facts_now, figures_of
from dutyroom.rules.matter import DUTY_WORDS, REPORTS, StepKind
from dutyroom.rules.refusal import Refusal

KIND: Final = "drill"
_LIMITS: Final = {What.TAKEN: "drill.take_down", What.GRADED: "drill.grade", What.FURTHER: "drill.further"}


def make_drill(store: Store, number: int, folder: Path, *, speed: int = 1, clock: Clock) -> None:
    """Make an exercise store in ``folder`` of incident ``number``: the office as it is, nothing of its log.

    Raises ``Refusal`` where the folder holds a duty room already or the incident nothing that could be played in.
    """
    if (folder / DATABASE).exists():
        raise Refusal("drill.live", field="folder", path=folder)
    with store.reading() as session:
        full = incident_in_full(session, number)
        if full is None:
            raise Refusal("matter.unknown", id=number)
        script = script_of(list(_parts(full)), speed)
        if not script:
            raise Refusal("drill.script.empty", number=full.matter.number)
        made = create_store(folder, kind=KIND, clock=clock)
        try:
            with made.desk() as desk:
                copy_office(session, desk)
                _keep(desk, full, script, speed)
        finally:
            made.close()


def start_drill(desk: Desk) -> int:
    """The clock of the drill begins; returns the entry's number."""
    drill = _drill(desk)
    if drill.started_at is not None:
        raise Refusal("drill.started")
    drill.started_at = desk.now
    return desk.journal("drill.started", text=drill.title, record=("drill", drill.id), payload={"speed": drill.speed})


def play_in(desk: Desk) -> list[int]:
    """Play in what is due by now; returns the numbers of the injects that are new."""
    drill = _running(desk)
    row = _row(desk.session)
    played = [each.id for each in row.injects if each.played_at is not None]
    due = to_play({each.id: each.after_s for each in row.injects}, played, drill.started_at or desk.now, desk.now)
    for number in due:
        inject = desk.session.get_one(DrillInject, number)
        inject.played_at = desk.now
        desk.journal("drill.played", text=inject.text, record=("drill", drill.id), unit=inject.source or None)
    return due


def end_drill(desk: Desk) -> int:
    """The drill is over; its marks stand as they are now. Returns the entry's number."""
    drill = _running(desk)
    drill.ended_at = desk.now
    kept, asked = score(drill_marks(desk.session, desk.now))
    payload = {"kept": kept, "of": asked}
    return desk.journal(
        "drill.ended", text=f"{drill.title} {kept}/{asked}", record=("drill", drill.id), payload=payload
    )


def drill_marks(session: Session, now: datetime) -> list[Mark]:
    """How the drill went, or is going: every obligation that is due by now."""
    row = _row(session)
    if row.started_at is None:
        return []
    now = row.ended_at or now
    day = now.astimezone(office_settings(session).zone).date()
    book = rule_book(session)
    limits = {what: timedelta(minutes=book.number(key, day)) for what, key in _LIMITS.items()}
    played = [(each.played_at, _inject(row, each.id)) for each in row.injects if each.played_at is not None]
    fulls = [incident_in_full(session, number) for number in incidents_since(session, row.started_at)]
    done = [full for full in fulls if full is not None]
    taken = sorted((each for full in done for each in _taken(full)), key=lambda each: each.at)
    graded = [each for full in done for each in _graded(full)]
    clocks = [each for full in done for each in _clocks(full)]
    return marks(played, taken, graded, clocks, limits=limits, now=now)


def _parts(full: IncidentInFull) -> list[Part]:
    """What was told of the incident: the first call and each further report, with the figures that came with it."""
    parts = []
    for step in full.common.steps:
        if step.kind not in (StepKind.RECEIVE, StepKind.FURTHER):
            continue
        said = [
            each for each in full.statements if each.surety is not Surety.WITHDRAWN and each.entry_seq == step.entry_seq
        ]
        figures = {figure.value: number for figure, number in figures_of(facts_now(said)).items()}
        first = step.kind == StepKind.RECEIVE
        text = _told(full, said) if first else step.text or _words(said)
        source = step.unit or (full.matter.source if first else "")
        parts.append(
            Part(
                at=step.happened_at,
                source=source,
                person=step.person or (full.facts.reporter if first else ""),
                text=text,
                figures=figures,
            )
        )
    return parts


def _told(full: IncidentInFull, said: list[Statement]) -> str:
    where = full.facts.place if full.facts.place.startswith(full.facts.area) else full.facts.area + full.facts.place
    return "\n".join(part for part in (where or full.matter.title, _words(said)) if part)


def _words(said: list[Statement]) -> str:
    story = [each.value for each in said if each.fact in set(Story)]
    return "\n".join(story)


def _keep(desk: Desk, full: IncidentInFull, script: list[Inject], speed: int) -> None:
    drill = Drill(
        origin=full.matter.number,
        title=full.matter.title,
        subtype=full.facts.subtype,
        grade=full.facts.grade,
        speed=speed,
    )
    desk.session.add(drill)
    desk.session.flush()
    desk.session.add_all(
        DrillInject(
            drill_id=drill.id,
            after_s=each.after_s,
            source=each.source,
            person=each.person,
            text=each.text,
            figures=canonical_json(dict(each.figures)),
        )
        for each in script
    )
    desk.journal(
        "drill.made", text=f"{drill.origin} {drill.title}", record=("drill", drill.id), payload={"speed": speed}
    )


def _taken(full: IncidentInFull) -> list[Done]:
    """The record and each further report, with the figures that held from then on, by when they were written."""
    done = []
    for step in full.common.steps:
        if step.kind in (StepKind.RECEIVE, StepKind.FURTHER):
            held = figures_of(facts_now([each for each in full.statements if each.entry_seq <= step.entry_seq]))
            written = full.written_at.get(step.entry_seq, step.happened_at)
            done.append(Done(at=written, figures={figure.value: number for figure, number in held.items()}))
    return done


def _graded(full: IncidentInFull) -> list[tuple[datetime, str, str]]:
    if not full.facts.grade:
        return []
    steps = [step for step in full.common.steps if step.kind in (StepKind.GRADE, StepKind.RECEIVE)]
    last = steps[-1]
    first = full.written_at.get(last.entry_seq, last.happened_at)
    return [(first, full.facts.grade, full.facts.grade_proposed)]


def _clocks(full: IncidentInFull) -> list[Obligation]:
    return [
        Obligation(
            name=DUTY_WORDS[clock.duty],
            to=clock.recipient,
            due_at=clock.due_at,
            met_at=clock.closed_at if clock.state == "closed" else None,
        )
        for clock in full.common.clocks
        if clock.duty in REPORTS and clock.due_at is not None and clock.state in ("open", "closed")
    ]


def _inject(row: DrillRow, number: int) -> Inject:
    each = next(each for each in row.injects if each.id == number)
    return Inject(after_s=each.after_s, source=each.source, person=each.person, text=each.text, figures=each.figures)


def _row(session: Session) -> DrillRow:
    row = drill_in_full(session)
    if row is None:
        raise Refusal("drill.none")
    return row


def _drill(desk: Desk) -> Drill:
    return desk.session.get_one(Drill, _row(desk.session).id)


def _running(desk: Desk) -> Drill:
    drill = _drill(desk)
    if drill.started_at is None:
        raise Refusal("drill.not_started")
    if drill.ended_at is not None:
        raise Refusal("drill.ended")
    return drill

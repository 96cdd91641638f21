"""From the store to the papers of one case: case sheet, transfer sheet, urging letter.

Callers are masked. They are printed unmasked only where a look with its reason was logged just before
(:func:`look_to_print`), and those who asked for secrecy never.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from dutyroom.actions.hotline_looks import look_at
from dutyroom.actions.matter_facts import matter_heading
from dutyroom.actions.supervision_facts import overdue_days
from dutyroom.data.desk import Desk
from dutyroom.data.queries.hotline import case_in_full
from dutyroom.data.queries.hotline_callers import look_rows
from dutyroom.data.queries.hotline_decided import CallBackRow, ExtensionRow, ReturnRow
from dutyroom.data.queries.hotline_rows import CallRow, CaseInFull
from dutyroom.data.queries.matter_papers import archive_number
from dutyroom.data.queries.matter_steps import StepRow
from dutyroom.data.queries.matters import AssignmentRow, ClockRow
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_named
from dutyroom.data.reading import Session
from dutyroom.papers.hotline_facts import (
    AskedFact,
    CallBackFact,
    CallFact,
    CaseStepFact,
    CaseUnitFact,
    HotlineCaseFacts,
    HotlineTransferFacts,
    HotlineUrgingFacts,
    LimitFact,
)
from dutyroom.papers.hotline_facts import Card as PaperCard
from dutyroom.papers.matter_facts import SaidFact
from dutyroom.rules.hotline import AT_ONCE, Card, Look
from dutyroom.rules.hotline_sheet import LookAt
from dutyroom.rules.matter import OPEN, Duty, Progress, Role, StepKind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_source import without_addresses

_CARDS: Final[dict[str, PaperCard]] = {Card.YELLOW: "yellow", Card.RED: "red"}
_LOOK_HOLDS: Final = timedelta(hours=1)  # so that the paper can be made again in another language
_OF_ALL: Final = (Duty.RESPOND, Duty.CLOSE, Duty.ANSWER_CALLER)
"""Clocks of the whole case that the unit is told of."""


def look_to_print(desk: Desk, number: int, reason: str) -> None:
    """Log that callers of a case are printed unmasked; refused without the right or without a reason."""
    look_at(desk, LookAt(what=Look.PRINT, id=number, reason=reason))


def hotline_case_facts(
    session: Session, record: int, now: datetime, *, unmasked: bool = False, reason: str = ""
) -> HotlineCaseFacts:
    """工单 with the whole run of a case. ``unmasked`` only after :func:`look_to_print`, whose ``reason`` is printed too."""
    _check_look(session, record, now, unmasked=unmasked)
    found = _case(session, record, unmasked=unmasked)
    facts, matter = found.facts, found.matter
    return HotlineCaseFacts(
        **_heading(session, found, now, unmasked=unmasked, reason=reason),
        state=matter.state,
        is_complex=facts.is_complex,
        is_direct=facts.is_direct,
        refused=facts.refused,
        turn_to=found.turn_to,
        duplicate_of=found.into.number if found.into else "",
        incident=found.incident.number if found.incident else "",
        outside_number=facts.outside_number,
        dispatched_at=facts.dispatched_at,
        responded_at=facts.responded_at,
        close_due_at=facts.close_due_at,
        units=tuple(_unit(unit) for unit in found.units if unit.state != Progress.WITHDRAWN),
        returns=tuple(_return(row) for row in found.returns),
        extensions=tuple(_extension(row) for row in found.extensions),
        result=facts.result,
        answer=found.answer,
        replied_at=facts.replied_at,
        replied_by=facts.replied_by,
        closed_at=matter.closed_at,
        redone=facts.redone,
        urged_count=len(_steps(found, StepKind.URGE)),
        card=facts.card,
        instructions=tuple(
            SaidFact(text=step.text, by=step.leader, at=step.happened_at) for step in _steps(found, StepKind.INSTRUCT)
        ),
        call_backs=tuple(_call_back(row) for row in found.call_backs),
        steps=tuple(_step(step) for step in found.steps),
        archive_number=archive_number(session, record),
    )


def hotline_transfer_facts(
    session: Session,
    record: int,
    now: datetime,
    *,
    assignment: int | None = None,
    unmasked: bool = False,
    reason: str = "",
) -> HotlineTransferFacts:
    """转办单 to a unit (``assignment``), else to the lead. Refused: ``paper.hotline.undispatched``."""
    _check_look(session, record, now, unmasked=unmasked)
    found = _case(session, record, unmasked=unmasked)
    to = _addressed(found, assignment)
    sent = _told(found, StepKind.ASSIGN, to)
    by = sent.author if sent else ""
    return HotlineTransferFacts(
        **_heading(session, found, now, unmasked=unmasked, reason=reason),
        unit=to.unit,
        role=to.role,
        lead=found.matter.lead,
        helpers="、".join(unit.unit for unit in _held(found) if unit.role == Role.HELPER and unit is not to),
        asked=sent.text if sent else "",
        limits=tuple(_limit(clock) for clock in _clocks(found, to)),
        dispatched_at=to.assigned_at,
        dispatched_by=by,
        signed_at=to.signed_at,
        signed_by=to.signed_by,
        **_contact(session, by),
    )


def hotline_urging_facts(
    session: Session, record: int, now: datetime, *, assignment: int | None = None
) -> HotlineUrgingFacts:
    """催办函 to a unit, with the last card 督办单; a draft where nobody was urged yet. Refused as the transfer sheet."""
    found = _case(session, record)
    to, last = _urged(found, assignment)
    close = next((clock for clock in found.clocks if clock.duty == Duty.CLOSE), None)
    due = found.facts.close_due_at
    zone = office_settings(session).zone
    answer = next((clock for clock in _clocks(found, to) if clock.duty == Duty.ANSWER), None)
    is_open = found.matter.state in OPEN
    return HotlineUrgingFacts(
        **_heading(session, found, now),
        unit=to.unit,
        card=_CARDS.get(found.facts.card, "") if last is not None and last.kind == StepKind.CARD else "",
        dispatched_at=to.assigned_at,
        due_at=due,
        overdue_days=overdue_days(due, now, zone) if due and is_open else None,
        urged_count=to.urged_count,
        urged_at=last.happened_at if last else None,
        urged_text=last.text if last else "",
        urged_by=last.author if last else "",
        answer_by=answer.due_at if answer else None,
        rule_zh=close.rule_zh if close else "",
        rule_en=close.rule_en if close else "",
        rule_source=without_addresses(close.source) if close else "",
        is_draft=last is None,
        **_contact(session, last.author if last else ""),
    )


def urging_issued(session: Session, record: int, *, assignment: int | None = None) -> int | None:
    """The step that the letter tells of, under which it is kept as it was first made; None while it is a draft."""
    _, last = _urged(_case(session, record), assignment)
    return last.id if last is not None else None


def _urged(found: CaseInFull, assignment: int | None) -> tuple[AssignmentRow, StepRow | None]:
    """The unit that the letter goes to, and the last step that urged it."""
    urged = [step for step in found.steps if step.kind in (StepKind.URGE, StepKind.CARD)]
    to = _addressed(found, assignment or _last_urged(found, urged))
    return to, next((step for step in reversed(urged) if step.assignment_id == to.id or step.unit == to.unit), None)


def _check_look(session: Session, number: int, now: datetime, *, unmasked: bool) -> None:
    """Refuse to print callers unmasked where no look to print them was logged within the hour."""
    looks = look_rows(session, number, since=now - _LOOK_HOLDS) if unmasked else []
    if unmasked and all(look.what != Look.PRINT for look in looks):
        raise Refusal("paper.hotline.look", id=number)


def _case(session: Session, number: int, *, unmasked: bool = False) -> CaseInFull:
    found = case_in_full(session, number, unmasked=unmasked)
    if found is None:
        raise Refusal("matter.unknown", id=number)
    return found


def _heading(
    session: Session, found: CaseInFull, now: datetime, *, unmasked: bool = False, reason: str = ""
) -> dict[str, Any]:
    """What every paper of the case says."""
    facts, matter = found.facts, found.matter
    respond = next((clock for clock in found.clocks if clock.duty == Duty.RESPOND), None)
    first = found.caller
    merged = {case.id: case.number for case in found.merged}
    heading = matter_heading(session, matter, now)
    is_at_once = matter.urgency == AT_ONCE
    return {
        **heading,
        "urgency": "",  # in its own field: the grades of papers are others
        "title": matter.title,
        "text": found.text,
        "demand": facts.demand,
        "code": facts.code,
        "class_zh": found.class_zh,
        "class_en": found.class_en,
        "is_at_once": is_at_once,
        "urgent_zh": respond.rule_zh if is_at_once and respond else "",
        "urgent_en": respond.rule_en if is_at_once and respond else "",
        "channel": facts.channel,
        "area": facts.area,
        "street": facts.street,
        "place": found.place,
        "event_at": facts.event_at,
        "received_at": matter.received_at,
        "operator": first.operator if first else "",
        "calls": tuple(_call(call, merged) for call in found.calls),
        "is_unmasked": unmasked,
        "reason": reason if unmasked else "",
    }


def _call(call: CallRow, merged: dict[int, str]) -> CallFact:
    return CallFact(
        called_at=call.called_at,
        channel=call.channel,
        operator=call.operator,
        name=call.name,
        sex=call.sex,
        phone=call.phone,
        second=call.second,
        address=call.address,
        is_secret=call.is_secret,
        wants_reply=call.wants_reply,
        said=call.said,
        from_number=merged.get(call.from_id, "") if call.from_id is not None else "",
    )


def _unit(unit: AssignmentRow) -> CaseUnitFact:
    return CaseUnitFact(
        unit=unit.unit,
        role=unit.role,
        assigned_at=unit.assigned_at,
        signed_at=unit.signed_at,
        signed_by=unit.signed_by,
        answered_at=unit.answered_at,
        answer=unit.answer,
        urged_count=unit.urged_count,
    )


def _return(row: ReturnRow) -> AskedFact:
    return AskedFact(wish=row.proposed, **_decided(row))


def _extension(row: ExtensionRow) -> AskedFact:
    return AskedFact(due_at=row.due_at, **_decided(row))


def _decided(row: ReturnRow | ExtensionRow) -> dict[str, Any]:
    names = ("unit", "asked_at", "asked_by", "reason", "state", "decided_at", "decided_by", "decision")
    return {name: getattr(row, name) for name in names}


def _call_back(row: CallBackRow) -> CallBackFact:
    return CallBackFact(
        called_at=row.called_at,
        by=row.caller_back,
        reached=row.reached,
        solved=row.solved,
        satisfied=row.satisfied,
        said=row.said,
        next_at=row.next_at,
    )


def _step(step: StepRow) -> CaseStepFact:
    who = step.leader or step.unit or step.person or step.author
    return CaseStepFact(at=step.happened_at, kind=step.kind, who=who, text=step.text)


def _steps(found: CaseInFull, kind: StepKind) -> list[StepRow]:
    return [step for step in found.steps if step.kind == kind]


def _held(found: CaseInFull) -> list[AssignmentRow]:
    return [unit for unit in found.units if unit.state != Progress.WITHDRAWN]


def _addressed(found: CaseInFull, assignment: int | None) -> AssignmentRow:
    held = _held(found)
    meant = [unit for unit in held if unit.id == assignment] or [unit for unit in held if unit.role == Role.LEAD]
    if not meant:
        raise Refusal("paper.hotline.undispatched", number=found.matter.number)
    return meant[-1]


def _last_urged(found: CaseInFull, urged: list[StepRow]) -> int | None:
    held = {unit.id for unit in _held(found)}
    return next((step.assignment_id for step in reversed(urged) if step.assignment_id in held), None)


def _told(found: CaseInFull, kind: StepKind, to: AssignmentRow) -> StepRow | None:
    """The last step of a kind that was about a unit."""
    steps = reversed(_steps(found, kind))
    return next((step for step in steps if step.assignment_id == to.id or to.unit in step.unit), None)


def _clocks(found: CaseInFull, to: AssignmentRow) -> list[ClockRow]:
    """The clocks that run for a unit, its own first, the soonest first."""
    running = [clock for clock in found.clocks if clock.state == "open"]
    mine = [
        clock
        for clock in running
        if clock.assignment_id == to.id or (clock.assignment_id is None and clock.duty in _OF_ALL)
    ]
    return sorted(mine, key=lambda clock: (clock.due_at is None, clock.due_at))


def _limit(clock: ClockRow) -> LimitFact:
    return LimitFact(
        duty=clock.duty,
        due_at=clock.due_at,
        rule_zh=clock.rule_zh,
        rule_en=clock.rule_en,
        source=without_addresses(clock.source),
    )


def _contact(session: Session, name: str) -> dict[str, Any]:
    officer = officer_named(session, name) if name else None
    return {"contact": name, "phone": officer.phone if officer else ""}

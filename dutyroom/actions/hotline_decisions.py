"""What units ask for and what is decided of it: objections (退单), more time (延期); the cards of supervision."""

from __future__ import annotations

from datetime import datetime

from dutyroom.actions.clocks import STOPPED, start_clock
from dutyroom.actions.hotline_flow import unit_of
from dutyroom.actions.hotline_rows import case_of, zone_of
from dutyroom.actions.matters import urge
from dutyroom.actions.steps import Taken, begun, kept, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.queries.hotline_flow import extensions_of, returns_of
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Assignment, HotlineCase, HotlineExtension, HotlineReturn, Matter
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline import CARD_ZH, DECISION_WORDS, Decision
from dutyroom.rules.hotline_clocks import card_at, decide_return_clock, decide_time_clock, may_return_until
from dutyroom.rules.hotline_steps import (
    AskTime,
    DecideReturn,
    DecideTime,
    GiveCard,
    ObjectTo,
    UrgeCases,
    check_card,
    check_more_time,
    check_return,
)
from dutyroom.rules.matter import PROGRESS_WORDS, Duty, Progress, Role, StepKind
from dutyroom.rules.matter_clock import BY_HAND
from dutyroom.rules.matter_steps import UnitStep
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import may_be_urged
from dutyroom.rules.wording import Worded

_MOST = "hotline.extension_most"
_AT_WORK = (Progress.ASSIGNED, Progress.SIGNED)


def object_to(desk: Desk, asked: ObjectTo) -> int:
    """退单: a unit says that the case is not its business; the case stays with it until that is decided."""
    matter = begun(desk, asked, StepKind.OBJECT)
    unit = _at_work(desk, matter, asked.assignment_id)
    at, book, zone = asked.happened_at or desk.now, rule_book(desk.session), zone_of(desk)
    former = [(row.state, row.decision) for row in returns_of(desk.session, matter.id) if row.unit == unit.unit]
    check_return(asked, matter.number, unit.unit, former, at=at, until=may_return_until(book, unit.assigned_at, zone))
    proposed, by = clean_text(asked.proposed), clean_text(asked.person)
    row = HotlineReturn(
        matter_id=matter.id,
        assignment_id=unit.id,
        unit=unit.unit,
        asked_at=at,
        asked_by=kept(desk, matter, by),
        reason=kept(desk, matter, clean_text(asked.text)),
        proposed=proposed,
        state=Decision.ASKED.value,
        entry_seq=desk.next_seq,
    )
    desk.session.add(row)
    start_clock(desk, matter, decide_return_clock(book, at, zone), assignment=unit)
    text = _lines(asked.text, f"→ {proposed}" if proposed else "", asked.despite)
    taken = Taken(
        step=StepKind.OBJECT,
        text=text,
        unit=unit.unit,
        person=by,
        happened_at=asked.happened_at,
        assignment=unit,
        payload={"proposed": proposed, "despite": kept(desk, matter, clean_text(asked.despite))},
    )
    return take(desk, matter, taken)


def decide_return(desk: Desk, asked: DecideReturn) -> int:
    """An objection decided: granted it is taken back and goes to another unit; refused the unit may not return it again."""
    matter = begun(desk, asked, StepKind.DECIDE_RETURN)
    row = desk.session.get(HotlineReturn, asked.return_id)
    if row is None or row.matter_id != matter.id:
        raise Refusal("hotline.return.unknown", field="return_id", number=matter.number)
    if row.state != Decision.ASKED:
        raise Refusal("hotline.return.done", unit=row.unit, decision=Worded(DECISION_WORDS[row.state]))
    reason = _reason(asked.text, needed=not asked.is_granted)
    unit = desk.session.get_one(Assignment, row.assignment_id)
    decision = Decision.GRANTED if asked.is_granted else Decision.REFUSED
    if asked.is_granted:
        unit = _at_work(desk, matter, row.assignment_id)
        _take_back(desk, matter, unit, row.reason)
    _decide(row, desk, decision, kept(desk, matter, reason), asked.happened_at)
    taken = Taken(
        step=StepKind.DECIDE_RETURN,
        text=reason,
        unit=row.unit,
        happened_at=asked.happened_at,
        assignment=unit,
        payload={"decision": decision, "proposed": row.proposed},
    )
    return take(desk, matter, taken)


def ask_time(desk: Desk, asked: AskTime) -> int:
    """延期: somebody asks for more time; the limit stands as it is until that is decided."""
    matter = begun(desk, asked, StepKind.ASK_TIME)
    case = case_of(desk, asked.id)
    reason = _reason(asked.text, needed=True)
    if extensions_of(desk.session, matter.id, pending=True):
        raise Refusal("hotline.time.asked", field="due_at", number=matter.number)
    _check_most(desk, matter, case)
    check_more_time(matter.number, due=asked.due_at, former=case.close_due_at, now=desk.now)
    unit = unit_of(desk, matter, asked.assignment_id) if asked.assignment_id is not None else None
    at, by = asked.happened_at or desk.now, clean_text(asked.person)
    row = HotlineExtension(
        matter_id=matter.id,
        assignment_id=asked.assignment_id,
        unit=unit.unit if unit is not None else "",
        asked_at=at,
        asked_by=kept(desk, matter, by),
        reason=kept(desk, matter, reason),
        former_due_at=case.close_due_at,
        due_at=asked.due_at,
        state=Decision.ASKED.value,
        entry_seq=desk.next_seq,
    )
    desk.session.add(row)
    start_clock(desk, matter, decide_time_clock(rule_book(desk.session), at, zone_of(desk)), assignment=unit)
    taken = Taken(
        step=StepKind.ASK_TIME,
        text=reason,
        unit=row.unit,
        person=by,
        happened_at=asked.happened_at,
        assignment=unit,
        payload={"from": case.close_due_at, "to": asked.due_at},
    )
    return take(desk, matter, taken)


def decide_time(desk: Desk, asked: DecideTime) -> int:
    """More time decided: granted it moves the limit to close, at most as often as the rule allows."""
    matter = begun(desk, asked, StepKind.DECIDE_TIME)
    case, row = case_of(desk, asked.id), desk.session.get(HotlineExtension, asked.extension_id)
    if row is None or row.matter_id != matter.id:
        raise Refusal("hotline.time.unknown", field="extension_id", number=matter.number)
    if row.state != Decision.ASKED:
        raise Refusal("hotline.time.done", decision=Worded(DECISION_WORDS[row.state]))
    reason = _reason(asked.text, needed=not asked.is_granted)
    decision, former = Decision.REFUSED, case.close_due_at
    if asked.is_granted:
        _check_most(desk, matter, case)
        due = asked.due_at or row.due_at
        check_more_time(matter.number, due=due, former=former, now=desk.now)
        decision, row.due_at = Decision.GRANTED, due
        case.extended += 1
        _move_close(desk, matter, due, kept(desk, matter, reason) or row.reason)
    _decide(row, desk, decision, kept(desk, matter, reason), asked.happened_at)
    unit = desk.session.get(Assignment, row.assignment_id) if row.assignment_id is not None else None
    taken = Taken(
        step=StepKind.DECIDE_TIME,
        text=reason,
        unit=row.unit,
        happened_at=asked.happened_at,
        assignment=unit,
        payload={"decision": decision, "from": former, "to": row.due_at},
    )
    return take(desk, matter, taken)


def give_card(desk: Desk, asked: GiveCard) -> int:
    """黄牌、红牌 to the lead: yellow, then red, never back; before the rule asks for it only with a reason."""
    matter = begun(desk, asked, StepKind.CARD)
    case, text = case_of(desk, asked.id), clean_text(asked.text)
    due_from = None
    if case.close_due_at is not None:
        due_from = card_at(rule_book(desk.session), asked.card, case.close_due_at, zone_of(desk))
    check_card(matter.number, case.card, asked.card, said=text, due_from=due_from, now=desk.now)
    former, case.card = case.card, asked.card.value
    taken = Taken(
        step=StepKind.CARD,
        text=_lines(CARD_ZH[asked.card], text),
        unit=matter.lead,
        happened_at=asked.happened_at,
        payload={"card": asked.card, "from": former, "due_from": due_from},
    )
    return take(desk, matter, taken)


def urge_cases(desk: Desk, asked: UrgeCases) -> int:
    """催办 of each unit that still owes an answer, an entry each; returns how many it were."""
    urged = 0
    for number in asked.assignment_ids:
        unit = desk.session.get(Assignment, number)
        if unit is not None and may_be_urged(unit.state, matter_of(desk, unit.matter_id).state):
            urge(desk, UnitStep(id=unit.matter_id, assignment_id=unit.id, text=asked.text))
            urged += 1
    if not urged:
        raise Refusal("matter.urge.nobody")
    return urged


def _take_back(desk: Desk, matter: Matter, unit: Assignment, reason: str) -> None:
    unit.state, unit.reason = Progress.WITHDRAWN.value, reason
    for item in items_of_matter(desk.session, matter.id):
        # What is to be decided is met by deciding it; the rest is no longer owed by that unit.
        if item.assignment_id == unit.id and item.duty != Duty.DECIDE_RETURN:
            item.state, item.closed_at, item.outcome, item.put_off_until = STOPPED, desk.now, reason, None
    if unit.role == Role.LEAD:
        matter.lead, matter.lead_id = "", None
    case_of(desk, matter.id).returned += 1


def _move_close(desk: Desk, matter: Matter, due: datetime, said: str) -> None:
    for item in items_of_matter(desk.session, matter.id):
        if item.duty == Duty.CLOSE:
            item.due_at, item.rule_key, item.put_off_until = due, BY_HAND, None
            item.rule_source, item.unsure = said, None


def _decide(
    row: HotlineReturn | HotlineExtension, desk: Desk, decision: Decision, said: str, at: datetime | None
) -> None:
    row.state, row.decision = decision.value, said
    row.decided_at, row.decided_by = at or desk.now, desk.author.name


def _check_most(desk: Desk, matter: Matter, case: HotlineCase) -> None:
    most = rule_book(desk.session).number(_MOST, matter.received_at.astimezone(zone_of(desk)).date())
    if case.extended >= most:
        raise Refusal("hotline.time.most", field="due_at", number=matter.number, times=case.extended)


def _at_work(desk: Desk, matter: Matter, assignment_id: int) -> Assignment:
    unit = unit_of(desk, matter, assignment_id)
    if unit.state not in _AT_WORK:
        state = Worded(PROGRESS_WORDS[unit.state])
        raise Refusal("matter.assignment.done", field="unit", unit=unit.unit, state=state)
    return unit


def _reason(text: str, *, needed: bool) -> str:
    said = clean_text(text)
    if needed and not said:
        raise Refusal("matter.reason.empty", field="text")
    return said


def _lines(*parts: str) -> str:
    return "\n".join(said for part in parts if (said := clean_text(part)))

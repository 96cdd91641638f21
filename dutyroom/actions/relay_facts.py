"""From the register to the papers of many recipients: who was told when, and who has reported."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.actions.matter_facts import matter_heading, office_heading
from dutyroom.data.queries.matter_papers import newest_head, relay_author
from dutyroom.data.queries.matters import matter_rows
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.relays import RelayLineRow, relay_in_full
from dutyroom.data.queries.returns import CallInFull, ReturnsUnitRow, call_in_full
from dutyroom.data.reading import Session
from dutyroom.papers.matter_facts import (
    RelayLineFact,
    ReturnFact,
    ReturnsFacts,
    ReturnsRoundFact,
    TransmissionListFacts,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import LineState
from dutyroom.rules.returns import Return, read_times, rounds, standing

_STATES: Final = {
    LineState.WAITING: "waiting",
    LineState.SENT: "sent",
    LineState.ACKNOWLEDGED: "acknowledged",
    LineState.WITHDRAWN: "withdrawn",
}


def transmission_list_facts(session: Session, record: int, now: datetime) -> TransmissionListFacts:
    """通知传达登记表 of a relay; the head of the log's chain stands on it, so that the paper proves the log."""
    found = relay_in_full(session, record)
    if found is None:
        raise Refusal("relay.unknown")
    relay = found.relay
    matter = next(iter(matter_rows(session, [relay.matter_id] if relay.matter_id else [])), None)
    notice = notice_in_full(session, matter.id) if matter else None
    heading = matter_heading(session, matter, now) if matter else office_heading(session, now)
    return TransmissionListFacts(
        **{**heading, "number": relay.number},
        source=matter.source if matter else "",
        document_number=notice.facts.document_number if notice else "",
        title=relay.title,
        text=relay.text,
        began_at=relay.began_at,
        author=relay_author(session, relay.id),
        lines=tuple(_line(line) for line in found.lines),
        head=newest_head(session) or None,
    )


def returns_facts(session: Session, record: int, now: datetime) -> ReturnsFacts:
    """应报未报统计 of a call: the rounds that are over, and later ones that somebody has answered already."""
    found = call_in_full(session, record)
    if found is None:
        raise Refusal("returns.unknown")
    call = found.call
    matter = next(iter(matter_rows(session, [call.matter_id] if call.matter_id else [])), None)
    heading = matter_heading(session, matter, now) if matter else office_heading(session, now)
    return ReturnsFacts(
        **{**heading, "number": call.number},
        title=call.title,
        asked=call.asked,
        times=tuple(call.times.split()),
        nil_asked=call.nil_asked,
        rounds=tuple(_round(found, due_at, now) for due_at in _due(session, found, now)),
    )


def _line(line: RelayLineRow) -> RelayLineFact:
    return RelayLineFact(
        unit=line.unit,
        phone=line.phone,
        channel=line.channel,
        state=_STATES[LineState(line.state)],  # type: ignore[arg-type]  # the four words of the paper
        sent_at=line.sent_at,
        taken_by=line.taken_by,
        read_back=line.read_back,
        acknowledged_at=line.acknowledged_at,
        attempts=line.attempts,
        urged_at=line.urged_at,
        remark=line.remark,
    )


def _due(session: Session, found: CallInFull, now: datetime) -> list[datetime]:
    """The rounds to print; before the first is over that one, so that the paper says what is asked."""
    call = found.call
    due = rounds(call.first_on, call.last_on, read_times(call.times), office_settings(session).zone)
    answered = {at for (_, at), answer in found.answers.items() if answer.answered_at}
    return [at for at in due if at <= now or at in answered] or due[:1]


def _round(found: CallInFull, due_at: datetime, now: datetime) -> ReturnsRoundFact:
    """One round without those of whom no answer was waited for."""
    shown = []
    for unit in found.units:
        answer = found.answers.get((unit.id, due_at))
        asked = unit.active or (answer is not None and answer.answered_at is not None)
        if asked and standing(answer, due_at, now) is not Return.EXCUSED:
            shown.append(_return(found, unit, due_at))
    return ReturnsRoundFact(due_at=due_at, returns=tuple(shown))


def _return(found: CallInFull, unit: ReturnsUnitRow, due_at: datetime) -> ReturnFact:
    answer = found.answers.get((unit.id, due_at))
    if answer is None:
        return ReturnFact(unit=unit.unit, phone=unit.phone)
    return ReturnFact(
        unit=unit.unit,
        phone=unit.phone,
        answered_at=answer.answered_at,
        person=answer.person,
        is_nil=answer.is_nil,
        text=answer.text,
        urged_count=answer.urged_count,
    )

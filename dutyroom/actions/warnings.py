"""Warnings: registering, changing and lifting them; start and end are clocks, so that the Desk watches both."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.clocks import STOPPED, rename_clocks, start_clock
from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.matters import next_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.warnings import facts_of_row
from dutyroom.data.tables import Matter, PublicWarning
from dutyroom.rules.cap_message import CapReference, own_identifier, read_references, written_references
from dutyroom.rules.cap_text import cap_time, fit
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import Duty, MatterKind, State, StepKind, check_kind, check_step, matter_number
from dutyroom.rules.matter_clock import BY_HAND, BY_PAPER, ClockStart
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.warning import (
    STATUS_WORDS,
    ChangeWarning,
    LiftWarning,
    Message,
    RegisterWarning,
    WarningFacts,
    check_lift,
    check_warning,
    made_title,
    missing,
    turn_line,
)
from dutyroom.rules.wording import Worded

MUST_STATE: Final = "warning.must_state"
_ONE_LINE: Final = ("event", "source", "contact", "title", "category", "urgency", "severity", "certainty")
_TEXTS: Final = (*_ONE_LINE, "areas", "watch", "action", "web")
_ELSEWHERE: Final = frozenset({"source", "title", "status"})
"""Facts that the matter keeps, or that never change."""


def register_warning(desk: Desk, asked: RegisterWarning) -> int:
    """A warning came in: one matter, one number, its start and end watched; returns its id."""
    received = asked.received_at or desk.now
    facts = cleaned(asked.facts)
    check_warning(facts, must_state(desk, received), asked.reason, now=desk.now)
    return keep_warning(desk, facts, received, asked.reason)


def change_warning(desk: Desk, asked: ChangeWarning) -> int:
    """It says something else now, or was written down wrongly; the entry holds what each fact was and is."""
    step = StepKind.CORRECT if asked.is_correction else StepKind.CHANGE
    matter, row = warning_of(desk, asked.id, step)
    if matter.version != asked.version:
        raise Refusal("record.changed_meanwhile", field="colour")
    text = clean_text(asked.text)
    if asked.is_correction and not text:
        raise Refusal("matter.reason.empty", field="text")
    former = facts_of_row(matter, row)
    facts = cleaned(asked.facts)
    if not asked.is_correction:
        facts = replace(facts, issued_at=facts.issued_at or desk.now)
    asked_for = must_state(desk, matter.received_at)
    known = missing(former, asked_for)  # was reasoned when it came in
    check_warning(facts, [word for word in asked_for if word not in known], asked.reason, now=desk.now)
    if replace(facts, issued_at=former.issued_at) == former and not (asked.is_correction and facts != former):
        raise Refusal("warning.change.nothing", field="colour")
    return apply_change(desk, matter, row, facts, text=_with_reason(text, asked.reason), step=step)


def lift_warning(desk: Desk, asked: LiftWarning) -> int:
    """It is over: its clocks are met, the register says when; returns the number of the entry."""
    matter, row = warning_of(desk, asked.id, StepKind.LIFT)
    check_lift(asked.lifted_at, row.issued_at, now=desk.now)
    _be_own_message(desk, matter, row)
    return apply_lift(desk, matter, row, asked.lifted_at, clean_text(asked.text))


def keep_warning(
    desk: Desk, facts: WarningFacts, received: datetime, reason: str, came_as: CapReference | None = None, **more: Any
) -> int:
    """Write a warning that was checked; ``came_as`` is the message that it came as. Returns its id."""
    zone = office_settings(desk.session).zone
    year = received.astimezone(zone).year
    serial = next_serial(desk.session, MatterKind.WARNING, year)
    matter = Matter(
        kind=MatterKind.WARNING.value,
        year=year,
        serial=serial,
        number=matter_number(MatterKind.WARNING, year, serial),
        title=made_title(facts),
        source=facts.source,
        state=State.RECEIVED.value,
        received_at=received,
    )
    desk.session.add(matter)
    desk.session.flush()
    row = PublicWarning(
        id=matter.id,
        status=facts.status.value,
        message=more.pop("message", Message.ALERT).value,
        references=more.pop("references", ""),
        identifier=came_as.identifier if came_as else "",
        sender=came_as.sender if came_as else "",
        **{**_kept(facts), "issued_at": facts.issued_at or received},
    )
    desk.session.add(row)
    _run_clocks(desk, matter, facts, "received")
    index_matter(desk.session, matter.id)
    text = _with_reason(_said(desk, facts), reason)
    payload = {"status": facts.status, "colour": facts.colour, "expires_at": facts.expires_at, **more}
    take(desk, matter, Taken(step=StepKind.RECEIVE, text=text, happened_at=received, payload=payload))
    return matter.id


def apply_change(
    desk: Desk,
    matter: Matter,
    row: PublicWarning,
    facts: WarningFacts,
    *,
    text: str,
    step: StepKind = StepKind.CHANGE,
    came_as: CapReference | None = None,
    **more: Any,
) -> int:
    """Write other facts into a warning; whoever calls has checked them. Returns the number of the entry."""
    if facts.status.value != row.status:
        status = Worded(STATUS_WORDS[row.status])
        raise Refusal("warning.status.fixed", field="status", number=matter.number, status=status)
    former, colour = matter.title, row.colour
    if step is StepKind.CHANGE:
        _be_message(desk, matter, row, Message.UPDATE, came_as)
    changes = set_values(matter, {"title": made_title(facts), "source": facts.source})
    changes |= set_values(row, {**_kept(facts), "issued_at": facts.issued_at or row.issued_at})
    desk.touch(matter)  # also where only facts beside the matter changed: who began earlier must see them
    rename_clocks(desk, matter, former)
    _run_clocks(desk, matter, facts, "limit")
    index_matter(desk.session, matter.id)
    line = "\n".join(part for part in (turn_line(colour, facts.colour), text) if part)
    return take(desk, matter, Taken(step=step, text=line, payload={"changes": changes, **more}))


def apply_lift(
    desk: Desk, matter: Matter, row: PublicWarning, lifted_at: datetime | None, text: str, **more: Any
) -> int:
    """Write that a warning is over."""
    at = lifted_at or desk.now
    row.message, row.lifted_at = Message.CANCEL.value, at
    matter.outcome, matter.closed_at = text or "预警解除", at
    taken = Taken(step=StepKind.LIFT, text=matter.outcome, happened_at=at, payload=more or None)
    return take(desk, matter, taken)


def warning_of(desk: Desk, number: int, step: StepKind) -> tuple[Matter, PublicWarning]:
    """The warning, where the step may be taken."""
    matter = matter_of(desk, number)
    row = desk.session.get(PublicWarning, matter.id)
    if row is None:
        raise Refusal("warning.unknown", id=number)
    check_step(step, State(matter.state), matter.number)
    check_kind(step, matter.kind, matter.number)
    return matter, row


def must_state(desk: Desk, at: datetime) -> tuple[str, ...]:
    """What a warning must state by the rules in force."""
    zone = office_settings(desk.session).zone
    return rule_book(desk.session).words(MUST_STATE, at.astimezone(zone).date())


def cleaned(facts: WarningFacts) -> WarningFacts:
    """The facts with their texts as they are kept."""
    texts: dict[str, Any] = {name: clean_text(getattr(facts, name)) for name in _TEXTS}
    texts |= {name: " ".join(texts[name].split()) for name in _ONE_LINE}
    texts["areas"] = "\n".join(line.strip() for line in texts["areas"].splitlines() if line.strip())
    return replace(facts, **texts)


def current_reference(desk: Desk, matter: Matter, row: PublicWarning) -> CapReference:
    """How a later message refers to what the warning says now: the message that it came as, else one of our own."""
    office = office_settings(desk.session)
    own = own_identifier(matter.year, matter.serial, row.version)
    return CapReference(
        sender=row.sender or fit(office.name_zh),
        identifier=row.identifier or own,
        sent=cap_time(row.issued_at, office.zone),
    )


def _be_own_message(desk: Desk, matter: Matter, row: PublicWarning) -> None:
    _be_message(desk, matter, row, Message.CANCEL, None)


def _be_message(desk: Desk, matter: Matter, row: PublicWarning, message: Message, came_as: CapReference | None) -> None:
    """What it says next is another message, which refers to all that were before it."""
    former = (*read_references(row.references), current_reference(desk, matter, row))
    row.references, row.message = written_references(former), message.value
    row.identifier, row.sender = (came_as.identifier, came_as.sender) if came_as else ("", "")


def be_cancelled(desk: Desk, matter: Matter, row: PublicWarning, came_as: CapReference) -> None:
    """The message that lifts it is what it came as last."""
    _be_message(desk, matter, row, Message.CANCEL, came_as)


def _run_clocks(desk: Desk, matter: Matter, facts: WarningFacts, event: str) -> None:
    """Start and end as they are now: what runs is moved, what is no more stops, what is new begins."""
    running = {item.duty: item for item in items_of_matter(desk.session, matter.id)}
    start = facts.starts_at
    wanted: dict[Duty, datetime | None] = {Duty.EXPIRE: facts.expires_at}
    if start is not None and start > desk.now:
        wanted[Duty.TAKE_EFFECT] = start
    for duty in (Duty.TAKE_EFFECT, Duty.EXPIRE):
        item = running.get(duty)
        if item is not None and duty not in wanted:
            item.state, item.closed_at, item.outcome, item.put_off_until = STOPPED, desk.now, "", None
        elif item is not None:
            if item.due_at != wanted[duty]:
                item.due_at, item.put_off_until = wanted[duty], None
        elif duty in wanted:
            key = BY_PAPER if wanted[duty] is not None else BY_HAND
            start_clock(desk, matter, ClockStart(duty=duty, due_at=wanted[duty], rule_key=key, start_event=event))


def _kept(facts: WarningFacts) -> dict[str, Any]:
    return {each.name: getattr(facts, each.name) for each in fields(facts) if each.name not in _ELSEWHERE}


def _said(desk: Desk, facts: WarningFacts) -> str:
    """Areas and times as the log says them, which is the office's own and Chinese."""
    zone = office_settings(desk.session).zone
    start, end = (f"{at.astimezone(zone):%m月%d日%H:%M}" if at else "" for at in (facts.starts_at, facts.expires_at))
    span = f"{start or '即时'}至{end or '另行通知'}" if start or end else ""
    return "\n".join(part for part in ("、".join(facts.areas.splitlines()), span) if part)


def _with_reason(text: str, reason: str) -> str:
    """What was said, with the reason why something that the law asks for is missing."""
    reason = clean_text(reason)
    return "\n".join(part for part in (text, f"未载明事项的原因：{reason}" if reason else "") if part)

"""Limits that a person sets or moves: none moves without an entry that says why."""

from __future__ import annotations

from dutyroom.actions.clocks import start_clock
from dutyroom.actions.steps import Taken, begun, kept, take
from dutyroom.data.desk import Desk
from dutyroom.data.tables import OpenItem
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import StepKind
from dutyroom.rules.matter_clock import BY_HAND, by_hand
from dutyroom.rules.matter_steps import AddLimit, MoveLimit, check_limit
from dutyroom.rules.refusal import Refusal


def move_limit(desk: Desk, asked: MoveLimit) -> int:
    """Move a running limit; who, when, from, to and why stand in the entry."""
    matter = begun(desk, asked, StepKind.LIMIT)
    item = desk.session.get(OpenItem, asked.item_id)
    if item is None or item.matter_id != matter.id or item.state != "open":
        raise Refusal("matter.limit.unknown", field="due_at")
    check_limit(asked.due_at, now=desk.now, received_at=matter.received_at, former=item.due_at)
    payload = {"duty": item.duty, "from": item.due_at, "to": asked.due_at, "rule": item.rule_key}
    item.due_at, item.rule_key, item.put_off_until = asked.due_at, BY_HAND, None
    item.rule_source, item.unsure = kept(desk, matter, clean_text(asked.text)), None
    return take(desk, matter, Taken(step=StepKind.LIMIT, text=clean_text(asked.text), payload=payload))


def add_limit(desk: Desk, asked: AddLimit) -> int:
    """Set a further limit."""
    matter = begun(desk, asked, StepKind.LIMIT)
    check_limit(asked.due_at, now=desk.now, received_at=matter.received_at, former=None)
    text = clean_text(asked.text)
    start_clock(desk, matter, by_hand(asked.duty, asked.due_at, "limit", kept(desk, matter, text)))
    payload = {"duty": asked.duty, "from": None, "to": asked.due_at}
    return take(desk, matter, Taken(step=StepKind.LIMIT, text=text, payload=payload))

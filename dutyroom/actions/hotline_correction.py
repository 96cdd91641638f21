"""Correcting what was taken down of a case: the demand, the place, the class, who called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.clocks import CORRECTED, STOPPED, start_clock
from dutyroom.actions.hotline_rows import (
    call_values,
    case_of,
    case_values,
    check_known,
    clocks_of,
    full_title,
    hide_again,
    repeat_dues,
)
from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.hotline_index import reindexing_case
from dutyroom.data.queries.hotline_callers import first_call_of, wants_reply
from dutyroom.data.queries.hotline_private import Callers, callers_of
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.tables import HotlineCall, HotlineCase, Matter
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline import AT_ONCE
from dutyroom.rules.hotline_clocks import RECEIVED
from dutyroom.rules.hotline_privacy import WITHHELD, masked_address, masked_name, masked_phone, masked_text
from dutyroom.rules.hotline_sheet import CorrectCase, check_call
from dutyroom.rules.matter import OPEN, Duty, State, StepKind, check_step
from dutyroom.rules.refusal import Refusal

_BY_RULE: Final = "hotline."
_MAY_END: Final = frozenset({Duty.RESPOND, Duty.ANSWER_CALLER})
"""Duties that only some cases have."""
_HIDDEN: Final = frozenset({"text", "place", "title", "street"})
_KEYS: Final = frozenset({"phone_key", "second_key"})


def correct_case(desk: Desk, asked: CorrectCase) -> int:
    """Correct a case and the call that it began with, or another; limits that a rule set follow.

    The entry holds what each was and is, masked as everybody may read it.
    """
    matter, row = matter_of(desk, asked.id), case_of(desk, asked.id)
    check_step(StepKind.CORRECT, State(matter.state), matter.number)
    if matter.version != asked.version:
        raise Refusal("record.changed_meanwhile", field="title")
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    call = _call(desk, matter, asked.call_id)
    facts = replace(
        asked.facts, received_at=matter.received_at, answer="", is_direct=False, knowledge_id=None, refused="",
        transfer_to="", wants_reply=asked.facts.wants_reply and matter.state in OPEN,
    )  # fmt: skip
    check_call(facts, now=desk.now)
    facts = replace(facts, wants_reply=asked.facts.wants_reply)
    check_known(desk, facts, matter.received_at, outside=row.outside_number)
    before = callers_of(desk.session, matter.id)
    with reindexing_case(desk.session, matter.id):
        values = call_values(facts)
        if not values["operator"]:
            values.pop("operator")
        of_call = set_values(call, values)
        of_case = set_values(row, case_values(facts)) | _title(matter, row, full_title(facts))
        if not (of_call or of_case):
            raise Refusal("entry.amend.same", field="title")
        matter.urgency = AT_ONCE if row.sub else ""
        hide_again(desk, matter, row)
    clocks = _renew(desk, matter, row)
    desk.touch(matter)
    both = Callers(*(a + b for a, b in zip(before, callers_of(desk.session, matter.id), strict=True)))
    secret = call.is_secret or "is_secret" in of_call
    changes = {**_shown_case(of_case, both), **_shown_call(of_call, secret=secret)}
    payload = {"changes": changes, "call": call.id, "clocks": clocks}
    return take(desk, matter, Taken(step=StepKind.CORRECT, text=reason, payload=payload))


def _call(desk: Desk, matter: Matter, number: int | None) -> HotlineCall:
    call = first_call_of(desk.session, matter.id) if number is None else desk.session.get(HotlineCall, number)
    if call is None or call.matter_id != matter.id:
        raise Refusal("hotline.call.unknown", number=matter.number)
    return call


def _title(matter: Matter, row: HotlineCase, full: str) -> dict[str, Any]:
    """Set the title as it was typed; it is shown masked once the callers are known."""
    former = row.full_title or matter.title
    if full == former:
        return {}
    row.full_title = full
    return {"title": [former, full]}


def _renew(desk: Desk, matter: Matter, row: HotlineCase) -> list[list[Any]]:
    """Clocks that a rule set from when it came in follow the kind, the channel and the urgency as they are now.

    What a person moved, what was granted or is over stays. A reply that nobody wants any more ends its clock.
    """
    if matter.state not in OPEN or row.extended:
        return []
    starts = {
        start.duty: start for start in clocks_of(desk, matter, row, wants_reply=wants_reply(desk.session, row.id))
    }
    moved: list[list[Any]] = []
    items = items_of_matter(desk.session, matter.id, running=False)
    for item in items:
        start = starts.get(Duty(item.duty or ""))
        if item.state != "open" or item.start_event != RECEIVED:
            continue
        if start is None and item.duty in _MAY_END:
            moved.append([item.duty, item.due_at, None])
            item.state, item.closed_at, item.outcome, item.put_off_until = STOPPED, desk.now, CORRECTED, None
        elif start is not None and (item.rule_key or "").startswith(_BY_RULE) and item.due_at != start.due_at:
            moved.append([item.duty, item.due_at, start.due_at])
            item.due_at, item.rule_key, item.rule_source = start.due_at, start.rule_key, start.source
            item.put_off_until = None
            repeat_dues(row, [start])
    for duty in _MAY_END & set(starts):
        if not any(item.duty == duty and item.state != STOPPED for item in items):
            start_clock(desk, matter, starts[duty])
            repeat_dues(row, [starts[duty]])
            moved.append([duty.value, None, starts[duty].due_at])
    return moved


def _shown_case(changes: Mapping[str, list[Any]], who: Callers) -> dict[str, list[Any]]:
    """The changes of a case as the journal keeps them: what was said stands in the case alone."""
    return {
        name: [masked_text(str(each or ""), *who) for each in pair] if name in _HIDDEN else pair
        for name, pair in changes.items()
        if name != "text"
    } | ({"text": [len(changes["text"][0]), len(changes["text"][1])]} if "text" in changes else {})


def _shown_call(changes: Mapping[str, list[Any]], *, secret: bool) -> dict[str, list[Any]]:
    shade = {"name": masked_name, "phone": masked_phone, "second": masked_phone, "address": masked_address}
    return {
        name: [(WITHHELD if secret and each else shade[name](each)) for each in pair] if name in shade else pair
        for name, pair in changes.items()
        if name not in _KEYS
    }

"""Duplicates of a case (重复诉求合并): one stands for all, every caller and text is kept; and they come apart again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.actions.clocks import STOPPED, start_clock
from dutyroom.actions.hotline_rows import case_of, hide_again, zone_of
from dutyroom.actions.hotline_state import keep_true
from dutyroom.actions.linking import link_rows
from dutyroom.actions.steps import Taken, begun, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.hotline_index import forget_case, index_case, reindexing_case
from dutyroom.data.queries.hotline_flow import calls_of, duplicates_of, link_between, stands_for, waits_for_reply
from dutyroom.data.queries.matters import links_of
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import HotlineCall, HotlineCase, Matter, MatterStep
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline_clocks import MERGED, answer_clock
from dutyroom.rules.hotline_steps import MergeCases, TakeApart
from dutyroom.rules.matter import OPEN, STATE_WORDS, Duty, Relation, StepKind, check_kind
from dutyroom.rules.matter_steps import Link, Step
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded

_ALLOWED: Final = "hotline.merge_duplicates"


def merge_cases(desk: Desk, asked: MergeCases) -> int:
    """合并: the duplicates end, their callers call for this case from now on; an entry each. Returns how many there were."""
    matter = matter_of(desk, asked.id)
    check_kind(StepKind.MERGE, matter.kind, matter.number)
    day = desk.now.astimezone(zone_of(desk)).date()
    if not rule_book(desk.session).flag(_ALLOWED, day):
        raise Refusal("hotline.merge.off")
    if matter.state not in OPEN:
        state = Worded(STATE_WORDS[matter.state])
        raise Refusal("hotline.merge.over", field="id", number=matter.number, state=state)
    duplicates = tuple(dict.fromkeys(asked.duplicates))
    if not duplicates:
        raise Refusal("hotline.merge.none", field="duplicates")
    for number in duplicates:
        _merge(desk, matter, number, asked)
    return len(duplicates)


def take_apart(desk: Desk, asked: TakeApart) -> int:
    """A merged case is one of its own again, with all its callers, and its clocks run on as they were."""
    row = case_of(desk, asked.id)
    matter = begun(desk, asked, StepKind.REOPEN)
    if row.duplicate_of is None:
        raise Refusal("hotline.merge.not", field="step", number=matter.number)
    other = matter_of(desk, stands_for(desk.session, row.id))
    into, standing = row.duplicate_of, case_of(desk, other.id)
    with reindexing_case(desk.session, other.id):
        back = _give_back(desk, row, standing)
        row.duplicate_of = None
    index_case(desk.session, row.id)
    link = link_between(desk.session, row.id, into)
    if link is not None:
        link.active = False
    matter.outcome = ""
    _run_on(desk, matter)
    _beside(desk, other, StepKind.NOTE, f"↮ {matter.number} {matter.title}", asked.happened_at)
    text = f"↮ {other.number} {other.title}\n{clean_text(asked.text)}"
    payload = {"from": other.id, "calls": back}
    return take(desk, matter, Taken(step=StepKind.REOPEN, text=text, happened_at=asked.happened_at, payload=payload))


def _merge(desk: Desk, matter: Matter, number: int, asked: MergeCases) -> None:
    if number == matter.id:
        raise Refusal("hotline.merge.self", field="duplicates")
    step = Step(id=number, text=asked.text, happened_at=asked.happened_at)
    other = begun(desk, step, StepKind.MERGE)
    row, standing = case_of(desk, number), case_of(desk, matter.id)
    waits = waits_for_reply(desk.session, number, row.replied_at)
    forget_case(desk.session, number)
    with reindexing_case(desk.session, matter.id):
        moved = _hand_over(desk, other, row, standing)
        row.duplicate_of = matter.id
        hide_again(desk, matter, standing)
    running = {item.duty for item in items_of_matter(desk.session, matter.id)}
    if waits and Duty.ANSWER_CALLER not in running:
        start_clock(desk, matter, answer_clock(MERGED))
    keep_true(desk, matter, StepKind.CALLER)
    if all(link.other_id != matter.id for link in links_of(desk.session, number)):
        link_rows(desk, Link(id=number, other_id=matter.id, relation=Relation.SAME))
    other.outcome = f"→ {matter.number}"
    _beside(desk, matter, StepKind.CALLER, f"← {other.number} {other.title}", asked.happened_at)
    said = clean_text(asked.text)
    text = f"→ {matter.number} {matter.title}" + (f"\n{said}" if said else "")
    payload = {"into": matter.id, "calls": moved}
    take(desk, other, Taken(step=StepKind.MERGE, text=text, happened_at=asked.happened_at, payload=payload))


def _hand_over(desk: Desk, matter: Matter, row: HotlineCase, standing: HotlineCase) -> list[int]:
    """Every call of a duplicate is one of the case that stands for it; what was said goes along with it."""
    calls = calls_of(desk.session, row.id)
    said = _said(matter, row)
    for call in calls:
        if call.from_id is None:
            call.from_id, call.said = row.id, call.said or said
        call.matter_id = standing.id
    standing.calls += len(calls)
    row.calls = 0
    return [call.id for call in calls]


def _give_back(desk: Desk, row: HotlineCase, standing: HotlineCase) -> list[int]:
    """The calls that came with a case, and with those that were merged into it before, are its own again."""
    family = {row.id, *duplicates_of(desk.session, row.id)}
    calls: list[HotlineCall] = [call for call in calls_of(desk.session, standing.id) if call.from_id in family]
    said = _said(desk.session.get_one(Matter, row.id), row)
    for call in calls:
        call.matter_id = row.id
        if call.from_id == row.id:
            call.from_id, call.said = None, "" if call.said == said else call.said
    standing.calls -= len(calls)
    row.calls = len(calls)
    return [call.id for call in calls]


def _said(matter: Matter, row: HotlineCase) -> str:
    return row.text or row.full_title or matter.title


def _run_on(desk: Desk, matter: Matter) -> None:
    """The clocks that merging stopped run on: nothing of a merged case was stopped after that."""
    stopped = [item for item in items_of_matter(desk.session, matter.id, running=False) if item.state == STOPPED]
    last = max((item.closed_at for item in stopped if item.closed_at is not None), default=None)
    for item in stopped:
        if item.closed_at == last:
            item.state, item.closed_at, item.outcome = "open", None, ""


def _beside(desk: Desk, matter: Matter, step: StepKind, text: str, at: datetime | None) -> None:
    """The timeline of the other case tells it too, by the same entry."""
    desk.session.add(
        MatterStep(
            matter_id=matter.id,
            kind=step.value,
            happened_at=at or desk.now,
            author_id=desk.author.id,
            author=desk.author.name,
            text=text,
            entry_seq=desk.next_seq,
        )
    )
    desk.touch(matter)

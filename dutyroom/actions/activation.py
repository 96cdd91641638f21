"""Activating a plan for an incident: its version is pinned, its level makes a checklist, each tick has time and name."""

from __future__ import annotations

from collections.abc import Sequence

from dutyroom.actions.steps import Taken, begun, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.queries.activations import activations_of, items_to_change
from dutyroom.data.queries.plan_contents import action_rows
from dutyroom.data.queries.plans import PlanInFull, SectionRow, plan_in_full, plan_rows, text_sections
from dutyroom.data.reading import Session
from dutyroom.data.tables import Activation, ActivationItem, Matter, Plan
from dutyroom.rules.activation import (
    ITEM_WORDS,
    TEXT_MOST,
    Activate,
    ActivationState,
    Decide,
    EndActivation,
    ItemState,
    Line,
    SetLevel,
    check_level,
    dropped_by_lowering,
    fit,
    lines_of_level,
)
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import StepKind
from dutyroom.rules.plan_contents import said_with_role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded


def fitting_plans(session: Session, subtype: str, area: str) -> list[tuple[int, str]]:
    """The plans in force that fit an event, the best first: number and title; one without a text cannot be activated."""
    found = [(fit(row.title, subtype, area), row) for row in plan_rows(session) if not row.text_missing]
    fits = sorted((each for each in found if each[0]), key=lambda each: (-each[0], each[1].title))
    return [(row.id, row.title) for _, row in fits]


def activate(desk: Desk, asked: Activate) -> int:
    """Start a plan at a level: the version in force is pinned, its checklist begins; returns the activation's id."""
    matter = begun(desk, asked, StepKind.ACTIVATE)
    check_level(asked.level)
    full = _plan(desk, asked.plan_id)
    for other in activations_of(desk.session, matter.id):
        if other.plan_id == asked.plan_id and other.state == ActivationState.RUNNING:
            raise Refusal("activation.twice", field="plan", title=other.plan_title, level=other.level)
    row = Activation(
        matter_id=matter.id,
        plan_id=full.plan.id,
        text_id=full.plan.text_id,
        level=asked.level,
        state=ActivationState.RUNNING.value,
        expected=clean_text(asked.expected),
        measures=clean_text(asked.measures),
        started_at=asked.happened_at or desk.now,
    )
    desk.session.add(row)
    desk.session.flush()
    _add_items(desk, row, _lines(desk, full.plan.text_id, full.sections, asked.level), 0)
    desk.touch(matter)
    text = f"《{full.plan.title}》 {asked.level}级响应"
    said = "\n".join(filter(None, (text, row.expected, row.measures, clean_text(asked.text))))
    payload = {"activation": row.id, "plan": full.plan.id, "text": full.plan.text_id, "level": asked.level}
    taken = Taken(step=StepKind.ACTIVATE, text=said, happened_at=asked.happened_at, payload=payload)
    take(desk, matter, taken)
    return row.id


def set_level(desk: Desk, asked: SetLevel) -> int:
    """Raise or lower the level in one go: what the new level asks comes in, what only a higher one asked goes."""
    row, matter = _running(desk, asked.activation_id)
    check_level(asked.level)
    if row.version != asked.version:
        raise Refusal("record.changed_meanwhile", field="level")
    if row.level == asked.level:
        raise Refusal("activation.same", field="level", level=row.level)
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("activation.reason", field="reason")
    former, row.level = row.level, asked.level
    items = items_to_change(desk.session, row.id)
    dropped = dropped_by_lowering({item.id: item.level for item in items if item.state == ItemState.OPEN}, asked.level)
    for item in items:
        if item.id in dropped:
            item.state, item.remark, item.done_at = ItemState.DROPPED.value, f"{former} → {asked.level}", desk.now
    known = {item.text for item in items if item.state != ItemState.DROPPED}
    lines = _lines(desk, row.text_id, text_sections(desk.session, row.text_id), asked.level)
    _add_items(desk, row, [line for line in lines if line.text not in known], len(items))
    desk.touch(matter)
    payload = {"activation": row.id, "level": [former, asked.level], "dropped": dropped}
    text = f"《{_title(desk, row)}》 {former}级 → {asked.level}级\n{reason}"
    return take(desk, matter, Taken(step=StepKind.LEVEL, text=text, payload=payload))


def decide_item(desk: Desk, asked: Decide) -> int:
    """Tick an item with time and name, or drop it with the reason."""
    item = desk.session.get(ActivationItem, asked.item_id)
    if item is None:
        raise Refusal("activation.item.unknown")
    _row, matter = _running(desk, item.activation_id)
    if item.state != ItemState.OPEN:
        raise Refusal("activation.item.decided", how=Worded(ITEM_WORDS[item.state]))
    remark = clean_text(asked.remark)
    if asked.state is ItemState.DROPPED and not remark:
        raise Refusal("activation.reason", field="remark")
    item.state, item.done_at = asked.state.value, desk.now
    item.done_by, item.remark = clean_text(asked.by) or desk.author.name, remark
    payload = {"item": item.id, "state": item.state, "by": item.done_by}
    sign = "√" if asked.state is ItemState.DONE else "－"
    text = "\n".join(filter(None, (f"{sign} {item.text}", remark)))
    return take(desk, matter, Taken(step=StepKind.TICK, text=text, person=item.done_by, payload=payload))


def end_activation(desk: Desk, asked: EndActivation) -> int:
    """End a response; refused while items are open, unless it is said why."""
    row, matter = _running(desk, asked.activation_id)
    outcome, despite = clean_text(asked.outcome), clean_text(asked.despite)
    if not outcome:
        raise Refusal("activation.outcome", field="outcome")
    left = [item for item in items_to_change(desk.session, row.id) if item.state == ItemState.OPEN]
    if left and not despite:
        raise Refusal("activation.open", field="despite", count=len(left))
    for item in left:
        item.state, item.remark, item.done_at = ItemState.DROPPED.value, despite, desk.now
    row.state, row.ended_at, row.outcome = ActivationState.ENDED.value, desk.now, outcome
    desk.touch(matter)
    text = "\n".join(filter(None, (f"《{_title(desk, row)}》 {row.level}级响应结束", outcome, despite)))
    payload = {"activation": row.id, "dropped": [item.id for item in left]}
    return take(desk, matter, Taken(step=StepKind.END_RESPONSE, text=text, payload=payload))


def _plan(desk: Desk, number: int) -> PlanInFull:
    full = plan_in_full(desk.session, number)
    if full is None:
        raise Refusal("plan.unknown", field="plan", id=number)
    if full.plan.state != "kept":
        raise Refusal("activation.plan.withdrawn", field="plan", title=full.plan.title, reason=full.plan.void_reason)
    if full.plan.text_missing:
        raise Refusal("activation.plan.stub", field="plan", title=full.plan.title)
    return full


def _lines(desk: Desk, text_id: int, sections: Sequence[SectionRow], level: str) -> list[Line]:
    """What a level asks: the actions of the version that a person checked; where there is none, the text's own lines.

    Where only what holds for every level was checked yet, the text's lines of this level come with it.
    """
    rows = action_rows(desk.session, text_id)
    checked = [row for row in rows if row.is_checked and row.level in ("", level)]
    lines = [Line(row.section_id, said_with_role(row.role, row.text)[:TEXT_MOST]) for row in checked]
    of_level = [row.is_checked for row in rows if row.level == level]
    if not checked or (of_level and not any(of_level)):
        lines += lines_of_level(sections, level)
    return list({line.text: line for line in reversed(lines)}.values())[::-1]


def _add_items(desk: Desk, row: Activation, lines: list[Line], first: int) -> None:
    desk.session.add_all(
        ActivationItem(
            activation_id=row.id,
            section_id=line.section_id,
            level=row.level,
            position=first + place,
            text=line.text,
            state=ItemState.OPEN.value,
        )
        for place, line in enumerate(lines)
    )
    desk.session.flush()


def _running(desk: Desk, number: int) -> tuple[Activation, Matter]:
    row = desk.session.get(Activation, number)
    if row is None:
        raise Refusal("activation.unknown")
    if row.state != ActivationState.RUNNING:
        raise Refusal("activation.ended", title=_title(desk, row), at=row.ended_at)
    return row, matter_of(desk, row.matter_id)


def _title(desk: Desk, row: Activation) -> str:
    return desk.session.get_one(Plan, row.plan_id).title

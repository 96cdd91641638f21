"""The list of plans that must exist: the shipped one laid once, then the office's own to change."""

from __future__ import annotations

import tomllib
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.pinyin import pinyin_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.required_plans import (
    LAID,
    last_position,
    list_is_laid,
    plans_without_pinyin,
    required_titles,
)
from dutyroom.data.resources import resource_path
from dutyroom.data.store import Store
from dutyroom.data.tables import Plan, RequiredPlan, StoreNote
from dutyroom.rules.entry import clean_text
from dutyroom.rules.plan import LAWS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.required_plan import (
    AddRequired,
    ChangeRequired,
    FillRequired,
    RequiredFacts,
    RetireRequired,
    check_required,
)

LAID_NOW: Final = "1"
"""Which list a store was given; a later program that brings more counts on."""


def shipped_required() -> list[dict[str, Any]]:
    """Every line of ``resources/plans/required.toml``, in its order."""
    listed: list[dict[str, Any]] = tomllib.loads(resource_path("plans/required.toml").read_text("utf-8"))["plan"]
    return listed


def lay_required(desk: Desk) -> int:
    """Put in what the shipped list has and the store has not; returns how many. The caller writes the entry."""
    known = required_titles(desk.session)
    fresh = [line for line in shipped_required() if line["title"] not in known]
    for position, line in enumerate(fresh, last_position(desk.session) + 1):
        initials, pinyin = pinyin_of(line["title"])
        desk.session.add(RequiredPlan(**line, position=position, initials=initials, pinyin=pinyin))
    if desk.session.get(StoreNote, LAID) is None:
        desk.session.add(StoreNote(key=LAID, value=LAID_NOW))
    return len(fresh)


def complete_catalogue(store: Store) -> bool:
    """Once, for a store from before the catalogue: the shipped list is laid, titles of plans get their pinyin.

    One entry of the system; says whether anything was written. A store without units waits for its first run.
    """
    with store.reading() as session:
        if list_is_laid(session):
            return False
    with store.desk() as desk:
        if list_is_laid(desk.session):
            return False
        plans = plans_without_pinyin(desk.session)
        for plan in plans:
            plan.initials, plan.pinyin = pinyin_of(plan.title)
        made = lay_required(desk)
        desk.journal("catalogue.completed", text=str(made), payload={"made": made, "pinyin": len(plans)})
    return True


def add_required(desk: Desk, add: AddRequired) -> int:
    """A plan must exist from now on; returns its number on the list."""
    facts = _cleaned(add.facts)
    check_required(facts)
    if facts.title in required_titles(desk.session):
        raise Refusal("required.title.twice", field="title", title=facts.title)
    initials, pinyin = pinyin_of(facts.title)
    row = RequiredPlan(
        **_values(facts),
        plan_id=_filling(desk, add.plan_id),
        position=last_position(desk.session) + 1,
        checked=True,
        initials=initials,
        pinyin=pinyin,
    )
    desk.session.add(row)
    desk.session.flush()
    desk.journal("required.added", text=row.title, record=("required_plan", row.id))
    return row.id


def change_required(desk: Desk, change: ChangeRequired) -> int:
    """Change a line of the list; what a person has saved is confirmed."""
    row = _row(desk, change.id, change.version, "title")
    facts = _cleaned(change.facts)
    check_required(facts)
    if required_titles(desk.session).get(facts.title, row.id) != row.id:
        raise Refusal("required.title.twice", field="title", title=facts.title)
    changes = set_values(row, {**_values(facts), "checked": True})
    if "title" in changes:
        row.initials, row.pinyin = pinyin_of(facts.title)
    desk.journal("required.changed", text=row.title, record=("required_plan", row.id), payload={"changes": changes})
    return row.id


def fill_required(desk: Desk, fill: FillRequired) -> int:
    """Say which plan fills the place, or that none does."""
    row = _row(desk, fill.id, fill.version, "plan")
    changes = set_values(row, {"plan_id": _filling(desk, fill.plan_id)})
    plan = desk.session.get(Plan, fill.plan_id) if fill.plan_id is not None else None
    text = f"{row.title} ← 《{plan.title}》" if plan is not None else f"{row.title}：缺"
    desk.journal("required.filled", text=text, record=("required_plan", row.id), payload={"changes": changes})
    return row.id


def retire_required(desk: Desk, retire: RetireRequired) -> int:
    """Take a line off the list with the reason; it stays readable and can be taken back."""
    row = _row(desk, retire.id, retire.version, "reason")
    reason = clean_text(retire.reason)
    if not reason:
        raise Refusal("required.reason", field="reason")
    row.active, row.reason = False, reason
    desk.journal("required.retired", text=f"{row.title}：{reason}", record=("required_plan", row.id))
    return row.id


def restore_required(desk: Desk, number: int) -> int:
    """Take a line back onto the list."""
    row = desk.session.get(RequiredPlan, number)
    if row is None:
        raise Refusal("required.unknown", id=number)
    if required_titles(desk.session).get(row.title, row.id) != row.id:
        raise Refusal("required.title.twice", field="title", title=row.title)
    row.active, row.reason = True, ""
    desk.journal("required.restored", text=row.title, record=("required_plan", row.id))
    return row.id


def _row(desk: Desk, number: int, version: int, field: str) -> RequiredPlan:
    row = desk.session.get(RequiredPlan, number)
    if row is None:
        raise Refusal("required.unknown", id=number)
    if row.version != version:
        raise Refusal("record.changed_meanwhile", field=field)
    if not row.active:
        raise Refusal("required.retired", title=row.title, reason=row.reason)
    return row


def _filling(desk: Desk, number: int | None) -> int | None:
    """The plan that may fill a place."""
    if number is None:
        return None
    plan = desk.session.get(Plan, number)
    if plan is None:
        raise Refusal("plan.unknown", field="plan", id=number)
    if plan.state == "void":
        raise Refusal("required.plan.withdrawn", field="plan", title=plan.title)
    if plan.kind in LAWS:
        raise Refusal("required.plan.law", field="plan", title=plan.title)
    return plan.id


def _cleaned(facts: RequiredFacts) -> RequiredFacts:
    return RequiredFacts(**{name: " ".join(clean_text(value).split()) for name, value in _values(facts).items()})


def _values(facts: RequiredFacts) -> dict[str, str]:
    return {name: str(getattr(facts, name)) for name in RequiredFacts.__dataclass_fields__}

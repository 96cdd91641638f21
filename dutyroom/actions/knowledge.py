"""The knowledge shelf: questions with answers put on it, changed, checked, taken off, put back.

Every change by a person returns what undoes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.data.desk import Desk
from dutyroom.data.knowledge_index import index_item
from dutyroom.data.queries.hotline_classes import classes_by_code
from dutyroom.data.queries.knowledge import knowledge_asking, knowledge_to_change
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.units import unit_named
from dutyroom.data.tables import KnowledgeItem
from dutyroom.rules.entry import clean_text
from dutyroom.rules.knowledge import (
    KEEPERS,
    AddKnowledge,
    ChangeKnowledge,
    CheckKnowledge,
    KnowledgeFacts,
    UndoKnowledge,
    WithdrawKnowledge,
    checked_knowledge,
)
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal

_RECORD: Final = "knowledge_item"


def add_knowledge(desk: Desk, add: AddKnowledge) -> UndoKnowledge:
    """Put a question on the shelf; who writes it has checked it today."""
    require(desk.author, *KEEPERS)
    today = today_of(desk)
    facts = checked_facts(desk, add.facts, today)
    row = new_item(desk, facts, checked_on=today, checked_by=desk.author.name)
    before = _undo(row, active=False, reason="")
    _journal(desk, "knowledge.added", row, {"source": row.source, "unit": row.unit})
    return _newest(before, row)


def change_knowledge(desk: Desk, change: ChangeKnowledge) -> UndoKnowledge:
    """Say something else; with ``checked`` the whole answer was checked today."""
    require(desk.author, *KEEPERS)
    row, before = _kept(desk, change.id, change.version, "question")
    today = today_of(desk)
    facts = checked_facts(desk, change.facts, today, row)
    values = item_values(desk, facts)
    if change.checked:
        values |= {"checked_on": today, "checked_by": desk.author.name}
    changes = set_values(row, values)
    if not changes:
        raise Refusal("knowledge.same", field="question")
    _journal(desk, "knowledge.changed", row, {"changes": changes})
    return _newest(before, row)


def check_knowledge(desk: Desk, check: CheckKnowledge) -> UndoKnowledge:
    """Find that the answer still holds, until the day that is named, or with no end known."""
    require(desk.author, *KEEPERS)
    row, before = _kept(desk, check.id, check.version, "valid_until")
    today = today_of(desk)
    if check.until is not None and check.until < today:
        raise Refusal("knowledge.until.past", field="valid_until", day=check.until.isoformat())
    values = {"checked_on": today, "checked_by": desk.author.name, "valid_until": check.until}
    changes = set_values(row, values)
    if not changes:
        raise Refusal("knowledge.same", field="valid_until")
    _journal(desk, "knowledge.checked", row, {"changes": changes})
    return _newest(before, row)


def withdraw_knowledge(desk: Desk, withdraw: WithdrawKnowledge) -> UndoKnowledge:
    """Take an item off the shelf with a reason, or put it back."""
    require(desk.author, *KEEPERS)
    row = _row(desk, withdraw.id, withdraw.version, "reason")
    before = _undo(row)
    if row.active is withdraw.back:
        code = "knowledge.kept" if row.active else "knowledge.withdrawn"
        raise Refusal(code, field="reason", question=row.question, reason=row.reason)
    reason = clean_text(withdraw.reason)
    if not withdraw.back and not reason:
        raise Refusal("knowledge.reason", field="reason")
    if withdraw.back:
        _refuse_twice(desk, row.question, row)
    row.active, row.reason = withdraw.back, "" if withdraw.back else reason
    _journal(desk, "knowledge.put_back" if withdraw.back else "knowledge.withdrawn", row, {"reason": reason})
    return _newest(before, row)


def undo_knowledge(desk: Desk, undo: UndoKnowledge) -> UndoKnowledge:
    """Put an item back as it stood; refused where somebody changed it meanwhile. What it returns does it again."""
    require(desk.author, *KEEPERS)
    row = _row(desk, undo.id, undo.version, "question")
    before = _undo(row)
    if undo.active:
        _refuse_twice(desk, undo.facts.question, row)
    values = {
        **item_values(desk, undo.facts),
        "checked_on": undo.checked_on,
        "checked_by": undo.checked_by,
        "active": undo.active,
        "reason": undo.reason,
    }
    _journal(desk, "knowledge.undone", row, {"changes": set_values(row, values)})
    return _newest(before, row)


def new_item(desk: Desk, facts: KnowledgeFacts, *, checked_on: date | None, checked_by: str) -> KnowledgeItem:
    """A row of the shelf, not journalled yet."""
    row = KnowledgeItem(**item_values(desk, facts), checked_on=checked_on, checked_by=checked_by)
    desk.session.add(row)
    index_item(desk.session, _flushed(desk, row))
    return row


def checked_facts(desk: Desk, facts: KnowledgeFacts, today: date, row: KnowledgeItem | None = None) -> KnowledgeFacts:
    """The facts as they are kept; refused where they lack something, name no class, or ask what another item asks."""
    checked = checked_knowledge(facts, today, row.valid_until if row is not None else None)
    if checked.code and checked.code not in classes_by_code(desk.session):
        raise Refusal("knowledge.class", field="code", digits=checked.code)
    _refuse_twice(desk, checked.question, row)
    return checked


def item_values(desk: Desk, facts: KnowledgeFacts) -> dict[str, Any]:
    """The columns of an item; a unit of the directory is joined by its number too."""
    unit = unit_named(desk.session, facts.unit) if facts.unit else None
    return {
        "question": facts.question,
        "answer": facts.answer,
        "code": facts.code,
        "unit": unit.name if unit else facts.unit,
        "unit_id": unit.id if unit else None,
        "source": facts.source,
        "valid_until": facts.valid_until,
    }


def today_of(desk: Desk) -> date:
    """The office's day."""
    return desk.now.astimezone(office_settings(desk.session).zone).date()


def _refuse_twice(desk: Desk, question: str, row: KnowledgeItem | None) -> None:
    other = knowledge_asking(desk.session, question)
    if other is not None and other is not row:
        raise Refusal("knowledge.question.twice", field="question", question=other.question, id=other.id)


def _row(desk: Desk, number: int, version: int, field: str) -> KnowledgeItem:
    row = knowledge_to_change(desk.session, number)
    if row is None:
        raise Refusal("knowledge.unknown", field=field, id=number)
    if row.version != version:
        raise Refusal("record.changed_meanwhile", field=field)
    return row


def _kept(desk: Desk, number: int, version: int, field: str) -> tuple[KnowledgeItem, UndoKnowledge]:
    """A row that is on the shelf, and how it stands."""
    row = _row(desk, number, version, field)
    if not row.active:
        raise Refusal("knowledge.withdrawn", field=field, question=row.question, reason=row.reason)
    return row, _undo(row)


def _undo(row: KnowledgeItem, **instead: Any) -> UndoKnowledge:
    facts = KnowledgeFacts(
        question=row.question,
        answer=row.answer,
        code=row.code,
        unit=row.unit,
        source=row.source,
        valid_until=row.valid_until,
    )
    stood: dict[str, Any] = {"active": row.active, "reason": row.reason, **instead}
    return UndoKnowledge(
        id=row.id,
        version=row.version,
        facts=facts,
        checked_on=row.checked_on,
        checked_by=row.checked_by,
        **stood,
    )


def _newest(before: UndoKnowledge, row: KnowledgeItem) -> UndoKnowledge:
    """How it stood, with the version that it has now."""
    return replace(before, version=row.version)


def _flushed(desk: Desk, row: KnowledgeItem) -> int:
    desk.session.flush()
    return row.id


def _journal(desk: Desk, event: str, row: KnowledgeItem, payload: Mapping[str, Any]) -> None:
    index_item(desk.session, row.id)
    desk.journal(event, text=row.question, record=(_RECORD, row.id), payload=payload)

"""Bringing answers onto the knowledge shelf from a table: what is new is added, what is known is changed.

A row says when it was checked, or nobody has: then it is stale until somebody looks at it. One entry for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dutyroom.actions.changes import set_values
from dutyroom.actions.knowledge import item_values, new_item, today_of
from dutyroom.data.desk import Desk
from dutyroom.data.knowledge_index import index_item
from dutyroom.data.queries.hotline_classes import class_named, classes_by_code
from dutyroom.data.queries.knowledge import knowledge_to_change, known_questions
from dutyroom.data.tables import KnowledgeItem
from dutyroom.readers.document import ContactFile
from dutyroom.rules.fold import fold
from dutyroom.rules.hotline_classes import code_of
from dutyroom.rules.hotline_tables import KNOWLEDGE
from dutyroom.rules.knowledge import KEEPERS, KnowledgeFacts, checked_knowledge
from dutyroom.rules.matter_table import MatterTable, Record, read_tables
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.table_cells import read_day

Came = Literal["added", "changed", "same", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportKnowledge:
    """A table of the file of that name; ``chosen`` says which column is what; ``dry_run`` only says what would be."""

    file: str
    chosen: Mapping[str, str | None] | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeOutcome:
    """What became of a row; ``reason`` is why it was left out, ``remark`` what of it was not taken over."""

    row: int
    sheet: str
    question: str
    result: Came
    reason: Refusal | None = None
    remark: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeTable:
    """What was made of a table: what each heading was taken for, and a line for every row."""

    columns: Mapping[str, str | None]
    outcomes: tuple[KnowledgeOutcome, ...]

    def count(self, result: Came) -> int:
        """How many rows became this."""
        return sum(each.result == result for each in self.outcomes)


def import_knowledge(desk: Desk, content: ContactFile, wish: ImportKnowledge) -> KnowledgeTable:
    """Take over a table as it was read; nothing is written for a trial, and no entry where nothing differs."""
    require(desk.author, *KEEPERS)
    table = _table(content, wish)
    today, known, seen = today_of(desk), known_questions(desk.session), dict[str, int]()
    outcomes = tuple(_brought(desk, record, wish, today, known, seen) for record in table.records)
    done = KnowledgeTable(columns=dict(table.columns), outcomes=outcomes)
    counts = {"added": done.count("added"), "changed": done.count("changed")}
    if any(counts.values()) and not wish.dry_run:
        text = f"{wish.file}：{sum(counts.values())}"
        desk.journal("knowledge.imported", text=text, payload={"file": wish.file, **counts})
    return done


def _table(content: ContactFile, wish: ImportKnowledge) -> MatterTable:
    try:
        return read_tables(content.sheets, wish.chosen, KNOWLEDGE)
    except Refusal as refusal:
        if refusal.code != "import.matter.headings":
            raise
        raise Refusal("knowledge.table.heads", field="file") from refusal


def _brought(
    desk: Desk, record: Record, wish: ImportKnowledge, today: date, known: dict[str, int], seen: dict[str, int]
) -> KnowledgeOutcome:
    outcome = KnowledgeOutcome(
        row=record.row, sheet=record.sheet, question=" ".join(record.cell("question").split()), result="skipped"
    )
    key = fold(outcome.question)
    try:
        facts, remark = _facts(desk, record, wish.file, today)
        checked_on = _day(record, "checked_on")
        if key in seen:
            raise Refusal("knowledge.table.twice", row=seen[key])  # noqa: TRY301  # one way out
    except Refusal as refusal:
        return replace(outcome, reason=refusal)
    seen[key] = record.row
    outcome = replace(outcome, remark=remark)
    row = knowledge_to_change(desk.session, known[key]) if key in known else None
    if row is not None:
        return replace(outcome, result=_changed(desk, row, facts, checked_on, record, wish))
    if not wish.dry_run:
        new_item(desk, facts, checked_on=checked_on, checked_by=record.cell("checked_by"))
    return replace(outcome, result="added")


def _changed(
    desk: Desk,
    row: KnowledgeItem,
    facts: KnowledgeFacts,
    checked_on: date | None,
    record: Record,
    wish: ImportKnowledge,
) -> Came:
    """An empty cell keeps what stands there; an answer that is another one than before is not checked any more."""
    values = item_values(desk, facts)
    for name, column in {"code": "code", "source": "source", "valid_until": "valid_until"}.items():
        if not record.cell(column) and not (name == "code" and facts.code):
            values.pop(name)
    if not record.cell("unit"):
        values.pop("unit")
        values.pop("unit_id")
    if checked_on is not None:
        values |= {"checked_on": checked_on, "checked_by": record.cell("checked_by") or row.checked_by}
    elif facts.answer != row.answer:
        values |= {"checked_on": None, "checked_by": ""}
    if all(getattr(row, name) == value for name, value in values.items()):
        return "same"
    if not wish.dry_run:
        set_values(row, values)
        index_item(desk.session, row.id)
    return "changed"


def _facts(desk: Desk, record: Record, file: str, today: date) -> tuple[KnowledgeFacts, Refusal | None]:
    """The item that a row says; a class that is not in the table is left out with a remark."""
    until = _day(record, "valid_until")
    facts = checked_knowledge(
        KnowledgeFacts(
            question=record.cell("question"),
            answer=record.cell("answer"),
            unit=record.cell("unit"),
            source=record.cell("source") or file,
            valid_until=until,
        ),
        today,
        until,  # what is past comes in as it stands, and is flagged
    )
    code, remark = _class(desk, record)
    return replace(facts, code=code), remark


def _class(desk: Desk, record: Record) -> tuple[str, Refusal | None]:
    """The class that a row names by its code, or else by its name or the end of its path."""
    code, name = code_of(record.cell("code")), record.cell("class") or record.cell("code")
    if code in classes_by_code(desk.session):
        return code, None
    found = class_named(desk.session, name.split("/")[-1]) if name else None
    if found is not None:
        return found.code, None
    return "", Refusal("knowledge.class", digits=name) if name else None


def _day(record: Record, column: str) -> date | None:
    cell = record.cell(column)
    try:
        return read_day(cell, year=record.year)
    except Refusal as refusal:
        raise Refusal("knowledge.table.day", field=column, value=cell) from refusal

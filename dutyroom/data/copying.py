"""Copying register rows from one store into a fresh one, with their numbers: an exercise knows the office's own people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.desk import Desk
from dutyroom.data.index import add_sections, section_words
from dutyroom.data.tables import (
    Contact,
    ContactGroup,
    GroupMember,
    HolidayYear,
    Officer,
    Person,
    Plan,
    PlanSection,
    PlanText,
    RoutingWord,
    RuleValue,
    Setting,
    Table,
    Unit,
)

_TABLES: Final[Sequence[type[Table]]] = (
    Setting,
    Officer,
    Unit,
    Person,
    Contact,
    ContactGroup,
    GroupMember,
    RoutingWord,
    RuleValue,
    HolidayYear,
    Plan,
)


def copy_office(source: Session, desk: Desk) -> None:
    """The office's settings, people, directory, rules and plans in force; no entry, no matter, no file comes along."""
    for table in _TABLES:
        for row in source.scalars(select(table)):
            desk.session.add(_copy(table, row))
        desk.session.flush()
    current = source.execute(
        select(PlanText, Plan.title).join(Plan, (Plan.id == PlanText.plan_id) & (Plan.current == PlanText.number))
    )
    for text, title in current:
        desk.session.add(_copy(PlanText, text, attachment=None))
        desk.session.flush()
        rows = source.scalars(select(PlanSection).where(PlanSection.text_id == text.id).order_by(PlanSection.position))
        sections = [(row.level, row.number, row.title, row.body) for row in rows]
        add_sections(desk.session, text.id, sections, section_words(sections, title))


def _copy(table: type[Table], row: Table, **instead: object) -> Table:
    values = {column.key: getattr(row, column.key) for column in table.__table__.columns}
    values.pop("version", None)
    return table(**{**values, **instead})

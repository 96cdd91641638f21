"""Which plans quote numbers that the directory has changed since."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.directory_find import DirectorySearch, find_directory
from dutyroom.data.queries.plan_contents import contact_rows, directory_numbers
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Plan, PlanContact, PlanText
from dutyroom.rules.phone import Label
from dutyroom.rules.plan_contacts import (
    CHANGED,
    CHECK_DAYS,
    DirectoryNumber,
    Standing,
    Whose,
    is_stale,
    likely_numbers,
    standing_of,
)
from dutyroom.rules.plan_contents import ContentState


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedNumber:
    """A number that the version in force of a plan quotes and that the directory has otherwise by now."""

    plan_id: int
    title: str
    text_id: int
    row_id: int
    """Of the plan's line."""
    name: str
    unit: str
    phone: str
    entry: DirectoryNumber | None
    standing: Standing


def plans_quoting_changed_numbers(session: Session, contact_id: int | None = None) -> list[QuotedNumber]:
    """The changed numbers that plans in force quote, by plan and place; of one number of the directory if one is named.

    A number is changed where it differs from the directory's, however both are written, or where that is retired.
    """
    asked = (
        select(PlanContact, Plan.id, Plan.title)
        .join(PlanText, PlanText.id == PlanContact.text_id)
        .join(Plan, (Plan.id == PlanText.plan_id) & (Plan.current == PlanText.number))
        .where(Plan.state == "kept", PlanContact.state != ContentState.DROPPED, PlanContact.contact_id.is_not(None))
        .order_by(Plan.title, Plan.id, PlanContact.position)
    )
    if contact_id is not None:
        asked = asked.where(PlanContact.contact_id == contact_id)
    found = session.execute(asked).all()
    entries = directory_numbers(session, {row.contact_id for row, _, _ in found if row.contact_id is not None})
    quoted = (
        _Quoted(row.id, row.text_id, row.name, row.unit, row.phone, entries.get(row.contact_id or 0), plan, title)
        for row, plan, title in found
    )
    return [each.seen() for each in quoted if standing_of(each) in CHANGED]


def contact_check_days(session: Session, today: date) -> int:
    """After how many days without a call a number of a plan counts as not checked."""
    return rule_book(session).number(CHECK_DAYS, today)


def count_stale_numbers(session: Session, text_id: int, before: datetime) -> int:
    """How many numbers of a version were not called since, of those that stand in the directory."""
    return sum(is_stale(row, before) for row in contact_rows(session, text_id))


def numbers_found(session: Session, words: str, quoted: Whose | None = None, most: int = 40) -> list[DirectoryNumber]:
    """Numbers of the directory that a quoted one may stand for: the likely ones, or those that answer the words."""
    entries = directory_numbers(session)
    if not words.strip():
        return likely_numbers(quoted, entries.values()) if quoted is not None else []
    found = [
        entries[number.id]
        for row in find_directory(session, DirectorySearch(words=words.strip()))
        for number in row.numbers
        if number.active and number.label != Label.EMAIL
    ]
    return list({entry.id: entry for entry in found}.values())[:most]


def count_changed_numbers(session: Session) -> dict[int, int]:
    """How many changed numbers each plan in force quotes, by plan; plans without any are left out."""
    return dict(Counter(each.plan_id for each in plans_quoting_changed_numbers(session)))


@dataclass(frozen=True, slots=True)
class _Quoted:
    row_id: int
    text_id: int
    name: str
    unit: str
    phone: str
    entry: DirectoryNumber | None
    plan_id: int
    title: str

    def seen(self) -> QuotedNumber:
        return QuotedNumber(
            plan_id=self.plan_id,
            title=self.title,
            text_id=self.text_id,
            row_id=self.row_id,
            name=self.name,
            unit=self.unit,
            phone=self.phone,
            entry=self.entry,
            standing=standing_of(self),
        )

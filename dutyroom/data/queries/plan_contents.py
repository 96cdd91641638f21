"""Reads of what a version of a plan holds beside its text: actions, contacts, bodies of command, start conditions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from dutyroom.data.tables import Contact, Person, PlanAction, PlanBody, PlanContact, PlanSection, PlanStart, Unit
from dutyroom.rules.plan_contacts import DirectoryNumber
from dutyroom.rules.plan_contents import ContentState

KEPT: Final = (ContentState.CHECKED, ContentState.PROPOSED)
"""What is shown where nobody asks for more: what was dropped is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRow:
    """What every line has: the section that it comes from (None where a person added it), its place, its state."""

    id: int
    text_id: int
    section_id: int | None
    section: str
    """Number and title of the section; empty where there is none."""
    position: int
    state: str
    checked_by: str
    checked_at: datetime | None
    version: int

    @property
    def is_checked(self) -> bool:
        """Whether a person has checked it."""
        return self.state == ContentState.CHECKED


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow(ContentRow):
    """One thing to do; an empty ``level`` is every level, ``first`` its place among the first actions (1 to 5)."""

    level: str
    role: str
    text: str
    first: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow(ContentRow):
    """A number as the plan quotes it; ``entry`` is what it stands for in the directory."""

    name: str
    unit: str
    post: str
    phone: str
    contact_id: int | None
    entry: DirectoryNumber | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow(ContentRow):
    """A body of command: who leads it, who belongs to it, what it does."""

    name: str
    head: str
    members: str
    duties: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRow(ContentRow):
    """When a level of response begins, and who may begin it; an empty ``level`` is every level."""

    level: str
    conditions: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContents:
    """All that a version holds beside its text, each in its order."""

    actions: tuple[ActionRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    bodies: tuple[BodyRow, ...] = ()
    starts: tuple[StartRow, ...] = ()


def contents_of(session: Session, text_id: int, *, states: Collection[str] = KEPT) -> PlanContents:
    """Everything in one go; four queries."""
    return PlanContents(
        actions=tuple(action_rows(session, text_id, states=states)),
        contacts=tuple(contact_rows(session, text_id, states=states)),
        bodies=tuple(body_rows(session, text_id, states=states)),
        starts=tuple(start_rows(session, text_id, states=states)),
    )


def action_rows(session: Session, text_id: int, *, states: Collection[str] = KEPT) -> list[ActionRow]:
    """The actions of a version in their order."""
    found = _lines(session, PlanAction, PlanAction.text_id, text_id, states)
    return [
        ActionRow(**_shared(row, section), level=row.level, role=row.role, text=row.text, first=row.first)
        for row, section in found
    ]


def first_actions(session: Session, text_id: int) -> list[ActionRow]:
    """The card of first actions of a version, in its order; what was dropped is not on it."""
    rows = [row for row in action_rows(session, text_id) if row.first is not None]
    return sorted(rows, key=lambda row: (row.first or 0, row.position))


def body_rows(session: Session, text_id: int, *, states: Collection[str] = KEPT) -> list[BodyRow]:
    """The bodies of command of a version in their order."""
    found = _lines(session, PlanBody, PlanBody.text_id, text_id, states)
    return [
        BodyRow(**_shared(row, section), name=row.name, head=row.head, members=row.members, duties=row.duties)
        for row, section in found
    ]


def start_rows(session: Session, text_id: int, *, states: Collection[str] = KEPT) -> list[StartRow]:
    """The start conditions of a version in their order."""
    found = _lines(session, PlanStart, PlanStart.text_id, text_id, states)
    return [
        StartRow(**_shared(row, section), level=row.level, conditions=row.conditions, authority=row.authority)
        for row, section in found
    ]


def contact_rows(session: Session, text_id: int, *, states: Collection[str] = KEPT) -> list[ContactRow]:
    """The numbers that a version quotes, in their order, each with the directory's entry."""
    found = _lines(session, PlanContact, PlanContact.text_id, text_id, states)
    entries = directory_numbers(session, {row.contact_id for row, _ in found if row.contact_id is not None})
    return [
        ContactRow(
            **_shared(row, section),
            name=row.name,
            unit=row.unit,
            post=row.post,
            phone=row.phone,
            contact_id=row.contact_id,
            entry=entries.get(row.contact_id) if row.contact_id is not None else None,
        )
        for row, section in found
    ]


def directory_numbers(session: Session, ids: Collection[int] | None = None) -> dict[int, DirectoryNumber]:
    """Numbers of the directory with whose they are, by id; all of them where none are named."""
    own = aliased(Unit)
    asked = (
        select(Contact, Person, Unit.name, own.name)
        .outerjoin(Person, Person.id == Contact.person_id)
        .outerjoin(Unit, Unit.id == Contact.unit_id)
        .outerjoin(own, own.id == Person.unit_id)
    )
    if ids is not None:
        asked = asked.where(Contact.id.in_(list(ids)))
    return {
        row.id: DirectoryNumber(
            id=row.id,
            phone=row.phone,
            label=row.label,
            name=person.name if person is not None else row.person,
            post=person.post if person is not None else "",
            unit=unit or persons_unit or "",
            active=row.active and (person is None or person.active),
            checked_at=row.checked_at,
        )
        for row, person, unit, persons_unit in session.execute(asked)
    }


def _lines(
    session: Session, table: Any, of: InstrumentedAttribute[int], text_id: int, states: Collection[str]
) -> list[tuple[Any, str]]:
    """The lines of one kind, each with the heading of its section."""
    asked = (
        select(table, PlanSection.number, PlanSection.title)
        .outerjoin(PlanSection, PlanSection.id == table.section_id)
        .where(of == text_id, table.state.in_(list(states)))
        .order_by(table.position, table.id)
    )
    return [(row, " ".join(filter(None, (number, title)))) for row, number, title in session.execute(asked)]


def _shared(row: Any, section: str) -> dict[str, Any]:
    names = ("id", "text_id", "section_id", "position", "state", "checked_by", "checked_at", "version")
    return {"section": section, **{name: getattr(row, name) for name in names}}

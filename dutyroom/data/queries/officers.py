"""Reads of the officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Officer, SignInTrouble
from dutyroom.rules.officer import Author, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """An officer as shown; ``has_account`` where there is a password."""

    id: int
    name: str
    initials: str
    pinyin: str
    post: str
    phone: str
    roles: frozenset[Role]
    has_account: bool
    active: bool
    version: int

    @property
    def author(self) -> Author:
        """The officer as who writes."""
        return Author(self.id, self.name, self.roles)


def officer_rows(session: Session, *, active_only: bool = True) -> list[OfficerRow]:
    """All officers by name in the order they joined."""
    asked = select(Officer).order_by(Officer.id)
    if active_only:
        asked = asked.where(Officer.active.is_(True))
    return [_row(officer) for officer in session.scalars(asked)]


def officer_named(session: Session, name: str) -> OfficerRow | None:
    """The officer of that name."""
    officer = session.scalar(select(Officer).where(Officer.name == name.strip()))
    return _row(officer) if officer else None


def officer_in_full(session: Session, number: int) -> OfficerRow | None:
    """The officer with that number."""
    officer = session.get(Officer, number)
    return _row(officer) if officer else None


def has_accounts(session: Session) -> bool:
    """Whether anybody can sign in here."""
    return bool(session.scalar(select(func.count()).select_from(Officer).where(Officer.password_hash.is_not(None))))


def sign_in_wait(session: Session, officer_id: int, now: datetime) -> float:
    """Seconds that this officer must still wait before the next password."""
    trouble = session.get(SignInTrouble, officer_id)
    return max(0.0, (trouble.wait_until - now).total_seconds()) if trouble else 0.0


def _row(officer: Officer) -> OfficerRow:
    return OfficerRow(
        id=officer.id,
        name=officer.name,
        initials=officer.initials,
        pinyin=officer.pinyin,
        post=officer.post,
        phone=officer.phone,
        roles=frozenset(Role(role) for role in officer.roles.split()),
        has_account=officer.password_hash is not None,
        active=officer.active,
        version=officer.version,
    )

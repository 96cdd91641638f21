"""Reads of the register of notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.matters import MatterInFull, MatterRow, matter_in_full, matter_row
from dutyroom.data.tables import Matter, Notice, TelephoneSlip
from dutyroom.rules.likeness import ALIKE, runs, shared
from dutyroom.rules.matter import State
from dutyroom.rules.notice import Slip

LOOKED_AT: Final = 200
_FEWEST_RUNS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """What a notice has beside its matter."""

    channel: str
    document_number: str
    document_kind: str
    addressee: str
    document_on: date | None
    copies: int | None
    copy_numbers: str
    pages: int | None
    secrecy_years: int | None
    custody: str
    for_reading: bool
    required: str
    content: str
    received_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeInFull:
    """A notice with everything that hangs on it."""

    common: MatterInFull
    facts: NoticeFacts
    slip: Slip | None

    @property
    def matter(self) -> MatterRow:
        """The matter."""
        return self.common.matter


def notice_in_full(session: Session, number: int) -> NoticeInFull | None:
    """A notice with its slip and all that every matter has; None where there is none."""
    common = matter_in_full(session, number)
    notice = session.get(Notice, number)
    if common is None or notice is None:
        return None
    slip = session.get(TelephoneSlip, number)
    facts = {name: getattr(notice, name) for name in NoticeFacts.__dataclass_fields__}
    asked = Slip(**{name: getattr(slip, name) for name in Slip.__dataclass_fields__}) if slip else None
    return NoticeInFull(common=common, facts=NoticeFacts(**facts), slip=asked)


def same_number(session: Session, document_number: str, *, but: int | None = None) -> MatterRow | None:
    """The notice registered under this document number already, the newest; void ones do not count."""
    if not document_number:
        return None
    found = session.scalars(
        select(Matter)
        .join(Notice, Notice.id == Matter.id)
        .where(Notice.document_number == document_number, Matter.state != State.VOID, Matter.id.is_distinct_from(but))
        .order_by(Matter.id.desc())
        .limit(1)
    ).first()
    return matter_row(found) if found else None


def likely_same(
    session: Session, document_number: str, content: str, *, text_hash: bytes | None, since: datetime
) -> list[MatterRow]:
    """The notices that this one may be another copy of: same number, same text, or a text much like it.

    Alike texts are looked for among the newest :data:`LOOKED_AT` since ``since``; the best come first.
    """
    found: dict[int, MatterRow] = {}
    number = same_number(session, document_number)
    if number is not None:
        found[number.id] = number
    for row in same_text(session, text_hash, since=since) if text_hash is not None else ():
        found.setdefault(row.id, row)
    for row in _alike(session, content, since):
        found.setdefault(row.id, row)
    return list(found.values())


def _alike(session: Session, content: str, since: datetime) -> list[MatterRow]:
    asked = runs(content)
    if len(asked) < _FEWEST_RUNS:
        return []
    newest = (
        select(Matter, Notice.content)
        .join(Notice, Notice.id == Matter.id)
        .where(Matter.received_at >= since, Matter.state != State.VOID, Notice.content != "")
        .order_by(Matter.id.desc())
        .limit(LOOKED_AT)
    )
    scored = [(shared(asked, runs(text)), matter) for matter, text in session.execute(newest)]
    return [matter_row(matter) for score, matter in sorted(scored, key=lambda pair: -pair[0]) if score >= ALIKE]


def same_text(session: Session, text_hash: bytes, *, since: datetime | None = None) -> list[MatterRow]:
    """The notices whose text is the same but for blanks and forms of characters, the newest first."""
    asked = select(Matter).join(Notice, Notice.id == Matter.id).where(Notice.text_hash == text_hash)
    if since is not None:
        asked = asked.where(Matter.received_at >= since)
    return [
        matter_row(row) for row in session.scalars(asked.where(Matter.state != State.VOID).order_by(Matter.id.desc()))
    ]

"""Search over cases of the mayor's telephone, newest first: by words and by numbers of cases, for everybody.

By a caller's name or number only for who has the right and after the look was logged (``actions.hotline_looks``). What is
shown is masked either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.hotline_private import Callers
from dutyroom.data.queries.hotline_search import CaseSearch, find_cases
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.search import COUNT_MOST, Found, Hit
from dutyroom.rules.canon import instant
from dutyroom.rules.hotline_filter import CaseFilter, case_number
from dutyroom.rules.hotline_privacy import masked_text
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.phone import normal_phone, plain
from dutyroom.rules.terms import match_query, snippet

_NOTHING: Final = Found((), 0, False)
# The index gives the newest first and stops where enough are found; void ones are few.
_WORDS: Final = Prepared(
    text(
        "SELECT m.id FROM hotline_index i CROSS JOIN matter m ON m.id = i.rowid"
        " WHERE hotline_index MATCH :words AND m.state <> 'void' ORDER BY i.rowid DESC LIMIT :most"
    )
)
_BY_OWN: Final = Prepared(
    text(
        "SELECT m.id FROM matter m WHERE m.kind = 'hotline' AND m.year = :year AND m.serial = :serial AND m.state <> 'void'"
    )
)
_BY_OUTSIDE: Final = Prepared(
    text(
        "SELECT m.id FROM hotline_case c CROSS JOIN matter m ON m.id = c.id"
        " WHERE c.outside_number = :outside AND m.state <> 'void' ORDER BY m.id DESC LIMIT :most"
    )
)
_BY_PHONE: Final = Prepared(
    text(
        "SELECT m.id FROM (SELECT matter_id FROM hotline_call WHERE phone_key = :key"
        " UNION SELECT matter_id FROM hotline_call WHERE second_key = :key) f CROSS JOIN matter m ON m.id = f.matter_id"
        " WHERE m.state <> 'void' ORDER BY m.id DESC LIMIT :most"
    )
)
_BY_NAME: Final = Prepared(
    text(
        "SELECT m.id FROM (SELECT DISTINCT matter_id FROM hotline_call WHERE name = :key) f"
        " CROSS JOIN matter m ON m.id = f.matter_id WHERE m.state <> 'void' ORDER BY m.id DESC LIMIT :most"
    )
)
_BY_PHONE_PART: Final = Prepared(
    text(
        "SELECT m.id FROM (SELECT matter_id FROM hotline_call WHERE instr(phone_key, :key) > 0"
        " UNION SELECT matter_id FROM hotline_call WHERE instr(second_key, :key) > 0) f"
        " CROSS JOIN matter m ON m.id = f.matter_id WHERE m.state <> 'void' ORDER BY m.id DESC LIMIT :most"
    )
)
_BY_NAME_START: Final = Prepared(
    text(
        "SELECT m.id FROM (SELECT DISTINCT matter_id FROM hotline_call WHERE name >= :key AND name < :beyond) f"
        " CROSS JOIN matter m ON m.id = f.matter_id WHERE m.state <> 'void' ORDER BY m.id DESC LIMIT :most"
    )
)
_LAST_SIGN: Final = chr(0x10FFFF)
PART_LEAST: Final = 4
"""Digits of a part of a number, fewer fit everybody's; of a name two characters are enough."""
_NAME_LEAST: Final = 2
_SHOWN: Final = (
    "SELECT m.id, m.number, m.title, m.received_at, c.outside_number, c.text, c.answer, c.turn_to, c.area, c.street,"
    " c.place FROM matter m JOIN hotline_case c ON c.id = m.id WHERE m.id IN ({ids})"
)
_WHO: Final = "SELECT matter_id, name, address, phone, second FROM hotline_call WHERE matter_id IN ({ids})"


@dataclass(frozen=True, slots=True)
class _Said:
    """What is shown of a case."""

    number: str
    title: str
    at: datetime
    outside: str
    body: str


def search_hotline(session: Session, words: str, limit: int = 20) -> Found:
    """The cases that say all the words, newest first; a case whose number the words are comes before them."""
    numbered = cases_numbered(session, words)
    # The words of a number stand in every case: looking for them in their order takes seconds and finds no other.
    asked = match_query(words) if not (numbered and case_number(words)) else None
    if asked is None and not numbered:
        return _NOTHING
    found = [*numbered]
    if asked is not None:
        rows = _WORDS.rows(session, {"words": asked, "most": COUNT_MOST + 1})
        found += [number for (number,) in rows if number not in numbered]
    return _found(session, found, words if asked is not None else "", limit)  # a number stands in no passage


def search_narrowed_hotline(session: Session, wanted: CaseFilter, now: datetime, limit: int = 20) -> Found:
    """The cases that a filter lets through, as their register orders them: newest first, or by time left."""
    order = "due" if wanted.due or "late" in wanted.flags else "received"
    zone = office_settings(session).zone
    search = CaseSearch(now=now, zone=zone, filter=wanted, order=order, most=COUNT_MOST + 1)
    return _found(session, find_cases(session, search), wanted.words, limit)


def search_callers(session: Session, who: str, limit: int = 20) -> Found:
    """The cases of a caller by the whole number in any writing, or by the whole name; newest first.

    Only where the author may see callers (``rules.hotline_privacy.may_see``) and the look was logged.
    """
    who = who.strip()
    key = normal_phone(who)
    if not who:
        return _NOTHING
    values: dict[str, Any] = {"key": key or who, "most": COUNT_MOST + 1}
    rows = (_BY_PHONE if key else _BY_NAME).rows(session, values)
    return _found(session, [number for (number,) in rows], "", limit)


def search_callers_by_part(session: Session, who: str, limit: int = 20) -> Found:
    """As :func:`search_callers`; where nobody has that number or name, those whose number holds it or whose name begins so.

    A part of a number has at least four digits, the beginning of a name two characters.
    """
    whole = search_callers(session, who, limit)
    who = who.strip()
    digits = "".join(sign for sign in plain(who) if sign.isdecimal())
    if whole.hits or len(digits or who) < (PART_LEAST if digits else _NAME_LEAST):
        return whole
    most = COUNT_MOST + 1
    if digits:
        rows = _BY_PHONE_PART.rows(session, {"key": digits, "most": most})
    else:
        rows = _BY_NAME_START.rows(session, {"key": who, "beyond": who + _LAST_SIGN, "most": most})
    return _found(session, [number for (number,) in rows], "", limit)


def cases_numbered(session: Session, words: str) -> list[int]:
    """The cases that have this number: their own in any writing, or that of another system; newest first."""
    words = words.strip()
    own = case_number(words)
    found = _BY_OWN.rows(session, {"year": own[0], "serial": own[1]}) if own else []
    if words and " " not in words:
        found += _BY_OUTSIDE.rows(session, {"outside": words, "most": COUNT_MOST})
    return list(dict.fromkeys(number for (number,) in found))


def _found(session: Session, numbers: Sequence[int], words: str, limit: int) -> Found:
    shown = _said(session, numbers[:limit])
    there = [number for number in numbers[:limit] if number in shown]
    hits = tuple(_hit(number, shown[number], words, rank) for rank, number in enumerate(there, 1))
    return Found(hits, min(len(numbers), COUNT_MOST), len(numbers) > COUNT_MOST)


def _said(session: Session, numbers: Sequence[int]) -> dict[int, _Said]:
    """What these cases say, without those who called."""
    if not numbers:
        return {}
    ids = ", ".join(str(int(number)) for number in numbers)
    who: dict[int, list[tuple[str, ...]]] = {}
    for matter_id, *person in _rows(session, _WHO.format(ids=ids)):
        who.setdefault(matter_id, []).append(tuple(person))
    found = {}
    for row in _rows(session, _SHOWN.format(ids=ids)):
        matter_id, number, title, received_at, outside, *parts = row
        people = who.get(matter_id, [])
        callers = Callers(
            tuple(name for name, *_ in people if name),
            tuple(address for _, address, *_ in people if address),
            tuple(phone for _, _, *phones in people for phone in phones if phone),
        )
        body = masked_text("\n".join(part for part in parts if part), *callers)
        found[matter_id] = _Said(number, title, instant(received_at), outside, body)
    return found


def _rows(session: Session, statement: str) -> list[tuple[Any, ...]]:
    """The rows of a statement of our own, asked of the driver itself: a search waits at every letter typed."""
    cursor = session.connection().connection.cursor()
    try:
        cursor.execute(statement)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def _hit(number: int, said: _Said, words: str, rank: int) -> Hit:
    """The passage is of the demand where it says the words, else of the title."""
    passage = snippet(said.body, words) if said.body else snippet(said.title, words)
    if words and not passage.marks:
        passage = snippet(said.title, words)
    return Hit(
        kind=MatterKind.HOTLINE.value,
        id=number,
        title=said.title,
        section=" · ".join(part for part in (said.number, said.outside) if part),
        section_id=None,
        snippet=passage.text,
        marks=passage.marks,
        score=round(1.0 / rank, 4),
        at=said.at,
    )

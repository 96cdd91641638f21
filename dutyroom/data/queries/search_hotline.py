"""Search over cases of the mayor's telephone, newest first: by words and by numbers of cases, for everybody.

By a caller's name or number only for who has the right and after the look was logged (``actions.hotline_looks``). What is
shown is masked either way.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared, Rows
from dutyroom.data.queries.hotline_search import CaseSearch, find_cases
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.search import COUNT_MOST, Found, Hit
from dutyroom.rules.canon import instant
from dutyroom.rules.hotline_filter import CaseFilter, case_number
from dutyroom.rules.hotline_privacy import Mask
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.phone import normal_phone, plain
from dutyroom.rules.terms import match_query, snippet

_NOTHING: Final = Found((), 0, False)
_COLUMNS: Final = (
    "SELECT m.id, m.number, m.title, m.received_at, c.outside_number, c.text, c.answer, c.turn_to, c.area, c.street,"
    " c.place, h.name, h.address, h.phone, h.second"
)
_JOINED: Final = "CROSS JOIN hotline_case c ON c.id = m.id LEFT JOIN hotline_call h ON h.matter_id = m.id"
"""A case stands in as many rows as calls came for it: in all of them what it says, in each one who called."""


def _first_of(found: str) -> Prepared:
    """The statement that shows the first of the cases (``id``, and ``behind`` others) found so, and counts them.

    One statement, as a search waits at every letter typed: each one more costs as much as finding a number does.
    """
    return Prepared(
        text(
            f"WITH found(id, behind) AS MATERIALIZED ({found}) {_COLUMNS}, f.behind, (SELECT count(*) FROM found)"  # noqa: S608  # our own words
            " FROM (SELECT id, behind FROM found ORDER BY behind, id DESC LIMIT :limit) f"
            f" CROSS JOIN matter m ON m.id = f.id {_JOINED}"
        )
    )


_OWN: Final = "SELECT m.id, 0 FROM matter m WHERE m.kind = 'hotline' AND m.year = :year AND m.serial = :serial AND m.state <> 'void'"
_OUTSIDE: Final = (
    "SELECT m.id, 0 FROM hotline_case c CROSS JOIN matter m ON m.id = c.id"
    " WHERE c.outside_number = :outside AND m.state <> 'void'"
)
# The index gives the newest first and stops where enough are found; void ones are few.
_SAYING: Final = (
    "SELECT m.id FROM hotline_index i CROSS JOIN matter m ON m.id = i.rowid"
    " WHERE hotline_index MATCH :words AND m.state <> 'void' ORDER BY i.rowid DESC LIMIT :most"
)
_BY_NUMBER: Final = _first_of(f"{_OWN} UNION {_OUTSIDE}")
_BY_WORDS: Final = _first_of(
    f"{_OUTSIDE} UNION ALL SELECT id, 1 FROM ({_SAYING})"  # noqa: S608  # our own words
    " WHERE id NOT IN (SELECT id FROM hotline_case WHERE outside_number = :outside)"
)


def _of_calls(which: str, calls: str = "hotline_call") -> Prepared:
    return _first_of(
        f"SELECT DISTINCT h.matter_id, 0 FROM {calls} h CROSS JOIN matter m ON m.id = h.matter_id"  # noqa: S608  # our own words
        f" WHERE {which} AND m.state <> 'void' ORDER BY h.matter_id DESC LIMIT :most"
    )


def _either(side: str) -> Prepared:
    """The statement for calls of which the first or the second number is such; each is looked for by its own index."""
    return _of_calls("TRUE", f"({side.format('phone_key')} UNION {side.format('second_key')})")


_BY_PHONE: Final = _either("SELECT matter_id FROM hotline_call WHERE {} = :key")
_BY_NAME: Final = _of_calls("h.name = :key")
# The numbers stand in their index, which is read whole; the rows only of the latest calls, for the beginning of a mobile
# number is that of hundreds of thousands. Most calls leave no second number.
_BY_PHONE_PART: Final = _either(
    "SELECT matter_id FROM hotline_call WHERE id IN (SELECT id FROM (SELECT id FROM hotline_call"
    " WHERE {0} > '' AND instr({0}, :key) > 0 ORDER BY +id DESC LIMIT :calls))"
)
_BY_NAME_START: Final = _of_calls("h.name >= :key AND h.name < :beyond")
_BY_IDS: Final = f"{_COLUMNS} FROM matter m {_JOINED} WHERE m.id IN ({{ids}})"
_MOST: Final = COUNT_MOST + 1
_CALLS_MOST: Final = 4 * _MOST
"""Calls that are looked at for a part of a number: a case may have several, and some are void."""
_SAID_UPTO: Final = 11
_NAME: Final = 11
_ADDRESS: Final = 12
_PHONES: Final = slice(13, 15)
_BEHIND: Final = -2
_KIND: Final = MatterKind.HOTLINE.value
_LAST_SIGN: Final = chr(0x10FFFF)
PART_LEAST: Final = 4
"""Digits of a part of a number, fewer fit everybody's; of a name two characters are enough."""
_NAME_LEAST: Final = 2


def search_hotline(session: Session, words: str, limit: int = 20) -> Found:
    """The cases that say all the words, newest first; a case whose number the words are comes before them."""
    own, outside = case_number(words), words.strip()
    if own:
        found = _first(session, _BY_NUMBER, outside=outside, year=own[0], serial=own[1], limit=limit)
        # The words of a number stand in every case: looking for them in their order takes seconds and finds no other.
        if found.hits:
            return found
    asked = match_query(words)
    if asked is None:
        return _first(session, _BY_NUMBER, outside=outside, year=0, serial=0, limit=limit) if outside else _NOTHING
    return _first(session, _BY_WORDS, words, outside=outside, words=asked, most=_MOST, limit=limit)


def search_narrowed_hotline(session: Session, wanted: CaseFilter, now: datetime, limit: int = 20) -> Found:
    """The cases that a filter lets through, as their register orders them: newest first, or by time left."""
    order = "due" if wanted.due or "late" in wanted.flags else "received"
    zone = office_settings(session).zone
    search = CaseSearch(now=now, zone=zone, filter=wanted, order=order, most=_MOST)
    numbers = find_cases(session, search)
    place = {number: at for at, number in enumerate(numbers[:limit])}
    rows = _rows(session, _BY_IDS.format(ids=", ".join(map(str, place)))) if place else []
    rows.sort(key=lambda row: place[row[0]])
    return _found([(*row, 1, len(numbers)) for row in rows], wanted.words)


def search_callers(session: Session, who: str, limit: int = 20) -> Found:
    """The cases of a caller by the whole number in any writing, or by the whole name; newest first.

    Only where the author may see callers (``rules.hotline_privacy.may_see``) and the look was logged.
    """
    who = who.strip()
    if not who:
        return _NOTHING
    key = normal_phone(who)
    return _first(session, _BY_PHONE if key else _BY_NAME, key=key or who, most=_MOST, limit=limit)


def search_callers_by_part(session: Session, who: str, limit: int = 20) -> Found:
    """As :func:`search_callers`; where nobody has that number or name, those whose number holds it or whose name begins so.

    A part of a number has at least four digits, the beginning of a name two characters.
    """
    whole = search_callers(session, who, limit)
    who = who.strip()
    digits = "".join(sign for sign in plain(who) if sign.isdecimal())
    if whole.hits or len(digits or who) < (PART_LEAST if digits else _NAME_LEAST):
        return whole
    if digits:
        return _first(session, _BY_PHONE_PART, key=digits, calls=_CALLS_MOST, most=_MOST, limit=limit)
    return _first(session, _BY_NAME_START, key=who, beyond=who + _LAST_SIGN, most=_MOST, limit=limit)


def _first(session: Session, statement: Prepared, marked: str = "", **values: Any) -> Found:
    """The first of what a statement of :func:`_first_of` finds, in their order: the joins need not keep it."""
    rows = statement.rows(session, values)
    rows.sort(key=_order)
    return _found(rows, marked)


def _rows(session: Session, statement: str) -> Rows:
    """The rows of a statement of our own, asked of the driver itself: a search waits at every letter typed."""
    cursor = session.connection().connection.cursor()
    try:
        cursor.execute(statement)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def _found(rows: Rows, words: str = "") -> Found:
    """The hits of rows of :data:`_COLUMNS`, ``behind`` and the count of all; those of a case stand one after the other."""
    if not rows:
        return _NOTHING
    hits: list[Hit] = []
    at, end = 0, len(rows)
    while at < end:
        upto = at + 1
        while upto < end and rows[upto][0] == rows[at][0]:
            upto += 1
        # A number stands in no passage.
        hits.append(_hit(rows[at:upto], words if rows[at][_BEHIND] else "", len(hits) + 1))
        at = upto
    count: int = rows[0][-1]
    return Found(tuple(hits), min(count, COUNT_MOST), count > COUNT_MOST)


def _order(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[_BEHIND], -row[0]


def _hit(calls: Rows, words: str, rank: int) -> Hit:
    """A case without those who called.

    The passage is of what is said where that holds the words, else of the title; without words it is of the demand alone.
    """
    case, number, title, received_at, outside, *parts = calls[0][:_SAID_UPTO]
    mask = Mask(
        [call[_NAME] for call in calls],
        [call[_ADDRESS] for call in calls],
        [phone for call in calls for phone in call[_PHONES] if phone],
    )
    said = [part for part in parts if part] if words else [next(filter(None, parts), "")]
    body = mask.text("\n".join(said))
    passage = snippet(body or title, words)
    if words and body and not passage.marks:
        passage = snippet(title, words)
    return Hit(
        kind=_KIND,
        id=case,
        title=title,
        section=f"{number} · {outside}" if outside else number,
        section_id=None,
        snippet=passage.text,
        marks=passage.marks,
        score=round(1.0 / rank, 4),
        at=instant(received_at),
    )

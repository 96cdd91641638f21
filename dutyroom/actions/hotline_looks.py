"""Looks at callers' data: none is shown unmasked without somebody's name, the time and an entry beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dutyroom.actions.steps import matter_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.hotline_private import asks_secrecy, hidden
from dutyroom.data.queries.search_hotline import search_callers, search_callers_by_part
from dutyroom.data.tables import HotlineCase, HotlineLook
from dutyroom.rules.entry import Kind, clean_text
from dutyroom.rules.hotline import Look
from dutyroom.rules.hotline_privacy import masked_text, may_see
from dutyroom.rules.hotline_sheet import LookAt
from dutyroom.rules.refusal import Refusal

_LOOK_ZH: Final[Mapping[Look, str]] = {
    Look.CASE: "查看来电人信息",
    Look.NUMBER: "查看来电号码",
    Look.SEARCH: "按来电人查找",
    Look.PRINT: "打印来电人信息",
    Look.EXPORT: "导出来电人信息",
}
_WITH_REASON: Final = frozenset({Look.PRINT, Look.EXPORT})
"""What leaves the program needs a reason, and so does a look at a caller who asked for secrecy."""


def look_at(desk: Desk, asked: LookAt) -> int:
    """Log that somebody looks at callers' data; refused without the right. Returns the entry's number.

    Nothing unmasked is shown before this has been written.
    """
    if not may_see(desk.author):
        raise Refusal("hotline.look.right", name=desk.author.name)
    reason = clean_text(asked.reason)
    secret = asked.id is not None and asks_secrecy(desk.session, asked.id)
    if not reason and (asked.what in _WITH_REASON or secret):
        raise Refusal("hotline.look.reason", field="reason")
    number = ""
    if asked.id is not None:
        if desk.session.get(HotlineCase, asked.id) is None:
            raise Refusal("matter.unknown", id=asked.id)
        number = matter_of(desk, asked.id).number
        reason = hidden(desk.session, asked.id, reason)
    # A search by person is named by what it was for, never by the person.
    reason = masked_text(reason)
    look = HotlineLook(
        matter_id=asked.id,
        looked_at=desk.now,
        officer=desk.author.name,
        what=asked.what.value,
        reason=reason,
        cases=asked.cases,
        entry_seq=desk.next_seq,
    )
    desk.session.add(look)
    return desk.journal(
        "hotline.looked",
        text="　".join(part for part in (number, _LOOK_ZH[asked.what], reason) if part),
        kind=Kind.SYSTEM,
        record=("matter", asked.id) if asked.id is not None else None,
        payload={"what": asked.what.value, "cases": asked.cases, "reason": reason},
    )


def look_for_caller(desk: Desk, who: str, reason: str = "", *, by_part: bool = False) -> int:
    """Log that somebody looks for a caller by name or number before it is done; returns the entry's number.

    The log says how many cases there are and why, and never for whom they looked. ``by_part``: also by a part of either.
    """
    search = search_callers_by_part if by_part else search_callers
    found = search(desk.session, who, 1) if may_see(desk.author) else None
    reason = reason.replace(who.strip(), "…") if who.strip() else reason
    return look_at(desk, LookAt(what=Look.SEARCH, reason=reason, cases=found.count if found else 0))

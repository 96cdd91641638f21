"""From the store to the ledger of the mayor's telephone, and to a case as a line of any list on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from dutyroom.actions.matter_facts import office_heading
from dutyroom.data.queries.hotline import CaseSearch, case_rows, find_cases
from dutyroom.data.queries.hotline_rows import CaseRow
from dutyroom.data.queries.office import office_settings
from dutyroom.data.reading import Session
from dutyroom.papers.hotline_facts import CaseLineFact, HotlineLedgerFacts
from dutyroom.rules.hotline import AT_ONCE
from dutyroom.rules.hotline_filter import CaseFilter, read_case_filter
from dutyroom.rules.matter import OPEN
from dutyroom.rules.refusal import Refusal

LEDGER_MOST: Final = 40_000
"""Cases of one ledger: 2 000 pages or so; more than that is a file, not a paper."""
_AT_ONCE_READ: Final = 500


def hotline_ledger_facts(session: Session, record: int, now: datetime, *, wanted: str = "") -> HotlineLedgerFacts:
    """市长电话台账 of a day (``record``, like 20261123), or of what a filter lets through (``wanted``, as in the register).

    The earliest first. Refused: ``paper.hotline.many``.
    """
    zone, day = office_settings(session).zone, day_of(record)
    told = f"{day}..{day}"
    narrowed = read_case_filter(wanted) if wanted.strip() else CaseFilter(received=told)
    search = CaseSearch(now=now, zone=zone, filter=narrowed, order="received", most=LEDGER_MOST + 1)
    numbers = find_cases(session, search)
    if len(numbers) > LEDGER_MOST:
        raise Refusal("paper.hotline.many", most=LEDGER_MOST)
    numbers.sort()
    return HotlineLedgerFacts(
        **office_heading(session, now),
        start=None if wanted.strip() else day,
        last=None if wanted.strip() else day,
        at=now,
        scope=narrowed.written() if wanted.strip() else "",
        rows=tuple(_lines(session, numbers, now)),
    )


def day_of(record: int) -> date:
    """The day that a paper of a period is known by: 20261123. Refused: ``paper.hotline.day``."""
    try:
        return date(record // 10000, record // 100 % 100, record % 100)
    except ValueError as error:
        raise Refusal("paper.hotline.day", day=record) from error


def case_line(row: CaseRow, now: datetime, why: str = "") -> CaseLineFact:
    """A case as a line of a list, its caller masked; overdue by days of 24 hours begun, where it is open."""
    matter, facts, caller = row.matter, row.facts, row.caller
    due = facts.close_due_at
    late = due is not None and due < now and matter.state in OPEN
    return CaseLineFact(
        number=matter.number,
        received_at=matter.received_at,
        channel=facts.channel,
        demand=facts.demand,
        code=facts.code,
        title=matter.title,
        class_zh=row.class_zh,
        class_en=row.class_en,
        area=facts.area,
        street=facts.street,
        caller=caller.name if caller else "",
        phone=caller.phone if caller else "",
        calls=facts.calls,
        unit=matter.lead,
        due_at=due,
        state=matter.state,
        closed_at=matter.closed_at,
        overdue_days=(now - due).days + 1 if due and late else None,
        card=facts.card,
        satisfied=facts.satisfied,
        result=facts.result,
        is_at_once=matter.urgency == AT_ONCE,
        why=why,
    )


def _lines(session: Session, numbers: list[int], now: datetime) -> Iterator[CaseLineFact]:
    for start in range(0, len(numbers), _AT_ONCE_READ):
        for row in case_rows(session, numbers[start : start + _AT_ONCE_READ]):
            yield case_line(row, now)

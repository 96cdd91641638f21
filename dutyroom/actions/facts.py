"""From rows of the store to the frozen facts of papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from dutyroom.data.queries.handed_over import handed_over
from dutyroom.data.queries.journal import (
    EntryRow,
    JournalSearch,
    count_by_kind,
    entries_of_shift,
    entry_rows,
    find_entries,
)
from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.open_items import OpenItemRow
from dutyroom.data.queries.plan_due import late_duties
from dutyroom.data.queries.shifts import ShiftRow, handover_in_full
from dutyroom.data.reading import Session
from dutyroom.papers.facts import (
    CheckFact,
    EntryFact,
    HandoverFacts,
    LogFacts,
    OpenItemFact,
)
from dutyroom.rules.entry import Kind
from dutyroom.rules.plan_due import What
from dutyroom.rules.removal import REMOVED
from dutyroom.rules.shift import HandoverNotes

LOG_MOST = 5000
LATE_MOST: Final = 6
"""How many overdue drills and evaluations a handover report names."""
_OWED_ZH: Final = {What.DRILL: "演练", What.ASSESSMENT: "评估", What.REVISION: "修订"}


def entry_fact(entry: EntryRow) -> EntryFact:
    """An entry as a paper knows it; one whose text was removed says so."""
    return EntryFact(
        seq=entry.seq,
        happened_at=entry.happened_at,
        written_at=entry.written_at,
        kind=entry.kind,
        text=entry.text if entry.text is not None else REMOVED,
        unit=entry.unit,
        person=entry.person,
        phone=entry.phone,
        author=entry.author,
        amended_by=entry.amended_by,
        amends=entry.amends,
        paper_number=entry.paper_number or None,
        paper_writer=entry.paper_writer or None,
    )


def item_fact(item: OpenItemRow, now: datetime) -> OpenItemFact:
    """An open item as a paper knows it."""
    return OpenItemFact(
        id=item.id,
        title=item.title,
        due_at=item.due_at,
        entry_seq=item.entry_seq,
        overdue=item.due_at is not None and item.due_at <= now,
        urgent=item.urgent,
        waiting_for=item.waiting_for,
        duty=item.duty,
        recipient=item.recipient,
    )


def addendum_entries(session: Session, handover_id: int) -> list[EntryRow]:
    """What was written into the outgoing shift after the giving; entries of the program itself are left out."""
    given = handover_in_full(session, handover_id)
    if given is None:
        return []
    shift_id, give_seq = given.shift_id, given.give_seq
    return [
        entry
        for entry in entries_of_shift(session, shift_id)
        if entry.seq > give_seq and entry.kind not in (Kind.SYSTEM, Kind.HANDOVER)
    ]


def _heading(session: Session) -> dict[str, Any]:
    office = office_settings(session)
    return {
        "office_zh": office.name_zh,
        "office_en": office.name_en,
        "zone": office.zone_name,
        "store_kind": store_kind(session),
    }


def compose(session: Session, shift: ShiftRow, notes: HandoverNotes, *, now: datetime) -> HandoverFacts:
    """The report of a shift from its log and the notes of the outgoing officer."""
    over = handed_over(session, now)
    written = [entry for entry in entries_of_shift(session, shift.id) if entry.kind != Kind.SYSTEM]
    standing = [entry for entry in written if entry.amended_by is None]
    return HandoverFacts(
        **_heading(session),
        shift_name=shift.name,
        draft=True,
        planned_start=shift.planned_start,
        planned_end=shift.planned_end,
        started_at=shift.started_at,
        outgoing_leader=shift.leader,
        outgoing_chief=shift.chief,
        outgoing_deputy=shift.deputy,
        counts=tuple((kind, count) for kind, count in count_by_kind(session, shift.id) if kind != Kind.SYSTEM),
        important=tuple(entry_fact(e) for e in standing if e.important and e.kind != Kind.INSTRUCTION),
        open_items=tuple(item_fact(item, now) for item in over.items),
        hotline=over.hotline,
        instructions=tuple(entry_fact(e) for e in standing if e.kind == Kind.INSTRUCTION),
        whereabouts=notes.whereabouts,
        warnings=notes.warnings,
        responses=notes.responses,
        plans_late=_plans_late(session, now),
        equipment=tuple(CheckFact(name=c.name, ok=c.ok, remark=c.remark) for c in notes.equipment),
        keys_count=notes.keys,
        secret_papers_count=notes.secret_papers,
        phone_tested=notes.phone_tested,
        phone_remark=notes.phone_remark,
        weather=notes.weather,
        remarks=notes.remarks,
        entries=tuple(entry_fact(entry) for entry in written),
    )


def _plans_late(session: Session, now: datetime) -> tuple[str, ...]:
    """The drills and evaluations that are overdue, the longest first; of many the first ones and how many more."""
    late = late_duties(session, now.astimezone(office_settings(session).zone).date())
    lines = [
        f"《{line.plan.title}》{_OWED_ZH[line.duty.what]}逾期{-(line.duty.days_left or 0)}天"
        for line in late[:LATE_MOST]
    ]
    return (*lines, f"另有{len(late) - LATE_MOST}项") if len(late) > LATE_MOST else tuple(lines)


def log_facts(session: Session, search: JournalSearch, *, title: str, now: datetime) -> LogFacts:
    """The log that a filter finds, at most the newest 5 000 entries of it."""
    entries = entry_rows(session, find_entries(session, search)[-LOG_MOST:])
    return LogFacts(
        **_heading(session),
        title=title,
        started_at=search.since or (entries[0].happened_at if entries else now),
        ended_at=search.until,
        entries=tuple(entry_fact(entry) for entry in entries),
    )

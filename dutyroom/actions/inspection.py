"""The inspection page: what the store says of the duty room at this instant."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.facts import item_fact
from dutyroom.actions.handover import handover_facts
from dutyroom.actions.matter_facts import office_heading
from dutyroom.data.backup import newest_backup
from dutyroom.data.queries.journal import count_by_kind, last_entries
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.shifts import handover_of, last_handed_over, running_shift
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.inspection import make_inspection
from dutyroom.papers.inspection_facts import InspectionFacts
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording

MOST: Final = 5
"""How many items the page names, the overdue ones first; it is one page, and the desk shows them all."""


def inspection_pdf(store: Store, wording: Wording, cache: Path) -> bytes:
    """The page as it is now."""
    with store.reading() as session:
        facts = inspection_facts(session, store.clock(), newest_backup(store.backups))
    return make_inspection(in_words(facts, wording), faces=open_faces(cache), wording=wording)


def inspection_facts(session: Session, now: datetime, backup_at: datetime | None) -> InspectionFacts:
    """Who is on duty, the last handover, what is overdue and what else is open, the log and its head."""
    shift = running_shift(session)
    items = [item_fact(item, now) for item in open_items(session)]
    overdue = [item for item in items if item.overdue]
    waiting = [item for item in items if not item.overdue]
    newest = last_entries(session, 1)
    on_duty: dict[str, Any] = {}
    if shift is not None:
        on_duty = {
            "shift_name": shift.name,
            "shift_from": shift.started_at,
            "shift_until": shift.planned_end,
            "leader": shift.leader,
            "chief": shift.chief,
            "deputy": shift.deputy,
            "entries_of_shift": sum(count for _kind, count in count_by_kind(session, shift.id)),
        }
    return InspectionFacts(
        **office_heading(session, now),
        at=now,
        **on_duty,
        **_handover(session),
        open_count=len(items),
        open=tuple(waiting[: max(0, MOST - len(overdue))]),
        overdue_count=len(overdue),
        overdue=tuple(overdue[:MOST]),
        entry_count=newest[-1].seq if newest else 0,
        last_entry_at=newest[-1].written_at if newest else None,
        head=newest[-1].hash.hex() if newest else "",
        backup_at=backup_at,
    )


def _handover(session: Session) -> dict[str, Any]:
    """The last handover, with what its list of equipment said."""
    shift = last_handed_over(session)
    handover = handover_of(session, shift.id) if shift else None
    if shift is None or handover is None:
        return {}
    checked = [check for check in handover_facts(session, shift.id).equipment if check.ok is not None]
    faults = [f"{check.name}（{check.remark}）" if check.remark else check.name for check in checked if not check.ok]
    return {
        "given_by": handover.given_by,
        "given_at": handover.given_at,
        "taken_by": handover.taken_by,
        "taken_at": handover.taken_at,
        "planned_at": shift.planned_end,
        "reservations": handover.reservations,
        "equipment": (sum(bool(check.ok) for check in checked), len(checked)) if checked else None,
        "equipment_faults": tuple(faults),
    }

"""``dutyroom export hotline``: cases masked; unmasked for somebody with the right and a reason, which is logged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.actions.hotline_looks import look_at
from dutyroom.cli.call import Call, Stop, opened, writer
from dutyroom.data.queries.export_hotline import case_count, case_records, case_values
from dutyroom.data.reading import Session
from dutyroom.rules.hotline import Look
from dutyroom.rules.hotline_sheet import LookAt

HOTLINE: Final = "hotline"
CASE_WIDTHS: Final = {
    **dict.fromkeys(("title", "text", "answer"), 50.0),
    **dict.fromkeys(("number", "outside_number", "received_at", "event_at", "dispatched_at", "due_at"), 20.0),
    **dict.fromkeys(("closed_at", "called_back_at", "lead", "phone", "second", "address", "class", "place"), 20.0),
}


def check_unmasked(call: Call) -> bool:
    """Whether callers' data is to be written whole; refused, and logged, before anything is read."""
    if not call.asked.unmasked:
        if call.asked.reason:
            raise Stop(call.say("--reason goes with --unmasked."))
        return False
    with opened(call) as store:
        author = writer(call, store)
        with store.reading() as session:
            cases = case_count(session)
        with store.desk(author) as desk:
            look_at(desk, LookAt(what=Look.EXPORT, reason=call.asked.reason or "", cases=cases))
    return True


def records_of(*, unmasked: bool) -> partial[Iterator[dict[str, Any]]]:
    """What reads the records of the file."""
    return partial(_records, unmasked=unmasked)


def values_of(*, unmasked: bool) -> partial[Iterator[Sequence[Any]]]:
    """What reads the rows of the workbook."""
    return partial(_values, unmasked=unmasked)


def _records(session: Session, zone: ZoneInfo, *, unmasked: bool) -> Iterator[dict[str, Any]]:
    return case_records(session, zone, unmasked=unmasked)


def _values(session: Session, *, unmasked: bool) -> Iterator[Sequence[Any]]:
    return case_values(session, unmasked=unmasked)

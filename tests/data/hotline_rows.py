"""Cases of the mayor's telephone put into a store as bare rows, so that a count can be judged by facts made at random."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, delete, event, insert
from sqlalchemy.pool import NullPool

from dutyroom.data.store import DATABASE
from dutyroom.data.tables import (
    Assignment,
    HotlineCall,
    HotlineCase,
    HotlineReturn,
    Matter,
    MatterStep,
    OpenItem,
    Table,
)
from dutyroom.rules.hotline_measures import CaseFacts

_TABLES: Sequence[type[Table]] = (OpenItem, HotlineReturn, MatterStep, Assignment, HotlineCall, HotlineCase, Matter)


class Rows:
    """Writes past the journal, with the keys of other tables unchecked: only what is counted is there."""

    def __init__(self, folder: Path) -> None:
        self._engine = create_engine(f"sqlite:///{folder / DATABASE}", poolclass=NullPool)
        event.listen(self._engine, "connect", lambda driver, _: driver.execute("PRAGMA synchronous = OFF"))

    def put(self, cases: Iterable[CaseFacts], calls: Iterable[dict[str, Any]] = ()) -> None:
        """These cases and calls in place of all that were there."""
        rows: dict[type[Table], list[dict[str, Any]]] = {table: [] for table in _TABLES}
        for case in cases:
            rows[Matter].append(_matter(case))
            rows[HotlineCase].append(_case(case))
            _put_units(rows, case)
            if case.corrected:
                step = {"matter_id": case.id, "kind": "correct", "happened_at": case.received_at, "author": "李秀英"}
                rows[MatterStep].append({**step, "entry_seq": 1})
        rows[HotlineCall] = [{"channel": "phone", "entry_seq": 1, "is_secret": False, **call} for call in calls]
        with self._engine.begin() as connection:
            for table in _TABLES:
                connection.execute(delete(table))
            for table in reversed(_TABLES):
                if rows[table]:
                    connection.execute(insert(table), rows[table])


def _matter(case: CaseFacts) -> dict[str, Any]:
    return {
        "id": case.id,
        "kind": "hotline",
        "year": 2026,
        "serial": case.id,
        "number": f"热〔2026〕{case.id}号",
        "title": "路灯不亮",
        "state": case.state,
        "received_at": case.received_at,
        "lead": case.unit,
        "closed_at": case.closed_at,
    }


def _case(case: CaseFacts) -> dict[str, Any]:
    same = (
        *("id", "channel", "demand", "code", "area", "street", "is_direct", "dispatch_due_at", "dispatched_at"),
        *("respond_due_at", "responded_at", "close_due_at", "returned", "redone", "tries", "called_back_at"),
        *("reached", "solved", "satisfied"),
    )
    return {name: getattr(case, name) for name in same}


def _put_units(rows: dict[type[Table], list[dict[str, Any]]], case: CaseFacts) -> None:
    """The lead with its clock; everybody else that had it gave it back; one asked to and was refused."""
    for unit in sorted(case.held):
        number = len(rows[Assignment]) + 1
        leads = unit == case.unit
        rows[Assignment].append(
            {
                "id": number,
                "matter_id": case.id,
                "unit": unit,
                "role": "lead",
                "state": "assigned" if leads else "withdrawn",
                "assigned_at": case.received_at,
                "signed_at": case.signed_at if leads else case.received_at,
            }
        )
        if not leads or case.sign_due_at is not None:
            rows[OpenItem].append(
                _sign_clock(number, case.id, case.sign_due_at if leads else case.received_at, case.received_at)
            )
        given_back = "granted" if unit in case.returned_by else "refused"
        rows[HotlineReturn].append(
            {
                "matter_id": case.id,
                "assignment_id": number,
                "unit": unit,
                "asked_at": case.received_at,
                "reason": "不属本单位职责",
                "state": given_back,
                "entry_seq": 1,
            }
        )


def _sign_clock(assignment: int, matter: int, due: datetime | None, opened: datetime) -> dict[str, Any]:
    return {
        "title": "签收",
        "entry_seq": 1,
        "opened_at": opened,
        "due_at": due,
        "matter_id": matter,
        "assignment_id": assignment,
        "duty": "sign",
    }

"""Reads of matters for export: a row each, with everything that an import restores, read once, side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Executable, Row, case, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.matter_steps import TOLD_PAYLOAD, told_of_step
from dutyroom.data.queries.office import office_settings
from dutyroom.data.tables import (
    Assignment,
    JournalEntry,
    Matter,
    MatterAttachment,
    MatterLink,
    MatterStep,
    Notice,
    OpenItem,
    Supervision,
    TelephoneSlip,
)
from dutyroom.rules.matter import MatterKind

_HEAD: Final = ("number", "title", "source")
_CASE: Final = ("urgency", "secrecy", "state", "received_at", "lead", "due_at", "waiting_for", "outcome", "closed_at")
_FILED: Final = ("archive_number", "filed_at", "void_reason")
_PAPER: Final = ("channel", "document_number", "document_kind", "document_on", "addressee", "for_reading")
_COPIES: Final = ("copies", "copy_numbers", "pages", "secrecy_years", "custody", "required", "received_by")
_FLOW: Final = ("steps", "units", "clocks", "links", "slip", "attachments")
_MORE: Final = ("content", "waiting_reason", "waiting_since")
NOTICE_COLUMNS: Final = (*_HEAD, *_PAPER, *_CASE, *_COPIES, *_FILED, *_MORE, *_FLOW)
MATTER_COLUMNS: Final = (
    *("kind", *_HEAD, "document_number", "channel", "basis", "colour"),
    *(*_CASE, *_FILED, *_PAPER[2:], *_COPIES, *_MORE, *_FLOW, "supervision"),
)
STEP_FIELDS: Final = ("kind", "happened_at", "author", "leader", "unit", "person", "text", "entry_seq")
_UNIT_FIELDS: Final = (
    *("unit", "role", "state", "assigned_at", "signed_at", "signed_by", "answered_at", "answer"),
    *("urged_at", "urged_count", "reason", "colour"),
)
_CLOCK_FIELDS: Final = (
    *("duty", "opened_at", "due_at", "rule_key", "rule_source", "start_event", "unsure"),
    *("state", "closed_at", "outcome", "put_off_until"),
)
_SLIP_FIELDS: Final = (
    *("caller", "caller_post", "phone", "identity_checked", "read_back", "is_meeting", "meeting_at", "place"),
    *("convenor", "agenda", "attendees", "deputy_may", "papers", "dress", "reply_at"),
)
_SUPERVISION_FIELDS: Final = (
    *("asked", "leader", "session", "proposal_number", "proposers", "contact", "is_hard", "met_on", "met_how"),
    *("reply_number", "replied_on", "result", "satisfied", "redo_count"),
)
_HIDDEN: Final = ("required", "outcome", "content", "waiting_reason")
"""What is left out of a secret paper: an export holds its register line only."""
_TEXTS: Final = frozenset({"text", "answer", "reason", "rule_source", "asked", "met_how"})
"""The same of what stands beside it."""
_AHEAD: Final = 500
"""Rows that are fetched at a time; no more are held, whatever the size of the register."""


def notice_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every notice, oldest first, by column name: times as ISO 8601 in ``zone``, what is several as lists."""
    return _records(session, zone, NOTICE_COLUMNS, MatterKind.NOTICE)


def notice_table(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """The same for a table of texts: lists are texts of JSON."""
    return map(_texts, notice_records(session, zone))


def notice_values(session: Session) -> Iterator[Sequence[Any]]:
    """The same for a workbook, in the order of the columns: aware times, whole numbers, days as texts."""
    return _values(session, NOTICE_COLUMNS, MatterKind.NOTICE)


def matter_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every matter but warnings and cases, which have an export of their own, as :func:`notice_records`."""
    return _records(session, zone, MATTER_COLUMNS, None)


def matter_table(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """As :func:`notice_table`."""
    return map(_texts, matter_records(session, zone))


def matter_values(session: Session) -> Iterator[Sequence[Any]]:
    """As :func:`notice_values`."""
    return _values(session, MATTER_COLUMNS, None)


def _records(
    session: Session, zone: ZoneInfo, columns: Sequence[str], kind: MatterKind | None
) -> Iterator[dict[str, Any]]:
    for values in _matters(session, zone, columns, kind):
        yield {name: _plain(value, zone) for name, value in values.items()}


def _values(session: Session, columns: Sequence[str], kind: MatterKind | None) -> Iterator[Sequence[Any]]:
    for values in _matters(session, office_settings(session).zone, columns, kind):
        yield list(_texts(values).values())


def _texts(record: dict[str, Any]) -> dict[str, Any]:
    """Lists and records as JSON, nothing where there are none; clocks are always said: by them an import knows all."""
    return {name: _text(value, always=name == "clocks") for name, value in record.items()}


def _text(value: Any, *, always: bool) -> Any:
    if not isinstance(value, list | dict):
        return value
    return json.dumps(value, ensure_ascii=False) if value or always else ""


def _matters(
    session: Session, zone: ZoneInfo, columns: Sequence[str], kind: MatterKind | None
) -> Iterator[dict[str, Any]]:
    """The columns of every matter: times are times, days are texts, what is several is a list ready for JSON."""
    beside = _Beside(session, zone)
    for matter, notice, supervision, slip in _rows(session, kind):
        values = {name: getattr(matter, name, None) for name in columns}
        if notice is not None:
            values |= {name: getattr(notice, name) for name in (*_PAPER, *_COPIES, "content")}
        if supervision is not None:
            values |= {"basis": supervision.basis, "colour": supervision.colour}
        parts = beside.of(matter.id)
        parts["slip"] = beside.part(slip, _SLIP_FIELDS) if slip is not None else None
        parts["supervision"] = beside.part(supervision, _SUPERVISION_FIELDS) if supervision is not None else None
        if matter.secrecy:
            values |= {name: "" for name in _HIDDEN if name in values}
            _hide(parts)
        yield {name: parts[name] if name in parts else _kept(values.get(name)) for name in columns}


def _hide(parts: dict[str, Any]) -> None:
    """Leave out what a secret paper says."""
    parts["slip"] = None
    for name in ("steps", "units", "clocks"):
        parts[name] = [
            {key: "" if key in _TEXTS else value for key, value in one.items() if key != "changes"}
            | ({"outcome": ""} if one.get("state") == "stopped" else {})
            for one in parts[name]
        ]
    if parts["supervision"] is not None:
        parts["supervision"] |= {name: "" for name in _TEXTS if name in parts["supervision"]}


class _Beside:
    """What stands beside the matters: each kind in one query, handed out matter by matter; only one's are held."""

    def __init__(self, session: Session, zone: ZoneInfo) -> None:
        self._zone = zone
        steps = select(
            MatterStep.matter_id,
            *(getattr(MatterStep, name) for name in STEP_FIELDS),
            MatterStep.assignment_id,
            TOLD_PAYLOAD.label("told"),
        ).outerjoin(JournalEntry, JournalEntry.seq == MatterStep.entry_seq)
        units = select(Assignment.matter_id, Assignment.id, *(getattr(Assignment, name) for name in _UNIT_FIELDS))
        clocks = select(
            OpenItem.matter_id, OpenItem.assignment_id, *(getattr(OpenItem, name) for name in _CLOCK_FIELDS)
        ).where(OpenItem.matter_id.is_not(None), OpenItem.duty.is_not(None))
        files = select(MatterAttachment.matter_id, MatterAttachment.name).where(MatterAttachment.active.is_(True))
        self._steps = _Stream(session, steps.order_by(MatterStep.matter_id, MatterStep.id))
        self._units = _Stream(session, units.order_by(Assignment.matter_id, Assignment.id))
        self._clocks = _Stream(session, clocks.order_by(OpenItem.matter_id, OpenItem.id))
        self._links = _Stream(session, _links())
        self._files = _Stream(session, files.order_by(MatterAttachment.matter_id, MatterAttachment.id))

    def of(self, matter_id: int) -> dict[str, Any]:
        """All parts of this matter; asked for in the order of the matters."""
        places: dict[int | None, int] = {}
        units = []
        for place, row in enumerate(self._units.of(matter_id), 1):
            places[row.id] = place
            units.append(self.part(row, _UNIT_FIELDS) | {"colour": row.colour or ""})
        return {
            "steps": [
                self._step(row, n, places.get(row.assignment_id)) for n, row in enumerate(self._steps.of(matter_id), 1)
            ],
            "units": units,
            "clocks": [
                self.part(row, _CLOCK_FIELDS) | {"of_unit": places.get(row.assignment_id)}
                for row in self._clocks.of(matter_id)
            ],
            "links": [
                {"number": row.number, "relation": row.relation, "forward": bool(row.forward)}
                for row in self._links.of(matter_id)
            ],
            "attachments": [row.name for row in self._files.of(matter_id)],
        }

    def part(self, row: Any, names: Sequence[str]) -> dict[str, Any]:
        """A record as JSON has it."""
        return {name: self._json(name, getattr(row, name)) for name in names}

    def _json(self, name: str, value: Any) -> Any:
        """A value as JSON has it; texts that were never written are empty ones, times and days stay nothing."""
        if type(value) is str:  # nearly all of them, and a million steps are written at a time
            return value
        if value is None:
            return None if name.endswith(("_at", "_on", "_until")) else ""
        return _plain(_kept(value), self._zone)

    def _step(self, row: Row[Any], place: int, of_unit: int | None) -> dict[str, Any]:
        told = told_of_step(row.told, place)
        more = {"of_unit": of_unit, "colour": told.get("colour"), "changes": told.get("changes")}
        return self.part(row, STEP_FIELDS) | {name: value for name, value in more.items() if value}


def _links() -> Executable:
    """Each link with the later of its two matters, so that the other stands above it in the table."""
    later = case((MatterLink.matter_id > MatterLink.other_id, MatterLink.matter_id), else_=MatterLink.other_id)
    other = case((MatterLink.matter_id > MatterLink.other_id, MatterLink.other_id), else_=MatterLink.matter_id)
    forward = MatterLink.matter_id > MatterLink.other_id
    return (
        select(later.label("matter_id"), Matter.number, MatterLink.relation, forward.label("forward"))
        .join(Matter, Matter.id == other)
        .where(MatterLink.active.is_(True))
        .order_by(later, MatterLink.id)
    )


class _Stream:
    """The rows of a query in the order of the matters, a few ahead."""

    def __init__(self, session: Session, asked: Executable) -> None:
        self._rows = iter(session.execute(asked, execution_options={"yield_per": _AHEAD}))
        self._next: Row[Any] | None = next(self._rows, None)

    def of(self, matter_id: int) -> Iterator[Row[Any]]:
        """Those of this matter; those of the matters before it are passed over."""
        while self._next is not None and self._next.matter_id <= matter_id:
            row, self._next = self._next, next(self._rows, None)
            if row.matter_id == matter_id:
                yield row


def _rows(
    session: Session, kind: MatterKind | None
) -> Iterator[tuple[Matter, Notice | None, Supervision | None, TelephoneSlip | None]]:
    asked = (
        select(Matter, Notice, Supervision, TelephoneSlip)
        .outerjoin(Notice, Notice.id == Matter.id)
        .outerjoin(Supervision, Supervision.id == Matter.id)
        .outerjoin(TelephoneSlip, TelephoneSlip.id == Matter.id)
        .order_by(Matter.id)
    )
    of_own = (
        MatterKind.WARNING.value,
        MatterKind.PREPARATION.value,
        MatterKind.HOTLINE.value,
    )  # what has an export of its own
    is_meant = Matter.kind == kind.value if kind is not None else Matter.kind.not_in(of_own)
    rows = session.execute(asked.where(is_meant), execution_options={"yield_per": _AHEAD})
    return ((row[0], row[1], row[2], row[3]) for row in rows)


def _kept(value: Any) -> Any:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return value.isoformat() if is_day else value


def _plain(value: Any, zone: ZoneInfo) -> Any:
    return value.astimezone(zone).isoformat() if isinstance(value, datetime) else value

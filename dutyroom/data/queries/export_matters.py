"""Reads of matters for export: a row each, with its steps where the whole flow is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.office import office_settings
from dutyroom.data.tables import Matter, MatterStep, Notice, Supervision
from dutyroom.rules.matter import MatterKind

_HEAD: Final = ("number", "title", "source")
_CASE: Final = ("urgency", "secrecy", "state", "received_at", "lead", "due_at", "waiting_for", "outcome", "closed_at")
_FILED: Final = ("archive_number", "filed_at", "void_reason")
_PAPER: Final = ("channel", "document_number", "document_kind", "document_on", "addressee", "for_reading")
_COPIES: Final = ("copies", "copy_numbers", "pages", "secrecy_years", "custody", "required", "received_by")
NOTICE_COLUMNS: Final = (*_HEAD, *_PAPER, *_CASE, *_COPIES, *_FILED)
MATTER_COLUMNS: Final = (
    *("kind", *_HEAD, "document_number", "channel", "basis", "colour"),
    *(*_CASE, *_FILED, "steps"),
)
STEP_FIELDS: Final = ("kind", "happened_at", "author", "leader", "unit", "person", "text", "entry_seq")
_HIDDEN: Final = ("required", "outcome")
"""What is left out of a secret paper: an export holds its register line only."""
_AHEAD: Final = 500
"""Rows that are fetched at a time; no more are held, whatever the size of the register."""


def notice_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every notice, oldest first, by column name: times as ISO 8601 in ``zone``."""
    for row in notice_values(session):
        yield {name: _plain(value, zone) for name, value in zip(NOTICE_COLUMNS, row, strict=True)}


def notice_values(session: Session) -> Iterator[Sequence[Any]]:
    """Every notice in the order of the columns: aware times, whole numbers, days as texts."""
    for matter, notice, _ in _rows(session, MatterKind.NOTICE):
        values = {name: getattr(matter, name, None) for name in NOTICE_COLUMNS}
        values |= {name: getattr(notice, name) for name in (*_PAPER, *_COPIES)}
        yield _row(values, NOTICE_COLUMNS, matter.secrecy)


def matter_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every matter, oldest first, with ``steps``: a list of its steps by field. Warnings have an export of their own."""
    for values, steps in _matters(session, zone):
        yield {name: _plain(value, zone) for name, value in zip(MATTER_COLUMNS, values, strict=False)} | {
            "steps": steps
        }


def matter_table(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """The same for a table of texts: the steps are one text of JSON."""
    for record in matter_records(session, zone):
        yield record | {"steps": json.dumps(record["steps"], ensure_ascii=False)}


def matter_values(session: Session) -> Iterator[Sequence[Any]]:
    """The same for a workbook, in the order of the columns."""
    for values, steps in _matters(session, office_settings(session).zone):
        yield [*values, json.dumps(steps, ensure_ascii=False)]


def _matters(session: Session, zone: ZoneInfo) -> Iterator[tuple[list[Any], list[dict[str, Any]]]]:
    """The values of every column but the last, and the steps: both read once, side by side, in the same order."""
    steps = _Steps(session)
    for matter, notice, supervision in _rows(session):
        values = {name: getattr(matter, name, None) for name in MATTER_COLUMNS}
        if notice is not None:
            values |= {"document_number": notice.document_number, "channel": notice.channel}
        if supervision is not None:
            values |= {"basis": supervision.basis, "colour": supervision.colour}
        found = [{name: _plain(getattr(step, name), zone) for name in STEP_FIELDS} for step in steps.of(matter.id)]
        if matter.secrecy:
            found = [step | {"text": ""} for step in found]
        yield _row(values, MATTER_COLUMNS[:-1], matter.secrecy), found


class _Steps:
    """The steps of all matters in one query, handed out matter by matter; only those of one are held."""

    def __init__(self, session: Session) -> None:
        asked = select(MatterStep.matter_id, *(getattr(MatterStep, name) for name in STEP_FIELDS))
        ordered = asked.order_by(MatterStep.matter_id, MatterStep.id)
        self._rows = iter(session.execute(ordered, execution_options={"yield_per": _AHEAD}))
        self._next: Row[Any] | None = next(self._rows, None)

    def of(self, matter_id: int) -> Iterator[Row[Any]]:
        """The steps of this matter; asked for in the order of the matters."""
        while self._next is not None and self._next.matter_id <= matter_id:
            step, self._next = self._next, next(self._rows, None)
            if step.matter_id == matter_id:
                yield step


def _rows(
    session: Session, kind: MatterKind | None = None
) -> Iterator[tuple[Matter, Notice | None, Supervision | None]]:
    asked = (
        select(Matter, Notice, Supervision)
        .outerjoin(Notice, Notice.id == Matter.id)
        .outerjoin(Supervision, Supervision.id == Matter.id)
        .order_by(Matter.id)
    )
    is_meant = Matter.kind == kind.value if kind is not None else Matter.kind != MatterKind.WARNING.value
    rows = session.execute(asked.where(is_meant), execution_options={"yield_per": _AHEAD})
    return ((row[0], row[1], row[2]) for row in rows)


def _row(values: dict[str, Any], columns: Sequence[str], secrecy: str) -> list[Any]:
    if secrecy:
        values |= {name: "" for name in _HIDDEN if name in values}
    return [_kept(values[name]) for name in columns]


def _kept(value: Any) -> Any:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return value.isoformat() if is_day else value


def _plain(value: Any, zone: ZoneInfo) -> Any:
    return value.astimezone(zone).isoformat() if isinstance(value, datetime) else value

"""Reads of issued papers for export: a row each, with what its parts were drafted from and who got it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.briefings import BriefingInFull, briefing_in_full
from dutyroom.data.tables import Briefing

_ROW: Final = (
    *("id", "kind", "number", "title", "state", "language", "period_from", "period_until", "matter_id"),
    *("drafted_by", "drafted_at", "reviewed_by", "reviewed_at", "signed_by", "signed_at", "issued_by", "issued_at"),
    *("accepted", "replaces", "replaced_by", "withdrawn_by", "withdrawn_at", "withdrawn_because", "void_reason"),
)
BRIEFING_COLUMNS: Final = (*_ROW, "fields", "text", "parts", "recipients")
_TOLD: Final = ("name", "role", "channel", "sent_at", "receipt_at", "receipt_by")


def briefing_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every paper, oldest first, by column name: times as ISO 8601 in ``zone``, what is several as lists."""
    for full in _all(session):
        yield {
            **{name: _plain(getattr(full.row, name), zone) for name in _ROW},
            "fields": [list(pair) for pair in full.fields],
            "text": _text(full),
            "parts": _parts(full),
            "recipients": _recipients(full, zone),
        }


def briefing_table(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """The same for a table of texts: lists are texts of JSON."""
    for record in briefing_records(session, zone):
        yield {
            name: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
            for name, value in record.items()
        }


def briefing_values(session: Session) -> Iterator[Sequence[Any]]:
    """The same for a workbook, in the order of the columns: aware times, lists as texts."""
    for full in _all(session):
        lists = (full.fields, _text(full), _parts(full), _recipients(full, None))
        told = (part if isinstance(part, str) else json.dumps(part, ensure_ascii=False, default=str) for part in lists)
        yield (*(getattr(full.row, name) for name in _ROW), *told)


def _all(session: Session) -> Iterator[BriefingInFull]:
    for number in session.scalars(select(Briefing.id).order_by(Briefing.id)).all():
        full = briefing_in_full(session, number)
        if full is not None:
            yield full


def _text(full: BriefingInFull) -> str:
    return "\n".join(part.text for part in full.standing)


def _parts(full: BriefingInFull) -> list[dict[str, Any]]:
    return [
        {
            "level": part.level,
            "text": part.text,
            "drafted": part.drafted,
            "unverified": part.is_unverified,
            "removed": part.is_removed,
            "rows": [list(row) for row in part.rows],
            "sources": [[source.record_kind, source.record_id] for source in part.sources],
        }
        for part in full.parts
    ]


def _recipients(full: BriefingInFull, zone: ZoneInfo | None) -> list[dict[str, Any]]:
    return [{name: _plain(getattr(row, name), zone) for name in _TOLD} for row in full.recipients]


def _plain(value: Any, zone: ZoneInfo | None) -> Any:
    return value.astimezone(zone).isoformat() if isinstance(value, datetime) else value

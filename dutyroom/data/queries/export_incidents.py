"""Reads of incidents for export: a row each, with the figures and the words that hold now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.queries.incidents import incident_rows, statements_of_many
from dutyroom.data.tables import Matter
from dutyroom.rules.incident import CATEGORY_ZH, SUBTYPE_OF, Figure
from dutyroom.rules.incident_facts import Story, facts_now
from dutyroom.rules.matter import MatterKind

_FIGURES: Final = tuple(figure.value for figure in Figure)
INCIDENT_COLUMNS: Final = (
    *("number", "title", "event_at", "received_at", "area", "place", "class", "type", "grade"),
    *_FIGURES,
    *("source", "reporter", "reporter_phone", "state", "course", "measures"),
)
_AHEAD: Final = 500
"""Incidents that are read at a time; no more are held, whatever the size of the register."""


def incident_values(session: Session) -> Iterator[Sequence[Any]]:
    """Every incident, oldest first, in the order of the columns: aware times, whole numbers, texts."""
    numbers = list(
        session.scalars(select(Matter.id).where(Matter.kind == MatterKind.INCIDENT.value).order_by(Matter.id))
    )
    for start in range(0, len(numbers), _AHEAD):
        part = numbers[start : start + _AHEAD]
        stated = statements_of_many(session, part)
        for row in incident_rows(session, part):
            facts, held = row.facts, facts_now(stated.get(row.id, ()))
            subtype = SUBTYPE_OF.get(facts.subtype)
            values = {
                **{name: getattr(row.matter, name) for name in ("number", "title", "received_at", "source", "state")},
                **{name: getattr(facts, name) for name in ("event_at", "area", "place", "grade", *_FIGURES)},
                **{name: getattr(facts, name) for name in ("reporter", "reporter_phone")},
                **{part.value: held[part].value if part in held else "" for part in (Story.COURSE, Story.MEASURES)},
                "class": CATEGORY_ZH[subtype.category] if subtype is not None else "",
                "type": subtype.zh if subtype is not None else "",
            }
            yield [values[name] for name in INCIDENT_COLUMNS]


def incident_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """The same by column name: times as ISO 8601 in ``zone``."""
    for row in incident_values(session):
        yield {name: _plain(value, zone) for name, value in zip(INCIDENT_COLUMNS, row, strict=True)}


def _plain(value: Any, zone: ZoneInfo) -> Any:
    return value.astimezone(zone).isoformat() if isinstance(value, datetime) else value

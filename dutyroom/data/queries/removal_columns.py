"""In which columns of the tables somebody may have written something that must not be here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import String, Text

from dutyroom.data.tables import Table

FACTS: Final = frozenset(
    {("handover", "snapshot"), ("handover", "final"), ("checklist", "content"), ("incident_report", "facts")}
    | {("setting", "value"), ("briefing", "fields"), ("briefing", "facts"), ("briefing_part", "rows")}
)
"""Columns that hold facts as JSON: what must go is taken out of them, the rest stays."""
KEPT: Final = frozenset(
    [
        "kind",
        "state",
        "number",
        "role",
        "channel",
        "key",
        "initials",
        "pinyin",
        "language",
        "colour",
        "basis",
        "manner",
        "duty",
        "rule_key",
        "rule_source",
        "start_event",
        "urgency",
        "secrecy",
        "times",
        "relation",
        "event",
        "author",
        "author_name",
        "purpose",
        "category",
        "subtype",
        "grade",
        "grade_proposed",
        "level",
        "fact",
        "surety",
        "status",
        "message",
        "severity",
        "certainty",
        "references",
    ]
)
_FREE: Final = frozenset({("public_warning", "event")})
"""Columns that are named like one of these and hold what somebody wrote."""
"""Columns that hold no prose: what a row is and who wrote it."""
_WHOLE: Final[Mapping[str, frozenset[str]]] = {
    "telephone_slip": frozenset(("caller", "caller_post", "phone", "place", "convenor", "dress")),
    "returns_answer": frozenset(("person",)),
    "incident": frozenset(("reporter", "reporter_phone")),
    "hotline_call": frozenset(("name", "phone", "phone_key", "second", "second_key")),
    "hotline_case": frozenset(("street",)),
    "briefing": frozenset(("masthead", "contact")),
}
"""Short columns that go with the long ones; other short ones (unit, source, leader) are the register line and stay."""
_KEPT_OF: Final[Mapping[str, frozenset[str]]] = {
    "hotline_case": frozenset(("demand", "code", "sub", "refused", "result", "card", "satisfied")),
    "hotline_call": frozenset(("sex",)),
    "hotline_call_back": frozenset(("satisfied",)),
    "hotline_look": frozenset(("what", "officer")),
    "briefing_source": frozenset(("record_kind",)),
    "planned_duty": frozenset(("day_kind",)),
    "spot_check": frozenset(("finding",)),
}
"""The same of tables in which such a name means something else elsewhere."""


def prose(table: type[Table]) -> list[str]:
    """The columns of a table in which somebody may have written something."""
    named = table.__tablename__
    texts = (c.name for c in table.__table__.columns if isinstance(c.type, String))
    kept = KEPT | _KEPT_OF.get(named, frozenset())
    return [name for name in texts if name not in kept or (named, name) in _FREE]


def own_prose(table: type[Table]) -> list[str]:
    """The columns of a row that belongs to what goes: they are emptied whatever they say."""
    more = _WHOLE.get(table.__tablename__, frozenset())
    return [name for name in prose(table) if isinstance(table.__table__.columns[name].type, Text) or name in more]

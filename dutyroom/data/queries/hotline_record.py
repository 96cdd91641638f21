"""What the forms of a case are offered: units, likely duplicates, who takes calls at once, when to call back again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline_dispatch import likely_duplicates
from dutyroom.data.queries.matters import MatterRow, matter_rows
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.rules.hotline_clocks import next_try
from dutyroom.rules.hotline_dispatch import Why
from dutyroom.rules.hotline_refusal import turns
from dutyroom.rules.matter import OPEN

_TRANSFER = "hotline.transfer"


def takers_of_calls(session: Session, now: datetime) -> tuple[str, ...]:
    """Those who take calls at once, by the rule of today."""
    zone = office_settings(session).zone
    return rule_book(session).words(_TRANSFER, now.astimezone(zone).date())


def next_attempt(session: Session, now: datetime) -> datetime | None:
    """When somebody who is not reached now is tried again, by the rule of calling back."""
    return next_try(rule_book(session), now, office_settings(session).zone)


def places_to_turn_to(session: Session, now: datetime) -> dict[str, str]:
    """Where a caller whose demand is not accepted turns to, by reason, as the rules of today say."""
    return turns(rule_book(session), now.astimezone(office_settings(session).zone).date())


def open_duplicates(session: Session, number: int) -> list[tuple[MatterRow, tuple[Why, ...]]]:
    """The open cases that may ask for the same, likeliest first, each with why; only an open one takes in others."""
    found = {each.id: each.why for each in likely_duplicates(session, number)}
    return [(row, found[row.id]) for row in matter_rows(session, list(found)) if row.state in OPEN]

"""What the forms of a case are offered: those who take calls at once, the next attempt to call back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.rules.hotline_clocks import next_try

_TRANSFER = "hotline.transfer"


def takers_of_calls(session: Session, now: datetime) -> tuple[str, ...]:
    """Those who take calls at once, by the rule of today."""
    zone = office_settings(session).zone
    return rule_book(session).words(_TRANSFER, now.astimezone(zone).date())


def next_attempt(session: Session, now: datetime) -> datetime | None:
    """When somebody who is not reached now is tried again, by the rule of calling back."""
    return next_try(rule_book(session), now, office_settings(session).zone)

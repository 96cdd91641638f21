"""How many issued papers are on their way, and how many went out today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dutyroom.data.queries.office import office_settings
from dutyroom.data.tables import Briefing
from dutyroom.rules.briefing import OPEN_STATES, BriefingKind, BriefingState


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingCounts:
    """Drafts, papers that wait for review and signature, signed ones that wait for their number, issues of today."""

    draft: int = 0
    review: int = 0
    signed: int = 0
    issued: int = 0


def briefing_counts(session: Session, now: datetime) -> BriefingCounts:
    """As of this instant; today is the day of the office's calendar. Discarded and withdrawn papers do not count."""
    day = now.astimezone(office_settings(session).zone).replace(hour=0, minute=0, second=0, microsecond=0)
    kinds = Briefing.kind.in_([kind.value for kind in BriefingKind])  # named, so that the indexes are used
    on_the_way = select(Briefing.state, func.count()).where(kinds, Briefing.state.in_(OPEN_STATES))
    counts = {row[0]: row[1] for row in session.execute(on_the_way.group_by(Briefing.state))}
    issued = select(func.count()).where(
        kinds,
        Briefing.year == day.year,
        Briefing.issued_at >= day,
        Briefing.state == BriefingState.ISSUED.value,
    )
    return BriefingCounts(
        draft=counts.get(BriefingState.DRAFT, 0),
        review=counts.get(BriefingState.REVIEW, 0),
        signed=counts.get(BriefingState.SIGNED, 0),
        issued=session.scalar(issued) or 0,
    )

"""The PDF of an issue made before anybody's write lock is taken: with the number and the time that it would have now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from dutyroom.actions.briefing_facts import briefing_facts
from dutyroom.data.queries.briefings import briefing_in_full, next_briefing_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.store import Store
from dutyroom.papers.briefing_facts import BriefingFacts
from dutyroom.rules.briefing import briefing_number
from dutyroom.rules.refusal import Refusal

Make = Callable[[BriefingFacts, str], bytes]
"""Facts and language to the bytes of the paper."""
_FRESH: Final = timedelta(minutes=5)
"""How long ago it may have been made: the paper bears that time."""


@dataclass(frozen=True, slots=True)
class PreparedIssue:
    """The bytes of a paper that said just this when it was made, at ``facts.issued_at``."""

    facts: BriefingFacts
    language: str
    pdf: bytes

    def issued_at(self, now: datetime) -> datetime:
        """When it is issued: when it was prepared, or now where that is too long ago."""
        at = self.facts.issued_at
        return at if at is not None and now - _FRESH <= at <= now else now


def prepare_issue(store: Store, number: int, make: Make) -> PreparedIssue:
    """Make the paper as it would be issued at this moment; nothing is written. Refused: ``briefing.unknown``."""
    now = store.clock()
    with store.reading() as session:
        full = briefing_in_full(session, number)
        if full is None:
            raise Refusal("briefing.unknown", id=number)
        year = now.astimezone(office_settings(session).zone).year
        serial = next_briefing_serial(session, full.row.kind, year)
        named = briefing_number(full.row.kind, year, serial)
        facts = briefing_facts(session, full)
    facts = replace(facts, state="issued", issued_at=now, year=year, serial=serial, number=named)
    return PreparedIssue(facts, full.row.language, make(facts, full.row.language))


def frozen(prepared: PreparedIssue | None, facts: BriefingFacts, language: str, make: Make) -> bytes:
    """What was prepared, where the paper still says just that; else made anew: somebody was quicker, or changed it."""
    if prepared is not None and (prepared.facts, prepared.language) == (facts, language):
        return prepared.pdf
    return make(facts, language)

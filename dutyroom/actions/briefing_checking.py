"""The check of an issued paper against the registers and the directory, before it gets its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from dutyroom.actions.briefing_compose import drafted_again
from dutyroom.data.queries.briefings import BriefingInFull, PartRow, briefing_in_full
from dutyroom.data.queries.directory_names import known_people, known_units
from dutyroom.data.queries.office import office_settings
from dutyroom.data.reading import Session
from dutyroom.data.tables import Briefing, Matter
from dutyroom.rules.briefing import BriefingKind
from dutyroom.rules.briefing_check import CheckedPaper, CheckedPart, Finding, Known, check_paper
from dutyroom.rules.briefing_text import Drafted
from dutyroom.rules.refusal import Refusal

_OF_RECORDS: Final = ("matter:", "entry:", "warning:", "response:")
"""Parts that tell of records; an open item may be done since, and the paper was right all the same."""


def check_briefing(session: Session, number: int, now: datetime, glyphs: Callable[[str], str]) -> tuple[Finding, ...]:
    """Everything that does not fit, errors first. ``glyphs`` says which characters of a text no face has."""
    full = briefing_in_full(session, number)
    if full is None:
        raise Refusal("briefing.unknown", id=number)
    zone = office_settings(session).zone
    paper = session.get_one(Briefing, number)
    today = now.astimezone(zone).date()
    since = until = None
    if full.row.period_from is not None and full.row.period_until is not None:
        since = full.row.period_from.astimezone(zone).date()
        until = min(full.row.period_until, now).astimezone(zone).date()
    elif paper.matter_id is not None:
        since, until = session.get_one(Matter, paper.matter_id).received_at.astimezone(zone).date(), today
    again = drafted_again(session, paper)
    checked = CheckedPaper(
        kind=BriefingKind(full.row.kind),
        title=full.row.title,
        fields=full.fields,
        parts=tuple(_part(part, again) for part in full.standing),
        to=tuple((row.name, row.unit_id is not None) for row in full.recipients),
        since=since,
        until=until,
        is_english=full.row.language == "en",
    )
    known = Known(
        today=today, units=known_units(session), people=known_people(session), undrawable=glyphs(_all_text(full))
    )
    return check_paper(checked, known)


def _part(part: PartRow, again: Mapping[str, Drafted]) -> CheckedPart:
    now = again.get(part.key)
    is_gone = now is None and bool(again) and part.key.startswith(_OF_RECORDS)
    return CheckedPart(
        id=part.id,
        text=part.text,
        unverified=part.is_unverified,
        rows=part.rows,
        edited=part.is_edited,
        record=now.text if now is not None else "" if is_gone else None,
        record_rows=now.rows if now is not None else (),
        record_unverified=now.unverified if now is not None else False,
    )


def _all_text(full: BriefingInFull) -> str:
    said = [full.row.title, full.row.masthead, full.row.issuer, full.row.contact]
    said += [text for pair in full.fields for text in pair]
    said += [row.name for row in full.recipients]
    for part in full.standing:
        said += [part.text, *(cell for row in part.rows for cell in row)]
    return "\n".join(said)

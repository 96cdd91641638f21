"""How the timeline words a correction: each fact with what it was and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.incident import SUBTYPE_OF
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.preparation import LEVEL_WORDS
from dutyroom.rules.supervision import BASIS_WORDS
from dutyroom.rules.warning import WARNING_COLOURS
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import channel_said

LONGEST: Final = 60
"""Characters of a value; the whole of it stands in the entry."""
FACT_WORDS: Final[dict[str, str]] = {
    "title": mark("Title"),
    "source": mark("Comes from"),
    "urgency": mark("Urgency"),
    "secrecy": mark("Secrecy"),
    "event": mark("Warning of"),
    "colour": mark("Colour"),
    "issued_at": mark("Issued at"),
    "onset_at": mark("Holds from"),
    "effective_at": mark("Effective from"),
    "expires_at": mark("Holds until"),
    "areas": mark("Areas"),
    "watch": mark("What to watch"),
    "action": mark("What to do"),
    "web": mark("Web page"),
    "basis": mark("Basis"),
    "asked": mark("What is to be done"),
    "leader": mark("Instructed by"),
    "session": mark("Session"),
    "proposal_number": mark("Number of the proposal"),
    "proposers": mark("Who proposed it"),
    "contact": mark("Contact"),
    "is_hard": mark("Hard matter"),
    "channel": mark("Came by"),
    "document_number": mark("Document number"),
    "document_kind": mark("Kind of paper"),
    "addressee": mark("Addressee"),
    "document_on": mark("Dated"),
    "copies": mark("Copies of it"),
    "copy_numbers": mark("Copy numbers"),
    "pages": mark("Pages of it"),
    "secrecy_years": mark("Secret for years"),
    "custody": mark("Custody"),
    "for_reading": mark("Reading paper"),
    "required": mark("To be done"),
    "content": mark("Text of the notice"),
    "received_by": mark("Received by"),
    "caller": mark("Caller"),
    "caller_post": mark("Post of the caller"),
    "phone": mark("Number of the caller"),
    "identity_checked": mark("Identity"),
    "read_back": mark("Read back?"),
    "is_meeting": mark("Meeting?"),
    "meeting_at": mark("Time of the meeting"),
    "place": mark("Place of the meeting"),
    "convenor": mark("Who convenes it"),
    "agenda": mark("Agenda"),
    "attendees": mark("Who attends"),
    "deputy_may": mark("May a deputy come?"),
    "papers": mark("Papers to bring"),
    "dress": mark("Dress, car"),
    "reply_at": mark("Reply by"),
    "event_at": mark("Happened"),
    "area": mark("Area"),
    "where": mark("Where"),
    "subtype": mark("Kind of event"),
    "reporter": mark("Who calls"),
    "reporter_phone": mark("Phone"),
    "plan_kind": mark("Kind of plan"),
    "plan_level": mark("Whose plan"),
    "year": mark("Year of the programme"),
    "lead_unit": mark("Leading unit"),
    "group": mark("Drafting group"),
    "approved_by": mark("Approved by (body)"),
    "issued_on": mark("Issued on"),
}
"""The facts that a correction changes, in the order in which they are told."""
_ANSWERS: Final = {"yes": mark("Yes"), "no": mark("No")}
_TIMES: Final = ("meeting_at", "reply_at", "event_at", "issued_at", "onset_at", "effective_at", "expires_at")


def changes_said(changes: Sequence[tuple[str, Any, Any]], zone: ZoneInfo) -> list[str]:
    """A line for each fact that a person knows by a name."""
    known = list(FACT_WORDS)
    told = sorted((each for each in changes if each[0] in FACT_WORDS), key=lambda each: known.index(each[0]))
    pattern = translated(mark("{fact}: {former} → {new}"))
    return [
        pattern.format(
            fact=translated(FACT_WORDS[name]), former=_value_said(name, former, zone), new=_value_said(name, new, zone)
        )
        for name, former, new in told
    ]


def _value_said(name: str, value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, bool):
        return translated(_ANSWERS["yes" if value else "no"])
    if value in (None, ""):
        return "—"
    if name == "basis":
        return translated(BASIS_WORDS.get(value, value))
    if name == "subtype" and value in SUBTYPE_OF:
        return translated(SUBTYPE_OF[value].en)
    if name == "colour":
        return translated(WARNING_COLOURS.get(value, value))
    if name in ("plan_kind", "plan_level"):
        return translated({**KIND_WORDS, **LEVEL_WORDS}.get(value, value))
    if name == "channel":
        return channel_said(value)
    if name == "deputy_may":
        return translated(_ANSWERS.get(value, value))
    if name in _TIMES:
        return f"{datetime.fromisoformat(value).astimezone(zone):%Y-%m-%d %H:%M}"
    words = " ".join(str(value).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"

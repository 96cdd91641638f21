"""How an issued paper is put into words: kind, state, what comes next, findings, where a paragraph is from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.actions.errors import said
from dutyroom.data.queries.briefings import BriefingInFull, BriefingRow, PartRow, SourceRow
from dutyroom.rules.briefing import KIND_WORDS, OPEN_STATES, ROLE_WORDS, STATE_WORDS, BriefingState
from dutyroom.rules.briefing_check import Finding, Severity
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark
from dutyroom.ui.page import Place
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import place_of_record
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.said_time import day_said

SEVERITY_WORDS: Final = {Severity.ERROR: mark("error"), Severity.WARNING: mark("warning")}
SEVERITY_TONES: Final[dict[Severity, Tone]] = {Severity.ERROR: "overdue", Severity.WARNING: "warning"}
LEVEL_WORDS: Final = (mark("Paragraph"), mark("Heading 一、"), mark("Heading （一）"), mark("Heading 1."))
_PLACES: Final = {
    "title": mark("Title"),
    "parts": mark("Text"),
    "period": mark("Period"),
    "to": mark("Distribution"),
    "fields": mark("Lines before the text"),
}
_LINE: Final = 60
_TONES: Final[dict[str, Tone]] = {
    BriefingState.DRAFT: "",
    BriefingState.REVIEW: "info",
    BriefingState.SIGNED: "warning",
    BriefingState.ISSUED: "done",
    BriefingState.WITHDRAWN: "overdue",
    BriefingState.VOID: "secondary",
}


def kind_said(kind: str) -> str:
    """The kind as words."""
    return translated(KIND_WORDS.get(kind, kind))


def state_said(row: BriefingRow) -> str:
    """How far it is; of a draft that came back, of one that was replaced, that too."""
    if row.replaced_by:
        return translated(mark("replaced"))
    if row.state == BriefingState.DRAFT and row.returned_because:
        return translated(mark("sent back"))
    if row.state == BriefingState.REVIEW and row.reviewed_by:
        return translated(mark("reviewed"))
    return state_word(row.state)


def state_word(state: str) -> str:
    """A state by itself; in a sentence it may read otherwise."""
    return translated(mark("In draft")) if state == BriefingState.DRAFT else translated(STATE_WORDS.get(state, state))


def state_tone(row: BriefingRow) -> Tone:
    """The colour of its state."""
    if row.replaced_by:
        return "secondary"
    if row.state == BriefingState.DRAFT and row.returned_because:
        return "warning"
    return _TONES.get(row.state, "")


def is_open(row: BriefingRow) -> bool:
    """Whether somebody has still something to do before it is issued."""
    return row.state in OPEN_STATES


def receipts_said(row: BriefingRow) -> str:
    """How many of those who got it acknowledged it; empty while it is not issued."""
    if row.issued_at is None or not row.recipients:
        return ""
    return f"{row.receipts}/{row.recipients}"


def period_said(row: BriefingRow, zone: ZoneInfo) -> str:
    """The day that it tells of, the day of its draft where it tells of none."""
    if row.period_from is None or row.period_until is None:
        return day_said(row.drafted_at, zone)
    last = row.period_until - timedelta(seconds=1)
    if last - row.period_from <= timedelta(days=1):
        return day_said(row.period_from, zone)
    return f"{day_said(row.period_from, zone)} – {day_said(last, zone)}"


def role_said(role: str) -> str:
    """How somebody gets it."""
    return translated(ROLE_WORDS.get(role, role))


def part_line(part: PartRow) -> str:
    """A paragraph in one line of a list, headings less far in than text."""
    indent = "　" * ((part.level or 3) - 1)
    words = " ".join(part.text.split()) or " | ".join(part.rows[0] if part.rows else ())
    return f"{indent}{words}"


def flags_of(part: PartRow, full: BriefingInFull) -> tuple[str, ...]:
    """What is to be known of a paragraph before it is read; that it was typed only where others were drafted."""
    found = []
    if part.is_removed:
        found.append(translated(mark("taken out")))
    if part.is_typed and not all(each.is_typed for each in full.parts):
        found.append(translated(mark("typed")))
    if part.is_edited:
        found.append(translated(mark("edited")))
    if part.is_unverified:
        found.append(translated(mark("not verified")))
    return tuple(found)


def source_said(source: SourceRow) -> str:
    """A record that a paragraph was drafted from: an entry by its number, a matter by its own."""
    words = source.said[:_LINE] + ("…" if len(source.said) > _LINE else "")
    if source.seq is not None:
        return translated(mark("Entry {number}: {words}")).format(number=source.seq, words=words)
    if source.matter_id is not None:
        return words
    if source.record_kind == "shift":
        return translated(mark("Shift {number}")).format(number=source.record_id)
    return f"{source.record_kind} {source.record_id}"


def source_place(source: SourceRow) -> Place | None:
    """Where the record is shown; None where it has no page."""
    if source.seq is not None:
        return Place("log", id=source.seq)
    if source.matter_id is not None:
        return place_of_record(source.matter_kind, source.matter_id)
    if source.record_kind == "shift":
        return Place("shifts", id=source.record_id)
    return None


def finding_said(finding: Finding, wording: Wording, zone: ZoneInfo) -> str:
    """What does not fit, as a sentence."""
    return said(Refusal(finding.code, field=None, **finding.said), wording, zone)


def place_said(finding: Finding, full: BriefingInFull) -> str:
    """Where in the paper it is."""
    place, _, which = finding.place.partition(":")
    if place == "part":
        standing = full.standing
        number = next((at for at, part in enumerate(standing, 1) if str(part.id) == which), 0)
        return translated(mark("Paragraph {number}")).format(number=number)
    if place == "field":
        return which
    return translated(_PLACES.get(place, place))


def counts_said(findings: Sequence[Finding]) -> str:
    """How many errors and warnings there are."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return translated(mark("Everything fits."))
    return translated(mark("{errors} errors, {warnings} warnings")).format(errors=errors, warnings=warnings)

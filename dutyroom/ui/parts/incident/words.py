"""How incidents are put into words and colours: kinds, grades, figures, how sure they are, reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.incident import CATEGORY_WORDS, FIGURE_WORDS, SUBTYPE_OF, Surety
from dutyroom.rules.incident_facts import STORY_WORDS, Statement, Story
from dutyroom.rules.incident_report import REPORT_STATE_WORDS, REPORT_WORDS, ReportState, numeral
from dutyroom.rules.matter import State
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import state_said
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.said_time import moment_said

if TYPE_CHECKING:
    from dutyroom.data.queries.incidents import IncidentFacts, ReportRow

GRADE_WORDS: Final[dict[str, str]] = {
    "Ⅰ": mark("Ⅰ extreme"),
    "Ⅱ": mark("Ⅱ severe"),
    "Ⅲ": mark("Ⅲ serious"),
    "Ⅳ": mark("Ⅳ minor"),
    "": mark("no grade"),
}
GRADE_TONES: Final[Mapping[str, Tone]] = {"Ⅰ": "overdue", "Ⅱ": "warning", "Ⅲ": "info", "Ⅳ": ""}
"""Red is for overdue and for Ⅰ alone."""
SURETY_WORDS: Final[dict[str, str]] = {
    Surety.REPORTED: mark("reported, not verified"),
    Surety.VERIFIED: mark("verified"),
    Surety.WITHDRAWN: mark("withdrawn"),
}
_SHORT_NAMES: Final[Mapping[str, str]] = {Story.IN_CHARGE: mark("In charge there")}
UNKNOWN: Final = "–"
_SURETY_TONES: Final[Mapping[str, Tone]] = {Surety.VERIFIED: "done", Surety.WITHDRAWN: "secondary"}
_STATES_ALONE: Final[Mapping[str, str]] = {ReportState.DRAFT: mark("Draft")}
"""Beside a title; in a sentence it is *a draft*."""
_STATE_TONES: Final[Mapping[str, Tone]] = {ReportState.ISSUED: "done", ReportState.VOID: "secondary"}


def category_said(category: str) -> str:
    """The class of events."""
    return translated(CATEGORY_WORDS.get(category, category))


def subtype_said(subtype: str) -> str:
    """The kind of event."""
    known = SUBTYPE_OF.get(subtype)
    return translated(known.en) if known is not None else ""


def grade_said(grade: str) -> str:
    """The grade with its word; a colour never stands without it."""
    return translated(GRADE_WORDS.get(grade, grade))


def level_said(level: str) -> str:
    """A level of response."""
    return translated(mark("level {level}")).format(level=level)


def stand_said(state: str) -> str:
    """The state; what was only just received is called *taken down* here."""
    return translated(mark("Taken down")) if state == State.RECEIVED else state_said(state)


def fact_said(fact: str) -> str:
    """The name of a figure or of a part of the story."""
    short = _SHORT_NAMES.get(fact)
    return translated(short or FIGURE_WORDS.get(fact) or STORY_WORDS.get(fact, fact))


def surety_said(surety: str) -> str:
    """How sure a statement is."""
    return translated(SURETY_WORDS.get(surety, surety))


def toll_said(facts: IncidentFacts) -> str:
    """Dead, missing and injured; what nobody has said is no nought."""
    hurt = [number for number in (facts.serious, facts.light) if number is not None]
    numbers = (facts.deaths, facts.missing, sum(hurt) if hurt else None)
    return " / ".join(UNKNOWN if number is None else f"{number:,}" for number in numbers)


def value_said(said: Statement) -> str:
    """What a statement states."""
    number = said.number
    return said.value if number is None else f"{number:,}"


def statement_said(said: Statement, now: datetime, zone: ZoneInfo) -> str:
    """A statement with how sure it is, as of when and by whom."""
    at = translated(mark("as of {time}")).format(time=moment_said(said.as_of, now, zone))
    parts = (value_said(said), surety_said(said.surety), at, said.source, said.explanation)
    return " · ".join(part for part in parts if part)


def statement_tone(said: Statement) -> Tone:
    """What is verified can be relied on; what was withdrawn counts no more."""
    return _SURETY_TONES.get(said.surety, "")


def report_named(kind: str, place: int) -> str:
    """Which report it is; a follow-up with its number."""
    word = translated(REPORT_WORDS.get(kind, kind))
    if kind == "follow_up":
        number = str(place) if word.isascii() else numeral(place)  # 续报一, as on paper
        return translated(mark("{report} {number}")).format(report=word, number=number)
    return word


def report_said(report: ReportRow, now: datetime, zone: ZoneInfo) -> str:
    """A report in one line: which, how far, its number, who signed, when it went out."""
    at = report.issued_at or report.signed_at or report.drafted_at
    signed = translated(mark("signed by {leader}")).format(leader=report.signed_by) if report.signed_by else ""
    state = translated(_STATES_ALONE.get(report.state) or REPORT_STATE_WORDS.get(report.state, report.state))
    parts = (report_named(report.kind, report.place), report.number, state, signed, moment_said(at, now, zone))
    return " · ".join(part for part in parts if part)


def report_tone(report: ReportRow) -> Tone:
    """Issued ones are done; what is under way waits for somebody."""
    return _STATE_TONES.get(report.state, "warning")

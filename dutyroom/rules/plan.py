"""Plans: what may be asked of the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "plan.unknown": mark("There is no plan {id}."),
    "plan.void.empty": mark("Say why the plan is withdrawn."),
    "plan.title.empty": mark("Enter the plan's title."),
}

KIND_WORDS: Final[dict[str, str]] = {
    "overall": mark("Overall plan"),
    "special": mark("Special plan"),
    "department": mark("Department plan"),
    "district": mark("District plan"),
    "joint": mark("Joint plan"),
    "onsite": mark("On-site plan"),
    "event": mark("Plan for a major event"),
    "manual": mark("Working manual"),
    "action": mark("Action plan"),
    "law": mark("Law or regulation"),
    "standard": mark("Standard"),
    "playbook": mark("Playbook"),
    "other": mark("Other"),
}

RESULT_WORDS: Final[dict[str, str]] = {
    "imported": mark("imported"),
    "same": mark("same as plan {plan}"),
    "stub": mark("headings only: text missing"),
    "no-text": mark("no text inside (scanned)"),
    "damaged": mark("damaged"),
    "encrypted": mark("encrypted"),
    "unsupported": mark("not supported"),
    "too-large": mark("too large"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPlan:
    """A plan as a reader understood it, to be kept; sections are (level, number, title, body)."""

    title: str
    kind: str
    issuer: str
    number: str
    issued_on: date | None
    text_missing: bool
    sections: tuple[tuple[int, str, str, str], ...]
    file_name: str
    path: str
    """Of the original file, which is kept as an attachment."""
    confidence: int | None = None
    """Percent, of text that was recognised in pictures (OCR)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a plan: ``imported``, ``stub`` or ``same`` (then ``plan`` is the one there already)."""

    result: str
    plan: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidPlan:
    """A plan is withdrawn from the library with the reason; it stays readable."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlan:
    """The particulars of a plan are corrected."""

    id: int
    version: int
    title: str
    kind: str
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None

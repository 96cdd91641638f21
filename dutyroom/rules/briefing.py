"""Issued papers (值班信息): their kinds, their life, what is asked of them, and what is refused.

Kinds and forms in use: domain.md §5.1 (每日值班情况, 值班快报, 值班信息, 抽查通报, 会议通知单, 会议纪要). These are no
statutory papers: their mastheads, numbers and distribution are the office's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from dutyroom.rules.entry import clean_text
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "briefing.unknown": mark("There is no briefing {id}."),
    "briefing.state": mark("The briefing is {state}; that is not possible now."),
    "briefing.kind": mark("“{kind}” is no kind of briefing. There are: {known}."),
    "briefing.day.empty": mark("Say of which day it is."),
    "briefing.day.ahead": mark("{day} has not begun yet."),
    "briefing.matter.empty": mark("Say of which matter it is."),
    "briefing.matter.secret": mark("{number} is secret ({secrecy}); what it says is not put into a briefing."),
    "briefing.title.empty": mark("Enter the title of the briefing."),
    "briefing.field.empty": mark("Name every line before the text, and fill it in: {label}."),
    "briefing.parts.empty": mark("The briefing says nothing. Add a paragraph first."),
    "briefing.part.unknown": mark("There is no paragraph {id} in a briefing."),
    "briefing.part.empty": mark("The paragraph says nothing. Take it out instead."),
    "briefing.part.rows": mark("Every row of a table has as many cells as its first row."),
    "briefing.copies": mark("The number of copies is at least 1."),
    "briefing.recipient.empty": mark("Name every recipient."),
    "briefing.recipient.twice": mark("{name} stands twice in the list."),
    "briefing.recipient.unknown": mark("There is no recipient {id} of a briefing."),
    "briefing.recipient.told": mark("{name} was sent it already and stays in the list."),
    "briefing.reason.empty": mark("Say why."),
    "briefing.review.own": mark("{name} drafted it. Somebody else reviews it."),
    "briefing.sign.unreviewed": mark("Nobody has reviewed it but {name}, who drafted it. Let somebody else review it."),
    "briefing.check.errors": mark("The check finds {count} errors. Look at its findings and mend them before it is issued."),
    "briefing.check.warnings": mark("The check warns {count} times. Look at its findings, then mend them or say why it is issued all the same."),
    "briefing.receipt.unsent": mark("It was not issued yet, so nobody can have got it."),
    "briefing.receipt.early": mark("{name} cannot have acknowledged it before it was issued."),
    "briefing.correction.done": mark("It was corrected already by {number}. Correct that one."),
    "briefing.correction.open": mark("A correction is open already: {title}"),
    "briefing.language": mark("“{language}” is no language of papers. There are: {known}."),
}  # fmt: skip


class BriefingKind(StrEnum):
    """Which paper it is; stored for ever."""

    DAILY_SITUATION = "daily-situation"
    EXPRESS = "express"
    DUTY_INFORMATION = "duty-information"
    SPOT_CHECK = "spot-check"
    MEETING_NOTICE = "meeting-notice"
    MINUTES = "minutes"


KIND_WORDS: Final[dict[str, str]] = {
    BriefingKind.DAILY_SITUATION: mark("Daily duty situation"),
    BriefingKind.EXPRESS: mark("Express bulletin"),
    BriefingKind.DUTY_INFORMATION: mark("Duty information"),
    BriefingKind.SPOT_CHECK: mark("Spot-check bulletin"),
    BriefingKind.MEETING_NOTICE: mark("Meeting notice"),
    BriefingKind.MINUTES: mark("Minutes"),
}
OF_A_DAY: Final = frozenset({BriefingKind.DAILY_SITUATION, BriefingKind.SPOT_CHECK})
"""Kinds that the registers give for a duty day; the bulletin about spot checks may be typed as well."""
OF_A_MATTER: Final = frozenset({BriefingKind.EXPRESS, BriefingKind.DUTY_INFORMATION})
TYPED: Final = frozenset({BriefingKind.SPOT_CHECK, BriefingKind.MEETING_NOTICE, BriefingKind.MINUTES})
"""Kinds that may be made from what somebody types."""
_NUMBERS: Final[dict[str, str]] = {
    BriefingKind.DAILY_SITUATION: "{year}年第{serial}期",
    BriefingKind.EXPRESS: "{year}年第{serial}期",
    BriefingKind.DUTY_INFORMATION: "{year}年第{serial}期",
    BriefingKind.SPOT_CHECK: "值通〔{year}〕{serial}号",
    BriefingKind.MEETING_NOTICE: "值会〔{year}〕{serial}号",
    BriefingKind.MINUTES: "值纪〔{year}〕{serial}号",
}


class BriefingState(StrEnum):
    """How far it is."""

    DRAFT = "draft"
    REVIEW = "review"
    SIGNED = "signed"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    VOID = "void"


STATE_WORDS: Final[dict[str, str]] = {
    BriefingState.DRAFT: mark("draft"),
    BriefingState.REVIEW: mark("under review"),
    BriefingState.SIGNED: mark("signed"),
    BriefingState.ISSUED: mark("issued"),
    BriefingState.WITHDRAWN: mark("recalled"),
    BriefingState.VOID: mark("discarded"),
}
OPEN_STATES: Final = (BriefingState.DRAFT, BriefingState.REVIEW, BriefingState.SIGNED)
"""Somebody has still something to do."""
EDITABLE: Final = (BriefingState.DRAFT, BriefingState.REVIEW)
"""A signed one is sent back first, so that nobody signed what was changed after."""


class RecipientRole(StrEnum):
    """How somebody gets it."""

    MAIN = "main"
    COPY = "copy"


ROLE_WORDS: Final[dict[str, str]] = {RecipientRole.MAIN: mark("To"), RecipientRole.COPY: mark("Copy to")}
LANGUAGES: Final = ("zh_CN", "en")


# --- what is asked -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPart:
    """A heading or paragraph that somebody typed."""

    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeBriefing:
    """A draft: of the duty day ``day``, of a matter, or of what is typed. An empty title takes that of the kind."""

    kind: BriefingKind
    language: str = "zh_CN"
    day: date | None = None
    matter_id: int | None = None
    title: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    parts: tuple[TypedPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditBriefing:
    """What stands above and below the text. ``fields``: labelled lines before it."""

    id: int
    version: int
    title: str
    masthead: str = ""
    issuer: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    copies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPart:
    """A paragraph that somebody typed, behind the one with the id ``after``; at the beginning where that is None."""

    id: int
    part: TypedPart
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPart:
    """A paragraph as it is to stand; what was drafted stays known. ``id`` and ``version`` are those of the part."""

    id: int
    version: int
    part: TypedPart


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePart:
    """Take a paragraph out of the paper, or put it back."""

    id: int
    version: int
    removed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePart:
    """A paragraph goes behind the one with the id ``after``; to the beginning where that is None."""

    id: int
    version: int
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A body that it goes to."""

    name: str
    role: RecipientRole = RecipientRole.MAIN
    unit_id: int | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecipients:
    """The whole distribution list; those who were sent it already stay in it."""

    id: int
    version: int
    recipients: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitBriefing:
    """The draft goes to review."""

    id: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewBriefing:
    """Somebody else than the drafter found it right."""

    id: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBackBriefing:
    """It becomes a draft again; a signature is gone."""

    id: int
    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignBriefing:
    """The leader signs with the own password, or somebody on the leader's behalf with a reason."""

    id: int
    version: int
    leader_id: int
    signer_id: int
    password: str = field(repr=False)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBriefing:
    """Number it and freeze it. ``accepted`` says why, where the check warns."""

    id: int
    version: int
    accepted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawBriefing:
    """An issued paper holds no longer; it stays with its number and the reason."""

    id: int
    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectBriefing:
    """A new draft that replaces an issued or withdrawn paper once it is issued itself."""

    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardBriefing:
    """A draft that is not issued after all."""

    id: int
    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSent:
    """The paper went to a recipient; ``at`` None is now."""

    id: int
    channel: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReceipt:
    """A recipient acknowledged it: who, when; ``at`` None is now."""

    id: int
    by: str
    at: datetime | None = None


# --- what is refused ---------------------------------------------------------------------------------------------


def check_state(state: str, *allowed: BriefingState) -> None:
    """Refuse an act that the paper's state does not allow."""
    if state not in allowed:
        raise Refusal("briefing.state", state=Worded(STATE_WORDS[state]))


def kind_meant(text: str) -> BriefingKind:
    """The kind of this name; refused with the names there are."""
    try:
        return BriefingKind(text)
    except ValueError:
        raise Refusal("briefing.kind", field="kind", kind=text, known=tuple(BriefingKind)) from None


def check_composed(asked: ComposeBriefing, today: date) -> None:
    """Refuse a draft without that of which it is to be."""
    if asked.language not in LANGUAGES:
        raise Refusal("briefing.language", field="language", language=asked.language, known=LANGUAGES)
    if asked.kind is BriefingKind.DAILY_SITUATION and asked.day is None:
        raise Refusal("briefing.day.empty", field="day")
    if asked.day is not None and asked.day > today:
        raise Refusal("briefing.day.ahead", field="day", day=asked.day.isoformat())
    if asked.kind in OF_A_MATTER and asked.matter_id is None:
        raise Refusal("briefing.matter.empty", field="matter_id")
    check_fields(asked.fields)
    for part in asked.parts:
        check_part(part)


def check_fields(fields: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The labelled lines cleaned; refused where a label or what it stands for is empty."""
    cleaned = tuple((clean_text(label), clean_text(text)) for label, text in fields)
    for label, text in cleaned:
        if not (label and text):
            raise Refusal("briefing.field.empty", field="fields", label=label or text)
    return cleaned


def check_part(part: TypedPart) -> TypedPart:
    """The paragraph cleaned; refused where it says nothing, or where the rows of its table differ in length."""
    text = clean_text(part.text)
    rows = tuple(tuple(clean_text(cell) for cell in row) for row in part.rows)
    if not text and not rows:
        raise Refusal("briefing.part.empty", field="text")
    if len({len(row) for row in rows}) > 1:
        raise Refusal("briefing.part.rows", field="rows")
    return TypedPart(text=text, level=min(max(part.level, 0), 3), rows=rows, unverified=part.unverified)


def check_recipients(recipients: tuple[Addressee, ...]) -> tuple[Addressee, ...]:
    """The list with names cleaned; refused where one is empty or stands twice."""
    named: set[str] = set()
    cleaned = []
    for one in recipients:
        name = clean_text(one.name)
        if not name:
            raise Refusal("briefing.recipient.empty", field="recipients")
        if name in named:
            raise Refusal("briefing.recipient.twice", field="recipients", name=name)
        named.add(name)
        cleaned.append(Addressee(name=name, role=one.role, unit_id=one.unit_id, channel=clean_text(one.channel)))
    return tuple(cleaned)


def needed_reason(text: str) -> str:
    """A reason cleaned; refused where there is none."""
    reason = clean_text(text)
    if not reason:
        raise Refusal("briefing.reason.empty", field="reason")
    return reason


def briefing_number(kind: str, year: int, serial: int) -> str:
    """The number on the paper: 2026年第12期 of a bulletin, 值会〔2026〕12号 of a notice; no leading zeros."""
    return _NUMBERS[kind].format(year=year, serial=serial)

"""The facts of the papers of matters: slips, lists, supervision; what a secret paper must not show is marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar

from dutyroom.papers.facts import StoreKind

Colour = Literal["blue", "orange", "red"]
Light = Literal["green", "yellow", "red", "closed"]

CONTENT: Final[Mapping[str, bool]] = MappingProxyType({"content": True})
"""Marks a field that says what a paper is about; :func:`withheld` empties it where the paper is secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What every paper of a matter carries. ``zone`` is the office's IANA zone; ``secrecy`` empty: not secret."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    number: str = ""
    urgency: str = ""
    secrecy: str = ""
    secrecy_years: int | None = None
    printed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFact:
    """What somebody proposed, instructed or answered, and when."""

    text: str
    by: str = ""
    post: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentFact:
    """A unit that has the matter in hand; ``role`` is lead or helper."""

    unit: str
    role: str = ""
    assigned_at: datetime | None = None
    signed_at: datetime | None = None
    signed_by: str = ""
    answered_at: datetime | None = None
    answer: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFact:
    """Who was shown the paper, and when."""

    name: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFact:
    """A time limit: what must be done, by when, the rule that says so (its Chinese and English name) and its source."""

    duty: str
    at: datetime
    source: str = ""
    rule_zh: str = ""
    rule_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingSlipFacts(PaperFacts):
    """文件处理单: the paper that came in, and its way through the office. All of it empty: a slip to write on."""

    received_at: datetime | None = None
    received_by: str = ""
    source: str = ""
    document_number: str = ""
    title: str = field(default="", metadata=CONTENT)
    document_kind: str = ""
    channel: str = ""
    document_on: date | None = None
    copies: int | None = None
    copy_numbers: str = ""
    pages: int | None = None
    for_reading: bool | None = None
    custody: str = ""
    required: str = field(default="", metadata=CONTENT)
    proposal: SaidFact | None = field(default=None, metadata=CONTENT)
    instructions: tuple[SaidFact, ...] = field(default=(), metadata=CONTENT)
    assignments: tuple[AssignmentFact, ...] = ()
    readers: tuple[ReaderFact, ...] = ()
    due: tuple[DueFact, ...] = ()
    outcome: str = field(default="", metadata=CONTENT)
    closed_at: datetime | None = None
    archive_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneSlipFacts(PaperFacts):
    """电话记录单: who said what by telephone, and what was done. ``deputy_may`` is yes, no, or empty: not asked."""

    received_at: datetime | None = None
    unit: str = ""
    caller: str = ""
    caller_post: str = ""
    phone: str = ""
    taken_by: str = ""
    identity_checked: bool = False
    read_back: bool = False
    content: str = field(default="", metadata=CONTENT)
    is_meeting: bool = False
    meeting_at: datetime | None = field(default=None, metadata=CONTENT)
    place: str = field(default="", metadata=CONTENT)
    convenor: str = field(default="", metadata=CONTENT)
    agenda: str = field(default="", metadata=CONTENT)
    attendees: str = field(default="", metadata=CONTENT)
    deputy_may: str = ""
    papers: str = field(default="", metadata=CONTENT)
    dress: str = field(default="", metadata=CONTENT)
    reply_at: datetime | None = None
    proposal: SaidFact | None = field(default=None, metadata=CONTENT)
    instructions: tuple[SaidFact, ...] = field(default=(), metadata=CONTENT)
    handled_by: str = ""
    handled_at: datetime | None = None
    outcome: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxRecipientFact:
    """Where a fax goes."""

    unit: str
    person: str = ""
    fax: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxCoverFacts(PaperFacts):
    """传真首页: to whom, from whom, how many pages (``pages`` counts this one), and the receipt to send back."""

    recipients: tuple[FaxRecipientFact, ...] = ()
    sender: str = ""
    sender_phone: str = ""
    sender_fax: str = ""
    approved_by: str = ""
    sent_at: datetime | None = None
    document_number: str = ""
    title: str = field(default="", metadata=CONTENT)
    pages: int | None = None
    text: str = field(default="", metadata=CONTENT)
    reply_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayLineFact:
    """One recipient of what was passed on; ``state`` is waiting, sent, acknowledged or withdrawn."""

    unit: str
    phone: str = ""
    channel: str = ""
    state: Literal["waiting", "sent", "acknowledged", "withdrawn"] = "waiting"
    sent_at: datetime | None = None
    taken_by: str = ""
    read_back: bool = False
    acknowledged_at: datetime | None = None
    attempts: int = 0
    urged_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransmissionListFacts(PaperFacts):
    """通知传达登记表: proof of who was told when. ``head`` is 64 hex digits of the log's chain."""

    source: str = ""
    document_number: str = ""
    title: str = field(default="", metadata=CONTENT)
    text: str = field(default="", metadata=CONTENT)
    began_at: datetime | None = None
    author: str = ""
    lines: tuple[RelayLineFact, ...] = ()
    head: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFact:
    """What one unit returned for one round; ``answered_at`` None: nothing yet."""

    unit: str
    phone: str = ""
    answered_at: datetime | None = None
    person: str = ""
    is_nil: bool = False
    text: str = field(default="", metadata=CONTENT)
    urged_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsRoundFact:
    """One time at which all had to report."""

    due_at: datetime
    returns: tuple[ReturnFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsFacts(PaperFacts):
    """应报未报统计 and 汇总: who had to report, who did, late or not, and what they said."""

    title: str = field(default="", metadata=CONTENT)
    asked: str = field(default="", metadata=CONTENT)
    times: tuple[str, ...] = ()
    nil_asked: bool = True
    rounds: tuple[ReturnsRoundFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionNoticeFacts(PaperFacts):
    """督查单 in one of its three colours; ``overdue_days`` is negative while there is time left.

    ``is_draft``: no urging in this colour is recorded. ``reply_was_due``: the time to reply by is past.
    """

    colour: Colour = "blue"
    unit: str = ""
    helpers: str = ""
    title: str = field(default="", metadata=CONTENT)
    basis: str = ""
    source: str = ""
    assigned_at: datetime | None = None
    due_at: datetime | None = None
    overdue_days: int | None = None
    urged_count: int = 0
    urged_at: datetime | None = None
    asked: str = field(default="", metadata=CONTENT)
    progress: SaidFact | None = field(default=None, metadata=CONTENT)
    text: str = field(default="", metadata=CONTENT)
    reply_at: datetime | None = None
    reply_was_due: bool = False
    contact: str = ""
    phone: str = ""
    issued_at: datetime | None = None
    issued_by: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionRowFact:
    """A line of the ledger; ``light`` is what its clocks say, ``colour`` the strongest of its notices."""

    number: str
    title: str = field(default="", metadata=CONTENT)
    secrecy: str = ""
    basis: str = ""
    lead: str = ""
    helpers: str = ""
    assigned_at: datetime | None = None
    due_at: datetime | None = None
    light: Light = "green"
    urged_count: int = 0
    colour: Colour | None = None
    notices: tuple[tuple[str, Colour | None, int], ...] = ()
    """Unit, colour of its last notice, how often it was urged."""
    progress: str = field(default="", metadata=CONTENT)
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionLedgerFacts(PaperFacts):
    """督查台账: all matters under supervision at one instant."""

    at: datetime
    scope: str = ""
    rows: tuple[SupervisionRowFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayedFact:
    """To whom an instruction was passed on."""

    unit: str
    person: str = ""
    at: datetime | None = None
    channel: str = ""
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionFacts(PaperFacts):
    """领导批示件: what a leader instructed on which paper, whom it was passed on to, and what came of it."""

    leader: str = ""
    post: str = ""
    instructed_at: datetime | None = None
    text: str = field(default="", metadata=CONTENT)
    source: str = ""
    document_number: str = ""
    title: str = field(default="", metadata=CONTENT)
    relayed: tuple[RelayedFact, ...] = ()
    due_at: datetime | None = None
    outcome: str = field(default="", metadata=CONTENT)
    answered_at: datetime | None = None
    handled_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningPaperFacts(PaperFacts):
    """预警信息: what a warning says, how it stands, and what became of it; ``level`` is 一级 … 四级."""

    title: str = field(default="", metadata=CONTENT)
    status: str = "actual"
    event: str = ""
    colour: str = ""
    level: str = ""
    standing: str = ""
    source: str = ""
    issued_at: datetime | None = None
    received_at: datetime | None = None
    starts_at: datetime | None = None
    expires_at: datetime | None = None
    lifted_at: datetime | None = None
    areas: str = field(default="", metadata=CONTENT)
    watch: str = field(default="", metadata=CONTENT)
    action: str = field(default="", metadata=CONTENT)
    contact: str = ""
    web: str = ""
    steps: tuple[SaidFact, ...] = field(default=(), metadata=CONTENT)


_Facts = TypeVar("_Facts")


def withheld(facts: _Facts) -> _Facts:
    """The facts without the content of what is secret: an ordinary computer keeps and prints its register line only."""
    emptied: _Facts = _without_content(facts, secret=False)
    return emptied


def written_texts(facts: object) -> tuple[str, ...]:
    """Everything that the paper prints as somebody wrote it, for looking up characters that cannot be printed."""
    return tuple(filter(None, _texts(withheld(facts))))


def _without_content(facts: Any, *, secret: bool) -> Any:
    secret = secret or bool(getattr(facts, "secrecy", ""))
    changed: dict[str, Any] = {}
    for part in fields(facts):
        value = getattr(facts, part.name)
        if secret and part.metadata.get("content"):
            changed[part.name] = part.default
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[part.name] = tuple(_without_content(item, secret=secret) for item in value)
        elif is_dataclass(value):
            changed[part.name] = _without_content(value, secret=secret)
    return replace(facts, **changed)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))

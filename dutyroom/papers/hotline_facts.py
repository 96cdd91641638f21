"""The facts of the papers of the mayor's telephone: a case, what goes to a unit, what is told of a day, a week, a month.

Callers come masked, or not at all where they asked for secrecy; ``is_unmasked`` says that somebody looked, with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, Final, Literal, TypeVar

from dutyroom.papers.matter_facts import CONTENT, AssignmentFact, PaperFacts, SaidFact
from dutyroom.rules.hotline_privacy import WITHHELD, without_caller

Period = Literal["day", "week", "month"]
Card = Literal["", "yellow", "red"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFact:
    """One call for a case. ``from_number`` is the case that it came with before that one was merged."""

    called_at: datetime | None = None
    channel: str = ""
    operator: str = ""
    name: str = ""
    sex: str = ""
    phone: str = ""
    second: str = ""
    address: str = ""
    is_secret: bool = False
    wants_reply: bool = True
    said: str = field(default="", metadata=CONTENT)
    from_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUnitFact(AssignmentFact):
    """A unit that has a case in hand; ``role`` is lead or helper."""

    urged_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFact:
    """An objection of a unit (``wish``: who should have it), or its asking for more time (``due_at``), and the decision."""

    unit: str
    asked_at: datetime | None = None
    asked_by: str = ""
    reason: str = field(default="", metadata=CONTENT)
    wish: str = ""
    due_at: datetime | None = None
    state: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    decision: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackFact:
    """One try to call the caller back; ``solved`` is None where nobody said."""

    called_at: datetime | None = None
    by: str = ""
    reached: bool = False
    solved: bool | None = None
    satisfied: str = ""
    said: str = field(default="", metadata=CONTENT)
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStepFact:
    """A line of what was done; ``kind`` is a key of ``rules.matter_events.STEP_WORDS``."""

    at: datetime | None = None
    kind: str = ""
    who: str = ""
    text: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeading(PaperFacts):
    """What every paper of one case says of it; ``urgent_for`` names the limit of a case for at once, as its rule does."""

    title: str = field(default="", metadata=CONTENT)
    text: str = field(default="", metadata=CONTENT)
    demand: str = ""
    code: str = ""
    class_zh: str = ""
    class_en: str = ""
    is_at_once: bool = False
    urgent_zh: str = ""
    urgent_en: str = ""
    channel: str = ""
    area: str = ""
    street: str = ""
    place: str = field(default="", metadata=CONTENT)
    event_at: datetime | None = None
    received_at: datetime | None = None
    operator: str = ""
    calls: tuple[CallFact, ...] = ()
    is_unmasked: bool = False
    reason: str = ""
    """Why the callers are printed unmasked, and who looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineCaseFacts(CaseHeading):
    """工单: the person, the matter, handling, supervision and call-back: the whole run (GB/T 33358-2016, 3.6)."""

    state: str = ""
    is_complex: bool = False
    is_direct: bool = False
    refused: str = ""
    turn_to: str = ""
    duplicate_of: str = ""
    incident: str = ""
    outside_number: str = ""
    dispatched_at: datetime | None = None
    responded_at: datetime | None = None
    close_due_at: datetime | None = None
    units: tuple[CaseUnitFact, ...] = ()
    returns: tuple[AskedFact, ...] = ()
    extensions: tuple[AskedFact, ...] = ()
    result: str = ""
    answer: str = field(default="", metadata=CONTENT)
    replied_at: datetime | None = None
    replied_by: str = ""
    closed_at: datetime | None = None
    redone: int = 0
    urged_count: int = 0
    card: str = ""
    instructions: tuple[SaidFact, ...] = field(default=(), metadata=CONTENT)
    call_backs: tuple[CallBackFact, ...] = ()
    steps: tuple[CaseStepFact, ...] = ()
    archive_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitFact:
    """A limit that runs for the unit; the name of its rule in Chinese and English, and where the rule stands."""

    duty: str
    due_at: datetime | None = None
    rule_zh: str = ""
    rule_en: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineTransferFacts(CaseHeading):
    """转办单: what goes to a unit: the case, what is asked of it, by when and by which rule, a strip to sign."""

    unit: str = ""
    role: str = ""
    lead: str = ""
    helpers: str = ""
    asked: str = field(default="", metadata=CONTENT)
    limits: tuple[LimitFact, ...] = ()
    dispatched_at: datetime | None = None
    dispatched_by: str = ""
    signed_at: datetime | None = None
    signed_by: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineUrgingFacts(CaseHeading):
    """催办函, with a card 督办单: what is late by how much, what was urged already, by when an answer is due."""

    unit: str = ""
    card: Card = ""
    dispatched_at: datetime | None = None
    due_at: datetime | None = None
    overdue_days: int | None = None
    urged_count: int = 0
    urged_at: datetime | None = None
    urged_text: str = field(default="", metadata=CONTENT)
    urged_by: str = ""
    answer_by: datetime | None = None
    rule_zh: str = ""
    rule_en: str = ""
    rule_source: str = ""
    contact: str = ""
    phone: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFact:
    """How many of one kind; ``key`` is a word's key, else the names stand. ``before``: in the period before, None unknown."""

    key: str = ""
    zh: str = ""
    en: str = ""
    count: int = 0
    before: int | None = None
    among_zh: str = ""
    """What came most often among them, several with 、."""
    among_en: str = ""
    group: str = ""
    """Of districts: inner, outer or zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFact:
    """A measure: its English name and definition are sentences of the catalogue; ``part`` of ``whole``."""

    name: str
    part: int = 0
    whole: int = 0
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRateFact:
    """A unit with what it was sent, and how it did; each pair is part and whole."""

    unit: str
    sent: int = 0
    before: int | None = None
    on_time: int = 0
    due: int = 0
    returned: int = 0
    held: int = 0
    """Of those that it had in hand, for the returned ones."""
    satisfied: int = 0
    reached: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLineFact:
    """A case as a line of a list."""

    number: str = ""
    received_at: datetime | None = None
    channel: str = ""
    demand: str = ""
    code: str = ""
    title: str = field(default="", metadata=CONTENT)
    class_zh: str = ""
    class_en: str = ""
    area: str = ""
    street: str = ""
    caller: str = ""
    phone: str = ""
    calls: int = 1
    unit: str = ""
    due_at: datetime | None = None
    state: str = ""
    closed_at: datetime | None = None
    overdue_days: int | None = None
    card: str = ""
    satisfied: str = ""
    result: str = ""
    is_at_once: bool = False
    why: str = ""
    """Why it is notable: an English sentence of the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineReportFacts(PaperFacts):
    """每日情况, 周综述, 月报: what came from ``start`` to ``last``, counted at ``at``; ``is_running``: not over yet."""

    period: Period = "week"
    start: date
    last: date
    at: datetime
    is_running: bool = False
    total: int = 0
    before: int | None = None
    calls: int = 0
    """Calls, with those of merged cases."""
    direct: int = 0
    dispatched: int = 0
    closed: int = 0
    transferred: int = 0
    refused: int = 0
    merged: int = 0
    at_once: int = 0
    open: int = 0
    overdue_open: int = 0
    channels: tuple[CountFact, ...] = ()
    demands: tuple[CountFact, ...] = ()
    functions: tuple[CountFact, ...] = ()
    areas: tuple[CountFact, ...] = ()
    units: tuple[UnitRateFact, ...] = ()
    rates: tuple[RateFact, ...] = ()
    urgent: tuple[CaseLineFact, ...] = ()
    overdue: tuple[CaseLineFact, ...] = ()
    notable: tuple[CaseLineFact, ...] = ()
    remark: str = field(default="", metadata=CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineLedgerFacts(PaperFacts):
    """市长电话台账: cases one after another."""

    start: date | None = None
    last: date | None = None
    at: datetime
    scope: str = ""
    rows: tuple[CaseLineFact, ...] = ()


_SHOWN: Final = ("name", "phone", "second", "address")
_LEAST: Final = 2
"""A name of one character stands in every other word of a text."""
_Heading = TypeVar("_Heading", bound=CaseHeading)


def without_secret_callers(facts: _Heading) -> _Heading:
    """The facts without anything of callers who asked for secrecy, whatever was given: it goes from every text too."""
    secret = [call for call in facts.calls if call.is_secret]
    if not secret:
        return facts
    parts = {
        part: [value for call in secret if (value := getattr(call, part)) not in ("", WITHHELD)] for part in _SHOWN
    }
    hidden: _Heading = _without(facts, parts)
    calls = tuple(_unnamed(call) if call.is_secret else call for call in hidden.calls)
    return replace(hidden, calls=calls)


def _unnamed(call: CallFact) -> CallFact:
    changed: dict[str, Any] = {name: WITHHELD if getattr(call, name) else "" for name in _SHOWN}
    return replace(call, sex="", **changed)


def _without(value: Any, parts: dict[str, list[str]]) -> Any:
    """The texts of facts, and of facts in them, without these names, numbers and addresses."""
    if isinstance(value, tuple):
        return tuple(_without(item, parts) for item in value)
    if not is_dataclass(value):
        return value
    changed: dict[str, Any] = {}
    for part in fields(value):
        held = getattr(value, part.name)
        if isinstance(held, tuple):
            changed[part.name] = _without(held, parts)
        elif isinstance(held, str) and held and (part.metadata.get("content") or part.name == "text"):
            changed[part.name] = _hidden(held, parts)
    return replace(value, **changed)  # type: ignore[type-var]  # a record of facts, never its class


def _hidden(text: str, parts: dict[str, list[str]]) -> str:
    written = {one.strip() for given in parts.values() for one in given if len(one.strip()) >= _LEAST}
    for one in sorted(written, key=len, reverse=True):
        text = text.replace(one, WITHHELD)
    return without_caller(text, parts["name"], parts["address"], [*parts["phone"], *parts["second"]])

"""The facts of each paper: plain frozen values, and their text form for the frozen snapshot."""

from __future__ import annotations

import json
import types
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from dutyroom.rules.shift import HotlineInHand

Acceptance = Literal["told", "read", "questioned"]
SignatureRole = Literal["give", "take", "give-addendum", "review"]
StoreKind = Literal["live", "sample", "drill"]
BlankKind = Literal["log", "handover", "telephone", "handling", "transmission"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFact:
    """One entry of the log. ``amended_by`` and ``amends`` are the numbers of other entries."""

    seq: int
    happened_at: datetime
    written_at: datetime
    kind: str
    text: str
    unit: str = ""
    person: str = ""
    phone: str = ""
    author: str = ""
    amended_by: int | None = None
    amends: int | None = None
    paper_number: str | None = None
    paper_writer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItemFact:
    """Something that somebody must still do, and how the incoming officer accepted it."""

    id: int
    title: str
    due_at: datetime | None = None
    entry_seq: int | None = None
    overdue: bool = False
    urgent: bool = False
    waiting_for: str = ""
    acceptance: Acceptance | None = None
    remark: str = ""
    duty: str = ""
    """The obligation where it is a clock of a matter: a key of ``rules.matter.DUTY_WORDS``."""
    recipient: str = ""
    """To whom it is owed, where it names somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFact:
    """Who signed what and when; ``on_behalf_of`` and ``reason`` where another should have signed."""

    role: SignatureRole
    name: str
    post: str = ""
    signed_at: datetime
    on_behalf_of: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFact:
    """A line of the equipment check; ``ok`` is None where it was not checked."""

    name: str
    ok: bool | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """All that the handover report says. ``zone`` is the office's IANA zone; ``head`` is 64 hex digits."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    draft: bool = False
    zone: str = "Asia/Shanghai"
    shift_name: str
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    started_at: datetime
    ended_at: datetime | None = None
    outgoing_leader: str = ""
    outgoing_chief: str = ""
    outgoing_deputy: str = ""
    incoming_leader: str | None = None
    incoming_chief: str | None = None
    incoming_deputy: str | None = None
    counts: tuple[tuple[str, int], ...] = ()
    important: tuple[EntryFact, ...] = ()
    open_items: tuple[OpenItemFact, ...] = ()
    hotline: HotlineInHand | None = None
    """The mayor's telephone in numbers; ``open_items`` names of it what cannot wait only."""
    instructions: tuple[EntryFact, ...] = ()
    whereabouts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    plans_late: tuple[str, ...] = ()
    """Drills and evaluations of plans that are overdue, a line each."""
    equipment: tuple[CheckFact, ...] = ()
    keys_count: int | None = None
    secret_papers_count: int | None = None
    phone_tested: bool | None = None
    phone_remark: str = ""
    urgent_reason: str = ""
    weather: str = ""
    remarks: str = ""
    addendum: tuple[EntryFact, ...] = ()
    reservations: str = ""
    entries: tuple[EntryFact, ...] = ()
    signatures: tuple[SignatureFact, ...] = ()
    entry_count: int = 0
    head: str | None = None
    printed_at: datetime | None = None
    printed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFacts:
    """The entries of a day, a shift or a search, as a log on paper."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    title: str = ""
    started_at: datetime
    ended_at: datetime | None = None
    people: str = ""
    weather: str = ""
    entries: tuple[EntryFact, ...] = ()
    head: str | None = None
    printed_at: datetime | None = None
    printed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankFacts:
    """Blank sheets for a power failure, numbered ``停-20261123-001`` onwards; ``day`` is ``20261123``."""

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    kind: BlankKind = "log"
    day: str
    first: int = 1
    count: int = 1


_Facts = TypeVar("_Facts")


def to_json(facts: object) -> str:
    """The facts as canonical JSON: the same facts always give the same text."""
    if not is_dataclass(facts):
        raise TypeError(f"{type(facts).__name__} is not a record of facts")
    body = {"facts": type(facts).__name__, "body": _plain(facts)}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(cls: type[_Facts], text: str) -> _Facts:
    """The facts from their JSON; fields that a newer program added keep their default.

    ValueError where the text holds something else or a value of the wrong kind.
    """
    try:
        stored = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError("the snapshot is not JSON") from error
    if not isinstance(stored, dict) or stored.get("facts") != cls.__name__:
        raise ValueError(f"the snapshot does not hold {cls.__name__}")
    facts: _Facts = _value(cls, stored.get("body"))
    return facts


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a time without a zone is no fact")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"{type(value).__name__} is not a plain value")


def _value(wanted: Any, stored: Any) -> Any:
    if is_dataclass(wanted):
        return _record(wanted, stored)
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        if stored is None:
            return None
        return _value(next(choice for choice in get_args(wanted) if choice is not type(None)), stored)
    if origin is Literal and stored in get_args(wanted):
        return stored
    if origin is tuple and isinstance(stored, list):
        return _items(get_args(wanted), stored)
    if wanted is datetime and isinstance(stored, str):
        return datetime.fromisoformat(stored)
    if wanted is date and isinstance(stored, str):
        return date.fromisoformat(stored)
    if isinstance(wanted, type) and type(stored) is wanted:
        return stored
    raise ValueError(f"{stored!r} is not a {wanted}")


def _items(wanted: tuple[Any, ...], stored: list[Any]) -> tuple[Any, ...]:
    if len(wanted) == 2 and wanted[1] is Ellipsis:
        return tuple(_value(wanted[0], item) for item in stored)
    return tuple(_value(kind, item) for kind, item in zip(wanted, stored, strict=True))


def _record(cls: Any, stored: Any) -> Any:
    hints = get_type_hints(cls)
    if not isinstance(stored, dict) or not stored.keys() <= hints.keys():
        raise ValueError(f"{cls.__name__} has other fields")
    try:
        return cls(**{name: _value(hints[name], item) for name, item in stored.items()})
    except TypeError as error:
        raise ValueError(f"{cls.__name__} is not complete") from error

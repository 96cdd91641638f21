"""Passing a notice on and proving it (下发通知): one line a recipient, who took it, read back, acknowledged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "relay.unknown": mark("There is no such relay."),
    "relay.title.empty": mark("Enter what is passed on."),
    "relay.text.empty": mark("Enter the text that is read out or sent."),
    "relay.secret": mark("{secrecy} papers are not passed on from this computer."),
    "relay.recipients.empty": mark("Choose at least one recipient."),
    "relay.recipient.twice": mark("{unit} is a recipient already."),
    "relay.limit.past": mark("The time by which all acknowledge ({due}) has passed already."),
    "relay.over": mark("{number} is {state} already."),
    "relay.line.done": mark("{unit} has acknowledged already."),
    "relay.line.withdrawn": mark("{unit} was taken off the list."),
    "relay.taken_by.empty": mark("Enter who took it at {unit}."),
    "relay.time.future": mark("{time} lies in the future. Enter when it was done, or leave the field empty for now."),
    "relay.time.before": mark("{time} lies before passing on began ({began}). Check day and time."),
    "relay.time.order": mark("{unit} cannot have acknowledged ({time}) before it was told ({told})."),
    "relay.reason.empty": mark("Give the reason."),
}  # fmt: skip


_SLACK: Final = timedelta(minutes=1)


class RelayState(StrEnum):
    """Whether a relay still waits for somebody."""

    RUNNING = "running"
    DONE = "done"
    VOID = "void"


class LineState(StrEnum):
    """How far one recipient is."""

    WAITING = "waiting"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    WITHDRAWN = "withdrawn"


WAITED_FOR: Final = (LineState.WAITING, LineState.SENT)
"""Who must still be told, or must still acknowledge."""
RELAY_WORDS: Final[dict[str, str]] = {
    RelayState.RUNNING: mark("under way"),
    RelayState.DONE: mark("complete"),
    RelayState.VOID: mark("void"),
}
LINE_WORDS: Final[dict[str, str]] = {
    LineState.WAITING: mark("not told yet"),
    LineState.SENT: mark("sent, not acknowledged"),
    LineState.ACKNOWLEDGED: mark("acknowledged"),
    LineState.WITHDRAWN: mark("taken off"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to be told; ``phone`` is the number to be called."""

    unit: str
    unit_id: int | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRelay:
    """Begin passing on. ``acknowledge_by``: by when everybody must have acknowledged."""

    title: str
    text: str
    recipients: tuple[Recipient, ...]
    matter_id: int | None = None
    acknowledge_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A recipient was told: by which channel, who took it, whether it was read back.

    ``acknowledged`` False: sent (fax, message), the acknowledgement is still to come. ``at`` is when it was told or
    sent, None means now; ``acknowledged_at`` None means as soon as it was told, or now where it had been sent before.
    """

    line_id: int
    channel: str
    taken_by: str = ""
    read_back: bool = False
    acknowledged: bool = True
    at: datetime | None = None
    acknowledged_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReached:
    """Nobody answered; the attempt counts."""

    line_id: int
    channel: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeRecipients:
    """These recipients were urged to acknowledge; who has done so meanwhile is left out."""

    relay_id: int
    line_ids: tuple[int, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRecipients:
    """Further recipients."""

    relay_id: int
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOff:
    """A recipient need not be told after all."""

    line_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRelay:
    """End it although somebody has not acknowledged, or make it void; the reason stands in the entry."""

    relay_id: int
    reason: str
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTimes:
    """When a recipient was told and when it acknowledged; None where that is still to come."""

    told_at: datetime
    acknowledged_at: datetime | None


class Line(Protocol):
    """What the rules need of a line."""

    @property
    def unit(self) -> str: ...
    @property
    def state(self) -> str: ...


def relay_number(year: int, serial: int) -> str:
    """The number of a relay: 下发〔2026〕3号."""
    return f"下发〔{year}〕{serial}号"


def waiting_units(lines: Iterable[Line]) -> list[str]:
    """Who has not acknowledged yet, in the order of the list."""
    return [line.unit for line in lines if line.state in WAITED_FOR]


def is_complete(lines: Iterable[Line]) -> bool:
    """Whether nobody is waited for any more."""
    return not waiting_units(lines)


def check_recipients(recipients: Sequence[Recipient], known: Iterable[str] = ()) -> None:
    """Refuse no recipient, and one twice."""
    if not recipients:
        raise Refusal("relay.recipients.empty", field="recipients")
    seen = set(known)
    for recipient in recipients:
        name = recipient.unit.strip()
        if not name:
            raise Refusal("relay.recipients.empty", field="recipients")
        if name in seen:
            raise Refusal("relay.recipient.twice", field="recipients", unit=name)
        seen.add(name)


def check_relay(relay: StartRelay, *, now: datetime) -> None:
    """Refuse a relay without title, text or recipients, or due already."""
    if not relay.title.strip():
        raise Refusal("relay.title.empty", field="title")
    if not relay.text.strip():
        raise Refusal("relay.text.empty", field="text")
    check_recipients(relay.recipients)
    if relay.acknowledge_by is not None and relay.acknowledge_by <= now:
        raise Refusal("relay.limit.past", field="acknowledge_by", due=relay.acknowledge_by)


def told_times(asked: Told, *, unit: str, began_at: datetime, sent_at: datetime | None, now: datetime) -> ToldTimes:
    """The times of a recipient, in order; refused where one lies ahead, before the relay, or before the other.

    What was sent before keeps its time. People write minutes: a time within the minute in which something began is
    no earlier than that.
    """
    told_at = sent_at or _after(asked.at or now, began_at, now, "at")
    if not asked.acknowledged:
        return ToldTimes(told_at=told_at, acknowledged_at=None)
    by_default = now if sent_at is not None and asked.at is None else max(asked.at or now, told_at)
    at = _after(asked.acknowledged_at or by_default, began_at, now, "acknowledged_at")
    if _minute(at) < _minute(told_at):
        raise Refusal("relay.time.order", field="acknowledged_at", unit=unit, time=at, told=told_at)
    return ToldTimes(told_at=told_at, acknowledged_at=max(at, told_at))


def _after(at: datetime, began_at: datetime, now: datetime, field: str) -> datetime:
    if at > now + _SLACK:
        raise Refusal("relay.time.future", field=field, time=at)
    if _minute(at) < _minute(began_at):
        raise Refusal("relay.time.before", field=field, time=at, began=began_at)
    return max(at, began_at)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)

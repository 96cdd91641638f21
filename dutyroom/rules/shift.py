"""Shifts: starting one, and handing it over by two signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.office import ShiftTemplate, planned_shift
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "shift.none_running": mark("No shift is running. Start one first."),
    "shift.running": mark("Shift {name} is running. Take it over by handing over, so that nothing is lost."),
    "shift.reason.empty": mark("Earlier shifts exist: say why this one starts without a handover."),
    "shift.post.empty": mark("Choose the leader and the chief officer."),
    "shift.same_person": mark("{name} cannot be chief and deputy of the same shift."),
    "shift.same_officer": mark("{name} gives and takes at once. The incoming chief officer must be somebody else."),
    "shift.not_on_shift": mark("{name} is not on this shift. Sign on behalf, with the reason."),
    "shift.unaccepted": mark("{count} items are not accepted yet. Mark each as told, read or questioned."),
    "shift.question.empty": mark("Say what is questioned."),
    "handover.unknown": mark("There is no such handover."),
    "handover.given_already": mark("The shift was given already at {at}. Take it, or cancel the giving."),
    "handover.not_given": mark("The outgoing officer has not signed yet."),
    "handover.urgent": mark("{count} urgent matters are in hand. Finish them first, or say why the shift is handed over now."),
    "handover.reason.empty": mark("Signing for somebody else needs the reason."),
    "handover.cancel.empty": mark("Say why the giving is cancelled."),
    "handover.phone": mark("Test the duty telephone first, or note why it was not tested."),
    "handover.new_entries": mark("{count} entries were written meanwhile. Accept them as the addendum."),
}  # fmt: skip


HOTLINE_SAID: Final = mark("Mayor's telephone: {cases} cases in hand with {items} limits; {overdue} overdue, {due} due by {until}; cards: {yellow} yellow, {red} red; {instructed} of leaders' instructions. These are handed over one by one, the other {rest} limits by their number.")  # fmt: skip
"""What a handover says of the mayor's telephone; the numbers are those of :class:`HotlineInHand`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineInHand:
    """The mayor's telephone as it is handed over: open cases, their limits, and how many of these are named one by one.

    ``overdue`` and ``due`` are limits that had passed, or pass until ``until``; ``yellow``, ``red`` and ``instructed``
    are cases; ``rest`` are the limits that are handed over by their number only.
    """

    cases: int
    items: int
    overdue: int
    due: int
    yellow: int
    red: int
    instructed: int
    rest: int
    until: datetime


class Manner(StrEnum):
    """How an item was accepted: by word of mouth, read, or with a question that stands in the remark."""

    TOLD = "told"
    READ = "read"
    QUESTIONED = "questioned"


@dataclass(frozen=True, slots=True)
class Accept:
    """The incoming officer's answer to one open item, or to one entry of the addendum."""

    manner: Manner
    open_item_id: int | None = None
    entry_seq: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """Who stands on a shift: leader in charge, chief officer, deputy officer."""

    leader_id: int
    chief_id: int
    deputy_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartShift:
    """A shift begins without a handover: first use, or after a gap (``reason``)."""

    posts: Posts
    reason: str = ""
    accepted: tuple[Accept, ...] = ()
    template: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of the equipment list; ``ok`` None means not checked."""

    name: str
    ok: bool | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverNotes:
    """What the outgoing officer adds to what the log says by itself."""

    equipment: tuple[Checked, ...] = ()
    keys: int | None = None
    secret_papers: int | None = None
    phone_tested: bool = False
    phone_remark: str = ""
    weather: str = ""
    whereabouts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """The outgoing officer signs; ``signer_id`` proves it with the own password. ``for_id``: on behalf of whom."""

    signer_id: int
    password: str = field(repr=False)
    notes: HandoverNotes
    for_id: int | None = None
    reason: str = ""
    urgent_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelGive:
    """The giving is taken back before anybody took; it leaves a trace."""

    handover_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """The incoming officer signs; the shift changes at that instant."""

    handover_id: int
    signer_id: int
    password: str = field(repr=False)
    posts: Posts
    accepted: tuple[Accept, ...]
    reservations: str = ""
    for_id: int | None = None
    reason: str = ""
    template: str = ""


def handover_horizon(templates: tuple[ShiftTemplate, ...], at: datetime, zone: ZoneInfo) -> datetime:
    """Until when the shift that takes over at this instant is planned: what is due by then is handed over one by one."""
    return max(planned_shift(templates, at, zone)[2], at)


def check_posts(posts: Posts, *, name: str) -> None:
    """Refuse a shift whose deputy is its chief."""
    if not posts.leader_id or not posts.chief_id:
        raise Refusal("shift.post.empty", field="leader_id" if not posts.leader_id else "chief_id")
    if posts.chief_id == posts.deputy_id:
        raise Refusal("shift.same_person", field="deputy_id", name=name)


def check_acceptance(accepted: tuple[Accept, ...], items: set[int], entries: set[int]) -> None:
    """Refuse while an open item or an entry of the addendum is not accepted, or a question has no words."""
    missing = items - {a.open_item_id for a in accepted}
    if missing:
        raise Refusal("shift.unaccepted", field="accepted", count=len(missing))
    late = entries - {a.entry_seq for a in accepted}
    if late:
        raise Refusal("handover.new_entries", field="addendum", count=len(late))
    for answer in accepted:
        if answer.manner is Manner.QUESTIONED and not answer.remark.strip():
            raise Refusal("shift.question.empty", field="accepted", id=answer.open_item_id or answer.entry_seq)


def check_signature(signer_id: int, for_id: int | None, reason: str, allowed: set[int], *, name: str) -> None:
    """Refuse a signer who is not on the shift unless it is on behalf of one who is, with the reason."""
    if for_id is not None and for_id != signer_id:
        if not reason.strip():
            raise Refusal("handover.reason.empty", field="reason")
        if for_id in allowed:
            return
    elif signer_id in allowed:
        return
    raise Refusal("shift.not_on_shift", field="signer_id", name=name)


def is_late(planned_end: datetime, now: datetime) -> bool:
    """Whether the shift stands longer than planned."""
    return now > planned_end

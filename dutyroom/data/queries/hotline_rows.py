"""Cases of the mayor's telephone as they are shown: masked, until a look at them was logged.

What is unmasked still hides callers who asked for secrecy, unless the one who looks at a screen asked for them too: no
paper and no file ever does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

from dutyroom.data.queries.hotline_callers import LookRow
from dutyroom.data.queries.hotline_private import Callers
from dutyroom.data.queries.matter_steps import StepRow
from dutyroom.data.queries.matters import AssignmentRow, AttachedRow, ClockRow, LinkRow, MatterInFull, MatterRow
from dutyroom.rules.canon import instant
from dutyroom.rules.hotline_privacy import (
    WITHHELD,
    masked_address,
    masked_name,
    masked_phone,
    masked_text,
    without_caller,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What a case has beside the matter, its texts apart."""

    channel: str
    demand: str
    code: str
    area: str
    area_id: int | None
    street: str
    event_at: datetime | None
    sub: str
    is_complex: bool
    is_direct: bool
    knowledge_id: int | None
    refused: str
    incident_id: int | None
    duplicate_of: int | None
    dispatch_due_at: datetime | None
    dispatched_at: datetime | None
    respond_due_at: datetime | None
    responded_at: datetime | None
    close_due_at: datetime | None
    result: str
    replied_at: datetime | None
    replied_by: str
    extended: int
    returned: int
    redone: int
    calls: int
    card: str
    tries: int
    called_back_at: datetime | None
    reached: bool | None
    solved: bool | None
    satisfied: str
    outside_number: str
    version: int


FACT_COLUMNS: Final = tuple(field.name for field in fields(CaseFacts))
_INSTANTS: Final = frozenset(name for name in FACT_COLUMNS if name.endswith("_at"))
_TRUTHS: Final = frozenset({"is_complex", "is_direct", "reached", "solved"})
_READ: Final = tuple(instant if name in _INSTANTS else bool if name in _TRUTHS else None for name in FACT_COLUMNS)


def facts_of_values(values: Sequence[Any]) -> CaseFacts:
    """The facts from the values of :data:`FACT_COLUMNS` as the driver gives them."""
    read = (given if how is None or given is None else how(given) for given, how in zip(values, _READ, strict=True))
    facts: dict[str, Any] = dict(zip(FACT_COLUMNS, read, strict=True))
    return CaseFacts(**facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One call for a case: who, from where, in their own words."""

    id: int
    matter_id: int
    from_id: int | None
    called_at: datetime
    channel: str
    operator: str
    name: str
    sex: str
    phone: str
    second: str
    address: str
    is_secret: bool
    wants_reply: bool
    said: str
    entry_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as lists show it, with its first caller."""

    matter: MatterRow
    facts: CaseFacts
    place: str
    caller: CallRow | None
    class_zh: str
    class_en: str

    @property
    def id(self) -> int:
        """The number of the matter."""
        return self.matter.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """An objection of a unit and what was decided of it."""

    id: int
    assignment_id: int
    unit: str
    asked_at: datetime
    asked_by: str
    reason: str
    proposed: str
    state: str
    decided_at: datetime | None
    decided_by: str
    decision: str
    entry_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRow:
    """A unit's asking for more time and what was decided of it."""

    id: int
    assignment_id: int | None
    unit: str
    asked_at: datetime
    asked_by: str
    reason: str
    former_due_at: datetime | None
    due_at: datetime
    state: str
    decided_at: datetime | None
    decided_by: str
    decision: str
    entry_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackRow:
    """One attempt to call a caller back."""

    id: int
    call_id: int | None
    called_at: datetime
    caller_back: str
    reached: bool
    solved: bool | None
    satisfied: str
    said: str
    next_at: datetime | None
    entry_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCase:
    """Another matter by what it is called: what a case was merged into, what was merged into it, its incident."""

    id: int
    kind: str
    number: str
    title: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInFull:
    """A case with everything that hangs on it."""

    common: MatterInFull
    facts: CaseFacts
    text: str
    place: str
    answer: str
    turn_to: str
    class_zh: str
    class_en: str
    calls: tuple[CallRow, ...]
    returns: tuple[ReturnRow, ...]
    extensions: tuple[ExtensionRow, ...]
    call_backs: tuple[CallBackRow, ...]
    looks: tuple[LookRow, ...]
    merged: tuple[NamedCase, ...]
    """The cases that were merged into it."""
    into: NamedCase | None
    """The case that it was merged into."""
    incident: NamedCase | None
    is_masked: bool

    @property
    def id(self) -> int:
        """The number of the matter."""
        return self.common.matter.id

    @property
    def matter(self) -> MatterRow:
        """The matter; its title is that which may be shown."""
        return self.common.matter

    @property
    def units(self) -> tuple[AssignmentRow, ...]:
        """The units that have or had it in hand, leads first."""
        return self.common.assignments

    @property
    def steps(self) -> tuple[StepRow, ...]:
        """Its steps, oldest first."""
        return self.common.steps

    @property
    def clocks(self) -> tuple[ClockRow, ...]:
        """Its obligations, those that run first."""
        return self.common.clocks

    @property
    def links(self) -> tuple[LinkRow, ...]:
        """The matters linked to it."""
        return self.common.links

    @property
    def attachments(self) -> tuple[AttachedRow, ...]:
        """The files kept with it."""
        return self.common.attachments

    @property
    def caller(self) -> CallRow | None:
        """Who called first."""
        return self.calls[0] if self.calls else None


class Veil:
    """Hides the callers of one case in whatever is shown of it.

    ``unmasked`` shows all but callers who asked for secrecy, with ``secret_too`` these as well.
    """

    __slots__ = ("_hidden", "_secret", "_secret_too", "_unmasked", "_who")

    def __init__(self, calls: Sequence[CallRow], *, unmasked: bool, secret_too: bool) -> None:
        self._unmasked, self._secret_too = unmasked, unmasked and secret_too
        self._who = _callers(calls)
        secret = [] if self._secret_too else [call for call in calls if call.is_secret]
        self._secret = _callers(secret)
        self._hidden = sorted({part for call in secret for part in _said_of(call)}, key=len, reverse=True)

    def text(self, text: str) -> str:
        """A text as it may be shown."""
        if not text:
            return ""
        for part in self._hidden:
            text = text.replace(part, WITHHELD)
        return without_caller(text, *self._secret) if self._unmasked else masked_text(text, *self._who)

    def call(self, call: CallRow) -> CallRow:
        """A call as it may be shown."""
        if call.is_secret and not self._secret_too:
            hidden: dict[str, Any] = {
                name: WITHHELD for name in ("name", "phone", "second", "address") if getattr(call, name)
            }
            return replace(call, said=self.text(call.said), sex="", **hidden)
        if self._unmasked:
            return replace(call, said=self.text(call.said)) if self._hidden else call
        return replace(
            call,
            name=masked_name(call.name),
            phone=masked_phone(call.phone),
            second=masked_phone(call.second),
            address=masked_address(call.address),
            said=self.text(call.said),
        )


def _callers(calls: Sequence[CallRow]) -> Callers:
    return Callers(
        tuple(call.name for call in calls if call.name),
        tuple(call.address for call in calls if call.address),
        tuple(phone for call in calls for phone in (call.phone, call.second) if phone),
    )


_LEAST: Final = 2
"""A name of one character stands in every other word of a text."""


def _said_of(call: CallRow) -> list[str]:
    """What names a caller, as it was written."""
    parts = (call.name, call.phone, call.second, call.address)
    return [part.strip() for part in parts if len(part.strip()) >= _LEAST]

"""Cases of the mayor's telephone as they are shown: masked, until a look at them was logged.

What is unmasked still hides callers who asked for secrecy, unless a screen asked for them too: no paper, no file does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import Enum
from typing import Any, Final

from dutyroom.data.queries.hotline_callers import LookRow
from dutyroom.data.queries.hotline_decided import CallBackRow, ExtensionRow, NamedCase, ReturnRow
from dutyroom.data.queries.matter_steps import StepRow
from dutyroom.data.queries.matters import (
    MATTER_COLUMNS,
    AssignmentRow,
    AttachedRow,
    ClockRow,
    LinkRow,
    MatterInFull,
    MatterRow,
    matter_of_values,
)
from dutyroom.rules.canon import instant
from dutyroom.rules.hotline_privacy import (
    WITHHELD,
    Mask,
    masked_address,
    masked_name,
    masked_phone,
    masked_text,
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


class Veiled(Enum):
    """How much of callers is hidden."""

    MASKED = "masked"
    SECRET = "secret"  # noqa: S105  # no password: those who asked for secrecy
    NOTHING = "nothing"


def veiled(*, unmasked: bool, secret_too: bool) -> Veiled:
    """What is hidden where a look was logged, or was not; secret callers stay hidden unless they were asked for too."""
    if not unmasked:
        return Veiled.MASKED
    return Veiled.NOTHING if secret_too else Veiled.SECRET


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


class CaseRow:
    """A case as lists show it, with its first caller: as the store gave it, until somebody looks at it."""

    __slots__ = ("_caller", "_facts", "_first", "_matter", "_values", "_veiled", "class_en", "class_zh")

    def __init__(
        self, values: tuple[Any, ...], first: tuple[Any, ...] | None, named: tuple[str, str], *, veiled: Veiled
    ) -> None:
        self._values, self._first, self._veiled = values, first, veiled
        self.class_zh, self.class_en = named
        self._matter: MatterRow | None = None
        self._facts: CaseFacts | None = None
        self._caller: CallRow | None = None

    @property
    def id(self) -> int:
        """The number of the matter."""
        return int(self._values[0])

    @property
    def matter(self) -> MatterRow:
        """The matter; its title is that which may be shown."""
        if self._matter is None:
            matter, full = matter_of_values(self._values), self._values[_FULL_TITLE]
            self._matter = matter
            if self._veiled is not Veiled.MASKED and full:
                self._matter = replace(matter, title=self._veil().text(full))
        return self._matter

    @property
    def facts(self) -> CaseFacts:
        """What it has beside the matter."""
        if self._facts is None:
            self._facts = facts_of_values(self._values[_FACTS])
        return self._facts

    @property
    def place(self) -> str:
        """Where it is."""
        place, first = str(self._values[_PLACE]), self._first
        if self._veiled is not Veiled.MASKED or first is None or first[_SECRET]:
            return self._veil().text(place) if self._veiled is not Veiled.NOTHING else place
        return masked_text(place, (first[_NAME],), (first[_ADDRESS],), (first[_PHONE], first[_SECOND]))

    @property
    def caller(self) -> CallRow | None:
        """Who called first."""
        if self._caller is None and self._first is not None:
            self._caller = call_of_values(self._first, self._veiled)
        return self._caller

    def _veil(self) -> Veil:
        calls = [call_of_values(self._first, Veiled.NOTHING)] if self._first is not None else []
        return Veil(calls, self._veiled)


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


CALL_COLUMNS: Final = tuple(field.name for field in fields(CallRow))
_PERSONAL: Final = ("name", "phone", "second", "address")
_NAME, _SEX, _PHONE, _SECOND, _ADDRESS, _SAID = (
    CALL_COLUMNS.index(name) for name in ("name", "sex", *_PERSONAL[1:], "said")
)
_CALLED_AT, _SECRET, _WANTS = (CALL_COLUMNS.index(name) for name in ("called_at", "is_secret", "wants_reply"))
_FACTS: Final = slice(len(MATTER_COLUMNS), len(MATTER_COLUMNS) + len(FACT_COLUMNS))
_PLACE, _FULL_TITLE = _FACTS.stop, _FACTS.stop + 1
ROW_TEXTS: Final = ("place", "full_title")  # they follow the facts in the values of a row


def call_of_values(values: Sequence[Any], hides: Veiled) -> CallRow:
    """A call as it may be shown, from the values of :data:`CALL_COLUMNS` as the driver gives them."""
    row = list(values)
    row[_CALLED_AT], row[_SECRET], row[_WANTS] = instant(row[_CALLED_AT]), bool(row[_SECRET]), bool(row[_WANTS])
    if hides is not Veiled.NOTHING:
        said = (row[_NAME],), (row[_ADDRESS],), (row[_PHONE], row[_SECOND])
        if row[_SECRET]:
            row[_SAID] = _withheld(row[_SAID], [row[place] for place in (_NAME, _PHONE, _SECOND, _ADDRESS)], said)
            row[_SEX] = ""
            for place in (_NAME, _PHONE, _SECOND, _ADDRESS):
                row[place] = WITHHELD if row[place] else ""
        elif hides is Veiled.MASKED:
            row[_SAID] = masked_text(row[_SAID], *said) if row[_SAID] else ""
            row[_NAME], row[_PHONE] = masked_name(row[_NAME]), masked_phone(row[_PHONE])
            row[_SECOND], row[_ADDRESS] = masked_phone(row[_SECOND]), masked_address(row[_ADDRESS])
    facts: dict[str, Any] = dict(zip(CALL_COLUMNS, row, strict=True))
    return CallRow(**facts)


def _withheld(text: str, parts: Sequence[str], who: Any) -> str:
    """A text of a caller who asked for secrecy, without them."""
    for part in sorted({part.strip() for part in parts if len(part.strip()) >= _LEAST}, key=len, reverse=True):
        text = text.replace(part, WITHHELD)
    return masked_text(text, *who)


class Veil:
    """Hides the callers of one case in whatever is shown of it."""

    __slots__ = ("_hidden", "_hides", "_mask")

    def __init__(self, calls: Sequence[CallRow], hides: Veiled) -> None:
        self._hides = hides
        secret = [call for call in calls if call.is_secret] if hides is not Veiled.NOTHING else []
        said = {part.strip() for call in secret for part in (call.name, call.phone, call.second, call.address)}
        self._hidden = sorted((part for part in said if len(part) >= _LEAST), key=len, reverse=True)
        who = calls if hides is Veiled.MASKED else secret
        phones = [phone for call in who for phone in (call.phone, call.second) if phone]
        self._mask = Mask([call.name for call in who], [call.address for call in who], phones)

    def text(self, text: str) -> str:
        """A text as it may be shown."""
        if not text:
            return ""
        for part in self._hidden:
            text = text.replace(part, WITHHELD)
        if self._hides is Veiled.MASKED:
            return self._mask.text(text)
        return self._mask.callers(text) if self._hidden else text

    def texts(self, *texts: str) -> list[str]:
        """Several texts as they may be shown."""
        if self._hides is Veiled.MASKED and not self._hidden:
            return self._mask.texts(texts)
        return [self.text(text) for text in texts]

    def person(self, call: CallRow) -> tuple[str, str, str, str]:
        """Name, number, second number and address of who called, as they may be shown."""
        stored = call.name, call.phone, call.second, call.address
        if self._hides is Veiled.NOTHING:
            return stored
        if call.is_secret:
            name, phone, second, address = (WITHHELD if part else "" for part in stored)
            return name, phone, second, address
        if self._hides is Veiled.SECRET:
            return stored
        name, phone, second, address = stored
        shaded = masked_phone(second) if second else ""
        return masked_name(name), masked_phone(phone), shaded, masked_address(address) if address else ""

    def sex(self, call: CallRow) -> str:
        """Whether a man or a woman called, as it may be shown."""
        return "" if call.is_secret and self._hides is not Veiled.NOTHING else call.sex

    def call(self, call: CallRow) -> CallRow:
        """A call as it may be shown."""
        if self._hides is Veiled.NOTHING:
            return call
        name, phone, second, address = self.person(call)
        said = self.text(call.said)
        return replace(call, said=said, sex=self.sex(call), name=name, phone=phone, second=second, address=address)


_LEAST: Final = 2
"""A name of one character stands in every other word of a text."""

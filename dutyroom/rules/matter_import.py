"""Bringing registers in: what a row of a table says of a matter, and why a row is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any, Final, Literal, TypeVar
from zoneinfo import ZoneInfo

from dutyroom.rules.document_number import normal_number
from dutyroom.rules.entry import clean_text
from dutyroom.rules.import_parts import (
    CLOCK_STATES,
    ImportedClock,
    ImportedLink,
    ImportedSupervision,
    ImportedUnit,
    read_clocks,
    read_files,
    read_links,
    read_slip,
    read_supervision,
    read_units,
)
from dutyroom.rules.import_steps import ImportedStep, derived_steps, read_steps
from dutyroom.rules.import_words import basis_said, channel_said, kind_said, secrecy_said, state_said, urgency_said
from dutyroom.rules.matter import OPEN, MatterKind, State
from dutyroom.rules.matter_table import Record
from dutyroom.rules.notice import Channel, RegisterNotice, check_notice
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import Basis, Colour
from dutyroom.rules.table_cells import NOTHING, read_count, read_day, read_instant, read_truth
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "import.matter.headings": mark("No row of headings was found. The table needs a column for the title (标题) and one more, for example 来文单位, 文号, 收文日期; or say with --map which is which."),
    "import.matter.received": mark("Nothing says when it came in. Fill in the day of receipt (收文日期) and import the row again."),
    "import.matter.day": mark("“{value}” is not understood as a day or a time. Write 2026-11-23 or 2026年11月23日15时30分."),
    "import.matter.year": mark("“{value}” has no year, and neither the title of the table nor the name of the sheet says one. Write the year."),
    "import.matter.count": mark("“{value}” is no number. Write figures only."),
    "import.matter.word": mark("“{value}” is not known here. Write one of: {known}."),
    "import.matter.part": mark("This is not written as an export writes it. Empty the cell, or export the register again."),
    "import.matter.unit": mark("It names unit {place} of the matter, which has {count}. Export the register again."),
    "import.matter.closed": mark("It was closed on {closed}, before it came in ({received}). Correct one of the two."),
    "import.matter.there": mark("Registered already as {number} ({title}); it is not doubled."),
    "import.matter.same": mark("Registered already as {number}."),
    "import.matter.twice": mark("Stands in this table already, in row {row} ({title}); it is not doubled."),
    "import.matter.renumbered": mark("registered under a number of its own; in the table it is {former}"),
    "import.matter.secret": mark("{secrecy}: only its line of the register was taken, its text was left out"),
    "import.matter.linked": mark("linked to {number} as another copy"),
    "import.matter.files": mark("its files are not in an export, attach them here: {names}"),
    "import.matter.relays": mark("who acknowledged and what was returned is not in an export; that limit runs until the matter is closed"),
    "import.matter.unlinked": mark("not linked, as it is not in this file: {number}"),
}  # fmt: skip

T = TypeVar("T")
STOPPED: Final = CLOCK_STATES[-1]
Result = Literal["imported", "linked", "same", "skipped"]
RESULTS: Final[tuple[Result, ...]] = ("imported", "linked", "same", "skipped")
RESULT_WORDS: Final[Mapping[Result, str]] = {
    "imported": mark("registered"),
    "linked": mark("registered and linked"),
    "same": mark("there already"),
    "skipped": mark("left out"),
}
_OWN_NUMBER: Final = re.compile(r"[收督突]?〔(\d{4})〕(\d{1,6})号")
_DIGITS: Final = re.compile(r"0*(\d{1,6})")
_DONE: Final = re.compile(r"(?:已经?|均已|全部)?(?:办结|办理完毕|办毕|完成|落实到位)")
_EMPTIED: Final = frozenset(
    {"number", "document_number", "document_kind", "lead", "proposal", "instruction", "note", "archive_number"}
    | {"copy_numbers", "colour"}
)
"""Where a dash or 无 in a table means nothing; other texts stay as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedMatter:
    """A row that can be registered. ``numbered`` is the number of its own that it would keep: year and serial.

    ``former`` is how the table numbered it; ``left_out`` says that a secret paper said more than is taken.
    """

    row: int
    sheet: str
    kind: MatterKind
    notice: RegisterNotice
    """Its facts; of a matter under supervision those that every matter has, and ``required`` is what is asked."""
    state: State
    numbered: tuple[int, int] | None = None
    former: str = ""
    lead: str = ""
    due_at: datetime | None = None
    waiting_for: str = ""
    waiting_reason: str = ""
    waiting_since: datetime | None = None
    outcome: str = ""
    closed_at: datetime | None = None
    archive_number: str = ""
    filed_at: datetime | None = None
    void_reason: str = ""
    basis: Basis = Basis.PAPER
    colour: str = ""
    steps: tuple[ImportedStep, ...] = ()
    units: tuple[ImportedUnit, ...] = ()
    clocks: tuple[ImportedClock, ...] | None = None
    """None where the table does not say them."""
    links: tuple[ImportedLink, ...] = ()
    supervision: ImportedSupervision | None = None
    files: tuple[str, ...] = ()
    """Names of files that an export does not hold."""
    left_out: bool = False

    @property
    def received_at(self) -> datetime:
        """When it came in; a row without it is refused."""
        assert self.notice.received_at is not None  # noqa: S101  # see _received
        return self.notice.received_at

    @property
    def is_restored(self) -> bool:
        """Whether an export says all of it: what the register of another room holds is registered as it stands."""
        return self.clocks is not None

    @property
    def is_open(self) -> bool:
        """Whether somebody must still do something."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """A row that cannot be registered: which field, what stands in it, and why."""

    row: int
    sheet: str
    field: str
    value: str
    code: str
    facts: tuple[tuple[str, object], ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read rows: the instant, the office's zone, the end of its day, the kind that the file holds."""

    now: datetime
    zone: ZoneInfo
    day_end: time
    kind: MatterKind = MatterKind.NOTICE
    is_export: bool = False
    """Whether the program wrote the table itself: what stands in it was in order, odd as it may look."""


def read_row(record: Record, how: Reading) -> ImportedMatter | RowFault:
    """What a row says, or the first thing that is wrong with it."""
    try:
        return _Row(record, how).matter()
    except Refusal as refusal:
        facts: Mapping[str, object] = refusal.facts
        name = refusal.field or ""
        return RowFault(
            row=record.row,
            sheet=record.sheet,
            field=name,
            value=str(facts.get("value", record.cell(name))),
            code=refusal.code,
            facts=tuple(facts.items()),
            title=record.cell("title"),
        )


def _check_times(received: datetime, due_at: datetime | None, closed_at: datetime | None) -> None:
    """Refuse a limit or an end before it came in."""
    if due_at is not None and due_at <= received:
        raise Refusal("notice.deadline.before", field="due_at", due=due_at, received=received)
    if closed_at is not None and closed_at < received:
        raise Refusal("import.matter.closed", field="closed_at", closed=closed_at, received=received)


class _Row:
    """Reads the cells of one row; a refusal names the field that it is about."""

    def __init__(self, record: Record, how: Reading) -> None:
        self._record, self._how = record, how
        self._secrecy, self._years = self._in("secrecy", secrecy_said)

    def matter(self) -> ImportedMatter:
        """The whole row."""
        kind = self._in("kind", kind_said) or self._how.kind
        notice = self._notice()
        # A matter under supervision may come from nobody but the office itself.
        named = notice if kind is MatterKind.NOTICE or notice.source else replace(notice, source="—")
        check_notice(named, now=self._how.now)
        received = notice.received_at or self._how.now
        state, outcome = self._state()
        due_at, closed_at = self._at("due_at", self._how.day_end), self._at("closed_at")
        if not self._how.is_export:
            _check_times(received, due_at, closed_at)
        numbered, former = self._number(received)
        units, clocks = self._units(), self._clocks()
        steps = self._steps(notice, state, outcome, closed_at)
        self._check_places(units, {"steps": steps, "clocks": clocks or ()})
        return ImportedMatter(
            row=self._record.row,
            sheet=self._record.sheet,
            kind=kind,
            notice=notice,
            state=state,
            numbered=numbered,
            former=former,
            lead=self._text("lead"),
            due_at=due_at,
            **self._waiting(state),
            outcome="" if self._secrecy or state in OPEN else outcome,
            closed_at=closed_at,
            archive_number=self._text("archive_number"),
            filed_at=self._at("filed_at"),
            void_reason=self._text("void_reason") if state is State.VOID else "",
            basis=self._in("basis", basis_said),
            colour=self._colour(),
            steps=steps,
            units=units,
            clocks=clocks,
            links=self._in("links", read_links),
            supervision=self._supervision(),
            files=self._in("attachments", read_files),
            left_out=self._says_secrets(),
        )

    def _notice(self) -> RegisterNotice:
        channel, urgency = self._channel()
        years = self._in("secrecy_years", read_count)
        return RegisterNotice(
            channel=channel,
            title=" ".join(self._text("title").split()),
            source=self._text("source"),
            received_at=self._received(),
            received_by=self._text("received_by"),
            document_number=normal_number(self._text("document_number")),
            document_kind=self._text("document_kind"),
            urgency=urgency,
            secrecy=self._secrecy,
            secrecy_years=years if years is not None else self._years,
            copies=self._in("copies", read_count),
            copy_numbers=self._text("copy_numbers"),
            pages=self._in("pages", read_count),
            document_on=self._in("document_on", lambda text: read_day(text, year=self._record.year)),
            addressee=self._text("addressee"),
            for_reading=self._in("for_reading", read_truth),
            required="" if self._secrecy else self._text("required"),
            content="" if self._secrecy else self._text("content"),
            slip=self._in("slip", read_slip) if not self._secrecy else None,
            custody=self._text("custody"),
            confirmed=True,
        )

    def _channel(self) -> tuple[Channel, str]:
        """The channel and the urgency; 特提 and 平急 are grades of telegrams only."""
        named = self._in("channel", channel_said)
        urgency = self._in("urgency", urgency_said)
        channel = named or (Channel.TELEGRAM if urgency in ("特提", "平急") else Channel.PAPER)
        if channel is not Channel.TELEGRAM and urgency == "平急":
            urgency = "平件"
        return channel, urgency

    def _received(self) -> datetime:
        received = self._at("received_at")
        if received is None:
            raise Refusal("import.matter.received", field="received_at")
        return received

    def _number(self, received: datetime) -> tuple[tuple[int, int] | None, str]:
        """Its number of the register: ours, or a plain count of the year; any other is only remembered."""
        former = self._text("number")
        own = _OWN_NUMBER.fullmatch(normal_number(former)) if former else None
        if own is not None:
            return (int(own[1]), int(own[2])), former
        digits = _DIGITS.fullmatch(former)
        if digits is not None and int(digits[1]):
            return (received.astimezone(self._how.zone).year, int(digits[1])), former
        return None, former

    def _state(self) -> tuple[State, str]:
        """How far it is, by its own column or by what else is filled in; and how it ended."""
        outcome = self._text("outcome")
        said = self._in("state", state_said)
        if said is not None:
            state = said
        elif self._text("void_reason"):
            state = State.VOID
        elif self._text("archive_number") or self._text("filed_at"):
            state = State.FILED
        elif self._text("closed_at") or _DONE.match(outcome):
            state = State.CLOSED
        else:
            state = self._begun()
        if state in (State.RECEIVED, State.PROPOSED, State.INSTRUCTED) and self._text("lead"):
            state = State.ASSIGNED
        return state, outcome

    def _begun(self) -> State:
        if self._text("instruction"):
            return State.INSTRUCTED
        return State.PROPOSED if self._text("proposal") else State.RECEIVED

    def _steps(
        self, notice: RegisterNotice, state: State, outcome: str, closed_at: datetime | None
    ) -> tuple[ImportedStep, ...]:
        received = notice.received_at or self._how.now
        written = self._in("steps", read_steps)
        texts = {name: self._text(name) for name in ("proposal", "instruction", "lead", "archive_number", "note")}
        texts |= {"required": notice.required, "outcome": outcome, "void_reason": self._text("void_reason")}
        steps = written or derived_steps(texts, state, received, closed_at, self._at("filed_at"))
        return tuple(step.without_text() for step in steps) if self._secrecy else steps

    def _waiting(self, state: State) -> dict[str, Any]:
        """For whom it waits, why and since when; nothing of what is over."""
        if state not in OPEN:
            return {}
        reason = "" if self._secrecy else self._text("waiting_reason")
        since = self._at("waiting_since")
        return {"waiting_for": self._text("waiting_for"), "waiting_reason": reason, "waiting_since": since}

    def _units(self) -> tuple[ImportedUnit, ...]:
        units = self._in("units", read_units)
        return tuple(replace(unit, answer="", reason="") for unit in units) if self._secrecy else units

    def _clocks(self) -> tuple[ImportedClock, ...] | None:
        clocks = self._in("clocks", read_clocks)
        if clocks is None or not self._secrecy:
            return clocks
        return tuple(replace(c, rule_source="", outcome="" if c.state == STOPPED else c.outcome) for c in clocks)

    def _supervision(self) -> ImportedSupervision | None:
        found = self._in("supervision", read_supervision)
        return found.without_text() if found is not None and self._secrecy else found

    def _check_places(
        self, units: Sequence[ImportedUnit], parts: Mapping[str, Sequence[ImportedStep | ImportedClock]]
    ) -> None:
        """Refuse a step or a clock of a unit that the matter does not have."""
        for name, found in parts.items():
            wrong = next((p.of_unit for p in found if p.of_unit is not None and not 0 < p.of_unit <= len(units)), None)
            if wrong is not None:
                raise Refusal("import.matter.unit", field=name, place=wrong, count=len(units))

    def _says_secrets(self) -> bool:
        said = ("required", "outcome", "proposal", "instruction", "note", "content", "slip", "waiting_reason")
        return bool(self._secrecy) and any(self._text(name) for name in said)

    def _colour(self) -> str:
        colour = self._text("colour")
        if colour and colour not in set(Colour):
            raise Refusal("import.matter.word", field="colour", value=colour, known=", ".join(Colour))
        return colour

    def _text(self, name: str) -> str:
        text = clean_text(self._record.cell(name))
        return "" if name in _EMPTIED and text.lower() in NOTHING else text

    def _at(self, name: str, at: time = time()) -> datetime | None:
        return self._in(name, lambda text: read_instant(text, zone=self._how.zone, year=self._record.year, at=at))

    def _in(self, name: str, read: Callable[[str], T]) -> T:
        """What a cell says, read by ``read``; what it refuses is about this field."""
        try:
            return read(self._record.cell(name).strip())
        except Refusal as refusal:
            raise Refusal(refusal.code, field=name, **refusal.facts) from refusal

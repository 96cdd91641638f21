"""Reads of the register of warnings: rows, one in full, those in force, and those that a message refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import and_, literal_column, or_, select
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.matter_search import is_open
from dutyroom.data.queries.matters import MatterInFull, MatterRow, matter_in_full, matter_row
from dutyroom.data.tables import Matter, PublicWarning
from dutyroom.rules.cap_message import CapReference, read_references
from dutyroom.rules.matter import MatterKind, State
from dutyroom.rules.warning import STATUS_MARKS, Status, WarningFacts, force_line, is_real, made_title, rank

WARNING_COLUMNS: Final = (
    *("number", "status", "title", "event", "colour", "source", "state"),
    *("issued_at", "effective_at", "onset_at", "expires_at", "lifted_at", "received_at"),
    *("areas", "watch", "action", "web", "contact", "outcome", "void_reason"),
    *("category", "urgency", "severity", "certainty", "identifier", "sender", "message", "references"),
)
_OF_MATTER: Final = frozenset({"number", "title", "source", "state", "received_at", "outcome", "void_reason"})
_SAME: Final = ("event", "colour", "effective_at", "onset_at", "expires_at", "areas", "watch", "action", "web")
_KEPT: Final = (*_SAME, "issued_at", "contact", "category", "urgency", "severity", "certainty")


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRow:
    """A warning as its register shows it."""

    matter: MatterRow
    status: str
    event: str
    colour: str
    areas: str
    issued_at: datetime
    starts_at: datetime | None
    expires_at: datetime | None
    lifted_at: datetime | None

    @property
    def id(self) -> int:
        """The number of the matter."""
        return self.matter.id

    def line(self, zone: ZoneInfo) -> str:
        """As the notes of a handover hold it."""
        return force_line(self.matter.title, self.areas, self.starts_at, self.expires_at, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningInFull:
    """A warning with everything that hangs on it; ``facts.title`` is empty where it is made of event and colour."""

    common: MatterInFull
    facts: WarningFacts
    identifier: str
    sender: str
    message: str
    references: tuple[CapReference, ...]
    issued_at: datetime
    lifted_at: datetime | None
    changes: int
    """How often its row was written: the version of the message that it is."""
    year: int
    serial: int

    @property
    def matter(self) -> MatterRow:
        """The matter."""
        return self.common.matter

    @property
    def headline(self) -> str:
        """The title without the mark of what is not real."""
        return self.matter.title.removeprefix(STATUS_MARKS[self.facts.status])


def warning_rows(session: Session, numbers: Sequence[int]) -> list[WarningRow]:
    """The rows of these warnings, in the order asked for; one query whatever their number."""
    if not numbers:
        return []
    asked = select(Matter, PublicWarning).join(PublicWarning, PublicWarning.id == Matter.id)
    found = {matter.id: _row(matter, row) for matter, row in session.execute(asked.where(Matter.id.in_(list(numbers))))}
    return [found[number] for number in numbers if number in found]


def warning_in_full(session: Session, number: int) -> WarningInFull | None:
    """A warning with all that every matter has; None where there is none."""
    common, row, matter = (
        matter_in_full(session, number),
        session.get(PublicWarning, number),
        session.get(Matter, number),
    )
    if common is None or row is None or matter is None:
        return None
    return WarningInFull(
        common=common,
        facts=facts_of_row(matter, row),
        identifier=row.identifier,
        sender=row.sender,
        message=row.message,
        references=read_references(row.references),
        issued_at=row.issued_at,
        lifted_at=row.lifted_at,
        changes=row.version,
        year=matter.year,
        serial=matter.serial,
    )


def facts_of_row(matter: Matter, row: PublicWarning) -> WarningFacts:
    """What a kept warning says; its title is left empty where it is made of event and colour."""
    kept: dict[str, Any] = {name: getattr(row, name) for name in _KEPT}
    facts = WarningFacts(**kept, source=matter.source, status=Status(row.status))
    if made_title(facts) == matter.title:
        return facts
    title = matter.title.removeprefix(STATUS_MARKS[facts.status])
    return WarningFacts(**kept, source=matter.source, status=facts.status, title=title)


def open_warnings(session: Session) -> list[WarningRow]:
    """The real ones that nobody has lifted, also those that begin later or are past their end, the strongest first."""
    if not _ANY_OPEN.rows(session):  # nearly always, and the Desk asks at each change
        return []
    asked = (
        select(Matter, PublicWarning)
        .join(PublicWarning, PublicWarning.id == Matter.id)
        .where(_IS_OPEN, PublicWarning.status == Status.ACTUAL.value)
    )
    rows = [_row(matter, row) for matter, row in session.execute(asked)]
    return sorted(rows, key=lambda row: (-rank(row.colour), row.issued_at, row.id))


_IS_OPEN: Final = and_(Matter.kind == literal_column(f"'{MatterKind.WARNING.value}'"), is_open())
_ANY_OPEN: Final = Prepared(select(Matter.id).where(_IS_OPEN).limit(1))


def known_warnings(session: Session, references: Iterable[CapReference]) -> list[tuple[Matter, PublicWarning]]:
    """The warnings that came as one of these messages, or have since; to be changed."""
    found: dict[int, tuple[Matter, PublicWarning]] = {}
    for each in references:
        named = f"%{_escaped(f'{each.sender},{each.identifier},')}%"
        same = and_(PublicWarning.identifier == each.identifier, PublicWarning.sender == each.sender)
        asked = select(Matter, PublicWarning).join(PublicWarning, PublicWarning.id == Matter.id)
        rows = session.execute(asked.where(or_(same, PublicWarning.references.like(named, escape="/"))))
        for matter, row in rows.all():
            messages = {(one.sender, one.identifier) for one in read_references(row.references)}
            if (each.sender, each.identifier) in messages | {(row.sender, row.identifier)}:
                found[matter.id] = (matter, row)
    return list(found.values())


def warning_numbered(session: Session, year: int, serial: int) -> Matter | None:
    """The warning with this number."""
    asked = select(Matter).where(Matter.kind == MatterKind.WARNING.value, Matter.year == year, Matter.serial == serial)
    return session.scalar(asked)


def reality_of(session: Session, matter_id: int) -> str | None:
    """The status of a warning; None for a matter of another kind."""
    return session.scalar(select(PublicWarning.status).where(PublicWarning.id == matter_id))


def warning_numbers(session: Session, *, real: bool) -> list[int]:
    """The real warnings, or all that are none, without void ones, oldest first."""
    asked = (
        select(PublicWarning.id, PublicWarning.status)
        .join(Matter, Matter.id == PublicWarning.id)
        .where(Matter.state != State.VOID.value)
        .order_by(PublicWarning.id)
    )
    return [number for number, status in session.execute(asked) if is_real(status) is real]


def warning_records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """Every warning, oldest first, by column name: times as ISO 8601 in ``zone``; ``status`` says what is no real one."""
    for values in warning_values(session):
        yield {name: _plain(value, zone) for name, value in zip(WARNING_COLUMNS, values, strict=True)}


def warning_values(session: Session) -> Iterator[Sequence[Any]]:
    """Every warning in the order of the columns: aware times and texts."""
    asked = select(Matter, PublicWarning).join(PublicWarning, PublicWarning.id == Matter.id).order_by(Matter.id)
    for matter, row in session.execute(asked, execution_options={"yield_per": 500}):
        yield [getattr(matter if name in _OF_MATTER else row, name) for name in WARNING_COLUMNS]


def _row(matter: Matter, row: PublicWarning) -> WarningRow:
    return WarningRow(
        matter=matter_row(matter),
        status=row.status,
        event=row.event,
        colour=row.colour,
        areas=row.areas,
        issued_at=row.issued_at,
        starts_at=row.onset_at or row.effective_at,
        expires_at=row.expires_at,
        lifted_at=row.lifted_at,
    )


def _plain(value: Any, zone: ZoneInfo) -> Any:
    return value.astimezone(zone).isoformat() if isinstance(value, datetime) else value


def _escaped(text: str) -> str:
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")

"""Commands of the flow: what may be asked of a matter, one step each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from dutyroom.rules.matter import Duty, Relation, Role, StepKind
from dutyroom.rules.refusal import Refusal

SLACK: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of matter ``id``. ``happened_at`` None means now; ``text`` is what was said or done."""

    id: int
    text: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose(Step):
    """拟办: what the office proposes; ``by`` is who proposes where it is not the writer."""

    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruct(Step):
    """批示: a leader's instruction, written down by whoever holds the receiver."""

    leader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTo:
    """One unit of an assignment."""

    unit: str
    unit_id: int | None = None
    role: Role = Role.LEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Step):
    """交办: to one lead and its helpers; ``answer_by`` is each unit's limit to answer."""

    units: tuple[AssignTo, ...]
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStep(Step):
    """Something a unit did with what it has in hand: ``person`` is who signed, answered or was urged there."""

    assignment_id: int
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainStep(Step):
    """A step that needs a text only: note, read, reply, return, transfer, go on, file, reopen, void.

    ``who`` is who read it, or to whom it was returned, transferred or replied.
    """

    step: StepKind
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Step):
    """办结: ``text`` is the outcome; ``despite`` says why it is closed although something is still open."""

    despite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(Step):
    """Waiting for somebody else, visibly; the limits run on."""

    waiting_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLimit(Step):
    """A limit is moved; ``text`` is the reason, without which none moves."""

    item_id: int
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLimit(Step):
    """A further limit, set by a person."""

    duty: Duty
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two matters belong together."""

    id: int
    other_id: int
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkNamed:
    """The same, the other one named by its number."""

    id: int
    number: str
    relation: Relation = Relation.BELONGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlink:
    """They do not, after all."""

    link_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach:
    """Keep a file with a matter; ``part`` names what of it the file belongs to, such as a stage."""

    id: int
    path: Path
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detach:
    """A file does not belong to it; it stays in the history."""

    attachment_id: int
    reason: str


class Way(StrEnum):
    """How a copy of an attached file left the program."""

    SAVED = "saved"
    OPENED = "opened"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOut:
    """A copy of an attached file left the program."""

    attachment_id: int
    way: Way


_WAYS: Final = {Way.SAVED: "另存为文件", Way.OPENED: "用其他程序打开", Way.PRINTED: "随文打印"}


def file_out_line(number: str, name: str, way: Way) -> str:
    """The line of the log for it."""
    return f"{number}　{name} → {_WAYS[way]}"


NEEDS_TEXT: Final = frozenset(
    {
        StepKind.PROPOSE,
        StepKind.FEEDBACK,
        StepKind.NOTE,
        StepKind.REPLY,
    }
)
NEEDS_REASON: Final = frozenset(
    {StepKind.RETURN, StepKind.REDO, StepKind.WITHDRAW, StepKind.REOPEN, StepKind.VOID, StepKind.LIMIT}
)


def check_words(step: StepKind, text: str) -> None:
    """Refuse a step without the text or the reason that it needs."""
    if text.strip():
        return
    if step in NEEDS_REASON:
        raise Refusal("matter.reason.empty", field="text")
    if step is StepKind.CLOSE:
        raise Refusal("matter.outcome.empty", field="text")
    if step in NEEDS_TEXT:
        raise Refusal("matter.step.text", field="text")


def check_happened(happened_at: datetime | None, *, now: datetime, number: str, received_at: datetime) -> None:
    """Refuse a step from the future, or from before the matter came in."""
    if happened_at is None:
        return
    if happened_at > now + SLACK:
        raise Refusal("matter.step.future", field="happened_at", time=happened_at)
    if happened_at < received_at - SLACK:
        raise Refusal("matter.step.before", field="happened_at", time=happened_at, number=number, received=received_at)


def check_units(units: tuple[AssignTo, ...], held: tuple[str, ...], *, has_lead: bool) -> None:
    """Refuse no unit, a unit twice, several leads, and several units without one."""
    if not units:
        raise Refusal("matter.unit.empty", field="units")
    names = [unit.unit.strip() for unit in units]
    for place, name in enumerate(names):
        if not name:
            raise Refusal("matter.unit.empty", field="units")
        if name in names[:place] or name in held:
            raise Refusal("matter.unit.twice", field="units", unit=name)
    leads = [unit.unit for unit in units if unit.role is Role.LEAD]
    if len(leads) > 1:
        raise Refusal("matter.lead.several", field="units", first=leads[0], second=leads[1])
    if not leads and not has_lead:
        raise Refusal("matter.lead.none", field="units")


def check_limit(due_at: datetime, *, now: datetime, received_at: datetime, former: datetime | None) -> None:
    """Refuse a limit before the matter came in, in the past, or the same as before."""
    if due_at <= received_at:
        raise Refusal("matter.limit.before", field="due_at", due=due_at, received=received_at)
    if due_at <= now:
        raise Refusal("matter.limit.past", field="due_at", due=due_at)
    if due_at == former:
        raise Refusal("matter.limit.same", field="due_at")

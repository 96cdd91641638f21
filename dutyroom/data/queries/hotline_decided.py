"""What hangs on a case of the mayor's telephone beside its calls: what units asked for, how callers were called back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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

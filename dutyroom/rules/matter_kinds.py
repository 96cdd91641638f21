"""The kinds of matter: their names, the marks of their numbers, and which steps each kind has."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.rules.matter_events import StepKind


class MatterKind(StrEnum):
    """The kinds of matter."""

    NOTICE = "notice"
    SUPERVISION = "supervision"
    INCIDENT = "incident"
    WARNING = "warning"
    PREPARATION = "preparation"
    HOTLINE = "hotline"


OF_WARNINGS: Final = frozenset({StepKind.CHANGE, StepKind.LIFT})
_WITH_WARNINGS: Final = frozenset(
    {*OF_WARNINGS, StepKind.INSTRUCT, StepKind.READ, StepKind.NOTE, StepKind.CORRECT, StepKind.FILE, StepKind.VOID}
)
"""What can happen to a warning: nobody closes, returns or opens it again, it is lifted."""
OF_PREPARATIONS: Final = frozenset(
    {
        *(StepKind.PLAN_DAYS, StepKind.STAGE, StepKind.CONSULT, StepKind.OPINION),
        *(StepKind.EXPERT, StepKind.OUTLINE, StepKind.SUBMIT),
    }
)
_WITH_PREPARATIONS: Final = frozenset(
    {
        *OF_PREPARATIONS,
        *(StepKind.INSTRUCT, StepKind.NOTE, StepKind.CORRECT, StepKind.WAIT, StepKind.RESUME),
        *(StepKind.CLOSE, StepKind.REOPEN, StepKind.FILE, StepKind.VOID),
    }
)
"""What can happen to a plan in preparation: its stages take the place of assigning and answering."""
OF_HOTLINE: Final = frozenset(
    {
        *(StepKind.CALLER, StepKind.RESPOND, StepKind.OBJECT, StepKind.DECIDE_RETURN, StepKind.ASK_TIME),
        *(StepKind.DECIDE_TIME, StepKind.CARD, StepKind.ANSWER_CALLER, StepKind.CALL_BACK, StepKind.MERGE),
        *(StepKind.REFUSE, StepKind.RAISE),
    }
)
_WITH_HOTLINE: Final = frozenset(
    {
        *OF_HOTLINE,
        *(StepKind.ASSIGN, StepKind.SIGN, StepKind.URGE, StepKind.INSTRUCT, StepKind.FEEDBACK, StepKind.REDO),
        *(StepKind.WITHDRAW, StepKind.LIMIT, StepKind.TRANSFER, StepKind.NOTE, StepKind.CORRECT, StepKind.WAIT),
        *(StepKind.RESUME, StepKind.CLOSE, StepKind.REOPEN, StepKind.FILE, StepKind.VOID),
    }
)
"""What can happen to a case of the mayor's telephone."""
OF_KIND: Final[Mapping[str, frozenset[StepKind]]] = {
    MatterKind.HOTLINE: _WITH_HOTLINE,
    MatterKind.WARNING: _WITH_WARNINGS,
    MatterKind.PREPARATION: _WITH_PREPARATIONS,
}
"""The steps of the kinds that have no others."""
NOT_OF: Final[Mapping[str, str]] = {
    MatterKind.WARNING: "matter.step.kind",
    MatterKind.PREPARATION: "matter.step.preparation",
    MatterKind.HOTLINE: "matter.step.hotline",
}

_MARKS: Final = {
    MatterKind.NOTICE: "收",
    MatterKind.SUPERVISION: "督",
    MatterKind.INCIDENT: "突",
    MatterKind.WARNING: "警",
    MatterKind.PREPARATION: "预",
    MatterKind.HOTLINE: "热",
}


def matter_number(kind: MatterKind, year: int, serial: int) -> str:
    """The number as it is written: 收〔2026〕12号; no leading zeros (GB/T 9704-2012, 7.2.5)."""
    return f"{_MARKS[kind]}〔{year}〕{serial}号"

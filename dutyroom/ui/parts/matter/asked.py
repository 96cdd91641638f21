"""What a step's form asks, as the action to run and its command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from dutyroom.actions.limits import move_limit
from dutyroom.actions.matters import (
    assign,
    close,
    feed_back,
    instruct,
    propose,
    send_back,
    sign_for,
    take_step,
    urge,
    wait,
    withdraw,
)
from dutyroom.rules.matter import Role, StepKind
from dutyroom.rules.matter_steps import (
    Assign,
    AssignTo,
    Close,
    Instruct,
    MoveLimit,
    PlainStep,
    Propose,
    UnitStep,
    Wait,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.matter.units_field import ChosenUnit

Run = tuple[Callable[..., int], object]
"""An action, and the command to run it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What stands in the fields of a step's form."""

    text: str = ""
    person: str = ""
    leader: str = ""
    waiting_for: str = ""
    despite: str = ""
    units: tuple[ChosenUnit, ...] = ()
    assignment_id: int = 0
    clock_id: int = 0
    happened_at: datetime | None = None
    answer_by: datetime | None = None
    due_at: datetime | None = None


_OF_UNITS: Final[Mapping[StepKind, Callable[..., int]]] = {
    StepKind.SIGN: sign_for,
    StepKind.FEEDBACK: feed_back,
    StepKind.URGE: urge,
    StepKind.REDO: send_back,
    StepKind.WITHDRAW: withdraw,
}


def asked_for(step: StepKind, matter_id: int, asked: Asked) -> Run | Refusal:
    """The action and its command; a refusal where a time that the step needs is missing."""
    usual: dict[str, Any] = {"id": matter_id, "text": asked.text, "happened_at": asked.happened_at}
    if step is StepKind.PROPOSE:
        return propose, Propose(**usual, by=asked.person)
    if step is StepKind.INSTRUCT:
        return instruct, Instruct(**usual, leader=asked.leader)
    if step is StepKind.ASSIGN:
        return assign, Assign(**usual, units=_units(asked.units), answer_by=asked.answer_by)
    if step is StepKind.CLOSE:
        return close, Close(**usual, despite=asked.despite)
    if step is StepKind.WAIT:
        return wait, Wait(**usual, waiting_for=asked.waiting_for)
    if step is StepKind.LIMIT:
        if asked.due_at is None:
            return Refusal("matter.limit.empty", field="due_at")
        return move_limit, MoveLimit(**usual, item_id=asked.clock_id, due_at=asked.due_at)
    if step in _OF_UNITS:
        return _OF_UNITS[step], UnitStep(**usual, assignment_id=asked.assignment_id, person=asked.person)
    return take_step, PlainStep(**usual, step=step, who=asked.person)


def _units(chosen: tuple[ChosenUnit, ...]) -> tuple[AssignTo, ...]:
    return tuple(
        AssignTo(unit=unit.name, unit_id=unit.id, role=Role.HELPER if place else Role.LEAD)
        for place, unit in enumerate(chosen)
    )

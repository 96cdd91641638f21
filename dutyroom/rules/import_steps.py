"""The steps of an imported matter: as an export writes them, or as the columns of a table tell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from dutyroom.rules.entry import clean_text
from dutyroom.rules.import_parts import MOST, moment, written
from dutyroom.rules.matter import State, StepKind
from dutyroom.rules.supervision import Colour

_TEXTS: Final = ("author", "leader", "unit", "person", "text")
_ENDS: Final = {State.RETURNED: StepKind.RETURN, State.TRANSFERRED: StepKind.TRANSFER}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedStep:
    """One step; without an ``author`` it is the importer's."""

    kind: StepKind
    happened_at: datetime
    author: str = ""
    leader: str = ""
    unit: str = ""
    person: str = ""
    text: str = ""
    of_unit: int | None = None
    """The place of the unit whose step it is among the units of the matter, from 1."""
    colour: str = ""
    """Of an urging notice."""
    changes: Mapping[str, Any] | None = None
    """Of a correction: what each fact was and is."""

    def without_text(self) -> ImportedStep:
        """The step of a secret paper."""
        return replace(self, text="", changes=None)


def read_steps(text: str) -> tuple[ImportedStep, ...]:
    """The steps of an export: a list in JSON; nothing for an empty cell."""
    return written(text, lambda found: tuple(_step(one) for one in list(found)[:MOST])) or ()


def derived_steps(
    texts: Mapping[str, str],
    state: State,
    received: datetime,
    closed_at: datetime | None,
    filed_at: datetime | None,
) -> tuple[ImportedStep, ...]:
    """What the columns of a table tell; what has no time of its own happened when it came in."""
    is_over = state in (State.CLOSED, State.FILED)
    ended = closed_at or received
    said = [
        (StepKind.RECEIVE, received, texts["required"], True),
        (StepKind.PROPOSE, received, texts["proposal"], False),
        (StepKind.INSTRUCT, received, texts["instruction"], False),
        (StepKind.NOTE, received, texts["note"], False),
        (StepKind.NOTE, received, "" if is_over or state in _ENDS else texts["outcome"], False),
        (StepKind.CLOSE, ended, texts["outcome"], is_over),
        (StepKind.FILE, filed_at or ended, texts["archive_number"], state is State.FILED),
        (StepKind.VOID, received, texts["void_reason"], state is State.VOID),
    ]
    if state in _ENDS:
        said.append((_ENDS[state], ended, texts["outcome"], True))
    steps = [
        ImportedStep(kind=kind, happened_at=at, text=text)
        for kind, at, text, always in said
        if always or (text and kind not in (StepKind.CLOSE, StepKind.FILE, StepKind.VOID))
    ]
    if texts["lead"]:
        place = next((n for n, step in enumerate(steps) if step.kind in (StepKind.NOTE, StepKind.CLOSE)), len(steps))
        steps.insert(place, ImportedStep(kind=StepKind.ASSIGN, happened_at=received, unit=texts["lead"]))
    return tuple(steps)


def _step(one: Mapping[str, Any]) -> ImportedStep:
    at = moment(one["happened_at"])
    if at is None:
        raise ValueError("a step without a time")
    texts = {name: clean_text(str(one.get(name) or "")) for name in _TEXTS}
    of_unit, changes = one.get("of_unit"), one.get("changes") or None
    if not isinstance(of_unit, int | None):
        raise TypeError("no place of a unit")
    if changes is not None and any(len(pair) != len(("was", "is")) for pair in changes.values()):
        raise ValueError("a change is what was and what is")
    colour = Colour(one["colour"]).value if one.get("colour") else ""
    kind = StepKind(one["kind"])
    return ImportedStep(kind=kind, happened_at=at, of_unit=of_unit, colour=colour, changes=changes, **texts)

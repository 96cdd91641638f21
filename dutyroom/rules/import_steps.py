"""The steps of an imported matter: as an export writes them, or as the columns of a table tell them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import State, StepKind
from dutyroom.rules.refusal import Refusal

MOST: Final = 2_000
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

    def without_text(self) -> ImportedStep:
        """The step of a secret paper."""
        return replace(self, text="")


def read_steps(text: str) -> tuple[ImportedStep, ...]:
    """The steps of an export: a list in JSON; nothing for an empty cell."""
    if not text:
        return ()
    try:
        return tuple(_step(one) for one in list(json.loads(text))[:MOST])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("import.matter.steps", value=text[:60]) from error


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
    at = datetime.fromisoformat(one["happened_at"])
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    texts = {name: clean_text(str(one.get(name) or "")) for name in _TEXTS}
    return ImportedStep(kind=StepKind(one["kind"]), happened_at=at.astimezone(UTC), **texts)

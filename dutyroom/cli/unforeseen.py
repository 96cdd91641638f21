"""What a command says when something happens that nobody foresaw: the trace goes to the log, one line to the person."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dutyroom.cli.main import surroundings

LOG: Final = "dutyroom.log"
STATUS: Final = 1


def note_unforeseen(error: BaseException, argv: Sequence[str]) -> int:
    """Append the trace to the log beside the store and name it; returns the exit status."""
    folder, wording, _ = surroundings(argv)
    path = folder / "logs" / LOG
    kept = _append(path, error)
    if kept:
        sentence = wording.say(
            "Something unforeseen happened ({kind}). The details are in {path}.", kind=type(error).__name__, path=path
        )
    else:
        sentence = wording.say(
            "Something unforeseen happened ({kind}), and {path} cannot be written.",
            kind=type(error).__name__,
            path=path,
        )
    print(f"dutyroom: {sentence}", file=sys.stderr)
    return STATUS


def _append(path: Path, error: BaseException) -> bool:
    # The trace only: an error's own words may quote what somebody wrote into the register.
    trace = "".join(traceback.format_tb(error.__traceback__))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} ERROR dutyroom.cli: {type(error).__name__}\n{trace}\n")
    except OSError:
        return False
    return True

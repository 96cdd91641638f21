"""Worker: the child process that opens files, one order a line in, one reading a line out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TextIO

from dutyroom.readers.document import Reading
from dutyroom.readers.limits import limit_memory
from dutyroom.readers.looking import WANTS, looked
from dutyroom.readers.opening import open_cap, open_contacts, open_members, open_reading
from dutyroom.readers.wire import packed

OUT_OF_MEMORY = 97


def _answers() -> TextIO:
    """The pipe to the desk; what a library prints goes nowhere instead of into it."""
    pipe = os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return os.fdopen(pipe, "w", encoding="ascii", newline="\n")


def _answered(order: str, megabytes: int) -> str:
    asked = json.loads(order)
    try:
        path, want = Path(asked["path"]), asked["want"]
        if want in WANTS:
            return packed(looked(path, asked))
        if want in ("contacts", "table"):
            return packed(open_contacts(path, table=want == "table"))
        if want == "members":
            return packed(open_members(path, Path(asked["folder"])))
        if want == "cap":
            return packed(open_cap(path))
        scanned = want == "scan"
        return packed(open_reading(path, plan=scanned or want == "plan", name=asked.get("name", ""), scanned=scanned))
    except MemoryError:
        return packed(Reading("too-large", detail="file.memory", facts={"limit": megabytes}))


def main() -> None:
    """Answer orders until the desk closes the pipe."""
    megabytes = int(sys.argv[1])
    answers = _answers()
    limit_memory(megabytes)
    answers.write("ready\n")
    answers.flush()
    for order in sys.stdin:
        answer = _answered(order, megabytes)
        answers.write(answer + "\n")
        answers.flush()


if __name__ == "__main__":
    main()

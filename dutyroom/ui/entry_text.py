"""An entry as plain text, ready to be read out on the telephone or sent as a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import author_said, contact_said, kind_said, paper_said, text_said, translated
from dutyroom.ui.parts.said_time import clock_said, day_said

if TYPE_CHECKING:
    from dutyroom.data.queries.journal import EntryRow


def entry_text(entry: EntryRow, zone: ZoneInfo) -> str:
    """Time and kind, with whom, what happened, until when it is open, who wrote it: a line each."""
    lines = [
        translated(mark("[{kind}] {day} {clock}")).format(
            kind=kind_said(entry),
            day=day_said(entry.happened_at, zone, year=True),
            clock=clock_said(entry.happened_at, zone),
        )
    ]
    if contact_said(entry):
        lines.append(translated(mark("Unit and contact: {party}")).format(party=contact_said(entry)))
    lines.append(text_said(entry))
    if entry.amended_by is not None:
        lines.append(translated(mark("(This entry was amended by entry {seq}.)")).format(seq=entry.amended_by))
    if entry.item_state == "open" and entry.due_at is not None:
        due = f"{day_said(entry.due_at, zone)} {clock_said(entry.due_at, zone)}"
        lines.append(translated(mark("Due: {time}")).format(time=due))
    signed = translated(mark("Log entry {seq}, {author}")).format(seq=entry.seq, author=author_said(entry))
    lines.append(f"{signed} · {paper_said(entry)}" if paper_said(entry) else signed)
    return "\n".join(lines)


def entries_text(entries: Sequence[EntryRow], zone: ZoneInfo) -> str:
    """Several entries, a blank line between."""
    return "\n\n".join(entry_text(entry, zone) for entry in entries)

"""A paper went out, whatever its kind: the line of the log that is its own."""

from __future__ import annotations

from dutyroom.actions.matter_papers import MATTER_PAPERS, note_matter_paper
from dutyroom.actions.papers import note_printed
from dutyroom.data.desk import Desk


def note_went_out(desk: Desk, kind: str, record: int, how: str) -> None:
    """Journal that a paper went out to a printer or a file, named as its kind is named in the log."""
    if kind in MATTER_PAPERS:
        note_matter_paper(desk, kind, record, how)
    else:
        note_printed(desk, kind, record, how)

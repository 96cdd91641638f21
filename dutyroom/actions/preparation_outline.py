"""The outline of a preparation as a file to write the draft in, which is imported later."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom.actions.steps import matter_of
from dutyroom.data.desk import Desk
from dutyroom.papers.outline_document import make_outline_document
from dutyroom.rules.entry import Kind
from dutyroom.rules.plan_outline import plain_outline, read_outline

TEXT: Final = ".txt"


def write_outline_file(path: Path, title: str, outline: str) -> None:
    """Write the headings to a file: plain text where its name ends in .txt, otherwise a document (docx).

    Raises ``OSError`` where it cannot be written; what stood there before is then left as it was.
    """
    headings = read_outline(outline)
    if path.suffix.lower() == TEXT:
        content = plain_outline(title, headings).encode("utf-8")
    else:
        content = make_outline_document(title, headings)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def note_outline_out(desk: Desk, number: int, name: str) -> int:
    """Journal that the outline went out to a file; returns the entry's number."""
    matter = matter_of(desk, number)
    return desk.journal(
        "paper.printed",
        text=f"预案大纲 {matter.number} {matter.title} → {name}",
        kind=Kind.SYSTEM,
        record=("matter", matter.id),
        payload={"paper": "plan-outline"},
    )

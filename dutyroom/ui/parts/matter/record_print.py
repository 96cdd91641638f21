"""The papers of a list or a call: there once the facts can be read from the store."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from dutyroom.actions.matter_papers import MATTER_PAPERS, matter_pdf
from dutyroom.actions.papers import note_printed
from dutyroom.data.folders import faces_cache
from dutyroom.ui.page import Paper, Tools


def can_print(kind: str) -> bool:
    """Whether this version makes the paper from the store."""
    paper = MATTER_PAPERS.get(kind)
    return paper is not None and paper.facts is not None


def record_paper(tools: Tools, owner: QObject, kind: str, number: int, title: str, **which: Any) -> Paper:
    """The paper of this record; ``owner`` asks for its printing to be journalled. ``which`` tells one of several."""

    def printed() -> None:
        tools.courier.do(owner, note_printed, kind, number, "PDF")

    return Paper(
        title=title,
        file_name=f"{kind}-{number}.pdf",
        make=partial(matter_pdf, tools.courier.store, kind, number, tools.wording(), faces_cache(), **which),
        printed=printed,
        kind=kind,
        records=((kind, number),),
    )

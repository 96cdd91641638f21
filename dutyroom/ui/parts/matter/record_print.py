"""The papers of a list or a call: there once the facts can be read from the store."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from dutyroom.actions.matter_papers import MATTER_PAPERS, matter_pdf
from dutyroom.actions.went_out import note_went_out
from dutyroom.data.catalogues import load_wording
from dutyroom.data.folders import faces_cache
from dutyroom.ui.courier import Courier
from dutyroom.ui.page import Paper, Tools
from dutyroom.ui.parts.paper_dialog import LANGUAGES, TranslatedPaper


def can_print(kind: str) -> bool:
    """Whether this version makes the paper from the store."""
    paper = MATTER_PAPERS.get(kind)
    return paper is not None and paper.facts is not None


def record_paper(tools: Tools, owner: QObject, kind: str, number: int, title: str, **which: Any) -> Paper:
    """The paper of this record, in Chinese first whatever the window speaks, in English where it is asked for.

    ``owner`` asks for its printing to be journalled. ``which`` tells one of several.
    """
    make = partial(_made, tools.courier, kind, number, which)

    def printed() -> None:
        tools.courier.do(owner, note_went_out, kind, number, "PDF")

    return TranslatedPaper(
        title=title,
        file_name=f"{kind}-{number}.pdf",
        make=partial(make, LANGUAGES[0][0]),
        printed=printed,
        make_in=make,
        kind=kind,
        records=((kind, number),),
    )


def _made(courier: Courier, kind: str, number: int, which: Mapping[str, Any], language: str) -> bytes:
    return matter_pdf(courier.store, kind, number, load_wording(language), faces_cache(), **which)

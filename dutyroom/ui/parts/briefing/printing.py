"""An issued paper as it is shown and printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from dutyroom.actions.briefing_facts import briefing_pdf
from dutyroom.actions.papers import note_printed
from dutyroom.data.folders import faces_cache
from dutyroom.data.queries.briefings import BriefingInFull
from dutyroom.ui.page import Paper, Tools


def paper_of(tools: Tools, owner: QObject, full: BriefingInFull) -> Paper:
    """The paper as it is printed: the frozen bytes of an issued one, the draft of another."""
    name = full.row.number or full.row.kind

    def printed() -> None:
        tools.courier.do(owner, note_printed, "briefing", full.id, "PDF")

    return Paper(
        title=f"{full.row.number} {full.row.title}".strip(),
        file_name=f"{name}-{full.id}.pdf",
        make=partial(briefing_pdf, tools.courier.store, full.id, faces_cache()),
        printed=printed,
        kind=full.row.kind,
        records=(("briefing", full.id),),
    )

"""A paper of a matter with the files attached to that matter, as one PDF to print."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom.actions.attaching import note_file_out
from dutyroom.actions.briefing_facts import PAPER
from dutyroom.data.desk import Desk
from dutyroom.data.queries.briefings import briefing_in_full
from dutyroom.data.queries.incidents import report_in_full
from dutyroom.data.queries.matter_papers import instruction_of
from dutyroom.data.queries.matters import AttachedRow, attachments_of
from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.data.verify import attachment_path
from dutyroom.papers.bundle import Bundled
from dutyroom.rules.briefing import BriefingKind
from dutyroom.rules.matter_steps import FileOut, Way
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

OF_MATTERS: Final = ("handling-slip", "telephone-slip", "fax-cover", "supervision-notice", "warning")
"""Papers of which the record is the matter itself; those of the mayor's telephone name nobody, so they take no files."""
OF_REPORTS: Final = "incident-report"
OF_STEPS: Final = "instruction"
WITH_FILES: Final = (*OF_MATTERS, OF_REPORTS, OF_STEPS, *(kind.value for kind in BriefingKind), PAPER)
"""The kinds of paper that can be printed with the files of their matter."""


def attached_files(session: Session, kind: str, record: int) -> list[AttachedRow]:
    """The files of the matter that a paper is about, in the order in which they were attached."""
    matter: int | None = record
    if kind == PAPER:
        briefing = briefing_in_full(session, record)
        matter = briefing.row.matter_id if briefing else None
    elif kind == OF_STEPS:
        matter = instruction_of(session, record)
    elif kind == OF_REPORTS:
        report = report_in_full(session, record)
        matter = report.matter_id if report else None
    return [row for row in attachments_of(session, matter) if row.active] if matter is not None else []


def bundled(store: Store, kind: str, record: int, pdf: bytes, wording: Wording, cache: Path) -> Bundled:
    """The paper with a caption sheet before each file. Refused: ``paper.no_files``."""
    from dutyroom.papers.attached import AttachedFile, Bundle, with_attachments  # noqa: PLC0415  # slow import
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.phrases import Phrases  # noqa: PLC0415  # slow import
    from dutyroom.papers.stack import title_of  # noqa: PLC0415  # slow import

    with store.reading() as session:
        rows = attached_files(session, kind, record)
        office, of_store = office_settings(session), store_kind(session)
    if not rows:
        raise Refusal("paper.no_files")
    phrases = Phrases(wording, office.zone_name)
    files = [AttachedFile(row.name, _content(attachment_path(store.attachments, row.hash))) for row in rows]
    bundle = Bundle(
        pdf=pdf,
        title=title_of(pdf),
        office=phrases.office(office.name_zh, office.name_en),
        files=files,
        store_kind=of_store,
    )
    return with_attachments(bundle, faces=open_faces(cache), phrases=phrases)


def note_files_printed(desk: Desk, kind: str, record: int) -> None:
    """Journal that the files went out with the paper."""
    for row in attached_files(desk.session, kind, record):
        note_file_out(desk, FileOut(attachment_id=row.id, way=Way.PRINTED))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None

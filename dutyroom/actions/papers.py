"""Papers from the store: composed from its facts, kept once they are final, their printing journalled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import platformdirs

from dutyroom.actions.facts import log_facts
from dutyroom.actions.handover import draft_facts, handover_facts
from dutyroom.data.desk import Desk
from dutyroom.data.queries.journal import JournalSearch
from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.papers import kept_paper, removed_paper
from dutyroom.data.queries.shifts import handover_of, shift_in_full
from dutyroom.data.store import Store
from dutyroom.data.tables import KeptPaper
from dutyroom.papers.facts import BlankFacts, BlankKind
from dutyroom.rules.canon import digest_bytes
from dutyroom.rules.officer import SYSTEM, Author
from dutyroom.rules.paper import kept_line, printed_line
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording

HANDOVER = "handover"


def default_cache() -> Path:
    """Where converted fonts are kept for this account, shared by every store."""
    return Path(platformdirs.user_cache_dir("DutyRoom", appauthor=False)) / "fonts"


def handover_pdf(store: Store, shift_id: int, wording: Wording, cache: Path, *, author: Author = SYSTEM) -> bytes:
    """The handover report of a shift: the bytes kept at the taking, made and kept if this language has none yet.

    A running shift is printed as a draft and not kept. Raises ``Refusal("handover.unknown")``.
    """
    with store.reading() as session:
        kept = kept_paper(session, HANDOVER, shift_id, wording.language)
        if kept is not None:
            return kept
        shift = shift_in_full(session, shift_id)
        if shift is None:
            raise Refusal("handover.unknown")
        final = handover_of(session, shift_id) is not None
        facts = handover_facts(session, shift_id) if final else draft_facts(session, store.clock())
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.handover import make_handover  # noqa: PLC0415  # slow import

    pdf = make_handover(in_words(facts, wording), faces=open_faces(cache), wording=wording)
    if final:
        with store.desk(author) as desk:
            return keep_paper(desk, HANDOVER, shift_id, wording.language, pdf)
    return pdf


def keep_paper(desk: Desk, kind: str, record_id: int, language: str, pdf: bytes) -> bytes:
    """Keep a paper as it was made; where one is kept already, that one stands."""
    known = kept_paper(desk.session, kind, record_id, language)
    if known is not None:
        return known
    paper = removed_paper(desk.session, kind, record_id, language)
    if paper is None:
        paper = KeptPaper(kind=kind, record_id=record_id, language=language)
        desk.session.add(paper)
    paper.sha256, paper.pdf, paper.made_at = digest_bytes(pdf), pdf, desk.now
    desk.session.flush()
    desk.journal(
        "paper.kept",
        text=kept_line(kind, record_id, language),
        record=("kept_paper", paper.id),
        payload={"sha256": paper.sha256, "bytes": len(pdf)},
    )
    return pdf


def note_printed(desk: Desk, kind: str, record_id: int, how: str) -> None:
    """Journal that a paper went out: to a printer, or to a file."""
    desk.journal("paper.printed", text=printed_line(kind, record_id, how), record=(kind, record_id))


def day_log_pdf(store: Store, search: JournalSearch, title: str, wording: Wording, cache: Path) -> bytes:
    """The log that a filter finds, as a paper."""
    with store.reading() as session:
        facts = log_facts(session, search, title=title, now=store.clock())
    from dutyroom.papers.day_log import make_day_log  # noqa: PLC0415  # slow import
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

    return make_day_log(in_words(facts, wording), faces=open_faces(cache), wording=wording)


def shift_log_pdf(store: Store, shift_id: int, wording: Wording, cache: Path) -> bytes:
    """The whole log of one shift, with its people."""
    with store.reading() as session:
        shift = shift_in_full(session, shift_id)
        if shift is None:
            raise Refusal("handover.unknown")
        facts = log_facts(session, JournalSearch(shift_id=shift_id), title=shift.name, now=store.clock())
        people = "　".join(name for name in (shift.leader, shift.chief, shift.deputy) if name)
        facts = replace(facts, started_at=shift.started_at, ended_at=shift.ended_at, people=people)
    from dutyroom.papers.day_log import make_day_log  # noqa: PLC0415  # slow import
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

    return make_day_log(in_words(facts, wording), faces=open_faces(cache), wording=wording)


def blank_pdf(store: Store, kind: BlankKind, day: date, first: int, count: int, wording: Wording, cache: Path) -> bytes:
    """Blank numbered sheets to write on while the power is out."""
    with store.reading() as session:
        office = office_settings(session)
        facts = BlankFacts(
            office_zh=office.name_zh,
            office_en=office.name_en,
            store_kind=store_kind(session),
            kind=kind,
            day=day.strftime("%Y%m%d"),
            first=first,
            count=count,
        )
    from dutyroom.papers.blank import make_blank  # noqa: PLC0415  # slow import
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

    return make_blank(facts, faces=open_faces(cache), wording=wording)


def office_day(store: Store, now: datetime) -> date:
    """The day of the office's calendar at an instant."""
    with store.reading() as session:
        return now.astimezone(office_settings(session).zone).date()

"""Proposals: what a document from outside proposes for its registration."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dutyroom.data.queries.rules import rule_book
from dutyroom.data.reading import Session
from dutyroom.readers.document import Document
from dutyroom.rules.notice_text import NoticeProposal, propose_notice
from dutyroom.rules.notice_title import kind_of
from dutyroom.rules.passage import levelled
from dutyroom.rules.workdays import Holidays


def propose_from_document(
    document: Document, *, received_at: datetime | None, zone: ZoneInfo, holidays: Holidays | None = None
) -> NoticeProposal:
    """What the text of a document proposes; see :func:`notice_text_of` for what its text is."""
    return propose_notice(notice_text_of(document), received_at=received_at, zone=zone, holidays=holidays)


def read_notice(session: Session, text: str, received_at: datetime, zone: ZoneInfo) -> NoticeProposal:
    """What the text proposes, its working days counted by the holidays that the office has loaded."""
    return propose_notice(text, received_at=received_at, zone=zone, holidays=rule_book(session).holidays)


def notice_text_of(document: Document) -> str:
    """The text of a document, headed by the title that its format states when the text itself does not say it."""
    text = "\n".join(line.text for line in document.lines)
    title = document.title or ""
    if kind_of("".join(levelled(title).split())) and "".join(title.split()) not in "".join(text.split()):
        return f"{title}\n{text}"
    return text

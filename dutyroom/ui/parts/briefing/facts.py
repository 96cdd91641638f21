"""What the pane of an issued paper says of it: of when, who drafted, reviewed and signed it, to whom it went."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from dutyroom.data.queries.briefings import BriefingInFull, RecipientRow
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.briefing.words import period_said, role_said
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.matter.words import channel_said
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.said_time import moment_said


def alerts_of(full: BriefingInFull, now: datetime, zone: ZoneInfo) -> list[Fact]:
    """What is to be known before the text is read: that it was withdrawn, sent back, replaced."""
    row = full.row
    by = partial(_by, now, zone)
    return [
        (_tr(mark("Recalled")), by(row.withdrawn_because, row.withdrawn_at), "overdue"),
        (_tr(mark("Discarded")), row.void_reason, "secondary"),
        (_tr(mark("Sent back")), row.returned_because, "warning"),
        (_tr(mark("Replaced by")), row.replaced_by, "warning"),
        (_tr(mark("Replaces")), row.replaces, ""),
    ]


def facts_of(full: BriefingInFull, now: datetime, zone: ZoneInfo) -> list[Fact]:
    """Who did what to it when; what is not so yet is left out."""
    row = full.row
    by = partial(_by, now, zone)
    return [
        (_tr(mark("Of")), period_said(row, zone) if row.period_from is not None else "", ""),
        (_tr(mark("Drafted")), by(row.drafted_by, row.drafted_at), ""),
        (_tr(mark("Submitted")), by(row.submitted_by, row.submitted_at), ""),
        (_tr(mark("Reviewed")), by(row.reviewed_by, row.reviewed_at), ""),
        (_tr(mark("Signed")), by(row.signed_by, row.signed_at), ""),
        (_tr(mark("Numbered and issued")), by(row.issued_by, row.issued_at), ""),
        (_tr(mark("Warnings accepted")), row.accepted, "warning"),
        (_tr(mark("Contact")), row.contact, ""),
        (_tr(mark("Copies")), str(row.copies or ""), ""),
    ]


def recipients_of(full: BriefingInFull, now: datetime, zone: ZoneInfo) -> list[Fact]:
    """Each with how it got it, and who acknowledged it when."""
    return [(row.name, *_got(row, now, zone)) for row in full.recipients]


def _by(now: datetime, zone: ZoneInfo, name: str, at: datetime | None) -> str:
    return f"{name} · {moment_said(at, now, zone)}" if at is not None else name


def _got(row: RecipientRow, now: datetime, zone: ZoneInfo) -> tuple[str, Tone]:
    parts = [role_said(row.role)]
    if row.channel:
        parts.append(channel_said(row.channel))
    if row.receipt_at is not None:
        words = _tr(mark("receipt {who} {time}"))
        parts.append(words.format(who=row.receipt_by, time=moment_said(row.receipt_at, now, zone)).replace("  ", " "))
        return " · ".join(parts), "done"
    if row.sent_at is not None:
        parts.append(_tr(mark("sent {time}")).format(time=moment_said(row.sent_at, now, zone)))
        return " · ".join(parts), ""
    return " · ".join(parts), "secondary"


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("briefing_facts", sentence)

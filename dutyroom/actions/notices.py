"""Registering notices from above, and correcting what was registered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.attaching import attach_files, may_hold_secrets, with_copies
from dutyroom.actions.changes import set_values
from dutyroom.actions.clocks import end_stated, move_stated, rename_clocks, start_clock
from dutyroom.actions.drafts import drop_draft
from dutyroom.actions.linking import link_rows
from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.attachments import FileCopy
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.matters import attachments_of, next_serial
from dutyroom.data.queries.notices import same_number
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Matter, Notice, TelephoneSlip
from dutyroom.rules.canon import digest
from dutyroom.rules.document_number import normal_number
from dutyroom.rules.entry import clean_text
from dutyroom.rules.fold import fold_words
from dutyroom.rules.matter import (
    MatterKind,
    Relation,
    State,
    StepKind,
    check_secret,
    check_step,
    matter_number,
)
from dutyroom.rules.matter_steps import Link
from dutyroom.rules.notice import CorrectNotice, RegisterNotice, Slip, check_notice, check_slip
from dutyroom.rules.notice_clocks import closing_clock, notice_clocks
from dutyroom.rules.refusal import Refusal

_FACTS: Final = (
    "document_number",
    "document_kind",
    "addressee",
    "document_on",
    "copies",
    "copy_numbers",
    "pages",
    "secrecy_years",
    "custody",
    "for_reading",
    "required",
    "content",
    "received_by",
)
_SLIP: Final = tuple(Slip.__dataclass_fields__)


def register_with_files(do: Callable[..., Any], folder: Path, notice: RegisterNotice) -> int:
    """Register a notice whose files are copied before the transaction; see :func:`with_copies`."""

    def register(desk: Desk, copies: Sequence[FileCopy]) -> int:
        return register_notice(desk, notice, copies)

    return int(with_copies(do, folder, notice.attachments, partial(_check, notice=notice), register))


def register_notice(desk: Desk, notice: RegisterNotice, copies: Sequence[FileCopy] | None = None) -> int:
    """Register a notice: number, facts, limits, attachments, links, in one entry; returns the matter's id."""
    _check(desk, notice)
    received = notice.received_at or desk.now
    matter = _matter(desk, notice)
    desk.session.add(matter)
    desk.session.flush()
    desk.session.add(Notice(id=matter.id, channel=notice.channel.value, **notice_facts(notice)))
    if notice.slip is not None:
        desk.session.add(TelephoneSlip(id=matter.id, **{name: getattr(notice.slip, name) for name in _SLIP}))
    zone = office_settings(desk.session).zone
    for start in notice_clocks(notice, received, rule_book(desk.session), zone):
        start_clock(desk, matter, start)
    attach_files(desk, matter, notice.attachments, copies)
    if notice.same_as is not None:
        link_rows(desk, Link(id=matter.id, other_id=notice.same_as, relation=Relation.SAME))
    if notice.draft_id:
        drop_draft(desk, notice.draft_id)
    index_matter(desk.session, matter.id)
    payload = {**_said(notice), "limits": [[limit.duty, limit.due_at, limit.said] for limit in notice.limits]}
    text = clean_text(notice.required)
    take(desk, matter, Taken(step=StepKind.RECEIVE, text=text, happened_at=received, payload=payload))
    return matter.id


def correct_notice(desk: Desk, asked: CorrectNotice) -> int:
    """Correct what was registered; the entry holds what each fact was and is. Returns the entry's number."""
    matter = matter_of(desk, asked.id)
    check_step(StepKind.CORRECT, State(matter.state), matter.number)
    if matter.version != asked.version:
        raise Refusal("record.changed_meanwhile", field="title")
    if not asked.reason.strip():
        raise Refusal("matter.reason.empty", field="reason")
    _check(desk, asked.facts, own=matter.id)
    _refuse_secret_with_files(desk, asked)
    notice, former = desk.session.get_one(Notice, matter.id), matter.title
    changes = set_values(matter, _base(asked.facts)) | set_values(
        notice, {**notice_facts(asked.facts), "channel": asked.facts.channel}
    )
    told = _correct_slip(desk, matter, asked.facts, asked.facts.slip) if asked.facts.slip is not None else {}
    changes |= told.pop("changes", {})
    if not changes:
        raise Refusal("entry.amend.same", field="title")
    for hidden in ("content", "text_hash"):
        if hidden in changes:
            changes[hidden] = ["…", "…"]
    desk.touch(matter)  # also where only facts beside the matter changed: who began earlier must see them
    rename_clocks(desk, matter, former)
    index_matter(desk.session, matter.id)
    payload = {"changes": changes, **told}
    return take(desk, matter, Taken(step=StepKind.CORRECT, text=clean_text(asked.reason), payload=payload))


def content_hash(content: str) -> bytes | None:
    """The hash of a text without its blanks, folded, so that copies of one text are recognised; None for nothing."""
    folded = "".join(fold_words(content).split())
    return digest(folded) if folded else None


def _correct_slip(desk: Desk, matter: Matter, facts: RegisterNotice, asked: Slip) -> dict[str, Any]:
    """What the caller was asked; the limit that the call set follows it, and the entry says from when to when."""
    slip = desk.session.get(TelephoneSlip, matter.id)
    former = slip.reply_at if slip is not None else None
    if asked.reply_at is not None and asked.reply_at != former and asked.reply_at <= matter.received_at:
        raise Refusal("notice.deadline.before", field="reply_at", due=asked.reply_at, received=matter.received_at)
    if slip is None:
        slip = TelephoneSlip(id=matter.id, **{name: getattr(Slip(), name) for name in _SLIP})
        desk.session.add(slip)
    changes = set_values(slip, {name: getattr(asked, name) for name in _SLIP})
    if "reply_at" not in changes:
        return {"changes": changes}
    if asked.reply_at is not None:
        return {"changes": changes, "limits": move_stated(desk, matter, former, asked.reply_at)}
    book, zone = rule_book(desk.session), office_settings(desk.session).zone
    closing = partial(closing_clock, facts, received=matter.received_at, book=book, zone=zone)
    return {"changes": changes, "limits": end_stated(desk, matter, former, closing)}


def _refuse_secret_with_files(desk: Desk, asked: CorrectNotice) -> None:
    """A notice that turns out to be secret: its files must be taken off first."""
    kept = sum(row.active for row in attachments_of(desk.session, asked.id))
    check_secret(asked.facts.secrecy, content="", attachments=kept, store_content=may_hold_secrets(desk))


def _check(desk: Desk, notice: RegisterNotice, *, own: int | None = None) -> None:
    check_notice(notice, now=desk.now)
    check_secret(
        notice.secrecy,
        content=notice.content,
        attachments=len(notice.attachments),
        store_content=may_hold_secrets(desk),
    )
    if notice.slip is not None:
        check_slip(notice.slip, confirmed=notice.confirmed)
    document_number = normal_number(clean_text(notice.document_number))
    found = same_number(desk.session, document_number, but=own)
    if found is not None and found.id != notice.same_as and not notice.confirmed:
        raise Refusal(
            "notice.number.exists",
            field="document_number",
            document_number=document_number,
            number=found.number,
            title=found.title,
            id=found.id,
        )


def _matter(desk: Desk, notice: RegisterNotice) -> Matter:
    received = notice.received_at or desk.now
    year = received.astimezone(office_settings(desk.session).zone).year
    serial = next_serial(desk.session, MatterKind.NOTICE, year)
    return Matter(
        kind=MatterKind.NOTICE.value,
        year=year,
        serial=serial,
        number=matter_number(MatterKind.NOTICE, year, serial),
        state=State.RECEIVED.value,
        received_at=received,
        **_base(notice),
    )


def _base(notice: RegisterNotice) -> dict[str, Any]:
    return {
        "title": " ".join(clean_text(notice.title).split()),
        "source": clean_text(notice.source),
        "source_id": notice.source_id,
        "urgency": notice.urgency,
        "secrecy": notice.secrecy,
    }


def notice_facts(notice: RegisterNotice) -> dict[str, Any]:
    """What a notice has beside its matter, as its row keeps it."""
    facts = {name: getattr(notice, name) for name in _FACTS}
    facts["document_number"] = normal_number(notice.document_number)
    facts = {name: clean_text(value) if isinstance(value, str) else value for name, value in facts.items()}
    return facts | {"text_hash": content_hash(notice.content)}


def _said(notice: RegisterNotice) -> dict[str, Any]:
    """What the journal holds of it: everything but the text, of which the register keeps the hash."""
    facts = {**_base(notice), **notice_facts(notice), "channel": notice.channel.value}
    facts.pop("content")
    facts["document_on"] = notice.document_on.isoformat() if notice.document_on else None
    facts["text_hash"] = facts["text_hash"].hex() if facts["text_hash"] else None
    return {name: value for name, value in facts.items() if value not in ("", None, False)}

"""The life of an issued paper: submitted, reviewed, signed, numbered and frozen; withdrawn or corrected later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dutyroom.actions.briefing_checking import check_briefing
from dutyroom.actions.briefing_facts import PAPER, briefing_facts
from dutyroom.actions.briefing_parts import note, paper_of
from dutyroom.actions.briefing_preparing import Make as Make
from dutyroom.actions.briefing_preparing import PreparedIssue, frozen
from dutyroom.actions.officers import prove
from dutyroom.data.desk import Desk
from dutyroom.data.queries.briefings import (
    BriefingInFull,
    briefing_in_full,
    next_briefing_serial,
    open_correction,
    parts_of_briefing,
    rows_of_recipients,
    rows_of_sources,
)
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_in_full
from dutyroom.data.tables import Briefing, BriefingPart, BriefingRecipient, BriefingSource, KeptPaper
from dutyroom.rules.briefing import (
    OPEN_STATES,
    BriefingState,
    CorrectBriefing,
    DiscardBriefing,
    IssueBriefing,
    NoteReceipt,
    NoteSent,
    ReviewBriefing,
    SendBackBriefing,
    SignBriefing,
    SubmitBriefing,
    WithdrawBriefing,
    briefing_number,
    check_state,
    needed_reason,
)
from dutyroom.rules.briefing_check import Finding, errors_of, warnings_of
from dutyroom.rules.canon import digest_bytes
from dutyroom.rules.entry import clean_text
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal

Glyphs = Callable[[str], str]
"""Which characters of a text no face has."""


def submit_briefing(desk: Desk, asked: SubmitBriefing) -> int:
    """The draft goes to review; returns the entry."""
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, BriefingState.DRAFT)
    if not any(not part.is_removed for part in parts_of_briefing(desk.session, paper.id)):
        raise Refusal("briefing.parts.empty", field="parts")
    paper.state, paper.returned_because = BriefingState.REVIEW.value, ""
    paper.submitted_by, paper.submitted_at = desk.author.name, desk.now
    return note(desk, paper, "briefing.submitted", "送审")


def review_briefing(desk: Desk, asked: ReviewBriefing) -> int:
    """Somebody else than who drafted it found it right; returns the entry."""
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, BriefingState.REVIEW)
    if desk.author.name == paper.drafted_by:
        raise Refusal("briefing.review.own", name=paper.drafted_by)
    paper.reviewed_by, paper.reviewed_at = desk.author.name, desk.now
    return note(desk, paper, "briefing.reviewed", f"{desk.author.name}审核")


def send_back_briefing(desk: Desk, asked: SendBackBriefing) -> int:
    """It becomes a draft again, with the reason; review and signature are gone. Returns the entry."""
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, BriefingState.REVIEW, BriefingState.SIGNED)
    reason = needed_reason(asked.reason)
    paper.state, paper.returned_because = BriefingState.DRAFT.value, reason
    paper.reviewed_by, paper.reviewed_at = "", None
    paper.signed_by, paper.signed_at = "", None
    return note(desk, paper, "briefing.sent_back", f"退回修改\n{reason}", reason=reason)


def sign_briefing(desk: Desk, asked: SignBriefing) -> int:
    """The leader's signature: the own password, or another's on the leader's behalf with the reason.

    A leader who did not draft it reviews it by signing. Returns the entry.
    """
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, BriefingState.REVIEW)
    leader = officer_in_full(desk.session, asked.leader_id)
    if leader is None or Role.LEADER not in leader.author.roles:
        raise Refusal("matter.leader.unknown", field="leader", name=leader.name if leader else "")
    if not paper.reviewed_by and leader.name == paper.drafted_by:
        raise Refusal("briefing.sign.unreviewed", name=paper.drafted_by)
    signer = prove(desk, asked.signer_id, asked.password)
    reason = clean_text(asked.reason)
    text = f"{leader.name}签发"
    if signer.id != leader.id:
        text += f"，{signer.name}代签，原因：{needed_reason(reason)}"
    if not paper.reviewed_by:
        paper.reviewed_by, paper.reviewed_at = leader.name, desk.now
    paper.state, paper.signed_by, paper.signed_at = BriefingState.SIGNED.value, leader.name, desk.now
    return note(desk, paper, "briefing.signed", text, signer=signer.name)


def issue_briefing(
    desk: Desk, asked: IssueBriefing, make: Make, glyphs: Glyphs, prepared: PreparedIssue | None = None
) -> int:
    """Number the signed paper and freeze it, both in this transaction; returns the entry.

    ``prepared`` is the PDF as it was made before: frozen where the number is still the next and nothing else changed.
    Refused where the check finds errors, or warnings that nobody accepts. Where making or keeping it fails, nothing is
    numbered: the transaction is undone.
    """
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, BriefingState.SIGNED)
    accepted = clean_text(asked.accepted)
    findings = check_briefing(desk.session, paper.id, desk.now, glyphs)
    _refuse_unfit(findings, accepted)
    at = prepared.issued_at(desk.now) if prepared is not None else desk.now
    paper.year = at.astimezone(office_settings(desk.session).zone).year
    paper.serial = next_briefing_serial(desk.session, paper.kind, paper.year)
    paper.number = briefing_number(paper.kind, paper.year, paper.serial)
    paper.state, paper.issued_by, paper.issued_at = BriefingState.ISSUED.value, desk.author.name, at
    paper.accepted = accepted if warnings_of(findings) else ""
    desk.session.flush()
    full = _full(desk, paper.id)
    pdf = frozen(prepared, briefing_facts(desk.session, full), paper.language, make)
    sha256 = _keep(desk, paper, pdf)
    for row in rows_of_recipients(desk.session, paper.id):
        if not row.is_removed and row.sent_at is None and row.channel:
            row.sent_at = at
    text = f"签发编号{paper.number}" + (f"，代替{full.row.replaces}" if full.row.replaces else "")
    if paper.accepted:
        text += f"\n核对提示已知悉：{paper.accepted}"
    payload = {"number": paper.number, "sha256": sha256.hex(), "bytes": len(pdf), "signed_by": paper.signed_by}
    payload |= {"warnings": [finding.plain() for finding in warnings_of(findings)], "accepted": paper.accepted}
    return note(desk, paper, "briefing.issued", text, replaces=paper.replaces_id, **payload)


def withdraw_briefing(desk: Desk, asked: WithdrawBriefing) -> int:
    """An issued paper holds no longer; number and bytes stay. Returns the entry."""
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, BriefingState.ISSUED)
    reason = needed_reason(asked.reason)
    paper.state, paper.withdrawn_because = BriefingState.WITHDRAWN.value, reason
    paper.withdrawn_by, paper.withdrawn_at = desk.author.name, desk.now
    return note(desk, paper, "briefing.withdrawn", f"撤回\n{reason}", reason=reason)


def correct_briefing(desk: Desk, asked: CorrectBriefing) -> int:
    """A new draft that says what the issued one said, and replaces it once it is issued; returns its id."""
    former = paper_of(desk, asked.id)
    check_state(former.state, BriefingState.ISSUED, BriefingState.WITHDRAWN)
    full = _full(desk, former.id)
    if full.row.replaced_by:
        raise Refusal("briefing.correction.done", number=full.row.replaced_by)
    title = open_correction(desk.session, former.id)
    if title:
        raise Refusal("briefing.correction.open", title=title)
    names = ("kind", "language", "title", "masthead", "issuer", "period_from", "period_until", "matter_id")
    kept = {name: getattr(former, name) for name in (*names, "fields", "facts", "contact", "copies")}
    paper = Briefing(
        **kept,
        state=BriefingState.DRAFT.value,
        drafted_by=desk.author.name,
        drafted_at=desk.now,
        replaces_id=former.id,
    )
    desk.session.add(paper)
    desk.session.flush()
    _copy_parts(desk, former, paper)
    for row in rows_of_recipients(desk.session, former.id):
        if not row.is_removed:
            _copy_recipient(desk, row, paper)
    note(desk, paper, "briefing.correction", f"起草更正，拟代替{former.number}", replaces=former.id)
    return paper.id


def discard_briefing(desk: Desk, asked: DiscardBriefing) -> int:
    """A paper that is not issued; it stays in the history with the reason. Returns the entry."""
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, *OPEN_STATES)
    reason = needed_reason(asked.reason)
    paper.state, paper.void_reason = BriefingState.VOID.value, reason
    return note(desk, paper, "briefing.discarded", f"作废草稿\n{reason}", reason=reason)


def note_sent(desk: Desk, asked: NoteSent) -> int:
    """The paper went to a recipient by this channel; returns the entry."""
    row, paper = _recipient(desk, asked.id)
    row.sent_at = _not_before(desk, paper, row, asked.at)
    row.channel = clean_text(asked.channel) or row.channel
    desk.touch(paper)
    way = f"（{row.channel}）" if row.channel else ""
    return note(desk, paper, "briefing.sent", f"送{row.name}{way}", recipient=row.name)


def note_receipt(desk: Desk, asked: NoteReceipt) -> int:
    """A recipient acknowledged it; who was not noted as sent was sent it by then. Returns the entry."""
    row, paper = _recipient(desk, asked.id)
    by = clean_text(asked.by)
    row.receipt_at, row.receipt_by = _not_before(desk, paper, row, asked.at), by
    row.sent_at = row.sent_at or row.receipt_at
    desk.touch(paper)
    said = f"{row.name}签收" + (f"：{by}" if by else "")
    return note(desk, paper, "briefing.receipt", said, recipient=row.name, by=by)


def _refuse_unfit(findings: tuple[Finding, ...], accepted: str) -> None:
    errors, warned = errors_of(findings), warnings_of(findings)
    if errors:
        raise Refusal("briefing.check.errors", field="check", count=len(errors), findings=errors)
    if warned and not accepted:
        raise Refusal("briefing.check.warnings", field="accepted", count=len(warned), findings=warned)


def _keep(desk: Desk, paper: Briefing, pdf: bytes) -> bytes:
    """The bytes as they were made; the journal holds their hash with the entry of the issue."""
    sha256 = digest_bytes(pdf)
    kept = KeptPaper(kind=PAPER, record_id=paper.id, language=paper.language, sha256=sha256, pdf=pdf, made_at=desk.now)
    desk.session.add(kept)
    desk.session.flush()
    return sha256


def _full(desk: Desk, number: int) -> BriefingInFull:
    full = briefing_in_full(desk.session, number)
    if full is None:
        raise Refusal("briefing.unknown", id=number)
    return full


def _copy_parts(desk: Desk, former: Briefing, paper: Briefing) -> None:
    """What stood in the former paper, with what it was drafted from."""
    standing = [part for part in parts_of_briefing(desk.session, former.id) if not part.is_removed]
    for position, part in enumerate(standing):
        names = ("key", "level", "text", "drafted", "is_unverified", "rows")
        copy = BriefingPart(briefing_id=paper.id, position=position, **{name: getattr(part, name) for name in names})
        desk.session.add(copy)
        desk.session.flush()
        for source in rows_of_sources(desk.session, part.id):
            held = {name: getattr(source, name) for name in ("position", "record_kind", "record_id")}
            desk.session.add(BriefingSource(part_id=copy.id, **held))


def _copy_recipient(desk: Desk, row: BriefingRecipient, paper: Briefing) -> None:
    held = {name: getattr(row, name) for name in ("position", "role", "name", "unit_id", "channel")}
    desk.session.add(BriefingRecipient(briefing_id=paper.id, **held))


def _recipient(desk: Desk, number: int) -> tuple[BriefingRecipient, Briefing]:
    row = desk.session.get(BriefingRecipient, number)
    if row is None or row.is_removed:
        raise Refusal("briefing.recipient.unknown", id=number)
    paper = paper_of(desk, row.briefing_id)
    if paper.issued_at is None:
        raise Refusal("briefing.receipt.unsent")
    return row, paper


def _not_before(desk: Desk, paper: Briefing, row: BriefingRecipient, at: datetime | None) -> datetime:
    when = at or desk.now
    if paper.issued_at is not None and when < paper.issued_at.replace(second=0, microsecond=0):
        raise Refusal("briefing.receipt.early", field="at", name=row.name)
    return when

"""Handing over: the giving freezes the report, the taking changes the shift at that instant.

Between the two the outgoing shift leads: what is written then is accepted as an addendum (design §8.4).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from dutyroom.actions.facts import addendum_entries, compose, entry_fact, item_fact
from dutyroom.actions.officers import prove
from dutyroom.actions.shifts import accept, check_people, new_shift
from dutyroom.data.desk import Desk
from dutyroom.data.queries.activations import running_activations
from dutyroom.data.queries.handed_over import handed_over
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import OfficerRow, officer_in_full
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.shifts import (
    ShiftRow,
    handover_of,
    handover_texts,
    kept_checklist,
    pending_handover,
    running_shift,
    shift_in_full,
)
from dutyroom.data.queries.warnings import open_warnings
from dutyroom.data.reading import Session
from dutyroom.data.tables import Checklist, Handover, Shift
from dutyroom.papers.facts import HandoverFacts, SignatureFact, SignatureRole, from_json, to_json
from dutyroom.rules.canon import canonical_json, digest
from dutyroom.rules.entry import Kind
from dutyroom.rules.officer import Author
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import (
    CancelGive,
    Checked,
    Give,
    HandoverNotes,
    Take,
    check_acceptance,
    check_signature,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """The shift that ended, the one that began, and who sits at the desk now."""

    shift_id: int
    next_shift_id: int
    officer: Author


def keep_checklist(desk: Desk, shift_id: int, notes: HandoverNotes) -> None:
    """Keep what the outgoing officer noted so far; nothing is signed by it."""
    content = canonical_json(asdict(notes))
    kept = desk.session.get(Checklist, shift_id)
    if kept is None:
        desk.session.add(Checklist(shift_id=shift_id, content=content, saved_at=desk.now))
    else:
        kept.content, kept.saved_at = content, desk.now


def read_checklist(session: Session, shift_id: int) -> HandoverNotes:
    """What was noted so far; a fresh one lists the office's equipment unchecked, and the warnings and responses in force."""
    kept = kept_checklist(session, shift_id)
    if kept is None:
        equipment = tuple(Checked(name) for name in office_settings(session).equipment)
        return HandoverNotes(
            equipment=equipment, warnings=proposed_warnings(session), responses=proposed_responses(session)
        )
    values: dict[str, Any] = json.loads(kept)
    values["equipment"] = tuple(Checked(**line) for line in values.get("equipment", ()))
    for key in ("whereabouts", "warnings", "responses"):
        values[key] = tuple(values.get(key, ()))
    return HandoverNotes(**values)


def proposed_warnings(session: Session) -> tuple[str, ...]:
    """The real warnings that nobody has lifted, a line each as the report holds them."""
    zone = office_settings(session).zone
    return tuple(row.line(zone) for row in open_warnings(session))


def proposed_responses(session: Session) -> tuple[str, ...]:
    """The plans at work, a line each."""
    return tuple(row.line for row in running_activations(session))


def draft_facts(session: Session, now: datetime, notes: HandoverNotes | None = None) -> HandoverFacts:
    """The report of the running shift as it would print now; once given, as it was frozen.

    Raises ``Refusal("shift.none_running")``.
    """
    shift = _running(session)
    pending = pending_handover(session, shift.id)
    if pending is not None:
        frozen = from_json(HandoverFacts, handover_texts(session, pending.id)[0])
        return replace(frozen, addendum=tuple(entry_fact(e) for e in addendum_entries(session, pending.id)), draft=True)
    return compose(session, shift, notes or read_checklist(session, shift.id), now=now)


def handover_facts(session: Session, shift_id: int) -> HandoverFacts:
    """The facts of a shift that was handed over, as frozen, with the head that seals them."""
    shift = shift_in_full(session, shift_id)
    handover = handover_of(session, shift_id) if shift else None
    if shift is None or handover is None:
        raise Refusal("handover.unknown")
    final = handover_texts(session, handover.id)[1]
    assert final is not None  # noqa: S101  # a handover that was taken has its final facts
    return replace(
        from_json(HandoverFacts, final),
        head=shift.head.hex() if shift.head else None,
        entry_count=shift.entry_count or 0,
    )


def give_shift(desk: Desk, give: Give) -> int:
    """The outgoing officer signs: the report is frozen; returns the handover's number."""
    shift = _running(desk.session)
    signer = _check_giving(desk, shift, give)
    signature = _signature(desk, "give", signer.id, give.for_id, give.reason)
    facts = replace(
        compose(desk.session, shift, give.notes, now=desk.now),
        signatures=(signature,),
        urgent_reason=give.urgent_reason.strip(),
    )
    snapshot = to_json(facts)
    handover = Handover(
        shift_id=shift.id,
        state="given",
        given_at=desk.now,
        given_by=signer.id,
        give_on_behalf_of=give.for_id if give.for_id != signer.id else None,
        give_reason=give.reason.strip(),
        urgent_reason=give.urgent_reason.strip(),
        snapshot=snapshot,
        snapshot_hash=digest(snapshot),
        give_seq=desk.next_seq,
    )
    desk.session.add(handover)
    desk.session.flush()
    desk.author = signer.author
    desk.journal(
        "handover.given",
        text=_signed_text(shift, signature, give.urgent_reason),
        kind=Kind.HANDOVER,
        shift_id=shift.id,
        record=("handover", handover.id),
        payload={"snapshot": handover.snapshot_hash, "reason": handover.give_reason},
    )
    return handover.id


def cancel_give(desk: Desk, cancel: CancelGive) -> None:
    """Take the giving back before anybody took; the log shows it."""
    reason = cancel.reason.strip()
    if not reason:
        raise Refusal("handover.cancel.empty", field="reason")
    handover = _given(desk, cancel.handover_id)
    handover.state, handover.cancelled_at, handover.cancel_reason = "cancelled", desk.now, reason
    desk.journal(
        "handover.cancelled",
        text=reason,
        kind=Kind.HANDOVER,
        shift_id=handover.shift_id,
        record=("handover", handover.id),
    )


def take_shift(desk: Desk, take: Take) -> Taken:
    """The incoming officer signs: one shift ends and the next begins at the same instant.

    The hash of this entry is the head that the printed report carries.
    """
    shift = _running(desk.session)
    handover = _given(desk, take.handover_id)
    signer = prove(desk, take.signer_id, take.password)
    if take.posts.chief_id == handover.given_by or signer.id == handover.given_by:
        raise Refusal("shift.same_officer", field="chief_id", name=signer.name)
    names = check_people(desk, take.posts)
    allowed = {number for number in (take.posts.chief_id, take.posts.deputy_id) if number is not None}
    check_signature(signer.id, take.for_id, take.reason, allowed, name=signer.name)
    addendum = addendum_entries(desk.session, handover.id)
    over = handed_over(desk.session, handover.given_at)
    check_acceptance(take.accepted, {item.id for item in over.items}, {entry.seq for entry in addendum})
    desk.author = signer.author
    following = _change_over(desk, shift, take)
    signature = _signature(desk, "take", signer.id, take.for_id, take.reason)
    handover.state, handover.taken_at, handover.taken_by = "taken", desk.now, signer.id
    handover.take_on_behalf_of = take.for_id if take.for_id != signer.id else None
    handover.take_reason, handover.reservations = take.reason.strip(), take.reservations.strip()
    handover.take_seq, handover.next_shift_id = desk.next_seq, following.id
    handover.final = to_json(_final(desk, handover, following.id, take, signature))
    desk.session.flush()
    seq = desk.journal(
        "handover.taken",
        text=_taken_text(shift, names, signature, take.reservations),
        kind=Kind.HANDOVER,
        shift_id=shift.id,
        record=("handover", handover.id),
        payload={"snapshot": handover.snapshot_hash, "final": digest(handover.final), "reason": handover.take_reason},
    )
    ended = desk.session.get_one(Shift, shift.id)
    ended.head, ended.entry_count = desk.tail.hash, seq
    return Taken(shift.id, following.id, signer.author)


def _check_giving(desk: Desk, shift: ShiftRow, give: Give) -> OfficerRow:
    pending = pending_handover(desk.session, shift.id)
    if pending is not None:
        raise Refusal("handover.given_already", at=pending.given_at)
    signer = prove(desk, give.signer_id, give.password)
    posts = {number for number in (shift.leader_id, shift.chief_id, shift.deputy_id) if number is not None}
    check_signature(give.signer_id, give.for_id, give.reason, posts, name=signer.name)
    urgent = [item for item in open_items(desk.session) if item.urgent]
    if urgent and not give.urgent_reason.strip():
        raise Refusal("handover.urgent", field="urgent_reason", count=len(urgent))
    if not give.notes.phone_tested and not give.notes.phone_remark.strip():
        raise Refusal("handover.phone", field="phone_remark")
    return signer


def _change_over(desk: Desk, shift: ShiftRow, take: Take) -> Shift:
    ended = desk.session.get_one(Shift, shift.id)
    ended.ended_at = desk.now
    desk.session.flush()
    following = new_shift(desk, take.posts, take.template, shift.id)
    following.first_seq = desk.next_seq + 1
    accept(desk, following.id, take.accepted)
    desk.session.flush()
    return following


def _final(desk: Desk, handover: Handover, following_id: int, take: Take, signature: SignatureFact) -> HandoverFacts:
    frozen = from_json(HandoverFacts, handover.snapshot)
    following = shift_in_full(desk.session, following_id)
    assert following is not None  # noqa: S101  # it was made a moment ago
    over = handed_over(desk.session, handover.given_at)
    answers = {a.open_item_id: a for a in take.accepted if a.open_item_id is not None}
    # What was opened or closed between the signatures shows in the list that is accepted.
    items = tuple(
        replace(
            item_fact(item, desk.now),
            acceptance=answers[item.id].manner.value if item.id in answers else None,
            remark=answers[item.id].remark.strip() if item.id in answers else "",
        )
        for item in over.items
    )
    addendum = tuple(entry_fact(entry) for entry in addendum_entries(desk.session, handover.id))
    return replace(
        frozen,
        ended_at=desk.now,
        incoming_leader=following.leader,
        incoming_chief=following.chief,
        incoming_deputy=following.deputy,
        open_items=items,
        hotline=over.hotline,
        addendum=addendum,
        reservations=take.reservations.strip(),
        signatures=(*frozen.signatures, signature),
        draft=False,
    )


def _signature(desk: Desk, role: SignatureRole, signer_id: int, for_id: int | None, reason: str) -> SignatureFact:
    signer = officer_in_full(desk.session, signer_id)
    absent = officer_in_full(desk.session, for_id) if for_id and for_id != signer_id else None
    assert signer is not None  # noqa: S101  # the password was proved
    return SignatureFact(
        role=role,
        name=signer.name,
        post=signer.post,
        signed_at=desk.now,
        on_behalf_of=absent.name if absent else None,
        reason=reason.strip() or None if absent else None,
    )


def _signed_text(shift: ShiftRow, signature: SignatureFact, urgent_reason: str) -> str:
    parts = [f"交班签字：{signature.name}", f"（{shift.name}）"]
    if signature.on_behalf_of:
        parts.append(f"，代{signature.on_behalf_of}签字，原因：{signature.reason}")
    if urgent_reason.strip():
        parts.append(f"；紧急事项在办仍交班，原因：{urgent_reason.strip()}")
    return "".join(parts)


def _taken_text(shift: ShiftRow, names: str, signature: SignatureFact, reservations: str) -> str:
    parts = [f"接班签字：{signature.name}（接{shift.name}），新班：{names}"]
    if signature.on_behalf_of:
        parts.append(f"，代{signature.on_behalf_of}签字，原因：{signature.reason}")
    if reservations.strip():
        parts.append(f"；保留意见：{reservations.strip()}")
    return "".join(parts)


def _running(session: Session) -> ShiftRow:
    shift = running_shift(session)
    if shift is None:
        raise Refusal("shift.none_running")
    return shift


def _given(desk: Desk, number: int) -> Handover:
    handover = desk.session.get(Handover, number)
    if handover is None:
        raise Refusal("handover.unknown")
    if handover.state != "given":
        raise Refusal("handover.not_given")
    return handover

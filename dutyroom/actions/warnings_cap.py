"""Warnings in and out as CAP: what a message would do is judged first, then done as one command, one entry.

An exercise never changes a real warning nor a real one an exercise; only the sender of a warning changes or lifts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final, Literal

from dutyroom.actions.warnings import (
    MUST_STATE,
    apply_change,
    apply_lift,
    be_cancelled,
    cleaned,
    keep_warning,
)
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.warnings import (
    WarningInFull,
    known_warnings,
    warning_in_full,
    warning_numbered,
    warning_numbers,
)
from dutyroom.data.reading import Session
from dutyroom.data.tables import Matter, PublicWarning
from dutyroom.papers.form import MARKS
from dutyroom.rules.cap_message import (
    CapIdentity,
    CapInfo,
    CapMessage,
    chosen_info,
    facts_of,
    left_out,
    message_of,
    own_identifier,
    read_own_identifier,
    written_references,
)
from dutyroom.rules.cap_text import cap_text, envelope_text, fit
from dutyroom.rules.matter import OPEN
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.warning import (
    STATUS_WORDS,
    Message,
    Status,
    WarningFacts,
    check_warning,
    is_real,
    made_title,
    missing,
    missing_said,
)
from dutyroom.rules.wording import Worded, mark

Result = Literal["registered", "changed", "lifted", "same", "skipped"]
Said = tuple[str, Mapping[str, Any]]
"""A code of the sentences and its facts."""
CAP_RESULT_WORDS: Final[dict[str, str]] = {
    "registered": mark("registered"),
    "changed": mark("changed"),
    "lifted": mark("lifted"),
    "same": mark("registered already"),
    "skipped": mark("left out"),
}
_NOT_LIVE: Final = {"sample": Status.TEST, "drill": Status.EXERCISE}
"""What a warning goes out as from a store that is not the live one."""
_WARNS: Final = frozenset(kind.value.capitalize() for kind in Message)
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a message does, or why nothing; ``title`` and ``status`` are the message's, ``number`` the warning's."""

    result: Result
    title: str
    status: str
    id: int | None = None
    number: str = ""
    reason: Said | None = None
    remarks: tuple[Said, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Target:
    """The warning that a message is about, as far as judging needs it."""

    matter: Matter
    row: PublicWarning
    others: tuple[str, ...] = ()


class _Skip(Exception):
    """The message does nothing; ``judged`` says why."""

    def __init__(self, judged: Judged) -> None:
        super().__init__(judged.result)
        self.judged = judged


def judge_messages(session: Session, messages: Iterable[CapMessage], now: datetime) -> tuple[Judged, ...]:
    """What importing these messages would do now, each for itself."""
    return tuple(judge_message(session, message, now) for message in messages)


def judge_message(session: Session, message: CapMessage, now: datetime) -> Judged:
    """What importing a message would do now."""
    return _judged(session, message, now)[0]


def import_messages(desk: Desk, messages: Iterable[CapMessage]) -> tuple[Judged, ...]:
    """Import these messages in their order, an entry each; what does nothing writes nothing."""
    return tuple(import_message(desk, message) for message in messages)


def import_message(desk: Desk, message: CapMessage) -> Judged:
    """Register, change or lift by a message."""
    judged, facts, target = _judged(desk.session, message, desk.now)
    came_as = message.reference
    named: dict[str, Any] = {"cap": {"identifier": message.identifier, "sender": message.sender, "sent": message.sent}}
    if judged.result == "registered" and facts is not None:
        references = written_references(message.references)
        kind = Message(message.message.lower())
        reason = f"CAP {message.sender} {message.identifier}" if _has(judged, "cap.remark.missing") else ""
        number = keep_warning(desk, facts, desk.now, reason, came_as, message=kind, references=references, **named)
        matter = desk.session.get(Matter, number)
        return replace(judged, id=number, number=matter.number if matter else "")
    if judged.result == "changed" and facts is not None and target is not None:
        text = f"CAP {message.identifier}"
        apply_change(desk, target.matter, target.row, facts, text=text, came_as=came_as, **named)
    elif judged.result == "lifted" and target is not None:
        info = chosen_info(message.infos, office_settings(desk.session).language)
        text = (info.headline or info.description) if info is not None else message.note
        be_cancelled(desk, target.matter, target.row, came_as)
        apply_lift(desk, target.matter, target.row, desk.now, " ".join(text.split())[:500], **named)
    return judged


def exported_message(session: Session, full: WarningInFull) -> CapMessage:
    """A warning as a message: as it came, where nothing was changed here since, else one of our own."""
    office = office_settings(session)
    identity = CapIdentity(
        identifier=full.identifier or own_identifier(full.year, full.serial, full.changes),
        sender=full.sender or fit(office.name_zh),
        message=Message(full.message),
        references=full.references,
    )
    facts = replace(full.facts, title=full.headline)
    kind = store_kind(session)
    if kind != "live" and is_real(facts.status):  # whoever gets it cannot see where it was made
        facts = replace(facts, status=_NOT_LIVE[kind])
    message = message_of(facts, identity, full.lifted_at or full.issued_at, office.language)
    return replace(message, note=MARKS.get(kind, ""))


def exported_text(session: Session, number: int) -> str:
    """One warning as a CAP document."""
    full = warning_in_full(session, number)
    if full is None:
        raise Refusal("warning.unknown", id=number)
    return cap_text(exported_message(session, full), office_settings(session).zone)


def exported_register(session: Session, *, real: bool, now: datetime) -> tuple[str, int]:
    """All real warnings, or all that are none, in one document, and how many they are: alone CAP, several in EDXL-DE."""
    office = office_settings(session)
    found = [warning_in_full(session, number) for number in warning_numbers(session, real=real)]
    messages = [exported_message(session, full) for full in found if full is not None]
    if not messages:
        return "", 0
    if len(messages) == 1:
        return cap_text(messages[0], office.zone), 1
    identifier = f"DUTYROOM-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return envelope_text(messages, identifier, office.name_zh, now, office.zone), len(messages)


def _judged(session: Session, message: CapMessage, now: datetime) -> tuple[Judged, WarningFacts | None, _Target | None]:
    office = office_settings(session)
    info = chosen_info(message.infos, office.language)
    facts = cleaned(facts_of(message, info)) if info is not None else None
    title = made_title(facts) if facts is not None else message.note or message.identifier
    blank = Judged(result="skipped", title=title, status=message.status.lower())
    try:
        _refuse_known(session, message, blank, fit(office.name_zh))
        target = _target(session, message, blank) if message.message != "Alert" else None
        if message.message == "Cancel":
            return _lifted(blank, target), facts, target
        if info is None or facts is None:
            return replace(blank, reason=("cap.no_info", _NOTHING)), None, None
        check_warning(facts, (), "", now=now)
    except _Skip as skipped:
        return skipped.judged, None, None
    except Refusal as refusal:
        return replace(blank, reason=(refusal.code, refusal.facts)), None, None
    remarks = _remarks(session, message, info, facts, target, now)
    result: Result = "changed" if target is not None else "registered"
    judged = replace(blank, result=result, remarks=remarks)
    if target is not None:
        judged = replace(judged, id=target.matter.id, number=target.matter.number)
    return judged, facts, target


def _refuse_known(session: Session, message: CapMessage, blank: Judged, us: str) -> None:
    """A message that is here already, under its own identifier or as one that we wrote ourselves, or that tells nothing."""
    if message.message not in _WARNS:
        raise _Skip(replace(blank, reason=("cap.not_warning", {"message": message.message})))
    found = [matter for matter, _ in known_warnings(session, (message.reference,))]
    own = read_own_identifier(message.identifier) if message.sender == us else None
    if own is not None and (ours := warning_numbered(session, *own)) is not None:
        found.append(ours)
    if found:
        here = found[0]
        raise _Skip(
            replace(blank, result="same", id=here.id, number=here.number, reason=("cap.same", {"number": here.number}))
        )


def _target(session: Session, message: CapMessage, blank: Judged) -> _Target | None:
    """The warning that an update or a cancellation is about; None for an update of what is not here."""
    status = message.status.lower()
    found = known_warnings(session, message.references)
    if not found:
        return None
    same = [each for each in found if each[1].status == status]
    if not same:
        matter, row = found[0]
        words = {"status": Worded(STATUS_WORDS[status]), "other": Worded(STATUS_WORDS[row.status])}
        raise _Skip(replace(blank, reason=("cap.mixed", {**words, "number": matter.number})))
    own = [each for each in message.references if each.sender == message.sender]
    known = {matter.id for matter, _ in known_warnings(session, own)}
    owned = [each for each in same if each[0].id in known]
    matter, row = (owned or same)[0]
    named = replace(blank, id=matter.id, number=matter.number)
    facts: dict[str, Any] = {"number": matter.number}
    if not owned:
        raise _Skip(
            replace(named, reason=("cap.other_sender", {**facts, "sender": message.sender, "former": row.sender}))
        )
    if matter.state not in OPEN:
        raise _Skip(replace(named, reason=("cap.over", facts)))
    if message.sent < row.issued_at:
        raise _Skip(replace(named, reason=("cap.older", {**facts, "sent": message.sent, "issued": row.issued_at})))
    return _Target(matter, row, tuple(other.number for other, _ in same if other is not matter))


def _lifted(blank: Judged, target: _Target | None) -> Judged:
    if target is None:
        return replace(blank, reason=("cap.no_target", _NOTHING))
    named = replace(blank, id=target.matter.id, number=target.matter.number)
    title = blank.title if blank.title != named.number else target.matter.title
    remarks = tuple(("cap.remark.others", {"number": number}) for number in target.others)
    return replace(named, result="lifted", title=title, remarks=remarks)


def _remarks(
    session: Session,
    message: CapMessage,
    info: CapInfo,
    facts: WarningFacts,
    target: _Target | None,
    now: datetime,
) -> tuple[Said, ...]:
    on = now.astimezone(office_settings(session).zone).date()
    left = missing(facts, rule_book(session).words(MUST_STATE, on))
    infos, shapes = left_out(message, info)
    said: list[Said] = []
    if left:
        said.append(("cap.remark.missing", {"what": missing_said(left)}))
    if infos:
        said.append(("cap.remark.infos", {"count": infos}))
    if shapes:
        said.append(("cap.remark.shapes", {"count": shapes}))
    if facts.expires_at is not None and facts.expires_at <= now:
        said.append(("cap.remark.ended", {"end": facts.expires_at}))
    if message.scope != "Public":
        said.append(("cap.remark.scope", {"scope": message.scope}))
    if message.message == "Update" and target is None:
        said.append(("cap.remark.earlier", _NOTHING))
    said += [("cap.remark.others", {"number": number}) for number in (target.others if target else ())]
    return tuple(said)


def _has(judged: Judged, code: str) -> bool:
    return any(remark[0] == code for remark in judged.remarks)

"""``dutyroom briefings check|recipients|submit|review|send-back|sign|issue|withdraw|correct|discard|sent|receipt``."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final

from dutyroom.actions.errors import said
from dutyroom.actions.papers import default_cache
from dutyroom.cli.arguments import Commands, Parser, json_option, writer_options
from dutyroom.cli.call import NOT_ALLOWED, PASSWORD, Call, Stop, opened, show, show_json, told_time, warn, writer
from dutyroom.data.desk import Desk
from dutyroom.data.queries.briefings import BriefingRow, briefing_rows
from dutyroom.data.store import Store
from dutyroom.rules.briefing import (
    STATE_WORDS,
    Addressee,
    CorrectBriefing,
    DiscardBriefing,
    IssueBriefing,
    NoteReceipt,
    NoteSent,
    RecipientRole,
    ReviewBriefing,
    SendBackBriefing,
    SetRecipients,
    SignBriefing,
    SubmitBriefing,
    WithdrawBriefing,
)
from dutyroom.rules.briefing_check import Finding, Severity
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark

SEVERITY_WORDS: Final[dict[str, str]] = {Severity.ERROR: mark("error"), Severity.WARNING: mark("warning")}


def add_to(below: Commands, wording: Wording) -> None:
    """Name the commands."""
    say = wording.say
    parser = _paper(below, "check", check, say("what does not fit in a briefing: place, rule, what is said there"))
    parser = _paper(below, "recipients", recipients, say("set to whom a briefing goes"))
    parser.options.add_argument("--to", action="append", default=[], metavar="NAME", help=say("it is sent to"))
    parser.options.add_argument("--copy", action="append", default=[], metavar="NAME", help=say("who gets a copy"))
    _paper(below, "submit", submit, say("send a draft to review"))
    _paper(below, "review", review, say("say that a briefing is right; not by who drafted it"))
    _reasoned(_paper(below, "send-back", send_back, say("send it back to who drafted it")), wording)
    parser = _paper(below, "sign", sign, say("sign a briefing with the leader's password"))
    parser.options.add_argument(
        "--leader", metavar="NAME", required=True, help=say("the leader who signs (with DUTYROOM_PASSWORD)")
    )
    parser = _paper(below, "issue", issue, say("check, number and freeze a signed briefing"))
    parser.options.add_argument(
        "--accept", default="", metavar="TEXT", help=say("why it is issued although the check warns")
    )
    _reasoned(_paper(below, "withdraw", withdraw, say("withdraw an issued briefing")), wording)
    _paper(below, "correct", correct, say("draft a correction that replaces an issued briefing"))
    _reasoned(_paper(below, "discard", discard, say("discard a draft")), wording)
    for name, act, help_line in (
        ("sent", sent, say("note that a briefing went to a recipient")),
        ("receipt", receipt, say("note who acknowledged a briefing")),
    ):
        parser = below.add(name, act, help_line)
        parser.add_argument("id", type=int, metavar="RECIPIENT", help=say("the number that “briefings show” names"))
        parser.options.add_argument("--at", metavar="TIME", help=say("when, such as 2026-11-23T08:15 (default: now)"))
        if name == "sent":
            parser.options.add_argument("--channel", default="", metavar="TEXT", help=say("by which way"))
        else:
            parser.options.add_argument("--by", default="", metavar="NAME", help=say("who acknowledged it there"))
        writer_options(parser)


def _paper(below: Commands, name: str, act: Callable[[Call], int], help_line: str) -> Parser:
    parser = below.add(name, act, help_line)
    said_of = parser.wording.say("the number that “briefings list” shows")
    parser.add_argument("id", type=int, metavar="ID", help=said_of)
    json_option(parser)
    writer_options(parser)
    return parser


def _reasoned(parser: Parser, wording: Wording) -> None:
    parser.options.add_argument("--reason", default="", metavar="TEXT", help=wording.say("why"))


def check(call: Call) -> int:
    """The findings; status 0 also where there are some."""
    from dutyroom.actions.briefing_checking import check_briefing  # noqa: PLC0415  # slow import

    with opened(call) as store:
        _, glyphs = _faces()
        with store.reading() as session:
            findings = check_briefing(session, call.asked.id, call.clock(), glyphs)
    if call.wants_json:
        show_json([finding.plain() | {"said": worded(call, finding)} for finding in findings])
        return 0
    for finding in findings:
        show("  ".join((call.say(SEVERITY_WORDS[finding.severity]), finding.place, worded(call, finding))))
    if not findings:
        show(call.say("Everything fits."))
    return 0


def recipients(call: Call) -> int:
    """The whole list anew; units of the directory are known by their names."""
    from dutyroom.actions.briefing_parts import set_recipients  # noqa: PLC0415  # slow import
    from dutyroom.data.queries.units import unit_named  # noqa: PLC0415  # slow import

    with opened(call) as store:
        wanted = []
        with store.reading() as session:
            for role, names in ((RecipientRole.MAIN, call.asked.to), (RecipientRole.COPY, call.asked.copy)):
                for name in names:
                    unit = unit_named(session, name)
                    wanted.append(Addressee(name=name, role=role, unit_id=unit.id if unit else None))
        asked = SetRecipients(id=call.asked.id, version=_row(store, call).version, recipients=tuple(wanted))
        return _done(call, store, set_recipients, asked)


def submit(call: Call) -> int:
    """To review."""
    from dutyroom.actions.briefings import submit_briefing  # noqa: PLC0415  # slow import

    with opened(call) as store:
        return _done(call, store, submit_briefing, SubmitBriefing(**_seen(store, call)))


def review(call: Call) -> int:
    """Found right."""
    from dutyroom.actions.briefings import review_briefing  # noqa: PLC0415  # slow import

    with opened(call) as store:
        return _done(call, store, review_briefing, ReviewBriefing(**_seen(store, call)))


def send_back(call: Call) -> int:
    """A draft again."""
    from dutyroom.actions.briefings import send_back_briefing  # noqa: PLC0415  # slow import

    with opened(call) as store:
        asked = SendBackBriefing(**_seen(store, call), reason=call.asked.reason)
        return _done(call, store, send_back_briefing, asked)


def sign(call: Call) -> int:
    """By the leader, whose password is that of DUTYROOM_PASSWORD."""
    from dutyroom.actions.briefings import sign_briefing  # noqa: PLC0415  # slow import
    from dutyroom.data.queries.officers import officer_named  # noqa: PLC0415  # slow import

    password = os.environ.get(PASSWORD)
    if password is None:
        raise Stop(call.say("The password is missing: set {variable}.", variable=PASSWORD), NOT_ALLOWED)
    with opened(call) as store:
        with store.reading() as session:
            leader = officer_named(session, call.asked.leader)
        if leader is None:
            raise Refusal("officer.unknown", field="leader", name=call.asked.leader)
        call.asked.writer = call.asked.writer or leader.name
        asked = SignBriefing(**_seen(store, call), leader_id=leader.id, signer_id=leader.id, password=password)
        return _done(call, store, sign_briefing, asked)


def issue(call: Call) -> int:
    """Numbered and frozen; where the check finds something, each finding is named."""
    from dutyroom.actions.briefing_preparing import prepare_issue  # noqa: PLC0415  # slow import
    from dutyroom.actions.briefings import issue_briefing  # noqa: PLC0415  # slow import

    with opened(call) as store:
        make, glyphs = _faces()
        asked = IssueBriefing(**_seen(store, call), accepted=call.asked.accept)
        prepared = prepare_issue(store, asked.id, make)
        try:
            return _done(call, store, lambda desk, wish: issue_briefing(desk, wish, make, glyphs, prepared), asked)
        except Refusal as refusal:
            for finding in refusal.facts.get("findings", ()):  # type: ignore[attr-defined]  # a tuple of findings
                warn("  ".join((call.say(SEVERITY_WORDS[finding.severity]), finding.place, worded(call, finding))))
            raise


def withdraw(call: Call) -> int:
    """Holds no longer."""
    from dutyroom.actions.briefings import withdraw_briefing  # noqa: PLC0415  # slow import

    with opened(call) as store:
        asked = WithdrawBriefing(**_seen(store, call), reason=call.asked.reason)
        return _done(call, store, withdraw_briefing, asked)


def correct(call: Call) -> int:
    """A new draft; says its number."""
    from dutyroom.actions.briefings import correct_briefing  # noqa: PLC0415  # slow import

    with opened(call) as store:
        with store.desk(writer(call, store)) as desk:
            number = correct_briefing(desk, CorrectBriefing(id=call.asked.id))
        tell(call, store, number)
    return 0


def discard(call: Call) -> int:
    """Not issued after all."""
    from dutyroom.actions.briefings import discard_briefing  # noqa: PLC0415  # slow import

    with opened(call) as store:
        asked = DiscardBriefing(**_seen(store, call), reason=call.asked.reason)
        return _done(call, store, discard_briefing, asked)


def sent(call: Call) -> int:
    """Went to a recipient."""
    from dutyroom.actions.briefings import note_sent  # noqa: PLC0415  # slow import

    asked = NoteSent(id=call.asked.id, channel=call.asked.channel, at=told_time(call, call.asked.at))
    return _noted(call, note_sent, asked)


def receipt(call: Call) -> int:
    """Acknowledged by a recipient."""
    from dutyroom.actions.briefings import note_receipt  # noqa: PLC0415  # slow import

    asked = NoteReceipt(id=call.asked.id, by=call.asked.by, at=told_time(call, call.asked.at))
    return _noted(call, note_receipt, asked)


def tell(call: Call, store: Store, number: int) -> None:
    """The paper as it stands now: number, title, state."""
    with store.reading() as session:
        row = briefing_rows(session, [number])[0]
    if call.wants_json:
        show_json({"id": row.id, "kind": row.kind, "state": row.state, "number": row.number, "title": row.title})
        return
    show("  ".join(part for part in (f"{row.id:>5}", row.number, row.title, call.say(STATE_WORDS[row.state])) if part))


def worded(call: Call, finding: Finding) -> str:
    """A finding in the user's language."""
    facts: dict[str, Any] = finding.said
    return said(Refusal(finding.code, **facts), call.wording, call.zone)


def _row(store: Store, call: Call) -> BriefingRow:
    with store.reading() as session:
        rows = briefing_rows(session, [call.asked.id])
    if not rows:
        raise Refusal("briefing.unknown", id=call.asked.id)
    return rows[0]


def _seen(store: Store, call: Call) -> dict[str, Any]:
    return {"id": call.asked.id, "version": _row(store, call).version}


def _done(call: Call, store: Store, act: Callable[[Desk, Any], int], asked: Any) -> int:
    with store.desk(writer(call, store)) as desk:
        act(desk, asked)
    tell(call, store, asked.id)
    return 0


def _noted(call: Call, act: Callable[[Desk, Any], int], asked: Any) -> int:
    with opened(call) as store, store.desk(writer(call, store)) as desk:
        act(desk, asked)
    show(call.say("Noted."))
    return 0


def _faces() -> tuple[Any, Callable[[str], str]]:
    """What makes the PDF and what knows the faces, opened before the store is written."""
    from dutyroom.actions.briefing_facts import maker, undrawable  # noqa: PLC0415  # slow import
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

    faces = open_faces(default_cache())
    return maker(faces), undrawable(faces)

"""``dutyroom propose``: the fields that a text proposes for its registration. Needs no store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.errors import said_of_file
from dutyroom.actions.proposals import propose_from_document
from dutyroom.cli import propose_incident
from dutyroom.cli.arguments import Commands, json_option
from dutyroom.cli.call import BAD_INPUT, Call, show, show_json, told_time, warn
from dutyroom.cli.rules import in_force
from dutyroom.data.rule_book import shipped_rules
from dutyroom.data.trouble import Trouble
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.readers.txt import columns
from dutyroom.rules.deadlines import Deadline
from dutyroom.rules.notice_text import NoticeProposal
from dutyroom.rules.wording import Wording, mark
from dutyroom.rules.workdays import Holidays

FIELD_WORDS: Final[dict[str, str]] = {
    "title": mark("Title"),
    "issuer": mark("Sending body"),
    "number": mark("Document number"),
    "date": mark("Date of the document"),
    "addressee": mark("Addressed to"),
    "kind": mark("Kind of document"),
    "urgency": mark("Urgency"),
    "urgent_words": mark("Says of its urgency"),
    "secrecy": mark("Secrecy"),
    "secrecy_years": mark("Years secret"),
    "copies": mark("Copies"),
    "copy_number": mark("Copy number"),
    "printed": mark("Copies printed"),
    "pages": mark("Number of pages"),
    "contact": mark("Contact"),
    "phone": mark("Telephone"),
    "required": mark("What is asked"),
}
"""What a person calls each field that a text proposes."""


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    propose = commands.add("propose", None, wording.say("say what a text proposes for its registration"))
    below = Commands(propose, "propose_command", required=True)
    parser = below.add("notice", propose_notices, wording.say("the fields that the text of a notice proposes"))
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=wording.say("docx, PDF, HTML, Markdown or text, or a folder of such"),
    )
    parser.options.add_argument(
        "--received", metavar="TIME", help=wording.say("when it was received, such as 2026-11-23T08:15")
    )
    json_option(parser)
    propose_incident.add_to(below, wording)


def propose_notices(call: Call) -> int:
    """One answer a file; a file that cannot be read says why and the others are still answered, status 2 at the end."""
    received_at, holidays = told_time(call, call.asked.received), _holidays(call)
    answers: list[dict[str, Any]] = []
    failed = 0
    with Reader() as reader:
        for path in gather_files(call.asked.files):
            proposal, error = _read(call, reader, path, received_at, holidays)
            failed += bool(error)
            answers.append({"file": str(path), "fields": proposal.plain(), **({"error": error} if error else {})})
            if not call.wants_json:
                _show(call, path, proposal, error)
    if call.wants_json:
        show_json(answers)
    elif not answers:
        warn(call.say("No files were found there."))
    return BAD_INPUT if failed else 0


def _read(
    call: Call, reader: Reader, path: Path, received_at: datetime | None, holidays: Holidays
) -> tuple[NoticeProposal, str]:
    """The proposal of one file, or an empty one and the reason."""
    if not path.exists():
        return NoticeProposal(), call.say("{path} is not there.", path=path)
    reading = reader.read(path)
    if reading.document is None:
        return NoticeProposal(), said_of_file(reading.detail, dict(reading.facts), call.wording, call.zone)
    return propose_from_document(reading.document, received_at=received_at, zone=call.zone, holidays=holidays), ""


def _holidays(call: Call) -> Holidays:
    """Those of the store where one can be read, otherwise the shipped ones: a proposal needs no store."""
    try:
        return in_force(call)[0].holidays
    except Trouble:
        return shipped_rules().holidays


def _show(call: Call, path: Path, proposal: NoticeProposal, error: str) -> None:
    show(str(path))
    if error:
        show(f"  {error}")
    rows = [
        (call.say(word), _line(getattr(proposal, name).value))
        for name, word in FIELD_WORDS.items()
        if getattr(proposal, name)
    ]
    rows += [(call.say("Deadline"), _deadline(call, one.said, one.value)) for one in proposal.deadlines]
    wide = max((columns(name) for name, _ in rows), default=0)
    for name, value in rows:
        show(f"  {name}{' ' * (wide - columns(name))}  {value}")
    if not rows and not error:
        show("  " + call.say("The text proposes nothing."))


def _line(value: object) -> str:
    return " ".join(str(value).split())


def _deadline(call: Call, said: str, limit: Deadline) -> str:
    words, at = _line(said), limit.at
    if limit.past:
        words = call.say("{words} (already past)", words=words)
    return f"{at.astimezone(call.zone):%Y-%m-%d %H:%M}  {words}" if at else words

"""``dutyroom brief official-…``: a text set as an official paper, and what does not fit in it. Needs no store."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom.actions.errors import said_of_file
from dutyroom.actions.papers import default_cache
from dutyroom.cli.arguments import Parser
from dutyroom.cli.brief_marks import write_paper
from dutyroom.cli.call import Call, Stop, show, show_json, warn
from dutyroom.readers.reading import Reader
from dutyroom.rules.official_check import SENTENCES, Finding, Form, check_official
from dutyroom.rules.official_text import OfficialText, read_official
from dutyroom.rules.wording import mark

OFFICIAL_KINDS: Final[dict[str, str]] = {
    "official-document": mark(
        "a text as an official document; ID is a file (docx, text …): --head, --no-seal, --issue"
    ),
    "official-letter": mark("a text as an official letter; ID is a file; --head, --no-seal, --issue"),
    "official-minutes": mark("a text as the minutes of a meeting; ID is a file; --head, --issue"),
}
_FORMS: Final[dict[str, Form]] = {
    "official-document": "document",
    "official-letter": "letter",
    "official-minutes": "minutes",
}
PLACES: Final[dict[str, str]] = {
    "title": mark("Title"),
    "number": mark("Document number"),
    "addressee": mark("Addressed to"),
    "signers": mark("Signed for issue"),
    "body": mark("Text of the paper"),
    "annexes": mark("Annexes"),
    "issuer": mark("Who signs"),
    "date": mark("Date of the document"),
    "copies": mark("Copies to"),
}


def official_options(parser: Parser) -> None:
    """The options of an official paper."""
    say = parser.wording.say
    parser.options.add_argument(
        "--head", metavar="TEXT", help=say("the red head of an official paper (default: by who signs it)")
    )
    parser.options.add_argument(
        "--no-seal",
        action="store_true",
        help=say("an official paper that is not sealed: name and date stand elsewhere"),
    )
    parser.options.add_argument(
        "--issue", action="store_true", help=say("a paper from a file as it is issued: without the mark of a draft")
    )


def print_official(call: Call) -> int:
    """Write the paper and name what does not fit in it; it is written all the same, so that one can look at it."""
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.official import make_official  # noqa: PLC0415  # slow import
    from dutyroom.papers.official_facts import OfficialFacts  # noqa: PLC0415  # slow import
    from dutyroom.papers.sample_official import sample_official  # noqa: PLC0415  # slow import

    asked, form = call.asked, _FORMS[call.asked.kind]
    if asked.sample:
        facts = sample_official(form)
        findings: tuple[Finding, ...] = ()
    else:
        text = _text(call)
        head = asked.head or _head(text, form)
        facts = OfficialFacts(
            form=form, head=head, text=text, sealed=not asked.no_seal, draft=not asked.issue, zone=str(call.zone)
        )
        findings = check_official(text, form, call.clock().astimezone(call.zone).date())
    write_paper(call, asked.output, make_official(facts, faces=open_faces(default_cache()), wording=call.paper_wording))
    if call.wants_json:
        show_json({"file": str(asked.output), "findings": [_plain(call, each) for each in findings]})
        return 0
    for each in findings:
        said = call.say(SENTENCES[each.code], **each.said)
        warn(call.say("{place}: {finding}", place=_place(call, each), finding=said))
    show(call.say("Written: {path}", path=asked.output))
    return 0


def _text(call: Call) -> OfficialText:
    if not call.asked.id:
        raise Stop(call.say("Name the file whose text is to be set: dutyroom brief {kind} FILE.", kind=call.asked.kind))
    path = Path(call.asked.id)
    if not path.is_file():
        raise Stop(call.say("{path} is not there.", path=path))
    with Reader() as reader:
        reading = reader.read(path)
    if reading.document is None:
        raise Stop(said_of_file(reading.detail, dict(reading.facts), call.wording, call.zone))
    return read_official("\n".join(line.text for line in reading.document.lines))


def _head(text: OfficialText, form: Form) -> str:
    """The mark that a paper has where nobody names another: the body that signs, of a document with 文件 behind it."""
    if form == "minutes":
        return text.title
    issuer = text.issuers[0] if text.issuers else text.printed_by
    return f"{issuer}文件" if form == "document" and issuer else issuer


def _place(call: Call, finding: Finding) -> str:
    place, _, line = finding.place.partition(":")
    named = call.say(PLACES[place])
    return call.say("{place}, paragraph {n}", place=named, n=line) if line else named


def _plain(call: Call, finding: Finding) -> dict[str, object]:
    said = call.say(SENTENCES[finding.code], **finding.said)
    return {"place": finding.place, "code": finding.code, "said": said}

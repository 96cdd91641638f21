"""Document: what a reader makes of a file, and why it may make nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from dutyroom.rules.wording import mark

if TYPE_CHECKING:  # the sentences below are needed at every start, the outline's many patterns are not
    from dutyroom.readers.look import Seen
    from dutyroom.rules.cap_message import CapMessage
    from dutyroom.rules.contact_card import Card
    from dutyroom.rules.contact_table import Sheet
    from dutyroom.rules.outline import PlanText

Result = Literal["ok", "damaged", "encrypted", "unsupported", "too-large", "no-text"]

SENTENCES: Final[dict[str, str]] = {
    "file.empty": mark("The file is empty."),
    "file.unreadable": mark("The file cannot be opened: {reason}."),
    "file.damaged": mark("The file is damaged and cannot be read as {kind}."),
    "file.truncated": mark("The file is cut off: its end is missing. Fetch it again."),
    "file.crashed": mark("The file stopped the reader and is taken to be damaged."),
    "file.encrypted": mark("The file is protected by a password. Save it without a password and import it again."),
    "file.unsupported": mark("A file of this kind cannot be read: {kind}."),
    "file.renamed": mark("The file is named {suffix} but is {kind}, which cannot be read."),
    "file.convert": mark("A {kind} file cannot be read here. Save it as docx or PDF and import it again."),
    "file.too_large": mark("The file is larger than {limit} MB."),
    "file.bomb": mark("Unpacked, the file would be far too large (limit {limit} MB)."),
    "file.time": mark("Reading took longer than {seconds} s and was stopped."),
    "file.memory": mark("Reading took more than {limit} MB of memory and was stopped."),
    "file.no_rows": mark("The file holds no rows."),
    "file.rows": mark("The file holds more than {limit} rows. Part it and import the parts."),
    "file.no_contacts": mark(
        "Contacts cannot be read from a file of this kind: {kind}. Use vCard, CSV, xlsx, xls, ods or JSON."
    ),
    "file.no_table": mark("A table cannot be read from a file of this kind: {kind}. Use CSV, xlsx, xls, ods or JSON."),
    "cap.no_xml": mark("The file is not XML, so it is no CAP message."),
    "cap.root": mark("The file is no CAP message: it begins with {element}, not with <alert> of CAP 1.1 or 1.2."),
    "cap.feed": mark(
        "The file is a feed that lists messages, not a CAP message. Import the messages that it leads to."
    ),
    "cap.dtd": mark("The file declares a document type or entities (DOCTYPE). A CAP message has none; it is not read."),
    "cap.broken": mark("The XML is broken in line {line}."),
    "cap.missing": mark("{element} is missing in {parent}."),
    "cap.value": mark("{element} says “{value}”; the standard knows {allowed}."),
    "cap.time": mark("{element} says “{value}”, which is no time with a time zone."),
    "file.archive": mark("The file is an archive or a mail with files inside; import it into the library of plans."),
    "file.member.name": mark("The name of this file inside leads out of the archive; it was not unpacked."),
    "file.member.link": mark("This entry of the archive is a link; it was not followed."),
    "file.member.deep": mark("Archives lie inside archives too deep (limit {limit}); this one was not opened."),
    "file.member.many": mark("The archive holds more than {limit} files; those after them were not unpacked."),
    "file.member.method": mark("This file inside was packed in a way that cannot be unpacked here."),
    "file.scanned": mark(
        "The file holds pictures of pages and no text. Install the extra “ocr” to have their text recognised, "
        "or import a version with text."
    ),
    "file.scanned.many": mark("The file holds {pages} scanned pages; at most {limit} are recognised. Part it."),
    "file.no_text": mark("The file holds no text. It may be a scan; import a version with text."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or table row; ``level`` only where the format itself declares a heading, 1 at the top.

    Level 0 says that the format declares the line one of a contents page.
    """

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file; ``encoding`` for text files only, ``title`` where the format states one."""

    lines: tuple[Line, ...]
    format: str
    encoding: str | None = None
    title: str | None = None
    confidence: int | None = None
    """Percent, where the text was recognised in pictures (OCR)."""


class ReadFailure(Exception):
    """A file that gives no text; ``result`` says which kind of failure, ``detail`` is a code in ``SENTENCES``."""

    def __init__(self, result: Result, detail: str, **facts: object) -> None:
        super().__init__(detail)
        self.result: Result = result
        self.detail = detail
        self.facts = facts


@dataclass(frozen=True, slots=True)
class ContactFile:
    """The contacts of one file: cards, or sheets whose columns are still to be understood."""

    cards: tuple[Card, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file out of an archive or a mail: its path inside, and where it was unpacked, or why it was not.

    An empty ``name`` stands for the mail itself.
    """

    name: str
    file: str = ""
    result: Result = "ok"
    detail: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading one file: text, its structure or contacts where asked for, or a failure in words."""

    result: Result
    document: Document | None = None
    plan: PlanText | None = None
    detail: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    contacts: ContactFile | None = None
    seen: Seen | None = None
    messages: tuple[CapMessage, ...] | None = None
    """Of a CAP file."""
    members: tuple[Member, ...] | None = None
    """Of an archive or a mail that was unpacked; None of any other file."""

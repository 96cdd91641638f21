"""Notices from above (上级来文来电): what is registered of them, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from dutyroom.rules.matter import SECRECY, TITLE_MOST, Duty
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "notice.source.empty": mark("Enter the body that it comes from."),
    "notice.number.exists": mark("{document_number} is registered already as {number} ({title}). Link the two, or confirm that it is another one."),
    "notice.addressee.twice": mark("{unit} is named twice as addressee."),
    "notice.urgency.unknown": mark("{urgency} is no degree of urgency of this channel; it knows {known}."),
    "notice.secrecy.unknown": mark("{secrecy} is no degree of secrecy; there are {known}."),
    "notice.document_on.future": mark("The document's date {date} lies in the future."),
    "notice.document_on.unclear": mark("“{text}” is not understood as a day. Write 2026-11-23 or 2026年11月23日."),
    "notice.deadline.before": mark("The deadline {due} lies before it came in ({received})."),
    "notice.copies.wrong": mark("{count} copies cannot be: enter a number from 1 to 9,999."),
    "notice.call.read_back": mark("Read it back and tick that; or say why it could not be."),
    "notice.call.missing": mark("A meeting by telephone is not complete without: {what}. Ask the caller, or confirm that it is not known."),
    "notice.attachment.gone": mark("{name} vanished while it was being copied; nothing was kept. Choose the file again."),
    "notice.attachment.large": mark("{name} has {size} MB; {most} MB are the most. Keep it elsewhere and note where it lies."),
    "notice.attachment.kind": mark("{name} is a kind of file that is not kept ({ending}). Keep it elsewhere and note where it lies."),
    "notice.attachment.twice": mark("{name} is attached already."),
    "notice.attachment.same": mark("{name} holds the same as {other}, which is attached already."),
    "notice.attachment.folder": mark("{name} is no file. Choose the files in it one by one."),
    "notice.attachment.empty": mark("{name} is empty; nothing of it can be kept. Fetch it again."),
    "notice.attachment.program": mark("{name} is a program, whatever its name says; programs are not kept. Ask the sender what it is."),
}  # fmt: skip

COUNT_MOST: Final = 9_999
ATTACHMENT_MOST: Final = 64
"""Megabytes; a scan of some hundred pages."""
REFUSED_ENDINGS: Final = frozenset(
    {
        *(
            ".exe",
            ".com",
            ".bat",
            ".cmd",
            ".msi",
            ".scr",
            ".ps1",
            ".vbs",
            ".vbe",
            ".js",
            ".jse",
            ".jar",
            ".lnk",
            ".dll",
            ".sh",
        ),
        *(".hta", ".pif", ".cpl", ".reg", ".wsf", ".desktop", ".apk", ".url"),
    }
)
"""Files that do something when they are opened are no part of a notice."""
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")


class Channel(StrEnum):
    """How it came (来文方式)."""

    TELEGRAM = "telegram"
    FAX = "fax"
    TELEPHONE = "telephone"
    EMAIL = "email"
    PAPER = "paper"
    NETWORK = "network"
    VIDEO = "video"


CHANNEL_WORDS: Final[dict[str, str]] = {
    Channel.TELEGRAM: mark("Telegram"),
    Channel.FAX: mark("Fax"),
    Channel.TELEPHONE: mark("Telephone"),
    Channel.EMAIL: mark("E-mail"),
    Channel.PAPER: mark("On paper"),
    Channel.NETWORK: mark("Network"),
    Channel.VIDEO: mark("Video meeting"),
}

TELEGRAM_URGENCY: Final = ("特提", "特急", "加急", "平急")
PAPER_URGENCY: Final = ("特急", "加急", "平件")
"""《党政机关公文处理工作条例》(2012) art. 9; papers without a mark are 平件."""

DOCUMENT_KINDS: Final = (
    "通知", "电报", "函", "批复", "意见", "决定", "命令", "公告", "通告", "通报", "报告", "请示", "议案", "决议", "公报",
    "纪要", "简报", "其他",
)  # fmt: skip
"""The fifteen kinds of art. 8 of the same regulation, the telegram, the bulletin, and anything else."""


def urgencies(channel: Channel) -> tuple[str, ...]:
    """The degrees of urgency of a channel, most urgent first."""
    return TELEGRAM_URGENCY if channel is Channel.TELEGRAM else PAPER_URGENCY


def urgency_key(channel: Channel, urgency: str) -> str:
    """Where the limits of an urgency stand in the rules: ``urgency.telegram.特提``."""
    group = "telegram" if channel is Channel.TELEGRAM else "paper"
    return f"urgency.{group}.{urgency or urgencies(channel)[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLimit:
    """A limit that the paper itself sets; it beats every rule. ``said`` are its words."""

    due_at: datetime
    duty: Duty = Duty.REPLY
    said: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What was asked on the telephone (电话记录单). ``deputy_may``: yes, no, or empty for not asked."""

    caller: str = ""
    caller_post: str = ""
    phone: str = ""
    identity_checked: bool = False
    read_back: bool = False
    is_meeting: bool = False
    meeting_at: datetime | None = None
    place: str = ""
    convenor: str = ""
    agenda: str = ""
    attendees: str = ""
    deputy_may: str = ""
    papers: str = ""
    dress: str = ""
    reply_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNotice:
    """A notice came in. ``received_at`` None means now; ``limits`` are those that the paper states.

    ``confirmed`` accepts what was pointed out as unusual: a number that exists, questions that could not be asked.
    ``same_as`` links it to the matter that it is another copy of.
    """

    channel: Channel
    title: str
    source: str
    source_id: int | None = None
    received_at: datetime | None = None
    received_by: str = ""
    document_number: str = ""
    document_kind: str = ""
    urgency: str = ""
    secrecy: str = ""
    secrecy_years: int | None = None
    copies: int | None = None
    copy_numbers: str = ""
    pages: int | None = None
    document_on: date | None = None
    addressee: str = ""
    for_reading: bool = False
    required: str = ""
    content: str = ""
    custody: str = ""
    limits: tuple[AskedLimit, ...] = ()
    slip: Slip | None = None
    attachments: tuple[Path, ...] = ()
    same_as: int | None = None
    confirmed: bool = False
    draft_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectNotice:
    """What was registered of notice ``id`` was wrong: the facts as they are, and why.

    ``version`` is the one that was shown. Limits, attachments and links are changed by
    commands of their own; only the limit that a call set follows its slip.
    """

    id: int
    version: int
    facts: RegisterNotice
    reason: str


MEETING_QUESTIONS: Final[dict[str, str]] = {
    "meeting_at": mark("the time"),
    "place": mark("the place"),
    "convenor": mark("who convenes"),
    "agenda": mark("the agenda"),
    "attendees": mark("who attends"),
    "deputy_may": mark("may a deputy come"),
    "papers": mark("which papers"),
    "reply_at": mark("reply by when"),
}
"""What is always forgotten on the telephone; the classic gaps are the convenor and the agenda (domain.md §2.5)."""


def unasked(slip: Slip) -> tuple[str, ...]:
    """The questions of a meeting by telephone that have no answer yet: names of fields."""
    return tuple(name for name in MEETING_QUESTIONS if not getattr(slip, name)) if slip.is_meeting else ()


def check_notice(notice: RegisterNotice, *, now: datetime) -> None:
    """Refuse a notice without title or sender, from the future, of an unknown degree, due before it came."""
    if not notice.title.strip():
        raise Refusal("matter.title.empty", field="title")
    if len(notice.title) > TITLE_MOST:
        raise Refusal("matter.title.long", field="title", length=len(notice.title), most=TITLE_MOST)
    if not notice.source.strip():
        raise Refusal("notice.source.empty", field="source")
    received = notice.received_at or now
    if received > now + timedelta(minutes=1):
        raise Refusal("matter.received.future", field="received_at", time=received)
    known = urgencies(notice.channel)
    if notice.urgency and notice.urgency not in known:
        raise Refusal("notice.urgency.unknown", field="urgency", urgency=notice.urgency, known=known)
    if notice.secrecy and notice.secrecy not in SECRECY:
        raise Refusal("notice.secrecy.unknown", field="secrecy", secrecy=notice.secrecy, known=SECRECY)
    _check_facts(notice, received)


def _check_facts(notice: RegisterNotice, received: datetime) -> None:
    if notice.document_on is not None and notice.document_on > (received + timedelta(days=1)).date():
        raise Refusal("notice.document_on.future", field="document_on", date=notice.document_on.isoformat())
    for field, count in (("copies", notice.copies), ("pages", notice.pages)):
        if count is not None and not 1 <= count <= COUNT_MOST:
            raise Refusal("notice.copies.wrong", field=field, count=count)
    for limit in notice.limits:
        if limit.due_at <= received:
            raise Refusal("notice.deadline.before", field="limits", due=limit.due_at, received=received)
    twice = first_twice(notice.addressee.replace("、", "，").split("，"))
    if twice:
        raise Refusal("notice.addressee.twice", field="addressee", unit=twice)


def check_slip(slip: Slip, *, confirmed: bool) -> None:
    """Refuse a slip whose meeting lacks an answer, or that was not read back, unless that is confirmed."""
    if confirmed:
        return
    missing = unasked(slip)
    if missing:
        words = tuple(Worded(MEETING_QUESTIONS[name]) for name in missing)
        raise Refusal("notice.call.missing", field=missing[0], what=words)
    if not slip.read_back:
        raise Refusal("notice.call.read_back", field="read_back")


def first_twice(names: Sequence[str]) -> str:
    """The first name that stands twice, or an empty text."""
    seen: set[str] = set()
    for name in (name.strip(" 　：:\n") for name in names):
        if name and name in seen:
            return name
        seen.add(name)
    return ""


def check_attachment(path: Path, size: int) -> None:
    """Refuse a file that is empty, too large, or of a kind that does something when it is opened."""
    if path.suffix.lower() in REFUSED_ENDINGS:
        raise Refusal("notice.attachment.kind", field="attachments", name=path.name, ending=path.suffix.lower())
    if not size:
        raise Refusal("notice.attachment.empty", field="attachments", name=path.name)
    if size > ATTACHMENT_MOST * 1_000_000:
        raise Refusal(
            "notice.attachment.large", field="attachments", name=path.name, size=round(size / 1e6), most=ATTACHMENT_MOST
        )


def check_attached_content(name: str, head: bytes) -> None:
    """Refuse a program that goes by another name; ``head`` are the first bytes."""
    if head.startswith(_PROGRAMS):
        raise Refusal("notice.attachment.program", field="attachments", name=name)

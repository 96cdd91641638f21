"""Entries of the journal: what may be written, amended, left open."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "entry.text.empty": mark("Write what happened."),
    "entry.text.long": mark("The text has {length} characters; {most} are the most. Keep it as a file and note where it lies."),
    "entry.happened.future": mark("{time} lies in the future. Enter when it happened, or leave the field empty for now."),
    "entry.happened.before_shift": mark("{time} lies before this shift began ({began}). Confirm it, or correct the time."),
    "entry.happened.far_back": mark("{time} lies more than {days} days back. Confirm it, or correct the date."),
    "entry.due.past": mark("The due time {time} has passed already. Enter a later one."),
    "entry.due.before_event": mark("The due time lies before the event."),
    "entry.unknown": mark("There is no entry {seq}."),
    "entry.amended_already": mark("Entry {seq} was amended by entry {by}. Amend that one."),
    "entry.amend.same": mark("Nothing is different from the entry."),
    "entry.amend.generated": mark("Entry {seq} was written by the program and cannot be amended; add a note."),
    "item.unknown": mark("There is no open item {id}."),
    "item.closed": mark("This item was closed at {at}."),
    "item.outcome.empty": mark("Say how it ended."),
    "item.put_off.past": mark("Put it off to a time that is still to come."),
    "item.put_off.long": mark("An alarm can be put off for {hours} hours at the most."),
    "record.changed_meanwhile": mark("Somebody else changed this meanwhile. Look at the new state, then decide again."),
}  # fmt: skip

TEXT_MOST: Final = 200_000
BACK_MOST: Final = timedelta(days=7)
PUT_OFF_MOST: Final = timedelta(hours=12)


class Kind(StrEnum):
    """The kinds of entry; the last three are written by the program."""

    CALL_IN = "call_in"
    CALL_OUT = "call_out"
    NOTICE = "notice"
    REPORT = "report"
    INSTRUCTION = "instruction"
    WEATHER = "weather"
    VISIT = "visit"
    INSPECTION = "inspection"
    NOTE = "note"
    STEP = "step"
    HANDOVER = "handover"
    SYSTEM = "system"


WRITTEN_KINDS: Final = tuple(kind for kind in Kind if kind not in (Kind.STEP, Kind.HANDOVER, Kind.SYSTEM))

CONFIRMABLE: Final = frozenset({"entry.happened.before_shift", "entry.happened.far_back"})
"""Refusals of an entry that the writer may overrule by confirming it."""

KIND_WORDS: Final[dict[str, str]] = {
    Kind.CALL_IN: mark("Call in"),
    Kind.CALL_OUT: mark("Call out"),
    Kind.NOTICE: mark("Notice"),
    Kind.REPORT: mark("Report"),
    Kind.INSTRUCTION: mark("Instruction"),
    Kind.WEATHER: mark("Weather"),
    Kind.VISIT: mark("Visit"),
    Kind.INSPECTION: mark("Inspection"),
    Kind.NOTE: mark("Note"),
    Kind.STEP: mark("Handling"),
    Kind.HANDOVER: mark("Handover"),
    Kind.SYSTEM: mark("System"),
}


def is_generated(kind: str, event: str) -> bool:
    """Whether the program wrote the entry for a command: it is corrected there, never amended in the log."""
    return kind not in WRITTEN_KINDS or event.split(".")[0] not in ("entry", "item")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteEntry:
    """Something happened. ``happened_at`` None means now; ``due_at`` or ``open`` makes an open item of it.

    ``keep_number`` keeps the phone for the unit. ``paper_number`` and ``paper_writer`` say which sheet of the
    power failure it was first written on, and by whom. ``confirmed`` accepts an event before
    the shift or far back.
    """

    kind: Kind
    text: str
    happened_at: datetime | None = None
    unit: str = ""
    person: str = ""
    phone: str = ""
    keep_number: bool = False
    open: bool = False
    due_at: datetime | None = None
    urgent: bool = False
    important: bool = False
    paper_number: str = ""
    paper_writer: str = ""
    confirmed: bool = False
    draft_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendEntry:
    """Entry ``seq`` was wrong: the new words, beside which the old ones stay, struck through."""

    seq: int
    text: str
    reason: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseItem:
    """An open item is done, or withdrawn with the reason as outcome."""

    id: int
    outcome: str
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenItem:
    """An item closed by mistake is open again."""

    id: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """The alarm of an open item is silent until ``until``; its due time stays."""

    id: int
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLater:
    """An entry already written becomes an open item."""

    seq: int
    due_at: datetime | None = None
    urgent: bool = False


_KEPT_CONTROLS: Final = "\n\t"
# Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9): unseen themselves, they turn
# the order in which a line is read.
_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def straight(text: str) -> str:
    """The text without characters that make a line read in another order than it stands."""
    return text if text.isascii() else _TURNING.sub("", text)


def clean_text(text: str) -> str:
    """The text without control characters, lone surrogates and turned lines, line ends as LF, outer blanks gone."""
    text = straight(text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if text.isprintable():
        return text.strip()
    kept = (
        c for c in text if c in _KEPT_CONTROLS or c.isprintable() or unicodedata.category(c) not in ("Cc", "Cs", "Cn")
    )
    return "".join(kept).strip()


def check_entry(entry: WriteEntry, *, now: datetime, began: datetime | None = None) -> None:
    """Refuse an entry without text, from the future, or due before it happened.

    What lies before the running shift ``began``, or days back, is refused until it is confirmed: a wrong day is
    easily typed at night. Entries from paper are late by nature.
    """
    text = clean_text(entry.text)
    if not text:
        raise Refusal("entry.text.empty", field="text")
    if len(text) > TEXT_MOST:
        raise Refusal("entry.text.long", field="text", length=len(text), most=TEXT_MOST)
    happened = entry.happened_at or now
    if happened > now + timedelta(minutes=1):
        raise Refusal("entry.happened.future", field="happened_at", time=happened)
    if not (entry.confirmed or entry.paper_number):
        _check_back(happened, now, began)
    if entry.due_at is not None:
        if entry.due_at <= happened:
            raise Refusal("entry.due.before_event", field="due_at")
        if entry.due_at <= now and not entry.paper_number:
            raise Refusal("entry.due.past", field="due_at", time=entry.due_at)


def _check_back(happened: datetime, now: datetime, began: datetime | None) -> None:
    if happened < now - BACK_MOST:
        raise Refusal("entry.happened.far_back", field="happened_at", time=happened, days=BACK_MOST.days)
    # People write minutes: 08:14 is not before a shift that began at 08:14:37.
    if began is not None and happened < began.replace(second=0, microsecond=0):
        raise Refusal("entry.happened.before_shift", field="happened_at", time=happened, began=began)


def check_put_off(put_off: PutOff, *, now: datetime) -> None:
    """Refuse putting an alarm off into the past or for more than half a day."""
    if put_off.until <= now:
        raise Refusal("item.put_off.past", field="until")
    if put_off.until > now + PUT_OFF_MOST:
        raise Refusal("item.put_off.long", field="until", hours=int(PUT_OFF_MOST.total_seconds() // 3600))

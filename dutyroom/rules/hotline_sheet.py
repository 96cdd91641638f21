"""The call sheet of the mayor's telephone: what is taken down of a call, a further call, a correction; what is refused.

Whatever a caller says is kept whole; a caller who gives neither name nor number is taken down all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from dutyroom.rules.entry import TEXT_MOST, clean_text
from dutyroom.rules.hotline import CHANNEL_ZH, Channel, Demand, Look, Refused, Sex
from dutyroom.rules.incident import SUBTYPE_OF
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.matter_steps import SLACK, AssignTo, Step
from dutyroom.rules.phone import check_number, normal_phone, plain
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "hotline.empty": mark("Enter what the caller wants."),
    "hotline.text.long": mark("The demand has {length} characters; {most} are the most. Keep the rest as a file."),
    "hotline.demand.empty": mark("Say what kind of demand it is: enquiry, help, complaint, tip-off, suggestion or praise."),
    "hotline.demand.unknown": mark("“{demand}” is no kind of demand that is known here."),
    "hotline.channel.unknown": mark("“{channel}” is no way by which a demand comes."),
    "hotline.sex.unknown": mark("“{sex}” is neither Ms nor Mr. Leave it empty where it was not said."),
    "hotline.code.digits": mark("A class has six digits; “{given}” has not. Search it by a word, or leave it empty."),
    "hotline.code.unknown": mark("There is no class {given}. Search it by a word, or leave it empty."),
    "hotline.phone.case": mark("“{text}” looks like the number of a case, not of a telephone. Enter it as the case's outside number."),
    "hotline.phone.none": mark("Nobody can be called back without a number. Enter it, or say that no reply is wanted."),
    "hotline.event.after": mark("It cannot have happened ({event}) after it was reported ({received}). Check day and time."),
    "hotline.answer.empty": mark("Enter what the caller was answered, or take it as a case."),
    "hotline.ends.several": mark("A call is answered at once, not accepted or transferred: choose one of them."),
    "hotline.refused.unknown": mark("“{reason}” is no reason for which a demand is not accepted."),
    "hotline.turn_to.empty": mark("Say where the caller was told to turn to."),
    "hotline.transfer.unknown": mark("“{to}” takes no calls at once; there are {known}."),
    "hotline.transfer.empty": mark("Say to whom the call is transferred: {known}."),
    "hotline.sub.unknown": mark("“{sub}” is no kind of case for at once."),
    "hotline.outside.twice": mark("The number {outside} of the other system is taken already: {number}."),
    "hotline.raised.already": mark("It became the incident {number} already."),
    "hotline.further.empty": mark("Enter who called or what was said."),
    "hotline.call.unknown": mark("{number} has no such call."),
    "hotline.look.right": mark("{name} may not see callers' data: it needs the role of the mayor's telephone."),
    "hotline.caller.empty": mark("Say for whom to look: a name, or a number or a part of it."),
    "hotline.look.reason": mark("Say what the callers' data is needed for."),
}  # fmt: skip
TITLE_MADE: Final = 30
"""Characters of a title that is made from the first sentence of what is wanted."""
NO_TURN: Final = frozenset({Refused.SECRET, Refused.SETTLED, Refused.OTHER})
"""Reasons for which there is nobody else to turn to."""
_CODE: Final = re.compile(r"[0-9]{6}")
_CASE_NUMBER: Final = re.compile(r"(?:19|20)[0-9]{10,22}")
"""Other systems number cases by the day: 202611270123, 20261127000123. No telephone begins so without a nought before."""
_WRITTEN_NUMBER: Final = re.compile(r"[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]|[0-9]\s*号")
_CALLED: Final = frozenset({Channel.PHONE, Channel.SMS})
_SENTENCE: Final = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCall:
    """A call or message, taken down. ``received_at`` None: now; ``title`` empty: made of what is wanted.

    At most one of these ends it at once: ``answer`` (or ``is_direct``), ``refused`` with ``turn_to``, ``transfer_to``;
    ``units`` are those to which it is dispatched in the same step, a lead and its helpers, where none does.
    ``raises`` opens the incident as well; ``subtype`` empty: as the text says it.
    """

    channel: str = Channel.PHONE
    demand: str = ""
    code: str = ""
    title: str = ""
    text: str = ""
    name: str = field(default="", repr=False)
    sex: str = Sex.UNSAID
    phone: str = field(default="", repr=False)
    second: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    is_secret: bool = False
    wants_reply: bool = True
    area: str = ""
    area_id: int | None = None
    street: str = ""
    place: str = ""
    event_at: datetime | None = None
    sub: str = ""
    is_complex: bool = False
    received_at: datetime | None = None
    operator: str = ""
    is_direct: bool = False
    answer: str = ""
    knowledge_id: int | None = None
    refused: str = ""
    turn_to: str = ""
    transfer_to: str = ""
    units: tuple[AssignTo, ...] = ()
    raises: bool = False
    subtype: str = ""
    attachments: tuple[Path, ...] = ()
    draft_id: str = ""
    outside_number: str = ""

    @property
    def at_once(self) -> bool:
        """Whether it is answered while the caller is on the line."""
        return self.is_direct or bool(self.answer.strip()) or self.knowledge_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherCall(Step):
    """Somebody calls for case ``id`` again, or another person for the same; ``text`` is what was said."""

    channel: str = Channel.PHONE
    name: str = field(default="", repr=False)
    sex: str = Sex.UNSAID
    phone: str = field(default="", repr=False)
    second: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    is_secret: bool = False
    wants_reply: bool = True
    operator: str = ""
    draft_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseCase(Step):
    """Case ``id`` is not accepted after all; ``text`` is said beside the reason."""

    refused: str
    turn_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCase(Step):
    """Case ``id`` goes to those who act at once (110, 119, water …); ``raises`` opens the incident with it."""

    to: str
    raises: bool = False
    subtype: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseIncident(Step):
    """Case ``id`` becomes an incident, nothing typed again; ``subtype`` empty: as the text says it."""

    subtype: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectCase:
    """What was taken down wrongly of case ``id`` or of the call ``call_id`` (None: the first) for it.

    Of ``facts`` those count that a sheet takes down; how it ended is a step of its own.
    """

    id: int
    version: int
    facts: TakeCall
    reason: str
    call_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAt:
    """Somebody wants to see callers' data unmasked: of case ``id``, or by a search or an export of ``cases`` cases."""

    what: Look
    id: int | None = None
    reason: str = ""
    cases: int = 1


def made_title(text: str) -> str:
    """A title of what is wanted: its first sentence, as far as a line of a list shows it."""
    first = next((part.strip() for part in _SENTENCE.split(clean_text(text)) if part.strip()), "")
    line = " ".join(first.split())
    return line if len(line) <= TITLE_MADE else f"{line[: TITLE_MADE - 1]}…"


def looks_like_case(phone: str) -> bool:
    """Whether what was entered as a telephone is rather the number of a case: 202611270123, 热〔2026〕12号."""
    if _WRITTEN_NUMBER.search(phone):
        return True
    digits = normal_phone(phone).split("转")[0]
    return _CASE_NUMBER.fullmatch(digits) is not None and not plain(phone).startswith(("+", "("))


def check_call(call: TakeCall, *, now: datetime) -> None:
    """Refuse what cannot be: nothing wanted, wrong words, wrong numbers, the future, two ends at once."""
    received = call.received_at or now
    if not (clean_text(call.title) or clean_text(call.text)):
        raise Refusal("hotline.empty", field="text")
    check_said(call)
    check_caller(call)
    if call.received_at is not None and received > now + SLACK:
        raise Refusal("matter.received.future", field="received_at", time=received)
    if call.event_at is not None and call.event_at > received + SLACK:
        raise Refusal("hotline.event.after", field="event_at", event=call.event_at, received=received)
    if sum((call.at_once, bool(call.refused), bool(call.transfer_to), bool(call.units))) > 1:
        raise Refusal("hotline.ends.several", field="answer")
    if call.at_once and not clean_text(call.answer):
        raise Refusal("hotline.answer.empty", field="answer")
    if call.refused:
        check_refused(call.refused, call.turn_to)
    if call.subtype and call.subtype not in SUBTYPE_OF:
        raise Refusal("incident.subtype.unknown", field="subtype", subtype=call.subtype)
    ends = call.at_once or call.refused or call.transfer_to
    if not ends:
        check_reply(call.channel, call.phone or call.second, wants_reply=call.wants_reply)


def check_said(call: TakeCall) -> None:
    """Refuse words that no sheet knows, a class that has no six digits, a title or a text that is too long."""
    if not call.demand:
        raise Refusal("hotline.demand.empty", field="demand")
    if call.demand not in tuple(Demand):
        raise Refusal("hotline.demand.unknown", field="demand", demand=call.demand)
    if len(clean_text(call.title)) > TITLE_MOST:
        raise Refusal("matter.title.long", field="title", length=len(clean_text(call.title)), most=TITLE_MOST)
    if len(call.text) > TEXT_MOST:
        raise Refusal("hotline.text.long", field="text", length=len(call.text), most=TEXT_MOST)
    if call.code and not _CODE.fullmatch(call.code):
        raise Refusal("hotline.code.digits", field="code", given=call.code[:40])


def check_caller(call: TakeCall | FurtherCall) -> None:
    """Refuse an unknown channel, and numbers that are none or are those of cases."""
    if call.channel not in CHANNEL_ZH:
        raise Refusal("hotline.channel.unknown", field="channel", channel=call.channel)
    if call.sex not in tuple(Sex):
        raise Refusal("hotline.sex.unknown", field="sex", sex=call.sex)
    for name, phone in (("phone", call.phone), ("second", call.second)):
        if phone.strip():
            check_caller_number(phone, name)


def check_caller_number(phone: str, name: str = "phone") -> None:
    """Refuse what is no telephone in any writing; ``name`` is the field to point at."""
    if looks_like_case(phone):
        raise Refusal("hotline.phone.case", field=name, text=clean_text(phone)[:40])
    try:
        check_number(None, phone)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=name, **refusal.facts) from refusal


def check_reply(channel: str, phone: str, *, wants_reply: bool) -> None:
    """Refuse a caller on the telephone who wants a reply and left no number."""
    if wants_reply and channel in _CALLED and not phone.strip():
        raise Refusal("hotline.phone.none", field="phone")


def check_refused(reason: str, turn_to: str) -> None:
    """Refuse an unknown reason, and one without an address where there is another body to turn to."""
    if reason not in tuple(Refused):
        raise Refusal("hotline.refused.unknown", field="refused", reason=reason)
    if reason not in NO_TURN and not clean_text(turn_to):
        raise Refusal("hotline.turn_to.empty", field="turn_to")


def check_transfer(to: str, known: tuple[str, ...]) -> None:
    """Refuse a transfer to somebody who does not take calls at once; ``known`` are those of the rule."""
    if not to.strip():
        raise Refusal("hotline.transfer.empty", field="transfer_to", known="、".join(known))
    if to not in known:
        raise Refusal("hotline.transfer.unknown", field="transfer_to", to=to, known="、".join(known))


def check_further(call: FurtherCall) -> None:
    """Refuse a further call of which nothing was taken down, or with a wrong number."""
    if not any(clean_text(said) for said in (call.text, call.name, call.phone, call.second)):
        raise Refusal("hotline.further.empty", field="text")
    if len(call.text) > TEXT_MOST:
        raise Refusal("hotline.text.long", field="text", length=len(call.text), most=TEXT_MOST)
    check_caller(call)

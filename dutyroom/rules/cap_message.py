"""A message of the Common Alerting Protocol (OASIS CAP 1.1 and 1.2) as plain values, and what of it is a warning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.rules.warning import Colour, Message, Status, WarningFacts
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "cap.same": mark("It is registered already as {number}."),
    "cap.not_warning": mark("It only answers another message ({message}); there is nothing to register."),
    "cap.no_info": mark("It has no <info>: it says nothing of what is warned of."),
    "cap.mixed": mark("It is {status}, {number} is {other}: neither ever changes the other."),
    "cap.other_sender": mark("It comes from {sender}, {number} from {former}: only the sender itself changes or lifts it."),
    "cap.no_target": mark("The message that it cancels is not registered here."),
    "cap.over": mark("{number} is lifted already; it stays so."),
    "cap.older": mark("It is older ({sent}) than what {number} says ({issued})."),
    "cap.remark.missing": mark("It does not state what the law asks for: {what}."),
    "cap.remark.infos": mark("Further parts of it (other languages or areas) are left out: {count}."),
    "cap.remark.shapes": mark("Shapes on the map are left out: {count}."),
    "cap.remark.scope": mark("It is not public ({scope}); the register keeps no scope, so mind to whom it goes on."),
    "cap.remark.ended": mark("Its end has passed already ({end})."),
    "cap.remark.earlier": mark("The message that it follows is not registered here."),
    "cap.remark.others": mark("It also refers to {number}, which is left as it is."),
}  # fmt: skip
ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "status": ("Actual", "Exercise", "System", "Test", "Draft"),
    "msgType": ("Alert", "Update", "Cancel", "Ack", "Error"),
    "scope": ("Public", "Restricted", "Private"),
    "category": (
        *("Geo", "Met", "Safety", "Security", "Rescue", "Fire"),
        *("Health", "Env", "Transport", "Infra", "CBRNE", "Other"),
    ),
    "urgency": ("Immediate", "Expected", "Future", "Past", "Unknown"),
    "severity": ("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
    "certainty": ("Observed", "Likely", "Possible", "Unlikely", "Unknown"),
}
"""The values that the standard knows of each element that has a list."""
SEVERITIES: Final[dict[str, str]] = {
    Colour.RED: "Extreme",
    Colour.ORANGE: "Severe",
    Colour.YELLOW: "Moderate",
    Colour.BLUE: "Minor",
}
HEADLINE_MOST: Final = 400
"""Characters of a headline that are kept as the title; the standard asks senders for 160."""
COLOUR_PARAMETER: Final = "colour"
"""The parameter that our own messages name the colour with."""
_COLOUR_ZH: Final = re.compile(r"([红橙黄蓝])色")
_ZH: Final = {"红": Colour.RED, "橙": Colour.ORANGE, "黄": Colour.YELLOW, "蓝": Colour.BLUE}
_NAMED: Final = {**{colour.value: colour for colour in Colour}, **_ZH, **{f"{zh}色": c for zh, c in _ZH.items()}}
_TOKENS_MOST: Final = 4
_OWN: Final = re.compile(r"DUTYROOM-(\d{4})-(\d{1,9})-\d{1,9}")
_CATEGORIES: Final = (
    ("Geo", "震 滑坡 崩塌 泥石流 地质 火山"),
    ("Met", "雨 雪 大风 台风 雾 霾 冰雹 霜 寒 冻 高温 旱 雷 沙尘 洪 汛 强对流 气象"),
    ("Fire", "火"),
    ("Health", "疫 病 中毒 食品"),
    ("Env", "污染 空气 水质"),
    ("Transport", "交通 道路 航"),
    ("Infra", "停电 电网 供水 供气"),
)
_DEFAULT_LANGUAGE: Final = "en-US"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapReference:
    """An earlier message that this one refers to."""

    sender: str
    identifier: str
    sent: str

    @property
    def written(self) -> str:
        """As CAP writes it."""
        return f"{self.sender},{self.identifier},{self.sent}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapInfo:
    """One ``info`` block; of the areas their descriptions, ``shapes`` counts polygons and circles, which are not kept."""

    event: str
    category: str
    urgency: str
    severity: str
    certainty: str
    language: str = _DEFAULT_LANGUAGE
    effective: datetime | None = None
    onset: datetime | None = None
    expires: datetime | None = None
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    web: str = ""
    contact: str = ""
    values: tuple[str, ...] = ()
    """What its parameters and event codes say: one of them may be the colour."""
    areas: tuple[str, ...] = ()
    shapes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CapMessage:
    """One ``alert``; ``status``, ``message`` and ``scope`` in the words of the standard."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    message: str
    scope: str = "Public"
    note: str = ""
    references: tuple[CapReference, ...] = ()
    infos: tuple[CapInfo, ...] = ()

    @property
    def reference(self) -> CapReference:
        """How another message refers to this one."""
        return CapReference(sender=self.sender, identifier=self.identifier, sent=self.sent.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class CapIdentity:
    """Which message a warning was, to be written as one."""

    identifier: str
    sender: str
    message: Message
    references: tuple[CapReference, ...] = ()


def read_references(text: str) -> tuple[CapReference, ...]:
    """The references of a message; what is no *sender,identifier,sent* is left out."""
    parts = (part.split(",") for part in text.split())
    return tuple(CapReference(sender=p[0], identifier=p[1], sent=p[2]) for p in parts if len(p) == 3 and p[1])


def written_references(references: Sequence[CapReference]) -> str:
    """The references as CAP writes them, each once."""
    return " ".join(dict.fromkeys(each.written for each in references))


def chosen_info(infos: Sequence[CapInfo], language: str) -> CapInfo | None:
    """The block that is kept: in the office's language, else the first one's; of several the most severe."""
    if not infos:
        return None
    wanted = _tongue(language)
    same = [info for info in infos if _tongue(info.language) == wanted]
    same = same or [info for info in infos if _tongue(info.language) == _tongue(infos[0].language)]
    order = ALLOWED["severity"]
    return min(same, key=lambda info: order.index(info.severity) if info.severity in order else len(order))


def facts_of(message: CapMessage, info: CapInfo) -> WarningFacts:
    """What a message says of a warning, in the block that was chosen."""
    return WarningFacts(
        event=info.event,
        colour=colour_of(info),
        source=info.sender_name or message.sender,
        issued_at=message.sent,
        effective_at=info.effective,
        onset_at=info.onset,
        expires_at=info.expires,
        areas="\n".join(info.areas),
        watch=info.description,
        action=info.instruction,
        web=info.web,
        contact=info.contact,
        title=info.headline[:HEADLINE_MOST],
        category=info.category,
        urgency=info.urgency,
        severity=info.severity,
        certainty=info.certainty,
        status=Status(message.status.lower()),
    )


def colour_of(info: CapInfo) -> str:
    """The colour that the message itself names; empty where it knows none, a severity is no colour."""
    for value in info.values:
        tokens = re.split(r"[\s;,；，、]+", value.strip().lower())
        found = {_NAMED[token] for token in tokens if token in _NAMED}
        if len(found) == 1 and len(tokens) <= _TOKENS_MOST:
            return found.pop().value
    said = {_ZH[each] for each in _COLOUR_ZH.findall(f"{info.headline} {info.event}")}
    return said.pop().value if len(said) == 1 else ""


def message_of(facts: WarningFacts, identity: CapIdentity, sent: datetime, language: str) -> CapMessage:
    """A warning as a message; what the register does not know is *Unknown*, as the standard wants it."""
    severity = SEVERITIES.get(facts.colour) or facts.severity or "Unknown"
    info = CapInfo(
        language=language.replace("_", "-"),
        category=facts.category or category_of(facts.event),
        event=facts.event,
        urgency=facts.urgency or "Unknown",
        severity=severity,
        certainty=facts.certainty or "Unknown",
        effective=facts.effective_at,
        onset=facts.onset_at,
        expires=facts.expires_at,
        sender_name=facts.source,
        headline=facts.title,
        description=facts.watch,
        instruction=facts.action,
        web=facts.web,
        contact=facts.contact,
        values=(facts.colour,) if facts.colour else (),
        areas=tuple(line.strip() for line in facts.areas.splitlines() if line.strip()),
    )
    return CapMessage(
        identifier=identity.identifier,
        sender=identity.sender,
        sent=sent,
        status=facts.status.value.capitalize(),
        message=identity.message.value.capitalize(),
        references=identity.references,
        infos=(info,),
    )


def own_identifier(year: int, serial: int, version: int) -> str:
    """The identifier of a message of our own: the number of the warning and how often it was changed."""
    return f"DUTYROOM-{year}-{serial}-{version}"


def read_own_identifier(identifier: str) -> tuple[int, int] | None:
    """Year and serial number of the warning that a message of our own was; None for any other identifier."""
    found = _OWN.fullmatch(identifier)
    return (int(found[1]), int(found[2])) if found else None


def category_of(event: str) -> str:
    """The category of CAP that an event belongs to, by the words of its name."""
    return next((name for name, signs in _CATEGORIES if any(sign in event for sign in signs.split())), "Other")


def left_out(message: CapMessage, info: CapInfo) -> tuple[int, int]:
    """How many further blocks and how many shapes of areas are not kept."""
    return len(message.infos) - 1, info.shapes


def _tongue(language: str) -> str:
    return re.split(r"[-_]", language.lower())[0]

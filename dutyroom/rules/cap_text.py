"""Writing CAP 1.2: one message as XML, several in an EDXL-DE envelope, elements in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Final
from xml.sax.saxutils import escape

from dutyroom.rules.cap_message import COLOUR_PARAMETER, CapInfo, CapMessage, written_references

CAP_12: Final = "urn:oasis:names:tc:emergency:cap:1.2"
EDXL_DE: Final = "urn:oasis:names:tc:emergency:EDXL:DE:1.0"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNFIT: Final = re.compile(r"[\s,<&]+")


def cap_text(message: CapMessage, zone: tzinfo = UTC) -> str:
    """The message as a document of its own; times in this zone."""
    return "\n".join([_HEAD, *_alert(message, zone), ""])


def envelope_text(messages: Sequence[CapMessage], identifier: str, sender: str, sent: datetime, zone: tzinfo) -> str:
    """Several messages of one status in the envelope that EDXL-DE 1.0 has for them."""
    lines = [
        f'<EDXLDistribution xmlns="{EDXL_DE}">',
        *_element("distributionID", fit(identifier)),
        *_element("senderID", fit(sender)),
        *_element("dateTimeSent", cap_time(sent, zone)),
        *_element("distributionStatus", messages[0].status),
        *_element("distributionType", "Report"),
        *_element("combinedConfidentiality", "UNCLASSIFIED"),
    ]
    for message in messages:
        lines += ["<contentObject><xmlContent><embeddedXMLContent>", *_alert(message, zone)]
        lines.append("</embeddedXMLContent></xmlContent></contentObject>")
    return "\n".join([_HEAD, *lines, "</EDXLDistribution>", ""])


def cap_time(at: datetime, zone: tzinfo) -> str:
    """A time as CAP writes it: to the second, with its offset, which is never Z."""
    return at.astimezone(zone).isoformat(timespec="seconds").replace("+00:00", "-00:00")


def fit(name: str) -> str:
    """A sender or identifier without what the standard forbids in it: blanks, commas, < and &."""
    return _UNFIT.sub("-", _clean(name).strip()) or "-"


def _alert(message: CapMessage, zone: tzinfo) -> Iterator[str]:
    yield f'<alert xmlns="{CAP_12}">'
    yield from _element("identifier", fit(message.identifier))
    yield from _element("sender", fit(message.sender))
    yield from _element("sent", cap_time(message.sent, zone))
    yield from _element("status", message.status)
    yield from _element("msgType", message.message)
    yield from _element("scope", message.scope)
    yield from _element("note", message.note)
    yield from _element("references", written_references(message.references))
    for info in message.infos:
        yield from _info(info, zone)
    yield "</alert>"


def _info(info: CapInfo, zone: tzinfo) -> Iterator[str]:
    yield "<info>"
    yield from _element("language", info.language)
    for category in info.category.split():
        yield from _element("category", category)
    for name in ("event", "urgency", "severity", "certainty"):
        yield from _element(name, getattr(info, name))
    for name in ("effective", "onset", "expires"):
        at = getattr(info, name)
        yield from _element(name, cap_time(at, zone) if at is not None else "")
    for name in ("senderName", "headline", "description", "instruction", "web", "contact"):
        yield from _element(name, info.sender_name if name == "senderName" else getattr(info, name))
    for value in info.values:
        yield f"<parameter><valueName>{COLOUR_PARAMETER}</valueName><value>{_said(value)}</value></parameter>"
    for area in info.areas:
        yield f"<area><areaDesc>{_said(area)}</areaDesc></area>"
    yield "</info>"


def _element(name: str, value: str) -> list[str]:
    return [f"<{name}>{_said(value)}</{name}>"] if value else []


def _said(value: str) -> str:
    return escape(_clean(value))


def _clean(value: str) -> str:
    return _FORBIDDEN.sub("", value)

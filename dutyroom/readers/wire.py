"""Wire: a reading as one line of JSON between the reading process and the desk.

JSON, not pickle: a file that takes over the reading process can then send
wrong text at worst, never code.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from dutyroom.readers.document import ContactFile, Document, Line, Member, Reading
from dutyroom.readers.look import packed_seen, unpacked_seen
from dutyroom.rules.cap_message import CapInfo, CapMessage, CapReference
from dutyroom.rules.contact_card import Card, CardNumber
from dutyroom.rules.contact_table import Sheet
from dutyroom.rules.outline import PlanText, Section
from dutyroom.rules.phone import Label


def packed(reading: Reading) -> str:
    """The reading as one line of ASCII."""
    document, plan = reading.document, reading.plan
    facts = {name: fact if isinstance(fact, int | str) else str(fact) for name, fact in reading.facts.items()}
    return json.dumps(
        {
            "result": reading.result,
            "detail": reading.detail,
            "facts": facts,
            "document": None
            if document is None
            else {
                "lines": [(line.text, line.level) for line in document.lines],
                "format": document.format,
                "encoding": document.encoding,
                "title": document.title,
                "confidence": document.confidence,
            },
            "plan": None
            if plan is None
            else {**asdict(plan), "issued_on": plan.issued_on.isoformat() if plan.issued_on else None},
            "contacts": None if reading.contacts is None else asdict(reading.contacts),
            "seen": None if reading.seen is None else packed_seen(reading.seen),
            "messages": None if reading.messages is None else [asdict(message) for message in reading.messages],
            "members": None if reading.members is None else [_member(member) for member in reading.members],
        },
        default=_written_time,
    )


def _member(member: Member) -> dict[str, Any]:
    facts = {name: fact if isinstance(fact, int | str) else str(fact) for name, fact in member.facts.items()}
    return {**asdict(member), "facts": facts}


def _written_time(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(type(value).__name__)
    return value.isoformat()


def unpacked(line: str) -> Reading:
    """The reading out of its line; raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything else."""
    content: dict[str, Any] = json.loads(line)
    document, plan = content["document"], content["plan"]
    return Reading(
        result=content["result"],
        document=None if document is None else _document(document),
        plan=None if plan is None else _plan(plan),
        contacts=None if content["contacts"] is None else _contacts(content["contacts"]),
        detail=str(content["detail"]),
        facts=dict(content["facts"]),
        seen=None if content["seen"] is None else unpacked_seen(content["seen"]),
        messages=None if content["messages"] is None else tuple(map(_message, content["messages"])),
        members=None if content["members"] is None else tuple(Member(**each) for each in content["members"]),
    )


def _document(content: dict[str, Any]) -> Document:
    lines = tuple(Line(str(text), level) for text, level in content["lines"])
    return Document(lines, content["format"], content["encoding"], content["title"], content["confidence"])


def _plan(content: dict[str, Any]) -> PlanText:
    issued_on = content["issued_on"]
    return PlanText(
        title=content["title"],
        issuer=content["issuer"],
        number=content["number"],
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        sections=tuple(Section(**section) for section in content["sections"]),
        text_missing=bool(content["text_missing"]),
        kind=content["kind"],
    )


def _contacts(content: dict[str, Any]) -> ContactFile:
    return ContactFile(
        cards=tuple(_card(card) for card in content["cards"]),
        sheets=tuple(
            Sheet(str(s["name"]), tuple(tuple(map(str, row)) for row in s["rows"])) for s in content["sheets"]
        ),
    )


def _card(content: dict[str, Any]) -> Card:
    numbers = tuple(
        CardNumber(text=str(number["text"]), label=Label(number["label"]), note=str(number["note"]))
        for number in content.pop("numbers")
    )
    lists = {name: tuple(map(str, value)) for name, value in content.items() if isinstance(value, list)}
    return Card(**{**content, **lists}, numbers=numbers)


def _message(content: dict[str, Any]) -> CapMessage:
    return CapMessage(
        **{
            **content,
            "sent": datetime.fromisoformat(content["sent"]),
            "references": tuple(CapReference(**each) for each in content["references"]),
            "infos": tuple(map(_info, content["infos"])),
        }
    )


def _info(content: dict[str, Any]) -> CapInfo:
    times = {name: content[name] for name in ("effective", "onset", "expires")}
    read = {name: datetime.fromisoformat(text) if text else None for name, text in times.items()}
    return CapInfo(**{**content, **read, "values": tuple(content["values"]), "areas": tuple(content["areas"])})

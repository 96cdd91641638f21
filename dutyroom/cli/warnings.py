"""``dutyroom import warnings`` and ``export warnings -o FILE.xml``: the Common Alerting Protocol in and out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.warnings_cap import (
    CAP_RESULT_WORDS,
    Judged,
    Said,
    exported_register,
    exported_text,
    import_message,
    judge_messages,
)
from dutyroom.cli.call import Call, Stop, opened, show, show_json, write_file, writer
from dutyroom.data.store import Store
from dutyroom.readers.reading import Reader
from dutyroom.rules.cap_message import CapMessage
from dutyroom.rules.officer import Author
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

WARNINGS: Final = "warnings"
CAP: Final = ".xml"
_NO_EXERCISE: Final = mark("There is no exercise to be written.")
_NO_WARNING: Final = mark("There is no real warning to be written.")


def import_warnings(call: Call) -> int:
    """Import the messages of the file, or say what importing them would do."""
    messages = _read(call, call.asked.file)
    with opened(call, create=True) as store:
        author = writer(call, store)
        if call.asked.dry_run:
            with store.reading() as session:
                judged = judge_messages(session, messages, store.clock())
        else:
            judged = tuple(_import(store, author, message) for message in messages)
    if call.wants_json:
        show_json(_plain(call, messages, judged))
    else:
        _show(call, judged)
    return 0


def export_warnings(call: Call, target: Path) -> int:
    """Write real warnings as CAP, one of them, or what is none; both never stand in one file."""
    asked = call.asked
    with opened(call) as store, store.reading() as session:
        if asked.id is not None:
            text, count, others = exported_text(session, asked.id), 1, 0
        else:
            text, count = exported_register(session, real=not asked.exercises, now=store.clock())
            others = exported_register(session, real=asked.exercises, now=store.clock())[1]
    if not count:
        raise Stop(call.say(_NO_EXERCISE if asked.exercises else _NO_WARNING))
    write_file(target, text.encode())
    show(call.say("{count} warnings written: {path}", count=count, path=target))
    if others and not asked.exercises:
        show(call.say("{count} exercises and tests are left out; --exercises writes them.", count=others))
    return 0


def _read(call: Call, path: Path) -> tuple[CapMessage, ...]:
    with Reader() as reader:
        reading = reader.read_cap(path)
    if reading.messages is None:
        reason = said_of_file(reading.detail, dict(reading.facts), call.wording, call.zone)
        raise Stop(call.say("{path}: {reason}", path=path.name, reason=reason))
    return reading.messages


def _import(store: Store, author: Author, message: CapMessage) -> Judged:
    with store.desk(author) as desk:
        return import_message(desk, message)


def _worded(call: Call, words: Said) -> str:
    code, facts = words
    named: dict[str, Any] = dict(facts)
    return said(Refusal(code, **named), call.wording, call.zone)


def _plain(call: Call, messages: tuple[CapMessage, ...], judged: tuple[Judged, ...]) -> dict[str, Any]:
    counts: Counter[str] = Counter(each.result for each in judged)
    return {
        **{name: counts[name] for name in CAP_RESULT_WORDS},
        "messages": [
            {
                "identifier": message.identifier,
                "sender": message.sender,
                "result": each.result,
                "status": each.status,
                "title": each.title,
                "id": each.id,
                "number": each.number,
                "reason": _worded(call, each.reason) if each.reason else "",
                "remarks": [_worded(call, remark) for remark in each.remarks],
            }
            for message, each in zip(messages, judged, strict=True)
        ],
    }


def _show(call: Call, judged: tuple[Judged, ...]) -> None:
    for each in judged:
        show("  ".join(part for part in (each.number, each.title, call.say(CAP_RESULT_WORDS[each.result])) if part))
        for words in (*([each.reason] if each.reason else []), *each.remarks):
            show(f"    {_worded(call, words)}")
    if call.asked.dry_run:
        show(call.say("Nothing was changed."))

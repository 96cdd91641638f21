"""``dutyroom propose incident``: what a line, a message or a file says of an incident. Needs no store.

The areas are those of the store's directory where there is a store, otherwise the ones that the program is shipped with.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.errors import said_of_file
from dutyroom.actions.incident_areas import known_areas, shipped_areas
from dutyroom.cli.arguments import Commands, json_option
from dutyroom.cli.call import Call, Stop, opened, show, show_json, told_time
from dutyroom.data.trouble import Trouble
from dutyroom.readers.reading import Reader
from dutyroom.readers.txt import columns, decoded
from dutyroom.rules.incident import CATEGORY_WORDS, FIGURE_WORDS, SUBTYPE_OF
from dutyroom.rules.incident_text import IncidentProposal, propose_incident
from dutyroom.rules.incident_text_area import AreaNames
from dutyroom.rules.wording import Wording, mark

STANDARD_INPUT: Final = "-"
INCIDENT_WORDS: Final[dict[str, str]] = {
    "event_time": mark("Time of the event"),
    "area": mark("Area"),
    "place": mark("Place"),
    "type": mark("Type"),
    "category": mark("Class"),
    "deaths": FIGURE_WORDS["deaths"],
    "missing": FIGURE_WORDS["missing"],
    "serious": FIGURE_WORDS["serious"],
    "light": FIGURE_WORDS["light"],
    "injured": mark("All injured"),
    "evacuated": FIGURE_WORDS["evacuated"],
    "affected": FIGURE_WORDS["affected"],
    "loss": FIGURE_WORDS["loss"],
    "source": mark("Source of the report"),
    "reporter": mark("Person who reports"),
    "phone": mark("Telephone"),
    "exercise": mark("Exercise"),
}
"""What a person calls each field that a text proposes for an incident."""


def add_to(below: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = below.add("incident", propose_of_text, wording.say("what a line or a message says of an incident"))
    parser.add_argument(
        "text",
        nargs="+",
        metavar="TEXT",
        help=wording.say("the line or the message, a FILE that holds it, or - for standard input"),
    )
    parser.options.add_argument(
        "--received", metavar="TIME", help=wording.say("when it was received, such as 2026-11-23T08:15")
    )
    json_option(parser)


def propose_of_text(call: Call) -> int:
    """The fields that the text proposes, each with the words it comes from."""
    text = _text(call)
    if not text.strip():
        raise Stop(call.say("There is no text to read."))
    proposal = propose_incident(text, now=_now(call), zone=call.zone, areas=_areas(call))
    if call.wants_json:
        show_json(_plain(call, proposal))
    else:
        _show(call, proposal)
    return 0


def _text(call: Call) -> str:
    given = " ".join(call.asked.text)
    if given == STANDARD_INPUT:
        return decoded(sys.stdin.buffer.read())[0]
    return _of_file(call, Path(given)) if _is_file(given) else given


def _is_file(given: str) -> bool:
    try:
        return "\n" not in given and Path(given).is_file()
    except (OSError, ValueError):
        return False  # longer than a name may be, or with signs that no name has


def _of_file(call: Call, path: Path) -> str:
    with Reader() as reader:
        reading = reader.read(path)
    if reading.document is None:
        raise Stop(said_of_file(reading.detail, dict(reading.facts), call.wording, call.zone))
    return "\n".join(line.text for line in reading.document.lines)


def _now(call: Call) -> datetime:
    return told_time(call, call.asked.received) or call.clock()


def _areas(call: Call) -> Sequence[AreaNames]:
    try:
        with opened(call) as store:
            return known_areas(store)
    except Trouble:
        return shipped_areas()  # no store, or one that cannot be read: a proposal needs none


def _plain(call: Call, proposal: IncidentProposal) -> dict[str, Any]:
    unclear = [{"field": one.field, "from": one.said} for one in proposal.unclear]
    return {"fields": proposal.plain(call.zone), **({"unclear": unclear} if unclear else {})}


def _show(call: Call, proposal: IncidentProposal) -> None:
    fields = proposal.plain(call.zone)
    rows = [(call.say(word), _value(call, name, fields[name]["value"]), fields[name]["from"])
            for name, word in INCIDENT_WORDS.items() if name in fields]  # fmt: skip
    rows += [(call.say(INCIDENT_WORDS[one.field]), call.say("left open"), one.said) for one in proposal.unclear]
    names, values = (max((columns(row[at]) for row in rows), default=0) for at in (0, 1))
    for name, value, words in rows:
        said = " ".join(words.split())
        show(f"{_wide(name, names)}  {_wide(value, values)}  {call.say('“{words}”', words=said)}".rstrip())
    if not rows:
        show(call.say("The text proposes nothing."))


def _wide(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _value(call: Call, name: str, value: object) -> str:
    if name == "type":
        return call.say(SUBTYPE_OF[str(value)].en)
    if name == "category":
        return call.say(CATEGORY_WORDS[str(value)])
    if name == "event_time":
        return f"{datetime.fromisoformat(str(value)):%Y-%m-%d %H:%M}"
    if name == "exercise":
        return call.say("yes")
    return str(value)

"""``dutyroom search``: directory, plans, notices, incidents, supervision, warnings and log, as the window finds them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.cli.arguments import Commands, json_option
from dutyroom.cli.call import Call, Stop, opened, show, show_json
from dutyroom.data.queries.directory_find import search_directory
from dutyroom.data.queries.search import Found, Hit, search_journal, search_plans_widely
from dutyroom.data.queries.search_matters import (
    search_incidents,
    search_notices,
    search_supervision,
    search_warnings,
)
from dutyroom.rules.entry import KIND_WORDS
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording, mark

REGISTERS: Final = {
    "directory": search_directory,
    "plans": search_plans_widely,
    "notices": search_notices,
    "incidents": search_incidents,
    "supervision": search_supervision,
    "warnings": search_warnings,
    "journal": search_journal,
}
HERE: Final = (*REGISTERS, "all")
LATER: Final = ("hotline",)
MATTERS: Final = {
    "notice": mark("notice {id}"),
    "incident": mark("incident {id}"),
    "supervision": mark("supervised matter {id}"),
    "warning": mark("warning {id}"),
}
MOST: Final = 1000
NOT_YET: Final = mark("{what} is not part of this version.")
NONE_SUCH: Final = mark("{what} is not part of this version; there are: {known}.")


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    about = wording.say(
        "search directory, plans, notices, incidents, supervision, warnings and log; all words are required"
    )
    parser = commands.add("search", search, about)
    parser.add_argument("words", nargs="+", metavar="WORDS", help=wording.say("what to look for, Chinese or English"))
    parser.options.add_argument(
        "--in",
        dest="where",
        choices=(*HERE, *LATER),
        default="all",
        metavar="REGISTER",
        help=wording.say("only in {registers} (default: all)", registers=tuple(REGISTERS)),
    )
    parser.options.add_argument(
        "--limit",
        type=int,
        default=20,
        metavar="N",
        help=wording.say("at most so many in all (default: 20)"),
    )
    json_option(parser)


def search(call: Call) -> int:
    """Print what is found as the window finds it: people and units, the best passages of plans, the newest entries."""
    where, limit = call.asked.where, call.asked.limit
    if where in LATER:
        raise Stop(call.say(NOT_YET, what=f"--in {where}"))
    if not 1 <= limit <= MOST:
        raise Stop(call.say("--limit is between 1 and {most}.", most=MOST))
    words = " ".join(call.asked.words).strip()
    if not words:
        raise Stop(call.say("Say what to look for: dutyroom search WORDS."))
    with opened(call) as store, store.reading() as session:
        found = [ask(session, words, limit) for register, ask in REGISTERS.items() if where in (register, "all")]
    found = _within(found, limit)
    if call.wants_json:
        show_json([{**_plain(hit, call.zone), "near": part.near} for part in found for hit in part.hits])
        return 0
    hidden = []
    for register, part in zip([name for name in REGISTERS if where in (name, "all")], found, strict=True):
        if part.hits:
            _show(call, part)
        elif part.count:
            hidden.append(f"{register} {_counted(part)}")
    if hidden:
        show(call.say("Not shown: {what}; ask for more with --limit", what=tuple(hidden)))
    if not any(part.hits for part in found):
        show(call.say("Nothing found for “{words}”.", words=words))
    return 0


def _within(found: list[Found], limit: int) -> list[Found]:
    """At most ``limit`` hits in all; what one register leaves over the other may fill."""
    kept: list[Found] = []
    for place, part in enumerate(found):
        others = sum(len(other.hits) for other in found[place + 1 :])
        taken = sum(len(other.hits) for other in kept)
        fair = -(-(limit - taken) // (len(found) - place))
        kept.append(replace(part, hits=part.hits[: max(fair, limit - taken - others)]))
    return kept


def _plain(hit: Hit, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "section": hit.section,
        "section_id": hit.section_id,
        "snippet": hit.snippet,
        "score": hit.score,
        "at": hit.at.astimezone(zone).isoformat() if hit.at else None,
        "amended": hit.amended,
        "text_missing": hit.text_missing,
    }


def _show(call: Call, found: Found) -> None:
    if found.near:
        show(call.say("Nowhere in these words; the nearest passages"))
    for hit in in_words(found.hits, call.wording):
        if hit.kind == "journal":
            at = f"{hit.at.astimezone(call.zone):%Y-%m-%d %H:%M}" if hit.at else ""
            amended = call.say("(amended)") if hit.amended else ""
            kind = call.say(KIND_WORDS.get(hit.section, hit.section))
            head = [call.say("entry {id}", id=hit.id), at, kind, hit.title, amended]
        elif hit.kind in ("unit", "person"):
            number = call.say("unit {id}", id=hit.id) if hit.kind == "unit" else call.say("person {id}", id=hit.id)
            head = [number, hit.title, hit.section]
        elif hit.kind in MATTERS:
            at = f"{hit.at.astimezone(call.zone):%Y-%m-%d %H:%M}" if hit.at else ""
            head = [call.say(MATTERS[hit.kind], id=hit.id), at, hit.title, hit.section]
        else:
            missing = call.say("headings only: text missing") if hit.text_missing else ""
            head = [call.say("plan {plan}", plan=hit.id), hit.title, hit.section, missing]
        show("  ".join(part for part in head if part))
        show(f"    {_marked(hit)}")
    if found.count > len(found.hits):
        show(call.say("{shown} of {count}; ask for more with --limit", shown=len(found.hits), count=_counted(found)))


def _counted(found: Found) -> str:
    return f"{found.count}{'+' if found.more else ''}"


def _marked(hit: Hit) -> str:
    text, copied = [], 0
    for start, end in hit.marks:
        text += [hit.snippet[copied:start], "【", hit.snippet[start:end], "】"]
        copied = end
    return "".join([*text, hit.snippet[copied:]])

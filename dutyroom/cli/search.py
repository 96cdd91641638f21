"""``dutyroom search``: directory, plans, every kind of matter and log, as the window finds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.actions.hotline_looks import look_for_caller
from dutyroom.cli.arguments import Commands, json_option, writer_options
from dutyroom.cli.call import Call, Stop, opened, show, show_json, writer
from dutyroom.cli.search_plans import add_options, plan_filter
from dutyroom.data.queries.directory_find import search_directory
from dutyroom.data.queries.knowledge import search_knowledge
from dutyroom.data.queries.search import Found, Hit, search_journal
from dutyroom.data.queries.search_briefings import search_briefings
from dutyroom.data.queries.search_hotline import search_callers, search_hotline, search_narrowed_hotline
from dutyroom.data.queries.search_matters import (
    search_incidents,
    search_narrowed,
    search_notices,
    search_preparations,
    search_supervision,
    search_warnings,
)
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.reading import Session
from dutyroom.rules.briefing import STATE_WORDS
from dutyroom.rules.entry import KIND_WORDS
from dutyroom.rules.hotline_filter import CaseFilter, misread_both, misread_case, read_both
from dutyroom.rules.knowledge import STALE_WORDS
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import NO_FILTER, MatterFilter, kinds_of, misread, read_matter_filter
from dutyroom.rules.plan_filter import EVERYTHING, WHAT_WORDS, PlanFilter
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording, mark

Search = Callable[[Session, str, int], Found]
REGISTERS: Final[dict[str, Search]] = {
    "directory": search_directory,
    "plans": search_plans_widely,
    "notices": search_notices,
    "incidents": search_incidents,
    "supervision": search_supervision,
    "warnings": search_warnings,
    "preparations": search_preparations,
    "hotline": search_hotline,
    "briefings": search_briefings,
    "journal": search_journal,
}
OF_MATTERS: Final = {
    "notices": MatterKind.NOTICE,
    "incidents": MatterKind.INCIDENT,
    "supervision": MatterKind.SUPERVISION,
    "warnings": MatterKind.WARNING,
    "preparations": MatterKind.PREPARATION,
}
KNOWLEDGE: Final = "knowledge"
BRIEFING: Final = "briefing"
HERE: Final = (*REGISTERS, KNOWLEDGE, "all")
MATTERS: Final = {
    "notice": mark("notice {id}"),
    "incident": mark("incident {id}"),
    "supervision": mark("supervised matter {id}"),
    "warning": mark("warning {id}"),
    "preparation": mark("plan in preparation {id}"),
    "hotline": mark("case {id}"),
}
MOST: Final = 1000
CALLERS_ONLY: Final = mark("--caller looks among the cases of the mayor's telephone only: use it with --in hotline.")
NOT_YET: Final = mark("{what} is not part of this version.")
NONE_SUCH: Final = mark("{what} is not part of this version; there are: {known}.")


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    about = wording.say(
        "search directory, plans, notices, incidents, supervision, warnings, the mayor's telephone, briefings, knowledge and log;"
        " all words are required"
    )
    parser = commands.add("search", search, about)
    parser.add_argument(
        "words",
        nargs="+",
        metavar="WORDS",
        help=wording.say(
            "what to look for, Chinese or English; matters are narrowed by terms like 8h, 2d, urgency:特急, state:open, office:秘书三处"
        ),
    )
    parser.options.add_argument(
        "--in",
        dest="where",
        default="all",
        metavar="REGISTER",
        help=wording.say("only in one of {registers} (default: all)", registers=HERE),
    )
    parser.options.add_argument(
        "--limit",
        type=int,
        default=20,
        metavar="N",
        help=wording.say("at most so many in all (default: 20)"),
    )
    parser.options.add_argument(
        "--caller",
        action="store_true",
        help=wording.say(
            "WORDS are the whole name or number of a caller of the mayor's telephone; needs the right to see callers, and is logged"
        ),
    )
    add_options(parser, wording)
    writer_options(parser)
    json_option(parser)


def search(call: Call) -> int:
    """Print what is found as the window finds it: people and units, the best passages of plans, the newest entries."""
    where, limit = call.asked.where, call.asked.limit
    if where not in HERE:
        raise Stop(call.say(NONE_SUCH, what=f"--in {where}", known=HERE))
    if not 1 <= limit <= MOST:
        raise Stop(call.say("--limit is between 1 and {most}.", most=MOST))
    words = " ".join(call.asked.words).strip()
    if not words:
        raise Stop(call.say("Say what to look for: dutyroom search WORDS."))
    if call.asked.caller and where not in ("hotline", "all"):
        raise Stop(call.say(CALLERS_ONLY))
    asked: dict[str, Search] = {"hotline": search_callers} if call.asked.caller else _asked(call, where, words)
    with opened(call) as store:
        if call.asked.caller:
            with store.desk(writer(call, store)) as desk:
                look_for_caller(desk, words)
        with store.reading() as session:
            found = _within([ask(session, words, limit) for ask in asked.values()], limit)
    if call.wants_json:
        show_json(
            [{**_plain(hit, call.zone), "near": part.near, "meant": part.meant} for part in found for hit in part.hits]
        )
        return 0
    hidden = []
    for register, part in zip(asked, found, strict=True):
        if part.hits:
            _show(call, part)
        elif part.count:
            hidden.append(f"{register} {_counted(part)}")
    if hidden:
        show(call.say("Not shown: {what}; ask for more with --limit", what=tuple(hidden)))
    if not any(part.hits for part in found):
        show(call.say("Nothing found for “{words}”.", words=words))
    return 0


def _asked(call: Call, where: str, words: str) -> dict[str, Search]:
    """The registers that are to answer; terms of a filter narrow those of matters, and no other can answer them."""
    narrowed = plan_filter(call, where)
    matters, cases = _read(call, where, words)
    if narrowed != EVERYTHING:
        return {"plans": _of_plans(call, narrowed)}
    named = {name: ask for name, ask in REGISTERS.items() if where in (name, "all")}
    if "plans" in named:
        named["plans"] = _of_plans(call, narrowed)
    if where in (KNOWLEDGE, "all"):
        log = named.pop("journal", None)  # which stands last
        named |= {KNOWLEDGE: _of_knowledge(call), **({"journal": log} if log else {})}
    plainly = not (matters and matters.narrows) and not (cases and cases.narrows)
    of_spans = matters is not None and _is_span(matters, words) and where not in (*OF_MATTERS, "hotline", "all")
    if plainly or of_spans:
        return named
    kinds = kinds_of(matters) if matters else frozenset()
    asked = {
        name: _narrowed(OF_MATTERS[name], matters, call) for name in named if matters and OF_MATTERS.get(name) in kinds
    }
    if cases is not None and "hotline" in named:
        asked["hotline"] = _of_cases(cases, call)
    if not asked:
        terms = (replace(cases, words="") if cases else replace(read_matter_filter(words), words="")).written()
        raise Stop(call.say("--in {register} is not narrowed by {terms}.", register=where, terms=terms))
    return asked


def _read(call: Call, where: str, words: str) -> tuple[MatterFilter | None, CaseFilter | None]:
    """What the terms mean to matters and to the mayor's telephone; stops where no register that is asked knows them."""
    matters, cases = read_both(words)
    wrong = misread_case(words) if where == "hotline" else misread_both(words) if where == "all" else misread(words)
    if wrong is not None:
        raise Stop(call.say(NO_FILTER, term=wrong.term, field=wrong.field, known=wrong.known))
    return matters, cases


def _of_cases(wanted: CaseFilter, call: Call) -> Search:
    return lambda session, _, limit: search_narrowed_hotline(session, wanted, call.clock(), limit)


def _of_plans(call: Call, narrowed: PlanFilter) -> Search:
    today = call.clock().astimezone(call.zone).date()
    return lambda session, words, limit: search_plans_widely(session, words, limit, narrowed, today)


def _of_knowledge(call: Call) -> Search:
    today = call.clock().astimezone(call.zone).date()
    return lambda session, words, limit: search_knowledge(session, words, limit, today)


def _is_span(wanted: MatterFilter, words: str) -> bool:
    """Whether all that narrows is a span without a name: where nothing has a limit, 8h is a word like others."""
    return "due:" not in words and not replace(wanted, words="", due="").narrows


def _narrowed(kind: MatterKind, wanted: MatterFilter, call: Call) -> Search:
    return lambda session, _, limit: search_narrowed(session, kind, wanted, call.clock(), limit)


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
        "what": hit.what if hit.kind == "plan" else hit.kind,
        "in_force": hit.in_force,
        "old_version": hit.old_version,
        **({"stale": hit.stale} if hit.kind == KNOWLEDGE else {}),
    }


def _show(call: Call, found: Found) -> None:
    if found.meant:
        show(call.say("Nothing says these words. Did you mean: {words}", words=found.meant))
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
        elif hit.kind == BRIEFING:
            at = f"{hit.at.astimezone(call.zone):%Y-%m-%d %H:%M}" if hit.at else ""
            head = [call.say("briefing {id}", id=hit.id), at, hit.title, call.say(STATE_WORDS[hit.section])]
        elif hit.kind == KNOWLEDGE:
            flag = call.say("stale: {why}", why=call.say(STALE_WORDS[hit.stale])) if hit.stale else ""
            head = [call.say("knowledge {id}", id=hit.id), hit.title, hit.section, flag]
        else:
            head = [call.say("plan {plan}", plan=hit.id), hit.title, hit.section, *_standing(call, hit)]
        show("  ".join(part for part in head if part))
        show(f"    {_marked(hit)}")
    if found.count > len(found.hits):
        show(call.say("{shown} of {count}; ask for more with --limit", shown=len(found.hits), count=_counted(found)))


def _standing(call: Call, hit: Hit) -> list[str]:
    """What is to be known of a find in a plan besides its text."""
    said = [call.say(WHAT_WORDS[hit.what])] if hit.what in WHAT_WORDS else []
    if hit.old_version is not None:
        said.append(call.say("version {number}, no longer in force", number=hit.old_version))
    elif not hit.in_force:
        said.append(call.say("not in force"))
    if hit.text_missing:
        said.append(call.say("headings only: text missing"))
    return said


def _counted(found: Found) -> str:
    return f"{found.count}{'+' if found.more else ''}"


def _marked(hit: Hit) -> str:
    text, copied = [], 0
    for start, end in hit.marks:
        text += [hit.snippet[copied:start], "【", hit.snippet[start:end], "】"]
        copied = end
    return "".join([*text, hit.snippet[copied:]])

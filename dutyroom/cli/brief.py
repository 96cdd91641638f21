"""``dutyroom brief``: any other paper."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dutyroom.actions.papers import blank_pdf, day_log_pdf, default_cache, note_printed, office_day
from dutyroom.actions.phone_list import find_scope, phone_list_pdf
from dutyroom.actions.sample import fill_sample
from dutyroom.cli.arguments import Commands, Parser, json_option, writer_options
from dutyroom.cli.brief_briefings import ANY, ISSUED_KINDS, is_of_the_register, issued_paper
from dutyroom.cli.brief_filled import FILLED_KINDS, filled_options, print_filled, print_form
from dutyroom.cli.brief_hotline import HOTLINE_KINDS, check_unmasked, hotline_options, hotline_paper, report_options
from dutyroom.cli.brief_marks import check_attachments, mark_options, note_files, with_files, write_paper
from dutyroom.cli.brief_morning import print_morning_set
from dutyroom.cli.brief_official import OFFICIAL_KINDS, official_options, print_official
from dutyroom.cli.brief_plans import PLAN_KINDS, plan_paper, sample_plan_paper, size_of, size_option
from dutyroom.cli.brief_rosters import ROSTER_KINDS, is_kept_roster, kept_roster
from dutyroom.cli.call import Call, Stop, opened, printer, show, show_json, tell_written, told_day
from dutyroom.cli.handover import LAST, print_handover
from dutyroom.cli.search import NONE_SUCH
from dutyroom.cli.statistics import STATISTICS, STATISTICS_KIND, check_statistics, print_statistics, statistics_options
from dutyroom.data.desk import Desk
from dutyroom.data.queries.journal import JournalSearch
from dutyroom.data.store import Store
from dutyroom.papers.facts import BlankKind
from dutyroom.rules.briefing import BriefingKind
from dutyroom.rules.wording import Wording, mark

if TYPE_CHECKING:
    from dutyroom.actions.matter_papers import MatterPaper

KINDS: Final[dict[str, str]] = {
    "handover": mark("handover report of a shift; ID is the shift, or last"),
    "day-log": mark("log of a day; --date"),
    "morning-set": mark("log, daily situation and last handover of a day in one file; --date (default: yesterday)"),
    **PLAN_KINDS,
    "handling-slip": mark("handling slip of a paper that came in; ID is the matter"),
    "telephone-slip": mark("telephone slip; ID is the matter"),
    "fax-cover": mark("fax cover sheet with a receipt; ID is the matter"),
    "transmission-list": mark("list that proves who was told when; ID is what was passed on"),
    "returns": mark("returns asked for: who reported, who did not, and the summary; ID is the demand"),
    "supervision-notice": mark("supervision notice; ID is the matter, --unit the unit, --colour its colour"),
    "supervision-ledger": mark("ledger of all matters under supervision"),
    "plan-catalogue": mark("catalogue of emergency plans, with what is missing"),
    "instruction": mark("sheet of a leader's instruction; ID is the step"),
    "incident-report": mark("report of an incident upward; ID is the report, or the incident for its newest"),
    "ics-209": mark("incident status summary in English, after ICS 209; ID is the incident"),
    "ics-214": mark("activity log of an incident in English, after ICS 214; ID is the incident"),
    "warning": mark("a warning; ID is the matter"),
    "plan-preparation": mark("progress of a plan in preparation; ID is the matter"),
    "plan-programme": mark("programme of plans to be prepared in a year; ID is the year"),
    "plan-event": mark("record of a drill or an evaluation; ID is its number"),
    "plan-year": mark("plan of drills and evaluations of a year; ID is the year"),
    **HOTLINE_KINDS,
    **FILLED_KINDS,
    **ISSUED_KINDS,
    "inspection": mark("page for an inspection: who is on duty, last handover, what is open and overdue, log, backup"),
    **OFFICIAL_KINDS,
    **STATISTICS_KIND,
    "phone-list": mark("phone list; ID is a unit or a group, by number or by name (default: everything)"),
    "blank-log": mark("blank numbered log sheets for a power failure; --first, --count"),
    "blank-handover": mark("blank numbered handover sheets; --first, --count"),
    "blank-telephone-slip": mark("blank numbered telephone slips; --first, --count"),
    "blank-handling-slip": mark("blank numbered handling slips; --first, --count"),
    "blank-transmission-list": mark("blank numbered lists for passing on a notice; --first, --count"),
}
_BLANKS: Final[dict[str, BlankKind]] = {
    "blank-log": "log",
    "blank-handover": "handover",
    "blank-telephone-slip": "telephone",
    "blank-handling-slip": "handling",
    "blank-transmission-list": "transmission",
}
_PHONES: Final = "phone-list"
_TO_A_UNIT: Final = ("supervision-notice", "hotline-transfer", "hotline-urging")
_COLOURS: Final = ("blue", "orange", "red")
_WHOLE: Final = frozenset({"supervision-ledger", "plan-catalogue"})  # of the whole register, so no record is named
_SAMPLE_UNTIL: Final = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
_SAMPLE_ENTRIES: Final = 120


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = commands.add("brief", brief, wording.say("print another paper; --list names the kinds"))
    parser.add_argument("kind", nargs="?", metavar="KIND", help=wording.say("the kind of paper, one that --list names"))
    parser.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help=wording.say("whose paper: a number such as 12 or 收〔2026〕12号; --list says of what"),
    )
    parser.options.add_argument("--list", action="store_true", help=wording.say("name the kinds of paper"))
    parser.options.add_argument("--date", metavar="D", help=wording.say("the day, like 2026-11-23 (default: today)"))
    parser.options.add_argument(
        "--first", type=int, default=1, metavar="N", help=wording.say("number of the first sheet")
    )
    parser.options.add_argument("--count", type=int, default=1, metavar="N", help=wording.say("how many sheets"))
    parser.options.add_argument(
        "--colour", choices=_COLOURS, metavar="C", help=wording.say("blue, orange or red: of a supervision notice")
    )
    parser.options.add_argument(
        "--unit",
        metavar="NAME",
        help=wording.say("the unit that the paper goes to (default: the one urged last, else the lead)"),
    )
    hotline_options(parser)
    report_options(parser)
    size_option(parser)
    official_options(parser)
    filled_options(parser)
    statistics_options(parser)
    mark_options(parser)
    _add_outcome(parser, wording)


def _add_outcome(parser: Parser, wording: Wording) -> None:
    parser.options.add_argument(
        "--sample", action="store_true", help=wording.say("print it from sample facts, without a store")
    )
    parser.options.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE.pdf",
        help=wording.say("the file to be written, in place of one of that name"),
    )
    json_option(parser)
    writer_options(parser)


def brief(call: Call) -> int:
    """Name the kinds, or print one paper."""
    asked = call.asked
    if asked.list:
        _list(call)
        return 0
    if asked.kind is None:
        raise Stop(call.say("Say which paper: “dutyroom brief --list” names the kinds."))
    if asked.kind not in KINDS:
        raise Stop(call.say(NONE_SUCH, what=f"brief {asked.kind}", known=tuple(KINDS)))
    if asked.form:
        return print_form(call)
    if asked.output is None:
        raise Stop(call.say("{what} is missing.", what="-o FILE.pdf"))
    if asked.unit is not None and (asked.kind not in _TO_A_UNIT or asked.sample):
        raise Stop(call.say("--unit names the unit that one of these papers goes to: {known}.", known=_TO_A_UNIT))
    check_unmasked(call)
    check_statistics(call, asked.kind)
    check_attachments(call)
    if asked.size is not None and asked.kind not in (*PLAN_KINDS, _PHONES):
        raise Stop(call.say("--size belongs to the papers of the plan library and to the phone list."))
    if asked.kind in OFFICIAL_KINDS:
        return print_official(call)
    if asked.sample and asked.kind == ANY:
        asked.kind = BriefingKind.DAILY_SITUATION.value
    if asked.kind in FILLED_KINDS and not (is_of_the_register(call) or is_kept_roster(call)):
        return print_filled(call)
    if asked.kind == STATISTICS:
        return print_statistics(call)
    if asked.sample and (asked.kind in PLAN_KINDS or asked.kind in _matter_papers()):
        _print_sample(call)
        return 0
    if not asked.sample:
        with opened(call) as store:
            _print(call, store)
        return 0
    with tempfile.TemporaryDirectory(prefix="dutyroom-sample-") as folder:
        fill_sample(Path(folder), entries=_SAMPLE_ENTRIES, seed=1, until=_SAMPLE_UNTIL)
        call = replace(call, folder=Path(folder), clock=lambda: _SAMPLE_UNTIL)
        with opened(call) as store:
            _print(call, store)
    return 0


def _list(call: Call) -> None:
    if call.wants_json:
        show_json(list(KINDS))
        return
    for kind, words in KINDS.items():
        show(f"{kind:<25}{call.say(words)}")


def _print(call: Call, store: Store) -> None:
    kind, target = call.asked.kind, call.asked.output
    if kind == "handover":
        print_handover(call, store, call.asked.id or LAST, target)
        return
    if kind == "morning-set":
        print_morning_set(call, store, _day(call, store) if call.asked.date else None)
        return
    makers: dict[str, Callable[[Call, Store], tuple[bytes, int]]] = {
        "day-log": _day_log,
        "inspection": _inspection,
        **dict.fromkeys(PLAN_KINDS, plan_paper),
        **dict.fromkeys(_BLANKS, _blank),
        **dict.fromkeys(_matter_papers(), _matter),
        **dict.fromkeys(HOTLINE_KINDS, hotline_paper),
        _PHONES: _phones,
        "blank-log": _blank,
        "blank-handover": _blank,
    }
    author = printer(call, store)
    if kind in ROSTER_KINDS:
        pdf, number, kind = kept_roster(call, store)
    elif kind in ISSUED_KINDS:
        pdf, number, kind = issued_paper(call, store, _day)
    else:
        pdf, number = makers[kind](call, store)
    pdf = with_files(call, store, kind, number, pdf)
    write_paper(call, target, pdf)
    with store.desk(author) as desk:
        _note_printed(desk, kind, number, target.name)
        if call.asked.with_attachments:
            note_files(desk, kind, number)
    tell_written(call, pdf, target)


def _note_printed(desk: Desk, kind: str, number: int, name: str) -> None:
    if kind in _matter_papers():
        from dutyroom.actions.matter_papers import note_matter_paper  # noqa: PLC0415  # slow import

        note_matter_paper(desk, kind, number, name)
    else:
        note_printed(desk, kind, number, name)


def _matter_papers() -> Mapping[str, MatterPaper]:
    from dutyroom.actions.matter_papers import MATTER_PAPERS  # noqa: PLC0415  # slow import

    return MATTER_PAPERS


def _print_sample(call: Call) -> None:
    from dutyroom.actions.matter_papers import sample_pdf  # noqa: PLC0415  # slow import

    asked = call.asked
    if asked.kind in PLAN_KINDS:
        write_paper(call, asked.output, sample_plan_paper(call))
        show(call.say("Written: {path}", path=asked.output))
        return
    write_paper(call, asked.output, sample_pdf(asked.kind, call.paper_wording, default_cache(), colour=asked.colour))
    show(call.say("Written: {path}", path=asked.output))


def _matter(call: Call, store: Store) -> tuple[bytes, int]:
    from dutyroom.actions.matter_papers import matter_pdf, record_meant, unit_meant  # noqa: PLC0415  # slow import

    kind, given, unit = call.asked.kind, call.asked.id, None
    if kind in _WHOLE:
        record = 0
    elif given is None:
        raise Stop(call.say("Give the number: dutyroom brief {kind} ID -o FILE.pdf", kind=kind))
    else:
        with store.reading() as session:
            record = record_meant(session, kind, given)
            unit = unit_meant(session, record, call.asked.unit) if call.asked.unit is not None else None
    words, colour = call.paper_wording, call.asked.colour
    return matter_pdf(store, kind, record, words, default_cache(), colour=colour, assignment=unit), record


def _day(call: Call, store: Store) -> date:
    return told_day(call, call.asked.date) or office_day(store, call.clock())


def _day_log(call: Call, store: Store) -> tuple[bytes, int]:
    day = _day(call, store)
    start = datetime.combine(day, time(0), call.zone)
    search = JournalSearch(since=start, until=datetime.combine(day + timedelta(days=1), time(0), call.zone))
    return day_log_pdf(store, search, "", call.paper_wording, default_cache()), int(day.strftime("%Y%m%d"))


def _inspection(call: Call, store: Store) -> tuple[bytes, int]:
    from dutyroom.actions.inspection import inspection_pdf  # noqa: PLC0415  # slow import

    return inspection_pdf(store, call.paper_wording, default_cache()), int(f"{office_day(store, call.clock()):%Y%m%d}")


def _blank(call: Call, store: Store) -> tuple[bytes, int]:
    first, count = call.asked.first, call.asked.count
    day, kind = _day(call, store), _BLANKS[call.asked.kind]
    return blank_pdf(store, kind, day, first, count, call.paper_wording, default_cache()), first


def _phones(call: Call, store: Store) -> tuple[bytes, int]:
    scope = find_scope(store, call.asked.id or "")
    form = size_of(call, _PHONES)
    return phone_list_pdf(store, scope, call.wording, default_cache(), form), scope.id or 0

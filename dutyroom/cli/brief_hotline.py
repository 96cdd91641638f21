"""Papers of the mayor's telephone for ``dutyroom brief``: of a case, of a day, a week, a month; unmasked after a look."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from dutyroom.actions.papers import default_cache, office_day
from dutyroom.cli.arguments import Parser
from dutyroom.cli.call import Call, Stop, printer, show, told_day, writer
from dutyroom.data.store import Store
from dutyroom.rules.hotline_filter import misread_case
from dutyroom.rules.matter_filter import NO_FILTER
from dutyroom.rules.wording import mark

_OF_CASES: Final[dict[str, str]] = {
    "hotline-case": mark("case sheet of the mayor's telephone, the whole run; ID is the case; --unmasked"),
    "hotline-transfer": mark("transfer sheet of a case to a unit; ID is the case, --unit the unit; --unmasked"),
    "hotline-urging": mark(
        "urging letter to a unit, with its card a supervision letter; ID is the case, --unit the unit"
    ),
}
_LEDGER: Final = "hotline-ledger"
_OF_DAYS: Final[dict[str, str]] = {
    "hotline-daily": mark("daily summary of the mayor's telephone; --date"),
    "hotline-weekly": mark(
        "weekly review of the mayor's telephone, with tables by channel, function, district and bureau; "
        "--date is a day of the week"
    ),
    "hotline-monthly": mark("monthly report of the mayor's telephone; --date is a day of the month"),
    _LEDGER: mark("ledger of the mayor's telephone; --date, or ID is a filter such as “in:7d state:open”"),
}
HOTLINE_KINDS: Final[dict[str, str]] = {**_OF_CASES, **_OF_DAYS}
_KEPT: Final = ("hotline-daily", "hotline-weekly", "hotline-monthly")
_AS_KEPT: Final = mark("As it went out: edition {edition}, kept {time}. With --anew it is made from what is known now.")
_RUNNING: Final = mark("The period is not over yet, so the report is not kept.")
_ANEW: Final = mark("Made anew and kept as edition {edition}; --edition {former} prints the one before as it was.")
_UNMASKED: Final = ("hotline-case", "hotline-transfer")


def hotline_options(parser: Parser) -> None:
    """The option that prints callers unmasked."""
    parser.options.add_argument(
        "--unmasked",
        metavar="REASON",
        help=parser.wording.say("print callers' data unmasked; the look and the reason are written into the log"),
    )


def report_options(parser: Parser) -> None:
    """The options of the reports that are kept."""
    parser.options.add_argument(
        "--anew",
        action="store_true",
        help=parser.wording.say("make a report of the mayor's telephone anew though it went out; both are kept"),
    )
    parser.options.add_argument(
        "--edition",
        type=int,
        metavar="N",
        help=parser.wording.say("print an earlier edition of a report as it was (default: the newest)"),
    )


def hotline_paper(call: Call, store: Store) -> tuple[bytes, int]:
    """The paper asked for and the number under which its printing is journalled."""
    from dutyroom.actions.matter_papers import matter_pdf  # noqa: PLC0415  # slow import

    kind, words, cache = call.asked.kind, call.paper_wording, default_cache()
    if kind in _OF_DAYS:
        day = int(_day(call, store).strftime("%Y%m%d"))
        if kind in _KEPT:
            return _report(call, store, day), day
        wanted = _filter(call) if kind == _LEDGER else None
        return matter_pdf(store, kind, day, words, cache, wanted=wanted), day
    record, which = _case(call, store)
    return matter_pdf(store, kind, record, words, cache, **which), record


def _report(call: Call, store: Store, day: int) -> bytes:
    """The report as it went out before, else as it is now: then it is kept, where its period is over."""
    from dutyroom.actions.hotline_reports import keep_edition, report_paper  # noqa: PLC0415  # slow import

    asked = call.asked
    paper = report_paper(
        store, asked.kind, day, call.paper_wording, default_cache(), anew=asked.anew, edition=asked.edition
    )
    edition = paper.edition
    if paper.kept_at is None and paper.is_over:
        with store.desk(printer(call, store)) as desk:
            edition = keep_edition(desk, paper)
    if not call.wants_json:
        if paper.kept_at is not None:
            at = paper.kept_at.astimezone(call.zone).strftime("%Y-%m-%d %H:%M")
            show(call.say(_AS_KEPT, edition=edition, time=at))
        elif not paper.is_over:
            show(call.say(_RUNNING))
        elif edition > 1:
            show(call.say(_ANEW, edition=edition, former=edition - 1))
    return paper.pdf


def check_unmasked(call: Call) -> None:
    """Only papers that go to whoever handles a case can show its callers; a sample has none. Raises ``Stop``."""
    asked = call.asked
    if (asked.anew or asked.edition is not None) and (asked.kind not in _KEPT or asked.sample):
        raise Stop(call.say("--anew and --edition belong to these reports of the register: {known}.", known=_KEPT))
    if asked.anew and asked.edition is not None:
        raise Stop(call.say("Either --anew or --edition, not both."))
    if asked.unmasked is not None and (asked.kind not in _UNMASKED or asked.sample):
        raise Stop(call.say("--unmasked belongs to these papers of the register: {known}.", known=_UNMASKED))


def _case(call: Call, store: Store) -> tuple[int, dict[str, Any]]:
    """The case, and what more is asked: its unit; its callers, once the look is logged."""
    from dutyroom.actions.hotline_papers import look_to_print  # noqa: PLC0415  # slow import
    from dutyroom.actions.matter_papers import record_meant, unit_meant  # noqa: PLC0415  # slow import

    asked = call.asked
    if asked.id is None:
        raise Stop(call.say("Give the number: dutyroom brief {kind} ID -o FILE.pdf", kind=asked.kind))
    which: dict[str, Any] = {}
    with store.reading() as session:
        record = record_meant(session, asked.kind, asked.id)
        if asked.unit is not None:
            which["assignment"] = unit_meant(session, record, asked.unit)
    if asked.unmasked is not None:
        author = writer(call, store)
        with store.desk(author) as desk:
            look_to_print(desk, record, asked.unmasked)
        which |= {"unmasked": True, "reason": asked.unmasked}
    return record, which


def _filter(call: Call) -> str:
    """The filter of a ledger. Raises ``Stop`` where a term of it cannot be understood."""
    written = call.asked.id or ""
    wrong = misread_case(written)
    if wrong is not None:
        raise Stop(call.say(NO_FILTER, term=wrong.term, field=wrong.field, known=wrong.known))
    return written


def _day(call: Call, store: Store) -> date:
    return told_day(call, call.asked.date) or office_day(store, call.clock())

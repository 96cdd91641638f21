"""Papers of the mayor's telephone for ``dutyroom brief``: of a case, of a day, a week, a month; unmasked after a look."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from dutyroom.actions.papers import default_cache, office_day
from dutyroom.cli.arguments import Parser
from dutyroom.cli.call import Call, Stop, writer
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
    _LEDGER: mark("ledger of the mayor's telephone; --date, or ID is a filter such as “in:7d state:open”"),
}
HOTLINE_KINDS: Final[dict[str, str]] = {**_OF_CASES, **_OF_DAYS}
_UNMASKED: Final = ("hotline-case", "hotline-transfer")


def hotline_options(parser: Parser) -> None:
    """The option that prints callers unmasked."""
    parser.options.add_argument(
        "--unmasked",
        metavar="REASON",
        help=parser.wording.say("print callers' data unmasked; the look and the reason are written into the log"),
    )


def hotline_paper(call: Call, store: Store) -> tuple[bytes, int]:
    """The paper asked for and the number under which its printing is journalled."""
    from dutyroom.actions.matter_papers import matter_pdf  # noqa: PLC0415  # slow import

    kind, words, cache = call.asked.kind, call.paper_wording, default_cache()
    if kind in _OF_DAYS:
        day = int(_day(call, store).strftime("%Y%m%d"))
        return matter_pdf(store, kind, day, words, cache, wanted=_filter(call)), day
    record, which = _case(call, store)
    return matter_pdf(store, kind, record, words, cache, **which), record


def check_unmasked(call: Call) -> None:
    """Only papers that go to whoever handles a case can show its callers; a sample has none. Raises ``Stop``."""
    asked = call.asked
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
    if call.asked.date is None:
        return office_day(store, call.clock())
    try:
        return date.fromisoformat(call.asked.date)
    except ValueError as error:
        raise Stop(call.say("“{text}” is no day. Write it like 2026-11-23.", text=call.asked.date)) from error

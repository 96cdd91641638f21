"""``dutyroom export statistics``: everything that is counted of a period, with the period before and the year before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dutyroom.actions.papers import default_cache
from dutyroom.actions.statistics_files import STATISTICS_FILES, write_statistics
from dutyroom.cli.arguments import Parser
from dutyroom.cli.brief_marks import write_paper
from dutyroom.cli.call import Call, Stop, opened, printer, show, tell_written, told_day
from dutyroom.data.queries.statistics import statistics_of
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.statistics_period import Length, Period, around, free
from dutyroom.rules.wording import mark

STATISTICS: Final = "statistics"
STATISTICS_KIND: Final = {
    STATISTICS: mark(
        "statistics of the registers with charts; --period, --date, --subject; --date is a day of the period"
    )
}
_LENGTHS: Final = tuple(length.value for length in Length if length is not Length.FREE)


def statistics_options(parser: Parser) -> None:
    """The options of the period and of what is counted."""
    say = parser.wording.say
    parser.options.add_argument(
        "--period", choices=_LENGTHS, help=say("of statistics: how long the period is (default: month)")
    )
    parser.options.add_argument(
        "--subject", choices=tuple(Subject), help=say("of statistics: only this register; else every one")
    )


def check_statistics(call: Call, kind: str) -> None:
    """Refuse what only belongs to the statistics where something else is asked for."""
    if kind != STATISTICS and (call.asked.period is not None or call.asked.subject is not None):
        raise Stop(call.say("--period and --subject belong to the statistics."))


def period_of(call: Call, day: str | None) -> Period:
    """The period that was asked for: around a day, or today; or from --since to --until where these were named."""
    asked = call.asked
    today = call.clock().astimezone(call.zone).date()
    since, until = getattr(asked, "since", None), getattr(asked, "until", None)
    if since is not None or until is not None:
        first = told_day(call, since) or told_day(call, until) or today
        return free(first, told_day(call, until) or max(today, first))
    return around(Length(asked.period or Length.MONTH), told_day(call, day) or today)


def subjects_of(call: Call) -> Sequence[Subject]:
    """The subject that was named, or all."""
    return (Subject(call.asked.subject),) if call.asked.subject else tuple(Subject)


def export_figures(call: Call, target: Path) -> int:
    """Write the statistics; what has no register yet is said."""
    if target.suffix.lower() not in STATISTICS_FILES:
        raise Stop(call.say("{path}: the name must end in .csv, .xlsx or .json.", path=target))
    period, subjects = period_of(call, call.asked.date), subjects_of(call)
    with opened(call) as store, store.reading() as session:
        now = call.clock()
        reports = [statistics_of(session, subject, period, now) for subject in subjects]
    count = write_statistics(target, reports, call.wording)
    show(call.say("{count} rows written: {path}", count=count, path=target))
    return 0


def print_statistics(call: Call) -> int:
    """``dutyroom brief statistics``: the same as a paper with charts; with --sample from sample facts."""
    from dutyroom.actions.statistics_papers import (  # noqa: PLC0415  # slow import
        note_statistics,
        sample_statistics_pdf,
        statistics_pdf,
    )

    target, cache = call.asked.output, default_cache()
    if call.asked.sample:
        write_paper(call, target, sample_statistics_pdf(call.paper_wording, cache))
        show(call.say("Written: {path}", path=target))
        return 0
    period = period_of(call, call.asked.date)
    with opened(call) as store:
        author = printer(call, store)
        pdf = statistics_pdf(store, period, subjects_of(call), call.paper_wording, cache)
        write_paper(call, target, pdf)
        with store.desk(author) as desk:
            note_statistics(desk, period, target.name)
    tell_written(call, pdf, target)
    return 0

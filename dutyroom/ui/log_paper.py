"""The log on paper: what a filter finds, or the whole log of one shift."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from dutyroom.data.folders import faces_cache
from dutyroom.rules.log_filter import LogFilter
from dutyroom.rules.wording import mark
from dutyroom.ui.deeds import day_log_pdf, note_printed, shift_log_pdf
from dutyroom.ui.page import Paper, Tools
from dutyroom.ui.parts.said_time import day_said

if TYPE_CHECKING:
    from dutyroom.data.queries.journal import JournalSearch


def search_of(wanted: LogFilter, tools: Tools) -> JournalSearch:
    """What the store is asked for; days as the office counts them."""
    from dutyroom.data.queries.journal import JournalSearch  # noqa: PLC0415  # slow import: not at the start

    since, until = wanted.bounds(tools.clock(), tools.zone)
    return JournalSearch(
        words=wanted.words,
        kinds=frozenset(kind.value for kind in wanted.kinds),
        shift_id=wanted.shift_id,
        since=since,
        until=until,
        important_only=wanted.important_only,
        open_only=wanted.open_only,
        figure=wanted.figure,
        now=tools.clock() if wanted.figure else None,
    )


def log_paper(wanted: LogFilter, tools: Tools, owner: QObject) -> Paper:
    """The paper of a filter; ``owner`` asks for its printing to be journalled."""
    store, wording = tools.courier.store, tools.wording()
    day = tools.clock().astimezone(tools.zone).strftime("%Y%m%d")
    if wanted.shift_id is not None and wanted == LogFilter(shift_id=wanted.shift_id):
        return Paper(
            title=_tr(mark("Log of shift {number}")).format(number=wanted.shift_id),
            file_name=f"log-shift-{wanted.shift_id}.pdf",
            make=partial(shift_log_pdf, store, wanted.shift_id, wording, faces_cache()),
            printed=_noted(tools, owner, "shift_log", wanted.shift_id),
            kind="shift_log",
            records=(("shift_log", wanted.shift_id),),
        )
    if wanted == LogFilter(period="today"):
        title = _tr(mark("Duty log of {day}")).format(day=day_said(tools.clock(), tools.zone, year=True))
    else:
        title = _tr(mark("Duty log: {filter}")).format(filter=wanted.written())
    return Paper(
        title=title,
        file_name=f"log-{day}.pdf",
        make=partial(day_log_pdf, store, search_of(wanted, tools), title, wording, faces_cache()),
        printed=_noted(tools, owner, "day_log", int(day)),
        kind="day_log",
        records=(("day_log", int(day)),),
    )


def _noted(tools: Tools, owner: QObject, kind: str, number: int) -> Callable[[], None]:
    return lambda: tools.courier.do(owner, note_printed, kind, number, "PDF")


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("log_paper", sentence)

"""From asking for a paper to its first page on the screen, in the dialog of papers itself: a daily situation of ten pages."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import Ratio
from benchmarks.paper_peers import facts_of

AIM_MS = 300.0
_ROUNDS = 7
_WIDE = 400
"""Pixels: a picture of at least this width is the page as it is read, not the sketch that comes before."""


def preview_ratio(folder: Path) -> Ratio:
    """The window's thread makes the dialog, the courier's third one the paper and its picture; nothing is kept of it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # only for this measurement

    from dutyroom.actions.sample import fill_sample
    from dutyroom.data.startup import open_store
    from dutyroom.ui.courier import Courier
    from dutyroom.ui.theme import apply_theme

    app: Any = QApplication.instance() or QApplication(sys.argv[:1])
    apply_theme(app, "light")
    fill_sample(folder, entries=200, seed=7, until=datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    store = open_store(folder)
    courier = Courier(store)
    try:
        tools = _tools(courier, store)
        taken = [_first_page(app, tools, turn) for turn in range(_ROUNDS + 1)][1:]
    finally:
        courier.drain()
        store.close()
    usual, worst = (1000 * value for value in (statistics.median(taken), max(taken)))
    at = f"usual {usual:.0f} ms, worst {worst:.0f} ms of {_ROUNDS}, made, opened and drawn at the width of the window"
    return Ratio("first page of the preview", usual / AIM_MS, 1.0, "300 ms", at)


def _first_page(app: Any, tools: Any, turn: int) -> float:
    from dutyroom.ui.page import Paper
    from dutyroom.ui.parts.paper_dialog import show_paper

    paper = Paper(title="样例", file_name="a.pdf", make=partial(_paper, turn), kind="daily-situation")
    start = time.perf_counter()
    dialog = show_paper(None, tools, paper)  # type: ignore[arg-type]  # it stands alone here
    pictures = dialog.view._sheets.pictures  # noqa: SLF001  # what is painted
    _until(app, lambda: 0 in pictures and pictures[0].width() >= _WIDE)
    spent = time.perf_counter() - start
    _until(app, tools.courier.is_idle)
    dialog.close()
    return spent


def _until(app: Any, reached: Callable[[], bool]) -> None:
    while not reached():
        app.processEvents()
        time.sleep(0.001)
    app.processEvents()


def _paper(turn: int) -> bytes:
    from dutyroom.actions.briefing_facts import maker
    from dutyroom.actions.papers import default_cache
    from dutyroom.papers.fonts import open_faces

    return maker(open_faces(default_cache()))(facts_of(turn), "zh_CN")


def _tools(courier: Any, store: Any) -> Any:
    from dutyroom.data.queries.office import office_settings
    from dutyroom.rules.wording import ENGLISH
    from dutyroom.ui.page import Tools

    with store.reading() as session:
        settings = office_settings(session)
    return Tools(
        courier=courier,
        clock=store.clock,
        office=lambda: settings,
        wording=lambda: ENGLISH,
        go=lambda _: None,
        say=lambda _: None,
        show_paper=lambda _: None,
    )

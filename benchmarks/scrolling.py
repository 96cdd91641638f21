"""Scrolling the whole log end to end: the longest time the window's thread was held, and the memory it took."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.measure import Ratio

FRAME_MS = 50.0
STEPS = 1500


@dataclass
class _Frames:
    """Milliseconds that each turn of the event loop held the thread."""

    taken: list[float] = field(default_factory=list)

    def turn(self, app: object) -> None:
        start = time.perf_counter()
        app.processEvents()  # type: ignore[attr-defined]
        self.taken.append((time.perf_counter() - start) * 1000)


def scrolling_ratio(folder: Path, entries: int) -> Ratio:
    """In a window without a screen, from the newest entry to the first and back, then a page at a time."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # only for this measurement

    from dutyroom.data.startup import open_store
    from dutyroom.ui.courier import Courier
    from dutyroom.ui.theme import apply_theme

    app = QApplication.instance() or QApplication(sys.argv[:1])
    apply_theme(app, "light")  # type: ignore[arg-type]
    store = open_store(folder)
    courier = Courier(store)
    try:
        page = _page(courier, store)
        _settle(app, courier)
        frames, before = _Frames(), psutil.Process().memory_info().rss
        _scroll(app, page, frames)
        grown = (psutil.Process().memory_info().rss - before) / 2**20
        _settle(app, courier)
        page.close()  # type: ignore[attr-defined]
    finally:
        courier.drain()
        store.close()
    frames.taken.sort()
    worst, usual = frames.taken[-1], frames.taken[len(frames.taken) // 2]
    at = f"{entries:,} entries, {2 * STEPS} jumps, usual frame {usual:.1f} ms, worst {worst:.1f} ms, memory {grown:+.1f} MB"
    return Ratio("scrolling the log end to end", worst / FRAME_MS, 1.0, "a frame of 50 ms", at)


def _page(courier: object, store: object) -> object:
    from dutyroom.data.queries.office import office_settings
    from dutyroom.rules.wording import ENGLISH
    from dutyroom.ui.page import Tools
    from dutyroom.ui.registers.log import LogPage

    with store.reading() as session:  # type: ignore[attr-defined]
        settings = office_settings(session)
    tools = Tools(
        courier=courier,  # type: ignore[arg-type]
        clock=store.clock,  # type: ignore[attr-defined]
        office=lambda: settings,
        wording=lambda: ENGLISH,
        go=lambda _: None,
        say=lambda _: None,
        show_paper=lambda _: None,
    )
    page = LogPage(tools)
    page.resize(1280, 760)
    page.show()
    page.arrive(None)
    return page


def _settle(app: object, courier: object) -> None:
    quiet = 0
    while quiet < 20:
        app.processEvents()  # type: ignore[attr-defined]
        time.sleep(0.01)
        quiet = quiet + 1 if courier.is_idle() else 0  # type: ignore[attr-defined]


def _scroll(app: object, page: object, frames: _Frames) -> None:
    bar = page.table.verticalScrollBar()  # type: ignore[attr-defined]
    most = bar.maximum()
    for step in range(STEPS):
        bar.setValue(most - most * step // STEPS)
        for _ in range(2):
            frames.turn(app)
            time.sleep(0.001)  # the reading thread answers
    for _ in range(STEPS):
        bar.setValue(bar.value() + bar.pageStep())
        for _ in range(2):
            frames.turn(app)
            time.sleep(0.001)

"""A window with the page of plans that imports a folder: ``python -m benchmarks.plans_window FILES STORE``.

Prints the seconds, how many files came to something, and the longest time that the window's clock stood still.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from benchmarks.plans import BEAT_MS
from dutyroom.data.startup import create_store
from dutyroom.ui.courier import Courier
from dutyroom.ui.parts.plans.importing import ImportReport, PlanImport


def main() -> None:
    """Import, and watch the clock of the window."""
    program = QApplication(sys.argv[:1])
    store = create_store(Path(sys.argv[2]), kind="sample")
    courier = Courier(store)
    window = QLabel("…")
    window.show()
    importing = PlanImport(courier)
    importing.advanced.connect(lambda done, total, name: window.setText(f"{done} / {total} {name}"))
    beats: list[float] = []
    clock = QTimer(interval=BEAT_MS)
    clock.timeout.connect(lambda: beats.append(time.perf_counter()))
    start = time.perf_counter()

    def ended(report: ImportReport) -> None:
        spent = time.perf_counter() - start
        pause = max((later - sooner for sooner, later in itertools.pairwise(beats)), default=0.0)
        imported = sum(result.result in ("imported", "stub", "same") for result in report.results)
        print(spent, imported, pause)
        program.quit()

    importing.ended.connect(ended)
    clock.start()
    importing.begin([Path(sys.argv[1])])
    program.exec()
    courier.drain()
    store.close()


if __name__ == "__main__":
    main()

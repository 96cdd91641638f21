"""Importing 3 500 plans (60 MB of text, mixed formats) while a window lives, and how much room their index takes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import Ratio
from benchmarks.plans_fill import DOCUMENTS, SEED, TEXT_MB, write_documents
from dutyroom.actions.importing import ImportJob, ImportResult, run_import
from dutyroom.data.startup import create_store
from dutyroom.readers.reading import Reader

RATE: Final = 20.0
"""Documents a second, on two cores."""
INDEX_MOST: Final = 2.5
BEAT_MS: Final = 10
BEAT_MOST: Final = 0.1
"""Seconds that the window's clock may stand still at most."""
READERS: Final = 2


def plans_ratios(folder: Path, *, documents: int = DOCUMENTS) -> list[Ratio]:
    """The import in the window's process against twenty documents a second, the window's longest pause, the index."""
    files = folder / "files"
    size = write_documents(files, documents, megabytes=TEXT_MB * documents / DOCUMENTS, seed=SEED)
    command = [sys.executable, "-m", "benchmarks.plans_window", str(files), str(folder / "store")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # our own
    spent, imported, pause = float(told[0]), int(told[1]), float(told[2])
    text, index = _sizes(folder / "store" / "dutyroom.db")
    rate = imported / spent
    at = f"{imported:,} of {documents:,} documents, {size / 1e6:.0f} MB of text, {spent:.0f} s, {rate:.1f} a second, window alive"
    room = f"{text / 1e6:.0f} MB of text in {index / 1e6:.0f} MB of index"
    return [
        Ratio("plans: import", RATE / rate, 1.0, f"{RATE:.0f} documents/s", at),
        Ratio("plans: longest pause of the window", pause / BEAT_MOST, 1.0, "100 ms", f"{pause * 1000:.0f} ms"),
        Ratio("plans: index by text", index / text, INDEX_MOST, "text kept", room),
    ]


def import_all(folder: Path, store_folder: Path) -> tuple[float, list[ImportResult]]:
    """Import without a window; the seconds and the report."""
    store = create_store(store_folder, kind="sample")
    results: list[ImportResult] = []
    start = time.perf_counter()
    with closing(store), ExitStack() as stack:
        readers = [stack.enter_context(Reader()) for _ in range(READERS)]

        def do(action: Callable[..., Any], *args: object) -> Any:
            with store.desk() as desk:
                return action(desk, *args)

        run_import(ImportJob(do=do, store=store, readers=readers, progress=results.append), [folder])
        return time.perf_counter() - start, results


def _sizes(path: Path) -> tuple[int, int]:
    """Bytes of the texts kept, and of the index over them with what they are like."""
    with closing(sqlite3.connect(path)) as store:
        text = store.execute(
            "SELECT sum(length(CAST(number AS BLOB)) + length(CAST(title AS BLOB)) + length(CAST(body AS BLOB))) FROM plan_section"
        ).fetchone()[0]
        index = store.execute("SELECT sum(length(block)) FROM plan_index_data").fetchone()[0]
        index += store.execute("SELECT sum(length(sz)) FROM plan_index_docsize").fetchone()[0]
        bands = store.execute("SELECT count(*) FROM plan_likeness").fetchone()[0]
    return int(text), int(index) + 2 * 24 * int(bands)

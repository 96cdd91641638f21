"""``make bench``: every ratio in one run, as a table and as ``build/bench.json``."""

from __future__ import annotations

import argparse
import json
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.briefing_paper import briefing_paper_ratio
from benchmarks.filling import SEED, UNTIL, filling_ratio
from benchmarks.hotline import CASES, hotline_ratios
from benchmarks.incidents import INCIDENTS, incidents_ratios
from benchmarks.measure import Left, Ratio
from benchmarks.notices import NOTICES, notices_ratios
from benchmarks.paper import paper_ratio
from benchmarks.paper_peers import peer_ratios
from benchmarks.plan_paper import plan_paper_ratios
from benchmarks.plans import plans_ratios
from benchmarks.plans_fill import DOCUMENTS
from benchmarks.plans_search import plans_search_ratios
from benchmarks.preview import preview_ratio
from benchmarks.scrolling import scrolling_ratio
from benchmarks.searching import search_ratios
from benchmarks.startup import startup_ratio
from benchmarks.writing import writing_ratio
from dutyroom.actions.sample import fill_sample

GOAL = Path(__file__).resolve().parent.parent / "build" / "bench.json"
MILLION = 1_000_000
NAMES = (
    "fill",
    "start",
    "search",
    "write",
    "paper",
    "briefing-paper",
    "paper-peers",
    "preview",
    "scroll",
    "notices",
    "incidents",
    "hotline",
    "plans",
    "plans_search",
    "plan-paper",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and write; the status is 0 also where an aim is missed, for that is what the table says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--entries", type=int, default=MILLION, help="size of the sample store (default 1 000 000)")
    parser.add_argument(
        "--notices", type=int, default=NOTICES, help="how many notices, with ten steps each (default 100 000)"
    )
    parser.add_argument(
        "--incidents", type=int, default=INCIDENTS, help="how many incidents, with ten entries each (default 100 000)"
    )
    parser.add_argument("--cases", type=int, default=CASES, help="cases of the mayor's telephone (default 3 000 000)")
    parser.add_argument("--plans", type=int, default=DOCUMENTS, help="how many plans are imported (default 3 500)")
    parser.add_argument(
        "--peers",
        default=sys.executable,
        metavar="PYTHON",
        help="an interpreter in which typst and weasyprint are installed (default this one)",
    )
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="measure only these")
    parser.add_argument("--output", type=Path, default=GOAL, help="where the ratios go as JSON")
    asked = parser.parse_args(argv)
    lines: list[Ratio | Left] = []
    with tempfile.TemporaryDirectory(prefix="dutyroom-bench-") as folder:
        for measured in _measure(Path(folder), asked):
            lines += measured
    _show(lines)
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text(
        json.dumps([line.plain() for line in lines], ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return 0


def _measure(folder: Path, asked: argparse.Namespace) -> list[Sequence[Ratio | Left]]:
    store, entries, only = folder / "store", asked.entries, asked.only
    if set(only) & {"start", "search", "scroll"}:
        _say(f"filling a sample duty room of {entries:,} entries")
        fill_sample(store, entries=entries, seed=SEED, until=UNTIL)
    works: dict[str, Callable[[], Sequence[Ratio | Left]]] = {
        "start": lambda: [startup_ratio(store, entries)],
        "search": lambda: search_ratios(store, folder / "search", entries),
        "scroll": lambda: [scrolling_ratio(store, entries)],
        "write": lambda: [writing_ratio(folder / "write")],
        "paper": lambda: [paper_ratio(folder / "paper")],
        "briefing-paper": lambda: [briefing_paper_ratio()],
        "paper-peers": lambda: peer_ratios(asked.peers),
        "preview": lambda: [preview_ratio(folder / "preview")],
        "plan-paper": lambda: plan_paper_ratios(folder / "plan-paper"),
        "fill": lambda: [_fill(folder / "fill", entries)],
        "incidents": lambda: incidents_ratios(folder / "incidents", incidents=asked.incidents),
        "hotline": lambda: hotline_ratios(folder / "hotline", cases=asked.cases),
        "plans": lambda: plans_ratios(folder / "plans", documents=asked.plans),
        "plans_search": lambda: plans_search_ratios(folder / "plans", folder / "plans-work"),
        "notices": lambda: notices_ratios(folder / "notices", notices=asked.notices),
    }
    done = []
    for name, work in works.items():
        if name in only:
            start = time.perf_counter()
            done.append(work())
            _say(f"{name}: measured in {time.perf_counter() - start:.0f} s")
    return done


def _fill(folder: Path, entries: int) -> Ratio:
    ours, bare = filling_ratio(folder, entries)
    at = f"{entries:,} entries with chain and index, {ours:.1f} s / {bare:.1f} s"
    return Ratio("sample duty room", ours / bare, 3.0, "executemany of the same rows and index", at)


def _show(lines: Sequence[Ratio | Left]) -> None:
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}, {now}\n")
    for line in lines:
        if isinstance(line, Left):
            print(f"{'—':>7}  {'':9}left out {line.name} / {line.against}\n{'':18}{line.why}")
            continue
        verdict = "reached" if line.is_reached else "SHORT"
        print(f"{line.ratio:7.2f}  aim {line.aim:<4} {verdict:8} {line.name} / {line.against}\n{'':18}{line.at}")


def _say(sentence: str) -> None:
    print(f"bench: {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

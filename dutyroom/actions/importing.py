"""Importing plans: each file is read in another process, understood, and kept in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from dutyroom.rules.plan import KeepPlan, Kept


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file; ``plan`` is its number, or of the plan that is the same. ``detail`` is a code."""

    file: str
    result: str
    plan: int | None = None
    detail: str = ""
    facts: tuple[tuple[str, object], ...] = ()


class PlanReader(Protocol):
    """Reads a file elsewhere; see :mod:`dutyroom.readers.reading`."""

    def read_plan(self, path: Path) -> Any: ...


def import_plans(
    files: Iterable[Path],
    reader: PlanReader,
    keep: Callable[[KeepPlan], Kept],
    *,
    progress: Callable[[int, ImportResult], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[ImportResult]:
    """Import files one after another; a file that cannot be read is a line of the report and stops nothing."""
    results: list[ImportResult] = []
    for count, path in enumerate(files, 1):
        if cancelled():
            break
        result = _import(path, reader, keep)
        results.append(result)
        if progress:
            progress(count, result)
    return results


def _import(path: Path, reader: PlanReader, keep: Callable[[KeepPlan], Kept]) -> ImportResult:
    reading = reader.read_plan(path)
    if reading.result != "ok" or reading.plan is None:
        return ImportResult(str(path), reading.result, None, reading.detail, tuple(dict(reading.facts).items()))
    plan = reading.plan
    kept = keep(
        KeepPlan(
            title=plan.title,
            kind=plan.kind,
            issuer=plan.issuer or "",
            number=plan.number or "",
            issued_on=plan.issued_on,
            text_missing=plan.text_missing,
            sections=tuple((s.level, s.number, s.title, s.body) for s in plan.sections),
            file_name=path.name,
            path=str(path),
        )
    )
    return ImportResult(str(path), kept.result, kept.plan)

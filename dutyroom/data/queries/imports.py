"""Reads of imports: the last one, and what became of its files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import ImportedFile, ImportRun
from dutyroom.rules.plan_import import ImportResult


@dataclass(frozen=True, slots=True)
class RunRow:
    """An import: what was chosen for it, how many files it had, and when it began and ended."""

    id: int
    paths: tuple[str, ...]
    total: int
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What became of one file; an empty ``result`` stands for an archive of which every file was seen to."""

    path: str
    size: int
    changed_at: int
    result: str
    plan: int | None
    detail: str
    facts: tuple[tuple[str, Any], ...]

    def told(self) -> ImportResult:
        """The line of the report."""
        return ImportResult(self.path, self.result, self.plan, self.detail, self.facts)


@dataclass(frozen=True, slots=True)
class LastImport:
    """The newest import with the lines of its report."""

    run: RunRow
    results: tuple[ImportResult, ...]


def last_run(session: Session) -> RunRow | None:
    """The newest import, or None."""
    row = session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(1)).first()
    if row is None:
        return None
    return RunRow(row.id, tuple(row.paths.split("\n")), row.total, row.started_at, row.ended_at)


def last_import(session: Session) -> LastImport | None:
    """The newest import with what became of its files, or None."""
    run = last_run(session)
    if run is None:
        return None
    return LastImport(run, tuple(row.told() for row in run_files(session, run.id) if row.result))


def run_files(session: Session, run_id: int) -> list[ImportedRow]:
    """The files of an import in the order in which they were seen to."""
    rows = session.scalars(select(ImportedFile).where(ImportedFile.run_id == run_id).order_by(ImportedFile.id))
    return [
        ImportedRow(
            row.path, row.size, row.changed_at, row.result, row.plan_id, row.detail, tuple(_facts(row.facts).items())
        )
        for row in rows
    ]


def _facts(written: str) -> dict[str, Any]:
    return dict(json.loads(written)) if written else {}

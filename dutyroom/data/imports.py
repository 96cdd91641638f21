"""Writing down how far an import has come, in the transaction of whatever it kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from dutyroom.data.tables import ImportedFile, ImportRun

_KEPT_RUNS: Final = 5


def add_run(session: Session, paths: Sequence[str], total: int, now: datetime) -> int:
    """Begin a run; one that was broken off before is given up, and only the last few are remembered."""
    session.execute(update(ImportRun).where(ImportRun.ended_at.is_(None)).values(ended_at=now))
    run = ImportRun(paths="\n".join(paths), total=total, started_at=now)
    session.add(run)
    session.flush()
    old = select(ImportRun.id).where(ImportRun.id <= run.id - _KEPT_RUNS)
    session.execute(delete(ImportedFile).where(ImportedFile.run_id.in_(old)))
    session.execute(delete(ImportRun).where(ImportRun.id.in_(old)))
    return run.id


def resize_run(session: Session, run_id: int, total: int) -> None:
    """The folder holds another number of files now."""
    session.execute(update(ImportRun).where(ImportRun.id == run_id).values(total=total, ended_at=None))


def close_run(session: Session, run_id: int, now: datetime) -> None:
    """The run has seen to every file, or nobody wants it to go on."""
    session.execute(update(ImportRun).where(ImportRun.id == run_id).values(ended_at=now))


def put_file(session: Session, row: Mapping[str, object]) -> None:
    """What became of a file, by the columns of the table; an earlier line of the same file goes."""
    session.execute(delete(ImportedFile).where(ImportedFile.run_id == row["run_id"], ImportedFile.path == row["path"]))
    session.add(ImportedFile(**row))
    session.flush()


def say_of_plan(session: Session, plan_id: int, detail: str, facts: str, now_plan: int) -> None:
    """A plan of an import became a version of another: the lines of its files say so."""
    session.execute(
        update(ImportedFile).where(ImportedFile.plan_id == plan_id).values(detail=detail, facts=facts, plan_id=now_plan)
    )


def count_files(session: Session, run_id: int) -> int:
    """How many files of a run were seen to."""
    asked = select(func.count()).where(ImportedFile.run_id == run_id, ImportedFile.result != "")
    return int(session.scalar(asked) or 0)

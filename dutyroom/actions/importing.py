"""Importing plans: each file is read in another process, understood, and kept in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.import_runs import (
    begin_run,
    complete_likeness,
    end_run,
    go_on,
    keep_noted,
    keep_version_noted,
    note_file,
    told_of,
)
from dutyroom.actions.plans import ReadyPlan, index_plans, known_plan, ready_plan
from dutyroom.actions.reading_ahead import Incoming, ReadingAhead
from dutyroom.actions.reading_ahead import PlanReader as PlanReader
from dutyroom.data.plan_likeness import NearPlan, near_plan
from dutyroom.data.queries.imports import RunRow, run_files
from dutyroom.data.store import Store
from dutyroom.data.trouble import Trouble
from dutyroom.readers.reading import gather_files
from dutyroom.rules.law import dated
from dutyroom.rules.plan import KeepPlan, Kept
from dutyroom.rules.plan_import import FileNote, shown_path
from dutyroom.rules.plan_import import ImportResult as ImportResult
from dutyroom.rules.plan_likeness import likeness_code, percent_alike
from dutyroom.rules.plan_version import KeepVersion

_LONG: Final = 40_000
_DISK_FULL: Final = "store.disk_full"


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
    with closing(ReadingAhead(files, [reader]).read()) as incoming:  # type: ignore[type-var]  # a generator
        for item in incoming:
            if cancelled():
                break
            if item.reading is None:
                continue
            result = _failed(item)
            if result is None:
                kept = keep(kept_as(item))
                result = ImportResult(item.shown, kept.result, kept.plan)
            results.append(result)
            if progress:
                progress(len(results), result)
    return results


def kept_as(item: Incoming) -> KeepPlan:
    """What is to be kept of a file that was read as a plan."""
    plan = item.reading.plan
    document = item.reading.document
    return KeepPlan(
        title=plan.title,
        kind=plan.kind,
        issuer=plan.issuer or "",
        number=plan.number or "",
        issued_on=plan.issued_on,
        text_missing=plan.text_missing,
        sections=tuple((s.level, s.number, s.title, s.body) for s in plan.sections),
        file_name=item.name,
        path=str(item.path),
        confidence=document.confidence if document is not None else None,
    )


def _failed(item: Incoming) -> ImportResult | None:
    reading = item.reading
    if reading.result == "ok" and reading.plan is not None:
        return None
    return ImportResult(item.shown, reading.result, None, reading.detail, tuple(dict(reading.facts).items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportJob:
    """How an import reaches the store: ``do(action, …)`` runs an action as one transaction.

    ``versions`` makes what looks like a version of a plan one at once. ``progress(result)`` is told of each file,
    ``found(total)`` when the number of files is known better, ``cancelled()`` is asked before each is kept.
    """

    do: Callable[..., Any]
    store: Store
    readers: Sequence[PlanReader]
    versions: bool = False
    progress: Callable[[ImportResult], None] = lambda _: None
    found: Callable[[int], None] = lambda _: None
    cancelled: Callable[[], bool] = lambda: False


class ImportStopped(Exception):
    """The disk is full or the store out of reach: what was kept by then is kept, and the import can go on."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.code)
        self.trouble = trouble


def run_import(job: ImportJob, paths: Sequence[Path]) -> None:
    """Import files and folders as a run that can go on after it was broken off."""
    files = gather_files(paths)
    job.found(len(files))
    with _stopping():
        run = job.do(begin_run, [shown_path(str(path.absolute())) for path in paths], len(files))
        _Run(job, run, files, {}).go()


def resume_import(job: ImportJob, run: RunRow) -> None:
    """Go on with a run: what is done and unchanged is left out, what is new or changed since is imported."""
    files = gather_files([Path(path) for path in run.paths])
    with job.store.reading() as session:
        done = {row.path: (row.size, row.changed_at) for row in run_files(session, run.id)}
    job.found(max(len(files), len(done)))
    with _stopping():
        job.do(go_on, run.id, max(len(files), len(done)))
        _Run(job, run.id, files, done).go()


@contextmanager
def _stopping() -> Iterator[None]:
    """What the machine must mend ends the import as :class:`ImportStopped`."""
    try:
        yield
    except Trouble as trouble:
        raise ImportStopped(trouble) from trouble


class _Run:
    """One run of an import."""

    def __init__(self, job: ImportJob, run: int, files: Sequence[Path], done: dict[str, tuple[int, int]]) -> None:
        self._job, self._run, self._done = job, run, done
        self._total = len(files)
        self._ahead = ReadingAhead(files, job.readers, is_done=self._is_done, found=self._more)

    def go(self) -> None:
        """Keep what comes until there is no more or somebody stops it."""
        while self._job.do(complete_likeness):
            continue
        with closing(self._ahead.read()) as incoming:  # type: ignore[type-var]  # a generator
            for item in incoming:
                if self._job.cancelled():
                    return
                if item.reading is None:
                    self._job.do(note_file, self._note(item), ImportResult(item.shown, ""))
                else:
                    self._job.progress(self._seen_to(item))
        if not self._job.cancelled():
            self._job.do(end_run, self._run)

    def _is_done(self, shown: str, size: int, changed_at: int) -> bool:
        return self._done.get(_whole_path(shown)) == (size, changed_at)

    def _more(self, count: int) -> None:
        self._total += count
        self._job.found(self._total)

    def _note(self, item: Incoming) -> FileNote:
        return FileNote(run=self._run, path=_whole_path(item.shown), size=item.size, changed_at=item.changed_at)

    def _seen_to(self, item: Incoming) -> ImportResult:
        """Keep the file; one that changed while it was read is read once more."""
        result = self._kept(item)
        if result.detail == "import.file.changed":
            again = self._ahead.read_again(item)
            result, item = self._kept(again), again
        if result.plan is None:
            self._job.do(note_file, self._note(item), result)
        return result

    def _kept(self, item: Incoming) -> ImportResult:
        failure = _failed(item)
        if failure is not None:
            return failure
        keep = dated(kept_as(item))
        try:
            ready = ready_plan(self._job.store.folder, keep)
        except Trouble as trouble:
            if trouble.code == "file.unreadable":  # it vanished, or may not be read any more
                reason = str(trouble.facts.get("detail", ""))
                return ImportResult(item.shown, "damaged", None, "file.unreadable", (("reason", reason),))
            self._say_full(item, trouble)
            raise
        try:
            if not item.is_member and not _is_as_read(item):
                return ImportResult(item.shown, "damaged", None, "import.file.changed")
            return self._keep(item, keep, ready)
        except Trouble as trouble:
            self._say_full(item, trouble)
            raise
        finally:
            if ready.copy:
                ready.copy.drop()

    def _keep(self, item: Incoming, keep: KeepPlan, ready: ReadyPlan) -> ImportResult:
        with self._job.store.reading() as session:
            near = None if keep.text_missing else near_plan(session, ready.bands, keep.title)
        said = _likeness_said(item.shown, keep, near)
        if near is not None and self._job.versions and not self._is_there(keep, ready):
            older = said.detail == "plan.like.older"
            asked = KeepVersion(
                plan_id=near.id,
                keep=keep,
                confidence=keep.confidence,
                takes_force=False if older else None,
            )
            version = self._job.do(keep_version_noted, asked, ready, self._note(item))
            if version.result == "same":
                return ImportResult(item.shown, "same", version.plan)
            facts = (("number", version.number), ("other", version.plan))
            result = ImportResult(item.shown, "imported", version.plan, "plan.like.kept", facts)
        else:
            kept = self._job.do(keep_noted, keep, ready, self._note(item), said)
            result = told_of(kept, said)
        long = sum(len(body) for _, _, _, body in keep.sections) >= _LONG
        while long and self._job.do(index_plans):
            continue
        return result

    def _is_there(self, keep: KeepPlan, ready: ReadyPlan) -> bool:
        """Whether it is a plan of the library already, so that it is none's version."""
        with self._job.store.reading() as session:
            return known_plan(session, keep, ready) is not None

    def _say_full(self, item: Incoming, trouble: Trouble) -> None:
        """The file in hand has its line in the report, though nothing can be written down."""
        if trouble.code == _DISK_FULL:
            self._job.progress(ImportResult(item.shown, "too-large", None, "import.disk_full"))


def _whole_path(shown: str) -> str:
    """The path from the root on, so that a run goes on wherever it is taken up; what follows in an archive stays."""
    return shown if Path(shown).is_absolute() else f"{shown_path(str(Path.cwd()))}/{shown}"


def _likeness_said(shown: str, keep: KeepPlan, near: NearPlan | None) -> ImportResult:
    if near is None:
        return ImportResult(shown, "imported")
    code = likeness_code(in_common=near.in_common, own=keep.issued_on, other=near.issued_on)
    facts = (("other", near.id), ("percent", percent_alike(near.in_common)))
    return ImportResult(shown, "imported", None, code, facts)


def _is_as_read(item: Incoming) -> bool:
    """Whether the file still is what was read: its size and the time of its last writing."""
    try:
        about = item.path.stat()
    except OSError:
        return False
    return (about.st_size, about.st_mtime_ns) == (item.size, item.changed_at)

"""``dutyroom plans import``: files, folders, archives and mails into the library; one result a file."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.errors import said_of_file
from dutyroom.actions.import_report import write_report
from dutyroom.actions.importing import ImportJob, ImportResult, ImportStopped, resume_import, run_import
from dutyroom.cli.arguments import Commands, json_option, writer_options
from dutyroom.cli.call import BAD_INPUT, Call, Stop, opened, show, show_json, warn, writer
from dutyroom.data.queries.imports import RunRow, last_import, last_run
from dutyroom.data.store import Store
from dutyroom.data.workbook import Table, write_workbook
from dutyroom.readers.reading import Reader
from dutyroom.rules.plan import RESULT_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

READERS: Final = 2
"""Processes that read; more would only wait for the one that writes."""
_ENDINGS: Final = (".csv", ".xlsx")
_WIDTHS: Final = {"file": 60, "result": 18, "plan": 8, "detail": 60}


def add_import(below: Commands, wording: Wording) -> None:
    """Name the command and its options."""
    parser = below.add("import", import_files, wording.say("import plans from files and folders"))
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help=wording.say("docx, PDF, odt, HTML, Markdown, text, workbook, mail or zip, or a folder of such"),
    )
    options = parser.options
    options.add_argument(
        "--resume", action="store_true", help=wording.say("go on with the last import where it was broken off")
    )
    options.add_argument(
        "--versions",
        action="store_true",
        help=wording.say("keep what looks like a version of a plan as its version at once"),
    )
    options.add_argument(
        "--report", type=Path, metavar="FILE", help=wording.say("write the report to a .csv or .xlsx file, too")
    )
    json_option(parser)
    writer_options(parser)


def import_files(call: Call) -> int:
    """Import what is named, or go on with the last import. Status 2 where a path named is not there."""
    absent = _checked(call)
    results: list[ImportResult] = []
    with opened(call, create=not call.asked.resume) as store, _readers() as readers:
        author = writer(call, store)

        def do(action: Callable[..., Any], *args: object) -> Any:
            with store.desk(author) as desk:
                return action(desk, *args)

        def tell(result: ImportResult) -> None:
            results.append(result)
            if not call.wants_json:
                show(_result_line(call, result))

        job = ImportJob(do=do, store=store, readers=readers, versions=call.asked.versions, progress=tell)
        try:
            if call.asked.resume:
                resume_import(job, _open_run(store))
            else:
                run_import(job, call.asked.paths)
        except ImportStopped as stopped:
            _tell_results(call, results)
            raise stopped.trouble from stopped
        if call.asked.resume:
            results = _whole_run(store)
    _tell_results(call, results)
    return BAD_INPUT if absent else 0


def _checked(call: Call) -> list[Path]:
    """The paths that are not there; stops where nothing is asked for that can be done."""
    paths: list[Path] = call.asked.paths
    target: Path | None = call.asked.report
    if target is not None and target.suffix.lower() not in _ENDINGS:
        raise Stop(call.say("The report is written as .csv or .xlsx; {path} is neither.", path=target))
    if call.asked.resume:
        if paths:
            raise Stop(call.say("Name files, or go on with the last import; not both."))
        return []
    if not paths:
        raise Stop(call.say("Name the files or folders to import."))
    absent = [path for path in paths if not path.exists() and not path.is_symlink()]
    if len(absent) == len(paths):
        raise Stop(call.say("{path} is not there.", path=absent[0]))
    return absent


@contextmanager
def _readers() -> Iterator[Sequence[Reader]]:
    with ExitStack() as stack:
        # Somebody who ends the program with Ctrl+C or a signal leaves no reading process behind.
        former = signal.getsignal(signal.SIGTERM)
        signal.signal(signal.SIGTERM, _leave)
        stack.callback(signal.signal, signal.SIGTERM, former)
        yield [stack.enter_context(Reader()) for _ in range(READERS)]


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)


def _open_run(store: Store) -> RunRow:
    with store.reading() as session:
        run = last_run(session)
    if run is None or run.ended_at is not None:
        raise Refusal("import.none_open")
    return run


def _whole_run(store: Store) -> list[ImportResult]:
    """Every file of the run, those seen to before it was broken off, too."""
    with store.reading() as session:
        found = last_import(session)
    return list(found.results) if found is not None else []


def _tell_results(call: Call, results: Sequence[ImportResult]) -> None:
    if call.wants_json:
        show_json([_result(call, result) for result in results])
    elif not results:
        warn(call.say("No files were found there."))
    target: Path | None = call.asked.report
    if target is None:
        return
    columns = tuple(_WIDTHS)
    rows = [[result.file, _word(call, result), result.plan, _detail(call, result)] for result in results]
    if target.suffix.lower() == ".csv":
        write_report(target, [columns, *rows])
    else:
        table = Table(sheet=call.say("Import"), columns=columns, widths=_WIDTHS, zone=call.zone)
        write_workbook(target, table, rows)


def _detail(call: Call, result: ImportResult) -> str:
    return said_of_file(result.detail, dict(result.facts), call.wording, call.zone)


def _word(call: Call, result: ImportResult) -> str:
    return call.say(RESULT_WORDS.get(result.result, result.result), plan=result.plan)


def _result(call: Call, result: ImportResult) -> dict[str, Any]:
    return {"file": result.file, "result": result.result, "plan": result.plan, "detail": _detail(call, result)}


def _result_line(call: Call, result: ImportResult) -> str:
    detail = _detail(call, result)
    plan = call.say("plan {plan}", plan=result.plan) if result.plan is not None and result.result != "same" else ""
    return "  ".join(part for part in (result.file, _word(call, result), plan, detail) if part)

"""``dutyroom plans``: import emergency plans, list them, show one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dutyroom.actions.errors import said_of_file
from dutyroom.actions.importing import ImportResult, import_plans
from dutyroom.actions.plans import keep_in_slices
from dutyroom.cli import plan_contents, plan_due, plan_versions
from dutyroom.cli.arguments import Commands, json_option, writer_options
from dutyroom.cli.call import BAD_INPUT, Call, Stop, opened, show, show_json, warn, writer
from dutyroom.data.queries.plans import PlanInFull, PlanRow, plan_in_full, plan_rows
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.rules.plan import KIND_WORDS, RESULT_WORDS, KeepPlan, Kept
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    plans = commands.add("plans", None, wording.say("import emergency plans, list them, show one"))
    below = Commands(plans, "plans_command", required=True)
    parser = below.add("import", import_files, wording.say("import plans from files and folders"))
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help=wording.say("docx, PDF, HTML, Markdown or text, or a folder of such"),
    )
    json_option(parser)
    writer_options(parser)
    plan_versions.add_to(below, wording)
    json_option(below.add("list", list_plans, wording.say("list the plans")))
    parser = below.add("show", show_plan, wording.say("show a plan"))
    parser.add_argument("id", type=int, metavar="ID", help=wording.say("the number that “plans list” shows"))
    parser.options.add_argument("--outline", action="store_true", help=wording.say("only its headings"))
    json_option(parser)
    plan_due.add_to(below, wording)
    plan_contents.add_to(below, wording)


def import_files(call: Call) -> int:
    """Import what is named; one result a file. Status 2 where a path named is not there."""
    paths: list[Path] = call.asked.paths
    absent = [path for path in paths if not path.exists()]
    if len(absent) == len(paths):
        raise Stop(call.say("{path} is not there.", path=absent[0]))
    with opened(call, create=True) as store, Reader() as reader:
        author = writer(call, store)

        def do(action: Callable[..., Any], *args: object) -> Any:
            with store.desk(author) as desk:
                return action(desk, *args)

        def keep(plan: KeepPlan) -> Kept:
            return keep_in_slices(do, store.folder, plan)

        def tell(_count: int, result: ImportResult) -> None:
            if not call.wants_json:
                show(_result_line(call, result))

        results = import_plans(gather_files(paths), reader, keep, progress=tell)
    if call.wants_json:
        show_json([_result(call, result) for result in results])
    elif not results:
        warn(call.say("No files were found there."))
    return BAD_INPUT if absent else 0


def _detail(call: Call, result: ImportResult) -> str:
    return said_of_file(result.detail, dict(result.facts), call.wording, call.zone)


def _result(call: Call, result: ImportResult) -> dict[str, Any]:
    return {"file": result.file, "result": result.result, "plan": result.plan, "detail": _detail(call, result)}


def _result_line(call: Call, result: ImportResult) -> str:
    word = RESULT_WORDS.get(result.result, result.result)
    said = call.say(word, plan=result.plan)
    detail = _detail(call, result)
    plan = call.say("plan {plan}", plan=result.plan) if result.plan is not None and result.result != "same" else ""
    return "  ".join(part for part in (result.file, said, plan, detail) if part)


def list_plans(call: Call) -> int:
    """The plans by title."""
    with opened(call) as store, store.reading() as session:
        rows = plan_rows(session)
    if call.wants_json:
        show_json([_listed(row) for row in rows])
        return 0
    for row in rows:
        kind = call.say(KIND_WORDS.get(row.kind, row.kind))
        missing = call.say("headings only: text missing") if row.text_missing else ""
        show("  ".join(part for part in (f"{row.id:>5}", row.title, kind, row.number, missing) if part))
    return 0


def _listed(row: PlanRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "version": row.current,
        "sections": row.sections,
        "issuer": row.issuer,
        "number": row.number,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "text_missing": row.text_missing,
        "file": row.file_name,
        "imported_at": row.imported_at.isoformat(),
    }


def show_plan(call: Call) -> int:
    """One plan: its headings, or its whole text."""
    with opened(call) as store, store.reading() as session:
        plan = plan_in_full(session, call.asked.id)
    if plan is None:
        raise Refusal("plan.unknown", id=call.asked.id)
    if call.asked.outline:
        _show_outline(call, plan)
    elif call.wants_json:
        texts = [{**heading, "body": body} for heading, body in _sections(plan)]
        show_json({**_listed(plan.plan), "sections": texts})
    else:
        _show_text(plan)
    return 0


def _sections(plan: PlanInFull) -> list[tuple[dict[str, Any], str]]:
    return [({"level": s.level, "number": s.number, "title": s.title, "section": s.id}, s.body) for s in plan.sections]


def _show_outline(call: Call, plan: PlanInFull) -> None:
    # Level 0 is the text before the first heading: it has no place in an outline.
    headings = [heading for heading, _ in _sections(plan) if heading["level"] > 0]
    if call.wants_json:
        show_json(headings)
        return
    for heading in headings:
        show(f"{'  ' * (heading['level'] - 1)}{heading['number']} {heading['title']}".rstrip())


def _show_text(plan: PlanInFull) -> None:
    show(plan.plan.title)
    for part in (plan.plan.issuer, plan.plan.number):
        if part:
            show(part)
    for heading, body in _sections(plan):
        title = f"{heading['number']} {heading['title']}".strip()
        if title:
            show(f"\n{title}")
        if body:
            show(body)

"""``dutyroom plans``: import emergency plans, list them, show one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dutyroom.cli import plan_contents, plan_due, plan_export, plan_versions
from dutyroom.cli.arguments import Commands, json_option
from dutyroom.cli.call import Call, opened, show, show_json
from dutyroom.cli.plans_in import add_import
from dutyroom.data.queries.export_plans import CATALOGUE_COLUMNS, plan_records
from dutyroom.data.queries.plans import PlanInFull, PlanRow, plan_in_full, plan_rows
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    plans = commands.add("plans", None, wording.say("import emergency plans, list them, show one"))
    below = Commands(plans, "plans_command", required=True)
    add_import(below, wording)
    plan_versions.add_to(below, wording)
    json_option(below.add("list", list_plans, wording.say("list the plans")))
    plan_export.add_to(below, wording)
    parser = below.add("show", show_plan, wording.say("show a plan"))
    parser.add_argument("id", type=int, metavar="ID", help=wording.say("the number that “plans list” shows"))
    parser.options.add_argument("--outline", action="store_true", help=wording.say("only its headings"))
    json_option(parser)
    plan_due.add_to(below, wording)
    plan_contents.add_to(below, wording)


def list_plans(call: Call) -> int:
    """The plans by title; in JSON with all their particulars, how they stand and what they owe."""
    with opened(call) as store, store.reading() as session:
        rows = plan_rows(session)
        if call.wants_json:
            told = {row["id"]: row for row in plan_records(session, call.clock().astimezone(call.zone).date())}
            show_json([_listed(row) | _further(told.get(row.id, {})) for row in rows])
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


def _further(told: Mapping[str, Any]) -> dict[str, Any]:
    """What the catalogue says of it beside what is listed of every plan; nothing of a law."""
    return {name: told.get(name) for name in CATALOGUE_COLUMNS}


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

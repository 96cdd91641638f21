"""An import that can go on: what was chosen for it, and what became of each file, kept together with the plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from dutyroom.actions.plan_laws import keep_reading
from dutyroom.actions.plan_versions import keep_version
from dutyroom.actions.plans import ReadyPlan, void_plan
from dutyroom.data.desk import Desk
from dutyroom.data.imports import add_run, close_run, put_file, resize_run, say_of_plan
from dutyroom.data.plan_likeness import add_bands, texts_without_bands
from dutyroom.data.queries.plans import plan_in_full, text_sections
from dutyroom.data.verify import attachment_path
from dutyroom.rules.plan import KeepPlan, Kept, VoidPlan
from dutyroom.rules.plan_import import FileNote, ImportResult
from dutyroom.rules.plan_likeness import text_bands
from dutyroom.rules.plan_version import KeepVersion, KeptVersion
from dutyroom.rules.refusal import Refusal

_AT_ONCE = 25


def begin_run(desk: Desk, paths: Sequence[str], total: int) -> int:
    """Note that an import of these paths begins; returns its number."""
    return add_run(desk.session, paths, total, desk.now)


def go_on(desk: Desk, run: int, total: int) -> None:
    """A run that was broken off goes on, with so many files now."""
    resize_run(desk.session, run, total)


def end_run(desk: Desk, run: int) -> None:
    """Every file was seen to, or the rest is not wanted."""
    close_run(desk.session, run, desk.now)


def note_file(desk: Desk, note: FileNote, result: ImportResult) -> None:
    """Note what became of a file that was not kept; an empty result: of an archive of which every file was seen to."""
    _put(desk, note, result.result, result.plan, result.detail, dict(result.facts))


def keep_noted(desk: Desk, keep: KeepPlan, ready: ReadyPlan, note: FileNote | None, said: ImportResult) -> Kept:
    """Keep a plan and what became of its file in one transaction; ``said`` is what the report tells of a new one."""
    kept = keep_reading(desk, keep, ready)
    if note is not None:
        told = told_of(kept, said)
        _put(desk, note, told.result, told.plan, told.detail, dict(told.facts))
    return kept


def told_of(kept: Kept, said: ImportResult) -> ImportResult:
    """What the report tells of a plan that was kept, or that was there."""
    if kept.result != "imported":
        return replace(said, result=kept.result, plan=kept.plan, detail="", facts=())
    if kept.version > 1:
        facts = (("number", kept.version), ("other", kept.plan))
        return replace(said, result=kept.result, plan=kept.plan, detail="plan.like.kept", facts=facts)
    return replace(said, result=kept.result, plan=kept.plan)


def keep_version_noted(desk: Desk, asked: KeepVersion, ready: ReadyPlan, note: FileNote | None) -> KeptVersion:
    """Keep a version and what became of its file in one transaction."""
    kept = keep_version(desk, asked, ready)
    if note is not None:
        if kept.result == "same":
            _put(desk, note, "same", kept.plan, "", {})
        else:
            _put(desk, note, "imported", kept.plan, "plan.like.kept", {"number": kept.number, "other": kept.plan})
    return kept


def join_as_version(desk: Desk, number: int, other: int, reason: str) -> KeptVersion:
    """Make a plan that came as one of its own a version of another; it is withdrawn with the reason and stays readable.

    An older text than the one in force does not take its place.
    """
    whole = plan_in_full(desk.session, number)
    goal = plan_in_full(desk.session, other)
    if whole is None or goal is None or whole.plan.state != "kept" or goal.plan.state != "kept" or number == other:
        raise Refusal("import.not_like", id=number if whole is None or whole.plan.state != "kept" else other)
    plan = whole.plan
    own = plan.attachment
    keep = KeepPlan(
        title=plan.title,
        kind=plan.kind,
        issuer=plan.issuer,
        number=plan.number,
        issued_on=plan.issued_on,
        effective_on=plan.effective_on,
        text_missing=plan.text_missing,
        sections=tuple((s.level, s.number, s.title, s.body) for s in whole.sections),
        file_name=plan.file_name,
        path=str(attachment_path(desk.folder / "attachments", own)) if own else "",
    )
    both = plan.issued_on, goal.plan.issued_on
    older = both[0] is not None and both[1] is not None and both[0] < both[1]
    asked = KeepVersion(
        plan_id=other,
        keep=keep,
        note=reason,
        confidence=plan.confidence,
        takes_force=False if older else None,
    )
    kept = keep_version(desk, asked)
    void_plan(desk, VoidPlan(id=number, reason=reason))
    facts = json.dumps({"number": kept.number, "other": other})
    say_of_plan(desk.session, number, "plan.like.kept", facts, other)
    return kept


def complete_likeness(desk: Desk) -> bool:
    """Note what texts of an earlier version of the program are like, some at a time; returns whether more wait."""
    waiting = texts_without_bands(desk.session, _AT_ONCE)
    for text_id, title in waiting:
        sections = [(s.level, s.number, s.title, s.body) for s in text_sections(desk.session, text_id)]
        add_bands(desk.session, text_id, text_bands(sections), title)
    return len(waiting) == _AT_ONCE


def _put(desk: Desk, note: FileNote, result: str, plan: int | None, detail: str, facts: dict[str, object]) -> None:
    put_file(
        desk.session,
        {
            "run_id": note.run,
            "path": note.path,
            "size": note.size,
            "changed_at": note.changed_at,
            "result": result,
            "plan_id": plan,
            "detail": detail,
            "facts": json.dumps(facts, ensure_ascii=False) if facts else "",
        },
    )

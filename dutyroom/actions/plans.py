"""The plan library: keeping, correcting and withdrawing plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.pinyin import pinyin_of
from dutyroom.data.attachments import FileCopy, copy_file, keep_copy
from dutyroom.data.desk import Desk
from dutyroom.data.index import add_sections, index_waiting, plan_text_hash, retitle_plan, section_words
from dutyroom.data.plan_likeness import add_bands, retitle_bands
from dutyroom.data.queries.plans import PlanRow, plans_with_text
from dutyroom.data.queries.units import unit_named
from dutyroom.data.tables import Plan, PlanText
from dutyroom.rules.fold import fold
from dutyroom.rules.law import dated
from dutyroom.rules.plan import PARTICULARS, ChangePlan, KeepPlan, Kept, Particulars, VoidPlan, check_plan
from dutyroom.rules.plan_likeness import text_bands
from dutyroom.rules.refusal import Refusal

_SLICE: Final = 40_000
_WAITING_SLICE: Final = 15_000
"""Characters that one transaction indexes, words made before and words made in it: well below 50 ms."""
_SUCCESSORS_MOST: Final = 100
_SAYS_ALL: Final = (".txt", ".text", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class ReadyPlan:
    """What keeping a plan needs and can be made before the store is locked; ``copy`` is to be dropped afterwards."""

    text_hash: bytes
    words: tuple[tuple[str, str], ...]
    copy: FileCopy | None
    initials: str = ""
    pinyin: str = ""
    bands: tuple[int, ...] = ()
    """What the text is like, see :mod:`dutyroom.rules.plan_likeness`."""


def ready_plan(folder: Path, keep: KeepPlan) -> ReadyPlan:
    """Make the words of the index and copy the file into the store's folder, outside any transaction."""
    words = tuple(section_words(keep.sections, keep.title))
    copy = copy_file(folder / "attachments", Path(keep.path)) if keep.path else None
    if copy is not None and keep.file_name:
        copy = replace(copy, name=keep.file_name)
    bands = text_bands(keep.sections)
    return ReadyPlan(plan_text_hash(keep.sections), words, copy, *pinyin_of(keep.title), bands=bands)


def keep_in_slices(do: Callable[..., Any], folder: Path, keep: KeepPlan) -> Kept:
    """Keep a plan so that nobody else waits long for the store: ``do(action, …)`` runs an action as one transaction."""
    ready = ready_plan(folder, keep)
    try:
        kept: Kept = do(keep_plan, keep, ready)
    finally:
        if ready.copy:
            ready.copy.drop()
    long = sum(len(body) for _, _, _, body in keep.sections) >= _SLICE
    while long and do(index_plans):
        continue
    return kept


def index_plans(desk: Desk) -> bool:
    """Index the next sections of a long plan; returns whether more wait."""
    return index_waiting(desk.session, _WAITING_SLICE)


def keep_plan(desk: Desk, keep: KeepPlan, ready: ReadyPlan | None = None) -> Kept:
    """Keep a plan that a reader understood, with its file; the same plan twice is kept once.

    With ``ready`` a long plan is indexed in part, and :func:`index_plans` does the rest.
    """
    keep = dated(keep)
    made = ready or ready_plan(desk.folder, keep)
    try:
        known = known_plan(desk.session, keep, made)
        if known is not None:
            return Kept("same", known)
        return _kept(desk, keep, made, most=_SLICE if ready else None)
    finally:
        if made.copy and not ready:
            made.copy.drop()


def known_plan(session: Any, keep: KeepPlan, ready: ReadyPlan) -> int | None:
    """The plan that is this one already: the same file, or the same title, number and text."""
    held = ready.copy.hash if ready.copy else None
    rows = plans_with_text(session, ready.text_hash, held)
    of_file = [row.id for row in rows if held is not None and row.attachment == held]
    alike = [row.id for row in rows if _is_alike(keep, row) and row.text_hash == ready.text_hash]
    return next(iter((*of_file, *alike)), None)


def _is_alike(keep: KeepPlan, row: PlanRow) -> bool:
    """Whether equal text means that it is the same plan.

    Two files of headings only may hold what no reader sees, a scan: there the text says too little.
    """
    if keep.text_missing and not all(name.lower().endswith(_SAYS_ALL) for name in (keep.file_name, row.file_name)):
        return False
    return all(_folded(new) == _folded(old) for new, old in ((keep.title, row.title), (keep.number, row.number)))


def _folded(text: str) -> str:
    return "".join(fold(text).split())


def _kept(desk: Desk, keep: KeepPlan, ready: ReadyPlan, *, most: int | None) -> Kept:
    plan = Plan(
        title=keep.title,
        kind=keep.kind,
        issuer=keep.issuer,
        number=keep.number,
        issued_on=keep.issued_on,
        effective_on=keep.effective_on,
        text_missing=keep.text_missing,
        initials=ready.initials,
        pinyin=ready.pinyin,
    )
    desk.session.add(plan)
    desk.session.flush()
    text = PlanText(
        plan_id=plan.id,
        number=1,
        file_name=keep.file_name,
        attachment=keep_copy(desk, ready.copy) if ready.copy else None,
        text_hash=ready.text_hash,
        section_count=len(keep.sections),
        imported_at=desk.now,
        confidence=keep.confidence,
    )
    desk.session.add(text)
    desk.session.flush()
    add_bands(desk.session, text.id, ready.bands, keep.title)
    add_sections(desk.session, text.id, keep.sections, ready.words, most=most)
    desk.journal(
        "plan.imported",
        text=keep.title,
        record=("plan", plan.id),
        payload={"file": keep.file_name, "sections": len(keep.sections), "text_missing": keep.text_missing},
    )
    return Kept("stub" if keep.text_missing else "imported", plan.id)


def change_plan(desk: Desk, change: ChangePlan) -> None:
    """Correct the particulars of a plan; the entry holds what each was and is."""
    plan = _plan(desk, change.id)
    if plan.version != change.version:
        raise Refusal("record.changed_meanwhile", field="title")
    check_plan(change)
    title = change.title.strip()
    if title != plan.title:
        retitle_plan(desk.session, plan.id, plan.title, title)
        retitle_bands(desk.session, plan.id, title)
    values: dict[str, Any] = {"title": title, "kind": change.kind, "issued_on": change.issued_on}
    values |= {"issuer": change.issuer.strip(), "number": change.number.strip()}
    if change.particulars is not None:
        values |= _columns(desk, plan, change.particulars)
    changes = set_values(plan, values)
    if "title" in changes or plan.pinyin is None:
        plan.initials, plan.pinyin = pinyin_of(title)
    desk.session.flush()
    desk.journal(
        "plan.changed", text=plan.title, record=("plan", plan.id), payload={"changes": changes} if changes else None
    )


def _columns(desk: Desk, plan: Plan, said: Particulars) -> dict[str, Any]:
    """The particulars as the columns hold them, null where nothing is known; a unit that nobody knows is its name."""
    values: dict[str, Any] = {name: getattr(said, name) for name in PARTICULARS}
    values["helpers"] = "\n".join(line.strip() for line in said.helpers if line.strip())
    values = {name: (value.strip() or None) if isinstance(value, str) else value for name, value in values.items()}
    unit = unit_named(desk.session, said.lead_unit)
    values["lead_unit_id"] = unit.id if unit is not None else None
    _check_successor(desk, plan, said.replaced_by)
    return values


def _check_successor(desk: Desk, plan: Plan, number: int | None) -> None:
    """Refuse a successor that is not there, or that this plan comes after itself."""
    if number is None or number == plan.replaced_by:
        return
    newer = desk.session.get(Plan, number)
    if newer is None:
        raise Refusal("plan.unknown", field="replaced_by", id=number)
    seen: Plan | None = newer
    for _ in range(_SUCCESSORS_MOST):
        if seen is None or seen.replaced_by is None:
            return
        if seen.replaced_by == plan.id:
            raise Refusal("plan.replaced.round", field="replaced_by", title=newer.title)
        seen = desk.session.get(Plan, seen.replaced_by)


def void_plan(desk: Desk, void: VoidPlan) -> None:
    """Withdraw a plan from the library with the reason; its text stays readable."""
    plan = _plan(desk, void.id)
    reason = void.reason.strip()
    if not reason:
        raise Refusal("plan.void.empty", field="reason")
    plan.state, plan.void_reason = "void", reason
    desk.session.flush()
    desk.journal("plan.withdrawn", text=f"{plan.title}：{reason}", record=("plan", plan.id))


def restore_plan(desk: Desk, number: int) -> None:
    """Take a withdrawn plan back into the library."""
    plan = _plan(desk, number)
    plan.state, plan.void_reason = "kept", ""
    desk.session.flush()
    desk.journal("plan.restored", text=plan.title, record=("plan", plan.id))


def _plan(desk: Desk, number: int) -> Plan:
    plan = desk.session.get(Plan, number)
    if plan is None:
        raise Refusal("plan.unknown", id=number)
    return plan

"""The plan library: keeping, correcting and withdrawing plans."""

from __future__ import annotations

from pathlib import Path

from dutyroom.data.attachments import keep_attachment
from dutyroom.data.desk import Desk
from dutyroom.data.index import add_sections, plan_text_hash
from dutyroom.data.queries.plans import plan_with_text
from dutyroom.data.tables import Plan, PlanText
from dutyroom.rules.plan import ChangePlan, KeepPlan, Kept, VoidPlan
from dutyroom.rules.refusal import Refusal


def keep_plan(desk: Desk, keep: KeepPlan) -> Kept:
    """Keep a plan that a reader understood, with its file; the same text twice is kept once."""
    text_hash = plan_text_hash(keep.sections)
    known = plan_with_text(desk.session, text_hash)
    if known is not None:
        return Kept("same", known)
    attachment = keep_attachment(desk, Path(keep.path)) if keep.path else None
    plan = Plan(
        title=keep.title,
        kind=keep.kind,
        issuer=keep.issuer,
        number=keep.number,
        issued_on=keep.issued_on,
        text_missing=keep.text_missing,
    )
    desk.session.add(plan)
    desk.session.flush()
    text = PlanText(
        plan_id=plan.id,
        number=1,
        file_name=keep.file_name,
        attachment=attachment,
        text_hash=text_hash,
        section_count=len(keep.sections),
        imported_at=desk.now,
    )
    desk.session.add(text)
    desk.session.flush()
    add_sections(desk.session, text.id, list(keep.sections), keep.title)
    desk.journal(
        "plan.imported",
        text=keep.title,
        record=("plan", plan.id),
        payload={"file": keep.file_name, "sections": len(keep.sections), "text_missing": keep.text_missing},
    )
    return Kept("stub" if keep.text_missing else "imported", plan.id)


def change_plan(desk: Desk, change: ChangePlan) -> None:
    """Correct the particulars of a plan."""
    plan = _plan(desk, change.id)
    if plan.version != change.version:
        raise Refusal("record.changed_meanwhile", field="title")
    if not change.title.strip():
        raise Refusal("plan.title.empty", field="title")
    plan.title, plan.kind = change.title.strip(), change.kind
    plan.issuer, plan.number, plan.issued_on = change.issuer.strip(), change.number.strip(), change.issued_on
    desk.session.flush()
    desk.journal("plan.changed", text=plan.title, record=("plan", plan.id))


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

"""Keeping the edited text of a plan as its next version."""

from __future__ import annotations

from dutyroom.actions.drafts import drop_draft
from dutyroom.actions.plan_versions import keep_version
from dutyroom.actions.plans import ready_plan
from dutyroom.data.desk import Desk
from dutyroom.data.queries.plan_versions import texts_of
from dutyroom.data.queries.plans import text_sections
from dutyroom.data.tables import Plan, PlanText
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.plan_editing import EditedSection, KeepEdit, check_edit
from dutyroom.rules.plan_version import KeepVersion, KeptVersion, Origin
from dutyroom.rules.refusal import Refusal


def keep_edit(desk: Desk, edit: KeepEdit) -> KeptVersion:
    """Make the edited text a version, in force at once, with its note; the draft that it was goes in the same step.

    Refused where another version came into force since it was begun (``plan_edit.newer``), unless ``despite``. Long
    text is indexed in part; ``index_plans`` does the rest.
    """
    plan = desk.session.get(Plan, edit.plan_id)
    if plan is None:
        raise Refusal("plan.unknown", id=edit.plan_id)
    if plan.state != "kept":
        raise Refusal("plan_content.void")
    texts = {text.number: text for text in texts_of(desk.session, plan.id)}
    base = texts.get(edit.based_on)
    if base is None:
        raise Refusal("plan.version.unknown", number=edit.based_on)
    if plan.current != edit.based_on and not edit.despite:
        raise Refusal("plan_edit.newer", field="note", number=plan.current, name=texts[plan.current].author or "—")
    former = text_sections(desk.session, base.id)
    sections = check_edit(edit, tuple(EditedSection(s.level, s.number, s.title, s.body) for s in former))
    keep = _as_read(plan, base, sections)
    version = KeepVersion(
        plan_id=plan.id,
        keep=keep,
        note=edit.note.strip(),
        origin=Origin.EDIT,
        based_on=base.number,
    )
    kept = keep_version(desk, version, ready_plan(desk.folder, keep))
    if kept.result == "same":
        raise Refusal("plan_edit.same", number=kept.number)
    if edit.draft_id:
        drop_draft(desk, edit.draft_id)
    return kept


def _as_read(plan: Plan, base: PlanText, sections: tuple[EditedSection, ...]) -> KeepPlan:
    """The edited text as a reader would have read it; it has no file of its own."""
    return KeepPlan(
        title=plan.title,
        kind=plan.kind,
        issuer=plan.issuer,
        number=plan.number,
        issued_on=plan.issued_on,
        effective_on=plan.effective_on,
        text_missing=False,
        sections=tuple((each.level, each.number, each.title, each.body) for each in sections),
        file_name=base.file_name,
        path="",
    )

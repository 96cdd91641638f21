"""The shelf of laws and standards: two texts of one law are versions of one record, the day says which is in force."""

from __future__ import annotations

from datetime import date

from dutyroom.actions.plan_versions import follow_dates, keep_version
from dutyroom.actions.plans import ReadyPlan, keep_plan, ready_plan
from dutyroom.data.desk import Desk
from dutyroom.data.queries.laws import law_titled, laws_behind, repealing_laws
from dutyroom.data.queries.office import office_settings
from dutyroom.data.store import Store
from dutyroom.data.tables import Plan
from dutyroom.rules.law import LAW_KINDS, MarkRepealed, dated, names_a_law, repealed_titles
from dutyroom.rules.plan import KeepPlan, Kept
from dutyroom.rules.plan_version import KeepVersion
from dutyroom.rules.refusal import Refusal


def keep_reading(desk: Desk, keep: KeepPlan, ready: ReadyPlan | None = None) -> Kept:
    """Keep what a reader understood: a text of a law that is here as a version of it, anything else as a plan.

    What a new law says it repeals is marked so, and so is the new one where a law that is here says it of it. See :func:`keep_plan` for ``ready``.
    """
    if keep.kind not in LAW_KINDS:
        return keep_plan(desk, keep, ready)
    made = ready or ready_plan(desk.folder, keep)
    try:
        known = names_a_law(keep.title) and not keep.text_missing
        law = law_titled(desk.session, keep.title) if known else None
        if law is None:
            kept = keep_plan(desk, keep, made)
        else:
            version = keep_version(desk, KeepVersion(plan_id=law.id, keep=keep), made)
            kept = Kept("same" if version.result == "same" else "imported", law.id, version.number)
        if known and kept.result == "imported":
            _repeal(desk, kept.plan, dated(keep))
            if law is None:  # of one that is here somebody may have said that it is in force after all
                _repealed_before(desk, kept.plan)
        return kept
    finally:
        if made.copy and not ready:
            made.copy.drop()


def mark_repealed(desk: Desk, asked: MarkRepealed) -> int:
    """Say from which day on a law is in force no more; no day: that it is in force after all. Returns its number."""
    plan = desk.session.get(Plan, asked.plan_id)
    if plan is None:
        raise Refusal("plan.unknown", id=asked.plan_id)
    if plan.version != asked.seen:
        raise Refusal("record.changed_meanwhile", field="ends_on")
    reason = asked.reason.strip()
    if not reason:
        raise Refusal("law.repeal.reason", field="reason")
    if asked.ends_on is not None and plan.effective_on is not None and asked.ends_on < plan.effective_on:
        raise Refusal("law.repeal.before", field="ends_on", begins=plan.effective_on)
    plan.ends_on, plan.replaced_by = asked.ends_on, asked.replaced_by if asked.ends_on else None
    desk.session.flush()
    event = "plan.repealed" if asked.ends_on else "plan.repeal_taken_back"
    payload = {"ends_on": asked.ends_on, "replaced_by": plan.replaced_by, "reason": reason}
    desk.journal(event, text=f"{plan.title}：{reason}", record=("plan", plan.id), payload=payload)
    return plan.id


def bring_into_force(desk: Desk) -> list[int]:
    """Let every law follow its dates; returns those of which another version is in force now."""
    return [plan.id for plan in laws_behind(desk.session, _today(desk)) if follow_dates(desk, plan)]


def renew_laws(store: Store) -> list[int]:
    """As :func:`bring_into_force`, and nothing is written where no day has come."""
    with store.reading() as session:
        today = store.clock().astimezone(office_settings(session).zone).date()
        if not laws_behind(session, today):
            return []
    with store.desk() as desk:
        return bring_into_force(desk)


def _repeal(desk: Desk, number: int, keep: KeepPlan) -> None:
    """Mark what a law says it repeals, where it is here and nobody has said so yet."""
    ends_on = keep.effective_on or keep.issued_on
    for title in repealed_titles(keep.sections, keep.title):
        other = law_titled(desk.session, title)
        if other is not None and other.id != number and ends_on is not None:
            _end(desk, other, ends_on, number, keep.title)


def _repealed_before(desk: Desk, number: int) -> None:
    """Mark a law that came in after the one that repeals it."""
    plan = desk.session.get(Plan, number)
    for other in repealing_laws(desk.session, plan.title) if plan is not None else ():
        begins = other.effective_on or other.issued_on
        # What is younger than the law that repeals one of its name is another one.
        if plan is not None and other.id != number and begins and begins >= (plan.effective_on or begins):
            _end(desk, plan, begins, other.id, other.title)


def _end(desk: Desk, law: Plan, ends_on: date, by: int, title: str) -> None:
    """A law is in force no more from a day on, unless somebody has said so already."""
    if law.ends_on is not None:
        return
    law.ends_on, law.replaced_by = ends_on, by
    desk.session.flush()
    text = f"{law.title}：《{title}》施行，同时废止"
    payload = {"ends_on": ends_on, "replaced_by": by}
    desk.journal("plan.repealed", text=text, record=("plan", law.id), payload=payload)


def _today(desk: Desk) -> date:
    return desk.now.astimezone(office_settings(desk.session).zone).date()

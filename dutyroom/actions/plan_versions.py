"""Versions of a plan: keeping a new one, putting another in force, correcting what is kept of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.plans import ReadyPlan, index_plans, ready_plan
from dutyroom.data.attachments import keep_copy
from dutyroom.data.desk import Desk
from dutyroom.data.index import add_sections, first_words
from dutyroom.data.plan_likeness import add_bands
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.plan_versions import contents_of, texts_of
from dutyroom.data.queries.plans import SectionRow, text_sections
from dutyroom.data.tables import Plan, PlanText
from dutyroom.rules.law import LAW_KINDS, dated
from dutyroom.rules.outline import Section, lacks_text
from dutyroom.rules.plan_version import (
    CorrectVersion,
    KeepVersion,
    KeptVersion,
    Origin,
    PutInForce,
    VersionDates,
    carry_over,
    in_force_on,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.section_matching import SectionText

_SLICE: Final = 40_000
"""Characters that the transaction that keeps a version indexes; :func:`index_plans` does the rest."""
_OWN: Final = frozenset({"id", "text_id", "section_id", "state", "checked_by", "checked_at", "version"})
"""Columns of what a version holds that are not simply carried over to the next."""


@dataclass(frozen=True, slots=True)
class CarriedContents:
    """How many rows went to the new version as they were, and how many must be looked at again."""

    kept: int
    to_check: int


def keep_version_in_slices(do: Callable[..., Any], folder: Path, asked: KeepVersion) -> KeptVersion:
    """Keep a version so that nobody else waits long for the store: ``do(action, …)`` runs an action as one transaction."""
    ready = ready_plan(folder, asked.keep)
    try:
        kept: KeptVersion = do(keep_version, asked, ready)
    finally:
        if ready.copy:
            ready.copy.drop()
    long = sum(len(body) for _, _, _, body in asked.keep.sections) >= _SLICE
    while long and kept.result == "version" and do(index_plans):
        continue
    return kept


def keep_version(desk: Desk, asked: KeepVersion, ready: ReadyPlan | None = None) -> KeptVersion:
    """Keep a reading as the next version of a plan, with its file; a text that the plan has already is not kept again.

    A plan's new version is in force at once unless ``takes_force`` says no; of a law the dates decide. What the
    version it was made of holds beside its text is carried over. With ``ready`` a long text is indexed in part, and
    :func:`index_plans` does the rest.
    """
    made = ready or ready_plan(desk.folder, asked.keep)
    try:
        plan = _seen(desk, asked.plan_id, asked.seen)
        if not asked.keep.sections:
            raise Refusal("plan.version.empty", field="file")
        texts = texts_of(desk.session, plan.id)
        same = next((text for text in texts if text.text_hash == made.text_hash), None)
        if same is not None:
            return _answer("same", plan, same)
        return _keep(desk, plan, texts, asked, made, most=_SLICE if ready else None)
    finally:
        if made.copy and not ready:
            made.copy.drop()


def put_in_force(desk: Desk, asked: PutInForce) -> int:
    """Make another version the one in force, with the reason; the one that was stays readable. Returns its number."""
    plan = _seen(desk, asked.plan_id, asked.seen)
    texts = texts_of(desk.session, plan.id)
    text = _text(texts, asked.number)
    reason = asked.reason.strip()
    if not reason:
        raise Refusal("plan.version.reason", field="reason")
    if text.number == plan.current:
        raise Refusal("plan.version.in_force", field="reason", number=text.number)
    former = plan.current
    _switch(desk, plan, texts, text)
    payload = {"version": text.number, "former": former, "reason": reason}
    said = f"{plan.title} 第{text.number}版：{reason}"
    desk.journal("plan.put_in_force", text=said, record=("plan", plan.id), payload=payload)
    return text.number


def correct_version(desk: Desk, asked: CorrectVersion) -> int:
    """Correct number, dates and note of a version; a law's dates decide anew which is in force. Returns its number."""
    plan = _seen(desk, asked.plan_id, asked.seen)
    texts = texts_of(desk.session, plan.id)
    text = _text(texts, asked.number)
    text.document_number, text.issued_on = asked.document_number.strip(), asked.issued_on
    text.effective_on, text.note = asked.effective_on, asked.note.strip()
    if text.number == plan.current:
        _show_on_plan(plan, text)
    desk.touch(plan)  # its version counts what is changed of its versions too
    if plan.kind in LAW_KINDS:
        _by_date(desk, plan, texts)
    desk.session.flush()
    said = f"{plan.title} 第{text.number}版"
    desk.journal("plan.version_corrected", text=said, record=("plan", plan.id), payload={"version": text.number})
    return text.number


def follow_dates(desk: Desk, plan: Plan) -> bool:
    """Let a law follow its dates: a version whose day has come is in force; returns whether another one is now."""
    former = plan.current
    if not _by_date(desk, plan, texts_of(desk.session, plan.id)):
        return False
    payload = {"version": plan.current, "former": former}
    said = f"{plan.title} 第{plan.current}版"
    desk.journal("plan.came_into_force", text=said, record=("plan", plan.id), payload=payload)
    return True


def carry_contents(desk: Desk, source: int, target: int) -> CarriedContents:
    """Copy what one text holds beside its sections to another text of the plan; both are numbers of ``plan_text``.

    A row goes where its section went. What was checked stays so where the section says the same; where it was
    changed or is gone, the row is a proposal again. The caller writes the journal.
    """
    old, new = text_sections(desk.session, source), text_sections(desk.session, target)
    rows = contents_of(desk.session, source)
    if not rows:
        return CarriedContents(0, 0)
    ways = carry_over(_texts(old), _texts(new))
    places = {section.id: place for place, section in enumerate(old)}
    kept = 0
    for row in rows:
        columns = [each.key for each in type(row).__table__.columns if each.key not in _OWN]
        copy = type(row)(text_id=target, **{name: getattr(row, name) for name in columns})
        way = ways.get(places[row.section_id]) if row.section_id in places else None
        copy.section_id = new[way.place].id if way is not None and way.place is not None else None
        as_it_was = row.section_id is None or (way is not None and way.same)
        copy.state = row.state if as_it_was else "proposed"
        copy.checked_by, copy.checked_at = (row.checked_by, row.checked_at) if as_it_was else ("", None)
        kept += as_it_was
        desk.session.add(copy)
    desk.session.flush()
    return CarriedContents(kept, len(rows) - kept)


def _keep(
    desk: Desk, plan: Plan, texts: list[PlanText], asked: KeepVersion, made: ReadyPlan, *, most: int | None
) -> KeptVersion:
    based_on = _text(texts, asked.based_on or plan.current)
    keep = dated(asked.keep) if plan.kind in LAW_KINDS else asked.keep
    text = PlanText(
        plan_id=plan.id,
        number=texts[-1].number + 1,
        file_name=keep.file_name,
        attachment=keep_copy(desk, made.copy) if made.copy else None,
        text_hash=made.text_hash,
        section_count=len(keep.sections),
        imported_at=desk.now,
        issued_on=keep.issued_on,
        document_number=keep.number,
        effective_on=keep.effective_on,
        origin=asked.origin.value,
        based_on=based_on.number if asked.origin is Origin.EDIT else None,
        note=asked.note.strip(),
        author=desk.author.name,
        confidence=asked.confidence,
    )
    desk.session.add(text)
    desk.session.flush()
    # The first section is found by the plan's title, which is the record's and not the document's.
    words = (first_words(keep.sections, plan.title), *made.words[1:])
    add_sections(desk.session, text.id, keep.sections, words, most=most)
    add_bands(desk.session, text.id, made.bands, keep.title)
    carried = carry_contents(desk, based_on.id, text.id)
    _decide(desk, plan, [*texts, text], text, asked)
    desk.touch(plan)
    _journal_kept(desk, plan, text, asked, carried)
    return _answer("version", plan, text)


def _decide(desk: Desk, plan: Plan, texts: list[PlanText], text: PlanText, asked: KeepVersion) -> None:
    """Which version is in force now that there is this one more."""
    takes = asked.takes_force
    if takes is None and plan.kind in LAW_KINDS:
        _by_date(desk, plan, texts)
    elif takes is not False:
        _switch(desk, plan, texts, text)


def _journal_kept(desk: Desk, plan: Plan, text: PlanText, asked: KeepVersion, carried: CarriedContents) -> None:
    payload = {
        "version": text.number,
        "file": asked.keep.file_name,
        "sections": len(asked.keep.sections),
        "origin": asked.origin.value,
        "current": plan.current,
        "carried": [carried.kept, carried.to_check],
    }
    said = "：".join(filter(None, (f"{plan.title} 第{text.number}版", asked.note.strip())))
    desk.journal("plan.revised", text=said, record=("plan", plan.id), payload=payload)


def _by_date(desk: Desk, plan: Plan, texts: list[PlanText]) -> bool:
    """Put the version in force that the dates name; returns whether it is another one."""
    number = in_force_on([_dates(plan, text) for text in texts], _today(desk))
    if number is None or number == plan.current:
        return False
    _switch(desk, plan, texts, _text(texts, number))
    return True


def _switch(desk: Desk, plan: Plan, texts: list[PlanText], text: PlanText) -> None:
    """Put a version in force; the one that was takes its particulars along, and the plan shows those of the new one."""
    _take_along(plan, texts)
    plan.current = text.number
    _show_on_plan(plan, text)
    sections = text_sections(desk.session, text.id)
    plan.text_missing = lacks_text([Section(each.level, each.number, each.title, each.body) for each in sections])
    desk.session.flush()


def _take_along(plan: Plan, texts: list[PlanText]) -> None:
    """What was corrected on the plan since is the version's own; a version of former days has no particulars yet."""
    text = _text(texts, plan.current)
    text.document_number, text.issued_on, text.effective_on = plan.number, plan.issued_on, plan.effective_on


def _dates(plan: Plan, text: PlanText) -> VersionDates:
    """The dates of a version; those of the one in force stand on the plan."""
    said: Plan | PlanText = plan if text.number == plan.current else text
    return VersionDates(text.number, said.issued_on, said.effective_on)


def _show_on_plan(plan: Plan, text: PlanText) -> None:
    plan.number, plan.issued_on, plan.effective_on = text.document_number or "", text.issued_on, text.effective_on


def _answer(result: str, plan: Plan, text: PlanText) -> KeptVersion:
    is_current = text.number == plan.current
    return KeptVersion(result=result, plan=plan.id, number=text.number, text_id=text.id, is_current=is_current)


def _seen(desk: Desk, number: int, seen: int | None) -> Plan:
    """The plan as somebody saw it; refused where it was changed since."""
    plan = desk.session.get(Plan, number)
    if plan is None:
        raise Refusal("plan.unknown", id=number)
    if seen is not None and plan.version != seen:
        raise Refusal("record.changed_meanwhile", field="reason")
    return plan


def _text(texts: list[PlanText], number: int) -> PlanText:
    found = next((text for text in texts if text.number == number), None)
    if found is None:
        raise Refusal("plan.version.unknown", field="version", number=number)
    return found


def _texts(sections: tuple[SectionRow, ...]) -> list[SectionText]:
    return [(each.level, each.number, each.title, each.body) for each in sections]


def _today(desk: Desk) -> date:
    """The office's day."""
    return desk.now.astimezone(office_settings(desk.session).zone).date()

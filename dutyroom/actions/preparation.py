"""Preparing a plan: starting, planning the days, going from stage to stage, the outline, correcting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.clocks import rename_clocks
from dutyroom.actions.preparation_clocks import run_clocks
from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.matters import next_serial
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.preparations import (
    ExpertRow,
    FilingRow,
    OpinionRow,
    parts_of,
    preparation_in_full,
    stages_in_full,
)
from dutyroom.data.queries.units import unit_named
from dutyroom.data.tables import Matter, Plan, Preparation, PreparationStage, RequiredPlan
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import MatterKind, State, StepKind, check_kind, check_step, matter_number
from dutyroom.rules.preparation import (
    STAGES_ZH,
    Stage,
    StageFact,
    check_day,
    check_experts,
    check_filings,
    check_opinions,
    check_reopen,
    check_settle,
    check_start,
)
from dutyroom.rules.preparation_steps import (
    CorrectPreparation,
    FinishStage,
    PlanDays,
    PreparationFacts,
    ReopenStage,
    SkipStage,
    StartPreparation,
    WriteOutline,
)
from dutyroom.rules.refusal import Refusal

KINDS_ZH: Final = {
    "overall": "总体应急预案",
    "special": "专项应急预案",
    "department": "部门应急预案",
    "district": "区县应急预案",
    "joint": "联合应急预案",
    "onsite": "现场处置方案",
    "event": "重大活动应急预案",
    "manual": "工作手册",
    "action": "行动方案",
}
"""As the log names them, which is the office's own and Chinese."""


def start_preparation(desk: Desk, asked: StartPreparation) -> int:
    """A plan is to be written or revised: a matter with a number and all its stages; returns its id."""
    facts = _cleaned(asked.facts)
    today = day_here(desk)
    check_start(facts.title, facts.plan_kind, facts.year, today)
    _check_plan(desk, facts.plan_id)
    serial = next_serial(desk.session, MatterKind.PREPARATION, today.year)
    matter = Matter(
        kind=MatterKind.PREPARATION.value,
        year=today.year,
        serial=serial,
        number=matter_number(MatterKind.PREPARATION, today.year, serial),
        title=facts.title,
        state=State.IN_HAND.value,
        received_at=desk.now,
        **_lead(desk, facts.lead_unit),
    )
    desk.session.add(matter)
    desk.session.flush()
    row = Preparation(id=matter.id, **_own(facts))
    desk.session.add(row)
    desk.session.flush()
    for position, stage in enumerate(Stage, 1):
        planned = asked.days.get(stage)
        desk.session.add(
            PreparationStage(matter_id=matter.id, stage=stage.value, position=position, planned_on=planned)
        )
    run_clocks(desk, matter, row)
    index_matter(desk.session, matter.id)
    named = f"{KINDS_ZH[facts.plan_kind]}，{facts.year}年度编制计划"
    lines = (named, f"牵头单位：{facts.lead_unit}" if facts.lead_unit else "", facts.basis)
    payload = {**_own(facts), "days": {stage.value: day for stage, day in asked.days.items()}}
    text = "\n".join(line for line in lines if line)
    take(desk, matter, Taken(step=StepKind.RECEIVE, text=text, payload=payload))
    return matter.id


def correct_preparation(desk: Desk, asked: CorrectPreparation) -> int:
    """What was written down was wrong; the entry holds what each fact was and is."""
    matter, row = preparation_of(desk, asked.id, StepKind.CORRECT)
    check_version(row, asked.version, "title")
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    facts = _cleaned(asked.facts)
    today = day_here(desk)
    check_start(facts.title, facts.plan_kind, facts.year, today)
    _check_plan(desk, facts.plan_id)
    more: dict[str, Any] = {name: clean_text(value) for name in _LATER if (value := getattr(asked, name)) is not None}
    if asked.issued_on is not None and row.issued_on is not None:
        more["issued_on"] = check_day(asked.issued_on, today, "issued_on")
    former = matter.title
    changes = set_values(matter, {"title": facts.title, **_lead(desk, facts.lead_unit)})
    changes |= set_values(row, {**_own(facts), **more})
    if not changes:
        raise Refusal("preparation.nothing", field="title")
    if "issued_on" in changes:
        changes |= set_values(stage_of(desk, matter.id, Stage.ISSUE), {"done_on": row.issued_on})
    desk.touch(row)
    rename_clocks(desk, matter, former)
    if matter.state not in (State.CLOSED, State.FILED):
        run_clocks(desk, matter, row)
    index_matter(desk.session, matter.id)
    return take(desk, matter, Taken(step=StepKind.CORRECT, text=reason, payload={"changes": changes}))


def plan_days(desk: Desk, asked: PlanDays) -> int:
    """By which day each stage is to be done; each day is a clock of its own."""
    matter, row = preparation_of(desk, asked.id, StepKind.PLAN_DAYS)
    check_version(row, asked.version, "programme")
    moved: dict[str, Any] = {}
    lines = [text] if (text := clean_text(asked.text)) else []
    for stage, day in asked.days.items():
        kept = stage_of(desk, matter.id, stage)
        changes = set_values(kept, {"planned_on": day})
        if changes:
            moved[stage.value] = changes["planned_on"]
            lines.append(f"{STAGES_ZH[stage]}：{day.isoformat() if day else '未定'}")
    if not moved:
        raise Refusal("preparation.nothing", field="programme")
    desk.touch(row)
    run_clocks(desk, matter, row)
    return take(desk, matter, Taken(step=StepKind.PLAN_DAYS, text="\n".join(lines), payload={"days": moved}))


def finish_stage(desk: Desk, asked: FinishStage) -> int:
    """A stage is done: in its order, with what it needs; its clock is met."""
    matter, row = preparation_of(desk, asked.id, StepKind.STAGE)
    stage, despite = asked.stage, clean_text(asked.despite)
    check_settle(stage, stages_of(desk, matter.id))
    done_on = check_day(asked.done_on or day_here(desk), day_here(desk), "done_on")
    lines = [f"{STAGES_ZH[stage]}：完成（{done_on.isoformat()}）"]
    left = _check_needs(desk, matter.id, stage, despite)
    own = _of_stage(desk, row, asked, done_on)
    if own:
        set_values(row, own)
        desk.touch(row)
    note = "\n".join(part for part in (clean_text(asked.note), despite) if part)
    kept = stage_of(desk, matter.id, stage)
    set_values(kept, {"done_on": done_on, "people": clean_text(asked.people), "note": note})
    changes = _tell_plan(desk, matter, row, stage, done_on)
    lines += [_said_of_stage(row, stage), "、".join(kept.people.splitlines()), note]
    run_clocks(desk, matter, row)
    index_matter(desk.session, matter.id)
    payload = {"stage": stage.value, "done_on": done_on, "despite": despite, "open": list(left), **own, **changes}
    text = "\n".join(line for line in lines if line)
    return take(desk, matter, Taken(step=StepKind.STAGE, text=text, payload=payload))


def skip_stage(desk: Desk, asked: SkipStage) -> int:
    """A stage is left out; the reason stays with it."""
    matter, row = preparation_of(desk, asked.id, StepKind.STAGE)
    check_settle(asked.stage, stages_of(desk, matter.id))
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("preparation.reason", field="reason")
    stage_of(desk, matter.id, asked.stage).skipped = reason
    run_clocks(desk, matter, row)
    text = f"{STAGES_ZH[asked.stage]}：略过\n{reason}"
    payload = {"stage": asked.stage.value, "skipped": reason}
    return take(desk, matter, Taken(step=StepKind.STAGE, text=text, payload=payload))


def reopen_stage(desk: Desk, asked: ReopenStage) -> int:
    """A stage that was settled is open again; what was written in it stays."""
    matter, row = preparation_of(desk, asked.id, StepKind.STAGE)
    check_reopen(asked.stage, stages_of(desk, matter.id))
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    former = set_values(stage_of(desk, matter.id, asked.stage), {"done_on": None, "skipped": ""})
    if asked.stage is Stage.ISSUE and row.issued_on is not None:
        former |= set_values(row, {"issued_on": None})
        desk.touch(row)
    run_clocks(desk, matter, row)
    text = f"{STAGES_ZH[asked.stage]}：重新打开\n{reason}"
    payload = {"stage": asked.stage.value, "reopened": former}
    return take(desk, matter, Taken(step=StepKind.STAGE, text=text, payload=payload))


def write_outline(desk: Desk, asked: WriteOutline) -> int:
    """Keep the headings that the draft starts from."""
    matter, row = preparation_of(desk, asked.id, StepKind.OUTLINE)
    check_version(row, asked.version, "outline")
    outline = "\n".join(line.rstrip() for line in asked.outline.expandtabs(2).splitlines() if line.strip())
    if not outline:
        raise Refusal("preparation.outline", field="outline")
    if not set_values(row, {"outline": outline}):
        raise Refusal("preparation.nothing", field="outline")
    index_matter(desk.session, matter.id)
    text = f"编写大纲，共{len(outline.splitlines())}行"
    return take(desk, matter, Taken(step=StepKind.OUTLINE, text=text, payload={"outline": outline}))


def preparation_of(desk: Desk, number: int, step: StepKind) -> tuple[Matter, Preparation]:
    """The preparation, where the step may be taken."""
    matter = matter_of(desk, number)
    row = desk.session.get(Preparation, matter.id)
    if row is None:
        raise Refusal("preparation.unknown", id=number)
    check_step(step, State(matter.state), matter.number)
    check_kind(step, matter.kind, matter.number)
    return matter, row


def stages_of(desk: Desk, number: int) -> list[StageFact]:
    """The stages as the rules need them."""
    return [row.fact for row in stages_in_full(desk.session, number)]


def stage_of(desk: Desk, number: int, stage: Stage) -> PreparationStage:
    """One stage, to be changed."""
    row: PreparationStage = next(
        each for each in parts_of(desk.session, PreparationStage, number) if each.stage == stage.value
    )
    return row


def check_version(row: Any, version: int, field: str) -> None:
    """Refuse what was begun before somebody else wrote."""
    if row.version != version:
        raise Refusal("record.changed_meanwhile", field=field)


def day_here(desk: Desk) -> date:
    """The day it is in the office."""
    return desk.now.astimezone(office_settings(desk.session).zone).date()


_LATER: Final = ("group", "approved_by", "document_number")
"""What stages write down, and a correction may change."""


def _check_needs(desk: Desk, number: int, stage: Stage, despite: str) -> tuple[str, ...]:
    found = preparation_in_full(desk.session, number)
    if found is None:
        raise Refusal("preparation.unknown", id=number)
    opinions: tuple[OpinionRow, ...] = found.opinions
    experts: tuple[ExpertRow, ...] = found.experts
    filings: tuple[FilingRow, ...] = found.filings
    if stage is Stage.OPINIONS:
        return check_opinions((row.fact for row in opinions), despite)
    if stage is Stage.REVIEW:
        return check_experts((row.fact for row in experts), despite)
    if stage is Stage.FILING:
        return check_filings((row.fact for row in filings), despite)
    return ()


def _of_stage(desk: Desk, row: Preparation, asked: FinishStage, done_on: date) -> dict[str, Any]:
    """What the stage writes into the preparation itself; refused where that is missing."""
    if asked.stage is Stage.GROUP:
        return {"group": _given(asked.group or row.group, "preparation.group", "group")}
    if asked.stage is Stage.APPROVAL:
        said = _given(asked.approved_by or row.approved_by, "preparation.approved_by", "approved_by")
        return {"approved_by": said}
    if asked.stage is Stage.ISSUE:
        number = _given(asked.document_number or row.document_number, "preparation.number", "document_number")
        _check_plan(desk, asked.plan_id)
        plan = {"plan_id": asked.plan_id} if asked.plan_id is not None else {}
        return {"document_number": number, "issued_on": done_on, **plan}
    return {}


def _given(text: str, code: str, field: str) -> str:
    said = clean_text(text)
    if not said:
        raise Refusal(code, field=field)
    return said


def _said_of_stage(row: Preparation, stage: Stage) -> str:
    said = {
        Stage.GROUP: "、".join(row.group.splitlines()),
        Stage.APPROVAL: f"批准：{row.approved_by}",
        Stage.ISSUE: f"文号：{row.document_number}",
    }
    return said.get(stage, "")


def _tell_plan(desk: Desk, matter: Matter, row: Preparation, stage: Stage, done_on: date) -> dict[str, Any]:
    """The plan of the library that it is about learns who approved it and where it was filed; the gap that it fills, that."""
    plan = desk.session.get(Plan, row.plan_id) if row.plan_id is not None else None
    if plan is None or stage not in (Stage.ISSUE, Stage.FILING):
        return {}
    values: dict[str, Any] = {}
    if stage is Stage.ISSUE and row.approved_by:
        values = {"approved_by": row.approved_by, "approved_on": stage_of(desk, matter.id, Stage.APPROVAL).done_on}
    elif stage is Stage.FILING:
        found = preparation_in_full(desk.session, matter.id)
        filed = [each for each in found.filings if each.way == "file" and not each.void_reason] if found else []
        values = {"filed_where": "、".join(each.recipient for each in filed), "filed_on": done_on}
    told: dict[str, Any] = {"plan": {"id": plan.id, "changes": set_values(plan, values)}}
    required = desk.session.get(RequiredPlan, row.required_id) if row.required_id is not None else None
    if stage is Stage.ISSUE and required is not None and required.plan_id is None:
        told["required"] = {"id": required.id, "changes": set_values(required, {"plan_id": plan.id})}
    return told


def _check_plan(desk: Desk, number: int | None) -> None:
    if number is not None and desk.session.get(Plan, number) is None:
        raise Refusal("plan.unknown", field="plan_id", id=number)


def _lead(desk: Desk, name: str) -> Mapping[str, Any]:
    known = unit_named(desk.session, name) if name else None
    return {"lead": name, "lead_id": known.id if known is not None else None}


def _cleaned(facts: PreparationFacts) -> PreparationFacts:
    return PreparationFacts(
        title=" ".join(clean_text(facts.title).split()),
        plan_kind=facts.plan_kind,
        plan_level=facts.plan_level,
        year=facts.year,
        lead_unit=" ".join(clean_text(facts.lead_unit).split()),
        basis=clean_text(facts.basis),
        plan_id=facts.plan_id,
        required_id=facts.required_id,
    )


def _own(facts: PreparationFacts) -> dict[str, Any]:
    names = ("plan_kind", "plan_level", "year", "lead_unit", "basis", "plan_id", "required_id")
    return {name: getattr(facts, name) for name in names}

"""What belongs to the stages of a preparation: opinions of units, experts of the review, filing; each can be void."""

from __future__ import annotations

from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.actions.preparation import check_version, day_here, preparation_of
from dutyroom.actions.preparation_clocks import run_clocks
from dutyroom.actions.steps import Taken, take
from dutyroom.data.desk import Desk
from dutyroom.data.index import index_matter
from dutyroom.data.queries.preparations import opinion_due_on, parts_of
from dutyroom.data.tables import (
    Matter,
    Preparation,
    PreparationExpert,
    PreparationFiling,
    PreparationOpinion,
)
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import StepKind
from dutyroom.rules.preparation import (
    ADOPTED_ZH,
    VERDICTS_ZH,
    WAYS_ZH,
    Adopted,
    Verdict,
    Way,
    check_day,
)
from dutyroom.rules.preparation_steps import AskUnits, KeepExpert, KeepFiling, KeepOpinion, Part, VoidPart
from dutyroom.rules.refusal import Refusal


def ask_units(desk: Desk, asked: AskUnits) -> int:
    """Ask units for their opinion of the draft, many at once; by the rule where no day is set."""
    matter, row = preparation_of(desk, asked.id, StepKind.CONSULT)
    if not asked.units:
        raise Refusal("preparation.units.none", field="units")
    sent_on = check_day(asked.sent_on or day_here(desk), day_here(desk), "sent_on")
    if asked.due_on is not None and asked.due_on < sent_on:
        raise Refusal("preparation.due.before", field="due_on", day=sent_on)
    due_on = asked.due_on or opinion_due_on(desk.session, sent_on)
    former = {each.unit for each in parts_of(desk.session, PreparationOpinion, matter.id) if not each.void_reason}
    names = [" ".join(unit.unit.split()) for unit in asked.units]
    twice = tuple(name for place, name in enumerate(names) if name in former or name in names[:place])
    if twice:
        raise Refusal("preparation.units.known", field="units", units=twice)
    for name, unit in zip(names, asked.units, strict=True):
        desk.session.add(
            PreparationOpinion(matter_id=matter.id, unit=name, unit_id=unit.unit_id, sent_on=sent_on, due_on=due_on)
        )
    text = f"征求意见：{'、'.join(names)}\n请于{due_on.isoformat()}前反馈"
    payload = {"units": names, "sent_on": sent_on, "due_on": due_on, "by_rule": asked.due_on is None}
    return _write(desk, matter, row, Taken(step=StepKind.CONSULT, text=text, unit="、".join(names), payload=payload))


def keep_opinion(desk: Desk, asked: KeepOpinion) -> int:
    """What a unit answered and what becomes of it; not to adopt it, or to do without it, needs a reason."""
    matter, row = preparation_of(desk, asked.id, StepKind.OPINION)
    line: PreparationOpinion = _line(desk, matter, Part.OPINION, asked.opinion_id)
    check_version(line, asked.version, "opinion")
    values: dict[str, Any] = {
        "answered_on": asked.answered_on,
        "opinion": clean_text(asked.opinion),
        "adopted": Adopted(asked.adopted).value if asked.adopted else "",
        "reason": clean_text(asked.reason),
        "due_on": asked.due_on or line.due_on,
    }
    _check_opinion(desk, line, values)
    changes = _changed(line, values, "opinion")
    said = ADOPTED_ZH[Adopted(line.adopted)] if line.adopted else ""
    lines = (f"{line.unit}：{line.opinion or '未提出意见'}", "，".join(part for part in (said, line.reason) if part))
    text = "\n".join(part for part in lines if part)
    payload = {"line": line.id, "changes": changes}
    return _write(desk, matter, row, Taken(step=StepKind.OPINION, text=text, unit=line.unit, payload=payload))


def keep_expert(desk: Desk, asked: KeepExpert) -> int:
    """An expert of the review, what he or she found, what became of that."""
    matter, row = preparation_of(desk, asked.id, StepKind.EXPERT)
    values = {
        name: clean_text(getattr(asked, name)) for name in ("name", "organisation", "field", "findings", "settled")
    }
    if not values["name"]:
        raise Refusal("preparation.expert.empty", field="name")
    values["result"] = Verdict(asked.result).value if asked.result else ""
    if asked.expert_id is None:
        line = PreparationExpert(matter_id=matter.id, **values)
        desk.session.add(line)
        desk.session.flush()
        changes: dict[str, Any] = {name: ["", value] for name, value in values.items() if value}
    else:
        line = _line(desk, matter, Part.EXPERT, asked.expert_id)
        check_version(line, asked.version, "name")
        changes = _changed(line, values, "name")
    head = "，".join(part for part in (line.name, line.organisation, line.field) if part)
    verdict = VERDICTS_ZH[Verdict(line.result)] if line.result else ""
    lines = (head, verdict, line.findings, f"处理：{line.settled}" if line.settled else "")
    text = "\n".join(part for part in lines if part)
    payload = {"line": line.id, "changes": changes}
    return _write(desk, matter, row, Taken(step=StepKind.EXPERT, text=text, person=line.name, payload=payload))


def keep_filing(desk: Desk, asked: KeepFiling) -> int:
    """The issued plan was sent for filing or in copy; later its receipt."""
    matter, row = preparation_of(desk, asked.id, StepKind.SUBMIT)
    if row.issued_on is None:
        raise Refusal("preparation.not_issued", field="recipient")
    recipient = " ".join(clean_text(asked.recipient).split())
    if not recipient:
        raise Refusal("preparation.recipient.empty", field="recipient")
    today = day_here(desk)
    sent_on = check_day(asked.sent_on or today, today, "sent_on")
    if asked.received_on is not None:
        check_day(asked.received_on, today, "received_on")
        if asked.received_on < sent_on:
            raise Refusal("preparation.received.before", field="received_on", day=sent_on)
    values: dict[str, Any] = {
        "recipient": recipient,
        "way": Way(asked.way).value,
        "sent_on": sent_on,
        "received_on": asked.received_on,
        "receipt": clean_text(asked.receipt),
    }
    if asked.filing_id is None:
        line = PreparationFiling(matter_id=matter.id, **values)
        desk.session.add(line)
        desk.session.flush()
        changes: dict[str, Any] = {"recipient": ["", recipient], "sent_on": [None, sent_on.isoformat()]}
    else:
        line = _line(desk, matter, Part.FILING, asked.filing_id)
        check_version(line, asked.version, "recipient")
        changes = _changed(line, values, "recipient")
    said = f"{WAYS_ZH[Way(line.way)]}：{recipient}（{sent_on.isoformat()}）"
    receipt = f"回执：{line.received_on.isoformat() if line.received_on else ''} {line.receipt}".strip()
    text = "\n".join([said, receipt] if line.received_on or line.receipt else [said])
    payload = {"line": line.id, "changes": changes}
    return _write(desk, matter, row, Taken(step=StepKind.SUBMIT, text=text, unit=recipient, payload=payload))


def void_part(desk: Desk, asked: VoidPart) -> int:
    """A line counts no more, or counts again; the reason stays in the timeline."""
    matter, row = preparation_of(desk, asked.id, _STEPS[asked.part])
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    line = _line(desk, matter, asked.part, asked.line_id, may_be_void=True)
    if bool(line.void_reason) is not asked.restore:
        raise Refusal("preparation.part.valid" if asked.restore else "preparation.part.void", field="reason")
    line.void_reason = "" if asked.restore else reason
    named = {Part.OPINION: "unit", Part.EXPERT: "name", Part.FILING: "recipient"}[asked.part]
    text = f"{getattr(line, named)}：{'恢复' if asked.restore else '作废'}\n{reason}"
    payload = {"line": line.id, "void": not asked.restore}
    return _write(desk, matter, row, Taken(step=_STEPS[asked.part], text=text, payload=payload))


_TABLES: Final[dict[Part, Any]] = {
    Part.OPINION: PreparationOpinion,
    Part.EXPERT: PreparationExpert,
    Part.FILING: PreparationFiling,
}
_STEPS: Final = {Part.OPINION: StepKind.OPINION, Part.EXPERT: StepKind.EXPERT, Part.FILING: StepKind.SUBMIT}


def _check_opinion(desk: Desk, line: PreparationOpinion, values: dict[str, Any]) -> None:
    today = day_here(desk)
    if values["answered_on"] is not None:
        check_day(values["answered_on"], today, "answered_on")
        if line.sent_on is not None and values["answered_on"] < line.sent_on:
            raise Refusal("preparation.days.order", field="answered_on", day=line.sent_on)
    elif values["opinion"] or values["adopted"] not in ("", Adopted.NONE):
        raise Refusal("preparation.adopted.answer", field="answered_on")
    if values["adopted"] in (Adopted.YES, Adopted.PARTLY, Adopted.NO) and not values["opinion"]:
        raise Refusal("preparation.opinion.empty", field="opinion")
    without_answer = values["adopted"] == Adopted.NONE and values["answered_on"] is None
    if (values["adopted"] in (Adopted.PARTLY, Adopted.NO) or without_answer) and not values["reason"]:
        raise Refusal("preparation.adopted.reason", field="reason")
    if line.sent_on is not None and values["due_on"] is not None and values["due_on"] < line.sent_on:
        raise Refusal("preparation.due.before", field="due_on", day=line.sent_on)


def _changed(line: Any, values: dict[str, Any], field: str) -> dict[str, Any]:
    changes = set_values(line, values)
    if not changes:
        raise Refusal("preparation.nothing", field=field)
    return changes


def _line(desk: Desk, matter: Matter, part: Part, number: int, *, may_be_void: bool = False) -> Any:
    line = desk.session.get(_TABLES[part], number)
    if line is None or line.matter_id != matter.id:
        raise Refusal("preparation.part.unknown", number=matter.number)
    if line.void_reason and not may_be_void:
        raise Refusal("preparation.part.void")
    return line


def _write(desk: Desk, matter: Matter, row: Preparation, taken: Taken) -> int:
    run_clocks(desk, matter, row)
    index_matter(desk.session, matter.id)
    return take(desk, matter, taken)

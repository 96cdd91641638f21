"""The file that a plan came in, given out of the program."""

from __future__ import annotations

from dutyroom.data.desk import Desk
from dutyroom.data.tables import Plan, PlanText
from dutyroom.rules.entry import Kind
from dutyroom.rules.matter_steps import FileOut
from dutyroom.rules.refusal import Refusal


def note_original_out(desk: Desk, asked: FileOut) -> int:
    """Journal that a copy of a plan's original left the program; ``attachment_id`` is the number of its text."""
    text = desk.session.get(PlanText, asked.attachment_id)
    plan = desk.session.get(Plan, text.plan_id) if text is not None else None
    if text is None or plan is None or text.attachment is None:
        raise Refusal("plan.unknown", id=asked.attachment_id)
    return desk.journal(
        "plan.file_out",
        text=f"{plan.title}：{text.file_name}",
        kind=Kind.SYSTEM,
        record=("plan", plan.id),
        payload={"version": text.number, "way": asked.way.value, "hash": text.attachment.hex()},
    )

"""A case of the mayor's telephone carried through: dispatched, the caller contacted and answered, closed, opened again.

Signing for it, feedback, urging and leaders' instructions are the steps that all matters share.
"""

from __future__ import annotations

from dutyroom.actions.hotline_rows import case_of
from dutyroom.actions.matters import assign, close, take_step
from dutyroom.actions.steps import Taken, begun, take
from dutyroom.data.desk import Desk
from dutyroom.data.hotline_index import reindexing_case
from dutyroom.data.tables import Assignment, Matter
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline_steps import AnswerCaller, CloseCase, Dispatch, ReopenCase, Respond
from dutyroom.rules.matter import Progress, StepKind
from dutyroom.rules.matter_steps import PlainStep
from dutyroom.rules.refusal import Refusal


def dispatch(desk: Desk, asked: Dispatch) -> int:
    """派单: give the case to a lead and its helpers; each has its own limit to sign. Refused where somebody was first."""
    return assign(desk, asked)


def respond(desk: Desk, asked: Respond) -> int:
    """The unit has contacted the caller or is on the spot (响应); that it is solved is another thing."""
    matter = begun(desk, asked, StepKind.RESPOND)
    row, unit = case_of(desk, asked.id), None
    if asked.assignment_id is not None:
        unit = unit_of(desk, matter, asked.assignment_id)
    if row.responded_at is None:
        row.responded_at = asked.happened_at or desk.now
    taken = Taken(
        step=StepKind.RESPOND,
        text=clean_text(asked.text),
        unit=unit.unit if unit is not None else "",
        person=clean_text(asked.person),
        happened_at=asked.happened_at,
        assignment=unit,
    )
    return take(desk, matter, taken)


def answer_caller(desk: Desk, asked: AnswerCaller) -> int:
    """答复: what the caller was told; a later reply stands beside the earlier one in the timeline."""
    matter = begun(desk, asked, StepKind.ANSWER_CALLER)
    text = clean_text(asked.text)
    if not text:
        raise Refusal("hotline.answer.said", field="text")
    row, by = case_of(desk, asked.id), clean_text(asked.by) or desk.author.name
    with reindexing_case(desk.session, matter.id):
        row.answer, row.replied_at, row.replied_by = text, asked.happened_at or desk.now, by
    taken = Taken(step=StepKind.ANSWER_CALLER, text=text, person=by, happened_at=asked.happened_at)
    return take(desk, matter, taken)


def close_case(desk: Desk, asked: CloseCase) -> int:
    """办结: how it ended; refused while a caller waits for a reply or a lead for its answer, unless it is said why."""
    return close(desk, asked)


def reopen_case(desk: Desk, asked: ReopenCase) -> int:
    """It is not over after all: its limit to close runs on as it was, and what is owed to caller and units again."""
    return take_step(desk, PlainStep(id=asked.id, text=asked.text, happened_at=asked.happened_at, step=StepKind.REOPEN))


def unit_of(desk: Desk, matter: Matter, assignment_id: int) -> Assignment:
    """The unit that has the case in hand; refused where it has not, or has no more."""
    row = desk.session.get(Assignment, assignment_id)
    if row is None or row.matter_id != matter.id or row.state == Progress.WITHDRAWN:
        raise Refusal("matter.assignment.unknown", field="unit", number=matter.number)
    return row

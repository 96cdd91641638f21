"""The steps of an issued paper as the desk takes them: which comes next, which others can be taken."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from dutyroom.data.queries.briefings import BriefingInFull
from dutyroom.rules.briefing import EDITABLE, OPEN_STATES, BriefingState
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.briefing.forms import pending
from dutyroom.ui.parts.entry_words import translated


class Step(StrEnum):
    """What can be done with a paper."""

    EDIT = "edit"
    CHECK = "check"
    SUBMIT = "submit"
    REVIEW = "review"
    SIGN = "sign"
    ISSUE = "issue"
    RECEIPT = "receipt"
    SENT = "sent"
    RECIPIENTS = "recipients"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    DISCARD = "discard"
    PRINT = "print"
    REPLACED = "replaced"
    REPLACES = "replaces"


_WORDS: Final[dict[Step, str]] = {
    Step.EDIT: mark("Edit…"),
    Step.CHECK: mark("Check"),
    Step.SUBMIT: mark("Submit for review"),
    Step.REVIEW: mark("Reviewed: it is right"),
    Step.SIGN: mark("Sign…"),
    Step.ISSUE: mark("Check and issue…"),
    Step.RECEIPT: mark("Note a receipt…"),
    Step.SENT: mark("Note that it was sent…"),
    Step.RECIPIENTS: mark("Distribution…"),
    Step.SEND_BACK: mark("Send back…"),
    Step.WITHDRAW: mark("Withdraw…"),
    Step.CORRECT: mark("Draft a correction"),
    Step.DISCARD: mark("Discard…"),
    Step.PRINT: mark("Preview and print…"),
    Step.REPLACED: mark("Show the paper that it replaces"),
    Step.REPLACES: mark("Show the paper that replaces it"),
}


def step_said(step: Step) -> str:
    """The step as its button words it."""
    return translated(_WORDS[step])


def next_step(full: BriefingInFull, author: str) -> Step | None:
    """The step that comes next; who did not draft it reviews it, the drafter has it signed."""
    row = full.row
    if row.state == BriefingState.DRAFT:
        return Step.SUBMIT
    if row.state == BriefingState.REVIEW:
        return Step.SIGN if row.reviewed_by or author == row.drafted_by else Step.REVIEW
    if row.state == BriefingState.SIGNED:
        return Step.ISSUE
    if row.state == BriefingState.WITHDRAWN and not row.replaced_by:
        return Step.CORRECT
    if row.state == BriefingState.ISSUED and pending(full, is_receipt=True):
        return Step.RECEIPT
    return None


def other_steps(full: BriefingInFull) -> tuple[Step, ...]:
    """Every step that can be taken now."""
    row, state = full.row, BriefingState(full.row.state)
    issued = state is BriefingState.ISSUED
    allowed = {
        Step.EDIT: state in EDITABLE,
        Step.CHECK: state in OPEN_STATES,
        Step.SUBMIT: state is BriefingState.DRAFT,
        Step.REVIEW: state is BriefingState.REVIEW and not row.reviewed_by,
        Step.SIGN: state is BriefingState.REVIEW,
        Step.ISSUE: state is BriefingState.SIGNED,
        Step.RECEIPT: row.issued_at is not None and bool(pending(full, is_receipt=True)),
        Step.SENT: row.issued_at is not None and bool(pending(full, is_receipt=False)),
        Step.RECIPIENTS: state in OPEN_STATES or issued,
        Step.SEND_BACK: state in (BriefingState.REVIEW, BriefingState.SIGNED),
        Step.WITHDRAW: issued,
        Step.CORRECT: (issued or state is BriefingState.WITHDRAWN) and not row.replaced_by,
        Step.DISCARD: state in OPEN_STATES,
        Step.PRINT: state is not BriefingState.VOID,
        Step.REPLACED: row.replaces_id is not None,
        Step.REPLACES: row.replaced_by_id is not None,
    }
    return tuple(step for step, may in allowed.items() if may)

"""The steps of a matter: what can happen to it, how that is said, and what the journal calls it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.rules.wording import mark


class StepKind(StrEnum):
    """What can happen to a matter; stored for ever, never renamed."""

    RECEIVE = "receive"
    PROPOSE = "propose"
    INSTRUCT = "instruct"
    ASSIGN = "assign"
    SIGN = "sign"
    URGE = "urge"
    FEEDBACK = "feedback"
    REDO = "redo"
    REPLY = "reply"
    READ = "read"
    CLOSE = "close"
    FILE = "file"
    RETURN = "return"
    TRANSFER = "transfer"
    WAIT = "wait"
    RESUME = "resume"
    LIMIT = "limit"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    NOTE = "note"
    REOPEN = "reopen"
    VOID = "void"
    FURTHER = "further"
    GRADE = "grade"
    REPORT = "report"
    CONFIRM = "confirm"
    ACTIVATE = "activate"
    LEVEL = "level"
    TICK = "tick"
    END_RESPONSE = "end_response"
    CHANGE = "change"
    LIFT = "lift"
    PLAN_DAYS = "plan_days"
    STAGE = "stage"
    CONSULT = "consult"
    OPINION = "opinion"
    EXPERT = "expert"
    OUTLINE = "outline"
    SUBMIT = "submit"
    CALLER = "caller"
    RESPOND = "respond"
    OBJECT = "object"
    DECIDE_RETURN = "decide_return"
    ASK_TIME = "ask_time"
    DECIDE_TIME = "decide_time"
    CARD = "card"
    ANSWER_CALLER = "answer_caller"
    CALL_BACK = "call_back"
    MERGE = "merge"
    REFUSE = "refuse"
    RAISE = "raise"


STEP_WORDS: Final[dict[str, str]] = {
    StepKind.RECEIVE: mark("Received"),
    StepKind.PROPOSE: mark("Propose"),
    StepKind.INSTRUCT: mark("Instruction"),
    StepKind.ASSIGN: mark("Assign"),
    StepKind.SIGN: mark("Sign for"),
    StepKind.URGE: mark("Urge"),
    StepKind.FEEDBACK: mark("Feedback"),
    StepKind.REDO: mark("Send back to be redone"),
    StepKind.REPLY: mark("Reply to the sender"),
    StepKind.READ: mark("Taken note of"),
    StepKind.CLOSE: mark("Close the matter"),
    StepKind.FILE: mark("File it"),
    StepKind.RETURN: mark("Return to the sender"),
    StepKind.TRANSFER: mark("Transfer to another office"),
    StepKind.WAIT: mark("Wait for somebody"),
    StepKind.RESUME: mark("Go on"),
    StepKind.LIMIT: mark("Move a limit"),
    StepKind.WITHDRAW: mark("Take back from a unit"),
    StepKind.CORRECT: mark("Correct the register"),
    StepKind.NOTE: mark("Add a note"),
    StepKind.REOPEN: mark("Open it again"),
    StepKind.VOID: mark("Void"),
    StepKind.FURTHER: mark("Further report"),
    StepKind.GRADE: mark("Grade"),
    StepKind.REPORT: mark("Report upward"),
    StepKind.CONFIRM: mark("Verify or withdraw a statement"),
    StepKind.ACTIVATE: mark("Activate a plan"),
    StepKind.LEVEL: mark("Raise or lower the response"),
    StepKind.TICK: mark("Checklist"),
    StepKind.END_RESPONSE: mark("End the response"),
    StepKind.CHANGE: mark("Change the warning"),
    StepKind.LIFT: mark("Lift the warning"),
    StepKind.PLAN_DAYS: mark("Plan the days"),
    StepKind.STAGE: mark("Stage of the preparation"),
    StepKind.CONSULT: mark("Ask units for opinions"),
    StepKind.OPINION: mark("Opinion of a unit"),
    StepKind.EXPERT: mark("Expert's finding"),
    StepKind.OUTLINE: mark("Outline of the draft"),
    StepKind.SUBMIT: mark("Send for filing"),
    StepKind.CALLER: mark("A further call"),
    StepKind.RESPOND: mark("The unit contacted the caller"),
    StepKind.OBJECT: mark("Objection of a unit"),
    StepKind.DECIDE_RETURN: mark("Decide the objection"),
    StepKind.ASK_TIME: mark("More time asked for"),
    StepKind.DECIDE_TIME: mark("Decide on more time"),
    StepKind.CARD: mark("Card of supervision"),
    StepKind.ANSWER_CALLER: mark("Reply to the caller"),
    StepKind.CALL_BACK: mark("Call back"),
    StepKind.MERGE: mark("Merge into another case"),
    StepKind.REFUSE: mark("Do not accept"),
    StepKind.RAISE: mark("Make an incident of it"),
}

EVENTS: Final[Mapping[StepKind, str]] = {
    StepKind.RECEIVE: "matter.registered",
    StepKind.PROPOSE: "matter.proposed",
    StepKind.INSTRUCT: "matter.instructed",
    StepKind.ASSIGN: "matter.assigned",
    StepKind.SIGN: "matter.signed_for",
    StepKind.URGE: "matter.urged",
    StepKind.FEEDBACK: "matter.answered",
    StepKind.REDO: "matter.sent_back",
    StepKind.REPLY: "matter.replied",
    StepKind.READ: "matter.read",
    StepKind.CLOSE: "matter.closed",
    StepKind.FILE: "matter.filed",
    StepKind.RETURN: "matter.returned",
    StepKind.TRANSFER: "matter.transferred",
    StepKind.WAIT: "matter.waiting",
    StepKind.RESUME: "matter.resumed",
    StepKind.LIMIT: "matter.limit_moved",
    StepKind.WITHDRAW: "matter.withdrawn",
    StepKind.CORRECT: "matter.corrected",
    StepKind.NOTE: "matter.noted",
    StepKind.REOPEN: "matter.reopened",
    StepKind.VOID: "matter.voided",
    StepKind.FURTHER: "incident.reported_further",
    StepKind.GRADE: "incident.graded",
    StepKind.REPORT: "incident.reported_upward",
    StepKind.CONFIRM: "incident.statement_confirmed",
    StepKind.ACTIVATE: "response.started",
    StepKind.LEVEL: "response.level_set",
    StepKind.TICK: "response.item_decided",
    StepKind.END_RESPONSE: "response.ended",
    StepKind.CHANGE: "warning.changed",
    StepKind.LIFT: "warning.lifted",
    StepKind.PLAN_DAYS: "preparation.planned",
    StepKind.STAGE: "preparation.stage_settled",
    StepKind.CONSULT: "preparation.units_asked",
    StepKind.OPINION: "preparation.opinion_kept",
    StepKind.EXPERT: "preparation.expert_kept",
    StepKind.OUTLINE: "preparation.outline_kept",
    StepKind.SUBMIT: "preparation.submitted",
    StepKind.CALLER: "hotline.called_again",
    StepKind.RESPOND: "hotline.responded",
    StepKind.OBJECT: "hotline.objected",
    StepKind.DECIDE_RETURN: "hotline.return_decided",
    StepKind.ASK_TIME: "hotline.time_asked",
    StepKind.DECIDE_TIME: "hotline.time_decided",
    StepKind.CARD: "hotline.carded",
    StepKind.ANSWER_CALLER: "hotline.caller_answered",
    StepKind.CALL_BACK: "hotline.called_back",
    StepKind.MERGE: "hotline.merged",
    StepKind.REFUSE: "hotline.refused",
    StepKind.RAISE: "hotline.raised",
}
"""The journal's names of the steps; stored for ever."""

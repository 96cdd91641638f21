"""The obligations of matters that have a clock each, how they are said, and which steps stop them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.rules.matter_events import StepKind
from dutyroom.rules.wording import mark


class Duty(StrEnum):
    """The obligations that have a clock each."""

    READ = "read"
    PROPOSE = "propose"
    SIGN = "sign"
    ANSWER = "answer"
    REPLY = "reply"
    CLOSE = "close"
    REPORT = "report"
    RELAY = "relay"
    RETURNS = "returns"
    PHONE_REPORT = "phone_report"
    WRITTEN_REPORT = "written_report"
    FOLLOW_UP = "follow_up"
    FINAL_REPORT = "final_report"
    TOLL = "toll"
    TAKE_EFFECT = "take_effect"
    EXPIRE = "expire"
    STAGE_PROGRAMME = "stage_programme"
    STAGE_GROUP = "stage_group"
    STAGE_RISK = "stage_risk"
    STAGE_RESOURCES = "stage_resources"
    STAGE_CASES = "stage_cases"
    STAGE_DRAFT = "stage_draft"
    STAGE_OPINIONS = "stage_opinions"
    STAGE_REVIEW = "stage_review"
    STAGE_APPROVAL = "stage_approval"
    STAGE_ISSUE = "stage_issue"
    STAGE_FILING = "stage_filing"
    STAGE_TRAINING = "stage_training"
    UNIT_OPINIONS = "unit_opinions"
    DISPATCH = "dispatch"
    RESPOND = "respond"
    DECIDE_RETURN = "decide_return"
    DECIDE_TIME = "decide_time"
    ANSWER_CALLER = "answer_caller"
    CALL_BACK = "call_back"


DUTY_WORDS: Final[dict[str, str]] = {
    Duty.READ: mark("leader reads"),
    Duty.PROPOSE: mark("make a proposal"),
    Duty.SIGN: mark("sign for"),
    Duty.ANSWER: mark("unit answers"),
    Duty.REPLY: mark("reply to the sender"),
    Duty.CLOSE: mark("close the matter"),
    Duty.REPORT: mark("report the result"),
    Duty.RELAY: mark("recipients acknowledge"),
    Duty.RETURNS: mark("returns come in"),
    Duty.PHONE_REPORT: mark("report by telephone"),
    Duty.WRITTEN_REPORT: mark("report in writing"),
    Duty.FOLLOW_UP: mark("follow-up report"),
    Duty.FINAL_REPORT: mark("final report"),
    Duty.TOLL: mark("report changes of the toll"),
    Duty.TAKE_EFFECT: mark("warning takes effect"),
    Duty.EXPIRE: mark("warning ends"),
    Duty.STAGE_PROGRAMME: mark("yearly programme"),
    Duty.STAGE_GROUP: mark("drafting group"),
    Duty.STAGE_RISK: mark("risk assessment"),
    Duty.STAGE_RESOURCES: mark("resource survey"),
    Duty.STAGE_CASES: mark("case study"),
    Duty.STAGE_DRAFT: mark("draft of the plan"),
    Duty.STAGE_OPINIONS: mark("opinions of units"),
    Duty.STAGE_REVIEW: mark("expert review"),
    Duty.STAGE_APPROVAL: mark("approval"),
    Duty.STAGE_ISSUE: mark("issue of the plan"),
    Duty.STAGE_FILING: mark("filing"),
    Duty.STAGE_TRAINING: mark("training"),
    Duty.UNIT_OPINIONS: mark("units give their opinions"),
    Duty.DISPATCH: mark("dispatch the case"),
    Duty.RESPOND: mark("unit contacts the caller"),
    Duty.DECIDE_RETURN: mark("decide the objection"),
    Duty.DECIDE_TIME: mark("decide on more time"),
    Duty.ANSWER_CALLER: mark("reply to the caller"),
    Duty.CALL_BACK: mark("call back"),
}

OF_STAGES: Final = frozenset(duty for duty in Duty if duty.startswith("stage_"))
"""Stages of a plan in preparation: each is met when that stage is done, never by a step alone."""

REPORTS: Final = frozenset({Duty.PHONE_REPORT, Duty.WRITTEN_REPORT, Duty.FOLLOW_UP, Duty.FINAL_REPORT, Duty.TOLL})
"""Duties to report an incident upward: met by the report that went to whom it is owed, never by a step alone."""

MET_BY: Final[Mapping[Duty, frozenset[StepKind]]] = {
    Duty.READ: frozenset({StepKind.READ, StepKind.INSTRUCT}),
    Duty.PROPOSE: frozenset({StepKind.PROPOSE, StepKind.INSTRUCT, StepKind.ASSIGN, StepKind.READ}),
    Duty.SIGN: frozenset({StepKind.SIGN, StepKind.FEEDBACK}),
    Duty.ANSWER: frozenset({StepKind.FEEDBACK}),
    Duty.REPLY: frozenset({StepKind.REPLY}),
    Duty.CLOSE: frozenset({StepKind.CLOSE}),
    Duty.REPORT: frozenset({StepKind.REPLY}),
    Duty.RELAY: frozenset(),
    Duty.RETURNS: frozenset(),
    **dict.fromkeys(REPORTS, frozenset[StepKind]()),
    Duty.TAKE_EFFECT: frozenset({StepKind.READ}),
    Duty.EXPIRE: frozenset({StepKind.LIFT}),
    **dict.fromkeys(OF_STAGES, frozenset[StepKind]()),
    Duty.UNIT_OPINIONS: frozenset(),
    Duty.DISPATCH: frozenset({StepKind.ASSIGN, StepKind.TRANSFER}),
    Duty.RESPOND: frozenset({StepKind.RESPOND, StepKind.FEEDBACK, StepKind.ANSWER_CALLER}),
    Duty.DECIDE_RETURN: frozenset({StepKind.DECIDE_RETURN}),
    Duty.DECIDE_TIME: frozenset({StepKind.DECIDE_TIME}),
    Duty.ANSWER_CALLER: frozenset({StepKind.ANSWER_CALLER}),
    Duty.CALL_BACK: frozenset({StepKind.CALL_BACK}),
}
"""Which steps stop a clock. Those of one unit (sign, answer) are stopped by that unit's step alone."""

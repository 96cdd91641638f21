"""Issued papers for tests: what is asked, and a paper that the leader has signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.actions.briefing_parts import set_recipients
from dutyroom.actions.briefings import (
    issue_briefing,
    sign_briefing,
    submit_briefing,
)
from dutyroom.data.queries.briefings import (
    briefing_in_full,
)
from dutyroom.papers.facts import to_json
from dutyroom.rules.briefing import (
    Addressee,
    BriefingKind,
    ComposeBriefing,
    IssueBriefing,
    SetRecipients,
    SignBriefing,
    SubmitBriefing,
    TypedPart,
)
from dutyroom.rules.refusal import Refusal
from tests.samples import PASSWORD

TODAY = date(2026, 11, 23)
SECRET = "某部队今夜二十三时经绕城高速开进"
DAILY = ComposeBriefing(kind=BriefingKind.DAILY_SITUATION, day=TODAY)
MINUTES = ComposeBriefing(
    kind=BriefingKind.MINUTES,
    title="值班工作例会纪要（样例）",
    fields=(("时间", "2026年11月23日（星期一）9时"), ("地点", "第一会议室（样例）"), ("出席", "王建国、李秀英")),
    parts=(TypedPart(text="会议听取了上周值班情况汇报。"),),
)
CITY = Addressee(name="市政府领导（样例）", unit_id=None)


def printed(facts, language) -> bytes:
    """A stand-in for the PDF: what it would say."""
    return f"%PDF-{language}-{to_json(facts)}".encode()


def all_drawn(_: str) -> str:
    return ""


def full(room, number):
    return room.read(briefing_in_full, number)


def version(room, number) -> int:
    return full(room, number).row.version


def refused(code, call, *args, **named) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **named)
    assert caught.value.code == code
    return caught.value


def ready(room, asked=MINUTES) -> int:
    """A paper that the leader has signed."""
    number = room.do(compose_briefing, asked)
    room.do(set_recipients, SetRecipients(id=number, version=version(room, number), recipients=(CITY,)))
    room.do(submit_briefing, SubmitBriefing(id=number, version=version(room, number)))
    sign(room, number)
    return number


def sign(room, number, **named):
    leader = room.id("王建国")
    asked = SignBriefing(
        id=number, version=version(room, number), leader_id=leader, signer_id=leader, password=PASSWORD
    )
    return room.do(sign_briefing, replace(asked, **named))


def issue(room, number, make=printed, accepted="领导已阅（样例）"):
    asked = IssueBriefing(id=number, version=version(room, number), accepted=accepted)
    return room.do(issue_briefing, asked, make, all_drawn)

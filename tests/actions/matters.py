"""Builders for tests of matters: a notice as it comes, and the steps by short names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dutyroom.actions.matters import assign, close, feed_back, instruct, propose, sign_for, take_step
from dutyroom.actions.notices import register_notice
from dutyroom.data.queries.matters import MatterInFull, matter_in_full
from dutyroom.rules.matter import Duty, StepKind
from dutyroom.rules.matter_steps import Assign, AssignTo, Close, Instruct, PlainStep, Propose, UnitStep
from dutyroom.rules.notice import AskedLimit, Channel, RegisterNotice
from tests.samples import Room


def a_notice(**named: Any) -> RegisterNotice:
    usual: dict[str, Any] = {
        "channel": Channel.FAX,
        "title": "关于做好强降雨防范工作的紧急通知",
        "source": "河南省防汛抗旱指挥部办公室",
        "document_number": "豫汛办电〔2026〕12号",
        "urgency": "特急",
        "required": "11月24日18时前报送落实情况",
    }
    return RegisterNotice(**{**usual, **named})


def replied_by(room: Room, **span: float) -> AskedLimit:
    return AskedLimit(due_at=room.now + timedelta(**span), duty=Duty.REPLY, said="24小时内")


class Flow:
    """One notice of a room and what is done with it."""

    def __init__(self, room: Room, **named: Any) -> None:
        self.room = room
        self.id = int(room.do(register_notice, a_notice(**named)))

    @property
    def full(self) -> MatterInFull:
        found = self.room.read(matter_in_full, self.id)
        assert isinstance(found, MatterInFull)
        return found

    @property
    def state(self) -> str:
        return self.full.matter.state

    def propose(self, text: str = "拟请水务处牵头办理") -> int:
        return int(self.room.do(propose, Propose(id=self.id, text=text)))

    def instruct(self, text: str = "同意，请抓紧落实", leader: str = "王建国") -> int:
        return int(self.room.do(instruct, Instruct(id=self.id, leader=leader, text=text)))

    def assign(self, *units: str | AssignTo, **named: Any) -> int:
        asked = tuple(AssignTo(unit=unit) if isinstance(unit, str) else unit for unit in units)
        return int(self.room.do(assign, Assign(id=self.id, units=asked, **named)))

    def of(self, unit: str) -> int:
        return next(row.id for row in self.full.assignments if row.unit == unit and row.state != "withdrawn")

    def unit(self, action: Any, unit: str, **named: Any) -> int:
        return int(self.room.do(action, UnitStep(id=self.id, assignment_id=self.of(unit), **named)))

    def sign(self, unit: str, person: str = "陈科长") -> int:
        return self.unit(sign_for, unit, person=person)

    def answer(self, unit: str, text: str = "已全部落实") -> int:
        return self.unit(feed_back, unit, text=text)

    def plain(self, step: StepKind, text: str = "", who: str = "") -> int:
        return int(self.room.do(take_step, PlainStep(id=self.id, step=step, text=text, who=who)))

    def close(self, text: str = "已办结", despite: str = "") -> int:
        return int(self.room.do(close, Close(id=self.id, text=text, despite=despite)))

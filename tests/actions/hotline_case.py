"""Builders for tests of the flow of the mayor's telephone: a case as it comes, and its steps by short names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dutyroom.actions.hotline import take_call
from dutyroom.actions.hotline_call_back import call_back
from dutyroom.actions.hotline_decisions import ask_time, decide_return, decide_time, give_card, object_to
from dutyroom.actions.hotline_flow import answer_caller, close_case, dispatch, reopen_case, respond
from dutyroom.actions.hotline_merging import merge_cases, take_apart
from dutyroom.actions.matters import feed_back, sign_for, urge, withdraw
from dutyroom.data.queries.hotline_flow import call_backs_of, calls_of, extensions_of, returns_of
from dutyroom.data.queries.matters import ClockRow, MatterInFull, matter_in_full
from dutyroom.data.tables import HotlineCase
from dutyroom.data.verify import check_store
from dutyroom.rules.hotline import Card, Demand, Result
from dutyroom.rules.hotline_sheet import TakeCall
from dutyroom.rules.hotline_steps import (
    AnswerCaller,
    AskTime,
    CallBack,
    CloseCase,
    DecideReturn,
    DecideTime,
    Dispatch,
    GiveCard,
    MergeCases,
    ObjectTo,
    ReopenCase,
    Respond,
    TakeApart,
)
from dutyroom.rules.matter import Role
from dutyroom.rules.matter_steps import AssignTo, UnitStep
from tests.samples import Room

CALLER = "样例甲"
PHONE = "13800005678"
HOME = "花园路39号2号楼"
LEAD, HELPER, OTHER = "城市管理局", "水利局", "住房保障和房地产管理局"


def a_call(**named: Any) -> TakeCall:
    usual: dict[str, Any] = {
        "demand": Demand.COMPLAINT,
        "title": "小区门口路灯不亮",
        "text": "花园路小区门口路灯三天不亮",
        "name": CALLER,
        "phone": PHONE,
        "address": HOME,
        "area": "金水区",
        "street": "花园路",
    }
    return TakeCall(**{**usual, **named})


class Case:
    """One case of a room and what is done with it."""

    def __init__(self, room: Room, **named: Any) -> None:
        self.room = room
        self.id = int(room.do(take_call, a_call(**named)))

    @property
    def full(self) -> MatterInFull:
        found = self.room.read(matter_in_full, self.id)
        assert isinstance(found, MatterInFull)
        return found

    @property
    def row(self) -> HotlineCase:
        found = self.room.read(lambda session: session.get(HotlineCase, self.id))
        assert isinstance(found, HotlineCase)
        return found

    @property
    def state(self) -> str:
        return self.full.matter.state

    @property
    def running(self) -> dict[str, ClockRow]:
        clocks = [clock for clock in self.full.clocks if clock.state == "open"]
        return {clock.duty: clock for clock in clocks}

    def rows(self, query: Any) -> list[Any]:
        """The calls, objections, extensions or call-backs of the case."""
        found = self.room.read(query, self.id)
        assert isinstance(found, list)
        return found

    @property
    def returns(self) -> list[Any]:
        return self.rows(returns_of)

    @property
    def extensions(self) -> list[Any]:
        return self.rows(extensions_of)

    @property
    def call_backs(self) -> list[Any]:
        return self.rows(call_backs_of)

    @property
    def calls(self) -> list[Any]:
        return self.rows(calls_of)

    def of(self, unit: str) -> int:
        return next(row.id for row in self.full.assignments if row.unit == unit and row.state != "withdrawn")

    def dispatch(self, lead: str = LEAD, *helpers: str, **named: Any) -> int:
        units = (AssignTo(unit=lead), *(AssignTo(unit=unit, role=Role.HELPER) for unit in helpers))
        return int(self.room.do(dispatch, Dispatch(id=self.id, units=units, **named)))

    def unit(self, action: Any, unit: str = LEAD, text: str = "", **named: Any) -> int:
        return int(self.room.do(action, UnitStep(id=self.id, assignment_id=self.of(unit), text=text, **named)))

    def sign(self, unit: str = LEAD) -> int:
        return self.unit(sign_for, unit, person="样例科长")

    def feed_back(self, unit: str = LEAD, text: str = "路灯已修复") -> int:
        return self.unit(feed_back, unit, text)

    def urge(self, unit: str = LEAD) -> int:
        return self.unit(urge, unit, "请抓紧办理")

    def withdraw(self, unit: str = LEAD) -> int:
        return self.unit(withdraw, unit, "派错单位")

    def respond(self, unit: str | None = LEAD) -> int:
        at = self.of(unit) if unit else None
        return int(self.room.do(respond, Respond(id=self.id, assignment_id=at, text="已联系来电人")))

    def object_to(self, unit: str = LEAD, text: str = "不属于本单位职责", **named: Any) -> int:
        asked = ObjectTo(id=self.id, assignment_id=self.of(unit), text=text, **named)
        self.room.do(object_to, asked)
        return int(self.returns[-1].id)

    def decide_return(self, *, granted: bool, text: str = "路灯归口管理已明确", number: int | None = None) -> int:
        asked = number if number is not None else next(row.id for row in self.returns if row.state == "asked")
        return int(
            self.room.do(decide_return, DecideReturn(id=self.id, return_id=asked, is_granted=granted, text=text))
        )

    def ask_time(self, days: int = 5, **named: Any) -> int:
        due = (self.row.close_due_at or self.room.now) + timedelta(days=days)
        self.room.do(ask_time, AskTime(**{"id": self.id, "due_at": due, "text": "需要更换电缆", **named}))
        return int(self.extensions[-1].id)

    def decide_time(self, *, granted: bool, text: str = "情况属实", number: int | None = None, **named: Any) -> int:
        asked = number if number is not None else next(row.id for row in self.extensions if row.state == "asked")
        command = DecideTime(id=self.id, extension_id=asked, is_granted=granted, text=text, **named)
        return int(self.room.do(decide_time, command))

    def card(self, card: Card, text: str = "") -> int:
        return int(self.room.do(give_card, GiveCard(id=self.id, card=card, text=text)))

    def answer(self, text: str = "路灯已于今日修复", **named: Any) -> int:
        return int(self.room.do(answer_caller, AnswerCaller(id=self.id, text=text, **named)))

    def close(self, result: Result = Result.SOLVED, text: str = "路灯已修复", despite: str = "") -> int:
        return int(self.room.do(close_case, CloseCase(id=self.id, result=result, text=text, despite=despite)))

    def call_back(self, *, reached: bool = True, **named: Any) -> int:
        usual: dict[str, Any] = {"solved": True, "satisfied": "4"} if reached else {}
        return int(self.room.do(call_back, CallBack(**{"id": self.id, "reached": reached, **usual, **named})))

    def merge(self, *others: Case, text: str = "同一诉求") -> int:
        numbers = tuple(other.id for other in others)
        return int(self.room.do(merge_cases, MergeCases(id=self.id, duplicates=numbers, text=text)))

    def apart(self, text: str = "并非同一处") -> int:
        return int(self.room.do(take_apart, TakeApart(id=self.id, text=text)))

    def reopen(self, text: str = "来电人再次反映") -> int:
        return int(self.room.do(reopen_case, ReopenCase(id=self.id, text=text)))

    def through(self) -> Case:
        """Dispatched, signed, answered by the unit, told to the caller and closed."""
        self.dispatch()
        self.sign()
        self.feed_back()
        self.answer()
        self.close()
        return self


def is_sound(room: Room) -> None:
    """Everything in the store fits together."""
    assert room.read(check_store, room.store.attachments).problems == ()

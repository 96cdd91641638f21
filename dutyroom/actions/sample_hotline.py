"""The sample's cases of the mayor's telephone: by every way, of every kind, in every state; persons are marked 样例.

Written through the same actions as at a desk; what happened earlier carries its own time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from dutyroom.actions.hotline import add_call, take_call
from dutyroom.actions.hotline_call_back import call_back
from dutyroom.actions.hotline_decisions import ask_time, decide_return, decide_time, give_card, object_to
from dutyroom.actions.hotline_flow import answer_caller, close_case, dispatch, respond
from dutyroom.actions.hotline_merging import merge_cases
from dutyroom.actions.matters import feed_back, instruct, sign_for, take_step, urge
from dutyroom.data.desk import Desk
from dutyroom.data.queries.hotline_flow import extensions_of, returns_of
from dutyroom.data.queries.matters import assignments_of
from dutyroom.data.tables import HotlineCase
from dutyroom.rules.hotline import Card, Channel, Demand, Refused, Result
from dutyroom.rules.hotline_sheet import FurtherCall, TakeCall
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
    Respond,
)
from dutyroom.rules.matter import Progress, StepKind
from dutyroom.rules.matter_steps import AssignTo, Instruct, PlainStep, UnitStep

HOTLINE_ENTRIES: Final = 74
"""How many entries they take of those that the sample is to hold."""
_CITY: Final = "市城市管理局"
_OTHER: Final = "市交通运输局"
_SOON: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """A call: how many hours ago it came, what was wanted, and what was done since: a letter a step."""

    hours: float
    demand: Demand
    text: str
    name: str = ""
    phone: str = ""
    channel: Channel = Channel.PHONE
    area: str = "金水区"
    street: str = ""
    code: str = ""
    unit: str = _CITY
    result: Result = Result.SOLVED
    steps: str = ""
    more: dict[str, Any] = field(default_factory=dict)


_SAMPLES: Final = (
    _Sample(hours=30, demand=Demand.CONSULT, text="咨询居住证办理需要哪些材料（示例）", name="赵一样例", phone="19900000011", code="100101",
            more={"answer": "带身份证和租房合同到居住地派出所办理，十个工作日内发证（示例）。"}),
    _Sample(hours=28, demand=Demand.COMPLAINT, text="对法院判决的补偿款数额不服（示例）", name="钱二样例", phone="19900000012",
            area="中原区", more={"refused": Refused.COURT, "turn_to": "作出判决的人民法院（示例）"}),
    _Sample(hours=5, demand=Demand.HELP, text="样例小区楼道冒烟，有焦糊味（示例）", phone="19900000013", area="二七区",
            more={"transfer_to": "119", "name": "孙三样例"}),
    _Sample(hours=0.03, demand=Demand.HELP, text="样例小区3号楼电梯停运，老人上下楼困难（示例）", name="李四样例", phone="19900000014",
            area="管城回族区", street="样例街道"),
    _Sample(hours=6, demand=Demand.COMPLAINT, text="样例路夜市油烟扰民，深夜仍在营业（示例）", name="周五样例", phone="19900000015",
            channel=Channel.WEB, street="样例路", steps="d"),
    _Sample(hours=1, demand=Demand.HELP, text="样例花园整栋楼停水，物业不知原因（示例）", name="吴六样例", phone="19900000016",
            area="惠济区", unit="市水利局", steps="dsp", more={"sub": "water"}),
    _Sample(hours=30, demand=Demand.COMPLAINT, text="公交站牌被撞倒，候车乘客多（示例）", name="郑七样例", phone="19900000017",
            channel=Channel.APP, street="样例路", steps="PdogDs"),
    _Sample(hours=7, demand=Demand.TIP, text="样例工地夜间施工无许可（示例）", name="王八样例", phone="19900000018",
            channel=Channel.WECHAT, area="郑东新区", steps="Pdo"),
    _Sample(hours=50, demand=Demand.TIP, text="样例市场内有人售卖过期食品（示例）", name="冯九样例", phone="19900000019",
            channel=Channel.MAILBOX, area="高新区", unit="市市场监督管理局", steps="PdstT", more={"is_complex": True}),
    _Sample(hours=120, demand=Demand.SUGGESTION, text="建议在样例公园增设直饮水点（示例）", name="陈十样例", phone="19900000020",
            channel=Channel.ABOVE, steps="dsfwcb", more={"outside_number": "202600001234"}),
    _Sample(hours=98, demand=Demand.COMPLAINT, text="样例路窨井盖松动，夜间车辆经过响声大（示例）", name="褚样例", phone="19900000021",
            street="样例路", result=Result.PARTLY, steps="dsfwcB"),
    _Sample(hours=100, demand=Demand.HELP, text="样例小区垃圾多日未清运（示例）", name="卫样例", phone="19900000022",
            channel=Channel.MEDIA, area="经开区", steps="dsfwcn"),
    _Sample(hours=26, demand=Demand.PRAISE, text="感谢样例路环卫班组拾金不昧（示例）", name="蒋样例", phone="19900000023",
            channel=Channel.SMS, result=Result.EXPLAINED, steps="dsfwc"),
    _Sample(hours=240, demand=Demand.COMPLAINT, text="样例村口违建堵塞消防通道（示例）", name="沈样例", phone="19900000024",
            area="新郑市", steps="dsuik"),
    _Sample(hours=20, demand=Demand.COMPLAINT, text="反映样例单位作风问题，要求不公开姓名（示例）", name="韩样例", phone="19900000025",
            channel=Channel.LEADER, steps="ds", more={"is_secret": True, "address": "样例路1号"}),
    _Sample(hours=22, demand=Demand.CONSULT, text="测试来电，登记有误（示例）", channel=Channel.OTHER, steps="v",
            more={"wants_reply": False}),
)  # fmt: skip
_REPEATED: Final = tuple(
    _Sample(
        hours=hours, demand=Demand.COMPLAINT, text=text, name=name, phone=phone, street="示范路", steps=steps,
        more={"title": "示范路口信号灯故障（示例）", "place": "示范路口"},
    )
    for hours, text, name, phone, steps in (
        (46.0, "示范路口红绿灯不亮，早高峰拥堵（示例）", "杨样例", "19900000026", "dsmf"),
        (45.0, "示范路口信号灯坏了没人管（示例）", "朱样例", "19900000027", ""),
        (44.0, "示范路口红绿灯还没修好，第二次打电话（示例）", "杨样例", "19900000026", ""),
    )
)  # fmt: skip
"""Three calls for one demand, two of them by one caller; the last two are merged into the first."""


def add_hotline(desk: Desk, leader: str) -> None:
    """Take the calls, one after the other, and the steps of each."""
    writer = _Writer(desk, leader)
    for sample in _SAMPLES:
        writer.case(sample)
    first, *others = [writer.case(sample) for sample in _REPEATED]
    merge_cases(desk, MergeCases(id=first, duplicates=tuple(others), text="同一路口同一诉求（示例）"))


class _Writer:
    """Takes the steps of the sample's cases in their order."""

    def __init__(self, desk: Desk, leader: str) -> None:
        self.desk, self.leader = desk, leader

    def case(self, sample: _Sample) -> int:
        desk, received = self.desk, self.desk.now - timedelta(hours=sample.hours)
        facts: dict[str, Any] = {"name": sample.name, "operator": "陈样例", **sample.more}
        call = TakeCall(
            channel=sample.channel,
            demand=sample.demand,
            code=sample.code,
            text=sample.text,
            phone=sample.phone,
            area=sample.area,
            street=sample.street,
            received_at=received,
            **facts,
        )
        number = take_call(desk, call)
        for place, letter in enumerate(sample.steps, 1):
            at = received + (desk.now - received) * place / (len(sample.steps) + 1)
            self._step(number, sample, letter, at)
        return number

    def _step(self, number: int, sample: _Sample, letter: str, at: datetime) -> None:
        when: dict[str, Any] = {"id": number, "happened_at": at}
        if letter in "dD":
            unit = _OTHER if letter == "D" else sample.unit
            dispatch(self.desk, Dispatch(units=(AssignTo(unit=unit),), **when))
        elif letter in "ogtTk":
            self._decide(number, letter, when)
        elif letter in "sfup":
            self._by_unit(number, letter, when)
        elif letter in "bBn":
            self._call_back(letter, when)
        elif letter == "P":
            soon = when | {"happened_at": self.desk.now - timedelta(hours=sample.hours) + _SOON}
            respond(self.desk, Respond(text="已电话联系来电人核实情况（示例）", **soon))
        elif letter == "w":
            answer_caller(self.desk, AnswerCaller(text="已电话告知来电人办理结果（示例）", by="陈样例", **when))
        elif letter == "c":
            close_case(self.desk, CloseCase(result=sample.result, text="已按诉求办理（示例）", **when))
        elif letter == "m":
            add_call(
                self.desk, FurtherCall(name="秦样例", phone="19900000028", text="同一路口，今早又堵（示例）", **when)
            )
        elif letter == "i":
            instruct(self.desk, Instruct(leader=self.leader, text="请城管部门限期拆除（示例）", **when))
        else:
            take_step(self.desk, PlainStep(step=StepKind.VOID, text="登记有误（示例）", who="", **when))

    def _by_unit(self, number: int, letter: str, when: dict[str, Any]) -> None:
        unit = self._unit(number)
        if letter == "p":
            respond(
                self.desk, Respond(assignment_id=unit, person="尤样例", text="已联系来电人，正在抢修（示例）", **when)
            )
            return
        action, text = {
            "s": (sign_for, ""),
            "f": (feed_back, "已现场处理完毕（示例）"),
            "u": (urge, "请尽快办理并反馈（示例）"),
        }[letter]
        action(self.desk, UnitStep(assignment_id=unit, person="尤样例", text=text, **when))

    def _decide(self, number: int, letter: str, when: dict[str, Any]) -> None:
        desk = self.desk
        if letter == "o":
            asked = ObjectTo(assignment_id=self._unit(number), text="不属于本单位职责（示例）", proposed=_OTHER, **when)
            object_to(desk, asked)
        elif letter == "g":
            pending = returns_of(desk.session, number, pending=True)[0].id
            decide_return(desk, DecideReturn(return_id=pending, is_granted=True, text="情况属实，改派（示例）", **when))
        elif letter == "t":
            case = desk.session.get_one(HotlineCase, number)
            due = (case.close_due_at or desk.now) + timedelta(days=5)
            text = "需送检，等检验报告（示例）"
            ask_time(desk, AskTime(due_at=due, assignment_id=self._unit(number), text=text, **when))
        elif letter == "T":
            pending = extensions_of(desk.session, number, pending=True)[0].id
            decide_time(desk, DecideTime(extension_id=pending, is_granted=True, text="同意（示例）", **when))
        else:
            give_card(desk, GiveCard(card=Card.YELLOW, text="逾期未办结（示例）", **when))

    def _call_back(self, letter: str, when: dict[str, Any]) -> None:
        said: dict[str, Any] = {
            "b": {"reached": True, "solved": True, "satisfied": "5", "text": "来电人表示满意（示例）"},
            "B": {"reached": False, "text": "无人接听（示例）"},
            "n": {"reached": True, "solved": False, "satisfied": "2", "text": "来电人称问题又出现（示例）"},
        }[letter]
        call_back(self.desk, CallBack(by="陈样例", **said, **when))

    def _unit(self, number: int) -> int:
        """The unit that has it in hand."""
        held = assignments_of(self.desk.session, number)
        return next(row.id for row in held if row.state != Progress.WITHDRAWN)

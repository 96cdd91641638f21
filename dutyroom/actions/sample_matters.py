"""The sample's matters: notices in every state, a relay half acknowledged, returns late and missing, supervision.

Written through the same actions as at a desk, at the end of the fill; what happened earlier carries its own time.
Every text is invented and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.matters import assign, close, feed_back, instruct, propose, sign_for, take_step, urge, wait
from dutyroom.actions.notices import register_notice
from dutyroom.actions.relays import not_reached, start_relay, tell
from dutyroom.actions.returns import answer_return, start_returns, urge_return
from dutyroom.actions.sample_briefings import BRIEFING_ENTRIES, add_sample_briefings
from dutyroom.actions.sample_duty import DUTY_ENTRIES, add_duty
from dutyroom.actions.sample_hotline import HOTLINE_ENTRIES, add_hotline
from dutyroom.actions.sample_incidents import INCIDENT_ENTRIES, add_incidents
from dutyroom.actions.sample_knowledge import KNOWLEDGE_ENTRIES, add_sample_knowledge
from dutyroom.actions.sample_office import SAMPLE_PASSWORD
from dutyroom.actions.sample_plan_events import PLAN_EVENT_ENTRIES, add_plan_events
from dutyroom.actions.sample_preparations import PREPARATION_ENTRIES, add_preparations
from dutyroom.actions.sample_warnings import WARNING_ENTRIES, add_warnings
from dutyroom.actions.sample_words import sample_phone
from dutyroom.actions.supervision import set_up_supervision, urge_in_colour
from dutyroom.data.desk import Desk
from dutyroom.data.queries.matters import assignments_of
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_in_full
from dutyroom.data.queries.relays import relay_in_full
from dutyroom.data.queries.returns import call_in_full
from dutyroom.data.queries.shifts import running_shift
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.data.startup import open_store
from dutyroom.data.tables import ReturnsCall
from dutyroom.data.trouble import Trouble
from dutyroom.rules.matter import Duty, Role, StepKind
from dutyroom.rules.matter_steps import Assign, AssignTo, Close, Instruct, PlainStep, Propose, UnitStep, Wait
from dutyroom.rules.notice import AskedLimit, Channel, RegisterNotice, Slip
from dutyroom.rules.relay import NotReached, Recipient, StartRelay, Told
from dutyroom.rules.returns import AnswerReturn, StartReturns, UrgeReturn, read_times, rounds
from dutyroom.rules.supervision import Basis, Colour, SetUpSupervision, UrgeInColour

MATTER_ENTRIES: Final = (
    68
    + INCIDENT_ENTRIES
    + WARNING_ENTRIES
    + PLAN_EVENT_ENTRIES
    + PREPARATION_ENTRIES
    + KNOWLEDGE_ENTRIES
    + HOTLINE_ENTRIES
    + BRIEFING_ENTRIES
    + DUTY_ENTRIES
)
"""How many entries the matters take of those that the sample is to hold."""
MATTERS_FROM: Final = 260
"""A shorter sample has no room for matters beside its shifts."""
_SOURCE: Final = "河南省人民政府办公厅（示例）"
_FLOOD: Final = "河南省防汛抗旱指挥部（示例）"
_LEAD: Final = "市应急管理局"
_HELP: Final = "市气象局"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """A notice, how many hours ago it came, and how far it has got: each letter is a step, in :data:`_STEPS`.

    ``within``: in how many hours its steps were taken; else they are spread over all the time since.
    """

    title: str
    hours: float
    steps: str = ""
    source: str = _SOURCE
    number: int = 0
    channel: Channel = Channel.PAPER
    urgency: str = ""
    reply_in: float | None = None
    within: float | None = None
    facts: tuple[tuple[str, Any], ...] = ()


_NOTICES: Final = (
    _Sample(title="关于做好强降雨防范应对工作的紧急通知（示例）", hours=48, steps="pias", source=_FLOOD, number=12,
            channel=Channel.TELEGRAM, urgency="特急", reply_in=49.5, within=7),
    _Sample(title="关于报送安全生产大检查情况的通知（示例）", hours=52, steps="piasfrc", number=31, urgency="加急", reply_in=48),
    _Sample(title="关于印发政务值班工作规范的通知（示例）", hours=100, steps="piasfcl", number=7),
    _Sample(title="关于加强秸秆禁烧工作的通知（示例）", hours=30, steps="piasu", number=44, reply_in=28),
    _Sample(title="关于做好全省视频调度会准备工作的通知（示例）", hours=3, steps="pi", channel=Channel.FAX, urgency="特急"),
    _Sample(title="关于征求公共数据管理办法意见的函（示例）", hours=26, steps="p", number=9, reply_in=120,
            facts=(("document_kind", "函"),)),
    _Sample(title="请核实并反馈网络舆情有关情况（示例）", hours=1.5, channel=Channel.TELEPHONE, reply_in=1.0,
            facts=(("slip", Slip(caller="孙样例", caller_post="值班员", read_back=True, identity_checked=True)),)),
    _Sample(title="关于春节期间值班安排的通知（示例）", hours=5, steps="d", number=50, facts=(("for_reading", True),)),
    _Sample(title="关于报送防汛物资储备情况的通知（示例）", hours=20, steps="paw", source=_FLOOD, number=13, reply_in=72),
    _Sample(title="关于对口协作事项的函（示例）", hours=40, steps="b", number=21, facts=(("document_kind", "函"),)),
    _Sample(title="关于信访事项转办的通知（示例）", hours=44, steps="t", number=22),
    _Sample(title="机要文件（示例，见机要登记）", hours=6, number=3,
            facts=(("secrecy", "秘密"), ("copies", 1), ("copy_numbers", "000016"), ("custody", "机要室保险柜"))),
    _Sample(title="登记有误的通知（示例）", hours=7, steps="v", number=60),
)  # fmt: skip
_AREAS_TOLD: Final = 6
_AREAS_ASKED: Final = 8


def add_matters(folder: Path, until: datetime) -> int:
    """Write the sample's matters into a filled store, all at ``until``; returns the number of the newest entry."""
    store = open_store(folder, clock=lambda: until)
    try:
        with store.reading() as session:
            shift = running_shift(session)
            chief = officer_in_full(session, shift.chief_id) if shift else None
        if shift is None or chief is None:
            raise Trouble("store.unreadable", path=folder, detail="no shift")
        with store.desk(chief.author) as desk:
            newest = _Writer(desk, shift.leader).write()
            areas = [unit for unit in unit_rows(desk.session) if unit.kind == "area"]
            add_incidents(desk, (shift.leader_id, shift.leader), SAMPLE_PASSWORD, areas)
            add_sample_briefings(desk, shift.leader_id, SAMPLE_PASSWORD)
            add_duty(desk, areas)
            return max(newest, desk.tail.seq)
    finally:
        store.close()


class _Writer:
    """Takes the steps of the sample in their order, in one transaction."""

    def __init__(self, desk: Desk, leader: str) -> None:
        self.desk, self.leader = desk, leader
        self.areas = [unit for unit in unit_rows(desk.session) if unit.kind == "area"]

    def write(self) -> int:
        """Write the papers and what is supervised; returns the number of the newest entry."""
        numbers = [self._notice(sample) for sample in _NOTICES]
        self._relay(numbers[0])
        self._returns(numbers[0])
        self._supervision()
        add_warnings(self.desk)
        add_plan_events(self.desk)
        add_preparations(self.desk)
        add_sample_knowledge(self.desk)
        add_hotline(self.desk, self.leader)
        return self.desk.tail.seq

    def _notice(self, sample: _Sample) -> int:
        desk, received = self.desk, self.desk.now - timedelta(hours=sample.hours)
        year = received.astimezone(office_settings(desk.session).zone).year
        limits: tuple[AskedLimit, ...] = ()
        if sample.reply_in is not None:
            due_at = received + timedelta(hours=sample.reply_in)
            limits = (AskedLimit(due_at=due_at, duty=Duty.REPLY, said="按来文要求的时限报送"),)
        letters = "豫汛电" if sample.source == _FLOOD else "豫政办"
        notice = RegisterNotice(
            channel=sample.channel,
            title=sample.title,
            source=sample.source,
            document_number=f"{letters}〔{year}〕{sample.number}号" if sample.number else "",
            urgency=sample.urgency,
            received_at=received,
            received_by=desk.author.name,
            limits=limits,
            confirmed=True,
            **{"document_kind": "通知", **dict(sample.facts)},
        )
        number = register_notice(desk, notice)
        for place, letter in enumerate(sample.steps, 1):
            taken = timedelta(hours=sample.within) if sample.within is not None else desk.now - received
            at = received + taken * place / (len(sample.steps) + 1)
            self._step(number, letter, at)
        return number

    def _step(self, number: int, letter: str, at: datetime) -> None:
        desk = self.desk
        when: dict[str, Any] = {"id": number, "happened_at": at}
        plain = {
            "r": (StepKind.REPLY, "已按要求书面报送（示例）", _SOURCE),
            "l": (StepKind.FILE, f"示例-{number}", ""),
            "d": (StepKind.READ, "", self.leader),
            "b": (StepKind.RETURN, "不属本机关职责，退回来文单位（示例）", _SOURCE),
            "t": (StepKind.TRANSFER, "转市信访局办理（示例）", "市信访局"),
            "v": (StepKind.VOID, "重复登记（示例）", ""),
        }
        if letter in plain:
            step, text, who = plain[letter]
            take_step(desk, PlainStep(step=step, text=text, who=who, **when))
        elif letter == "p":
            propose(desk, Propose(text="拟请市应急管理局牵头办理，请领导阅批（示例）", by=desk.author.name, **when))
        elif letter == "i":
            instruct(desk, Instruct(leader=self.leader, text="同意拟办意见，请抓紧落实（示例）", **when))
        elif letter == "a":
            units = (AssignTo(unit=_LEAD), AssignTo(unit=_HELP, role=Role.HELPER))
            assign(desk, Assign(units=units, **when))
        elif letter == "c":
            close(desk, Close(text="已办结，结果已报送（示例）", **when))
        elif letter == "w":
            wait(desk, Wait(waiting_for=_LEAD, text="等物资清单（示例）", **when))
        else:
            self._unit_step(number, letter, when)

    def _unit_step(self, number: int, letter: str, when: dict[str, Any]) -> None:
        lead = assignments_of(self.desk.session, number)[0].id
        action, text = {
            "s": (sign_for, ""),
            "f": (feed_back, "已全部落实，情况报告附后（示例）"),
            "u": (urge, "请今日下班前反馈（示例）"),
        }[letter]
        action(self.desk, UnitStep(assignment_id=lead, person="吴样例", text=text, **when))

    def _relay(self, matter: int) -> None:
        """Half of the areas have acknowledged; one was sent a fax, one did not answer."""
        desk = self.desk
        asked = StartRelay(
            title="强降雨防范应对工作通知（示例）",
            text="请立即落实24小时值班和领导带班，有情况随时报告（示例）。",
            recipients=_recipients(self.areas),
            matter_id=matter,
            acknowledge_by=desk.now + timedelta(minutes=50),
        )
        found = relay_in_full(desk.session, start_relay(desk, asked))
        lines = found.lines if found else ()
        for line in lines[:_AREAS_TOLD]:
            tell(desk, Told(line_id=line.id, channel="telephone", taken_by="钱样例", read_back=True))
        tell(desk, Told(line_id=lines[_AREAS_TOLD].id, channel="fax", acknowledged=False))
        not_reached(desk, NotReached(line_id=lines[_AREAS_TOLD + 1].id, channel="telephone", remark="占线（示例）"))

    def _returns(self, matter: int) -> None:
        """Daily returns since yesterday: the first round is in but for two, one of them was late."""
        desk, zone = self.desk, office_settings(self.desk.session).zone
        today = desk.now.astimezone(zone).date()
        asked = StartReturns(
            title="汛情日报（示例）",
            asked="雨情水情、险情灾情、伤亡损失；无情况的报零报告。",
            units=_recipients(self.areas[:_AREAS_ASKED]),
            times=read_times("08:00 17:00"),
            first_on=today - timedelta(days=1),
            last_on=today + timedelta(days=1),
            matter_id=matter,
        )
        number = start_returns(desk, asked)
        if (call := desk.session.get(ReturnsCall, number)) is not None:
            call.began_at = desk.now - timedelta(hours=_NOTICES[0].hours - (_NOTICES[0].within or 0))
        found = call_in_full(desk.session, number)
        units = found.units if found else ()
        due_at = rounds(asked.first_on, asked.first_on, asked.times, zone)[0]
        for place, unit in enumerate(units[:-2]):
            at = due_at + timedelta(minutes=25 if place == 2 else -10 - 3 * place)
            is_nil = place % 2 == 0
            text = "" if is_nil else "出动巡查人员60人次，无险情（示例）"
            answer_return(
                desk,
                AnswerReturn(
                    returns_unit_id=unit.id,
                    due_at=due_at,
                    text=text,
                    is_nil=is_nil,
                    person="郑样例",
                    answered_at=at,
                ),
            )
        urge_return(desk, UrgeReturn(returns_unit_id=units[-1].id, due_at=due_at, remark="电话催报（示例）"))

    def _supervision(self) -> None:
        """One on time, one past its limit with an orange notice."""
        desk = self.desk
        first = set_up_supervision(
            desk,
            SetUpSupervision(
                basis=Basis.INSTRUCTION,
                title="嵩山路下穿隧道积水点整治（示例）",
                asked="完成泵站扩容和管网清淤，汛前通水验收（示例）。",
                leader=self.leader,
                received_at=desk.now - timedelta(days=2),
                due_at=desk.now + timedelta(days=12),
            ),
        )
        second = set_up_supervision(
            desk,
            SetUpSupervision(
                basis=Basis.MEETING,
                title="老旧小区消防通道清理（示例）",
                asked="全面清理并建立台账（示例）。",
                source="市政府常务会议（示例）",
                received_at=desk.now - timedelta(days=30),
                due_at=desk.now - timedelta(days=2),
            ),
        )
        for number, unit, days in ((first, "市城市管理局", 1), (second, "市消防救援支队", 29)):
            assign(desk, Assign(id=number, units=(AssignTo(unit=unit),), happened_at=desk.now - timedelta(days=days)))
        lead = assignments_of(desk.session, second)[0].id
        urge_in_colour(
            desk, UrgeInColour(id=second, assignment_id=lead, colour=Colour.ORANGE, text="请限期办结（示例）")
        )


def _recipients(areas: list[UnitRow]) -> tuple[Recipient, ...]:
    return tuple(Recipient(unit=unit.name, unit_id=unit.id, phone=sample_phone(unit.name)) for unit in areas)

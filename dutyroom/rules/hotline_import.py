"""Workbooks of cases of the mayor's telephone: what their columns are called, what a row says, why one is left out.

The names of columns are those of the platforms of several cities; what is not known can be said by a map.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline import CHANNEL_ZH, DEMAND_ZH, RESULT_ZH, SATISFIED_ZH, Channel, Demand, Sex
from dutyroom.rules.hotline_privacy import masked_text
from dutyroom.rules.hotline_sheet import TakeCall, looks_like_case, made_title
from dutyroom.rules.matter import OPEN, TITLE_MOST, State
from dutyroom.rules.matter_import import RowFault
from dutyroom.rules.matter_steps import SLACK
from dutyroom.rules.matter_table import Record, Vocabulary
from dutyroom.rules.phone import check_number, read_numbers
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.table_cells import NOTHING, read_instant
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "import.hotline.total": mark("A line of totals, no case."),
    "import.hotline.empty": mark("Nothing says what the caller wants."),
    "import.hotline.received": mark("Nothing says when it came in. Fill in the time of receipt (受理时间) and import the row again."),
    "import.hotline.rounded": mark("“{value}” was rounded by the workbook, its last digits are lost. Set the column to text, fill it in anew and import the row again."),
    "import.hotline.changed": mark("{number} has this number already and differs in: {what}. Correct that case, or leave it."),
    "import.hotline.demand": mark("its kind is not understood; taken as a request for help"),
    "import.hotline.phone": mark("what stands for the telephone is no number; it was left out"),
    "import.hotline.class": mark("its class is not known here; it was left out"),
}  # fmt: skip
_WORDS: Final[Mapping[str, str]] = {
    "outside_number": "工单编号 工单号 工单号码 受理编号 受理号 受理单号 诉求编号 诉求号 案件编号 事件编号 来电编号 流水号 业务流水号 服务单号"
    " 编号 单号 工单id 热线编号 caseno casenumber ticket ticketno",
    "title": "标题 诉求标题 工单标题 事项标题 主题 诉求主题 事件标题 问题标题 诉求名称 来电标题 subject",
    "text": "诉求内容 反映内容 来电内容 工单内容 问题描述 诉求描述 内容 事项内容 具体内容 反映问题 主要内容 诉求 反映事项 问题内容 受理内容"
    " 详细内容 事件描述 内容描述 诉求详情 来电诉求 content description",
    "name": "来电人 来电人姓名 姓名 诉求人 诉求人姓名 反映人 反映人姓名 联系人 市民姓名 投诉人 客户姓名 群众姓名 来话人 caller",
    "phone": "来电号码 联系电话 电话 电话号码 联系方式 手机 手机号 手机号码 主叫号码 来电电话 反映人电话 诉求人电话 联系号码 客户号码"
    " 来电人电话 来电人号码 诉求人联系方式 telephone",
    "second": "备用电话 其他联系方式 第二联系电话 备用号码 联系电话2 其他电话",
    "sex": "性别",
    "address": "联系地址 地址 住址 家庭住址 来电人地址 诉求人地址 联系人地址",
    "is_secret": "是否保密 保密 身份保密 是否匿名 是否隐藏信息 匿名",
    "wants_reply": "是否回复 是否需要回复 需要回复 要求回复 是否需回复",
    "channel": "来源 来源渠道 诉求来源 受理渠道 受理方式 渠道 信息来源 来电渠道 工单来源 受理途径 诉求渠道 来电方式",
    "demand": "诉求类型 诉求类别 工单类型 工单类别 类型 信件类型 事项类型 业务类型 诉求性质 受理类型 类别 性质 kind",
    "code": "分类代码 事项分类代码 分类编码 事项编码 类别编码 诉求分类代码",
    "class": "事项分类 内容分类 诉求分类 问题分类 分类 归口分类",
    "area": "区县 所属区县 区域 所属区域 行政区划 辖区 事发区域 所在区县 县区 县市区 区县市 诉求区域 事发辖区 district",
    "street": "街道 乡镇 街道乡镇 乡镇街道 所属街道 镇街 办事处 所属乡镇街道",
    "place": "事发地址 事发地点 地点 诉求地址 详细地址 发生地址 问题地址 具体位置 位置 发生地点",
    "event_at": "事发时间 发生时间 事件时间",
    "received_at": "受理时间 来电时间 登记时间 接听时间 诉求时间 创建时间 受理日期 来电日期 日期 时间 接单时间 反映时间 提交时间 登记日期"
    " 诉求日期 received",
    "operator": "受理员 话务员 接线员 受理人 登记人 坐席 座席 受理人员 坐席工号 工号 operator",
    "state": "状态 工单状态 办理状态 处理状态 当前状态 status",
    "lead": "承办单位 主办单位 责任单位 办理单位 处理单位 承办部门 主办部门 转办单位 派单单位 处置单位 unit",
    "dispatched_at": "派单时间 转办时间 交办时间 派发时间 派单日期 转派时间",
    "due_at": "办结时限 办理时限 截止时间 处理时限 要求办结时间 到期时间 办理期限 限办时间 due",
    "answer": "办理结果 答复内容 回复内容 处理结果 办理情况 处理意见 答复 办理意见 反馈内容 处置结果 回复情况 办理回复 outcome",
    "closed_at": "办结时间 办结日期 完成时间 结案时间 处理完成时间 closed",
    "result": "解决情况 是否解决 解决结果",
    "satisfied": "满意度 满意情况 评价 评价结果 回访满意度 满意度评价 是否满意",
    "called_back_at": "回访时间 回访日期",
}
FIELDS: Final = tuple(_WORDS)
CASES: Final = Vocabulary(
    {word: name for name, words in _WORDS.items() for word in words.split()}
    | {name.replace("_", ""): name for name in _WORDS},
    FIELDS,
    frozenset({"title", "text"}),
)
_TOTALS: Final = re.compile(r"(?:合|总|小|共)\s*计[:：]?(?:\s*\d+\s*[件条个])?")
_WHOLE: Final = re.compile(r"(\d+)\.0+")
_POWER: Final = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})")
_SERIAL: Final = re.compile(r"([345]\d{4})(\.\d+)")
_SERIAL_START: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # in the office's zone, which comes after
_OWN: Final = re.compile(r"热?〔(\d{4})〕0*(\d{1,7})号")
_YES: Final = re.compile(r"是|√|✓|需要|保密|匿名|true|yes|y|1", re.IGNORECASE)
_SHADED: Final = re.compile(r"[*＊]")
_DEMANDS: Final = (
    ("咨询", Demand.CONSULT),
    ("投诉", Demand.COMPLAINT),
    ("举报", Demand.TIP),
    ("建议", Demand.SUGGESTION),
    ("意见", Demand.SUGGESTION),
    ("表扬", Demand.PRAISE),
    ("感谢", Demand.PRAISE),
    ("求助", Demand.HELP),
    ("求决", Demand.HELP),
    ("申诉", Demand.COMPLAINT),
)
_CHANNELS: Final = (
    ("微信", Channel.WECHAT),
    ("短信", Channel.SMS),
    ("信箱", Channel.MAILBOX),
    ("邮箱", Channel.MAILBOX),
    ("网", Channel.WEB),
    ("app", Channel.APP),
    ("客户端", Channel.APP),
    ("领导", Channel.LEADER),
    ("上级", Channel.ABOVE),
    ("省", Channel.ABOVE),
    ("媒体", Channel.MEDIA),
    ("电话", Channel.PHONE),
    ("热线", Channel.PHONE),
    ("来电", Channel.PHONE),
    ("12345", Channel.PHONE),
)
_STATES: Final = (
    (re.compile(r"不予受理|不受理"), State.REFUSED),
    (re.compile(r"作废|撤销|删除"), State.VOID),
    (re.compile(r"归档"), State.FILED),
    (re.compile(r"未办结|办理中|处理中|在办|待办|已签收|承办"), State.IN_HAND),
    (re.compile(r"待派|待转|待分|待受理|未派|新建|已受理|已登记"), State.RECEIVED),
    (re.compile(r"待签收|已派|已转办|已交办|待接收"), State.ASSIGNED),
    (re.compile(r"办结|完成|结案|办毕|直接答复|已答复|已回复|已回访|关闭|待回访"), State.CLOSED),
    (re.compile(r"转接|移交"), State.TRANSFERRED),
)
_RESULTS: Final = (
    (re.compile(r"部分"), "partly"),
    (re.compile(r"未解决|没有解决|否"), "explained"),
    (re.compile(r"解释|说明"), "explained"),
    (re.compile(r"不予受理"), "refused"),
    (re.compile(r"无法联系|未联系"), "unreached"),
    (re.compile(r"解决|是"), "solved"),
)
_GRADES: Final = tuple(sorted(((zh, grade) for grade, zh in SATISFIED_ZH.items()), key=lambda pair: -len(pair[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How rows are read: at what time, in which zone."""

    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCase:
    """A case as its row says it; ``class_name`` is looked up in the office's table where there is no code.

    ``numbered`` are year and serial of its own number here; ``remarks`` what was left out of it, by the sentences.
    """

    row: int
    sheet: str
    call: TakeCall
    received_at: datetime
    state: State
    class_name: str = ""
    lead: str = ""
    dispatched_at: datetime | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
    result: str = ""
    satisfied: str = ""
    called_back_at: datetime | None = None
    numbered: tuple[int, int] | None = None
    remarks: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody must still do something."""
        return self.state in OPEN

    @property
    def title(self) -> str:
        """What names it in a list, without its caller."""
        call = self.call
        return masked_text(
            call.title or made_title(call.text), (call.name,), (call.address,), (call.phone, call.second)
        )


def read_case(record: Record, how: How) -> ImportedCase | RowFault:
    """What a row says, or why it is left out."""
    try:
        return _read(record, how)
    except Refusal as refusal:
        name = refusal.field or ""
        said = record.cell("title") or made_title(record.cell("text"))
        who = (record.cell("name"),), (record.cell("address"),), (record.cell("phone"), record.cell("second"))
        return RowFault(
            row=record.row,
            sheet=record.sheet,
            title=masked_text(" ".join(said.split())[:TITLE_MOST], *who),
            code=refusal.code,
            facts=tuple(refusal.facts.items()),
            field=name,
            value=masked_text(record.cell(name), *who) if name not in _PRIVATE else "",
        )


_PRIVATE: Final = frozenset({"name", "phone", "second", "address"})


def whole_number(text: str, name: str) -> str:
    """A number as it was before the workbook took it for one: 13800138000.0; refused where digits are lost: 2.02611E+11."""
    text = text.strip()
    if match := _WHOLE.fullmatch(text):
        return match[1]
    if match := _POWER.fullmatch(text):
        if len(match[2] or "") < int(match[3]):
            raise Refusal("import.hotline.rounded", field=name, value=text)
        return str(int(Decimal(text)))
    return text


def _read(record: Record, how: How) -> ImportedCase:
    if any(_TOTALS.fullmatch(cell.strip()) for cell in record.cells.values()):
        raise Refusal("import.hotline.total")
    title, text = " ".join(clean_text(record.cell("title")).split()), clean_text(record.cell("text"))
    if not (title or text):
        raise Refusal("import.hotline.empty", field="text")
    if len(title) > TITLE_MOST:
        title, text = made_title(title), text or title
    received = _at(record, "received_at", how)
    if received is None:
        raise Refusal("import.hotline.received", field="received_at")
    if received > how.now + SLACK:
        raise Refusal("matter.received.future", field="received_at", time=received)
    closed = _at(record, "closed_at", how)
    if closed is not None and closed < received - timedelta(days=1):
        raise Refusal("import.matter.closed", field="closed_at", closed=closed, received=received)
    remarks: list[str] = []
    phone, second = _phones(record, remarks)
    outside = whole_number(record.cell("outside_number"), "outside_number")
    own = _OWN.fullmatch("".join(outside.split()))
    lead = clean_text(record.cell("lead"))
    answer = clean_text(record.cell("answer"))
    call = TakeCall(
        channel=_channel(record.cell("channel"), phone),
        demand=_demand(record.cell("demand"), remarks),
        code=_code(record.cell("code")),
        title=title,
        text=text,
        name=clean_text(record.cell("name")) if not _SHADED.search(record.cell("name")) else "",
        sex=_sex(record.cell("sex")),
        phone=phone,
        second=second,
        address=clean_text(record.cell("address")) if not _SHADED.search(record.cell("address")) else "",
        is_secret=_YES.fullmatch(record.cell("is_secret").strip()) is not None,
        wants_reply="wants_reply" not in record.cells or _YES.match(record.cell("wants_reply").strip()) is not None,
        area=clean_text(record.cell("area")),
        street=clean_text(record.cell("street")),
        place=clean_text(record.cell("place")),
        event_at=_at(record, "event_at", how),
        operator=clean_text(record.cell("operator")),
        answer=answer,
        outside_number="" if own else outside,
    )
    return ImportedCase(
        row=record.row,
        sheet=record.sheet,
        call=call,
        received_at=received,
        state=_state(record.cell("state"), lead=lead, closed=closed is not None),
        class_name=clean_text(record.cell("class")),
        lead=lead,
        dispatched_at=_at(record, "dispatched_at", how),
        due_at=_at(record, "due_at", how),
        closed_at=closed,
        result=_result(record.cell("result")),
        satisfied=_grade(record.cell("satisfied")),
        called_back_at=_at(record, "called_back_at", how),
        numbered=(int(own[1]), int(own[2])) if own else None,
        remarks=tuple(remarks),
    )


def _at(record: Record, name: str, how: How) -> datetime | None:
    """A time in any writing, also as the number by which a workbook counts days."""
    text = record.cell(name).strip()
    if match := _SERIAL.fullmatch(text):
        local = _SERIAL_START + timedelta(days=int(match[1]), seconds=round(float(match[2]) * 86_400))
        return local.replace(tzinfo=how.zone).astimezone(UTC)
    try:
        return read_instant(_WHOLE.sub(r"\1", text), zone=how.zone, year=record.year)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=name, **refusal.facts) from refusal


def _phones(record: Record, remarks: list[str]) -> tuple[str, str]:
    """The first two numbers of the cells for them; what is no number is left out with a remark."""
    found: list[str] = []
    for name in ("phone", "second"):
        cell = whole_number(record.cell(name), name)
        for number in read_numbers(cell) if cell.lower() not in NOTHING else ():
            try:
                is_one = not (_SHADED.search(number.text) or looks_like_case(number.text))
                found += [check_number(None, number.text)] if is_one else []
            except Refusal:
                is_one = False
            if not is_one and "import.hotline.phone" not in remarks:
                remarks.append("import.hotline.phone")
    return (*found, "", "")[0], (*found, "", "")[1]


def _demand(text: str, remarks: list[str]) -> str:
    said = text.strip().lower()
    if said in DEMAND_ZH:
        return said
    found = next((demand for word, demand in _DEMANDS if word in said), None)
    if found is None:
        remarks.append("import.hotline.demand")
    return found or Demand.HELP


def _channel(text: str, phone: str) -> str:
    said = text.strip().lower()
    if said in CHANNEL_ZH:
        return said
    found = next((channel for word, channel in _CHANNELS if word in said), None)
    return found or (Channel.PHONE if phone and not said else Channel.OTHER)


def _code(text: str) -> str:
    code = whole_number(text, "code")
    return code.zfill(6) if code.isdecimal() and code.isascii() and len(code) in (5, 6) else ""


def _sex(text: str) -> str:
    return (
        Sex.FEMALE
        if text.strip() in ("女", "女士", "female")
        else Sex.MALE
        if text.strip() in ("男", "先生", "male")
        else ""
    )


def _state(text: str, *, lead: str, closed: bool) -> State:
    """Where it stands by its word, else by what the row has: over where it says when, with a unit where it names one."""
    said = text.strip()
    if said in tuple(State):
        found: State | None = State(said)
    else:
        found = next((state for pattern, state in _STATES if pattern.search(said)), None) if said else None
    if found is None:
        found = State.CLOSED if closed else State.ASSIGNED if lead else State.RECEIVED
    if found in (State.ASSIGNED, State.IN_HAND, State.ANSWERED) and not lead:
        return State.RECEIVED
    return found


def _result(text: str) -> str:
    said = text.strip()
    if said in RESULT_ZH:
        return said
    return next((result for pattern, result in _RESULTS if said and pattern.search(said)), "")


def _grade(text: str) -> str:
    said = text.strip().removesuffix(".0")
    if said in SATISFIED_ZH:
        return said
    return next((grade for zh, grade in _GRADES if zh in said), "")

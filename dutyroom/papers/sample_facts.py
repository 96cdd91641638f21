"""Sample facts of the papers of matters, to print without a store; no name, number or event is real."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from dutyroom.papers.matter_facts import (
    AssignmentFact,
    Colour,
    DueFact,
    FaxCoverFacts,
    FaxRecipientFact,
    HandlingSlipFacts,
    InstructionFacts,
    Light,
    ReaderFact,
    RelayedFact,
    RelayLineFact,
    ReturnFact,
    ReturnsFacts,
    ReturnsRoundFact,
    SaidFact,
    SupervisionLedgerFacts,
    SupervisionNoticeFacts,
    SupervisionRowFact,
    TelephoneSlipFacts,
    TransmissionListFacts,
    WarningPaperFacts,
)

_ZONE: Final = timezone(timedelta(hours=8))
_DAY: Final = datetime(2026, 11, 23, tzinfo=_ZONE)
_AREAS: Final = (
    "中原区", "二七区", "管城回族区", "金水区", "上街区", "惠济区", "中牟县", "巩义市", "荥阳市", "新密市", "新郑市", "登封市",
    "郑东新区", "经开区", "高新区", "航空港区",
)  # fmt: skip
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_TITLE: Final = "关于做好寒潮大风天气防范应对工作的紧急通知（示例）"
_SOURCE: Final = "河南省人民政府办公厅（示例）"
_DOCUMENT: Final = "豫政办明电〔示例〕12号"
_REQUIRED: Final = "立即传达至各区县（市）、开发区，落实24小时值班和领导带班；11月23日18时前报送落实情况。"


def _at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    return _DAY + timedelta(days=days, hours=hour, minutes=minute)


def _office() -> dict[str, Any]:
    return {
        "office_zh": "郑州市人民政府总值班室",
        "office_en": "Duty Room of the Zhengzhou Municipal Government",
        "store_kind": "sample",
        "printed_at": _at(11),
    }


def _phone(number: int) -> str:
    return f"0371-5550{number:04}"


def _handled() -> dict[str, Any]:
    """What was proposed and instructed, and who has it in hand."""
    return {
        "proposal": SaidFact(
            text="建议立即电话通知各区县（市）、开发区，由市应急管理局汇总落实情况并于17时前报办公室。请沈示例副主任阅批。",
            by="李样例",
            at=_at(8, 55),
        ),
        "instructions": (
            SaidFact(
                text="同意拟办意见。请应急局、气象局密切会商，各区县（市）带班领导务必在岗。",
                by="沈示例",
                post="副主任",
                at=_at(9, 12),
            ),
            SaidFact(text="已阅，抓好落实，重要情况随时报告。", by="蒋示例", post="副秘书长", at=_at(9, 40)),
        ),
        "assignments": (
            AssignmentFact(
                unit="市应急管理局",
                role="lead",
                assigned_at=_at(9, 45),
                signed_at=_at(9, 52),
                signed_by="吴样例",
                answered_at=_at(16, 40),
                answer="16家均已落实，书面报告附后。",
            ),
            AssignmentFact(
                unit="市气象局", role="helper", assigned_at=_at(9, 45), signed_at=_at(9, 58), signed_by="郑样例"
            ),
            AssignmentFact(unit="市城市管理局", role="helper", assigned_at=_at(9, 46)),
        ),
    }


def sample_handling_slip() -> HandlingSlipFacts:
    """An urgent telegram on its way through the office."""
    return HandlingSlipFacts(
        **_office(),
        number="收〔2026〕128号",
        urgency="特急",
        received_at=_at(8, 41),
        received_by="李样例",
        source=_SOURCE,
        document_number=_DOCUMENT,
        title=_TITLE,
        document_kind="电报",
        channel="telegram",
        document_on=date(2026, 11, 23),
        copies=2,
        copy_numbers="000012、000013",
        pages=4,
        for_reading=False,
        required=_REQUIRED,
        due=(
            DueFact(duty="办结", at=_at(18), source="来文明确时限"),
            DueFact(duty="送阅", at=_at(16, 41), source="特急件8小时内送阅"),
        ),
        **_handled(),
        readers=(ReaderFact(name="韩示例", at=_at(10, 5)), ReaderFact(name="秘书三处"), ReaderFact(name="秘书五处")),
    )


def sample_telephone_slip() -> TelephoneSlipFacts:
    """A meeting announced by telephone, with two questions still to be asked."""
    return TelephoneSlipFacts(
        **_office(),
        number="电〔2026〕56号",
        urgency="加急",
        received_at=_at(9, 5),
        unit="河南省应急管理厅指挥中心（示例）",
        caller="冯样例",
        caller_post="值班员",
        phone=_phone(1068),
        taken_by="钱样例",
        identity_checked=True,
        read_back=True,
        content="1. 今日15时召开全省寒潮大风防范应对视频调度会。\n2. 各市设分会场，市政府分管副市长和有关部门主要负责人参加。\n"
        "3. 12时前报参会名单，14时30分前完成视频调试。",
        is_meeting=True,
        meeting_at=_at(15),
        place="市应急指挥中心视频会议室（分会场）",
        agenda="通报寒潮大风预报情况，部署防范应对工作",
        attendees="分管副市长，应急、气象、城管、交通、教育部门主要负责人",
        papers="会议材料由省厅网上下发",
        reply_at=_at(12),
        proposal=SaidFact(
            text="建议报请分管副市长参会，并通知有关部门。请沈示例副主任阅批。", by="钱样例", at=_at(9, 15)
        ),
        instructions=(SaidFact(text="同意，请秘书四处衔接。", by="沈示例", post="副主任", at=_at(9, 22)),),
        handled_by="秘书四处　周样例",
        handled_at=_at(10, 30),
        outcome="参会名单已于10时25分报省厅；召集单位、副职可否参会待再次去电问清。",
    )


def sample_fax_cover() -> FaxCoverFacts:
    """A notice faxed to four areas."""
    return FaxCoverFacts(
        **_office(),
        number="传〔2026〕31号",
        urgency="特急",
        recipients=tuple(
            FaxRecipientFact(
                unit=f"{area}人民政府值班室", person=f"{_SURNAMES[n]}样例", fax=_phone(200 + n), phone=_phone(n)
            )
            for n, area in enumerate(_AREAS[:4])
        ),
        sender="李样例",
        sender_phone=_phone(9001),
        sender_fax=_phone(9002),
        approved_by="沈示例",
        sent_at=_at(9, 50),
        document_number="郑政办明电〔示例〕8号",
        title="关于转发省政府办公厅寒潮大风天气防范应对工作紧急通知的通知（示例）",
        pages=5,
        text="请收到后立即呈送主要负责同志和分管负责同志，认真抓好落实，并于今日17时前将落实情况报市政府总值班室。\n"
        "收到传真后请在下方回执上签收并回传。",
        reply_at=_at(17),
    )


def _relayed(number: int, area: str) -> RelayLineFact:
    told = _at(9, 52 + number // 2) if number < 15 else None
    done = told + timedelta(minutes=4) if told and number not in (5, 11) else None
    return RelayLineFact(
        unit=f"{area}人民政府" if number < 12 else f"{area}管委会",
        phone=_phone(number),
        channel="fax" if number % 5 == 3 else "telephone",
        state="acknowledged" if done else "sent" if told else "waiting",
        sent_at=told,
        taken_by=f"{_SURNAMES[number]}样例" if done else "",
        read_back=bool(done) and number % 5 != 3,
        acknowledged_at=done,
        attempts=3 if number in (5, 15) else 1,
        urged_at=_at(10, 20) if number in (5, 11) else None,
        remark="值班电话占线" if number == 15 else "",
    )


def sample_transmission_list() -> TransmissionListFacts:
    """A notice told to all sixteen areas; three have not acknowledged it."""
    return TransmissionListFacts(
        **_office(),
        number="传达〔2026〕19号",
        urgency="特急",
        source=_SOURCE,
        document_number=_DOCUMENT,
        title=_TITLE,
        text="请立即启动寒潮大风防范应对机制，落实24小时值班和领导带班，做好供暖、用电、交通和户外作业安全工作；"
        "今日17时前将落实情况报市政府总值班室。",
        began_at=_at(9, 52),
        author="李样例",
        lines=tuple(_relayed(number, area) for number, area in enumerate(_AREAS)),
        head="0123456789abcdef" * 4,
    )


def _returned(number: int, area: str, hour: int) -> ReturnFact:
    lines = (
        "24小时值班和带班领导已落实，备勤人员46人；无险情灾情。",
        "3处户外广告牌松动，已于10时前拆除；出动巡查人员120人次，无人员伤亡。",
        "供热管网运行正常，接报停暖投诉2起，均已恢复。",
    )
    missing = (number, hour) in {(5, 17), (11, 17), (5, 8)}
    late = number in (3, 14)
    at = None if missing else _at(hour, 12) if late else _at(hour - 1, 20 + 2 * number)
    is_nil = number % 4 == 0
    return ReturnFact(
        unit=area,
        phone=_phone(number),
        answered_at=at,
        person="" if missing else f"{_SURNAMES[number]}样例",
        is_nil=is_nil and not missing,
        text="" if missing or is_nil else lines[number % 3],
        urged_count=2 if missing else int(late),
    )


def sample_returns() -> ReturnsFacts:
    """Two rounds of reports from all areas, nil reports included."""
    return ReturnsFacts(
        **_office(),
        number="催报〔2026〕7号",
        title="寒潮大风天气防范应对情况报送（示例）",
        asked="值班值守、隐患排查、险情灾情、伤亡损失和处置情况；无情况的报零报告。",
        times=("08:00", "17:00"),
        rounds=tuple(
            ReturnsRoundFact(
                due_at=_at(hour), returns=tuple(_returned(number, area, hour) for number, area in enumerate(_AREAS))
            )
            for hour in (8, 17)
        ),
    )


_COLOUR_STAGES: Final[dict[Colour, tuple[int, int, str]]] = {
    "blue": (-2, 1, "请抓紧推进，确保按期办结；确有困难的，请于时限前书面说明原因和下步措施。"),
    "orange": (3, 2, "该事项已超过办结时限，请主要负责同志过问，明确专人限期办结，并书面说明逾期原因。"),
    "red": (12, 4, "该事项多次催办仍未办结，请主要负责同志直接负责，立即整改，并就逾期情况作出书面说明。"),
}


def sample_supervision_notice(colour: Colour = "orange") -> SupervisionNoticeFacts:
    """A notice in each of the three colours on the same matter."""
    days, urged, text = _COLOUR_STAGES[colour]
    return SupervisionNoticeFacts(
        **_office(),
        number="督〔2026〕45号",
        colour=colour,
        unit="市城市管理局（示例）",
        helpers="金水区人民政府、市财政局",
        title="农业路下穿隧道积水点改造工程（示例）",
        basis="meeting",
        source="市政府第18次常务会议（示例）",
        assigned_at=_at(9, days=-40),
        due_at=_at(18, days=-days),
        overdue_days=days,
        urged_count=urged,
        urged_at=_at(15, 30, days=-3),
        asked="11月底前完成泵站扩容和管网清淤，同步完善下穿隧道积水预警和交通引导设施。",
        progress=SaidFact(
            text="泵站土建完成80%，设备已到货；管网清淤完成3.2公里。", by="市城市管理局", at=_at(16, days=-4)
        ),
        text=text,
        reply_at=_at(18, days=2),
        contact="孙样例",
        phone=_phone(9003),
        issued_at=_at(10),
        issued_by="沈示例",
    )


_LEDGER: Final[tuple[tuple[str, str, str, Light, Colour | None, int, str], ...]] = (
    ("农业路下穿隧道积水点改造工程", "meeting", "市城市管理局", "red", "orange", -3, "泵站土建完成80%"),
    ("关于加快老旧小区加装电梯的建议", "npc", "市住房保障和房地产管理局", "yellow", "blue", 2, "已与代表见面沟通"),
    ("省政府办公厅转办群众反映供暖问题", "paper", "市城市管理局", "green", None, 9, "已摸排42个小区"),
    ("副市长在《信访专报》上的批示", "instruction", "市信访局", "red", "red", -12, ""),
    ("完善社区养老托育设施", "practical", "市民政局", "green", None, 38, "新增托位1200个"),
    ("关于优化公交接驳线路的提案", "cppcc", "市交通运输局", "closed", None, -6, "结果B：列入计划，委员满意"),
    ("规模以上工业增加值年度目标", "target", "市工业和信息化局", "green", None, 38, "1—10月完成序时进度"),
)


def sample_supervision_ledger() -> SupervisionLedgerFacts:
    """Seven matters under supervision and a secret one, two of them overdue."""
    rows = [
        SupervisionRowFact(
            number=f"督〔2026〕{40 + place}号",
            title=f"{title}（示例）",
            basis=basis,
            lead=lead,
            helpers="金水区人民政府" if place % 3 == 0 else "",
            assigned_at=_at(9, days=-40 + place),
            due_at=_at(18, days=days),
            light=light,
            urged_count=abs(days) // 3 if colour else 0,
            colour=colour,
            progress=progress,
            closed_at=_at(15, days=-7) if light == "closed" else None,
        )
        for place, (title, basis, lead, light, colour, days, progress) in enumerate(_LEDGER)
    ]
    rows.append(
        SupervisionRowFact(
            number="督〔2026〕密1号",
            secrecy="秘密",
            basis="instruction",
            lead="市公安局",
            assigned_at=_at(9, days=-5),
            due_at=_at(18, days=10),
        )
    )
    return SupervisionLedgerFacts(**_office(), at=_at(11), scope="2026年度（示例）", rows=tuple(rows))


def sample_instruction() -> InstructionFacts:
    """A leader's instruction on a report, passed on to three units."""
    return InstructionFacts(
        **_office(),
        number="批〔2026〕33号",
        urgency="特急",
        leader="蒋示例",
        post="副秘书长",
        instructed_at=_at(9, 40),
        text="请应急局牵头，会同气象、城管、交通等部门，紧盯寒潮大风过程，强化会商研判和预警叫应；"
        "各区县（市）带班领导务必在岗，遇有险情第一时间处置、第一时间报告。",
        source=_SOURCE,
        document_number=_DOCUMENT,
        title=_TITLE,
        relayed=(
            RelayedFact(
                unit="市应急管理局", person="吴样例", at=_at(9, 45), channel="telephone", acknowledged_at=_at(9, 52)
            ),
            RelayedFact(
                unit="市气象局", person="郑样例", at=_at(9, 45), channel="telephone", acknowledged_at=_at(9, 58)
            ),
            RelayedFact(unit="市城市管理局", at=_at(9, 46), channel="fax"),
        ),
        due_at=_at(18),
        outcome="市应急管理局已组织会商2次，发布预警叫应16个区县（市）、开发区；截至17时未发生险情灾情。",
        answered_at=_at(17, 20),
        handled_by="李样例",
    )


def sample_warning() -> WarningPaperFacts:
    """An orange warning of rain, raised from yellow."""
    return WarningPaperFacts(
        **_office(),
        number="警〔2026〕6号",
        title="暴雨橙色预警（示例）",
        event="暴雨",
        colour="orange",
        level="二级",
        standing="in_force",
        source="郑州市气象台（示例）",
        issued_at=_at(10, 30),
        received_at=_at(10, 34),
        starts_at=_at(10, 30),
        expires_at=_at(22, 30),
        areas="金水区\n二七区\n中原区\n管城回族区\n惠济区",
        watch="预计未来3小时内降雨量将达50毫米以上，局地伴有短时强降水、雷暴大风。低洼路段、下穿隧道有积水风险。",
        action="暂停户外集体活动；危险地带人员立即转移；值守下穿隧道和地铁出入口，必要时封闭；"
        "各区县（市）带班领导在岗，有情况随时报告。",
        contact="0371-55509007",
        steps=(
            SaidFact(text="由黄色升为橙色", by="李样例", at=_at(10, 34)),
            SaidFact(text="同意，请应急局启动防汛响应（示例）", by="蒋示例", at=_at(10, 50)),
        ),
    )

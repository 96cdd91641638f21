"""Sample facts of the papers of the mayor's telephone, to print without a store; no caller, number or case is real."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from dutyroom.papers.hotline_facts import (
    AskedFact,
    CallBackFact,
    CallFact,
    CaseLineFact,
    CaseStepFact,
    CaseUnitFact,
    CountFact,
    HotlineCaseFacts,
    HotlineLedgerFacts,
    HotlineReportFacts,
    HotlineTransferFacts,
    HotlineUrgingFacts,
    LimitFact,
    Period,
    RateFact,
    UnitRateFact,
)
from dutyroom.papers.matter_facts import SaidFact
from dutyroom.rules.hotline_measures import MEASURE
from dutyroom.rules.hotline_privacy import WITHHELD
from dutyroom.rules.wording import mark

_ZONE: Final = timezone(timedelta(hours=8))
_DAY: Final = datetime(2026, 11, 23, tzinfo=_ZONE)
_AREAS: Final = (
    ("中原区", "inner", 905), ("二七区", "inner", 871), ("管城回族区", "inner", 566), ("金水区", "inner", 1312), ("惠济区", "inner", 398),
    ("上街区", "outer", 96), ("中牟县", "outer", 331), ("荥阳市", "outer", 302), ("巩义市", "outer", 254), ("新密市", "outer", 173),
    ("新郑市", "outer", 208), ("登封市", "outer", 141), ("高新区", "zone", 402), ("郑东新区", "zone", 377), ("航空港区", "zone", 289),
    ("经开区", "zone", 214),
)  # fmt: skip
_FUNCTIONS: Final = (
    (
        "水电气暖",
        "Water, power, gas, heating",
        1088,
        640,
        "暖气不通、暖气不热、停水停电",
        "no heating, lukewarm heating, cuts",
    ),
    (
        "城市管理",
        "Urban management",
        355,
        372,
        "违章建筑、占道经营、噪音扰民",
        "illegal building, street trading, noise",
    ),
    ("社会综治", "Public order", 207, 214, "交通安全、社会治安、户籍管理", "traffic, order, registration"),
    ("住房保障", "Housing", 186, 190, "物业服务、公租房", "estate services, public rental"),
    ("道路交通", "Roads and transport", 164, 149, "信号灯故障、公交线路", "traffic lights, bus routes"),
    ("环境保护", "Environment", 98, 121, "工地扬尘、餐饮油烟", "dust of sites, cooking fumes"),
    ("教育", "Education", 77, 70, "校外培训", "tutoring"),
    ("", "", 41, None, "", ""),
)
_UNITS: Final = (
    ("市公安局", 402, 377, 366, 380, 6, 280, 318, 3), ("市住房保障局", 355, 341, 311, 342, 11, 214, 270, 9),
    ("市城市管理局", 331, 350, 300, 322, 9, 240, 281, 5), ("市热力总公司（样例）", 296, 88, 210, 284, 2, 171, 233, 31),
    ("市交通运输局", 118, 126, 112, 115, 4, 88, 97, 0), ("市市场监督管理局", 97, 101, 90, 96, 3, 71, 80, 1),
)  # fmt: skip
_RATES: Final = (
    ("dispatched", 5120, 5214), ("signed", 5003, 5188), ("responded", 611, 640), ("on_time", 1389, 1539),
    ("first_call", 3077, 8480), ("satisfied", 1064, 1279), ("solved", 1011, 1279), ("returned", 35, 5214), ("redone", 61, 1402),
)  # fmt: skip
_TEXT: Final = (
    "来电人反映：金水区样例路示例家园小区自11月20日供暖以来，5号楼、6号楼室内温度一直在12度左右，小区内有多位八十岁以上老人。"
    "已多次联系物业和热力公司，物业称热力公司管网压力不足，热力公司称小区内部管网需要物业清洗，互相推诿。"
    "要求：一是尽快查明原因，恢复正常供暖；二是室温未达标期间的暖气费按规定退还；三是书面答复处理结果。"
)


def _at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    return _DAY + timedelta(days=days, hours=hour, minutes=minute)


def _office() -> dict[str, Any]:
    return {
        "office_zh": "郑州市人民政府市长电话受理处",
        "office_en": "Mayor's Telephone of Zhengzhou",
        "store_kind": "sample",
        "printed_at": _at(11),
    }


def _calls() -> tuple[CallFact, ...]:
    return (
        CallFact(
            called_at=_at(8, 12, days=-3),
            channel="phone",
            operator="周样例",
            name="赵**",
            sex="female",
            phone="138****0001",
            second="0371****0002",
            address="金水区样例路***",
        ),
        CallFact(
            called_at=_at(9, 40, days=-3),
            channel="wechat",
            operator="吴样例",
            name="钱**",
            phone="139****0003",
            said="6号楼三个单元都不热，家里有刚出生的孩子。",
            from_number="热〔2026〕4127号",
        ),
        CallFact(
            called_at=_at(10, 5, days=-2),
            channel="phone",
            operator="周样例",
            name=WITHHELD,
            phone=WITHHELD,
            is_secret=True,
            said="物业说要住户自己交清洗费，不合理。",
        ),
    )


def _case() -> dict[str, Any]:
    return {
        **_office(),
        "number": "热〔2026〕4120号",
        "title": "示例家园小区供暖不热，物业与热力公司互相推诿（样例）",
        "text": _TEXT,
        "demand": "complaint",
        "code": "050302",
        "class_zh": "供暖温度不达标",
        "class_en": "Heating not warm enough",
        "is_at_once": True,
        "urgent_zh": "即办：供暖",
        "urgent_en": "At once: heating",
        "channel": "phone",
        "area": "金水区",
        "street": "样例路街道",
        "place": "示例家园小区5号楼、6号楼",
        "event_at": _at(0, days=-3),
        "received_at": _at(8, 15, days=-3),
        "operator": "周样例",
        "calls": _calls(),
    }


def _handled(heat: str, area: str) -> dict[str, Any]:
    """What the units did, asked and were told."""
    return {
        "units": (
            CaseUnitFact(
                unit=heat,
                role="lead",
                assigned_at=_at(8, 19, days=-3),
                signed_at=_at(8, 31, days=-3),
                signed_by="郑样例",
                answered_at=_at(17, 20, days=-1),
                answer="换热站循环泵故障已于11月22日15时修复，二次网压力恢复正常；已入户测温12户，室温均在18度以上。",
                urged_count=1,
            ),
            CaseUnitFact(
                unit=area,
                role="helper",
                assigned_at=_at(8, 19, days=-3),
                signed_at=_at(8, 50, days=-3),
                signed_by="王样例",
                answered_at=_at(16, days=-1),
                answer="已责成物业清洗入户管网，费用不向住户收取。",
            ),
        ),
        "returns": (
            AskedFact(
                unit=heat,
                asked_at=_at(9, 30, days=-3),
                asked_by="郑样例",
                reason="小区内部管网由物业负责，建议转金水区。",
                wish=area,
                state="refused",
                decided_at=_at(10, 10, days=-3),
                decided_by="蒋示例",
                decision="多家责任，由热力公司主办、区政府协办，不得退单。",
            ),
        ),
        "extensions": (
            AskedFact(
                unit=heat,
                asked_at=_at(16, days=-2),
                asked_by="郑样例",
                reason="更换循环泵需要停机。",
                due_at=_at(18, days=2),
                state="granted",
                decided_at=_at(16, 30, days=-2),
                decided_by="蒋示例",
                decision="同意延期一次。",
            ),
        ),
    }


def sample_hotline_case() -> HotlineCaseFacts:
    """A complaint about heating from the first call to the call-back, with an objection, an extension and a redo."""
    heat, area = "市热力总公司（样例）", "金水区人民政府"
    return HotlineCaseFacts(
        **_case(),
        state="closed",
        dispatched_at=_at(8, 19, days=-3),
        responded_at=_at(9, 2, days=-3),
        close_due_at=_at(18, days=2),
        **_handled(heat, area),
        result="solved",
        answer="循环泵已修复，室温已达标；未达标期间的暖气费由热力公司按规定退还，11月底前到账。",
        replied_at=_at(17, 40, days=-1),
        replied_by="周样例",
        closed_at=_at(17, 45, days=-1),
        redone=1,
        urged_count=1,
        instructions=(SaidFact(text="供暖期间务必先保温后分责，请热力公司今日到场。", by="韩示例", post="副市长", at=_at(11, days=-3)),),
        call_backs=(
            CallBackFact(called_at=_at(9, 5), by="吴样例", reached=False, next_at=_at(10, 30)),
            CallBackFact(
                called_at=_at(10, 32), by="吴样例", reached=True, solved=True, satisfied="4", said="家里21度了，希望退费快一点。"
            ),
        ),
        steps=_steps(heat),
        archive_number="热-2026-0412",
    )  # fmt: skip


def _steps(heat: str) -> tuple[CaseStepFact, ...]:
    return (
        CaseStepFact(at=_at(8, 15, days=-3), kind="receive", who="周样例"),
        CaseStepFact(at=_at(8, 19, days=-3), kind="assign", who="周样例", text=f"主办：{heat}；协办：金水区人民政府"),
        CaseStepFact(at=_at(9, 2, days=-3), kind="respond", who=heat, text="已电话联系来电人，11时到场。"),
        CaseStepFact(at=_at(9, 30, days=-3), kind="object", who=heat, text="建议转金水区。"),
        CaseStepFact(at=_at(9, 40, days=-3), kind="caller", who="吴样例", text="热〔2026〕4127号并入。"),
        CaseStepFact(at=_at(10, 10, days=-3), kind="decide_return", who="蒋示例", text="不同意退单。"),
        CaseStepFact(at=_at(15, days=-2), kind="urge", who="周样例", text="请今日修复。"),
        CaseStepFact(at=_at(17, 20, days=-1), kind="feedback", who=heat, text="循环泵已修复，入户测温12户。"),
        CaseStepFact(at=_at(17, 40, days=-1), kind="answer_caller", who="周样例"),
        CaseStepFact(at=_at(17, 45, days=-1), kind="close", who="周样例"),
        CaseStepFact(at=_at(10, 32), kind="call_back", who="吴样例", text="满意。"),
    )


def sample_hotline_transfer() -> HotlineTransferFacts:
    """The case on its way to the unit that leads."""
    return HotlineTransferFacts(
        **_case(),
        unit="市热力总公司（样例）",
        role="lead",
        helpers="金水区人民政府",
        asked="请立即联系来电人并到场查明原因，恢复供暖；办理结果于时限前反馈并答复来电人。",
        limits=(
            LimitFact(
                duty="respond", due_at=_at(10, 19, days=-3), rule_zh="即办：供暖", rule_en="At once: heating", source="郑州2017"
            ),
            LimitFact(
                duty="close",
                due_at=_at(18, days=1),
                rule_zh="投诉：办结",
                rule_en="Complaint: closed within",
                source="济南市12345市民服务热线条例 第24条",
            ),
        ),
        dispatched_at=_at(8, 19, days=-3),
        dispatched_by="周样例",
        contact="周样例",
        phone="0371-55509010",
    )  # fmt: skip


def sample_hotline_urging(card: str = "yellow") -> HotlineUrgingFacts:
    """The case overdue for two days; without a card it is a plain letter."""
    return HotlineUrgingFacts(
        **{**_case(), "calls": _calls()[:2]},
        unit="市热力总公司（样例）",
        card="red" if card == "red" else "yellow" if card == "yellow" else "",
        dispatched_at=_at(8, 19, days=-3),
        due_at=_at(18, days=-2),
        overdue_days=2,
        urged_count=2,
        urged_at=_at(10, 40),
        urged_text="该件已超过办结时限2天，经两次催办仍未反馈。请于今日18时前办结并书面说明超期原因；逾期不办的，提请通报批评。",
        urged_by="蒋示例",
        answer_by=_at(18),
        rule_zh="逾期后黄牌",
        rule_en="Yellow card after so long overdue",
        rule_source="本单位规定（样例）",
        contact="周样例",
        phone="0371-55509010",
    )


def _counts(rows: Any, part: int) -> tuple[CountFact, ...]:
    return tuple(
        CountFact(
            zh=zh, en=en, count=count // part, before=None if before is None else before // part, among_zh=azh, among_en=aen
        )
        for zh, en, count, before, azh, aen in rows
    )  # fmt: skip


def _lines(*, overdue: bool) -> tuple[CaseLineFact, ...]:
    heat: dict[str, Any] = {"code": "050302", "class_zh": "供暖温度不达标", "class_en": "Heating not warm enough"}
    whys = (mark("many calls for the same"), mark("leader's instruction"), mark("became an incident"))
    about = ("小区供暖不热，老人多", "路口信号灯全黑，交通拥堵", "燃气管道施工后道路塌陷，影响通行")
    return tuple(
        CaseLineFact(
            number=f"热〔2026〕{4120 + n}号",
            received_at=_at(8 + n, 15, days=-4 if overdue else 0),
            channel="phone",
            demand="complaint" if n else "help",
            title=f"{about[n]}（样例）",
            area=("金水区", "二七区", "中牟县")[n],
            street="样例路街道",
            caller="赵**",
            phone="138****0001",
            calls=12 if n == 0 else 1,
            unit=("市热力总公司（样例）", "市公安局", "中牟县人民政府")[n],
            due_at=_at(18, days=-1 - n if overdue else 1),
            state="in_hand",
            overdue_days=1 + n if overdue else None,
            card="yellow" if overdue and n == 2 else "",
            is_at_once=not overdue,
            why="" if overdue else whys[n],
            **(heat if n == 0 else {}),
        )
        for n in range(3)
    )


def _tables(total: int, phone: int, mail: int, text: int, part: int) -> dict[str, Any]:
    """The figures by channel, demand, function, district and unit, and the measures."""
    return {
        "channels": (
            CountFact(key="phone", count=phone, before=7800 // part),
            CountFact(key="mailbox", count=mail, before=121 // part),
            CountFact(key="sms", count=text, before=3),
        ),
        "demands": tuple(
            CountFact(key=key, count=total * share // 100, before=None)
            for key, share in (("consult", 38), ("help", 27), ("complaint", 29), ("tip", 2), ("suggestion", 3), ("praise", 1))
        ),
        "functions": _counts(_FUNCTIONS, part),
        "areas": tuple(CountFact(zh=zh, group=group, count=n // part, before=n * 9 // 10 // part) for zh, group, n in _AREAS),
        "units": tuple(
            UnitRateFact(
                unit=unit, sent=sent // part, before=before // part, on_time=done // part, due=due // part,
                returned=back // part, held=sent // part + 7, satisfied=good // part, reached=reached // part, overdue=late,
            )
            for unit, sent, before, done, due, back, good, reached, late in _UNITS
        ),
        "rates": tuple(
            RateFact(name=MEASURE[key].name, part=num // part, whole=den // part, definition=MEASURE[key].words)
            for key, num, den in _RATES
        ),
    }  # fmt: skip


def _report(period: Period, start: date, last: date, part: int) -> HotlineReportFacts:
    phone, mail, text = 8341 // part, 137 // part, 2
    total = phone + mail + text
    return HotlineReportFacts(
        **_office(),
        period=period,
        start=start,
        last=last,
        at=_at(8),
        total=total,
        before=7924 // part,
        calls=total + 611 // part,
        direct=3077 // part,
        dispatched=5214 // part,
        closed=4987 // part,
        transferred=120 // part,
        refused=69 // part,
        merged=203 // part,
        at_once=640 // part,
        open=1488,
        overdue_open=3,
        **_tables(total, phone, mail, text, part),
        urgent=_lines(overdue=False)[:2],
        overdue=_lines(overdue=True),
        notable=_lines(overdue=False),
    )  # fmt: skip


def sample_hotline_daily() -> HotlineReportFacts:
    """A day in November, when the heating has begun."""
    return _report("day", date(2026, 11, 22), date(2026, 11, 22), 7)


def sample_hotline_weekly() -> HotlineReportFacts:
    """A week of 8 480 demands, in the figures of the published form."""
    return _report("week", date(2026, 11, 14), date(2026, 11, 20), 1)


def sample_hotline_monthly() -> HotlineReportFacts:
    """A month."""
    return _report("month", date(2026, 10, 1), date(2026, 10, 31), 1)


def sample_hotline_ledger() -> HotlineLedgerFacts:
    """Enough cases for several pages."""
    rows = [line for _ in range(12) for line in (*_lines(overdue=False), *_lines(overdue=True))]
    return HotlineLedgerFacts(
        **_office(), start=date(2026, 11, 14), last=date(2026, 11, 20), at=_at(8), scope="（样例）", rows=tuple(rows)
    )

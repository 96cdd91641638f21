"""Sample facts of the papers of the mayor's telephone, to print without a store; no caller, number or case is real."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Final

from dutyroom.papers.hotline_facts import (
    AskedFact,
    CallBackFact,
    CallFact,
    CaseStepFact,
    CaseUnitFact,
    HotlineCaseFacts,
    HotlineTransferFacts,
    HotlineUrgingFacts,
    LimitFact,
)
from dutyroom.papers.matter_facts import SaidFact
from dutyroom.rules.hotline_privacy import WITHHELD

_ZONE: Final = timezone(timedelta(hours=8))
DAY: Final = datetime(2026, 11, 23, tzinfo=_ZONE)
TEXT: Final = (
    "来电人反映：金水区样例路示例家园小区自11月20日供暖以来，5号楼、6号楼室内温度一直在12度左右，小区内有多位八十岁以上老人。"
    "已多次联系物业和热力公司，物业称热力公司管网压力不足，热力公司称小区内部管网需要物业清洗，互相推诿。"
    "要求：一是尽快查明原因，恢复正常供暖；二是室温未达标期间的暖气费按规定退还；三是书面答复处理结果。"
)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A time on the day of the samples, or so many days from it."""
    return DAY + timedelta(days=days, hours=hour, minutes=minute)


def sample_office() -> dict[str, Any]:
    """The office that prints."""
    return {
        "office_zh": "郑州市人民政府市长电话受理处",
        "office_en": "Mayor's Telephone of Zhengzhou",
        "store_kind": "sample",
        "printed_at": at(11),
    }


def _calls() -> tuple[CallFact, ...]:
    return (
        CallFact(
            called_at=at(8, 12, days=-3),
            channel="phone",
            operator="周样例",
            name="赵**",
            sex="female",
            phone="138****0001",
            second="0371****0002",
            address="金水区样例路***",
        ),
        CallFact(
            called_at=at(9, 40, days=-3),
            channel="wechat",
            operator="吴样例",
            name="钱**",
            phone="139****0003",
            said="6号楼三个单元都不热，家里有刚出生的孩子。",
            from_number="热〔2026〕4127号",
        ),
        CallFact(
            called_at=at(10, 5, days=-2),
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
        **sample_office(),
        "number": "热〔2026〕4120号",
        "title": "示例家园小区供暖不热，物业与热力公司互相推诿（样例）",
        "text": TEXT,
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
        "event_at": at(0, days=-3),
        "received_at": at(8, 15, days=-3),
        "operator": "周样例",
        "calls": _calls(),
    }


def sample_hotline_case() -> HotlineCaseFacts:
    """A complaint about heating from the first call to the call-back, with an objection, an extension and a redo."""
    heat, area = "市热力总公司（样例）", "金水区人民政府"
    return HotlineCaseFacts(
        **_case(),
        state="closed",
        dispatched_at=at(8, 19, days=-3),
        responded_at=at(9, 2, days=-3),
        close_due_at=at(18, days=2),
        units=_units(heat, area),
        returns=_returns(heat, area),
        extensions=_extensions(heat),
        result="solved",
        answer="循环泵已修复，室温已达标；未达标期间的暖气费由热力公司按规定退还，11月底前到账。",
        replied_at=at(17, 40, days=-1),
        replied_by="周样例",
        closed_at=at(17, 45, days=-1),
        redone=1,
        urged_count=1,
        instructions=(SaidFact(text="供暖期间务必先保温后分责，请热力公司今日到场。", by="韩示例", post="副市长", at=at(11, days=-3)),),
        call_backs=(
            CallBackFact(called_at=at(9, 5), by="吴样例", reached=False, next_at=at(10, 30)),
            CallBackFact(
                called_at=at(10, 32), by="吴样例", reached=True, solved=True, satisfied="4", said="家里21度了，希望退费快一点。"
            ),
        ),
        steps=_steps(heat),
        archive_number="热-2026-0412",
    )  # fmt: skip


def _units(heat: str, area: str) -> tuple[CaseUnitFact, ...]:
    return (
        CaseUnitFact(
            unit=heat,
            role="lead",
            assigned_at=at(8, 19, days=-3),
            signed_at=at(8, 31, days=-3),
            signed_by="郑样例",
            answered_at=at(17, 20, days=-1),
            answer="换热站循环泵故障已于11月22日15时修复，二次网压力恢复正常；已入户测温12户，室温均在18度以上。",
            urged_count=1,
        ),
        CaseUnitFact(
            unit=area,
            role="helper",
            assigned_at=at(8, 19, days=-3),
            signed_at=at(8, 50, days=-3),
            signed_by="王样例",
            answered_at=at(16, days=-1),
            answer="已责成物业清洗入户管网，费用不向住户收取。",
        ),
    )


def _returns(heat: str, area: str) -> tuple[AskedFact, ...]:
    return (
        AskedFact(
            unit=heat,
            asked_at=at(9, 30, days=-3),
            asked_by="郑样例",
            reason="小区内部管网由物业负责，建议转金水区。",
            wish=area,
            state="refused",
            decided_at=at(10, 10, days=-3),
            decided_by="蒋示例",
            decision="多家责任，由热力公司主办、区政府协办，不得退单。",
        ),
    )


def _extensions(heat: str) -> tuple[AskedFact, ...]:
    return (
        AskedFact(
            unit=heat,
            asked_at=at(16, days=-2),
            asked_by="郑样例",
            reason="更换循环泵需要停机。",
            due_at=at(18, days=2),
            state="granted",
            decided_at=at(16, 30, days=-2),
            decided_by="蒋示例",
            decision="同意延期一次。",
        ),
    )


def _steps(heat: str) -> tuple[CaseStepFact, ...]:
    return (
        CaseStepFact(at=at(8, 15, days=-3), kind="receive", who="周样例"),
        CaseStepFact(at=at(8, 19, days=-3), kind="assign", who="周样例", text=f"主办：{heat}；协办：金水区人民政府"),
        CaseStepFact(at=at(9, 2, days=-3), kind="respond", who=heat, text="已电话联系来电人，11时到场。"),
        CaseStepFact(at=at(9, 30, days=-3), kind="object", who=heat, text="建议转金水区。"),
        CaseStepFact(at=at(9, 40, days=-3), kind="caller", who="吴样例", text="热〔2026〕4127号并入。"),
        CaseStepFact(at=at(10, 10, days=-3), kind="decide_return", who="蒋示例", text="不同意退单。"),
        CaseStepFact(at=at(15, days=-2), kind="urge", who="周样例", text="请今日修复。"),
        CaseStepFact(at=at(17, 20, days=-1), kind="feedback", who=heat, text="循环泵已修复，入户测温12户。"),
        CaseStepFact(at=at(17, 40, days=-1), kind="answer_caller", who="周样例"),
        CaseStepFact(at=at(17, 45, days=-1), kind="close", who="周样例"),
        CaseStepFact(at=at(10, 32), kind="call_back", who="吴样例", text="满意。"),
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
                duty="respond", due_at=at(10, 19, days=-3), rule_zh="即办：供暖", rule_en="At once: heating", source="郑州2017"
            ),
            LimitFact(
                duty="close",
                due_at=at(18, days=1),
                rule_zh="投诉：办结",
                rule_en="Complaint: closed within",
                source="济南市12345市民服务热线条例 第24条",
            ),
        ),
        dispatched_at=at(8, 19, days=-3),
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
        dispatched_at=at(8, 19, days=-3),
        due_at=at(18, days=-2),
        overdue_days=2,
        urged_count=2,
        urged_at=at(10, 40),
        urged_text="该件已超过办结时限2天，经两次催办仍未反馈。请于今日18时前办结并书面说明超期原因；逾期不办的，提请通报批评。",
        urged_by="蒋示例",
        answer_by=at(18),
        rule_zh="逾期后黄牌",
        rule_en="Yellow card after so long overdue",
        rule_source="本单位规定（样例）",
        contact="周样例",
        phone="0371-55509010",
    )

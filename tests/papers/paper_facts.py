"""Builders of facts for the tests of papers; names with rare characters on purpose."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from dutyroom.papers.facts import (
    BlankFacts,
    CheckFact,
    EntryFact,
    HandoverFacts,
    LogFacts,
    OpenItemFact,
    SignatureFact,
)
from dutyroom.papers.plan_facts import PlanFacts, SectionFact

ZONE = timezone(timedelta(hours=8))
START = datetime(2026, 11, 23, 8, 30, tzinfo=ZONE)
RARE = "镕堃喆犇䶮𬱖"
OFFICE = {"office_zh": "郑州市人民政府总值班室", "office_en": "Duty Room of the Zhengzhou Municipal Government"}
TEXTS = (
    "二七区嵩山路与陇海路交叉口发生追尾事故，3人死亡、5人受伤，伤者已送医院救治。区应急管理局已到场。",
    "市气象局发布大雾橙色预警信号：预计未来12小时内，我市大部分地区将出现能见度小于200米的雾。",
    "请各区县（市）、开发区“做好防范”，并于今日17:00前反馈落实情况（见《通知》第三条）。",
    "Fire alarm cleared at tower 3, no injuries; see report ABC-123/2026.",
)
KINDS = ("call_in", "weather", "notice", "report")


def an_entry(seq: int = 1, **changed: Any) -> EntryFact:
    at = START + timedelta(minutes=4 * seq)
    plain = {
        "seq": seq,
        "happened_at": at,
        "written_at": at,
        "kind": KINDS[seq % 4],
        "text": TEXTS[seq % 4],
        "unit": "二七区应急管理局",
        "person": "李镕基",
        "phone": "0371-67170000",
        "author": "张晓明",
    }
    return EntryFact(**{**plain, **changed})


def entries(count: int) -> tuple[EntryFact, ...]:
    return tuple(an_entry(seq) for seq in range(1, count + 1))


def a_handover(**changed: Any) -> HandoverFacts:
    end = START + timedelta(days=1)
    plain: dict[str, Any] = {
        **OFFICE,
        "shift_name": "24小时班",
        "planned_start": START,
        "planned_end": end,
        "started_at": START,
        "ended_at": end,
        "outgoing_leader": "王建国",
        "outgoing_chief": "张晓明",
        "outgoing_deputy": RARE,
        "incoming_leader": "赵犇",
        "incoming_chief": "陈喆",
        "counts": (("call_in", 2), ("notice", 1)),
        "important": (an_entry(4),),
        "open_items": (OpenItemFact(id=1, title="书面报告", due_at=end, entry_seq=4, overdue=True, acceptance="told"),),
        "whereabouts": ("刘××秘书长：在郑。",),
        "warnings": ("大雾橙色预警",),
        "equipment": (CheckFact(name="值班电话", ok=True), CheckFact(name="传真机", ok=False, remark="卡纸")),
        "keys_count": 7,
        "phone_tested": True,
        "entries": entries(3),
        "signatures": (
            SignatureFact(role="give", name="张晓明", post="主班", signed_at=end - timedelta(minutes=3)),
            SignatureFact(
                role="take", name="陈喆", signed_at=end, on_behalf_of="龚䶮", reason="reason of illness <b>&"
            ),
        ),
        "entry_count": 12,
        "head": "0123456789abcdef" * 4,
    }
    return HandoverFacts(**{**plain, **changed})


def a_log(**changed: Any) -> LogFacts:
    return LogFacts(**{**OFFICE, "started_at": START, "entries": entries(5), **changed})


def a_blank(**changed: Any) -> BlankFacts:
    return BlankFacts(**{**OFFICE, "day": "20261123", **changed})


def a_plan(**changed: Any) -> PlanFacts:
    sections = (
        SectionFact(level=1, number="一、", title="总则"),
        SectionFact(level=2, number="（一）", title="编制目的", body="为规范应急救助行为，制定本预案。\n第二段。"),
        SectionFact(level=4, number="1.1.1.1", title="职责", body="As agreed."),
        SectionFact(level=1, number="二、", title="组织指挥体系", body="市减灾委员会。" * 400),
    )
    return PlanFacts(**{**OFFICE, "title": "郑州市自然灾害救助应急预案", "sections": sections, **changed})

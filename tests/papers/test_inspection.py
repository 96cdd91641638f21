"""The inspection page: on one page whatever there is, late handovers and overdue items told."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from dutyroom.papers.facts import OpenItemFact
from dutyroom.papers.fonts import Faces
from dutyroom.papers.inspection import make_inspection
from dutyroom.papers.inspection_facts import InspectionFacts
from dutyroom.rules.wording import ENGLISH, Wording
from tests.papers.paper_facts import OFFICE
from tests.papers.reading_pdf import page_texts, squeezed

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=8)))


def facts(**changed: Any) -> InspectionFacts:
    items = tuple(OpenItemFact(id=n, title=f"第{n}项" + "内容" * 40, due_at=NOON, overdue=n < 2) for n in range(5))
    plain: dict[str, Any] = {
        "at": NOON,
        "shift_name": "24小时班",
        "shift_from": NOON - timedelta(hours=3),
        "shift_until": NOON + timedelta(hours=21),
        "leader": "沈样例",
        "chief": "李样例",
        "given_by": "王样例",
        "given_at": NOON - timedelta(hours=3, minutes=5),
        "taken_by": "李样例",
        "taken_at": NOON - timedelta(hours=3),
        "planned_at": NOON - timedelta(hours=3, minutes=30),
        "equipment": (5, 6),
        "equipment_faults": ("传真机（卡纸）",),
        "open_count": 40,
        "overdue_count": 2,
        "overdue": items[:2],
        "open": items[2:],
        "entry_count": 1200,
        "entries_of_shift": 18,
        "last_entry_at": NOON,
        "head": "0123456789abcdef" * 4,
        "backup_at": NOON - timedelta(hours=4),
    }
    return InspectionFacts(**{**OFFICE, **plain, **changed})


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_it_is_one_page_with_all_that_is_asked(faces: Faces, chinese: Wording, language: str) -> None:
    wording = chinese if language == "zh_CN" else ENGLISH
    (page,) = page_texts(make_inspection(facts(), faces=faces, wording=wording))
    text = squeezed(page)
    assert "01234567" in text
    assert "第4项" in text
    if language == "zh_CN":
        for said in (
            "截至2026年11月23日12:00", "带班领导沈样例主班李样例", "交班人王样例11月23日08:55", "计划2026年11月23日08:30交接，签字晚于计划。",
            "6项中5项正常传真机（卡纸）", "40项，其中逾期2项", "最近备份2026年11月23日08:00", "已逾期11月23日12:00", "另有35项见值班台。",
            "□合格□不合格", "检查意见",
        ):  # fmt: skip
            assert said in text


def test_an_empty_room_says_what_it_lacks(faces: Faces, chinese: Wording) -> None:
    (page,) = page_texts(make_inspection(InspectionFacts(**OFFICE, at=NOON), faces=faces, wording=chinese))
    text = squeezed(page)
    for said in ("当前没有值班班次。", "尚无交接班记录。", "本机尚无", "0项，其中逾期0项"):
        assert said in text

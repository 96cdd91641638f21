"""Papers from the store: kept as bytes, the same for ever."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from dutyroom.actions.papers import blank_pdf, day_log_pdf, handover_pdf, shift_log_pdf
from dutyroom.actions.plan_papers import plan_pdf
from dutyroom.actions.plans import keep_plan
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import JournalSearch, last_entries
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.verify import check_store
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import ENGLISH

CHINESE = load_wording("zh_CN")


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def test_a_shift_handed_over_prints_the_same_bytes_for_ever(room, font_cache: Path):
    room.start()
    room.write("镕堃喆犇䶮𬱖同志来电，反映嵩山路积水", due_at=room.now.replace(hour=10))
    taken = room.take(room.give(), reservations="备用钥匙待核")
    first = handover_pdf(room.store, taken.shift_id, CHINESE, font_cache)
    room.write("之后")
    room.wait(days=1)
    assert handover_pdf(room.store, taken.shift_id, CHINESE, font_cache) == first
    text = _text(first)
    for said in ("李秀英", "赵敏", "备用钥匙待核", "镕堃喆犇䶮𬱖同志来电"):
        assert said in text.replace("\r\n", "").replace("\n", ""), said
    english = handover_pdf(room.store, taken.shift_id, ENGLISH, font_cache)
    assert english != first
    assert "Duty Room of the Zhengzhou Municipal Government" in _text(english)
    assert [e.event for e in room.read(last_entries, 1)] == ["paper.kept"]
    assert room.read(check_store, room.store.attachments).ok


def test_a_running_shift_prints_as_a_draft_and_is_not_kept(room, font_cache: Path):
    shift = room.start()
    before = room.read(last_entries, 1)
    assert "草稿" in _text(handover_pdf(room.store, shift, CHINESE, font_cache))
    assert room.read(last_entries, 1) == before
    with pytest.raises(Refusal, match=r"handover\.unknown"):
        handover_pdf(room.store, 99, CHINESE, font_cache)


def test_logs_plans_and_blank_sheets_print(room, font_cache: Path):
    shift = room.start()
    room.write("大风蓝色预警信号")
    search = JournalSearch(words="大风")
    assert "大风蓝色预警信号" in _text(day_log_pdf(room.store, search, "值班日志", CHINESE, font_cache))
    assert "大风蓝色预警信号" in _text(shift_log_pdf(room.store, shift, CHINESE, font_cache))
    sections = ((1, "1", "总则", "甲。"), (2, "1.1", "目的", "乙。"), (1, "2", "响应", "丙。"))
    room.do(
        keep_plan,
        KeepPlan(
            title="燃气应急预案",
            kind="special",
            issuer="",
            number="",
            issued_on=None,
            text_missing=False,
            sections=sections,
            file_name="",
            path="",
        ),
    )
    whole = _text(plan_pdf(room.store, 1, None, CHINESE, font_cache))
    assert all(said in whole for said in ("甲。", "乙。", "丙。"))
    chapter = room.read(plan_in_full, 1).sections[0].id
    part = _text(plan_pdf(room.store, 1, chapter, CHINESE, font_cache))
    assert "乙。" in part
    assert "丙。" not in part
    blank = _text(blank_pdf(room.store, "log", date(2026, 11, 23), 5, 2, CHINESE, font_cache))
    assert "停-20261123-005" in blank
    assert "停-20261123-006" in blank

"""Handling slip, telephone slip, fax cover and instruction: what each says, and the room to write on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dutyroom.papers.blank import make_blank
from dutyroom.papers.fax_cover import make_fax_cover
from dutyroom.papers.fonts import Faces
from dutyroom.papers.handling_slip import make_handling_slip
from dutyroom.papers.instruction import make_instruction
from dutyroom.papers.matter_facts import AssignmentFact, HandlingSlipFacts, SaidFact, TelephoneSlipFacts
from dutyroom.papers.sample_facts import (
    sample_fax_cover,
    sample_handling_slip,
    sample_instruction,
    sample_telephone_slip,
)
from dutyroom.papers.telephone_slip import make_telephone_slip
from dutyroom.rules.wording import Wording
from tests.papers.page_geometry import Page, pages
from tests.papers.paper_facts import OFFICE, a_blank
from tests.papers.reading_pdf import page_texts, squeezed

LONG = "各单位要压实责任，做好防范应对工作，遇有情况及时报告。" * 60


def said(pdf: bytes) -> str:
    return squeezed("".join(page_texts(pdf)))


def tallest_gap(page: Page) -> float:
    """The highest field that holds no more than the line to sign on, in points."""
    rules = sorted({round(line[1], 1) for line in page.lines if abs(line[1] - line[3]) < 0.1})
    gaps = pairwise(rules)
    right = page.width / 2
    free = [
        high - low
        for low, high in gaps
        if not any(low + 22 < mark.low < high and mark.left > right for mark in page.marks)
    ]
    return max(free, default=0.0)


def test_the_handling_slip_follows_the_paper_through_the_office(faces: Faces, chinese: Wording) -> None:
    text = said(make_handling_slip(sample_handling_slip(), faces=faces, wording=chinese))
    for part in (
        "特急郑州市人民政府总值班室文件处理单",
        "编号：收〔2026〕128号收文时间：2026年11月23日08:41",
        "来文单位河南省人民政府办公厅（示例）来文字号豫政办明电〔示例〕12号",
        "文种电报来文方式电报成文日期2026年11月23日",
        "份数2份号000012、000013页数4",
        "√办件□阅件紧急程度特急",
        "办结：2026年11月23日18:00前（来文明确时限）",
        "李样例2026年11月23日08:55",
        "副秘书长蒋示例2026年11月23日09:40",
        "市应急管理局主办11月23日09:45吴样例11月23日09:5211月23日16:40",
        "市气象局协办",
        "韩示例11月23日10:05秘书三处秘书五处",
    ):
        assert part in text
    assert "第1页共1页" in text


def test_the_handling_slip_in_english_keeps_names_and_words_labels(faces: Faces, english: Wording) -> None:
    text = said(make_handling_slip(sample_handling_slip(), faces=faces, wording=english))
    for part in (
        "Paperhandlingslip",
        "Mosturgent",
        "Telegram",
        "23Nov2026",
        "√action",
        "Lead",
        "沈示例",
        "by23Nov202618:00",
    ):
        assert part in text


@pytest.mark.parametrize(("for_reading", "shown"), [(True, "□办件√阅件"), (False, "√办件□阅件"), (None, "□办件□阅件")])
def test_action_or_reading_is_ticked_or_left_open(
    faces: Faces, chinese: Wording, for_reading: bool | None, shown: str
) -> None:
    facts = replace(sample_handling_slip(), for_reading=for_reading)
    assert shown in said(make_handling_slip(facts, faces=faces, wording=chinese))


@pytest.mark.parametrize(
    ("urgency", "secrecy", "years", "shown"),
    [
        ("平件", "", None, "郑州市人民政府总值班室文件处理单"),
        ("特提", "", None, "特提郑州市人民政府总值班室文件处理单"),
        ("", "秘密", None, "秘密郑州市人民政府总值班室文件处理单"),
        ("加急", "机密", 5, "机密★5年加急郑州市人民政府总值班室文件处理单"),
    ],
)
def test_secrecy_stands_before_urgency_and_routine_has_no_mark(
    faces: Faces, chinese: Wording, urgency: str, secrecy: str, years: int | None, shown: str
) -> None:
    facts = replace(sample_handling_slip(), urgency=urgency, secrecy=secrecy, secrecy_years=years, store_kind="live")
    assert said(make_handling_slip(facts, faces=faces, wording=chinese)).startswith(shown)


def test_a_secret_paper_leaves_its_register_line_only(faces: Faces, chinese: Wording) -> None:
    facts = replace(sample_handling_slip(), secrecy="机密", secrecy_years=1, custody="保密柜2号")
    text = said(make_handling_slip(facts, faces=faces, wording=chinese))
    for part in ("密级机密★1年", "份号000012、000013", "保管情况保密柜2号", "市应急管理局主办", "只登记"):
        assert part in text
    for part in ("寒潮", "拟办意见", "建议", "同意", "已落实", "办理结果"):
        assert part not in text


def test_long_words_go_over_pages_under_their_label(faces: Faces, chinese: Wording) -> None:
    facts = replace(sample_handling_slip(), proposal=SaidFact(text=LONG, by="李样例"), store_kind="live")
    texts = [squeezed(text) for text in page_texts(make_handling_slip(facts, faces=faces, wording=chinese))]
    with_label = [text for text in texts if "拟办意见" in text]
    assert len(with_label) >= 2
    assert sum(text.count("压") for text in texts) == 60
    assert all("收〔2026〕128号" in text for text in texts)


def test_many_units_repeat_the_head_of_their_table(faces: Faces, chinese: Wording) -> None:
    many = tuple(AssignmentFact(unit=f"示例{number:02}局", role="helper") for number in range(60))
    facts = replace(sample_handling_slip(), assignments=many)
    texts = [squeezed(text) for text in page_texts(make_handling_slip(facts, faces=faces, wording=chinese))]
    holding = [text for text in texts if "局协办" in text]
    assert len(holding) >= 2
    assert all("单位分工交办时间签收反馈时间反馈情况" in text for text in holding)
    assert all(f"示例{number:02}局" in "".join(texts) for number in range(60))


def test_a_long_answer_has_a_field_of_its_own(faces: Faces, chinese: Wording) -> None:
    done = AssignmentFact(unit="示例局", role="lead", answer=LONG)
    facts = replace(sample_handling_slip(), assignments=(done,))
    text = said(make_handling_slip(facts, faces=faces, wording=chinese))
    assert "示例局主办见下栏" in text
    assert text.count("压实责任") == 60


@pytest.mark.parametrize("language", ["english", "chinese"])
@pytest.mark.parametrize("kind", ["telephone", "handling", "transmission"])
def test_blank_slips_are_numbered_one_to_a_page(
    faces: Faces, kind: str, language: str, request: pytest.FixtureRequest
) -> None:
    wording: Wording = request.getfixturevalue(language)
    made = make_blank(a_blank(kind=kind, first=7, count=3), faces=faces, wording=wording)
    texts = page_texts(made)
    assert len(texts) == 3
    for number, text in zip(range(7, 10), texts, strict=True):
        assert f"停-20261123-{number:03}" in text
        assert squeezed(wording.say("For use without power; enter it into the log later under this number.")) in (
            squeezed(text)
        )
    assert made == make_blank(a_blank(kind=kind, first=7, count=3), faces=faces, wording=wording)


def test_empty_boxes_are_tall_enough_to_write_in(faces: Faces, chinese: Wording) -> None:
    (slip,) = pages(make_handling_slip(HandlingSlipFacts(**OFFICE), faces=faces, wording=chinese))
    assert tallest_gap(slip) > 100
    (call,) = pages(make_telephone_slip(TelephoneSlipFacts(**OFFICE), faces=faces, wording=chinese))
    assert tallest_gap(call) > 100


def test_the_telephone_slip_asks_what_is_always_forgotten(faces: Faces, chinese: Wording) -> None:
    text = said(make_telephone_slip(sample_telephone_slip(), faces=faces, wording=chinese))
    for part in (
        "电话记录单",
        "来电人冯样例值班员",
        "√已核实来电人身份√已复诵核对",
        "1.今日15时召开",
        "会议时间2026年11月23日15:00",
        "副职参会□可以□不可以",
        "尚未问清：召集单位、副职参会",
        "反馈时限2026年11月23日12:00",
    ):
        assert part in text
    asked = replace(sample_telephone_slip(), convenor="省厅（示例）", deputy_may="no")
    text = said(make_telephone_slip(asked, faces=faces, wording=chinese))
    assert "□可以√不可以" in text
    assert "尚未问清" not in text


def test_a_call_that_is_no_meeting_has_no_questions(faces: Faces, chinese: Wording) -> None:
    text = said(make_telephone_slip(replace(sample_telephone_slip(), is_meeting=False), faces=faces, wording=chinese))
    assert "会议议题" not in text
    assert "尚未问清" not in text
    empty = said(make_telephone_slip(TelephoneSlipFacts(**OFFICE), faces=faces, wording=chinese))
    assert "会议议题" in empty
    assert "尚未问清" not in empty


def test_the_fax_cover_counts_its_pages_and_asks_for_a_receipt(faces: Faces, chinese: Wording) -> None:
    text = said(make_fax_cover(sample_fax_cover(), faces=faces, wording=chinese))
    for part in (
        "传真首页",
        "页数5（含本页）",
        "签发人沈示例",
        "1中原区人民政府值班室赵样例0371-55500200",
        "回执",
        "□完整清晰□请重发",
        "0371-55509002",
    ):
        assert part in text


def test_many_recipients_go_over_pages_with_their_head(faces: Faces, chinese: Wording) -> None:
    facts = sample_fax_cover()
    many = tuple(replace(facts.recipients[0], unit=f"示例{number:02}值班室") for number in range(70))
    texts = [
        squeezed(text)
        for text in page_texts(make_fax_cover(replace(facts, recipients=many), faces=faces, wording=chinese))
    ]
    holding = [text for text in texts if "值班室赵样例" in text]
    assert len(holding) >= 2
    assert all("序号收件单位收件人传真号码电话" in text for text in holding)
    assert sum(text.count("赵样例") for text in texts) == 70


def test_a_secret_fax_is_forbidden_on_its_face(faces: Faces, chinese: Wording) -> None:
    text = said(make_fax_cover(replace(sample_fax_cover(), secrecy="秘密"), faces=faces, wording=chinese))
    assert "不得通过普通传真传输" in text
    assert "回执" not in text
    assert "寒潮" not in text


def test_the_instruction_sheet_says_who_was_told_and_what_came_of_it(faces: Faces, chinese: Wording) -> None:
    text = said(make_instruction(sample_instruction(), faces=faces, wording=chinese))
    for part in (
        "领导批示件",
        "批示时间：2026年11月23日09:40",
        "批示领导蒋示例副秘书长",
        "请应急局牵头",
        "市应急管理局吴样例11月23日09:45电话11月23日09:52",
        "市城市管理局11月23日09:46传真",
        "领导阅示",
        "承办人李样例",
    ):
        assert part in text


def test_the_date_of_a_document_has_no_zone(faces: Faces, english: Wording) -> None:
    facts = replace(sample_handling_slip(), document_on=date(2024, 2, 29), zone="America/Los_Angeles")
    text = said(make_handling_slip(facts, faces=faces, wording=english))
    assert "29Feb2024" in text
    assert "Receivedat:22Nov202616:41" in text

"""Papers that the duty room issues: head and foot, headings and tables over pages, drafts and withdrawals, bad input."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from PIL import ImageChops

from dutyroom.papers.briefing import make_briefing
from dutyroom.papers.briefing_facts import BRIEFING_KINDS, BriefingFacts, BriefingKind, BriefingPart
from dutyroom.papers.fonts import Faces
from dutyroom.papers.masthead import shipped_mastheads
from dutyroom.papers.sample_briefings import sample_briefing, sample_draft
from dutyroom.rules.masthead import read_mastheads
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording
from tests.papers.reading_pdf import outline, page_texts, squeezed

RARE = "\U0010fffd"  # private use: no font has it


@pytest.fixture
def pages(faces: Faces, chinese: Wording):
    """The text of each page of a paper, without spaces."""

    def made(facts: BriefingFacts, **more: Any) -> list[str]:
        return [squeezed(page) for page in page_texts(make_briefing(facts, faces=faces, wording=chinese, **more))]

    return made


def changed(kind: BriefingKind = "express", **more: Any) -> BriefingFacts:
    return replace(sample_briefing(kind), store_kind="live", **more)


def test_an_express_bulletin_has_its_head_its_text_and_its_foot_in_order(pages) -> None:
    (text,) = pages(sample_briefing("express"))
    order = (
        "值班快报", "第12期", "郑州市人民政府总值班室2026年11月23日", "二七区示例路口发生道路交通事故", "11月23日8时15分",
        "治（待核实）。", "报：市委书记样例，", "送：市委值班室，", "编辑：李样例审核：王样例签发：沈样例共印18份", "值快〔2026〕12号",
    )  # fmt: skip
    places = [text.find(said) for said in order]
    assert places == sorted(places), dict(zip(order, places, strict=True))
    assert -1 not in places


def test_the_name_is_red_and_the_record_stands_on_the_last_line(faces: Faces, chinese: Wording) -> None:
    pdf = make_briefing(changed(), faces=faces, wording=chinese)
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[0].get_textpage()
        at = words.get_text_range().index("值班快报")
        left, _low, right, _high = words.get_charbox(at)
        paths = [each.get_bounds() for each in document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
        red, green, _blue = document[0].render(scale=1).to_pil().split()
    assert right - left > 40, "the name is as large as the line allows"
    inked = ImageChops.multiply(red.point(lambda v: 255 * (v > 180)), green.point(lambda v: 255 * (v < 60)))
    box = inked.getbbox()
    assert box is not None
    assert box[3] < red.height / 3, "nothing below the head is red"
    lowest = min(bounds[1] for bounds in paths)
    assert abs(lowest / 72 * 25.4 - 35) < 0.6, "the last rule stands on the edge of the type area"


def test_shenzhens_form_of_duty_information_names_year_phone_and_signer(pages) -> None:
    text = "".join(pages(sample_briefing("duty-information")))
    for said in (
        "第2026-41期",
        "报送：河南省人民政府总值班室，",
        "抄送：市政府办公室。",
        "编辑：李样例联系电话：0371-55500100签发：沈样例",
    ):
        assert said in text


def test_headings_are_numbered_by_level_unless_they_have_a_numeral(pages) -> None:
    parts = [(1, "甲"), (2, "乙"), (3, "丙"), (3, "4.丁"), (2, "戊"), (1, "二、己"), (2, "庚"), (1, "辛")]
    facts = changed(parts=tuple(BriefingPart(level=level, text=text) for level, text in parts), title="题")
    text = "".join(pages(facts))
    assert "一、甲（一）乙1.丙4.丁（二）戊二、己（一）庚三、辛" in text


def test_a_notice_of_a_meeting_is_a_letter_whose_lines_follow_their_announcement(pages) -> None:
    (text,) = pages(sample_briefing("meeting-notice"))
    order = (
        "各区县（市）人民政府、各开发区管委会、市直有关单位：",
        "通知如下：",
        "时间：2026年11月26日",
        "地点：",
        "请参会人员",
        "联系人：李样例",
    )
    places = [text.find(said) for said in order]
    assert places == sorted(places)
    assert -1 not in places
    assert "抄送：市委值班室。" in text
    assert "第期" not in text


def test_minutes_name_who_was_there_below_the_text(pages) -> None:
    text = "".join(pages(sample_briefing("minutes")))
    assert (
        text.index("时间：")
        < text.index("会议听取")
        < text.index("会议强调")
        < text.index("出席：")
        < text.index("请假：")
    )


def test_a_draft_says_so_on_every_page_and_leaves_room_for_its_number(pages) -> None:
    found = pages(replace(sample_draft(), parts=(BriefingPart(text="正在核实。" * 400),)))
    assert len(found) > 1
    assert all("草稿DRAFT" in page for page in found)
    assert "第期" in found[0]
    assert "本期更正第11期。" in found[0]


def test_withdrawn_and_corrected_issues_say_what_became_of_them(pages) -> None:
    (text,) = pages(changed(state="withdrawn", withdrawn_because="伤亡数字有误", replaced_by="13"))
    assert "已撤回WITHDRAWN" in text
    assert "本件已撤回：伤亡数字有误" in text
    assert "本期已由第13期更正。" in text
    assert "草稿" not in text
    (text,) = pages(changed(replaced_by="值快〔2026〕13号"))
    assert "已更正CORRECTED" in text
    assert "本期已由值快〔2026〕13号更正。" in text


def test_a_heading_never_stands_alone_and_a_table_repeats_its_heads(pages) -> None:
    rows = (("单位", "结果"), *((f"第{n}单位", "在岗") for n in range(40)))
    for lines in range(9, 14):  # wherever the page ends
        parts = (
            BriefingPart(text="正文。" * 9 * lines),
            BriefingPart(level=1, text="抽查结果"),
            BriefingPart(level=2, text="分单位"),
            BriefingPart(text="见下表。", rows=rows),
        )
        found = pages(changed("spot-check", parts=parts))
        with_heading = next(page for page in found if "一、抽查结果" in page)
        assert "第0单位" in with_heading
        assert all("单位结果" in page for page in found if "单位在岗" in page)


def test_no_page_holds_the_record_alone(pages) -> None:
    for lines in range(10, 18):
        found = pages(changed(parts=(BriefingPart(text="正文正文。" * 6 * lines),)))
        assert "正文" in found[-1].split("报：")[0].removeprefix("值班快报第12期"), lines


def test_the_same_facts_give_the_same_bytes_with_bookmarks(faces: Faces, chinese: Wording) -> None:
    facts = sample_briefing("daily-situation")
    pdf = make_briefing(facts, faces=faces, wording=chinese)
    assert make_briefing(facts, faces=faces, wording=chinese) == pdf
    assert [title for _level, title in outline(pdf)][:3] == ["每日值班情况", "一、基本情况", "二、重要情况"]


def test_a_character_that_no_face_has_is_drawn_as_its_code(pages) -> None:
    (text,) = pages(changed(drafted_by=f"李{RARE}样例", to=(f"{RARE}样例",)))
    assert "编辑：李〔U+10FFFD〕样例" in text
    assert "报：〔U+10FFFD〕样例。" in text


def test_what_is_far_too_long_is_printed_whole(pages) -> None:
    title = "关于" + "长" * 196 + "通报"
    cell = "格" * 3000
    people = tuple(f"收件{n}" for n in range(10_000))
    parts = (
        BriefingPart(level=1, text="标" * 700),
        BriefingPart(text="表", rows=(("甲", "乙"), ("子", cell), ("丑", ""))),
    )
    text = "".join(pages(changed("spot-check", title=title, parts=parts, to=people, copies=())))
    assert text.count("长") >= 196
    assert text.count("格") == 3000
    assert text.count("标") >= 700
    assert "收件0，" in text
    assert "收件9999。" in text
    assert text.index("收件9999。") < text.index("共印60份")


def test_what_is_empty_is_printed_too(pages) -> None:
    for kind in BRIEFING_KINDS:
        (text,) = pages(BriefingFacts(office_zh="示例值班室", office_en="", kind=kind))
        assert "无。" in text
        assert "草稿" in text
    (text,) = pages(changed(parts=(BriefingPart(text="", rows=(("单位", "结果"),)), BriefingPart(text="", rows=((),)))))
    assert "单位结果无。" in text


def test_the_office_s_own_head_replaces_the_shipped_one(pages) -> None:
    own = replace(
        shipped_mastheads()["express"], zh="防汛快报", colour="black", issue="year-serial", copies_zh="抄", foot="none"
    )
    (text,) = pages(changed(), masthead=own)
    assert "防汛快报第2026-12期" in text
    assert "抄：市委值班室" in text
    assert "编辑" not in text


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"colour": "green"}, "masthead.value", {"name": "colour", "value": "green", "known": ("red", "black")}),
        ({"zh": " "}, "masthead.empty", {"name": "zh"}),
        ({"to_zh": 3}, "masthead.text", {"name": "to_zh", "value": 3}),
        ({"frame": "x"}, "masthead.unknown", {"name": "frame"}),
        ({"foot": None}, "masthead.missing", {"name": "foot"}),
    ],
)
def test_a_wrong_head_is_refused_by_kind_field_and_value(change, code, said) -> None:
    plain = shipped_mastheads()["express"]
    table = {name: getattr(plain, name) for name in plain.__slots__} | change
    table = {name: value for name, value in table.items() if value is not None}
    with pytest.raises(Refusal) as refused:
        read_mastheads({"express": table}, BRIEFING_KINDS)
    assert refused.value.code == code
    assert {"kind": "express", **said}.items() <= refused.value.facts.items()


def test_a_head_of_an_unknown_kind_or_that_is_no_table_is_refused() -> None:
    for tables, code in (({"poster": {}}, "masthead.kind"), ({"express": "red"}, "masthead.no_table")):
        with pytest.raises(Refusal) as refused:
            read_mastheads(tables, BRIEFING_KINDS)
        assert refused.value.code == code
    assert set(shipped_mastheads()) == set(BRIEFING_KINDS)


def test_the_head_that_the_facts_bring_stands_on_the_paper_with_the_office_in_it(pages) -> None:
    head = replace(shipped_mastheads()["express"], zh="{office}快报", issue="none", to_zh="呈报")
    (text,) = pages(changed(head=head))
    assert text.startswith("郑州市人民政府总值班室快报")
    assert "第12期" not in text
    assert "呈报：市委书记样例" in text

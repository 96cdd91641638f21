"""Plans on paper: contents with page numbers and links, tables, what to do first, sizes, booklets, cards, numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from dutyroom.papers.action_card import make_action_cards
from dutyroom.papers.fonts import Faces
from dutyroom.papers.formats import FORMATS
from dutyroom.papers.plan import make_plan
from dutyroom.papers.plan_facts import ActionFact, PlanFacts, PlanNumberFact, SectionFact
from dutyroom.papers.plan_numbers import make_plan_numbers
from dutyroom.papers.sample_plans import sample_plan, sample_plan_numbers, sample_plan_section
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording
from tests.papers.page_geometry import MM, crossings, outside, overlaps, pages
from tests.papers.paper_facts import a_plan
from tests.papers.reading_pdf import outline, page_texts, squeezed, unembedded

TABLE = "单位 | 职责 | 电话\n" + "\n".join(f"示例局{n} | 负责第{n}项工作 | 0371-5550{n:04}" for n in range(60))


def long_plan(chapters: int = 12, **changed: object) -> PlanFacts:
    sections = [SectionFact(level=0, body="目　录\n1 第1章 …… 3\n2 第2章 …… 5\n3 第3章 …… 9\n印发说明。")]
    for chapter in range(1, chapters + 1):
        sections.append(SectionFact(level=1, number=f"{chapter}", title=f"第{chapter}章"))
        sections.append(SectionFact(level=2, number=f"{chapter}.1", title="职责", body="立即报告，迅速处置。" * 90))
    return a_plan(sections=tuple(sections), **changed)


def wording_of(language: str, request: pytest.FixtureRequest) -> Wording:
    found: Wording = request.getfixturevalue(language)
    return found


def links(pdf: bytes) -> list[tuple[int, int]]:
    """Each link as the place of its page and that of the page it leads to."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for place, page in enumerate(document):
            at, link = pdfium.c_int(0), pdfium.FPDF_LINK()
            while pdfium.FPDFLink_Enumerate(page.raw, at, link):
                goal = pdfium.FPDFLink_GetDest(document.raw, link)
                found.append((place, pdfium.FPDFDest_GetDestPageIndex(document.raw, goal)))
    return found


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_a_long_plan_has_a_contents_page_that_is_right(
    faces: Faces, language: str, request: pytest.FixtureRequest
) -> None:
    wording = wording_of(language, request)
    pdf = make_plan(long_plan(), faces=faces, wording=wording)
    texts = page_texts(pdf)
    ahead = next(place for place, text in enumerate(texts) if "印发说明" in text)
    listed = dict(re.findall(r"(第\d+章) ?[. ]+(\d+)", "\n".join(texts[:ahead]).replace("\n", " ")))
    assert len(listed) == 12, "every chapter is listed"
    for chapter, page in listed.items():
        assert chapter in texts[int(page) - 1], "and stands on the page that is named"
    assert [goal for _, goal in links(pdf)][::2] == [int(page) - 1 for page in listed.values()]
    assert wording.say("Page {n} of {m}", n=3, m=len(texts)) in texts[2]
    assert "……" not in "".join(texts), "the entries of another edition's contents page are gone"
    assert all("郑州市自然灾害救助应急预案" in text for text in texts)
    assert pdf == make_plan(long_plan(), faces=faces, wording=wording)


def test_a_short_plan_has_no_contents_page(faces: Faces, chinese: Wording) -> None:
    texts = page_texts(make_plan(long_plan(2), faces=faces, wording=chinese))
    assert len(texts) < 5
    assert chinese.say("Contents") not in "".join(texts)


def test_a_table_is_a_grid_with_its_head_on_every_page(faces: Faces, chinese: Wording) -> None:
    facts = a_plan(sections=(SectionFact(level=1, title="附表", body=f"各单位如下。\n{TABLE}\n以上共六十家。"),))
    pdf = make_plan(facts, faces=faces, wording=chinese)
    with_table = [text for text in page_texts(pdf) if "0371-5550" in text]
    assert len(with_table) > 1
    assert all(squeezed("单位职责电话") in squeezed(text) for text in with_table)
    assert squeezed("".join(with_table)).count("负责第") == 60
    assert "|" not in "".join(page_texts(pdf))
    for page in pages(pdf):
        assert not crossings(page)
        assert not overlaps(page)


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("language", ["english", "chinese"])
def test_every_size_keeps_within_its_page(
    faces: Faces, form: str, language: str, request: pytest.FixtureRequest
) -> None:
    wording = wording_of(language, request)
    facts = replace(sample_plan(), store_kind="live")
    make = make_action_cards if form.startswith("card") else make_plan
    pdf = make(facts, faces=faces, wording=wording, form=form)  # type: ignore[operator]
    width, height = (side * MM for side in FORMATS[form].sheet)
    for page in pages(pdf):
        assert (page.width, page.height) == pytest.approx((width, height), abs=0.1)
        assert not overlaps(page)
        assert not crossings(page)
        spots = outside(page, 7, 7)
        assert not [spot for spot in spots if not (FORMATS[form].cuts and spot.startswith("line"))], (
            "cutting marks reach the edge"
        )
    assert unembedded(pdf) == set()


def test_the_booklet_reads_in_order_when_folded(faces: Faces, chinese: Wording) -> None:
    plain = [squeezed(text) for text in page_texts(make_plan(long_plan(), faces=faces, wording=chinese, form="a5"))]
    sheets = page_texts(make_plan(long_plan(), faces=faces, wording=chinese, form="booklet"))
    assert len(sheets) == 2 * -(-len(plain) // 4)
    count = len(plain)
    # The second side of the first sheet: page 2 at the left, the last but one place at the right.
    assert chinese.say("Page {n} of {m}", n=2, m=count) in sheets[1]
    assert chinese.say("Page {n} of {m}", n=1, m=count) in sheets[0]
    together = squeezed("".join(sheets))
    assert all(squeezed(chinese.say("Page {n} of {m}", n=n, m=count)) in together for n in range(1, count + 1))


def test_the_bookmarks_of_a_booklet_stand_in_reading_order(faces: Faces, chinese: Wording) -> None:
    plain = outline(make_plan(long_plan(), faces=faces, wording=chinese, form="a5"))
    assert outline(make_plan(long_plan(), faces=faces, wording=chinese, form="booklet")) == plain
    assert (1, "12　第12章") in plain


def test_what_is_checked_stands_in_front(faces: Faces, chinese: Wording) -> None:
    first = page_texts(make_plan(sample_plan(), faces=faces, wording=chinese))[0]
    assert chinese.say("First five actions") in first
    assert "立即电话报告带班领导和市长" in first
    assert "一小时降雨100毫米以上" in first
    assert "示例市城市管理局" in first
    assert "市级" in first
    unchecked = replace(sample_plan(), actions=tuple(replace(a, is_checked=False) for a in sample_plan().actions))
    assert chinese.say("First five actions") not in page_texts(make_plan(unchecked, faces=faces, wording=chinese))[0]


def test_a_section_names_its_plan(faces: Faces, chinese: Wording) -> None:
    [page] = page_texts(make_plan(sample_plan_section(), faces=faces, wording=chinese))
    assert "示政办〔2026〕12号" in page
    assert "四、应急响应" in page
    assert "总则" not in page
    assert chinese.say("First five actions") not in page


@pytest.mark.parametrize("form", ["card-a4", "card-a5", "card-a6"])
def test_a_card_for_each_level_and_role(faces: Faces, chinese: Wording, form: str) -> None:
    pdf = make_action_cards(sample_plan(), faces=faces, wording=chinese, form=form)  # type: ignore[arg-type]
    assert [title for _, title in outline(pdf)] == [
        "先期五件事",
        "Ⅰ级响应　值班员",
        "Ⅰ级响应　指挥部办公室",
        "Ⅱ级响应　值班员",
        "Ⅱ级响应　交通管制组",
    ]
    text = squeezed("".join(page_texts(pdf)))
    assert text.count("〔未核对〕") == 2, "what nobody has checked is marked line by line"
    assert text.count("0371-55503001") == 3, "the police stand on the cards that speak of them"
    assert "0371-55505001" not in text, "nobody's card speaks of the health commission"
    assert "通讯录：0371-55502088" in text
    assert len(page_texts(pdf)) == {"card-a4": 5, "card-a5": 3, "card-a6": 2}[form]
    assert all("SAMPLE" in page for page in page_texts(pdf))


def test_a_card_that_is_long_goes_on(faces: Faces, chinese: Wording) -> None:
    actions = tuple(ActionFact(text=f"第{n}件事。" * 12, level="Ⅰ", role="值班员") for n in range(40))
    texts = page_texts(make_action_cards(replace(sample_plan(), actions=actions), faces=faces, wording=chinese))
    assert len(texts) > 1
    assert all("Ⅰ级响应" in text and chinese.say("Action") in text for text in texts)


def test_no_cards_without_actions(faces: Faces, english: Wording) -> None:
    with pytest.raises(Refusal) as refused:
        make_action_cards(replace(sample_plan(), actions=()), faces=faces, wording=english)
    assert refused.value.code == "paper.no_actions"


def test_the_numbers_of_a_plan_say_what_the_directory_says(faces: Faces, chinese: Wording) -> None:
    [page] = page_texts(make_plan_numbers(sample_plan_numbers(), faces=faces, wording=chinese))
    said = squeezed(page)
    assert "0371-55502001" in said
    assert "0371-55502088" in said
    assert "0371-55504001*" in said
    assert "2026年10月8日" in said
    assert "0371-55505001〔未核对〕" in said


def test_the_same_number_of_several_plans_stands_once(faces: Faces, english: Wording) -> None:
    number = PlanNumberFact(
        unit="示例局", name="示例丙", phone="0371-55500009", checked_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    facts = replace(
        sample_plan_numbers(),
        title="",
        plans=2,
        numbers=(replace(number, plan="甲预案"), replace(number, plan="乙预案")),
    )
    said = squeezed("".join(page_texts(make_plan_numbers(facts, faces=faces, wording=english))))
    assert said.count("0371-55500009") == 1
    assert "甲预案;乙预案" in said


def test_a_rare_character_can_be_copied_and_one_without_a_face_is_told(faces: Faces, english: Wording) -> None:
    facts = a_plan(sections=(SectionFact(level=1, title="章", body="李𬱖到岗。\U0010fffd"),))
    text = "".join(page_texts(make_plan(facts, faces=faces, wording=english)))
    assert "李𬱖到岗" in text
    assert "〔U+10FFFD〕" in text
    assert "\U0010fffd" in faces.met_missing()


def test_an_article_stands_before_its_text_and_not_in_the_contents(faces: Faces, chinese: Wording) -> None:
    articles = [SectionFact(level=2, number=f"第{n}条", body="应当依法履行职责。" * 40) for n in range(1, 40)]
    chapters = [SectionFact(level=1, number="第一章", title="总则"), *articles[:20]]
    chapters += [SectionFact(level=1, number="第二章", title="附则"), *articles[20:]]
    pdf = make_plan(a_plan(sections=tuple(chapters)), faces=faces, wording=chinese)
    texts = page_texts(pdf)
    assert re.search("第1条　?应当依法", squeezed("".join(texts)))
    assert (2, "第39条") in outline(pdf)
    assert "第二章" in texts[0], "the contents"
    assert "第39条" not in texts[0]

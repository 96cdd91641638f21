"""Plans as web pages, Word documents and text: everything is there, and nothing of a plan becomes markup."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace

from docx import Document
from lxml.html import document_fromstring

from dutyroom.papers.phrases import Phrases
from dutyroom.papers.plan_docx import plan_docx
from dutyroom.papers.plan_facts import SectionFact
from dutyroom.papers.plan_html import Listed, library_page, plan_page
from dutyroom.papers.plan_words import plain_text
from dutyroom.papers.sample_plans import sample_plan
from dutyroom.rules.wording import Wording

HOSTILE = replace(
    sample_plan(),
    title='A <script>alert("x")</script> & "plan"',
    sections=(
        SectionFact(level=1, number="1", title="<b>x</b>", body="</section><script>bad()</script>\na | <i>\nb | c"),
        SectionFact(level=2, number="1.1", title="Two", body="\x00\x0bText & more."),
        SectionFact(level=1, number="2", title="Three"),
    ),
)


@dataclass(frozen=True)
class Reading:
    """Tags, anchors and targets of a page."""

    ids: set[str]
    targets: list[str]
    tags: list[str]


def read(page: str) -> Reading:
    for tag in ("ul", "li", "nav", "section", "table", "tr", "td", "p", "dl", "script"):
        assert len(re.findall(f"<{tag}[ >]", page)) == page.count(f"</{tag}>"), f"every {tag} is closed"
    tree = document_fromstring(page)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    return Reading(
        {element.get("id") for element in elements if element.get("id")},
        [element.get("href") for element in elements if element.get("href")],
        [element.tag for element in elements],
    )


def test_a_page_stands_alone_and_its_contents_lead_somewhere(chinese: Wording) -> None:
    page = plan_page(sample_plan(), chinese)
    found = read(page)
    assert found.targets
    assert {target.removeprefix("#") for target in found.targets} <= found.ids
    assert "http" not in page.replace("http-equiv", "")
    assert found.tags.count("table") == 1
    assert "示例数据 SAMPLE" in page
    for said in ("示政办〔2026〕12号", "四、应急响应", "移动排水泵车", "在本预案中查找"):
        assert said in page


def test_what_a_plan_says_is_never_markup(english: Wording) -> None:
    page = plan_page(HOSTILE, english)
    assert read(page).tags.count("script") == 1
    assert "&lt;script&gt;bad()" in page
    listed = library_page("<x>", [Listed("k", HOSTILE.title, "", 'a"b.html')], english)
    assert read(listed).targets == ['a"b.html']


def test_a_word_document_has_headings_and_tables(english: Wording) -> None:
    document = Document(io.BytesIO(plan_docx(sample_plan(), english)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:2] == ["一、总则", "二、组织体系"]
    assert [row.cells[0].text for row in document.tables[-1].rows][1] == "移动排水泵车"
    assert plan_docx(sample_plan(), english) == plan_docx(sample_plan(), english)
    assert "Text & more." in [p.text for p in Document(io.BytesIO(plan_docx(HOSTILE, english))).paragraphs]


def test_text_has_everything_in_its_order(chinese: Wording) -> None:
    text = plain_text(sample_plan(), Phrases(chinese))
    places = [
        text.index(said) for said in ("示例数据 SAMPLE", "示例市内涝", "发文字号", "一、总则", "编制目的", "六、附则")
    ]
    assert places == sorted(places)
    assert "移动排水泵车 | 12台" in text

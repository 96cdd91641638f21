"""Two versions of a plan compared on paper: what it says, its legend, its marks."""

from __future__ import annotations

import pytest

from dutyroom.papers.comparison_facts import ComparisonFacts, DifferenceFact, QuoteFact, VersionFact
from dutyroom.papers.fonts import Faces
from dutyroom.papers.plan_comparison import comparison_texts, make_comparison
from dutyroom.rules.wording import Wording
from tests.papers.reading_pdf import outline, page_texts, squeezed, unembedded

FACTS = ComparisonFacts(
    office_zh="示例市应急办",
    office_en="Sample office",
    store_kind="sample",
    title="示例市内涝应急预案",
    old=VersionFact(number=1, document_number="示例〔2020〕1号", issued_on="2020-05-01"),
    new=VersionFact(number=2, document_number="示例〔2026〕9号", issued_on="2026-06-01"),
    counts=(("changed", 1), ("added", 1), ("removed", 0), ("moved", 1)),
    renumbered=3,
    quotes=(
        QuoteFact(is_number=True, who="值班室", old="0371-60001234", new="0371-60009999", section="3 联系方式"),
        QuoteFact(is_number=False, who="总指挥", old="", new="赵卫东", section="3 联系方式"),
    ),
    sections=(
        DifferenceFact(
            fate="changed",
            reworded=True,
            before="2 职责",
            after="3 职责",
            words=(
                ("泵站人员", "泵站人员", False),
                ("十五", "十", True),
                ("分钟到岗。\n另行报告。", "分钟到岗。\n另行报告。", False),
            ),
        ),
        DifferenceFact(fate="added", after="4 信息报告", words=(("", "半小时内报告。", True),)),
        DifferenceFact(fate="moved", before="5 撤离", after="6 撤离", words=(("转移群众。", "转移群众。", False),)),
    ),
)


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_it_says_what_differs_with_a_legend(faces: Faces, language: str, request: pytest.FixtureRequest) -> None:
    wording: Wording = request.getfixturevalue(language)
    pdf = make_comparison(FACTS, faces=faces, wording=wording)
    text = squeezed("".join(page_texts(pdf)))
    for part in ("示例市内涝应急预案", "示例〔2020〕1号", "2026-06-01", "0371-60001234", "0371-60009999", "赵卫东"):
        assert squeezed(part) in text, part
    for part in ("泵站人员十五十分钟到岗", "半小时内报告", "2职责→3职责", "5撤离→6撤离"):
        assert part in text, part
    for said in ("removed words are struck through", "added words are bold", "Legend", "Moved", "Added"):
        assert squeezed(wording.say(said)) in text, said
    assert "示例数据" in text
    assert unembedded(pdf) == set()
    assert pdf == make_comparison(FACTS, faces=faces, wording=wording)
    assert next(title for _, title in outline(pdf)).startswith("示例市内涝应急预案")


def test_every_word_of_it_is_looked_up_for_its_signs() -> None:
    texts = "".join(comparison_texts(FACTS))
    for part in ("十五", "赵卫东", "值班室", "示例〔2026〕9号", "6 撤离"):
        assert part in texts


def test_two_that_say_the_same(faces: Faces, english: Wording) -> None:
    same = ComparisonFacts(
        office_zh="甲", office_en="A", title="示例", old=VersionFact(number=1), new=VersionFact(number=2)
    )
    (page,) = page_texts(make_comparison(same, faces=faces, wording=english))
    assert "The two say the same." in page

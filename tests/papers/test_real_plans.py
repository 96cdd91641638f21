"""Real plans and laws on paper and as web pages: nothing is lost, nothing runs over. They lie beside the project."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from dutyroom.papers.fonts import Faces
from dutyroom.papers.plan import make_plan
from dutyroom.papers.plan_facts import PlanFacts, SectionFact
from dutyroom.papers.plan_html import plan_page
from dutyroom.papers.plan_words import heading_words
from dutyroom.readers.opening import open_reading
from dutyroom.rules.plan_words import headings, without_entries
from dutyroom.rules.wording import Wording
from tests.papers.page_geometry import crossings, outside, pages
from tests.papers.reading_pdf import outline, page_texts

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
FILES = [path for name in ("plans_zh", "plans_en", "laws") for path in sorted((REAL / name).rglob("*.*"))]
pytestmark = pytest.mark.skipif(not FILES, reason="the real documents are not there")


@cache
def read(path: Path) -> PlanFacts | None:
    plan = open_reading(path, plan=True).plan
    if plan is None:
        return None
    sections = tuple(SectionFact(level=s.level, number=s.number, title=s.title, body=s.body) for s in plan.sections)
    return PlanFacts(office_zh="示例", office_en="Sample", title=plan.title, sections=sections)


def letters(text: str) -> str:
    """Only letters and figures, for page edges, spaces and hyphens fall anywhere."""
    return re.sub(r"[\W_]", "", text)


def body_of(facts: PlanFacts) -> str:
    names = headings((s.level, s.number, s.title) for s in facts.sections).names
    return "".join(s.body if s.level else without_entries(s.body, names) for s in facts.sections)


@pytest.mark.parametrize("path", FILES[::3], ids=lambda path: path.stem[:20])
def test_a_real_plan_is_all_there(faces: Faces, chinese: Wording, path: Path) -> None:
    facts = read(path)
    if facts is None:
        pytest.skip("no plan in it")
    pdf = make_plan(facts, faces=faces, wording=chinese, form="a5")
    said = letters("".join(page_texts(pdf)))
    body = letters(body_of(facts))
    lost = [body[at : at + 20] for at in range(0, len(body) - 20, 97) if body[at : at + 8] not in said]
    assert len(lost) <= len(body) / 97 * 0.12, "but for pieces that a page's end or a cell's edge parts"
    named = [section for section in facts.sections if heading_words(section)]
    assert len(outline(pdf)) == len(named) + 1, "a bookmark for each heading and the title"
    for page in pages(pdf)[:40]:
        assert not crossings(page)
        assert not outside(page, 9, 9)
    page = plan_page(facts, chinese)
    assert page.count("<section") == len(facts.sections)

"""The outline as a document: what a word processor shows as headings is what the import reads again."""

from __future__ import annotations

import io

import pytest
from docx import Document

from dutyroom.data.outlines import shipped_outline
from dutyroom.papers.outline_document import make_outline_document
from dutyroom.readers.reading import Reader
from dutyroom.rules.plan_outline import read_outline
from dutyroom.rules.preparation import KINDS

TITLE = "郑州市防汛应急预案（示例）"


def test_headings_have_the_style_of_their_level_and_hints_stand_below():
    headings = read_outline(shipped_outline("special"))
    paragraphs = Document(io.BytesIO(make_outline_document(TITLE, headings))).paragraphs
    assert (paragraphs[0].text, paragraphs[0].style.name) == (TITLE, "Title")
    shown = [(each.style.name, each.text) for each in paragraphs if each.style.name.startswith("Heading")]
    assert shown == [(f"Heading {each.level}", each.line) for each in headings]
    hints = [each.text for each in paragraphs if each.style.name == "Normal" and each.text]
    assert hints == [f"（{each.hint}）" for each in headings if each.hint]


@pytest.mark.parametrize("kind", KINDS)
def test_it_comes_back_as_the_same_headings_when_it_is_imported(kind, tmp_path):
    headings = read_outline(shipped_outline(kind))
    path = tmp_path / f"{kind}.docx"
    path.write_bytes(make_outline_document(TITLE, headings))
    with Reader() as reader:
        plan = reader.read_plan(path).plan
    assert plan is not None
    assert plan.title == TITLE
    kept = [(section.level, section.number, section.title) for section in plan.sections if section.title]
    assert kept == [(each.level, each.number, each.title) for each in headings]

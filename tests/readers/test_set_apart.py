"""Set apart: lone heavy lines head the text under them where nothing else in a Chinese document is a heading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import docx as word
import pytest
from docx.oxml.ns import qn

from dutyroom.readers.opening import open_document, open_reading

TITLE = "示例小学防汛应急预案"
TEXT = "坚持预防为主，做好校园防汛工作，确保师生安全。"
HEADS = ["指导思想", "组织机构", "处置程序"]


def markdown(folder: Path, heads: list[str]) -> Path:
    path = folder / "plan.md"
    path.write_text(f"# {TITLE}\n\n" + "".join(f"**{head}**\n\n{TEXT}\n\n" for head in heads), encoding="utf-8")
    return path


def page(folder: Path, heads: list[str]) -> Path:
    path = folder / "plan.html"
    parts = "".join(f"<p><span><strong>{head}</strong></span></p><p>{TEXT}<b>立即</b>报告。</p>" for head in heads)
    path.write_text(f"<html><body><h1>{TITLE}</h1>{parts}</body></html>", encoding="utf-8")
    return path


def bold(folder: Path, heads: list[str]) -> Path:
    return _written(folder, heads, black=False)


def black(folder: Path, heads: list[str]) -> Path:
    return _written(folder, heads, black=True)


def _written(folder: Path, heads: list[str], *, black: bool) -> Path:
    document = word.Document()
    document.add_paragraph().add_run(TITLE).bold = True
    for head in heads:
        run = document.add_paragraph().add_run(head)
        if black:
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")
        else:
            run.bold = True
        document.add_paragraph(TEXT).add_run("立即报告。").bold = True
    path = folder / "plan.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("write", [markdown, page, bold, black])
def test_lone_heavy_lines_are_headings(tmp_path: Path, write: Callable[[Path, list[str]], Path]) -> None:
    plan = open_reading(write(tmp_path, HEADS), plan=True).plan
    assert plan is not None
    assert plan.title == TITLE
    assert [(s.level, s.title) for s in plan.sections] == [(1, head) for head in HEADS]
    assert all(TEXT in section.body for section in plan.sections)


@pytest.mark.parametrize("write", [markdown, page, bold, black])
@pytest.mark.parametrize(
    "heads",
    [
        ["一、总则", "立即报告", "二、附则"],
        ["指导思想"],
        ["2026年6月1日", "联系人：王示例", "坚持预防为主，做好防汛。"],
    ],
)
def test_heavy_lines_in_a_numbered_document_and_what_is_no_title_stay_text(
    tmp_path: Path, write: Callable[[Path, list[str]], Path], heads: list[str]
) -> None:
    assert not any(line.level for line in open_document(write(tmp_path, heads)).lines[1:])


def test_a_long_line_of_many_bold_words_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_text(f"<p>{'<b>汛</b>情' * 60_000}</p>", encoding="utf-8")
    start = perf_counter()
    assert len(open_document(path).lines[0].text) == 120_000
    assert perf_counter() - start < 5

"""Word documents, made here with python-docx."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from dutyroom.readers.docx import read_docx
from dutyroom.readers.docx_numbers import han_numeral
from dutyroom.readers.opening import open_reading


def lines(path: Path) -> list[tuple[str, int | None]]:
    return [(line.text, line.level) for line in read_docx(path).lines]


def test_headings_paragraphs_and_tables(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("某市防汛应急预案", 0)
    made.add_heading("1 总则", 1)
    made.add_paragraph("为了应急，制定本预案。")
    made.add_heading("1.1 编制目的", 2)
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("级别", "条件", "Ⅰ级", "决口"), strict=True):
        cell.text = text
    path = tmp_path / "plan.docx"
    made.save(str(path))
    assert read_docx(path).title == "某市防汛应急预案"
    assert lines(path) == [
        ("某市防汛应急预案", None),
        ("1 总则", 1),
        ("为了应急，制定本预案。", None),
        ("1.1 编制目的", 2),
        ("级别 | 条件", None),
        ("Ⅰ级 | 决口", None),
    ]


def test_chinese_style_names_and_outline_levels(tmp_path: Path) -> None:
    made = docx.Document()
    style = made.styles.add_style("标题 1", 1)
    made.add_paragraph("第一章 总则", style=style)
    levelled = made.add_paragraph("第二章 附则")
    levelled._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))
    contents = made.styles.add_style("TOC 1", 1)
    made.add_paragraph("第一章 总则\t1", style=contents)
    path = tmp_path / "plan.docx"
    made.save(str(path))
    assert lines(path) == [("第一章 总则", 1), ("第二章 附则", 2), ("第一章 总则\t1", 0)]


def numbering(made: Any, levels: list[tuple[str, str]]) -> None:
    """Give the document one list whose levels have these formats and texts."""
    root = made.part.numbering_part.element
    abstract = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{abstract}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def numbered(made: Any, text: str, level: int) -> None:
    properties = made.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    made = docx.Document()
    numbering(made, [("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2"), ("decimal", "（%3）")])
    for text, level in [("总则", 0), ("目的", 1), ("依据", 1), ("附则", 0), ("解释", 1), ("其一", 2)]:
        numbered(made, text, level)
    path = tmp_path / "plan.docx"
    made.save(str(path))
    assert [text for text, _ in lines(path)] == [
        "第一章 总则", "1.1 目的", "1.2 依据", "第二章 附则", "2.1 解释", "（1）其一",
    ]  # fmt: skip


def test_the_outline_sees_automatic_numbers(tmp_path: Path) -> None:
    made = docx.Document()
    numbering(made, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
    for text, level in [("总则", 0), ("编制目的", 1), ("附则", 0)]:
        numbered(made, text, level)
        made.add_paragraph("这里是正文，有一句话。")
    path = tmp_path / "某市应急预案.docx"
    made.save(str(path))
    plan = open_reading(path, plan=True).plan
    assert plan is not None
    assert plan.title == "某市应急预案"
    assert [(s.level, s.number, s.title) for s in plan.sections] == [
        (1, "一、", "总则"),
        (2, "（一）", "编制目的"),
        (1, "二、", "附则"),
    ]


def test_text_boxes_deletions_and_merged_cells(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("前")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>删去</w:delText></w:r></w:del>"))
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
    )
    table = made.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "合并"
    table.cell(0, 1).text, table.cell(1, 1).text = "甲", "乙"
    path = tmp_path / "plan.docx"
    made.save(str(path))
    assert [text for text, _ in lines(path)] == ["前", "框内", "合并 | 甲", "乙"]


def test_a_document_of_pictures_only_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "scan.docx"
    docx.Document().save(str(path))
    assert open_reading(path, plan=False).result == "no-text"


@pytest.mark.parametrize(("number", "written"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五")])
def test_chinese_numerals(number: int, written: str) -> None:
    assert han_numeral(number) == written


def test_many_tables_deep_inside_tables_are_read_in_a_moment(tmp_path: Path) -> None:
    made = docx.Document()
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>泵站</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>" * 2_000
    table = "<w:tbl><w:tr><w:tc>" * 40 + inner + "</w:tc><w:tc/></w:tr></w:tbl>" * 40
    made.element.body.insert(0, parse_xml(table.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1)))
    path = tmp_path / "plan.docx"
    made.save(str(path))
    began = time.process_time()
    found = lines(path)
    assert time.process_time() - began < 4
    assert "".join(text for text, _ in found).count("泵站") == 2_000


def _with_text(path: Path, text: str) -> None:
    small = path.with_suffix(".small")
    docx.Document().save(str(small))
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            content = old.read(part.filename)
            if part.filename == "word/document.xml":
                content = content.replace(b"<w:sectPr", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:sectPr".encode(), 1)
            new.writestr(part.filename, content)


def test_a_sound_document_that_is_too_large_is_said_to_be_so(tmp_path: Path) -> None:
    _with_text(path := tmp_path / "endless.docx", "洪水" * 2_000_000)
    reading = open_reading(path, plan=True)
    assert (reading.result, reading.detail) == ("too-large", "file.bomb")


def test_a_document_for_which_memory_does_not_suffice_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_text(path := tmp_path / "large.docx", "洪水")

    def parse(_: object) -> None:
        raise etree.XMLSyntaxError("out of memory", etree.ErrorTypes.ERR_NO_MEMORY, 0, 0)

    monkeypatch.setattr("dutyroom.readers.docx.word.Document", parse)
    with pytest.raises(MemoryError):
        open_reading(path, plan=True)

"""OpenDocument texts as LibreOffice writes them: numbers that are counted, lists, tables, frames, changes, locks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.opening import open_document, open_reading

NAMES = {
    "office": "office:1.0",
    "text": "text:1.0",
    "table": "table:1.0",
    "style": "style:1.0",
    "draw": "drawing:1.0",
    "fo": "xsl-fo-compatible:1.0",
}
SPACES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for short, name in NAMES.items())
STYLES = f"""<office:document-styles {SPACES}><office:styles><text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="1" style:num-suffix="."/>
</text:outline-style></office:styles></office:document-styles>"""
LISTS = """<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>"""


def an_odt(
    path: Path, body: str, *, styles: str = STYLES, automatic: str = LISTS, more: dict[str, str] | None = None
) -> Path:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", styles)
        for name, part in (more or {}).items():
            archive.writestr(name, part)
    return path


def lines(path: Path) -> list[tuple[str, int | None]]:
    return [(line.text, line.level) for line in open_document(path).lines]


def test_headings_keep_their_level_and_the_number_they_show(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="1">总则</text:h><text:h text:outline-level="2">目的</text:h><text:p>为了应急。</text:p>'
        '<text:h text:outline-level="2">依据</text:h><text:h text:outline-level="1">附则</text:h>'
        '<text:h text:outline-level="2">解释</text:h><text:h text:outline-level="1" text:is-list-header="true">附件</text:h>'
    )
    assert lines(an_odt(tmp_path / "a.odt", body)) == [
        ("一、总则", 1),
        ("1. 目的", 2),
        ("为了应急。", None),
        ("2. 依据", 2),
        ("二、附则", 1),
        ("1. 解释", 2),
        ("附件", 1),
    ]


def test_lists_are_counted_inside_one_another_and_may_go_on(tmp_path: Path) -> None:
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>先</text:p><text:list><text:list-item><text:p>甲</text:p>'
        "</text:list-item><text:list-item><text:p>乙</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>后</text:p></text:list-item></text:list><text:p>中间。</text:p>"
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>续</text:p></text:list-item></text:list>'
        '<text:list text:style-name="L1"><text:list-item text:start-value="7"><text:p>新</text:p></text:list-item></text:list>'
        '<text:list text:style-name="L2"><text:list-item><text:p>点</text:p></text:list-item></text:list>'
    )
    said = [text for text, _ in lines(an_odt(tmp_path / "a.odt", body))]
    assert said == ["（1）先", "a) 甲", "b) 乙", "（2）后", "中间。", "（3）续", "（7）新", "点"]


def test_tables_frames_and_blanks(tmp_path: Path) -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>单位</text:p></table:table-cell>"
        "<table:table-cell><text:p>电话</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>防办</text:p><text:p>值班室</text:p></table:table-cell>"
        "<table:table-cell><text:p>0371-00000000</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p>前<text:s text:c="2"/>后<text:tab/>末<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame></text:p>'
        "<text:p>甲<text:line-break/>乙</text:p>"
    )
    said = [text for text, _ in lines(an_odt(tmp_path / "a.odt", body))]
    assert said == ["单位 | 电话", "防办 值班室 | 0371-00000000", "前  后\t末", "框内", "甲", "乙"]


def test_what_was_deleted_and_what_is_only_noted_is_gone(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去的话</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>留下<text:change text:change-id='c'/>的话<office:annotation><text:p>批注</text:p></office:annotation>。</text:p>"
    )
    assert lines(an_odt(tmp_path / "a.odt", body)) == [("留下的话。", None)]


def test_the_contents_page_is_told_from_the_text(tmp_path: Path) -> None:
    body = (
        "<text:table-of-content><text:index-body><text:index-title><text:p>目录</text:p></text:index-title>"
        "<text:p>一、总则<text:tab/>1</text:p></text:index-body></text:table-of-content>"
        '<text:h text:outline-level="1">总则</text:h><text:p>本预案适用于本市。</text:p>'
    )
    path = an_odt(tmp_path / "示例应急预案.odt", body)
    assert [level for _, level in lines(path)] == [0, 0, 1, None]
    plan = open_reading(path, plan=True).plan
    assert plan is not None
    assert [(s.title, s.body) for s in plan.sections if s.level] == [("总则", "本预案适用于本市。")]


def test_locked_empty_broken_and_deep_files_end_in_words(tmp_path: Path) -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    deep = "<text:section>" * 200 + "<text:p>底</text:p>" + "</text:section>" * 200
    cases = {
        "encrypted": an_odt(tmp_path / "locked.odt", "<text:p>x</text:p>", more={"META-INF/manifest.xml": manifest}),
        "no-text": an_odt(tmp_path / "empty.odt", "<text:p/>"),
        "damaged": an_odt(tmp_path / "broken.odt", "<text:p>"),
        "deep": an_odt(tmp_path / "deep.odt", deep),
    }
    for result, path in cases.items():
        with pytest.raises(ReadFailure) as failure:
            open_document(path)
        assert failure.value.result == ("damaged" if result == "deep" else result)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("口令", encoding="utf-8")
    path = tmp_path / "x.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><office:document-content {SPACES}><office:body>'
            "<office:text><text:p>前&e;后</text:p></office:text></office:body></office:document-content>",
        )
    assert "口令" not in "".join(text for text, _ in lines(path))

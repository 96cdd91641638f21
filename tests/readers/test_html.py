"""HTML pages, by tree and, where they nest too deep for one, by their tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom.readers.html import html_lines, read_html
from dutyroom.readers.html_tags import read_by_tags
from dutyroom.readers.opening import open_reading

PAGE = """<!DOCTYPE html><html><head><title>某市防汛应急预案_某市人民政府门户网站</title><style>p{{}}</style></head><body>
<div class="nav" hidden>首页</div><nav>菜单</nav>{open}<h1>某市防汛应急预案</h1>
<p>为了应急，<b>制定</b>本预案。</p><p>第二段<br>第三段</p>
<h2>1 总则</h2><ul><li>一项</li><li>二项</li></ul>
<table><tr><th>单位</th><th>电话</th></tr><tr><td>应急局</td><td><p>67181234</p></td></tr></table>
<script>alert("<p>不是正文</p>")</script><p style="display:none">看不见</p>
<h2>2 附则</h2><p>自印发之日起施行&nbsp;&mdash;完。</p>{close}</body></html>
"""
LINES = [
    ("某市防汛应急预案", 1),
    ("为了应急，制定本预案。", None),
    ("第二段", None),
    ("第三段", None),
    ("1 总则", 2),
    ("一项", None),
    ("二项", None),
    ("单位 | 电话", None),
    ("应急局 | 67181234", None),
    ("2 附则", 2),
    ("自印发之日起施行 —完。", None),
]


@pytest.mark.parametrize("depth", [0, 20, 300, 3000, 100_000])
@pytest.mark.parametrize("name", ["div", "font", "span"])
def test_a_page_reads_alike_however_deep_it_nests(tmp_path: Path, depth: int, name: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(open=f"<{name}>" * depth, close=f"</{name}>" * depth), encoding="utf-8")
    document = read_html(path)
    assert [(line.text, line.level) for line in document.lines] == LINES
    assert document.title == "某市防汛应急预案"


def test_tags_and_tree_give_the_same_lines() -> None:
    page = PAGE.format(open="", close="")
    lines, title = read_by_tags(page)
    assert lines == html_lines(page)
    assert title == "某市防汛应急预案_某市人民政府门户网站"


def test_missing_end_tags_lose_no_text() -> None:
    page = "<head><title>题</title><body><h1>标题<p>一<p>二<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table><p hidden>无<p>三<li>四<li>五"
    lines, title = read_by_tags(page)
    assert title == "题"
    assert [(line.text, line.level) for line in lines] == [
        ("标题", 1), ("一", None), ("二", None), ("甲 | 乙", None), ("丙 | 丁", None), ("三", None), ("四", None), ("五", None),
    ]  # fmt: skip


def test_tags_left_open_on_every_line_do_not_hide_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<body>" + "".join(f"<p><font size=3>第{n}条措施。" for n in range(2000)), encoding="utf-8")
    reading = open_reading(path, plan=True)
    assert reading.document is not None
    assert [line.text for line in reading.document.lines] == [f"第{n}条措施。" for n in range(2000)]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("示例县应急管理局", None),
        ("示例县森林火灾应急预案_示例县政府网", "示例县森林火灾应急预案"),
        ("关于印发示例县森林火灾应急预案的通知", "关于印发示例县森林火灾应急预案的通知"),
        ("火灾预案全文", "火灾预案全文"),
    ],
)
def test_a_site_s_name_is_no_title_of_its_page(tmp_path: Path, title: str, wanted: str | None) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f"<title>{title}</title><p>示例县森林火灾应急预案（火灾预案全文）</p><p>1 总则</p>", encoding="utf-8"
    )
    assert read_html(path).title == wanted
